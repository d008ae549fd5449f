"""Raw facts of a sheet's cells that readers hide: error cells, formulas, the extent of the sheet.

python-calamine turns #DIV/0! into an empty text and gives a formula without a stored value as
empty; both must reach a person. It also goes by the address that each cell gives itself, whatever row it
stands in, and allocates everything between the first and the last.

There are three readings, from cheap and narrow to slow and complete. One pattern takes an ordinary sheet
as a whole (0.3 ms a form; matching the content of every cell in Python takes 2.6). A few findall
serve sheets with errors, shared formulas, columns beyond CZ; what they found is counted against the tags that
are there. A part whose cells are written in any other way goes through a real parser.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Set
from typing import NamedTuple

from ..workbook.addresses import column_number
from ..workbook.xml_text import unescape
from .elements import local
from .markup import holds_markup_declaration
from .ordinary import LONGEST, PLAIN, Place, body_of, ordinary_sheet


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

    special: dict[Place, RawCell]
    # What the reader may have to allocate; of a short ordinary sheet no more is known than that it is not too much.
    cells: int
    rows: int
    columns: int
    computed: Set[Place] = frozenset()
    ordinary: tuple[int, int] | None = None
    """Where the sheet data of an ordinary sheet stand."""


_FORMULA = re.compile(
    rb'<c r="([A-Z]+)(\d+)"([^<>]*+)><f([^<>]*+)>(?:([^<]*+)</f>)?(?:(<v[^>/]*+>[^<]*+)</v>|<v/>)?</c>'
)
_TAG = re.compile(rb'<c(?: r="([A-Z]{1,3})(\d{1,7})"(?=' + PLAIN + rb" ?/?>)|(?=[\s>/]))")
_ERROR = re.compile(rb'<c r="([A-Z]+)(\d+)"[^<>]*? t="e"[^<>]*+><v[^>/]*+>([^<]*+)</v></c>')
_SHARED = re.compile(r'si="(\d+)"')

# --- other sheets -----------------------------------------------------------------------------


def facts_of(xml: bytes, *, formulas: bool = True, longest: int = LONGEST, lazily: bool = False) -> Facts:
    """The special cells and the extent of a sheet part; texts of formulas only if they are asked for.

    `longest`: bytes up to which an ordinary sheet is not counted. `lazily`: the bytes stay for as long as the
    facts do, and are searched for cells with a formula when somebody asks for those.

    Raises ValueError if the part is not sound XML.
    """
    start, end = body_of(xml)
    if not (
        xml.startswith(b"<sheetData>", start) and xml.startswith(b"</sheetData>", end - len(b"</sheetData>"))
    ):
        return _slowly(xml)  # what the reader takes may stand elsewhere
    ordinary = None if formulas else ordinary_sheet(xml, start, end, longest, lazily)
    if ordinary is not None:
        return Facts({}, *ordinary, (start, end))
    body = xml[start:end]
    if b":c " in body or body.count(b"sheetData") != 2 or holds_markup_declaration(xml):
        return _slowly(xml)
    return _by_searching(body, formulas) or _slowly(xml)


def _by_searching(body: bytes, formulas: bool) -> Facts | None:
    """The facts by a few searches; None where they do not account for every tag."""
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
        return None
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
        if local(line) != "row":
            continue
        row = int(line.get("r", row + 2)) - 1
        column = -1
        for cell in line:
            if local(cell) != "c":
                continue
            at, column = _address(cell.get("r", ""), row, column + 1)
            cells += 1
            last_row, last_column = max(last_row, at + 1), max(last_column, column + 1)
            fact = _element(cell)
            if fact:
                special[at, column] = fact
    return Facts(special, cells, last_row, last_column)


def _address(reference: str, row: int, column: int) -> tuple[int, int]:
    """Where a cell says that it stands, as the reader takes it; where it says nothing, after the last one."""
    letters = reference.rstrip("0123456789")
    if not (letters.isascii() and letters.isalpha()):
        return row, column
    digits = reference[len(letters) :]
    return int(digits) - 1 if digits else row, column_number(letters.upper())


def _element(cell: ET.Element) -> RawCell | None:
    parts = {local(child): child for child in cell}
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
