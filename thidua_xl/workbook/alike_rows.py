"""Rows that look alike: columns, styles and formulas are held once for all of them, each row has its values alone.

A cluster of a thousand units has sixty thousand rows of thirty cells on a sheet, and three formulas in each that
differ by the row's number.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..domain.values.cells import Formula
from .cell import BLANK, Cell
from .cells_by_row import Place, lines_in_order

ROW = "\0"
"""Stands in a formula for the number of its row, as people count; in no formula otherwise."""
_NONE: Mapping[int, str] = {}


@dataclass(frozen=True, slots=True, eq=False)
class Alike:
    """What the cells of such rows have in common, by columns in ascending order."""

    columns: tuple[int, ...]
    styles: tuple[str, ...]
    formulas: tuple[str, ...]
    """Of each column the formula with `ROW` in it; empty where there is none."""
    live: tuple[int, ...]
    """The columns with one."""
    given: tuple[int, ...]
    """At which place of a row's values, as they are given, stands that of each column."""

    @classmethod
    def of(cls, columns: Iterable[tuple[int, str]], formulas: Mapping[int, str] = _NONE) -> "Alike":
        """Of columns with their styles, in the order in which values will be given; the formulas by column."""
        pairs = list(columns)
        order = sorted(range(len(pairs)), key=lambda at: pairs[at][0])
        ordered = [pairs[at] for at in order]
        return cls(
            tuple(column for column, _ in ordered),
            tuple(style for _, style in ordered),
            tuple(formulas.get(column, "") for column, _ in ordered),
            tuple(column for column, _ in ordered if formulas.get(column)),
            tuple(order),
        )

    def row(self, number: int, values: Sequence[object]) -> "AlikeRow":
        """A row of them (counted from 0) with these values, as they are given."""
        if len(values) != len(self.columns):
            raise ValueError(f"{len(values)} values for {len(self.columns)} columns")
        return AlikeRow(self, number, tuple([values[at] for at in self.given]))


class AlikeRow(NamedTuple):
    """One of these rows. Its cells are made when they are asked for."""

    alike: Alike
    number: int
    """From 0."""
    values: tuple[object, ...]

    @property
    def columns(self) -> tuple[int, ...]:
        """The columns in which it has a cell, ascending."""
        return self.alike.columns

    @property
    def shown(self) -> Sequence[object]:
        """The values of its cells: of a person's own formula its result."""
        if Formula not in map(type, self.values):
            return self.values
        return [value.value if type(value) is Formula else value for value in self.values]

    @property
    def live(self) -> Sequence[int]:
        """The columns with a formula, a person's own among them."""
        if Formula not in map(type, self.values):
            return self.alike.live
        own = (at for at, value in zip(self.columns, self.values, strict=True) if type(value) is Formula)
        return sorted({*self.alike.live, *own})

    @property
    def cells(self) -> list[Cell]:
        """Its cells in this order."""
        number, alike = str(self.number + 1), self.alike
        return [
            _cell(value, style, formula and formula.replace(ROW, number))
            for value, style, formula in zip(self.values, alike.styles, alike.formulas, strict=True)
        ]

    def cell(self, at: int) -> Cell:
        """The cell at a place in it."""
        formula = self.alike.formulas[at].replace(ROW, str(self.number + 1))
        return _cell(self.values[at], self.alike.styles[at], formula)


def _cell(value: object, style: str, formula: str) -> Cell:
    """A cell of ours, or of a person's own formula, which is kept as one."""
    if value is None and not formula:
        return BLANK[style]
    if type(value) is Formula:
        return Cell(value.value, style, value.text)
    return Cell(value, style, formula)


class Shown(NamedTuple):
    """What stands in a row, by its columns in ascending order."""

    row: int
    columns: Sequence[int]
    values: Sequence[object]
    styles: Sequence[str]


def shown(cells: Mapping[Place, Cell]) -> Iterator[Shown]:
    """The rows in order. No cells are made for it where they look alike."""
    for row, line in lines_in_order(cells):
        if isinstance(line, AlikeRow):
            yield Shown(row, line.columns, line.shown, line.alike.styles)
        else:
            values, styles, _ = zip(*line.cells, strict=True)
            yield Shown(row, line.columns, values, styles)


def live_places(cells: Mapping[Place, Cell]) -> Iterator[Place]:
    """The places that have a formula, likewise."""
    for row, line in lines_in_order(cells):
        if isinstance(line, AlikeRow):
            yield from ((row, column) for column in line.live)
        else:
            yield from ((row, at) for at, one in zip(line.columns, line.cells, strict=True) if one.formula)
