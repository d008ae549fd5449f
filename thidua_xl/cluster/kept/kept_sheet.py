"""What the book asks of every table of the year."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from ...domain.values.findings import Finding
from ...sheets.kept import KeptRow, Line, Look
from ...sheets.table import Table
from ..book import Book


class KeptSheet(NamedTuple):
    """A table of the year: its rows as they will be drawn, its look, what is wrong with what was typed."""

    table: Table
    lines: Callable[[Book], Iterable[Line]]
    look: Callable[[Book], Look]
    wrong: Callable[[Book], Iterator[Finding]]
    keys: Callable[[Book], Iterable[str]] = lambda _: ()
    """What the rows stand for that the program fills beforehand and that people may take away."""


def rows_of(book: Book, table: Table) -> list[KeptRow]:
    """The rows that stand in the book."""
    return book.kept.get(table.sheet, [])


def as_they_stand(table: Table) -> Callable[[Book], Sequence[Line]]:
    """The lines of a table whose rows are people's alone."""
    return lambda book: [Line(was=row) for row in rows_of(book, table)]
