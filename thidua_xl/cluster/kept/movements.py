"""`Phong trào`: the movements that units registered, and what the head adds for the state's statistics."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

from ...domain.values.cells import as_text
from ...domain.values.choices import chosen
from ...domain.values.findings import Finding
from ...domain.year.movements import Level, Manner, Movement
from ...sheets.cluster.movements import LOOK, RECEIVED, TABLE, Col
from ...sheets.kept import Line
from ...sheets.prefilled import as_kept
from ..book import Book
from .kept_sheet import KeptSheet, rows_of
from .received_items import NAMELESS, keys_of, receive_items, unit_of
from .typed_cells import unknown_units, wrong_word

_T = TypeVar("_T", bound=StrEnum)


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


def movements_of(book: Book) -> tuple[Movement, ...] | None:
    """Every movement that has a name; None where the book has no such table (made before there was one)."""
    if TABLE.sheet not in book.file.places:
        return None
    named = (row for row in rows_of(book, TABLE) if row.text(Col.NAME))
    return tuple(
        Movement(unit_of(row), row.text(Col.NAME), _one_of(Level, row.text(Col.LEVEL)),
                 _one_of(Manner, row.text(Col.MANNER)))
        for row in named
    )  # fmt: skip


def _one_of(kind: type[_T], typed: str) -> _T | None:
    word = chosen(typed, kind)
    return kind(word) if word else None


def wrong(book: Book) -> Iterator[Finding]:
    """Units and words that are none."""
    for row in rows_of(book, TABLE):
        yield from unknown_units(book, row, TABLE, Col.UNIT)
        yield from wrong_word(row, TABLE, Col.LEVEL, [one.value for one in Level])
        yield from wrong_word(row, TABLE, Col.MANNER, [one.value for one in Manner])


SHEET = KeptSheet(TABLE, _lines, lambda _: LOOK, wrong, lambda book: keys_of(book, TABLE))
