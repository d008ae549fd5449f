"""What hangs on the cells of a form's table: links that stay with their texts, comments and boxes that are told."""

from collections.abc import Collection, Iterator

from ..domain.values.catalogue import Code
from ..domain.values.cells import CellError, Disputed, cell_said
from ..domain.values.findings import Finding, finding
from ..domain.values.text import fold
from ..intake.beside_cells import beside
from ..intake.grids import Source
from ..sheets.table import Placement
from ..workbook.addresses import address
from ..workbook.grid import Grid, GridSource, Place
from .opened_sheets import quoted_cells


def take_beside(
    source: GridSource, grid: Grid, words: Collection[int], unit: str, file: str
) -> Iterator[Finding]:
    """Put addresses behind the texts of the columns of words, and tell of comments and text boxes.

    Of files alone: in a workbook that is open, the person who asks has them before their eyes.
    """
    if not isinstance(source, Source):
        return
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
    said = cell_said(cell)
    if said and target.rstrip("/") not in said and not isinstance(cell, CellError | Disputed):
        grid.rows[place[0]][place[1]] = f"{cell if isinstance(cell, str) else said} ({target})"


def beside_columns(
    grid: Grid, place: Placement, missing: Collection[str], unit: str, file: str
) -> Iterator[Finding]:
    """A note of what was typed right of the table, or in a column that a person put in.

    A column that stands a second time is compared with the first elsewhere; where a header is missing, one of another
    name is taken for it, and that is told; a formula is somebody's own reckoning.
    """
    headers = set(map(fold, place.columns))
    known = set(place.columns.values()) | {
        at
        for at, cell in enumerate(grid.rows[place.header_row])
        if isinstance(cell, str) and (fold(cell) in headers or (missing and fold(cell)))
    }
    others = [at for at in range(max(map(len, grid.rows))) if at not in known]
    told = [
        (address(row, at), said)
        for row in (range(place.header_row, len(grid.rows)) if others else ())
        for at in others
        if (said := cell_said(grid.at(row, at))) and (row, at) not in grid.formulas
    ]
    if told:
        yield finding(Code.WORDS_BESIDE_TABLE, unit=unit, file=file, sheet=grid.name, cell=told[0][0],
                      value=quoted_cells(told))  # fmt: skip
