"""Rows of an office's own table written into an input sheet: never over what somebody typed, unless told so."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Generic, NamedTuple, Protocol, TypeVar

from ..bookkeeping.keep import Keep
from ..bookkeeping.saved import Saved
from ..domain.outline.found import Doubt, Noticed
from ..domain.scoring.criteria import code_of
from ..domain.values.cells import as_text, is_blank
from ..domain.values.findings import Finding
from ..domain.values.text import fold
from ..errors import CannotRunError
from ..sheets.table import Placement, Table, TableRow, find_table, rows_of
from ..workbook.grid import Grid
from ..workbook.model import Sheet
from .book import Book
from .computed import computed
from .happened import TableImported
from .reading import fill_in
from .refusals import refuse_closed
from .save import save_cluster_book


class How(Enum):
    """What becomes of the rows that somebody typed before."""

    ONLY_INTO_BLANK = ""
    """Nothing is written where there are any, or where a line was not understood."""
    APPEND = "append"
    REPLACE = "replace"


class Proposal(Protocol):
    """What was understood of a file."""

    @property
    def doubts(self) -> Sequence[Doubt]:
        """Lines that a person must look at."""

    @property
    def noticed(self) -> Sequence[Noticed]:
        """Lines that are worth a look."""

    @property
    def tables(self) -> Sequence[str]:
        """The names of the tables that were read."""

    @property
    def codes(self) -> list[str]:
        """The codes of the rows that are proposed."""

    @property
    def is_clear(self) -> bool:
        """Whether every line was understood, and there is one."""


P = TypeVar("P", bound=Proposal)


class Target(NamedTuple):
    """The sheet that is filled in, and how its rows are drawn."""

    table: Table
    anew: Callable[[Placement], Sheet]
    """All rows in the place of those that stand there."""
    below: Callable[[Grid], Sheet | None]
    """Rows below those; None where the sheet lacks a column."""


@dataclass(frozen=True, slots=True)
class Imported(Generic[P]):
    """The outcome; without `saved` nothing was written."""

    sheet: str
    understood: P
    how: How
    typed: int
    """How many rows were there before."""
    clashes: Sequence[str] = ()
    """Codes that stand in the sheet already: nothing is appended."""
    findings: Sequence[Finding] = ()
    """What is wrong with the sheet as it stands in the book now."""
    saved: Saved | None = None

    @property
    def needs_a_person(self) -> bool:
        """Whether the command ends with exit code 1, and the click asks for attention."""
        return self.saved is None or not self.understood.is_clear or any(f.is_error for f in self.findings)


def written(
    book: Book, understood: P, target: Target, how: How, source: str, command: str, keep: Keep
) -> Imported[P]:
    """Write what was understood, unless rows were typed before or lines are not clear and nobody said how.

    Raises:
        CannotRunError: the book is closed, the sheet has lost its header or a column, or it cannot be written.
    """
    refuse_closed(book)
    name, typed = target.table.sheet, _typed_rows(book, target.table)
    clashes = _clashes(understood.codes, typed, target.table) if how is How.APPEND else []
    unasked = how is How.ONLY_INTO_BLANK and (bool(typed) or not understood.is_clear)
    if unasked or clashes:
        return Imported(name, understood, how, len(typed), clashes)
    fill_in(book, _sheet(book, target, anew=how is How.REPLACE or not typed))
    outcome, events = computed(book)
    told = TableImported(name, source, len(understood.codes), len(typed) if how is How.REPLACE else 0)
    saved = save_cluster_book(book, outcome, command, [told, *events], keep)
    wrong = [found for found in book.findings if found.sheet == name]
    return Imported(name, understood, how, len(typed), (), wrong, saved)


def count_typed(book: Book, table: Table) -> int:
    """How many rows somebody typed. Raises CannotRunError where the table has lost its header."""
    return len(_typed_rows(book, table))


def _typed_rows(book: Book, table: Table) -> list[TableRow]:
    """The rows that somebody typed. Raises CannotRunError where the table has lost its header."""
    grid = book.file.grids[table.sheet]
    found = find_table(grid, table)
    if found is None:
        raise CannotRunError(
            f"Trang {table.sheet} của sổ {book.file.path.name} mất dòng tiêu đề; ghi lại rồi chạy lại."
        )
    columns = found.placement.columns.values()
    return [row for row in rows_of(grid, found.placement)
            if not all(is_blank(grid.at(row.row, column)) for column in columns)]  # fmt: skip


def _clashes(codes: Sequence[str], typed: Sequence[TableRow], table: Table) -> list[str]:
    known = {fold(code_of(as_text(row.raw(table.key[0])))) for row in typed}
    return [code for code in codes if fold(code) in known]


def _sheet(book: Book, target: Target, *, anew: bool) -> Sheet:
    """The rows as they will stand. Raises CannotRunError where a column is missing."""
    name = target.table.sheet
    sheet = target.anew(book.placement(target.table)) if anew else target.below(book.file.grids[name])
    if sheet is None:
        raise CannotRunError(
            f"Trang {name} của sổ {book.file.path.name} thiếu cột; ghi lại đủ tiêu đề rồi chạy lại."
        )
    return sheet
