"""Raw facts of a sheet's cells that readers hide: error cells, formulas, the extent of the sheet.

python-calamine turns #DIV/0! into an empty text and gives a formula without a stored value as
empty; both must reach a person. One findall over the sheet's bytes serves nearly all files; a part
whose cells are written in an unusual way takes the slow, complete reading.
"""

import re
import xml.etree.ElementTree as ET
from html import unescape
from typing import NamedTuple

from ..workbook.addresses import column_number


class RawCell(NamedTuple):
    """What the part says of a cell that is an error or holds a formula."""

    error: str
    """The error's text, or empty."""
    formula: str | None
    """The formula as written without `=`; empty for a follower of a shared formula; None: no formula."""
    has_value: bool
    shared: str = ""
    """The index of the shared formula it belongs to, or empty."""


class Facts(NamedTuple):
    """Facts of one sheet."""

    special: dict[tuple[int, int], RawCell]
    cells: int
    rows: int
    columns: int


_CELL = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"([^>]*?)(?:/>|>(.*?)</c>)', re.S)
_FORMULA = re.compile(r"<f([^>]*?)(?:/>|>(.*?)</f>)", re.S)
_VALUE = re.compile(r"<v[^>]*>(.*?)</v>", re.S)
_SHARED = re.compile(r'si="(\d+)"')


def facts_of(xml: bytes) -> Facts:
    """The special cells and the extent of a sheet part. Raises ValueError if it is not sound XML."""
    found = _CELL.findall(xml)
    if len(found) != xml.count(b"<c ") + xml.count(b"<c>") or b":c " in xml or b"<!--" in xml:
        return _slowly(xml)
    special: dict[tuple[int, int], RawCell] = {}
    last_row = last_column = 0
    columns: dict[bytes, int] = {}
    for name, row, attributes, content in found:
        number = columns.get(name)
        if number is None:
            number = columns[name] = column_number(name.decode())
        if number > last_column:
            last_column = number
        at = int(row)
        if at > last_row:
            last_row = at
        if b'"e"' in attributes or b"<f" in content:
            special[at - 1, number] = _special(content.decode("utf-8", "replace"), attributes)
    return Facts(special, len(found), last_row, last_column + 1)


def _special(content: str, attributes: bytes) -> RawCell:
    value = _VALUE.search(content)
    text = unescape(value.group(1)) if value else ""
    is_error = b't="e"' in attributes
    formula = _FORMULA.search(content)
    shared = _SHARED.search(formula.group(1)) if formula else None
    return RawCell(
        text if is_error else "",
        unescape(formula.group(2) or "") if formula else None,
        bool(text) or (value is not None and b't="str"' in attributes),
        shared.group(1) if shared else "",
    )


def _slowly(xml: bytes) -> Facts:
    try:
        root = ET.fromstring(xml)
    except ET.ParseError as error:
        raise ValueError(str(error)) from error
    special: dict[tuple[int, int], RawCell] = {}
    cells = last_row = last_column = 0
    row = -1
    for line in root.iter():
        if _local(line.tag) != "row":
            continue
        row = int(line.get("r", row + 2)) - 1
        column = -1
        for cell in line:
            if _local(cell.tag) != "c":
                continue
            column = _column(cell.get("r", ""), column + 1)
            cells += 1
            last_row, last_column = max(last_row, row + 1), max(last_column, column + 1)
            fact = _element(cell)
            if fact:
                special[row, column] = fact
    return Facts(special, cells, last_row, last_column)


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]


def _column(reference: str, otherwise: int) -> int:
    letters = reference.rstrip("0123456789")
    return column_number(letters) if letters.isascii() and letters.isalpha() else otherwise


def _element(cell: ET.Element) -> RawCell | None:
    parts = {_local(child.tag): child for child in cell}
    formula, value = parts.get("f"), parts.get("v")
    if formula is None and cell.get("t") != "e":
        return None
    text = (value.text or "") if value is not None else ""
    return RawCell(
        text if cell.get("t") == "e" else "",
        (formula.text or "") if formula is not None else None,
        bool(text) or (value is not None and cell.get("t") == "str"),
        (formula.get("si") or "") if formula is not None else "",
    )
