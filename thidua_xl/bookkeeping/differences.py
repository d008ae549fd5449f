"""What differs between a sheet as it must be and the one in the book."""

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ..domain.values.cells import CellError, Formula, Uncomputed, cell_said
from ..workbook.alike_rows import live_places, shown
from ..workbook.cells_by_row import lines_in_order
from ..workbook.grid import Grid, Place
from ..workbook.model import Cell, Sheet


class Differences(NamedTuple):
    """Where a sheet as it must be differs from the one in the book."""

    changed: Collection[Place] = ()
    """The program's cells that hold something else, or a value where a formula must stand."""
    left_over: Sequence[Place] = ()
    """Filled cells of the table that the new sheet no longer has."""

    @property
    def any(self) -> bool:
        """Whether there is a difference at all."""
        return bool(self.changed or self.left_over)

    def beside(self, rows: Collection[int]) -> "Differences":
        """The same where these rows are somebody's own and stay."""
        return self._replace(left_over=[place for place in self.left_over if place[0] not in rows])


NO_DIFFERENCES = Differences()
_NOTHING: Sequence[object] = ()


def compare_sheet(sheet: Sheet, grid: Grid | None) -> Differences:
    """The sheet as it must be beside the one in the book, cell by cell.

    A sheet that the book lacks (made before there was one) is no difference as long as it says nothing.
    """
    if grid is None:
        return Differences([place for place in sheet.cells if place[0] > sheet.header_row])
    return Differences(_changed(sheet, grid), _left_over(sheet, grid))


def _changed(sheet: Sheet, grid: Grid) -> set[Place]:
    cells, formulas = sheet.cells, grid.formulas
    changed = set(places_of_others(cells, grid.rows))
    changed.update(place for place in live_places(cells) if place not in formulas)
    return changed


def places_of_others(cells: Mapping[Place, Cell], rows: Sequence[Sequence[object]]) -> Iterator[Place]:
    """Where these rows hold other values than the cells."""
    for row, columns, values, _ in shown(cells):
        line = rows[row] if row < len(rows) else _NOTHING
        for column, value in zip(columns, values, strict=True):
            old = line[column] if column < len(line) else None
            if old is value:
                continue
            if type(old) is Formula:
                old = old.value
            if (type(old) is type(value) and old == value) or (old is None and value == ""):
                continue  # with those above nearly every cell of a book: no call for each
            if not same_value(old, value):
                yield row, column


def _left_over(sheet: Sheet, grid: Grid) -> list[Place]:
    own, first = sheet.table_columns, 0 if sheet.whole else sheet.header_row
    alike: dict[tuple[int, ...], frozenset[int]] = {}
    there = {row: line.columns for row, line in lines_in_order(sheet.cells)}
    left = list[Place]()
    for row, line in enumerate(grid.rows[first:], start=first):
        columns = there.get(row, ())
        known = alike.get(columns)
        if known is None:
            known = alike[columns] = frozenset(columns)
        left += [
            (row, column)
            for column, value in enumerate(line)
            if value is not None and value != ""
            if column not in known and (sheet.whole or column in own)
        ]
    return left


class Comparison:
    """The sheets of a book as they must be, each compared with the book's own once: when it is first asked about."""

    def __init__(
        self,
        grids: Mapping[str, Grid],
        sheets: Sequence[Sheet],
        staying: Callable[[Sheet], Collection[int]] = lambda _: (),
    ) -> None:
        """`staying` tells the rows below a table that a person wrote and nothing moves; asked where there are any."""
        self._grids = grids
        self._staying = staying
        self._sheets = {sheet.name: sheet for sheet in sheets}
        self._known: dict[str, Differences] = {}

    @property
    def sheets(self) -> list[Sheet]:
        """The sheets as they must be, in the order of the book."""
        return list(self._sheets.values())

    def sheet(self, name: str) -> Sheet:
        """The sheet of this name as it must be."""
        return self._sheets[name]

    def of(self, name: str) -> Differences:
        """What differs in the sheet of this name."""
        known = self._known.get(name)
        if known is None:
            sheet = self._sheets[name]
            known = compare_sheet(sheet, self._grids.get(name))
            if known.left_over:
                known = known.beside(self._staying(sheet))
            self._known[name] = known
        return known

    def any(self, last: Collection[str] = ()) -> bool:
        """Whether a cell differs anywhere; the sheets named `last` are only looked at where no other one does."""
        return any(self.of(name).any for name in sorted(self._sheets, key=lambda name: name in last))

    def replace(self, sheets: Iterable[Sheet]) -> None:
        """These sheets must be otherwise now: what was known of them is forgotten."""
        for sheet in sheets:
            self._sheets[sheet.name] = sheet
            self._known.pop(sheet.name, None)


def plain_value(value: object) -> object:
    """A cell's value for comparing: a formula's result, an error's text, a date without a time."""
    if isinstance(value, Formula):
        value = value.value
    if isinstance(value, str | float):  # nearly every one, and neither of the others
        return None if value == "" else value
    if isinstance(value, CellError):
        return value.text
    if isinstance(value, datetime.datetime) and value.time() == datetime.time.min:
        return value.date()
    return value


def same_value(old: object, new: object) -> bool:
    """Whether a cell holds what it must, as far as a person could see."""
    if old is new or (type(old) is type(new) and old == new):
        return True
    old, new = plain_value(old), plain_value(new)
    if old is Uncomputed.FORMULA:
        return False
    if isinstance(old, bool) or isinstance(new, bool):
        return old is new
    if isinstance(old, int | float) and isinstance(new, int | float):
        return abs(old - new) <= 1e-9 * max(1.0, abs(new))
    return old == new


def in_words(value: object) -> str:
    return cell_said(value) or "(trống)"
