"""Raw facts of a sheet's cells that readers hide: error cells, formulas, the extent of the sheet.

python-calamine turns #DIV/0! into an empty text and gives a formula without a stored value as
empty; both must reach a person. A few findall over the sheet's bytes serve nearly all files (0.7 ms a
form; one that also matched the content of every cell took 2.6). What they found is counted against
the tags that are there: a part whose cells are written in another way takes the slow, complete reading.
"""

import re
import xml.etree.ElementTree as ET
from typing import NamedTuple

from ..workbook.addresses import column_number
from ..workbook.xml_text import unescape
from .gate import holds_markup_declaration


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
    """Facts of one sheet. `computed` are the cells whose formula has a stored value and nothing odd."""

    special: dict[tuple[int, int], RawCell]
    cells: int
    rows: int
    columns: int
    computed: frozenset[tuple[int, int]] = frozenset()


_TAG = re.compile(rb"""<c(?: r="([A-Z]{1,3})(\d{1,7})"(?=[^>']*+>)|(?=[\s>/]))""")
_FORMULA = re.compile(
    rb'<c r="([A-Z]+)(\d+)"([^>]*+)><f([^>]*+)>(?:([^<]*+)</f>)?(?:(<v[^>/]*+>[^<]*+)</v>|<v/>)?</c>'
)
_ERROR = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]*? t="e"[^>]*+><v[^>/]*+>([^<]*+)</v></c>')
_SHARED = re.compile(r'si="(\d+)"')


_UNUSUAL = re.compile(rb'<c(?! r="[A-Z][1-9][0-9]{0,6}"[^>\']*+>)')
_WITH_FORMULA = re.compile(rb'<c r="([A-Z])([0-9]+)"[^>]*+><f')
_UNCOMPUTED = re.compile(rb'<c r="[A-Z]+\d+"(?! t="str")(?: s="\d+")?+(?! t="str")[^>]*+><f[^>]*+>'
                         rb"(?:[^<]*+</f>)?+(?:<v></v>|<v/>|<v[^>]*/>)?+</c>")  # fmt: skip
_ROW = re.compile(rb'<row(?: [^>]*?)? r="(\d{1,7})"')
_LETTERS = 26


def _plainly(body: bytes) -> Facts | None:
    """The facts of an ordinary form: columns A to Z, no error cell, every formula computed; else None.

    Nothing is matched cell by cell that a count or one search can settle (half the time of the full reading).
    """
    if b"</f></c>" in body or b"/></c>" in body or b' t="e"' in body:
        return None
    if _UNUSUAL.search(body) or _UNCOMPUTED.search(body):
        return None
    found = _WITH_FORMULA.findall(body)
    if len(found) != body.count(b"<f"):
        return None
    rows = _ROW.findall(body)
    if len(rows) != body.count(b"<row"):
        return None
    computed = frozenset((int(row) - 1, ord(letter) - 65) for letter, row in found)
    last = max(map(int, rows), default=0)
    return Facts({}, body.count(b"<c "), last, _LETTERS if rows else 0, computed)


def facts_of(xml: bytes, *, formulas: bool = True) -> Facts:
    """The special cells and the extent of a sheet part; texts of formulas only if they are asked for.

    Raises ValueError if the part is not sound XML.
    """
    body = xml[max(0, xml.find(b"<sheetData")) : xml.rfind(b"</sheetData>") + 1]
    if not body or b":c " in body or holds_markup_declaration(xml):
        return _slowly(xml)
    plain = None if formulas else _plainly(body)
    if plain is not None:
        return plain
    special = {
        _at(column, row): _special(cell, formula, text, value, formulas)
        for column, row, cell, formula, text, value in _FORMULA.findall(body)
    }
    usual = len(special) == body.count(b"<f")
    if b' t="e"' in body:
        with_error = sum(bool(raw.error) for raw in special.values())
        errors = _ERROR.findall(body)
        usual = usual and len(errors) + with_error == body.count(b' t="e"')
        special |= {_at(*place): RawCell(_text(error), None, bool(error)) for *place, error in errors}
    cells = _TAG.findall(body)
    columns, rows = (
        ({*names} for names in zip(*cells, strict=True)) if cells else (set[bytes](), set[bytes]())
    )
    if not usual or b"" in columns:
        return _slowly(xml)
    last_column = max((column_number(name.decode()) for name in columns), default=0)
    return Facts(special, len(cells), max(map(int, rows), default=0), last_column + 1)


def _at(column: bytes, row: bytes) -> tuple[int, int]:
    return int(row) - 1, column_number(column.decode())


def _text(escaped: bytes) -> str:
    return unescape(escaped.decode("utf-8", "replace"))


def _special(
    attributes: bytes, formula_attributes: bytes, formula: bytes, value: bytes, texts: bool
) -> RawCell:
    stored = value.partition(b">")[2]
    is_error = b' t="e"' in attributes
    has_value = bool(stored) or (bool(value) and b't="str"' in attributes)
    if has_value and not (is_error or texts):
        return _COMPUTED
    shared = _SHARED.search(formula_attributes.decode()) if texts else None
    return RawCell(
        _text(stored) if is_error else "",
        _text(formula) if texts else "",
        has_value,
        shared.group(1) if shared else "",
    )


_COMPUTED = RawCell("", "", has_value=True)
"""What nearly every formula of a form is."""


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
