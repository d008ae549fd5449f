"""Dòng không mã: what was typed on the cluster's sheets in a row without any code, so that nobody knows whose it is.

Among the rows of a table the program draws its own over it: such a book is not read, for the value would be lost.
Below the table it stays where it stands, as a note does; a figure there is told, for it counts nowhere.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from ..domain.values.catalogue import Code
from ..domain.values.cells import Formula, as_text, is_blank
from ..domain.values.findings import Finding, finding
from ..domain.values.grammar import read_number
from ..errors import CannotRunError
from ..sheets.cluster import agreed, given_scores, midyear, proclaimed, registrations
from ..sheets.table import Placement, Table, find_table, keys_said, raw_column, raw_rows
from ..workbook.grid import Grid
from .book import Book
from .kept.kept_sheet import rows_of

_DRAWN_OVER = ((agreed.TABLE, agreed.TYPED), (proclaimed.TABLE, proclaimed.TYPED))
"""Tables whose rows are found by their codes alone, and what people type there."""
_FIGURES = (
    (agreed.TABLE, agreed.AGREED),
    (registrations.TABLE, registrations.FIGURES),
    (midyear.TABLE, midyear.LOOKED_AT),
    (given_scores.TABLE, given_scores.LOOKED_AT),
)


class _Loose(NamedTuple):
    """A typed cell of a row without a code."""

    row: int
    header: str
    value: object


def refuse_lost_rows(grids: Mapping[str, Grid], file: str) -> None:
    """Raises CannotRunError where something was typed among the rows of a table in one that has no code."""
    for table, typed in _DRAWN_OVER:
        for place, grid in _found(grids, table):
            last = _last_coded(grid, place, table)
            one = next((one for one in _typed(grid, place, table, typed) if one.row < last), None)
            if one:
                raise CannotRunError(
                    f"Trang {table.sheet} của sổ {file}: ô {place.cell(one.row, one.header)} ghi {as_text(one.value)} "
                    f"nhưng dòng ấy không có {keys_said(table)}, không biết là của đơn vị nào. Ghi mã cho dòng, hoặc "
                    "chuyển sang dòng đúng rồi xóa dòng này, rồi chạy lại."
                )


def loose_figures(book: Book) -> Iterator[Finding]:
    """Figures typed below a table, at the cells where they stand; what a formula there adds up is a person's own."""
    for table, headers in _FIGURES:
        for place, grid in _found(book.file.grids, table):
            first = max(_last_coded(grid, place, table), *(row.row for row in rows_of(book, table)), 0) + 1
            for one in _typed(grid, place, table, headers):
                if one.row >= first and _is_figure(grid, place, one):
                    yield finding(Code.FIGURE_WITHOUT_CODE, sheet=table.sheet, cell=place.cell(one.row, one.header),
                                  value=as_text(one.value), what=keys_said(table))  # fmt: skip


def _found(grids: Mapping[str, Grid], table: Table) -> Iterator[tuple[Placement, Grid]]:
    grid = grids.get(table.sheet)
    found = find_table(grid, table) if grid is not None else None
    if grid is not None and found is not None:
        yield found.placement, grid


def _last_coded(grid: Grid, place: Placement, table: Table) -> int:
    """The last row with a code; the header where there is none."""
    keys = [raw_column(place, header) for header in table.key]
    coded = (row for row, cells in raw_rows(grid, place) if not _is_codeless(cells, keys))
    return max(coded, default=place.header_row)


def _typed(grid: Grid, place: Placement, table: Table, headers: Iterable[str]) -> Iterator[_Loose]:
    """The filled cells under these headers in rows without a code."""
    keys = [raw_column(place, header) for header in table.key]
    columns = {header: raw_column(place, header) for header in headers}
    for row, cells in raw_rows(grid, place):
        if _is_codeless(cells, keys):
            for header, column in columns.items():
                if not is_blank(cells[column]):
                    yield _Loose(row, header, cells[column])


def _is_codeless(cells: list[object], keys: Collection[int]) -> bool:
    return all(is_blank(cells[key]) for key in keys)


def _is_figure(grid: Grid, place: Placement, one: _Loose) -> bool:
    is_formula = isinstance(one.value, Formula) or (one.row, place[one.header]) in grid.formulas
    return not is_formula and read_number(one.value).number is not None
