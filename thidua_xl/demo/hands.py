"""The hands of the head's clerk: what is typed in a book, at the row of a code or in the next free one."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from ..bookkeeping.typing_in import type_in
from ..cluster.reading import open_book
from ..domain.values.cells import is_blank
from ..sheets.cluster.settings import TABLE as SETTINGS
from ..sheets.items import Col as ItemCol
from ..sheets.table import Placement, Table, TableRow, find_table, rows_of
from ..storage.safe import write_safely
from ..workbook.addresses import address
from ..workbook.grid import Grid


class Line(NamedTuple):
    """What is typed in one row."""

    table: Table
    typed: Mapping[str, object]
    """By header; None leaves a cell alone."""
    where: Mapping[str, str] | None = None
    """What stands in the row, by header; None: the next free row."""
    apart: bool = False
    """Whether a blank row stays above it, as between the rounds of a vote."""


def setting(name: str, value: object) -> Line:
    """A line of `Cụm`; an empty text clears it."""
    return Line(SETTINGS, {ItemCol.VALUE: value}, {ItemCol.NAME: name})


def put(path: Path, *lines: Line) -> None:
    """Type into the book, as somebody does who saves once. Raises KeyError where a row is not there."""
    book = open_book(path)
    typed: dict[str, dict[str, object]] = {}
    taken: dict[str, int] = {}
    for line in lines:
        sheet = line.table.sheet
        grid = book.file.grids[sheet]
        found = find_table(grid, line.table)
        if found is None:
            raise KeyError(sheet)
        place = found.placement
        if line.where is None:
            row = taken[sheet] = _free(grid, place, line.table, taken.get(sheet, -1)) + line.apart
        else:
            row = _row_of(grid, place, line.where)
        cells = typed.setdefault(sheet, {})
        for header, value in line.typed.items():
            if value is not None:
                cells[address(row, place[header])] = None if value == "" else value
    write_safely(path, type_in(book.file.data, typed))


def _row_of(grid: Grid, place: Placement, where: Mapping[str, str]) -> int:
    for row in rows_of(grid, place):
        if all(row.text(header) == value for header, value in where.items()):
            return row.row
    raise KeyError(grid.name, *where.values())


def _free(grid: Grid, place: Placement, table: Table, after: int) -> int:
    """The first row below the header, and below what was just typed, in which nothing of the table stands."""
    for row in rows_of(grid, place):
        if row.row > after and _is_free(row, table):
            return row.row
    return max(after, place.header_row, len(grid.rows) - 1) + 1


def _is_free(row: TableRow, table: Table) -> bool:
    return all(is_blank(row.raw(column.header)) for column in table.columns if not column.hidden)
