"""How far a book has come: what a blank one lacks, whether anything has begun, whether it is ready to be used."""

from collections.abc import Iterator, Sequence

from ..domain.scoring.criteria import Criteria
from ..domain.scoring.groups import most_over_groups
from ..domain.values.catalogue import Code
from ..domain.values.findings import Finding, finding
from ..domain.values.numbers import in_points, shown_number
from ..domain.year.grounds import are_untouched
from ..sheets import criteria as criteria_sheet
from ..sheets.cluster import settings
from ..sheets.cluster import units as units_sheet
from ..sheets.grounds import Setting
from .book import Book


def lacks(book: Book) -> Iterator[Finding]:
    """Lists of a cluster book that are empty."""
    if not book.units:
        yield nothing_listed(units_sheet.TABLE.sheet, "đơn vị")
    if not book.criteria.scored:
        yield nothing_listed(criteria_sheet.TABLE.sheet, "tiêu chí")


def nothing_listed(sheet: str, what: str) -> Finding:
    return finding(Code.NOTHING_LISTED, sheet=sheet, value="", what=what)


def grounds_to_check(book: Book) -> Iterator[Finding]:
    """The lines of `Căn cứ` that stand as a new book has them: laws change, and a cluster has grounds of its own."""
    if are_untouched(book.settings.grounds, book.settings.year):
        sheet = settings.TABLE.sheet
        cell = settings.cell_of(book.file.grids[sheet], Setting.GROUNDS)
        yield finding(Code.GROUNDS_TO_CHECK, sheet=sheet, cell=cell, value=book.settings.grounds[0])


def has_begun(book: Book) -> bool:
    """Whether a form went out or came in, or somebody typed a score."""
    typed = any(entry.has_agreed or not entry.received.is_blank for entry in book.ledger.values())
    return bool(book.issued or book.receipts) or typed


def ready_said(book: Book) -> str:
    """That a cluster book can be issued from; its figures are what the head compares with the paper."""
    return f"Sổ sẵn sàng: {len(book.units)} đơn vị, {table_said(book.criteria, [unit.group for unit in book.units])}."


_FINEST = 3


def table_said(criteria: Criteria, groups: Sequence[str] = ()) -> str:
    """How long the table is and what it comes to, for units of these groups (none: of every group)."""
    most = most_over_groups(criteria, groups or criteria.groups, _FINEST)
    points = "–".join(shown_number(in_points(one)) for one in most)
    return f"{len(criteria.scored)} tiêu chí, {points} điểm"
