"""Formulas that no program has computed, in cells that people fill: nobody knows what they say.

A program that writes .xlsx files without Excel leaves them so. They read as blanks, and a blank means something.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..domain.values.catalogue import Code
from ..domain.values.cells import Formula
from ..domain.values.findings import Finding, Spot, finding
from ..sheets.table import Table, TableRow, find_table
from ..workbook.grid import Grid


class Open(NamedTuple):
    """Such a cell of a table, as it was read."""

    table: Table
    row: TableRow
    header: str

    def found(self, spot: Spot, unit: str = "") -> Finding:
        """What is told of it, at the place where it will stand."""
        return open_formula(self.row.raw(self.header), self.table.sheet, spot, unit)


def open_formula(cell: object, sheet: str, spot: Spot, unit: str = "") -> Finding:
    """That this formula has no value."""
    text = cell.text if isinstance(cell, Formula) else ""
    return finding(Code.FORMULA_WITHOUT_VALUE, unit=unit, sheet=sheet, value=text, **spot)


def open_cells(grid: Grid | None, table: Table) -> Iterator[Open]:
    """The typed cells of a table in which such a formula stands, from the top."""
    found = find_table(grid, table) if grid is not None and grid.uncomputed else None
    if grid is None or found is None:
        return
    place = found.placement
    typed = {
        place[one.header]: one.header for one in table.columns if one.typed and one.header in place.columns
    }
    for row, column in sorted(grid.uncomputed):
        if column in typed and row > place.header_row:
            yield Open(table, TableRow(grid, place, row), typed[column])


def told_as_formulas(findings: Iterable[Finding], of_formulas: Iterable[Finding]) -> list[Finding]:
    """The findings with those of formulas, each cell told once: that it is “”, no day and no word, is no news."""
    told = {_spot(one): one for one in of_formulas}
    kept = [one for one in findings if _spot(one) not in told or one.value]
    said = {_spot(one) for one in kept if one.code is Code.FORMULA_WITHOUT_VALUE}
    return [*kept, *(one for spot, one in told.items() if spot not in said)]


def _spot(one: Finding) -> tuple[object, ...]:
    return one.sheet, one.cell, one.row, one.header
