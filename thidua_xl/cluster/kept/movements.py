"""`Phong trào`: the movements that units registered, and what the head adds for the state's statistics."""

from collections.abc import Iterator, Sequence

from ...domain.scoring.criteria import code_of
from ...domain.values.cells import is_blank
from ...domain.values.findings import Finding
from ...domain.values.text import fold
from ...sheets.cluster.movements import LOOK, RECEIVED, TABLE, Col, Level, Manner
from ...sheets.kept import KeptRow, Line
from ..book import Book
from .kept_sheet import KeptSheet, rows_of
from .typed_cells import unknown_units, wrong_word

_OF_THE_HEAD = (Col.LEVEL, Col.MANNER)


def _lines(book: Book) -> list[Line]:
    names = book.names
    return [
        Line({Col.UNIT_NAME: names.get(code_of(row.text(Col.UNIT)), ""), Col.FROM_FORM: row.raw(Col.FROM_FORM)}, row)
        for row in rows_of(book, TABLE)
    ]  # fmt: skip


def receive(book: Book, unit: str, items: Sequence[dict[str, object]]) -> None:
    """Put what a unit's form lists into the table: what the head typed beside a movement stays with it."""
    rows = book.kept.setdefault(TABLE.sheet, [])
    known = {fold(row.text(Col.NAME)): row for row in rows if code_of(row.text(Col.UNIT)) == unit}
    came = set()
    for item in items:
        name = fold(str(item.get(Col.NAME) or ""))
        row = known.get(name)
        if row is None:
            row = KeptRow(-1, {Col.UNIT: unit})
            rows.append(row)
        row.cells |= {header: item.get(header) for header in RECEIVED} | {Col.FROM_FORM: "x"}
        came.add(id(row))
    rows[:] = [
        row for row in rows
        if id(row) in came or code_of(row.text(Col.UNIT)) != unit or is_blank(row.raw(Col.FROM_FORM))
        or any(not is_blank(row.raw(header)) for header in _OF_THE_HEAD)
    ]  # fmt: skip


def wrong(book: Book) -> Iterator[Finding]:
    """Units and words that are none."""
    for row in rows_of(book, TABLE):
        yield from unknown_units(book, row, TABLE, Col.UNIT)
        yield from wrong_word(row, TABLE, Col.LEVEL, [one.value for one in Level])
        yield from wrong_word(row, TABLE, Col.MANNER, [one.value for one in Manner])


SHEET = KeptSheet(TABLE, _lines, lambda _: LOOK, wrong)
