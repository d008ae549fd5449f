"""The tables of a text of Word, which is only read: no field, macro or link in it is followed."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..domain.values.catalogue import Code
from ..domain.values.shown import Doubt, Why
from ..domain.values.text import clean
from ..workbook.grid import Refused
from .elements import local
from .gate import DOCUMENT, NUMBERING, TEXT, TEXT_STYLES, CheckedPackage, open_document
from .merges import Merge
from .word_numbers import Numbers
from .word_xml import is_on, value_of, walk


class WordTable(NamedTuple):
    """A table of a text: its cells as texts, what is merged, which rows nobody sees."""

    rows: Sequence[Sequence[str | None]]
    merges: Sequence[Merge]
    hidden: frozenset[int]


def word_tables(data: bytes) -> list[WordTable] | Refused:
    """All tables of a text in their order, those inside others not by themselves; or why they are not read."""
    package = open_document(data, DOCUMENT)
    if isinstance(package, Refused):
        return package
    try:
        root = _root(package, TEXT)
        numbers = Numbers(_root(package, NUMBERING), _root(package, TEXT_STYLES))
    except (ET.ParseError, ValueError) as error:
        return Refused(Code.FILE_DAMAGED, type(error).__name__)
    if root is None:
        return []
    tables = []
    for element in walk(root, stop=("tbl",)):
        if local(element) == "tbl":
            tables.append(_table(element, numbers))
        elif local(element) == "p":
            numbers.label(element)
    return tables


def _root(package: CheckedPackage, part: str) -> ET.Element | None:
    return ET.fromstring(package.part(part)) if package.has(part) else None


_WIDEST = 100
"""Columns of a table; Word has no more than 63."""


def _table(table: ET.Element, numbers: Numbers) -> WordTable:
    rows: list[list[str | None]] = []
    merges: dict[tuple[int, int], Merge] = {}
    hidden: set[int] = set()
    open_down: dict[int, Merge] = {}
    for element in walk(table, stop=("tr",)):
        if local(element) != "tr":
            continue
        at, row = len(rows), list[str | None]()
        if _is_hidden(element):
            hidden.add(at)
        for cell in _cells(element, numbers):
            row += [None] * (min(cell.before, _WIDEST) + 1)
            left, right = len(row) - 1, min(len(row) - 1 + cell.wide - 1, _WIDEST)
            above = open_down.get(left) if cell.goes_on else None
            if above is None:
                row[left] = cell.text
            merge = Merge(above.top if above else at, left, at, right)
            merges[merge.top, left] = merge
            open_down.pop(left, None)
            if cell.begins or above is not None:
                open_down[left] = merge
            row += [None] * (right - left)
        rows.append(row)
    wide = [one for one in merges.values() if one.bottom > one.top or one.right > one.left]
    return WordTable(rows, wide, frozenset(hidden))


class _Cell(NamedTuple):
    """A cell as it stands in its row."""

    text: str
    wide: int
    before: int
    """Columns that the row leaves out on its left."""
    begins: bool
    """Whether it is the first of cells merged downwards."""
    goes_on: bool


def _cells(row: ET.Element, numbers: Numbers) -> Iterator[_Cell]:
    before = _number(row, "gridBefore", 0)
    for element in walk(row, stop=("tc",)):
        if local(element) != "tc":
            continue
        merged = next((one for one in walk(element, stop=("p", "tbl")) if local(one) == "vMerge"), None)
        begins = merged is not None and value_of(merged) == "restart"
        wide = max(1, min(_number(element, "gridSpan", 1), _WIDEST))
        yield _Cell(cell_text(element, numbers), wide, before, begins, merged is not None and not begins)
        before = 0


def _number(element: ET.Element, name: str, otherwise: int) -> int:
    """A number that the properties of a row or cell say."""
    found = next((one for one in walk(element, stop=("p", "tbl", "tc")) if local(one) == name), None)
    said = value_of(found) if found is not None else ""
    return int(said) if said.isascii() and said.isdigit() and len(said) < 4 else otherwise


def _is_hidden(row: ET.Element) -> bool:
    return any(local(one) == "hidden" and is_on(one) for one in walk(row, stop=("tc",)))


_BREAKS = {"p": "\n", "br": "\n", "cr": "\n", "tab": " ", "noBreakHyphen": "-", "sym": "•"}
_UNSEEN = {"strike": Why.STRUCK, "dstrike": Why.STRUCK, "vanish": Why.INVISIBLE}


def cell_text(cell: ET.Element, numbers: Numbers) -> str:
    """What a cell says with the numbers that Word gives its paragraphs; a doubt where a part is struck or hidden."""
    said: list[str] = []
    unseen: Why | None = None
    run: Why | None = None
    for element in walk(cell):
        name = local(element)
        if name == "p":
            said.append(f"\n{numbers.label(element)} ")
        elif name == "r":
            run = None
        elif name in _UNSEEN and is_on(element):
            run = _UNSEEN[name]
        elif name == "t":
            said.append(element.text or "")
            unseen = run if run is not None and clean(element.text or "") else unseen
        else:
            said.append(_BREAKS.get(name, ""))
    text = clean("".join(said))
    return (
        str(Doubt("" if unseen is Why.INVISIBLE else text, text.replace(";", ","), unseen))
        if unseen
        else text
    )
