"""What of a form stands where nobody looks: in hidden rows and columns, and cells that a merge took away."""

from collections.abc import Iterator, Sequence

from ..domain.scoring.rows import MARK, RESULT, SCORE, TARGET, Row
from ..domain.values.catalogue import Code
from ..domain.values.findings import Finding
from ..intake.looks import Hidden
from ..workbook.grid import Grid

_FIELDS = (TARGET, RESULT, MARK, SCORE)
_MOST = 12
"""Cells named in one finding."""


def hidden_cells(rows: Sequence[Row], hidden: Hidden, columns: dict[str, int]) -> Iterator[Finding]:
    """One finding for all that counts in hidden rows and columns."""
    if not (hidden.rows or hidden.columns):
        return
    found = [
        (row, field)
        for row in rows for field in _FIELDS
        if _says(row, field) and hidden.holds(row.row, columns.get(field, -1))
    ]  # fmt: skip
    if found:
        (first, field), names = found[0], [row.cell(field) for row, field in found]
        more = f" và {len(names) - _MOST} ô khác" if len(names) > _MOST else ""
        yield first.found(Code.HIDDEN_CELLS, field, cells=", ".join(names[:_MOST]) + more)


def _says(row: Row, field: str) -> bool:
    if field == MARK:
        return row.mark is not False
    if field == RESULT and not row.lacks_result:
        return True
    return not {TARGET: row.target, RESULT: row.result, SCORE: row.score}[field].blank


def merged_over(rows: Sequence[Row], grid: Grid, column: int) -> Iterator[Finding]:
    """Criteria whose blank score lies under a merge: the visible score is that of its own row alone."""
    for row in rows if grid.covered else ():
        visible = grid.covered.get((row.row, column))
        if visible and row.score.blank and row.mark is False and row.criterion.scored_by_unit:
            yield row.found(Code.CELL_MERGED, SCORE, visible=visible)
