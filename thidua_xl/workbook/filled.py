"""A sheet as it will stand once a rendered table is in it: what the readers see before anything is written."""

from ..domain.values.cells import RawCell
from .grid import Grid
from .model import Sheet


def with_table(grid: Grid, sheet: Sheet) -> Grid:
    """The grid with the rendered cells in it; those of the table that are not rendered anew are gone.

    A sheet whose rows go below everything (`appended`) takes nothing away.
    """
    rows: list[list[RawCell]] = [list(row) for row in grid.rows]
    if not sheet.appended:
        for row in rows[sheet.header_row + 1 :]:
            row[:] = [None if at in sheet.table_columns else cell for at, cell in enumerate(row)]
    for (at, column), cell in sheet.cells.items():
        while len(rows) <= at:
            rows.append([])
        rows[at] += [None] * (column + 1 - len(rows[at]))
        rows[at][column] = None if cell.value == "" else cell.value
    return Grid(grid.name, rows)
