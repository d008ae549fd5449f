"""A new workbook through XlsxWriter, every formula with its computed value stored."""

import datetime
import io
import zipfile
from collections.abc import Iterator, Mapping
from copy import deepcopy
from itertools import product
from typing import Any, NamedTuple, TypeAlias

from xlsxwriter.format import Format

from ..domain.values.cells import CellError, Uncomputed
from . import fast_cells, plain_cells
from .addresses import quoted
from .heights import row_heights
from .held_cells import HeldCells
from .model import Cell, Chart, Sheet, Workbook
from .styles import FINE, FONT, SERIES, dated, highlight, properties, with_value

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
            "strings_to_numbers": False, "default_format_properties": {"font_name": FONT, "font_size": 11}}  # fmt: skip


def to_bytes(workbook: Workbook, created: datetime.datetime) -> bytes:
    """The .xlsx package of the sheets; the same sheets and time give the same bytes."""
    buffer, written = io.BytesIO(), _written(workbook, created)
    with zipfile.ZipFile(buffer, "w") as package:
        for name in written.parts:
            package.writestr(zipfile.ZipInfo(name), written.whole(name), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


PartsWorkbook: TypeAlias = fast_cells.PartsWorkbook | plain_cells.PlainWorkbook
PlainWorksheet: TypeAlias = fast_cells.FastWorksheet | plain_cells.PlainWorksheet


class Library(NamedTuple):
    """The classes that write: the fast ones, or XlsxWriter's own behind the same calls."""

    workbook: type[PartsWorkbook]
    worksheet: type[PlainWorksheet]


FAST = Library(fast_cells.PartsWorkbook, fast_cells.FastWorksheet)
PLAIN = Library(plain_cells.PlainWorkbook, plain_cells.PlainWorksheet)
INSTALLED = FAST if fast_cells.is_known() else PLAIN


class Written(NamedTuple):
    """A new workbook: its parts by their names, in the order of the package.

    The cells of a part whose name is in `cells` are not in the part.
    """

    parts: dict[str, bytes]
    cells: Mapping[str, HeldCells]

    def whole(self, name: str) -> bytes:
        """A part with its cells."""
        held = self.cells.get(name)
        return held.put_into(self.parts[name]) if held else self.parts[name]


def to_parts(workbook: Workbook, created: datetime.datetime) -> dict[str, bytes]:
    """The parts of that package by their names, in its order."""
    written = _written(workbook, created)
    return {name: written.whole(name) for name in written.parts}


def with_cells_apart(workbook: Workbook, created: datetime.datetime) -> Written:
    """The same with cells that wait for the numbers of the book into which they go, where XlsxWriter is known.

    They are taken out of the sheets: of a large book they need not be there twice.
    """
    return _written(workbook, created, take=True)


def _written(workbook: Workbook, created: datetime.datetime, *, take: bool = False) -> Written:
    target = INSTALLED.workbook(deepcopy(_OPTIONS))  # it writes into them: the next book would differ
    target.set_properties(
        {"title": workbook.title, "author": "thidua_xl", "created": created.replace(tzinfo=None)}
    )
    formats = _Formats(target)
    for sheet in workbook.sheets:
        _write_sheet(target, INSTALLED.worksheet, sheet, formats)
        if take:
            sheet.cells.clear()
    target.close()
    return Written(target.parts, target.cells if isinstance(target, fast_cells.PartsWorkbook) else {})


class _Formats(dict[str, Format]):
    """Formats by their style strings, made when they are first asked for."""

    def __init__(self, target: PartsWorkbook) -> None:
        super().__init__()
        self._target = target

    def __missing__(self, style: str) -> Format:
        made = self[style] = self._target.add_format(properties(style))
        return made

    def highlight(self, style: str) -> Format:
        """A format for a conditional format."""
        return self._target.add_format(highlight(style))


def _write_sheet(target: Any, kind: type[PlainWorksheet], sheet: Sheet, formats: _Formats) -> None:
    ws: PlainWorksheet = target.add_worksheet(sheet.name, worksheet_class=kind)
    _columns_and_rows(ws, sheet, formats)
    _cells(ws, sheet, formats)
    _rules(ws, sheet, formats)
    _view_and_print(ws, sheet)
    for chart in sheet.charts:
        if any(not one.values.startswith(f"={quoted(sheet.name)}!") for one in chart.series):
            raise ValueError(f"a chart of {sheet.name!r} draws the cells of another sheet")
        _chart(target, ws, chart)


def _columns_and_rows(ws: PlainWorksheet, sheet: Sheet, formats: _Formats) -> None:
    for column, form in sheet.columns.items():
        options = {"hidden": form.hidden, "level": form.level, "collapsed": _shows_plus(sheet, column)}
        ws.set_column(column, column, form.width, formats[form.style] if form.style else None, options)
    estimated = {row: height for row, height in row_heights(sheet).items() if height}
    ws.estimate(estimated)
    for row, layout in sheet.rows.items():
        ws.set_row(row, layout.height, None, {"hidden": layout.hidden, "level": layout.level})


def _shows_plus(sheet: Sheet, column: int) -> bool:
    """Whether columns folded left of it are opened at this one."""
    before, here = sheet.columns.get(column - 1), sheet.columns[column]
    return before is not None and before.hidden and before.level > here.level


def _cells(ws: PlainWorksheet, sheet: Sheet, formats: _Formats) -> None:
    special = {*sheet.links, *sheet.files, *sheet.fine}

    def write(place: tuple[int, int]) -> None:
        value, style, formula = sheet.cells[place]
        if place in special:
            _special(ws, sheet, place, formats)
        elif formula:
            ws.write_formula(*place, formula, formats[dated(style, value)], _result(sheet.cells[place]))
        else:
            _write_value(ws, *place, value, formats[with_value(style, value)])

    if isinstance(ws, fast_cells.FastWorksheet) and sheet.cells:
        apart = sheet.cells if sheet.charts else {*special, *_merged(sheet)}  # a chart stores what it draws
        ws.hold(sheet.cells, apart, formats.__getitem__, write)
    else:
        for place in sorted(sheet.cells):
            write(place)
    for area in sheet.merges:
        top = sheet.cells[area.first_row, area.first_column]
        style = formats[dated(top.style, top.value)]
        ws.merge_range(*area, "", style)
        if top.formula:
            ws.write_formula(area.first_row, area.first_column, top.formula, style, _result(top))
        else:
            _write_value(ws, area.first_row, area.first_column, top.value, style)


def _merged(sheet: Sheet) -> Iterator[tuple[int, int]]:
    """The cells under merged areas, which are written once more as such."""
    for area in sheet.merges:
        rows, columns = (
            range(area.first_row, area.last_row + 1),
            range(area.first_column, area.last_column + 1),
        )
        yield from product(rows, columns)


def _special(ws: PlainWorksheet, sheet: Sheet, place: tuple[int, int], formats: _Formats) -> None:
    """A link, or a text whose last line is small; a formula stands before the latter."""
    cell = sheet.cells[place]
    style = formats[cell.style if cell.formula else with_value(cell.style, cell.value)]
    if place in sheet.links:
        ws.write_url(*place, f"internal:{sheet.links[place]}", style, str(cell.value))
    elif place in sheet.files:
        ws.write_url(*place, f"external:{sheet.files[place]}", style, str(cell.value))
    elif cell.formula:
        ws.write_formula(*place, cell.formula, style, _result(cell))
    else:
        above, _, below = str(cell.value).rpartition("\n")
        ws.write_rich_string(*place, f"{above}\n", formats[FINE], below, style)


def _write_value(ws: PlainWorksheet, row: int, column: int, value: object, style: Format) -> None:
    if value is None or value == "" or value is Uncomputed.FORMULA:
        ws.write_blank(row, column, None, style)
    elif isinstance(value, str):
        ws.write_string(row, column, value, style)
    elif isinstance(value, bool):
        ws.write_boolean(row, column, value, style)
    elif isinstance(value, int | float):
        ws.write_number(row, column, value, style)
    elif isinstance(value, datetime.date | datetime.datetime | datetime.time | datetime.timedelta):
        ws.write_datetime(row, column, value, style)
    elif isinstance(value, CellError):
        ws.write_string(row, column, value.text, style)
    else:
        raise TypeError(f"no cell type for {value!r}")


class _ComputedEmpty(str):
    """An empty text as a formula's stored result: XlsxWriter takes a plain one for "not computed"."""

    __slots__ = ()
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other


_EMPTY = _ComputedEmpty()


def _result(cell: Cell) -> object:
    value = cell.value
    if value is None or value == "":
        return _EMPTY
    if value is Uncomputed.FORMULA:
        return ""  # a person's formula that nobody has computed yet: Excel does so on opening
    if isinstance(value, datetime.date | datetime.time | datetime.timedelta):
        return _serial(value)
    return value.text if isinstance(value, CellError) else value


_EPOCH, _DAY = datetime.datetime(1899, 12, 30), datetime.timedelta(days=1)


def _serial(value: datetime.date | datetime.time | datetime.timedelta) -> float:
    """The number that Excel stores as a formula's result for a date or a time."""
    if isinstance(value, datetime.timedelta):
        return value / _DAY
    if isinstance(value, datetime.time):
        return (datetime.datetime.combine(_EPOCH, value) - _EPOCH) / _DAY
    moment = (
        value if isinstance(value, datetime.datetime) else datetime.datetime.combine(value, datetime.time())
    )
    return (moment - _EPOCH) / _DAY


def _rules(ws: PlainWorksheet, sheet: Sheet, formats: _Formats) -> None:
    for area, validation in sheet.validations:
        ws.data_validation(*area, dict(validation))
    for area, conditional in sheet.conditionals:
        options = dict(conditional)
        if "style" in options:
            options["format"] = formats.highlight(options.pop("style"))
        ws.conditional_format(*area, options)
    if sheet.filter:
        ws.autofilter(*sheet.filter)


_HEADER_EDGE = 0.22
"""Inches above a title that heads the pages: less than usual, so that marks on its capitals have room, of which
LibreOffice cuts what stands higher than a line, and the rows keep theirs."""


def _view_and_print(ws: PlainWorksheet, sheet: Sheet) -> None:
    if sheet.visibility == "hidden":
        ws.hide()
    elif sheet.visibility == "very_hidden":
        ws.very_hidden()
    if sheet.freeze:
        ws.freeze_panes(*sheet.freeze)
    if sheet.protected:
        ws.protect("", {"format_columns": True, "format_rows": True, "autofilter": True})
    if sheet.tab:
        ws.set_tab_color(sheet.tab)
    ws.hide_gridlines(2)
    ws.set_zoom(sheet.zoom)
    ws.outline_settings(True, not sheet.outline_above, True, False)
    ws.set_paper(9)  # A4
    if sheet.landscape:
        ws.set_landscape()
    left, right = sheet.margins
    above, below = sheet.ends
    ws.set_margins(left=left, right=right, top=above, bottom=below)
    if sheet.breaks:
        ws.set_h_pagebreaks(list(sheet.breaks))
    if sheet.fit:
        ws.fit_to_pages(*sheet.fit)
    if sheet.repeat_rows:
        ws.repeat_rows(*sheet.repeat_rows)
    if sheet.repeat_columns:
        ws.repeat_columns(*sheet.repeat_columns)
    if sheet.print_area:
        ws.print_area(*sheet.print_area)
    if sheet.header:
        title = sheet.header.replace("&", "&&")
        ws.set_header(f'&C&"{FONT},Bold"&4\n&16{title}', {"margin": _HEADER_EDGE})
    ws.set_footer(
        f'&L&"{FONT},Italic"&12{sheet.footer}&R&"{FONT},Regular"&12Trang &P/&N'
    )  # scaled as the page is
    ws.center_horizontally()


def _chart(target: Any, ws: PlainWorksheet, chart: Chart) -> None:
    kind = {"type": "bar", "name": f"thidua:{chart.key}"}
    drawn = target.add_chart(kind if chart.labels else {**kind, "subtype": "stacked"})
    font = {"name": FONT, "size": 10}
    said = {"value": True, "position": "outside_end", "num_format": chart.labels, "font": font}
    labels = {"data_labels": said} if chart.labels else {}
    for place, series in enumerate(chart.series):
        drawn.add_series(
            {
                "name": series.name,
                "categories": series.categories,
                "values": series.values,
                "fill": {"color": SERIES[place % len(SERIES)]},
                "gap": 45,
                **labels,
            }
        )
    drawn.set_title({"name": chart.title, "name_font": {"name": FONT, "size": 13, "bold": True}})
    bounds = {"min": chart.value_minimum, "max": chart.value_maximum}
    end = {name: bound for name, bound in bounds.items() if bound is not None}
    drawn.set_x_axis({"num_font": font, "name": chart.value_axis, "name_font": font, **end,
                      "label_position": "high",
                      "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}})  # fmt: skip
    drawn.set_y_axis({"num_font": font, "reverse": True})
    several = len(chart.series) > 1
    drawn.set_legend({"position": "bottom", "font": font} if several else {"none": True})
    drawn.set_size({"width": chart.width, "height": chart.height})
    drawn.show_hidden_data()  # what a chart draws may stand in columns that nobody reads
    ws.insert_chart(chart.row, chart.column, drawn, {"description": _told(chart), "object_position": 2})


def _told(chart: Chart) -> str:
    """What a screen reader says of a chart; its mark behind that finds it again where its name was changed."""
    series = ", ".join(one.name for one in chart.series if one.name and not one.name.startswith("="))
    what = f"{chart.title}: {series}" if len(chart.series) > 1 and series else chart.title
    return f"Biểu đồ thanh. {what}. Số liệu ở bảng cùng trang. (thidua:{chart.key})"
