"""What differs between a sheet as it must be and the one in the book."""

import datetime

from ..domain.values.cells import CellError, Formula, Uncomputed, as_text
from ..workbook.addresses import address
from ..workbook.grid import Grid
from ..workbook.model import Sheet


def changed_cells(sheet: Sheet, grid: Grid | None) -> list[tuple[str, object, object]]:
    """(address, old, new) of every cell of the program's that would change."""
    if grid is None:
        return [("A1", None, "(trang mới)")]
    changes: list[tuple[str, object, object]] = []
    rows, formulas = grid.rows, grid.formulas
    ends = [len(line) for line in rows] + [0] * (1 + max((row for row, _ in sheet.cells), default=0))
    for (row, column), (value, _, formula) in sheet.cells.items():
        old = rows[row][column] if column < ends[row] else None
        if formula and (row, column) not in formulas:
            changes.append((address(row, column), old, value))
        elif not same_value(old, value):
            changes.append((address(row, column), None if old == "" else old, value))
    return changes + _left_over(sheet, grid)


def _left_over(sheet: Sheet, grid: Grid) -> list[tuple[str, object, object]]:
    """Cells of the table that the new sheet no longer has."""
    found: list[tuple[str, object, object]] = []
    cells, own = sheet.cells, sheet.table_columns
    for row in range(sheet.header_row if not sheet.whole else 0, len(grid.rows)):
        for column, value in enumerate(grid.rows[row]):
            if value in (None, "") or (row, column) in cells:
                continue
            if sheet.whole or column in own:
                found.append((address(row, column), value, None))
    return found


def plain_value(value: object) -> object:
    """A cell's value for comparing: a formula's result, an error's text, a date without a time."""
    if isinstance(value, Formula):
        value = value.value
    if isinstance(value, CellError):
        return value.text
    if isinstance(value, datetime.datetime) and value.time() == datetime.time.min:
        return value.date()
    return None if value == "" else value


def same_value(old: object, new: object) -> bool:
    """Whether a cell holds what it must, as far as a person could see."""
    if old is new or (type(old) is type(new) and old == new):  # nearly every cell of a book
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
    text = as_text(value)
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return (text.replace(".", ",") if number else text) or "(trống)"
