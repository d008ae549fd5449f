"""Ngày as people type it on `Thống nhất điểm` and `Bỏ phiếu`: read, and of the right year."""

from collections.abc import Iterator, Mapping

from ..domain.ranking.dates import out_of, two_years
from ..domain.scoring.scores import Key
from ..domain.values.catalogue import Code
from ..domain.values.cells import as_text, is_blank
from ..domain.values.findings import Finding, finding
from ..sheets.cluster import agreed, ballots
from ..sheets.items import UnreadableError, read_date
from ..sheets.table import Placement
from .book import Book

DAY = "Ngày"


def wrong_days(book: Book, lines: Mapping[Key, int], ledger: Placement) -> Iterator[Finding]:
    """Every typed day that is none, or that lies far from the year."""
    at = agreed.TYPED.index(DAY)
    for key, row in lines.items():
        entry = book.ledger.get(key)
        if entry is not None and entry.typed[at] is not None:
            yield from _wrong(book, entry.typed[at], agreed.TABLE.sheet, ledger.cell(row, DAY), key[0])
    at = ballots.TYPED.index(DAY)
    for ballot in book.ballots.rows:
        typed = book.ballots.raw[ballot.row][at]
        yield from _wrong(book, typed, ballots.TABLE.sheet, ballot.cells[DAY], ballot.unit)


def _wrong(book: Book, typed: object, sheet: str, cell: str, unit: str) -> Iterator[Finding]:
    if is_blank(typed):
        return
    try:
        day = read_date(typed)
    except UnreadableError:
        yield finding(Code.DATE_UNREADABLE, unit=unit, sheet=sheet, cell=cell, value=as_text(typed))
        return
    year = book.settings.year
    yield from out_of(two_years(year), year, day, sheet, cell, DAY)
