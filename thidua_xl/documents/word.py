"""WordprocessingML: runs, paragraphs, tables and sections as text. Widths in twentieths of a point (twips)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from ..workbook.xml_text import attribute_value, escape
from .blanks import DOTS, SHUT, START, blank
from .texts import BRACES, printable

CM = 567
"""Twips in a centimetre."""
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


class Page(NamedTuple):
    """A4 with the decree's margins (Phụ lục I, I.1: top and bottom 20–25, left 30–35, right 15–20 mm)."""

    landscape: bool = False

    @property
    def width(self) -> int:
        """Of the text."""
        return round((24.7 if self.landscape else 16.5) * CM)


TOP, RIGHT, BOTTOM, LEFT = (round(cm * CM) for cm in (2, 1.5, 2, 3))
LONG, SHORT = 16838, 11906
_MARKED = re.compile(r"(\*\*.+?\*\*|__.+?__|\[\.\.\.\])")
_PROPERTIES = {"**": "<w:b/><w:bCs/>", "__": "<w:i/><w:iCs/>"}


def run(text: str, properties: str = "") -> str:
    """A run of text; line breaks in it break the line."""
    format_ = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    pieces = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(one)}</w:t>' for one in text.split("\n"))
    return f"<w:r>{format_}{pieces}</w:r>"


def runs(text: str, properties: str = "") -> str:
    """The runs of a marked-up text: `**bold**`, `__italic__`, `[...]` for a dotted blank."""
    return "".join(_run(piece, properties) for piece in _MARKED.split(text) if piece)


def _run(piece: str, properties: str) -> str:
    if piece == "[...]":
        return run(f"{START}{DOTS}{SHUT}", properties)
    if piece[:2] in _PROPERTIES and piece[:2] == piece[-2:] and len(piece) > 4:
        return run(piece[2:-2], _PROPERTIES[piece[:2]] + properties)
    return run(piece, properties)


def paragraph(style: str, text: str, more: str = "", properties: str = "") -> str:
    """A paragraph of a style; `more` are paragraph properties of its own, `properties` those of its runs."""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{runs(text, properties) if text else ""}</w:p>'
    )


def plain_paragraph(style: str, text: str | None, properties: str = "", more: str = "") -> str:
    """A paragraph of a text of people's: no sign in it is markup; a dotted blank for None.

    `properties` are those of its run, `more` those of the paragraph.
    """
    shown = blank(4) if text is None else printable(text)
    own = run(shown, properties).translate(BRACES) if shown else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{own}</w:p>'


def rule(width: int, part: float) -> str:
    """A line below a title, `part` of `width` long and centred (Phụ lục I: ⅓–½ of the line, or as long as it)."""
    indent = round(width * (1 - part) / 2)
    border = '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="0" w:color="auto"/></w:pBdr>'
    return paragraph("Duong", "", f'{border}<w:ind w:left="{indent}" w:right="{indent}"/>')


class Cell(NamedTuple):
    """A cell: its paragraphs as text, how many columns it spans."""

    content: str
    span: int = 1


class TableLook(NamedTuple):
    """How a table looks: its lines (`single`, `dashed`, empty for none), how far they are from the text (twips)."""

    lines: str = "single"
    margin: int = 70


LINED, PLAIN, TO_CUT = TableLook(), TableLook("", 0), TableLook("dashed", 110)
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def table(widths: Sequence[int], rows: str, look: TableLook = LINED) -> str:
    """A table of fixed widths, centred; `rows` as `row` and tags make them."""
    lines = "".join(
        f'<w:{side} w:val="{look.lines}" w:sz="4" w:space="0" w:color="auto"/>' for side in _SIDES
    )
    borders = f"<w:tblBorders>{lines}</w:tblBorders>" if look.lines else ""
    sides = "".join(f'<w:{side} w:w="{look.margin}" w:type="dxa"/>' for side in ("left", "right"))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    properties = (
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>{borders}'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{sides}</w:tblCellMar>'
    )
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


def row(
    widths: Sequence[int],
    cells: Sequence[Cell],
    *,
    is_head: bool = False,
    middle: bool = False,
    height: int = 0,
) -> str:
    """A row that is never split, at least `height` high; a head row comes again on every page."""
    high = f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else ""
    own = f"<w:cantSplit/>{high}" + "<w:tblHeader/>" * is_head
    return f"<w:tr><w:trPr>{own}</w:trPr>{''.join(_cells(widths, cells, is_head or middle))}</w:tr>"


def _cells(widths: Sequence[int], cells: Sequence[Cell], middle: bool) -> Iterator[str]:
    at = 0
    for cell in cells:
        width = sum(widths[at : at + cell.span])
        span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
        aligned = '<w:vAlign w:val="center"/>' if middle else ""
        yield f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{aligned}</w:tcPr>{cell.content}</w:tc>'
        at += cell.span


def shares(relative: Sequence[float], width: int) -> list[int]:
    """Widths that together are `width`."""
    whole = sum(relative)
    edges = [round(width * sum(relative[:at]) / whole) for at in range(len(relative) + 1)]
    return [right - left for left, right in pairwise(edges)]


def section(page: Page, *, restarts: bool = False, numbered: bool = True) -> str:
    """The properties of a section: its page, the number from the second page on."""
    wide, high, turned = (LONG, SHORT, ' w:orient="landscape"') if page.landscape else (SHORT, LONG, "")
    start = '<w:pgNumType w:start="1"/>' if restarts else ""
    headers = "".join(
        f'<w:headerReference w:type="{kind}" r:id="{key}"/>'
        for kind, key in (("default", "rIdHeader"), ("first", "rIdFirst"))
    )
    return (
        f"<w:sectPr>{headers * numbered}"
        f'<w:type w:val="nextPage"/><w:pgSz w:w="{wide}" w:h="{high}"{turned}/>'
        f'<w:pgMar w:top="{TOP}" w:right="{RIGHT}" w:bottom="{BOTTOM}" w:left="{LEFT}" w:header="567" w:footer="567" '
        f'w:gutter="0"/>{start}{"<w:titlePg/>" * numbered}</w:sectPr>'
    )


def part(name: str, content: str, more: Mapping[str, str] = {}) -> str:
    """A part: the root element with its namespaces."""
    spaces = "".join(f' xmlns:{key}="{attribute_value(value)}"' for key, value in more.items())
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<w:{name} xmlns:w="{MAIN}" xmlns:r="{RELATED}"{spaces}>{content}</w:{name}>'
    )
