"""Figures of the year typed as per cent: 95% in a plain cell is 0.95 to Excel and 95 to whoever typed it."""

from collections.abc import Iterator

from ...domain.values.catalogue import Code
from ...domain.values.findings import Finding, finding
from ...domain.values.shown import read_doubt
from ...sheets.cluster import midyear, registrations
from ..book import Book
from .by_criterion import key_of
from .kept_sheet import rows_of

_FIGURES = ((registrations.TABLE, registrations.LOOKED_AT), (midyear.TABLE, midyear.LOOKED_AT))


def take_percents(book: Book) -> Iterator[Finding]:
    """Put the per cent that a cell shows in place of what it holds, where per cents are measured, and tell so.

    Elsewhere a per cent is no figure: its cell waits for a person.
    """
    measured = {one.code for one in book.criteria.scored if "%" in one.measure}
    for table, headers in _FIGURES:
        for row in rows_of(book, table) if measured else ():
            for header in headers:
                cell = row.cells.get(header)
                doubt = read_doubt(cell) if isinstance(cell, str) else None
                percent = doubt.percent if doubt else None
                unit, code = key_of(row)
                if doubt is None or percent is None or code not in measured:
                    continue
                row.cells[header] = float(percent)
                yield finding(
                    Code.PERCENT_READ, unit=unit, criterion=code, sheet=table.sheet, value=doubt.held,
                    shown=doubt.shown, number=percent, **row.spot(header),
                )  # fmt: skip
