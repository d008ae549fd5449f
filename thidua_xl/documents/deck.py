"""Slides as .pptx from plain data, to be read from the back of a hall: no text below 24 points, 16:9.

A table that is too long goes on over more slides, each with its head; a long text takes more lines. Charts are
PowerPoint's own, with their figures inside.
"""

import datetime
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from .compiled import packed
from .fill import Properties
from .slides import OPEN, Bar, ChartPage, Cover, Deck, TablePage
from .tables import Column, Row
from .texts import printable

SMALLEST = 24
"""Points of the smallest text."""
MOST_BARS = 10
"""Bars on one slide: so many names stand beside them in 24 points."""
_WIDE, _HIGH, _EDGE = 13.333, 7.5, 0.5
_TOP, _BODY = 1.35, 5.65
"""Inches: where a slide's body begins, how high it is."""
_INCHES_OF_LINE, _PADDING, _LETTERS = 0.39, 0.13, 6.0
"""A line of 24 points, what a row has above and below, letters in an inch of a line."""
_LONGEST = 320
"""Letters of one cell: what fills half a slide."""
_NAME = 26
"""Letters of a name beside its bar."""
_rgb: Any = RGBColor.from_string
_chart_data: Any = CategoryChartData
"""python-pptx says nothing of what these return."""
_NAVY, _PALE, _WHITE, _RED = map(_rgb, ("1F3A5F", "E8EEF6", "FFFFFF", "C00000"))
_FONT, _LANGUAGE = "Arial", "vi-VN"
_ALIGN = {"l": PP_ALIGN.LEFT, "c": PP_ALIGN.CENTER, "r": PP_ALIGN.RIGHT}
DRAFT = "DỰ THẢO"
_TITLE_ONLY = 5
"""The layout with a title and nothing else, in python-pptx's own template."""


def deck_file(deck: Deck, said: Properties, *, draft: bool = False) -> bytes:
    """The slides as .pptx: the same bytes for the same data and properties. `draft`: DỰ THẢO on every one."""
    show = Presentation()
    show.slide_width, show.slide_height = Inches(_WIDE), Inches(_HIGH)
    _widen(show)
    _cover(show, deck.cover)
    for page in deck.pages:
        if isinstance(page, ChartPage):
            _charts(show, page)
        else:
            _tables(show, page)
    for slide in show.slides if draft else ():
        box = slide.shapes.add_textbox(*map(Inches, (_WIDE - 3, 6.95, 3 - _EDGE, 0.5)))
        _say(box.text_frame, [DRAFT], SMALLEST, bold=True, align="r", colour=_RED)
    return _finished(show, said)


def _widen(show: Any) -> None:
    """The template is 4:3: its own boxes as wide as the slides are."""
    master = show.slide_master
    for shapes in (master.shapes, *(layout.shapes for layout in master.slide_layouts)):
        for shape in shapes:
            shape.left, shape.top, shape.width, shape.height = (
                int(shape.left * _WIDE / 10), shape.top, int(shape.width * _WIDE / 10), shape.height,
            )  # fmt: skip


# --- the first slide ----------------------------------------------------------------------------


def _cover(show: Any, cover: Cover) -> None:
    slide = show.slides.add_slide(show.slide_layouts[_TITLE_ONLY])
    _place(slide.shapes.title, _EDGE, 1.6, _WIDE - 2 * _EDGE, 1.8)
    _say(slide.shapes.title.text_frame, [cover.title], 44, bold=True, align="c", anchor=MSO_ANCHOR.BOTTOM)
    _rule(slide, _WIDE / 2 - 2, 3.6, 4)
    box = slide.shapes.add_textbox(*map(Inches, (_EDGE, 3.8, _WIDE - 2 * _EDGE, 3.2)))
    longest = max(map(len, cover.lines), default=0)
    size = 32 if longest <= 60 and len(cover.lines) <= 4 else SMALLEST
    _say(box.text_frame, cover.lines, size, align="c")


def _titled(show: Any, title: str) -> Any:
    """A new slide with its title, which takes two lines where it must."""
    slide = show.slides.add_slide(show.slide_layouts[_TITLE_ONLY])
    _place(slide.shapes.title, _EDGE, 0.25, _WIDE - 2 * _EDGE, 0.95)
    size = 36 if len(title) <= 42 else 28 if len(title) <= 110 else SMALLEST
    _say(slide.shapes.title.text_frame, [title], size, bold=True, anchor=MSO_ANCHOR.MIDDLE)
    _rule(slide, _EDGE, 1.22, _WIDE - 2 * _EDGE)
    return slide


def _rule(slide: Any, left: float, top: float, width: float) -> None:
    line = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *map(Inches, (left, top, width, 0.03)))
    line.fill.solid()
    line.fill.fore_color.rgb, line.shadow.inherit = _RED, False
    line.line.fill.background()


def _numbered(title: str, at: int, of: int) -> str:
    return f"{title} ({at}/{of})" if of > 1 else title


# --- tables -------------------------------------------------------------------------------------


def _tables(show: Any, page: TablePage) -> None:
    shares = sum(column.width for column in page.columns)
    widths = [(_WIDE - 2 * _EDGE) * column.width / shares for column in page.columns]
    rows = [Row([_cut(cell) if cell is not None else OPEN for cell in row.cells], row.bold)
            for row in page.rows]  # fmt: skip
    head = _height([column.head for column in page.columns], widths)
    note = _lines(page.note, _WIDE - 2 * _EDGE) * _INCHES_OF_LINE + _PADDING if page.note else 0
    parts = list(_parts(rows, widths, _BODY - head - note))
    for at, part in enumerate(parts, start=1):
        slide = _titled(show, _numbered(page.title, at, len(parts)))
        bottom = _table(slide, page.columns, part, widths, head)
        if page.note and at == len(parts):
            box = slide.shapes.add_textbox(*map(Inches, (_EDGE, bottom, _WIDE - 2 * _EDGE, note)))
            _say(box.text_frame, [page.note], SMALLEST)


def _parts(rows: Sequence[Row], widths: Sequence[float], room: float) -> Iterator[list[Row]]:
    """As many rows to a slide as there is room for; one that is higher has a slide to itself."""
    part: list[Row] = []
    left = room
    for row in rows:
        height = _height(row.cells, widths)
        if part and height > left:
            yield part
            part, left = [], room
        part.append(row)
        left -= height
    yield part


def _table(
    slide: Any, columns: Sequence[Column], rows: Sequence[Row], widths: Sequence[float], head: float
) -> float:
    """Draws it; where it ends, in inches."""
    heights = [head, *(_height(row.cells, widths) for row in rows)]
    box = (_EDGE, _TOP, sum(widths), sum(heights))
    table = slide.shapes.add_table(len(heights), len(columns), *map(Inches, box)).table
    table.horz_banding = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Inches(width)
    for row, height in zip(table.rows, heights, strict=True):
        row.height = Inches(height)
    for at, column in enumerate(columns):
        _fill(table.cell(0, at), column.head, "c", _NAVY, bold=True, colour=_WHITE)
    for line, row in enumerate(rows, start=1):
        ground = _PALE if row.bold or line % 2 == 0 else _WHITE
        for at, (cell, column) in enumerate(zip(row.cells, columns, strict=True)):
            _fill(table.cell(line, at), cell or "", column.align, ground, bold=row.bold)
    return _TOP + sum(heights) + 0.1


def _fill(cell: Any, text: str, align: str, ground: Any, *, bold: bool, colour: Any = _NAVY) -> None:
    cell.fill.solid()
    cell.fill.fore_color.rgb = ground
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.margin_top = cell.margin_bottom = Inches(_PADDING / 2)
    _say(cell.text_frame, [text], SMALLEST, bold=bold, align=align, colour=colour)


def _height(cells: Sequence[str | None], widths: Sequence[float]) -> float:
    lines = max(_lines(cell or "", width) for cell, width in zip(cells, widths, strict=True))
    return lines * _INCHES_OF_LINE + _PADDING


def _lines(text: str, width: float) -> int:
    """Lines that a text of 24 points takes, words kept whole."""
    room, lines, used = max(int((width - 0.2) * _LETTERS), 1), 1, 0
    for word in text.split():
        more = len(word) + bool(used)
        if used and used + more > room:
            lines, used, more = lines + 1, 0, len(word)
        lines += (more - 1) // room
        used = (used + more - 1) % room + 1
    return lines


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"


# --- charts -------------------------------------------------------------------------------------


def _charts(show: Any, page: ChartPage) -> None:
    """As many slides as the bars need, all to the same scale."""
    parts = [page.bars[at : at + MOST_BARS] for at in range(0, len(page.bars), MOST_BARS)] or [()]
    values = [bar.value for bar in page.bars if bar.value is not None]
    for at, bars in enumerate(parts, start=1):
        slide = _titled(show, _numbered(page.title, at, len(parts)))
        data = _chart_data(number_format="#,##0" + f".{'0' * page.digits}" * bool(page.digits))
        data.categories = [_label(bar) for bar in bars]
        data.add_series(
            _one_line(page.series), [None if bar.value is None else float(bar.value) for bar in bars]
        )
        frame = slide.shapes.add_chart(
            XL_CHART_TYPE.BAR_CLUSTERED, *map(Inches, (_EDGE, _TOP, _WIDE - 2 * _EDGE, _BODY)), data
        )
        _say_bars(frame.chart.plots[0].series[0], bars)
        _style(frame.chart, float(max(values, default=Decimal(1))), float(min(values, default=Decimal(0))))
        _leave_room(frame.chart, max((len(_label(bar)) for bar in page.bars), default=0))


def _label(bar: Bar) -> str:
    """A name beside its bar; a long one cut, with its code, by which the ranking's full name is found."""
    name, code = " ".join(bar.name.split()), " ".join(bar.code.split())
    named = name if len(name) <= _NAME else f"{name[:_NAME].rstrip()}… ({code[:_NAME]})"
    return _one_line(named if bar.value is not None else f"{named} (chưa có)")


def _say_bars(series: Any, bars: Sequence[Bar]) -> None:
    """The figures beside the bars as the papers print them, not as the hall's computer would."""
    for at, bar in enumerate(bars):
        if bar.value is not None:
            label = series.points[at].data_label
            _say(label.text_frame, [bar.shown], SMALLEST, bold=True)
            label.position = XL_LABEL_POSITION.OUTSIDE_END


def _style(chart: Any, most: float, least: float) -> None:
    chart.has_legend = chart.has_title = False
    chart.font.size, chart.font.name, chart.font.color.rgb = Pt(SMALLEST), _FONT, _NAVY
    plot = chart.plots[0]
    plot.gap_width = 40
    plot.series[0].format.fill.solid()
    plot.series[0].format.fill.fore_color.rgb = _NAVY
    names = chart.category_axis
    names.reverse_order, names.format.line.color.rgb = True, _NAVY
    every = _put(names._element, "tickLblSkip", val="1")
    names._element.insert_element_before(every, "c:tickMarkSkip", "c:noMultiLvlLbl", "c:extLst")
    axis = chart.value_axis
    axis.visible = axis.has_major_gridlines = False
    axis.minimum_scale, axis.maximum_scale = min(least * 1.15, 0), max(most * 1.15, 1)


def _leave_room(chart: Any, letters: int) -> None:
    """The bars as far to the right as the longest name needs in one line: of two lines some programs leave one out."""
    left = min((letters / _LETTERS + 0.3) / (_WIDE - 2 * _EDGE), 0.6)
    area = chart._chartSpace.chart.plotArea
    for layout in area.findall(qn("c:layout")):
        area.remove(layout)
    layout = _put(area, "layout")
    area.insert(0, layout)
    manual = _put(layout, "manualLayout")
    modes = {"layoutTarget": "inner", "xMode": "edge", "yMode": "edge"}
    places = {"x": left, "y": 0.02, "w": 0.98 - left, "h": 0.96}
    for name, value in {**modes, **places}.items():
        _put(manual, name, val=str(value))


def _put(parent: Any, name: str, **attributes: str) -> Any:
    child = parent.makeelement(qn(f"c:{name}"), attributes)
    parent.append(child)
    return child


# --- texts, the file ----------------------------------------------------------------------------


def _place(shape: Any, left: float, top: float, width: float, height: float) -> None:
    shape.left, shape.top, shape.width, shape.height = map(Inches, (left, top, width, height))


def _say(
    frame: Any, lines: Sequence[str], size: int, *, bold: bool = False, align: str = "l", colour: Any = _NAVY,
    anchor: Any = None,
) -> None:  # fmt: skip
    """Texts as paragraphs of a box, wrapped."""
    frame.word_wrap = True
    if anchor is not None:
        frame.vertical_anchor = anchor
    for at, line in enumerate(lines or [""]):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        paragraph.alignment = _ALIGN[align]
        run = paragraph.add_run()
        run.text = _one_line(line)
        run.font.size, run.font.bold, run.font.name, run.font.color.rgb = Pt(size), bold, _FONT, colour
        run._r.get_or_add_rPr().set("lang", _LANGUAGE)


def _one_line(text: str) -> str:
    return " ".join(printable(text).split())


_AXIS = re.compile(rb'(<c:(?:axId|crossAx) val=")-')
"""python-pptx numbers axes below 0, which the schema knows no more; PowerPoint does."""
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def _finished(show: Any, said: Properties) -> bytes:
    core = show.core_properties
    core.title, core.author, core.last_modified_by, core.revision = said.title[:250], said.author[:250], "", 1
    target = io.BytesIO()
    show.save(target)
    stamp = f"{said.created.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%SZ}".encode()
    return _restamped(target.getvalue(), stamp)


def _restamped(data: bytes, stamp: bytes) -> bytes:
    """The package with one moment in it; so are the workbooks of its charts."""
    parts: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            part = package.read(name)
            if name.endswith(".xlsx"):
                part = _restamped(part, stamp)
            elif name == "docProps/core.xml":
                part = _STAMP.sub(rb"\g<1>" + stamp, part)
            elif name.startswith("ppt/charts/"):
                part = _AXIS.sub(rb"\g<1>", part)
            parts[name] = part
    return packed(parts)
