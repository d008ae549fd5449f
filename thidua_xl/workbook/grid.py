"""A sheet as raw cells, whoever read it: a file's reader or the live workbook's."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from ..domain.values.catalogue import Code
from ..domain.values.cells import is_blank
from ..domain.values.shown import Doubt, Why, read_doubt, seen
from .addresses import place_of


class Refused(NamedTuple):
    """Why a file is not read any further."""

    code: Code
    detail: str = ""


Place = tuple[int, int]


class Far(NamedTuple):
    """A cell that was left out: its address, and what it holds."""

    cell: str
    text: str


class Sight(NamedTuple):
    """A cell worth a second look: its number format, or why its value is not simply seen."""

    place: Place
    code: str = ""
    why: Why = Why.FORMAT
    detail: str = ""


@dataclass(slots=True)
class Grid:
    """A sheet's raw values from A1; `name` as it stands in the file."""

    name: str
    rows: list[list[object]]
    formulas: Set[Place] = frozenset()
    uncomputed: Set[Place] = frozenset()
    """The cells with a formula that the saving program did not compute."""
    far: tuple[Far, ...] = ()
    """Cells so far away from all others that they were not read."""
    part: "Original | None" = None
    """The bytes it was read from, until they have been compared with it; a live sheet has none."""
    live: Callable[[range, Sequence[int]], Iterable[Sight]] | None = None
    """Says of a live sheet how its cells look."""
    held: dict[Place, object] = field(default_factory=dict)
    """What stood in cells where now a doubt stands: they show something else than they hold."""
    covered: dict[Place, str] = field(default_factory=dict)
    """Blank cells that lie under a merge, and the visible cell of it."""
    rounded: dict[Place, str] = field(default_factory=dict)
    """What cells show that hold more decimals."""
    written: Mapping[Place, str] = field(default_factory=dict)
    """The texts of a live sheet's formulas."""

    def at(self, row: int, column: int) -> object:
        """The raw value there; None outside."""
        if 0 <= row < len(self.rows) and 0 <= column < len(self.rows[row]):
            value = self.rows[row][column]
            return None if value == "" else value
        return None

    def compare(self, first: int, columns: Iterable[int]) -> list[Place]:
        """Put `Disputed` where the second reading of these columns, from row `first` on, differs.

        Returns the places and lets the bytes go. Raises ValueError where the part cannot be read again.
        """
        part, self.part = self.part, None
        if part is None or not part.twice:
            return []
        doubts = {place: self.rows[place[0]][place[1]] for place in self.held}
        self._put(self.held)
        found = part.disputed(self.rows, first, columns)
        self._put({place: doubt for place, doubt in doubts.items() if place not in found})
        return found

    def look(self, first: int, columns: Iterable[int]) -> None:
        """Put a doubt into every cell of these columns that shows something else than it holds.

        A text that says a doubt stays as it is, whatever its cell looks like. Raises ValueError where the part
        cannot be read again.
        """
        wanted = sorted(set(columns))
        part = self.part
        rows = range(first, len(self.rows))
        found = part.sights(rows, wanted) if part else self.live(rows, wanted) if self.live else ()
        for place, code, why, detail in found:
            cell = self.at(*place)
            if place in self.held or (isinstance(cell, str) and read_doubt(cell)):
                continue
            about = seen(cell, code, why, detail)
            if isinstance(about, Doubt):
                self.held[place] = self.rows[place[0]][place[1]]
                self._put({place: str(about)})
            elif about:
                self.rounded[place] = about
            elif why is Why.COVERED:
                self.covered[place] = detail

    def ask_for_blanks(self, first: int, key: int, columns: Collection[int]) -> None:
        """Put a doubt into blank cells of these columns under a merge that shows a value of theirs.

        Whoever merged the cells sees one value for all their rows, whereas it stands in the first alone.

        Args:
            first: the first row of the table.
            key: the column without which a row is none.
            columns: those in which a blank means something.
        """
        for (row, column), visible in self.covered.items():
            top, left = place_of(visible)
            if column not in columns or left not in columns or top < first or column >= len(self.rows[row]):
                continue
            if not (is_blank(self.at(top, left)) or is_blank(self.at(row, key))):
                self.held[row, column] = self.rows[row][column]
                self.rows[row][column] = str(Doubt("", "", Why.COVERED, visible))

    def let_go(self) -> None:
        """Let go of the bytes of a sheet that is not read twice."""
        if self.part is not None and not self.part.twice:
            self.part = None

    def rounded_at(self, row: int, columns: Mapping[str, int]) -> dict[str, str]:
        """Of the cells of a row by field: what those show that hold more decimals."""
        places = {field: (row, column) for field, column in columns.items()}
        return {field: self.rounded[place] for field, place in places.items() if place in self.rounded}

    def _put(self, values: Mapping[Place, object]) -> None:
        for (row, column), value in values.items():
            self.rows[row][column] = value


class Original(Protocol):
    """The bytes that a grid was read from, for as long as they are kept."""

    xml: bytes
    twice: bool
    """Whether it is read twice: what others send is, our own book is not."""

    def disputed(self, rows: list[list[object]], first: int, columns: Iterable[int]) -> list[Place]:
        """Put a `Disputed` into every cell of the columns from row `first` on that a second reading gives otherwise."""

    def sights(self, rows: range, columns: Sequence[int]) -> Iterable[Sight]:
        """The cells of these rows and columns that may show something else than they hold."""


def no_columns(_: Grid) -> Collection[int]:
    """None of a grid's columns."""
    return ()


class GridSource(Protocol):
    """Whatever gives sheets as grids: a file's bytes, or a workbook that is open in Excel."""

    def grid(
        self, sheet: str, *, formulas: bool = False, ours: Callable[[Grid], Collection[int]] = no_columns
    ) -> Grid | Refused | None:
        """The grid of the sheet of this name; None if there is none, Refused if unreadable or double.

        With `formulas`, a cell with a formula is a `Formula`; under the columns of `ours`, in which the program itself
        writes one in every row, it may be its value alone.
        """

    def names(self) -> Sequence[str]:
        """The names of all sheets in their order."""
