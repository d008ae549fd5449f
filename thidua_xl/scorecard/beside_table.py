"""What hangs on the cells of a form's table: links that stay with their texts, comments and boxes that are told."""

from collections.abc import Collection, Iterator

from ..domain.values.catalogue import Code
from ..domain.values.findings import Finding, finding
from ..intake.beside_cells import beside
from ..intake.grids import Source
from ..workbook.grid import Grid, Place
from .opened_sheets import quoted_cells


def take_beside(
    source: Source, grid: Grid, words: Collection[int], unit: str, file: str
) -> Iterator[Finding]:
    """Put addresses behind the texts of the columns of words, and tell of comments and text boxes."""
    found = source.package.named(grid.name)
    if len(found) != 1:
        return
    if grid.name in source.package.layout.hidden:
        yield finding(Code.SHEET_HIDDEN, unit=unit, file=file, sheet=grid.name)
    hung = beside(source.package, found[0][1], source.package.sheet(found[0][1]))
    for place, target in hung.addresses.items():
        if place[1] in words:
            _put(grid, place, target)
    for code, told in ((Code.CELL_COMMENTS, hung.comments), (Code.TEXT_BOXES, hung.boxes)):
        if told:
            cell = told[0][0]
            yield finding(code, unit=unit, file=file, sheet=grid.name, cell=cell, value=quoted_cells(told))


def _put(grid: Grid, place: Place, target: str) -> None:
    """`Báo cáo số 5 (https://…)`: a link whose text is its address stays as it is."""
    cell = grid.at(*place)
    if isinstance(cell, str) and target.rstrip("/") not in cell:
        grid.rows[place[0]][place[1]] = f"{cell} ({target})"
