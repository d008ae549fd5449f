"""How far a book has come: what a blank one lacks, whether anything has begun, whether it is ready to be used."""

from collections.abc import Iterator

from ..domain.scoring.criteria import Criteria, Kind
from ..domain.values.cells import is_blank
from ..domain.values.findings import Code, Finding, finding
from ..domain.values.numbers import in_points, shown_number
from ..office.acts.new_book import stray_heads
from ..office.book import OfficeBook
from ..sheets import criteria as criteria_sheet
from ..sheets.cluster import units as units_sheet
from ..sheets.office import clusters as cluster_sheet
from ..sheets.office import units as office_units
from .book import Book


def lacks(book: Book) -> Iterator[Finding]:
    """Lists of a cluster book that are empty."""
    if not book.units:
        yield _empty(units_sheet.TABLE.sheet, "đơn vị")
    if not book.criteria.scored:
        yield _empty(criteria_sheet.TABLE.sheet, "tiêu chí")


def office_lacks(book: OfficeBook) -> Iterator[Finding]:
    """Lists of an office book that are empty (the common criteria may be), and heads of other clusters."""
    if not book.clusters:
        yield _empty(cluster_sheet.TABLE.sheet, "cụm")
    if not book.units:
        yield _empty(office_units.TABLE.sheet, "đơn vị")
    yield from stray_heads(book)


def _empty(sheet: str, what: str) -> Finding:
    return finding(Code.NOTHING_LISTED, sheet=sheet, value="", what=what)


def has_begun(book: Book) -> bool:
    """Whether a form went out or came in, or somebody typed a score."""
    typed = any(entry.has_agreed or not all(map(is_blank, entry.received)) for entry in book.ledger.values())
    return bool(book.issued or book.receipts) or typed


def ready_said(book: Book) -> str:
    """That a cluster book can be issued from; its figures are what the head compares with the paper."""
    return f"Sổ sẵn sàng: {len(book.units)} đơn vị, {_table_said(book.criteria)}."


def office_ready_said(book: OfficeBook) -> str:
    """The same of an office book."""
    table = f"{_table_said(book.criteria)} chung" if book.criteria.scored else "mỗi cụm tự ghi tiêu chí"
    return f"Sổ sẵn sàng: {len(book.clusters)} cụm, {len(book.units)} đơn vị, {table}."


def _table_said(criteria: Criteria) -> str:
    points = sum(row.max_points for row in criteria.scored if row.kind is Kind.CRITERION)
    return f"{len(criteria.scored)} tiêu chí, {shown_number(in_points(points))} điểm"
