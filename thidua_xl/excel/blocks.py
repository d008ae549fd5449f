"""Cells gathered into blocks: Excel takes a block in one call, and a call a cell is a hundred times slower."""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import NamedTuple, TypeVar

Place = tuple[int, int]
"""0-based row and column."""

Mark = TypeVar("Mark", bound=Hashable)


class Block(NamedTuple):
    """A rectangle of cells, all bounds included."""

    top: int
    left: int
    bottom: int
    right: int

    def places(self) -> Iterator[Place]:
        """Its cells, row by row."""
        for row in range(self.top, self.bottom + 1):
            for column in range(self.left, self.right + 1):
                yield row, column


def blocks(marks: Mapping[Place, Mark]) -> Iterator[tuple[Block, Mark]]:
    """Rectangles that cover exactly the marked cells, each of one mark.

    Runs down a column first (a table's columns are uniform), then neighbouring columns whose runs are equal.
    """
    waiting: dict[tuple[int, int, Mark], Block] = {}
    for column, top, bottom, mark in _runs(marks):
        key = (top, bottom, mark)
        before = waiting.get(key)
        if before is not None and before.right == column - 1:
            waiting[key] = before._replace(right=column)
        else:
            if before is not None:
                yield before, mark
            waiting[key] = Block(top, column, bottom, column)
    for (_, _, mark), block in waiting.items():
        yield block, mark


def _runs(marks: Mapping[Place, Mark]) -> Iterator[tuple[int, int, int, Mark]]:
    """(column, first row, last row, mark) of cells of one mark under one another."""
    run: tuple[int, int, int, Mark] | None = None
    for row, column in _down(marks):
        mark = marks[row, column]
        if run is not None and run[0] == column and run[2] == row - 1 and run[3] == mark:
            run = (column, run[1], row, mark)
            continue
        if run is not None:
            yield run
        run = (column, row, row, mark)
    if run is not None:
        yield run


def _down(places: Iterable[Place]) -> list[Place]:
    return sorted(places, key=lambda place: (place[1], place[0]))
