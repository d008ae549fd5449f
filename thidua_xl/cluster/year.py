"""The cluster's year as its book shows it: what is done, what was typed on `Lịch`, how it stands on a day."""

import datetime
from collections.abc import Iterator
from contextlib import suppress

from ..domain.ranking.dates import outside, told, two_years
from ..domain.ranking.submissions import Sending
from ..domain.values.catalogue import Code
from ..domain.values.findings import Finding, RowKey, finding
from ..domain.year import activities
from ..domain.year.calendar import Entry, Planned, entries, plan
from ..domain.year.consent import consent_missing
from ..domain.year.duties import DUTIES, Facts
from ..domain.year.holders import approved_on
from ..sheets.cluster import calendar
from ..sheets.cluster.calendar import CalendarRow
from ..sheets.cluster.receipts import FileStatus
from .book import Book
from .book_findings import sent_in_time
from .kept.activities import activities_of
from .kept.holders import holders_of
from .units_in import accepted_units, typed_units


def calendar_of(book: Book, today: datetime.date) -> list[Entry]:
    """Every duty of the year as it stands on this day, in the order of the sheet."""
    return entries(planned(book), book.settings, facts_of(book), today)


def planned(book: Book) -> list[Planned]:
    """The duties and their days, with what was typed."""
    return plan(book.settings, book.calendar.typed, book.calendar.own)


def facts_of(book: Book) -> Facts:
    """What the book itself shows of duties done."""
    issued = [day for line in book.issued if (day := _day(line.issued))]
    sent = (one.day for one in book.submissions if one.kind is Sending.BEFORE)
    joint = activities.done_on(activities_of(book))
    approved = approved_on(holders_of(book), book.settings.year)
    return Facts(min(issued, default=None), _all_received(book), tuple(sent), joint, approved)


def _all_received(book: Book) -> datetime.date | None:
    """When the last expected form was accepted; None while a unit is missing, or where none sends a form."""
    accepted = accepted_units(book)
    scored = accepted | typed_units(book)
    if any(unit.code not in scored for unit in book.units if not unit.is_excluded):
        return None
    came = (_day(one.received) for one in book.receipts if one.status is FileStatus.ACCEPTED)
    return max((day for day in came if day), default=None)


def _day(moment: str) -> datetime.date | None:
    """The day of a moment as the sheets write it; None of one that somebody typed over."""
    with suppress(ValueError):
        return datetime.datetime.fromisoformat(moment).date()
    return None


def wrong_calendar(book: Book) -> Iterator[Finding]:
    """What was typed on `Lịch` and is not understood."""
    codes = {duty.code for duty in DUTIES}
    for one in planned(book):
        row = book.calendar.row(one.duty.code)
        if row is not None:
            is_own = one.duty.code not in codes
            yield from calendar.wrong_days(row, is_own)
            yield from _far_days(book, row, is_own)
    yield from map(calendar.not_followed, book.calendar.loose)


def _far_days(book: Book, row: CalendarRow, is_own: bool) -> Iterator[Finding]:
    """Typed days far from the year: a slip of the hand that would settle a duty, or put it off for ever."""
    year, col = book.settings.year, calendar.Col
    typed = [*zip((col.OWN_DUE, col.DONE), row.typed, strict=True)]
    if is_own:
        typed += zip((col.STARTS, col.DUE), row.own.span, strict=True)
    for header, day in typed:
        if day is not None and (why := outside(two_years(year), year, day)):
            yield finding(Code.DATE_UNUSUAL, sheet=calendar.TABLE.sheet, **row.spot(header), value=told(day),
                          name=header, why=why)  # fmt: skip


_OF_SETTINGS = frozenset({
    Code.SETTING_MISSING, Code.SETTING_INVALID, Code.DATE_LATE, Code.DATE_UNUSUAL, Code.DATE_AS_TEXT,
    Code.TB_AFTER_HN, Code.FORMS_AFTER_CONFERENCE, Code.SAME_OFFICE_HOLDER,
})  # fmt: skip
"""What is said on `Cụm` about the days of the year and who holds office in it."""


def of_the_year(book: Book, today: datetime.date) -> Iterator[Finding]:
    """What is wrong with the year's days, on `Cụm` and on `Lịch`, at the cells as they will stand."""
    yield from (found for found in book.findings if found.code in _OF_SETTINGS)
    yield from sent_in_time(book)
    place = book.placement(calendar.TABLE)
    lines = calendar_lines(book, place.header_row + 1)
    missing = consent_missing(book.settings, calendar_of(book, today), today)
    for found in (*wrong_calendar(book), *missing):
        yield found.at(place.cell(lines[found.row], found.header))


def calendar_lines(book: Book, first: int) -> dict[RowKey, int]:
    """Where the rows of `Lịch` will stand once it is drawn from the line `first` on: duties, and rows as read."""
    duties = planned(book)
    drawn = [*(book.calendar.row(one.duty.code) for one in duties), *book.calendar.loose]
    as_read = {row.key: first + at for at, row in enumerate(drawn) if row is not None}
    return as_read | {(one.duty.code,): first + at for at, one in enumerate(duties)}
