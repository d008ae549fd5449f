"""The cells of a large sheet, row by row: a dictionary by place takes more than twice the room that its cells take."""

from bisect import bisect_left
from collections.abc import ItemsView, Iterable, Iterator, Mapping, MutableMapping, Sequence
from itertools import chain, groupby
from typing import Generic, NamedTuple, Protocol, TypeVar

V = TypeVar("V")
C = TypeVar("C", covariant=True)
Place = tuple[int, int]


class Line(Protocol[C]):
    """A row: the columns in which it has a cell, ascending, and its cells in their order."""

    @property
    def columns(self) -> tuple[int, ...]:
        """The columns."""

    @property
    def cells(self) -> Sequence[C]:
        """The cells."""

    def cell(self, at: int) -> C:
        """The cell at a place in it."""


class _Row(NamedTuple, Generic[V]):
    """One whose cells are held as they are."""

    columns: tuple[int, ...]
    cells: list[V]

    def cell(self, at: int) -> V:
        """The cell at a place in it."""
        return self.cells[at]


class CellsByRow(MutableMapping[Place, V]):
    """A mapping of places to cells like any other, whose rows and columns come in ascending order.

    A row has its columns as one tuple, which all rows that have the same ones share. One that looks like others
    (`put_line`) is held as it comes until one of its cells is set by itself.
    """

    def __init__(self, cells: Mapping[Place, V]) -> None:
        self._rows: dict[int, Line[V]] = {}
        self._shared: dict[tuple[int, ...], tuple[int, ...]] = {}
        self._size = 0
        self._is_sorted = True
        by_row: dict[int, list[tuple[int, V]]] = {}
        for (row, column), cell in cells.items():
            by_row.setdefault(row, []).append((column, cell))
        for row in sorted(by_row):
            self.put_row(row, by_row.pop(row))

    def put_row(self, row: int, cells: Iterable[tuple[int, V]]) -> None:
        """Set cells of a row by their columns."""
        pairs, known = list(cells), self._rows.get(row)
        columns = tuple([column for column, _ in pairs])
        if known is not None or columns not in self._shared:  # those that are shared are in order
            pairs = sorted({**dict(self.pairs(row)), **dict(pairs)}.items(), key=_column)
            columns = tuple([column for column, _ in pairs])
        self._set(row, _Row(self._shared.setdefault(columns, columns), [cell for _, cell in pairs]))

    def put_line(self, row: int, line: Line[V]) -> None:
        """Set cells of a row that are held as they come."""
        if row in self._rows:
            self.put_row(row, zip(line.columns, line.cells, strict=True))
        else:
            self._set(row, line)

    def _set(self, row: int, line: Line[V]) -> None:
        known = self._rows.get(row)
        if known is None:
            self._is_sorted = self._is_sorted and (not self._rows or next(reversed(self._rows)) < row)
        self._size += len(line.columns) - (len(known.columns) if known else 0)
        self._rows[row] = line

    def _at(self, place: Place) -> tuple[Line[V], int] | None:
        """The row of a cell, and where in it the cell stands."""
        row, column = place
        known = self._rows.get(row)
        if known is None:
            return None
        at = bisect_left(known.columns, column)
        return (known, at) if at < len(known.columns) and known.columns[at] == column else None

    def __getitem__(self, place: Place) -> V:
        found = self._at(place)
        if found is None:
            raise KeyError(place)
        return found[0].cell(found[1])

    def __contains__(self, place: object) -> bool:
        return isinstance(place, tuple) and self._at(place) is not None

    def __setitem__(self, place: Place, cell: V) -> None:
        found = self._at(place)
        if found is not None and isinstance(found[0], _Row):
            found[0].cells[found[1]] = cell
        else:
            self.put_row(place[0], [(place[1], cell)])

    def __delitem__(self, place: Place) -> None:
        if place not in self:
            raise KeyError(place)
        left = {column: cell for column, cell in self.pairs(place[0]) if column != place[1]}
        self._size -= len(left) + 1
        del self._rows[place[0]]
        if left:
            self.put_row(place[0], left.items())

    def pairs(self, row: int) -> Iterator[tuple[int, V]]:
        """The cells of a row by their columns."""
        line = self._rows.get(row)
        return iter(()) if line is None else zip(line.columns, line.cells, strict=True)

    def __iter__(self) -> Iterator[Place]:
        return ((row, column) for row in self._in_order() for column in self._rows[row].columns)

    def __len__(self) -> int:
        return self._size

    def clear(self) -> None:
        """Let go of all cells."""
        self._rows, self._shared, self._size, self._is_sorted = {}, {}, 0, True

    def items(self) -> ItemsView[Place, V]:
        """The cells with their places, in order."""
        return _Items(self)

    def in_order(self) -> Iterator[tuple[Place, V]]:
        """The same."""
        for row in self._in_order():
            for column, cell in self.pairs(row):
                yield (row, column), cell

    def lines(self) -> Iterator[tuple[int, Line[V]]]:
        """The rows, in order."""
        for row in self._in_order():
            yield row, self._rows[row]

    def last(self) -> Place:
        """The last cell of the last row; there is one."""
        row = max(self._rows)
        return row, self._rows[row].columns[-1]

    def corners(self) -> tuple[Place, Place]:
        """The first row and column that hold a cell, and the last ones."""
        columns = sorted({*chain.from_iterable({row.columns for row in self._rows.values()})})
        return (min(self._rows), columns[0]), (max(self._rows), columns[-1])

    def _in_order(self) -> Iterable[int]:
        return self._rows if self._is_sorted else sorted(self._rows)


def _column(pair: tuple[int, object]) -> int:
    return pair[0]


class _Items(ItemsView[Place, V]):
    """Asked place by place, as others are, they would take several times as long."""

    _mapping: CellsByRow[V]

    def __iter__(self) -> Iterator[tuple[Place, V]]:
        return self._mapping.in_order()


def corners(cells: Mapping[Place, V]) -> tuple[Place, Place]:
    """The first row and column that hold a cell, and the last ones; there is a cell."""
    if isinstance(cells, CellsByRow):
        return cells.corners()
    rows, columns = {row for row, _ in cells}, {column for _, column in cells}
    return (min(rows), min(columns)), (max(rows), max(columns))


def in_row(cells: Mapping[Place, V], row: int) -> list[tuple[int, V]]:
    """The cells of one row by their columns, ascending."""
    if isinstance(cells, CellsByRow):
        return list(cells.pairs(row))
    return sorted(((column, cell) for (at, column), cell in cells.items() if at == row), key=_column)


def lines_in_order(cells: Mapping[Place, V]) -> Iterator[tuple[int, Line[V]]]:
    """The rows of cells, in order."""
    return cells.lines() if isinstance(cells, CellsByRow) else _lines_of(cells)


def _lines_of(cells: Mapping[Place, V]) -> Iterator[tuple[int, Line[V]]]:
    for row, places in groupby(sorted(cells), key=_row):
        there = list(places)
        yield row, _Row(tuple([column for _, column in there]), [cells[place] for place in there])


def _row(place: Place) -> int:
    return place[0]
