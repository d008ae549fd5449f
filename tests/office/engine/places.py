"""Addresses of cells, and where the arrow keys lead."""

import re

from tests.office.server.grammar import letters, number

Area = tuple[int, int, int, int]
"""First row, first column, rows, columns; counted from 1."""
ROWS, COLUMNS = 1_048_576, 16_384
_CELLS = re.compile(r"([A-Z]{1,3})(\d+)(?::([A-Z]{1,3})(\d+))?")
_WHOLE_ROWS, _WHOLE_COLUMNS = re.compile(r"(\d+):(\d+)"), re.compile(r"([A-Z]{1,3}):([A-Z]{1,3})")


def area_of(address: str) -> Area | None:
    """Row, column, rows, columns of an address; None where it is none."""
    plain = address.replace("$", "").upper()
    if match := _CELLS.fullmatch(plain):
        column, row = number(match[1]), int(match[2])
        other, last = number(match[3] or match[1]), int(match[4] or row)
        return min(row, last), min(column, other), abs(last - row) + 1, abs(other - column) + 1
    if match := _WHOLE_ROWS.fullmatch(plain):
        first, last = sorted((int(match[1]), int(match[2])))
        return first, 1, last - first + 1, COLUMNS
    if match := _WHOLE_COLUMNS.fullmatch(plain):
        first, last = sorted((number(match[1]), number(match[2])))
        return 1, first, ROWS, last - first + 1
    return None


def address_of(area: Area, row_sign: str = "$", column_sign: str = "$") -> str:
    """The address of an area; of whole rows or columns without the other."""
    row, column, rows, columns = area
    last = row + rows - 1
    left, right = f"{column_sign}{letters(column)}", f"{column_sign}{letters(column + columns - 1)}"
    if columns == COLUMNS and rows < ROWS:
        return f"{row_sign}{row}:{row_sign}{last}"
    if rows == ROWS and columns < COLUMNS:
        return f"{left}:{right}"
    first = f"{left}{row_sign}{row}"
    return first if rows == columns == 1 else f"{first}:{right}{row_sign}{last}"


def jump(blocks: list[tuple[int, int]], here: int, step: int, last: int) -> int:
    """Where Ctrl + arrow leads from a cell of a line, given its blocks of filled cells."""
    runs: list[list[int]] = []
    for first, end in sorted(blocks):
        if runs and first <= runs[-1][1] + 1:
            runs[-1][1] = max(end, runs[-1][1])
        else:
            runs.append([first, end])
    for first, end in runs:
        if first <= here <= end and here != (end if step > 0 else first):
            return end if step > 0 else first
    ahead = (
        [run[0] for run in runs if run[0] > here] if step > 0 else [run[1] for run in runs if run[1] < here]
    )
    if ahead:
        return min(ahead) if step > 0 else max(ahead)
    return last if step > 0 else 1
