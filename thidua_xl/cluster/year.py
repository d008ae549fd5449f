"""The cluster's year as its book shows it: what is done, what was typed on `Lịch`, how it stands on a day."""

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import partial

from ..domain.ranking.dates import outside, told, two_years
from ..domain.ranking.submissions import Sending
from ..domain.scoring.settings import Phase
from ..domain.values.catalogue import Code
from ..domain.values.findings import Finding, RowKey, finding
from ..domain.year import activities
from ..domain.year.activities import too_few
from ..domain.year.calendar import Entry, KnownYear, Planned, plan
from ..domain.year.consent import consent_missing
from ..domain.year.duties import (
    CONFERENCE,
    COVENANT,
    DUTIES,
    PREPARATION,
    REPORT,
    REPORT_MIDYEAR,
    Facts,
    meeting_days,
)
from ..domain.year.holders import approved_on
from ..domain.year.meetings import AGREED_BY, NAMES, Consent
from ..domain.year.papers import AFTER_CONFERENCE, MIDYEAR_REPORT
from ..domain.year.stages import Stage
from ..sheets.cluster import calendar
from ..sheets.cluster.calendar import CalendarRow
from ..sheets.cluster.receipts import FileStatus
from ..sheets.table import Table
from . import first_seen
from .book import Book
from .book_findings import sent_in_time
from .kept import meetings
from .kept.activities import activities_of
from .kept.covenant import signed
from .kept.holders import holders_of
from .kept.meetings import meetings_of, midyear_of
from .kept.papers import numbered
from .kept.people import came
from .kept.registry import kept_lines
from .kept.stage_rows import units_of_stage
from .moments import day_of
from .units_in import accepted_units, typed_units


def calendar_of(book: Book, today: datetime.date) -> list[Entry]:
    """Every duty of the year as it stands on this day, in the order of the sheet."""
    return known_year(book).on(today)


def known_year(book: Book) -> KnownYear:
    """Its year as the book knows it, whatever day it is."""
    return KnownYear(tuple(planned(book)), meeting_days(book.settings), facts_of(book))


def planned(book: Book) -> list[Planned]:
    """The duties and their days, with what was typed."""
    return plan(book.settings, book.calendar.typed, book.calendar.own, midyear_of(book))


def facts_of(book: Book) -> Facts:
    """What the book itself shows of duties done."""
    issued = [day for line in book.issued if (day := day_of(line.issued))]
    sent = (one.day for one in book.submissions if one.kind is Sending.BEFORE)
    joint = activities.done_on(activities_of(book))
    approved = approved_on(holders_of(book), book.settings.year)
    shown = {code: day or first_seen.known_day(book, code) for code, day in _shown(book).items()}
    return Facts(
        min(issued, default=None),
        _all_received(book),
        tuple(sent),
        joint,
        approved,
        midyear_of(book),
        _held(book),
        shown,
        _all_registered(book),
    )


def _shown(book: Book) -> dict[str, datetime.date | None]:
    """Duties that other sheets show to be done, and their days as far as one was typed."""
    done = {
        COVENANT: signed(book),
        REPORT_MIDYEAR: numbered(book, MIDYEAR_REPORT),
        REPORT: numbered(book, *AFTER_CONFERENCE),
    }
    agreed = {
        AGREED_BY[one.code]: one.asked
        for one in meetings_of(book) if one.code in AGREED_BY and one.consent is Consent.AGREED
    }  # fmt: skip
    return {code: found.day for code, found in done.items() if found} | agreed


def seen_without_day(book: Book, today: datetime.date) -> dict[str, str]:
    """What `_da_ghi` remembers of duties that are done on a day that nobody typed."""
    return first_seen.remembered(book, (code for code, day in _shown(book).items() if day is None), today)


def _held(book: Book) -> frozenset[str]:
    """Meetings at which people are marked as present; once the phase says so, the conference was held anyway."""
    sure = (PREPARATION, CONFERENCE) if book.settings.phase in (Phase.AGREED, Phase.CLOSED) else ()
    return frozenset({*sure, *(code for code in NAMES if came(book, code))})


def _all_received(book: Book) -> datetime.date | None:
    """When the last expected form was accepted; None while a unit is missing, or where none sends a form."""
    scored = accepted_units(book) | typed_units(book)
    return _last_received(book, Stage.YEAREND, scored)


def _all_registered(book: Book) -> datetime.date | None:
    """When the last expected registration was accepted; None while one is missing, or where none was sent."""
    return _last_received(book, Stage.REGISTER, units_of_stage(book, Stage.REGISTER))


def _last_received(book: Book, stage: Stage, there: Collection[str]) -> datetime.date | None:
    if any(unit.code not in there for unit in book.units if not unit.is_excluded):
        return None
    came = (day_of(one.received) for one in book.forms(stage) if one.status is FileStatus.ACCEPTED)
    return max((day for day in came if day), default=None)


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
    done = {one.duty.code for one in calendar_of(book, today) if one.done}
    missing = consent_missing(meetings_of(book), done, book.settings.member, today)
    yield from _at_their_cells(book, calendar.TABLE, partial(calendar_lines, book), wrong_calendar(book))
    yield from _at_their_cells(
        book,
        meetings.SHEET.table,
        partial(kept_lines, book, meetings.SHEET),
        (*meetings.wrong(book), *missing),
    )
    yield from too_few(activities_of(book), book.settings, today)


def _at_their_cells(
    book: Book, table: Table, lines: Callable[[int], Mapping[RowKey, int]], findings: Iterable[Finding]
) -> Iterator[Finding]:
    """The findings of a table at the cells as they will stand."""
    place = book.placement(table)
    at = lines(place.header_row + 1)
    return (found.at(place.cell(at[found.row], found.header)) for found in findings)


def calendar_lines(book: Book, first: int) -> dict[RowKey, int]:
    """Where the rows of `Lịch` will stand once it is drawn from the line `first` on: duties, and rows as read."""
    duties = planned(book)
    drawn = [*(book.calendar.row(one.duty.code) for one in duties), *book.calendar.loose]
    as_read = {row.key: first + at for at, row in enumerate(drawn) if row is not None}
    return as_read | {(one.duty.code,): first + at for at, one in enumerate(duties)}
