"""Columns of `Tổng hợp` and `Xếp hạng` that an earlier table of criteria had and the present one has not.

Both sheets have a column a criterion or a section: with fewer of them, what stood at the right end before would stay,
its formulas looking at other columns now. The memory of the book knows which header the program wrote in which column,
so no column of a person's is taken for one.
"""

from ..domain.scoring.groups import grouping_of
from ..domain.values.cells import as_text
from ..sheets.cluster import matrix, ranking
from ..workbook.addresses import column_name
from ..workbook.model import ColumnFormat, Sheet
from .assess import Assessment
from .book import Book

LABEL = "Cột ở "
"""Begins the labels under which the memory knows the headers of a sheet."""
_BETWEEN = "|"
_WIDTH = 9.0


def remembered(book: Book, outcome: Assessment) -> dict[str, str]:
    """The columns that the two sheets have now: `C I.1|D I`."""
    grouping = grouping_of(book.criteria, book.settings.digits)
    columns = matrix.layout(book.criteria, grouping, deducts=any(total.deducted for total in outcome.totals))
    sections = [row.code for row in ranking.sections_of(book.criteria)]
    beside = ranking.section_columns(book.placement(ranking.TABLE), len(sections))
    headers = {
        matrix.NAME: dict(enumerate((column.header for column in columns), start=matrix.FIRST)),
        ranking.TABLE.sheet: dict(zip(beside, sections, strict=True)),
    }
    return {
        LABEL + sheet: _BETWEEN.join(_told(at, header) for at, header in of_sheet.items())
        for sheet, of_sheet in headers.items()
    }


def _told(column: int, header: str) -> str:
    return f"{column_name(column)} {header}"


def clear_former(book: Book, sheet: Sheet) -> None:
    """Empty the columns that the program wrote and writes no more, where they still stand."""
    grid = book.file.grids.get(sheet.name)
    before = set(book.memory.get(LABEL + sheet.name, "").split(_BETWEEN))
    if grid is None or sheet.header_row >= len(grid.rows):
        return
    for column, header in enumerate(grid.rows[sheet.header_row]):
        if column in sheet.table_columns or _told(column, as_text(header)) not in before:
            continue
        sheet.table_columns |= {column}
        sheet.columns[column] = ColumnFormat(_WIDTH)
        for row in range(max(0, sheet.header_row - 1), len(grid.rows)):
            if column < len(grid.rows[row]):
                sheet.put(row, column, None, "blank")
