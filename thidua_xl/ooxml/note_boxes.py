"""The boxes in which Excel shows comments: a VML drawing beside the list of comments."""

import re
from collections.abc import Iterable
from itertools import accumulate, count

from ..workbook.xml_text import Document, attributes, tags

EMPTY = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" '
    'data="{block}"/></o:shapelayout></xml>'
)
_TYPE = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"{names}>'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = (
    '<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;margin-left:60pt;'
    'margin-top:2pt;width:{width}pt;height:{height}pt;z-index:1;visibility:hidden" fillcolor="#ffffe1" '
    'o:insetmode="auto"{names}><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left">'
    '</div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row>"
    "<x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_NAMES = {"v": "urn:schemas-microsoft-com:vml", "o": "urn:schemas-microsoft-com:office:office",
          "x": "urn:schemas-microsoft-com:office:excel"}  # fmt: skip
_ANY_SHAPE = re.compile(r"<(?:\w+:)?shape(?=\s).*?</(?:\w+:)?shape>", re.DOTALL)
_NUMBER = re.compile(r"_x0000_s(\d+)")
_BLOCK = re.compile(r"""idmap\b[^>]*?\sdata=["']([\d,]+)["']""")
_ROW = re.compile(r"<(?:\w+:)?Row>\s*(\d+)\s*</")
_COLUMN = re.compile(r"<(?:\w+:)?Column>\s*(\d+)\s*</")
_IDS = 1024
"""Shape numbers of one block (`idmap`); a block belongs to one drawing."""
_WIDTH, _LINE, _SIGNS = 300, 18, 44
"""Pixels of a box's width and of a line, and the characters that a line holds."""


def blocks(drawing: str) -> list[int]:
    """The blocks of shape numbers that a drawing uses."""
    return [int(number) for found in _BLOCK.findall(drawing) for number in found.split(",") if number]


def cells_of(drawing: str) -> set[tuple[int, int]]:
    """The cells (from 0) whose comments have a box."""
    return {place for shape in _ANY_SHAPE.findall(drawing) if (place := _place(shape))}


def without(drawing: str, cells: Iterable[tuple[int, int]]) -> str:
    """The drawing without the boxes of these cells."""
    gone = set(cells)
    return _ANY_SHAPE.sub(lambda match: "" if _place(match[0]) in gone else match[0], drawing)


def _place(shape: str) -> tuple[int, int] | None:
    row, column = _ROW.search(shape), _COLUMN.search(shape)
    return (int(row[1]), int(column[1])) if row and column and "Note" in shape else None


def with_boxes(drawing: str, boxes: Iterable[tuple[int, int, str]], sheet: Document) -> str:
    """The drawing with a box for each (row, column, text), sized by the sheet's rows and columns."""
    end = drawing.rindex("</")
    used = [int(number) for number in _NUMBER.findall(drawing)]
    first = max([*used, _IDS * min(blocks(drawing), default=1)])
    names = "".join(f' xmlns:{p}="{uri}"' for p, uri in _NAMES.items() if f"xmlns:{p}=" not in drawing)
    added = "" if 'id="_x0000_t202"' in drawing else _TYPE.format(names=names)
    sizes = _Sizes(sheet)
    for number, (row, column, text) in zip(count(first + 1), boxes, strict=False):
        height = _LINE * sum(1 + len(line) // _SIGNS for line in text.split("\n")) + 12
        added += _SHAPE.format(
            number=number, row=row, column=column, names=names, width=_WIDTH * 3 // 4, height=height * 3 // 4,
            anchor=sizes.anchor(row, column, height),
        )  # fmt: skip
    return drawing[:end] + added + drawing[end:]


class _Sizes:
    """Pixels of the sheet's columns and rows."""

    def __init__(self, sheet: Document) -> None:
        form = attributes(sheet.get("sheetFormatPr"))
        self._width = round(float(form.get("defaultColWidth", "9.14")) * 7)
        self._height = round(float(form.get("defaultRowHeight", "15")) * 4 / 3)
        self._columns = [
            (int(c.get("min", "1")) - 1, int(c.get("max", "1")) - 1,
             0 if c.get("hidden") in ("1", "true") else round(float(c.get("width", "9.14")) * 7))
            for c in tags(sheet.get("cols"), "col")
        ]  # fmt: skip
        self._rows = {
            int(r["r"]) - 1: 0 if r.get("hidden") in ("1", "true") else round(float(r["ht"]) * 4 / 3)
            for r in tags(sheet.get("sheetData"), "row")
            if "r" in r and "ht" in r
        }

    def anchor(self, row: int, column: int, height: int) -> str:
        """Left column and offset, top row and offset, right column and offset, bottom row and offset."""
        right, right_offset = _reach(map(self._column, count(column + 1)), 15 + _WIDTH)
        bottom, bottom_offset = _reach((self._rows.get(at, self._height) for at in count(row)), 4 + height)
        places = (column + 1, 15, row, 4, column + 1 + right, right_offset, row + bottom, bottom_offset)
        return ", ".join(map(str, places))

    def _column(self, at: int) -> int:
        return next((width for first, last, width in self._columns if first <= at <= last), self._width)


def _reach(sizes: Iterable[int], distance: int) -> tuple[int, int]:
    """How many whole columns or rows lie before a point so far away, and what is left over."""
    before = 0
    for number, total in enumerate(accumulate(sizes)):
        if total > distance or number > 200:
            return number, max(0, distance - before)
        before = total
    return 0, 0
