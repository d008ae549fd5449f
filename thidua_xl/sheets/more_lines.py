"""Lines that a sheet of settings lacks, drawn below all that stands on it: nothing that is there is touched.

A book of an earlier version knows fewer settings than the guide tells of.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from ..domain.values.cells import is_blank
from ..domain.values.text import fold
from ..workbook.grid import Grid
from ..workbook.model import ColumnFormat, Sheet
from .items import Col, Item, draw_items, lines_by_name
from .table import Drawn, Placement, Table, find_table, fits_inline


def lacking(grid: Grid, table: Table, names: Sequence[str]) -> list[str]:
    """Those of the settings that the sheet has no line for; none where it has no table."""
    lines = lines_by_name(grid, table)
    return [] if lines is None else [name for name in names if fold(name) not in lines]


def draw_below(
    grid: Grid, table: Table, items: Sequence[Item], names: Collection[str], values: Mapping[str, object]
) -> Drawn | None:
    """New lines as they stand in a new book, in the columns that the sheet has.

    Args:
        grid: the sheet as it stands.
        table: of its settings.
        items: all settings of such a sheet.
        names: those to be added.
        values: by field, as they shall stand in the cells.

    Returns:
        None where there is no table to continue, or cells lie so far below it that they were not read.
    """
    found = find_table(grid, table)
    if found is None or grid.far or Col.VALUE not in found.placement.columns:
        return None
    drawn = _beginning(table, found.placement, _last_filled(grid))
    draw_items(drawn, [_alone(item) for item in items if item.name in names], values)
    return drawn


def rows_below(grid: Grid, table: Table) -> Drawn | None:
    """A table that people type, without a row yet, whose first will stand below all that stands on the sheet.

    None where there is no table to continue, or it lacks a column.
    """
    found = find_table(grid, table)
    if found is None or found.missing or grid.far:
        return None
    drawn = _beginning(table, found.placement, _last_filled(grid))
    drawn.sheet.keeps_rules = True
    return drawn


def _alone(item: Item) -> Item:
    """The item without a list that needs cells elsewhere on the sheet: those may be people's."""
    return item._replace(
        choices=item.choices if fits_inline(item.choices) else (),
        offers=item.offers if fits_inline(item.offers) else (),
    )


def _beginning(table: Table, place: Placement, last: int) -> Drawn:
    """A table without a line yet, whose first stands below the row `last`."""
    columns = tuple(column for column in table.columns if column.header in place.columns)
    sheet = Sheet(table.sheet, header_row=last, appended=True)
    sheet.table_columns = frozenset(place.columns.values())
    sheet.columns = {place[column.header]: ColumnFormat(column.width) for column in columns}
    return Drawn(sheet, replace(table, columns=columns), Placement(last, place.columns))


def _last_filled(grid: Grid) -> int:
    """The last row in which anything stands, a formula without a result too."""
    rows = (at for at in range(len(grid.rows) - 1, -1, -1) if not all(map(is_blank, grid.rows[at])))
    return max(next(rows, 0), max((row for row, _ in grid.formulas), default=0))
