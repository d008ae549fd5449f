"""Formulas without a value in the cells of a cluster's book that people fill, each at the cell where it will stand."""

from collections.abc import Iterator, Set
from itertools import chain

from ..bookkeeping.uncomputed import Open, open_cells, open_formula
from ..domain.ranking.votes import key_of
from ..domain.scoring.criteria import code_of
from ..domain.values.cells import is_uncomputed
from ..domain.values.findings import Finding, Spot
from ..sheets import criteria
from ..sheets.cluster import agreed, ballots, calendar, election, proclaimed, receipts, settings, trial, units
from ..sheets.cluster.chosen import typed_cell
from ..sheets.cluster.year_tables import YEAR_TABLES
from ..sheets.kept import KeptRow
from ..sheets.table import Table
from .book import Book
from .reading import CHOSEN
from .row_keys import receipt_keys

INPUTS = (settings.TABLE, units.TABLE, criteria.TABLE)
"""What no command draws: their cells stay where they are."""
_KEPT = (calendar.TABLE, *(one.table for one in YEAR_TABLES))
_BALLOTS = (ballots.TABLE, election.TABLE)


def uncomputed(book: Book) -> Iterator[Finding]:
    """A finding for every one of them."""
    tables = (*INPUTS, *_KEPT, *_BALLOTS, agreed.TABLE, proclaimed.TABLE)
    yield from chain.from_iterable(_in_table(book, table) for table in tables)
    yield from _on_receipts(book)
    yield from _on_pages(book)


def _in_table(book: Book, table: Table) -> Iterator[Finding]:
    rows = _rows(book, table)
    for one in open_cells(book.file.grids.get(table.sheet), table):
        is_row = bool(one.row.text(table.key[0])) if rows is None else one.row.row in rows
        if is_row:  # what somebody adds up below a table is his
            yield one.found(_spot(table, one), _unit(table, one))


def _rows(book: Book, table: Table) -> Set[int] | None:
    """The lines that are rows of a table; None where those with a code are."""
    if table is calendar.TABLE:
        return {row.row for row in (*book.calendar.rows.values(), *book.calendar.loose)}
    if table in _KEPT:
        return {row.row for row in book.kept.get(table.sheet, ())}
    if table not in _BALLOTS:
        return None
    return (book.ballots if table is ballots.TABLE else book.election).raw.keys()


def _spot(table: Table, one: Open) -> Spot:
    if table in INPUTS:
        return {"cell": one.row.cell(one.header)}
    if table in _KEPT:
        return KeptRow(one.row.row, {}).spot(one.header)
    codes = tuple(code_of(one.row.text(header)) for header in table.key)
    return {"row": key_of(one.row.row) if table in _BALLOTS else codes, "header": one.header}


def _unit(table: Table, one: Open) -> str:
    known = table in (agreed.TABLE, proclaimed.TABLE)
    return code_of(one.row.text(table.key[0])) if known else ""


def _on_receipts(book: Book) -> Iterator[Finding]:
    """Decisions beside files, and beside units that have not sent."""
    sheet = receipts.TABLE.sheet
    for row, receipt in zip(receipt_keys(book), book.receipts, strict=True):
        for header, cell in receipt.uncomputed.items():
            yield open_formula(cell, sheet, {"row": row, "header": header}, receipt.unit)
    for unit, cells in book.remarks.items():
        for header, cell in zip((receipts.Col.DECISION, receipts.Col.ASSIGNED_TO), cells, strict=True):
            if is_uncomputed(cell):
                yield open_formula(cell, sheet, {"row": (unit,), "header": header}, unit)


def _on_pages(book: Book) -> Iterator[Finding]:
    """What is chosen on `Thử chấm`, `Theo đơn vị` and `Theo tiêu chí`."""
    chosen = [(trial.TABLE.sheet, at, cell)
              for at, cell in trial.typed_cells(book.trial, book.placement(trial.TABLE))]  # fmt: skip
    for (table, header), choice in zip(CHOSEN, (book.shown_unit, book.shown_criterion), strict=True):
        chosen.append((table.sheet, *typed_cell(choice, book.placement(table), header)))
    for sheet, at, cell in chosen:
        if is_uncomputed(cell):
            yield open_formula(cell, sheet, {"cell": at})
