"""What every book of ours has besides what it says: its file, its sheets as they stand, its journal."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, TypeVar

from ..domain.values.findings import Finding
from ..sheets import criteria, journal
from ..sheets.hidden import MEMORY, META, read_memory, read_meta
from ..sheets.journal import JournalRow
from ..sheets.table import Found, Placement, Table, complete, find_table
from ..workbook.grid import Grid, GridSource
from ..workbook.model import RenewedList, Sheet
from .opening import refuse_lost_columns


class Owned(NamedTuple):
    """A table that the program writes into an existing book, and the headers that tell its rows apart."""

    table: Table
    key: tuple[str, ...]
    marks: tuple[str, ...] = ()
    """Headers that are filled in every row of the program's; none: the first two that it fills."""
    all_typed: bool = False
    """Whether people type every column: a row with anything in one belongs to the table."""

    @property
    def always_filled(self) -> tuple[str, ...]:
        """What tells a row of ours from one that a person wrote below the table."""
        return self.marks or tuple(column.header for column in self.table.columns if not column.typed)[:2]


def by_sheet(owned: Iterable[Owned]) -> Mapping[str, Owned]:
    """The program's tables by the sheets that they stand on."""
    return {one.table.sheet: one for one in owned}


@dataclass(slots=True)
class BookFile:
    """The file that a book was read from: where it lies, its bytes, and its sheets as they stand there."""

    path: Path = Path()
    data: bytes = b""
    found: bytes | None = None
    """What lay there when the book was read; None where it takes the place of what lies there now."""
    grids: dict[str, Grid] = field(default_factory=dict)
    """By contract name."""
    places: dict[str, Found] = field(default_factory=dict)
    """Where the program's tables stand."""


@dataclass(slots=True, kw_only=True)
class KeptBook(ABC):
    """A book of whatever kind: what every year's state has, the file it came from, what is to be typed into it."""

    findings: list[Finding] = field(default_factory=list)
    """What is wrong with what was typed."""
    journal: list[JournalRow] = field(default_factory=list)
    memory: dict[str, str] = field(default_factory=dict)
    """What the program saw last time."""
    meta: dict[str, str] = field(default_factory=dict)
    file: BookFile = field(default_factory=BookFile)
    retyped: dict[str, dict[str, object]] = field(default_factory=dict)
    """Cells of input sheets that the command itself fills in (`Giai đoạn`): sheet → address → value."""

    filled: list[Sheet] = field(default_factory=list)
    """Input sheets that the command itself fills in with whole rows."""

    @property
    @abstractmethod
    def owned(self) -> Mapping[str, Owned]:
        """The program's tables by sheet."""

    @property
    @abstractmethod
    def title(self) -> str:
        """The document's title."""

    @property
    def renewed_lists(self) -> Mapping[str, Sequence[RenewedList]]:
        """Drop-down lists of an earlier version on sheets that people fill, by sheet, and what they shall offer."""
        return {criteria.TABLE.sheet: tuple(criteria.renewed_lists())}

    @property
    @abstractmethod
    def typed_titles(self) -> Mapping[str, str]:
        """The sheets that people fill and no command draws, and the titles that they have in a new book."""

    @property
    def originals(self) -> Path:
        """The folder with the untouched originals received."""
        return self.file.path.with_suffix(".goc")

    def placement(self, table: Table) -> Placement:
        """Where a table will be drawn."""
        return complete(self.file.places.get(table.sheet), table)

    def stands_in(self, path: Path, grids: dict[str, Grid], never_lost: Collection[Table]) -> None:
        """Take over what every book has in its sheets.

        Raises CannotRunError where a table of `never_lost` stands under no known header: it would be overlooked.
        """
        self.file.path, self.file.grids, self.meta = path, grids, read_meta(grids[META])
        self.memory = read_memory(grids[MEMORY]) if MEMORY in grids else {}
        if journal.TABLE.sheet in grids:
            self.journal = journal.read_journal(grids[journal.TABLE.sheet])[0]
        for name, one in self.owned.items():
            if name not in grids:
                continue
            place = find_table(grids[name], one.table)
            if place is not None:
                self.file.places[name] = place
            if one.table in never_lost:
                refuse_lost_columns(path, grids[name], one.table, place)


B = TypeVar("B", bound=KeptBook)


def open_from(path: Path, read: Callable[[GridSource, Path], B], *, to_write: bool = True) -> B:
    """A book from its file. Raises CannotRunError if it is not there, not ours, or open elsewhere (`to_write`)."""
    from .from_file import opened  # a workbook that is open in Excel comes through no reader of files

    data, source = opened(path, to_write=to_write)
    book = read(source, path)
    book.file.data = book.file.found = data
    return book
