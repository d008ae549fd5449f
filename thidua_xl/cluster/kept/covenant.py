"""`Giao ước`: the lines of the covenant, then the units that sign it."""

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from ...domain.values.catalogue import Code
from ...domain.values.cells import is_blank
from ...domain.values.findings import Finding, finding
from ...domain.values.grammar import read_mark
from ...sheets.cluster.covenant import LOOK, OF_LINE, OF_UNIT, SPARE, TABLE, Col
from ...sheets.kept import KeptRow, Line, own_line
from ...sheets.prefilled import Offer, filled, is_untouched
from ..book import Book
from .kept_sheet import KeptSheet, rows_of
from .people import leaders
from .typed_cells import by_code, far_days, followed_twice, wrong_days, wrong_marks

_ASIDE = "aside"
"""The other half of the table, left white: a wall of grey says nothing that an empty cell does not."""


class _Rows(NamedTuple):
    """The rows of the sheet by what they are."""

    texts: list[KeptRow]
    """Lines of the covenant, also those that somebody typed beside a unit."""
    units: dict[str, KeptRow]
    strays: list[KeptRow]
    """Second rows of a unit, rows of none that the book knows, signatures without a unit."""


def _rows(book: Book) -> _Rows:
    rows = rows_of(book, TABLE)
    units, others = by_code(rows, Col.UNIT, book.names)
    strays = [row for row in others if _has_more(row) and not is_untouched(row, TABLE)]
    return _Rows([row for row in rows if _is_text(row) and row not in strays], units, strays)


def _is_text(row: KeptRow) -> bool:
    return any(not is_blank(row.raw(header)) for header in OF_LINE)


def _has_more(row: KeptRow) -> bool:
    """Whether something stands there that no line of the covenant has."""
    return any(not is_blank(row.raw(header)) for header in OF_UNIT)


class Signed(NamedTuple):
    """The covenant is signed by all; the last day of it, None where no day was typed."""

    day: datetime.date | None


def signed(book: Book) -> Signed | None:
    """The covenant, once every unit of the year has signed it; None before."""
    units = _rows(book).units
    if not book.units or not all(_has_signed(units.get(unit.code)) for unit in book.units):
        return None
    return Signed(max((day for row in units.values() if (day := row.day(Col.DAY))), default=None))


class CovenantLine(NamedTuple):
    """A line of the covenant, its number as typed."""

    number: str
    content: str


def numbered_lines(book: Book) -> Iterator[CovenantLine]:
    """What the units promise each other, line by line, with the numbers that were typed."""
    for row in _rows(book).texts:
        if content := row.text(Col.CONTENT):
            yield CovenantLine(row.text(Col.NUMBER), content)


def covenant_lines(book: Book) -> Iterator[str]:
    """What the units promise each other, line by line."""
    return (one.content for one in numbered_lines(book))


def signers(book: Book) -> dict[str, str]:
    """Unit → who signs the covenant for it; none of whom the book knows nothing."""
    found = dict(leaders(book))
    for code, row in _rows(book).units.items():
        if name := row.text(Col.SIGNER):
            found[code] = name
    return found


def day_signed(book: Book) -> datetime.date | None:
    """The one day that was typed for all who signed; None where none was, or several."""
    days = {day for row in _rows(book).units.values() if (day := row.day(Col.DAY))}
    return days.pop() if len(days) == 1 else None


def _has_signed(row: KeptRow | None) -> bool:
    return row is not None and read_mark(row.raw(Col.SIGNED)) is True


def _lines(book: Book) -> list[Line]:
    texts, units, strays = _rows(book)
    names, of_units = leaders(book), {id(row) for row in units.values()}
    spare = [Line(styles=dict.fromkeys(OF_UNIT, _ASIDE))] * SPARE
    return [
        *(_text_line(row, alone=id(row) not in of_units) for row in texts),
        *spare,
        *(_unit_line(code, name, names.get(code), units.get(code)) for code, name in book.names.items()),
        *(own_line(row, (Col.UNIT, Col.UNIT_NAME)) for row in strays),
        *spare,
    ]


def _text_line(row: KeptRow, alone: bool) -> Line:
    """A line of the covenant; one that was typed beside a unit leaves its row to the unit."""
    said = {header: row.raw(header) for header in OF_LINE}
    return Line(said, row if alone else None, styles=dict.fromkeys(OF_UNIT, _ASIDE))


def _unit_line(code: str, name: str, leader: str | None, row: KeptRow | None) -> Line:
    line = filled(row, Offer(code, {Col.SIGNER: leader}))
    said = {**line.values, **dict.fromkeys(OF_LINE), Col.UNIT: code, Col.UNIT_NAME: name}
    return line._replace(values=said, styles=dict.fromkeys(OF_LINE, _ASIDE), key=(code,))


def wrong(book: Book) -> Iterator[Finding]:
    """Marks and days that are none, and signatures of no unit of the cluster."""
    _, units, strays = _rows(book)
    for row in (*units.values(), *strays):
        yield from wrong_marks(row, TABLE, Col.SIGNED)
        yield from wrong_days(row, TABLE, Col.DAY)
        yield from far_days(book, row, TABLE, Col.DAY)
    yield from followed_twice(units, strays, TABLE, Col.UNIT)
    for row in strays:
        code = row.text(Col.UNIT)
        if not code:
            yield finding(Code.RULE_UNKNOWN, sheet=TABLE.sheet, **row.spot(Col.UNIT), name="mã đơn vị", value="",
                          allowed="mã của một đơn vị ở trang Đơn vị")  # fmt: skip
        elif not by_code([row], Col.UNIT, units)[0]:
            yield finding(Code.ROW_ORPHANED, unit=code, sheet=TABLE.sheet, **row.spot(Col.UNIT), value=code)


SHEET = KeptSheet(TABLE, _lines, lambda _: LOOK, wrong)
