"""`Phong trào`: the movements that units registered, and what the head adds for the state's statistics."""

from collections.abc import Iterator, Mapping, Sequence

from ...domain.values.cells import as_text
from ...domain.values.findings import Finding
from ...sheets.cluster.movements import LOOK, RECEIVED, TABLE, Col, Level, Manner
from ...sheets.kept import Line
from ...sheets.prefilled import as_kept
from ..book import Book
from .kept_sheet import KeptSheet, rows_of
from .received_items import NAMELESS, keys_of, receive_items, unit_of
from .typed_cells import unknown_units, wrong_word


def _lines(book: Book) -> list[Line]:
    return [as_kept(row, {Col.UNIT_NAME: book.names.get(unit_of(row))}) for row in rows_of(book, TABLE)]


def receive(book: Book, unit: str, items: Sequence[Mapping[str, object]]) -> None:
    """What the form of a unit that counts says of its movements (`receive_items`), in the order of the form."""
    told = [
        (name, {Col.UNIT: unit, **{header: item.get(header) for header in RECEIVED}, Col.NAME: name})
        for item in items
        for name in (as_text(item.get(Col.NAME)) or NAMELESS,)
    ]
    receive_items(book, TABLE, unit, Col.NAME, told)


def wrong(book: Book) -> Iterator[Finding]:
    """Units and words that are none."""
    for row in rows_of(book, TABLE):
        yield from unknown_units(book, row, TABLE, Col.UNIT)
        yield from wrong_word(row, TABLE, Col.LEVEL, [one.value for one in Level])
        yield from wrong_word(row, TABLE, Col.MANNER, [one.value for one in Manner])


SHEET = KeptSheet(TABLE, _lines, lambda _: LOOK, wrong, lambda book: keys_of(book, TABLE))
