"""Columns of `Tổng hợp` and `Xếp hạng` that an earlier table of criteria had and the present one has not.

Both sheets have a column a criterion or a section: with fewer of them, what stood at the right end before would stay,
its formulas looking at other columns now. The memory of the book knows which headers were the program's, so no column
of a person's is taken for one.
"""

from ..domain.scoring.groups import grouping_of
from ..domain.values.cells import as_text
from ..sheets.cluster import matrix, ranking
from ..workbook.model import ColumnFormat, Sheet
from .assess import Assessment
from .book import Book

LABEL = "Cột ở "
"""Begins the labels under which the memory knows the headers of a sheet."""
_BETWEEN = "|"
_WIDTH = 9.0


def remembered(book: Book, outcome: Assessment) -> dict[str, str]:
    """The headers that the two sheets have now."""
    grouping = grouping_of(book.criteria, book.settings.digits)
    columns = matrix.layout(book.criteria, grouping, deducts=any(total.deducted for total in outcome.totals))
    headers = {
        matrix.NAME: [column.header for column in columns],
        ranking.TABLE.sheet: [row.code for row in ranking.sections_of(book.criteria)],
    }
    return {LABEL + sheet: _BETWEEN.join(of_sheet) for sheet, of_sheet in headers.items()}


def clear_former(book: Book, sheet: Sheet) -> None:
    """Empty the columns that the sheet had and has no more, wherever they stand beside the table."""
    grid, known = book.file.grids.get(sheet.name), book.memory.get(LABEL + sheet.name, "")
    if grid is None or not known or sheet.header_row >= len(grid.rows):
        return
    before = set(known.split(_BETWEEN))
    for column, header in enumerate(grid.rows[sheet.header_row]):
        if column in sheet.table_columns or as_text(header) not in before:
            continue
        sheet.table_columns |= {column}
        sheet.columns[column] = ColumnFormat(_WIDTH)
        for row in range(max(0, sheet.header_row - 1), len(grid.rows)):
            if column < len(grid.rows[row]):
                sheet.put(row, column, None, "blank")
