"""Cells of a user's sheet given a fill and a frame; what they hold and every other cell keep their characters."""

import re
from collections.abc import Mapping

from ..workbook.addresses import address, column_number
from ..workbook.styles import BORDER, ENTRY
from ..workbook.xml_text import Document, attributes, tags, with_attribute
from .sheet_data import inside, with_addresses
from .sheet_moves import Area
from .styles_merge import Styles

_CELL = re.compile(r'<c(?=\s)[^>]*?\sr="([A-Z]{1,3}\d+)"[^>]*>')
_ROW = re.compile(r'<row(?=\s)[^>]*?\sr="(\d+)"[^>]*>')
_BARE = re.compile(r'<(?:row|c)(?=[\s/>])(?![^>]*\sr=")')
_STYLE = re.compile(r'\ss="(\d+)"')


RED, AMBER = "F9B5BB", "FFDB6E"
"""An error, a warning. Colours of no other cell in a form: by them marks of an earlier time are known."""
_EDGE = {RED: "C00000", AMBER: "BF8F00"}


def normal(styles: Styles) -> dict[int, int]:
    """The cell formats of earlier marks, each with the one that such a cell has in a form."""
    found = styles.filled_with(RED, AMBER)
    return {
        number: styles.looking(number, ENTRY[1:] if is_open else "", BORDER[1:], "thin")
        for number, is_open in found.items()
    }


def filled(sheet: Document, styles: Styles, colours: Mapping[str, str]) -> str:
    """The `<sheetData>` with these cells (address → RED or AMBER) filled; cells that are not there are made."""
    data = sheet.get("sheetData")
    if _BARE.search(data):
        data = f"<sheetData>{with_addresses(inside(data))}</sheetData>"
    seen: set[str] = set()

    def fill(match: re.Match[str]) -> str:
        colour = colours.get(match[1])
        if colour is None:
            return match[0]
        seen.add(match[1])
        number = int(attributes(match[0]).get("s", "0"))
        return with_attribute(match[0], "s", str(styles.looking(number, colour, _EDGE[colour])))

    data = _CELL.sub(fill, data)
    for ref in sorted(colours.keys() - seen):
        data = _with_cell(data, ref, sheet.get("cols"), styles, colours[ref])
    return data


def exchanged(data: str, formats: Mapping[int, int]) -> str:
    """The `<sheetData>` with cell formats exchanged (old number → new number)."""

    def exchange(match: re.Match[str]) -> str:
        number = formats.get(int(match[1]))
        return match[0] if number is None else f' s="{number}"'

    return _CELL.sub(lambda cell: _STYLE.sub(exchange, cell[0], count=1), data)


def _with_cell(data: str, ref: str, columns: str, styles: Styles, colour: str) -> str:
    place = Area.parse(ref)
    found = next((m for m in _ROW.finditer(data) if int(m[1]) == place.top + 1), None)
    row = attributes(found[0]) if found else {}
    like = (
        row.get("s", "0") if row.get("customFormat") in ("1", "true") else _column_style(columns, place.left)
    )
    cell = f'<c r="{address(place.top, place.left)}" s="{styles.looking(int(like), colour, _EDGE[colour])}"/>'
    if found is None:
        return _with_row(data, place.top + 1, f'<row r="{place.top + 1}">{cell}</row>')
    if found[0].endswith("/>"):
        return f"{data[: found.end() - 2]}>{cell}</row>{data[found.end() :]}"
    end = data.index("</row>", found.end())
    after = (m for m in _CELL.finditer(data, found.end(), end) if _column(m[1]) > place.left)
    at = next((m.start() for m in after), end)
    return data[:at] + cell + data[at:]


def _with_row(data: str, number: int, row: str) -> str:
    if data.endswith("/>"):
        return f"{data[:-2]}>{row}</sheetData>"
    at = next((m.start() for m in _ROW.finditer(data) if int(m[1]) > number), data.rindex("</"))
    return data[:at] + row + data[at:]


def _column(ref: str) -> int:
    return column_number(ref.rstrip("0123456789"))


def _column_style(columns: str, column: int) -> str:
    for found in tags(columns, "col"):
        if int(found.get("min", "1")) <= column + 1 <= int(found.get("max", "1")):
            return found.get("style", "0")
    return "0"
