"""The greyed line above a table that shows how to fill it in.

It stands above the header because no reader looks there, whoever saved the file, sorted the table or copied rows of it:
a line inside the table would have to be told from a unit by its words. A free row lies between it and the header, for
Excel sorts as one table whatever touches.
"""

from collections.abc import Iterable, Iterator, Mapping

from ..domain.values.catalogue import Code
from ..domain.values.cells import as_text, is_blank
from ..domain.values.findings import Finding, finding
from ..domain.values.text import fold
from ..workbook.addresses import address, fixed, span
from ..workbook.grid import Grid
from ..workbook.model import Area
from .table import Drawn, Placement, Table, find_table, has_room

MARK = "Ví dụ"
"""Begins the first cell of such a line."""
_UP = 2
"""So many rows above the header it stands."""
_SEEN_BELOW = 1_000
"""In so many rows below the header anything typed takes the example from sight."""
_TOLD = "Dòng ví dụ không được đọc: ghi vào các dòng vàng bên dưới tiêu đề cột."


def draw_example(drawn: Drawn) -> None:
    """The line, of a sheet that is new: later it is the person's, who may have taken it away."""
    if not has_room(drawn.table, drawn.place):
        return
    row = drawn.place.header_row - _UP
    for column in drawn.table.columns:
        value = drawn.table.example.get(column.header)
        if value is not None:
            style = " ".join(
                word for word in column.style.split() if word in ("code", "date", "center", "number")
            )
            drawn.sheet.put(row, drawn.place[column.header], value, f"note wrap top {style}".strip())


def guard_example(drawn: Drawn) -> None:
    """Nothing is typed there by mistake, and the line is out of sight as soon as the table has rows."""
    if not has_room(drawn.table, drawn.place):
        return
    row, columns = drawn.place.header_row - _UP, sorted(drawn.place[header] for header in drawn.table.example)
    area = Area(row, columns[0], row, columns[-1])
    rule = {
        "validate": "custom",
        "value": "=FALSE",
        "ignore_blank": False,
        "error_title": MARK,
        "error_message": _TOLD,
    }
    drawn.sheet.validations.append((area, rule))
    first = drawn.place[drawn.table.columns[0].header]
    body = span(drawn.first, drawn.first + _SEEN_BELOW, first)
    filled = f'=AND(LEFT({fixed(row, first)},{len(MARK)})="{MARK}",COUNTA({body})>0)'
    drawn.sheet.conditionals.append((area, {"type": "formula", "criteria": filled, "style": "unseen"}))


def typed_over(grids: Mapping[str, Grid], tables: Iterable[Table]) -> Iterator[Finding]:
    """Lines of examples that hold something else than the example: whoever typed it thinks that it counts."""
    for table in tables:
        grid = grids.get(table.sheet)
        found = find_table(grid, table) if grid is not None and table.example else None
        if grid is not None and found is not None:
            yield from _typed_over(grid, table, found.placement)


def _typed_over(grid: Grid, table: Table, place: Placement) -> Iterator[Finding]:
    for row in range(place.header_row):
        strange = [header for header in place.columns if not _is_as_shown(grid, table, place, row, header)]
        if strange and (_is_example(grid, table, place, row) or _is_in_its_place(grid, table, place, row)):
            cell = address(row, place[strange[0]])
            value = as_text(grid.at(row, place[strange[0]]))
            yield finding(Code.EXAMPLE_TYPED_OVER, sheet=table.sheet, cell=cell, value=value)


def _is_as_shown(grid: Grid, table: Table, place: Placement, row: int, header: str) -> bool:
    value = grid.at(row, place[header])
    return is_blank(value) or _same(value, table.example.get(header))


def _is_example(grid: Grid, table: Table, place: Placement, row: int) -> bool:
    """Whether it still begins as an example does, or two cells at least hold what it says there."""
    shown = {header: value for header, value in table.example.items() if header in place.columns}
    same = sum(_same(grid.at(row, place[header]), value) for header, value in shown.items())
    first = place.columns.get(table.columns[0].header)
    return same > 1 or (first is not None and fold(as_text(grid.at(row, first))).startswith(fold(MARK)))


def _is_in_its_place(grid: Grid, table: Table, place: Placement, row: int) -> bool:
    """Whether a whole row was put where the example stands."""
    filled = sum(not is_blank(grid.at(row, column)) for column in place.columns.values())
    return has_room(table, place) and row == place.header_row - _UP and filled > 1


def _same(value: object, shown: object) -> bool:
    return fold(as_text(value)) == fold(as_text(shown))
