"""Formulas without a value in the cells of an office book that people fill, each at the cell where it will stand."""

from collections.abc import Iterable, Iterator, Mapping

from ..bookkeeping.uncomputed import open_cells, told_as_formulas
from ..domain.values.findings import Finding, RowKey, nth
from ..sheets import criteria
from ..sheets.office import (
    appraisals,
    calendar,
    clusters,
    decisions,
    files,
    own_criteria,
    own_papers,
    papers,
    scores,
    settings,
    units,
)
from ..sheets.table import Table
from .book import OfficeBook
from .scoring_book import TABLES

_IN_PLACE = (
    settings.TABLE, clusters.TABLE, units.TABLE, criteria.TABLE, own_criteria.TABLE, papers.TABLE, files.TABLE,
    decisions.TABLE,
)  # fmt: skip
"""Their rows stay where they stand."""


def own_findings(book: OfficeBook, others: Iterable[Finding] = ()) -> list[Finding]:
    """What is wrong in the book's own cells as read, and `others`; a formula without a value is told as one."""
    return told_as_formulas([*book.findings, *others], uncomputed(book))


def uncomputed(book: OfficeBook) -> Iterator[Finding]:
    """A finding for every one of them."""
    grids = book.file.grids
    for table in _IN_PLACE:
        for one in open_cells(grids.get(table.sheet), table):
            is_row = any(map(one.row.text, table.key))
            if is_row:  # what somebody adds up below a table is his
                yield one.found({"cell": one.row.cell(one.header)})
    for table, rows in _kept(book):
        for one in open_cells(grids.get(table.sheet), table):
            if one.row.row in rows:
                yield one.found({"row": rows[one.row.row], "header": one.header})


def _kept(book: OfficeBook) -> Iterator[tuple[Table, Mapping[int, RowKey]]]:
    """The tables that are drawn anew, with the keys of their rows by line."""
    days = (*book.calendar.rows.values(), *book.calendar.loose)
    yield calendar.TABLE, {row.row: row.key for row in days}
    yield own_papers.TABLE, {row.row: row.key for row in book.own_papers}
    yield appraisals.TABLE, {row.row: nth(at) for at, row in enumerate(book.appraisals)}
    yield scores.TABLE, {row.row: row.key for row in book.score_rows}
    for table in TABLES:
        yield table, {row.row: row.key for row in book.scoring.kept.get(table.sheet, ())}
