"""What a command made of a book, kept: in the book's file, or in the workbook that is open."""

import datetime
from collections.abc import Callable, Collection, Mapping, Sequence
from textwrap import wrap
from typing import NamedTuple

from .. import clock
from ..sheets.journal import JournalRow, appended
from ..workbook.model import Sheet
from .differences import Comparison
from .happened import Happened
from .kept_book import KeptBook
from .row_moves import staying_rows
from .saved import Saved

_LONGEST = 4_000
"""Characters of one journal row; a cell holds no more than 32,767."""


class Rendering(NamedTuple):
    """All sheets that the program writes, as they must be while nothing new is told."""

    sheets: Sequence[Sheet]
    with_journal: Callable[[Sequence[JournalRow]], Sequence[Sheet]]
    """Those that speak of the journal, made anew with these rows."""
    of_journal: Collection[str]
    """The names of those."""
    moved: Mapping[str, Mapping[int, int]] = {}
    """Sheet → old row → new row, where no key tells the rows apart."""
    following: str = ""
    """What is done next in the book, in a sentence."""

    def sheet(self, name: str) -> Sheet:
        """The sheet of this name."""
        return next(sheet for sheet in self.sheets if sheet.name == name)


class BookChange(NamedTuple):
    """A book as it must be, its journal with the new rows, and what of it differs from the book."""

    book: KeptBook
    comparison: Comparison
    moment: datetime.datetime
    command: str
    moved: Mapping[str, Mapping[int, int]]


Keep = Callable[[BookChange], Saved]
"""Writes a change: `in_file`, or `excel.keep.LiveKeeper` into the workbook that is open in Excel."""


def in_file(change: BookChange) -> Saved:
    """Write into the book's file. Raises CannotRunError where it cannot be; the old book is whole."""
    from .rewrite import (
        write,  # a click in Excel writes no file: it waits neither for XlsxWriter nor for packages
    )

    return write(change.book, change.comparison.sheets, change.moment, change.command, change.moved)


def bring_up_to_date(
    book: KeptBook, rendering: Rendering, command: str, told: Callable[[], Sequence[Happened]], keep: Keep,
    *, always: bool = False,
) -> Saved:  # fmt: skip
    """Have the sheets written with the command's rows of the journal; nothing is touched where no cell changes.

    Args:
        book: as read.
        rendering: its sheets as they must be.
        command: what is done, for the journal.
        told: what happened; only asked where something changes.
        keep: who writes.
        always: the command is worth a row of the journal, whatever else changes.

    Raises:
        CannotRunError: it could not be written; the old book is whole.
    """
    comparison = Comparison(
        book.file.grids,
        rendering.sheets,
        lambda sheet: staying_rows(book, sheet, rendering.moved.get(sheet.name)),
    )
    if not always and not comparison.any(last=rendering.of_journal):
        return Saved(book.file.path, False, following=rendering.following)
    moment = clock.now()
    comparison.replace(rendering.with_journal(with_lines(book.journal, moment, command, told())))
    saved = keep(BookChange(book, comparison, moment, command, rendering.moved))
    return saved._replace(following=rendering.following)


def with_lines(
    rows: Sequence[JournalRow], moment: datetime.datetime, command: str, told: Sequence[Happened]
) -> list[JournalRow]:
    """The journal with a command's rows."""
    when, who = clock.timestamp(moment), clock.who()
    lines = [one.line for one in told] or ["Cập nhật các bảng"]
    pieces = [piece for line in lines for piece in wrap(line, _LONGEST)]
    return appended(rows, [JournalRow(when, who, command, piece) for piece in pieces])
