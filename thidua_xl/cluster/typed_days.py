"""Ngày as people type it on `Thống nhất điểm` and with ballots: read, and of the right year."""

from collections.abc import Iterator

from ..domain.ranking.dates import outside, told, two_years
from ..domain.values.catalogue import Code
from ..domain.values.cells import as_text, is_blank
from ..domain.values.findings import Finding, Spot, finding
from ..sheets.cluster import agreed, ballots
from ..sheets.items import UnreadableError, read_date
from .book import Book
from .row_keys import scored_keys


def wrong_days(book: Book) -> Iterator[Finding]:
    """Every typed day that is none, or that lies far from the year."""
    for key in scored_keys(book):
        entry = book.ledger.get(key)
        if entry is not None and entry.typed.day is not None:
            yield from _wrong(
                book, entry.typed.day, agreed.TABLE.sheet, {"row": key, "header": agreed.Col.DAY}, key[0]
            )
    for voted in (book.ballots, book.election):
        for ballot in voted.rows:
            typed, spot = voted.cell(ballot, ballots.Col.DAY), ballot.spot(ballots.Col.DAY)
            yield from _wrong(book, typed, voted.kind.sheet, spot, ballot.unit)


def _wrong(book: Book, typed: object, sheet: str, spot: Spot, unit: str) -> Iterator[Finding]:
    if is_blank(typed):
        return
    try:
        day = read_date(typed)
    except UnreadableError:
        yield finding(Code.DATE_UNREADABLE, unit=unit, sheet=sheet, **spot, value=as_text(typed))
        return
    year = book.settings.year
    if why := outside(two_years(year), year, day):
        yield finding(Code.DATE_UNUSUAL, sheet=sheet, **spot, value=told(day), name=spot["header"], why=why)
