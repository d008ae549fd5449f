"""Giải thích ô này: why the cell that a person points at says what it says."""

from ..cluster.assess import Assessment
from ..cluster.book import Book
from ..domain.scoring.criteria import Criterion, code_of
from ..domain.values.cells import as_text
from ..domain.values.text import fold
from ..sheets.cluster import agreed, explained, matrix, proclaimed, ranking, receipts, to_fix
from ..sheets.table import find_table
from ..wording.explanation import WHERE_TO_POINT, finding_explained, rank_explained, score_explained
from ..workbook.grid import Grid


def explained_at(book: Book, outcome: Assessment, sheet: str, row: int, column: int) -> str:
    """What stands behind the cell (0-based row and column), as of now; nothing is written."""
    name, grid = _sheet(book, sheet)
    if grid is None:
        return WHERE_TO_POINT
    if name == to_fix.TABLE.sheet:
        return _finding(grid, row) or WHERE_TO_POINT
    unit, criterion = _pointed(book, name, grid, row, column)
    if unit and criterion is not None:
        return "\n".join(score_explained(book, outcome, unit, criterion))
    return "\n".join(rank_explained(book, outcome, unit)) if unit else WHERE_TO_POINT


def _sheet(book: Book, sheet: str) -> tuple[str, Grid | None]:
    return next(
        ((name, grid) for name, grid in book.file.grids.items() if fold(name) == fold(sheet)), ("", None)
    )


def _pointed(book: Book, name: str, grid: Grid, row: int, column: int) -> tuple[str, Criterion | None]:
    """Unit and criterion of the cell, as far as it has them."""
    if name == matrix.NAME:
        unit = code_of(as_text(grid.at(row, 0)))
        code = code_of(as_text(grid.at(matrix.HEADER_ROW, column)))
        criterion = book.criteria.by_code.get(code)
        return _known(book, unit), None if criterion is None or criterion.is_section else criterion
    for table, header in _UNITS:
        if table.sheet == name and (found := find_table(grid, table)) is not None:
            unit = code_of(as_text(grid.at(row, found.placement[header])))
            if table is not agreed.TABLE:
                return _known(book, unit), None
            code = code_of(as_text(grid.at(row, found.placement[agreed.Col.CRITERION])))
            return _known(book, unit), book.criteria.by_code.get(code)
    return "", None


_UNITS = (
    (agreed.TABLE, agreed.Col.UNIT),
    (ranking.TABLE, ranking.Col.CODE),
    (explained.TABLE, explained.Col.CODE),
    (proclaimed.TABLE, proclaimed.Col.UNIT),
    (receipts.TABLE, receipts.Col.UNIT),
)


def _known(book: Book, code: str) -> str:
    return code if book.unit(code) is not None else ""


def _finding(grid: Grid, row: int) -> str:
    """What a row of `Cần sửa` says; empty where the row is none."""
    found = find_table(grid, to_fix.TABLE)
    if found is None or row <= found.placement.header_row:
        return ""
    texts = {header: as_text(grid.at(row, at)) for header, at in found.placement.columns.items()}
    return finding_explained(texts)
