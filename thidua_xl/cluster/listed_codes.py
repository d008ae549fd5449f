"""Codes of units as the list of units spells them: `xa01` and `XA01` are one unit, here as in the office's book.

What people typed stays as typed; what the book holds beside it follows the list.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from ..domain.scoring.criteria import code_of
from ..domain.values.cells import as_text
from ..sheets.cluster import activities, models
from ..sheets.cluster.registrations import Col
from ..sheets.cluster.year_tables import YEAR_TABLES
from ..sheets.kept import APART, KeptRow
from .book import Book


def _spelt_otherwise(book: Book, codes: Iterable[str]) -> bool:
    """Whether any of them is a listed one in other letters."""
    return any(book.listed(code) != code for code in {*codes} - book.names.keys())


def as_listed(book: Book) -> None:
    """Have everything that the book holds of a unit named as its list does."""
    listed, settings = book.listed, book.settings
    book.settings = replace(settings, head=listed(settings.head), deputy=listed(settings.deputy))
    _ledger(book)
    for receipt in book.receipts:
        receipt.unit = listed(receipt.unit)
    book.remarks = {listed(code): cells for code, cells in book.remarks.items()}
    if _spelt_otherwise(book, {one.unit for one in book.noted}):
        book.noted = [replace(one, unit=listed(one.unit)) for one in book.noted]
    book.evidence = {(listed(unit), code): said for (unit, code), said in book.evidence.items()}
    book.issued = [line._replace(unit=listed(line.unit)) for line in book.issued]
    for votes in (book.ballots, book.election):
        votes.rows = [row._replace(unit=listed(row.unit)) for row in votes.rows]
    _kept(book)


def _ledger(book: Book) -> None:
    """The rows of `Thống nhất điểm` and `Suy tôn`; a second one of a unit is one in whatever letters."""
    if _spelt_otherwise(book, {unit for unit, _ in book.ledger}):
        rows, book.ledger = [*book.ledger.values()], {}
        for row in rows:
            row.unit = book.listed(row.unit)
            if book.ledger.setdefault((row.unit, row.criterion), row) is not row:
                book.doubles.append(row)
    if _spelt_otherwise(book, book.proclaimed):
        said, book.proclaimed = [*book.proclaimed.values()], {}
        for one in said:
            one.unit = book.listed(one.unit)
            if book.proclaimed.setdefault(one.unit, one) is not one:
                book.proclaimed_twice.append(one)
    for row in book.doubles:
        row.unit = book.listed(row.unit)
    for one in book.proclaimed_twice:
        one.unit = book.listed(one.unit)


_CODES = (Col.UNIT, activities.Col.LED_BY, activities.Col.TAKING_PART, models.Col.SPREAD_AT)
"""The headers under which people type codes of units, one or several."""


def _kept(book: Book) -> None:
    """The rows of the year: what the program writes there follows the list, what people typed is read so."""
    for table, _ in YEAR_TABLES:
        rows = book.kept.get(table.sheet, ())
        ours = any(one.header == Col.UNIT and not one.typed for one in table.columns)
        if not ours:
            for row in rows:
                row.listed = _as_typed(book, row)
        elif _spelt_otherwise(book, {code_of(as_text(row.raw(Col.UNIT))) for row in rows}):
            for row in rows:
                row.cells[Col.UNIT] = book.listed(code_of(as_text(row.raw(Col.UNIT)))) or None


def _as_typed(book: Book, row: KeptRow) -> Mapping[str, str] | None:
    """The codes of a row as they are listed, where that is not how they were typed."""
    found = {}
    for header in _CODES:
        codes = [code for piece in APART.split(row.text(header)) if (code := code_of(piece))]
        spelt = [book.listed(code) for code in codes]
        if spelt != codes:
            found[header] = "; ".join(spelt)
    return found or None
