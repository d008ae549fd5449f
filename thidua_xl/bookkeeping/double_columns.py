"""Typed columns that stand twice on a book's own sheets: only the first is read."""

from collections.abc import Iterable, Iterator

from ..domain.values.catalogue import Code
from ..domain.values.findings import Finding, finding
from ..sheets.double_columns import doubled_in
from ..sheets.table import Table, find_table
from .kept_book import KeptBook


def column_findings(book: KeptBook, inputs: Iterable[Table]) -> Iterator[Finding]:
    """A warning for each that says something else; `inputs` are the tables that no command draws."""
    tables = {table.sheet: table for table in (*inputs, *(one.table for one in book.owned.values()))}
    for sheet, table in tables.items():
        grid = book.file.grids.get(sheet)
        found = book.file.places.get(sheet) or (find_table(grid, table) if grid is not None else None)
        if grid is None or found is None:
            continue
        for one in doubled_in(grid, found.placement, table):
            yield finding(Code.COLUMN_DOUBLE, sheet=sheet, cell=one.cell, value=one.header,
                          differences=one.differences)  # fmt: skip
