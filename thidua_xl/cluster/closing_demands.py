"""What a book that is kept through the year still lacks when it is to be closed (HD 1302, II.3–II.5)."""

import datetime
from collections.abc import Iterator

from ..domain.ranking.dates import told
from ..domain.values.catalogue import Code
from ..domain.values.cells import is_blank
from ..domain.values.findings import Finding, finding
from ..domain.year.calendar import State
from ..domain.year.consent import is_agreed
from ..domain.year.meetings import AGREED_BY, NAMES
from ..domain.year.papers import MINUTES, PAPERS
from ..domain.year.stages import Stage
from ..sheets.cluster import calendar, meetings, papers
from .book import Book
from .kept.meetings import meetings_of
from .kept.papers import numbered
from .year import calendar_of


def lacking(book: Book, today: datetime.date) -> Iterator[Finding]:
    """Late duties without a note, meetings whose day was never agreed, minutes without a number.

    Nothing is asked of a book in which December alone was scored: its year was kept elsewhere.
    """
    if is_kept_through_year(book):
        yield from _late(book, today)
        yield from _unasked(book, today)
        if numbered(book, MINUTES) is None:
            yield finding(Code.MINUTES_WITHOUT_NUMBER, sheet=papers.TABLE.sheet, row=(MINUTES,),
                          header=papers.Col.NUMBER, value=PAPERS[MINUTES])  # fmt: skip


def is_kept_through_year(book: Book) -> bool:
    """Whether forms of registration or June went out, the superior's opinion was noted, or a paper has a number."""
    went_out = book.issued_at(Stage.REGISTER) or book.issued_at(Stage.MIDYEAR)
    asked = any(one.consent for one in meetings_of(book))
    return bool(went_out) or asked or any(numbered(book, code) for code in PAPERS)


def _late(book: Book, today: datetime.date) -> Iterator[Finding]:
    for one in calendar_of(book, today):
        row = book.calendar.row(one.duty.code)
        if one.state is State.LATE and (row is None or is_blank(row.raw(calendar.Col.NOTE))):
            yield finding(Code.LATE_WITHOUT_NOTE, sheet=calendar.TABLE.sheet, row=(one.duty.code,),
                          header=calendar.Col.NOTE, value=one.duty.what, days=one.days)  # fmt: skip


def _unasked(book: Book, today: datetime.date) -> Iterator[Finding]:
    done = {one.duty.code for one in calendar_of(book, today) if one.done}
    for meeting in meetings_of(book):
        if meeting.code in AGREED_BY and meeting.day is not None and not is_agreed(meeting, done):
            yield finding(Code.CONSENT_LACKING, sheet=meetings.TABLE.sheet, row=(meeting.code,),
                          header=meetings.Col.CONSENT, value=meeting.consent or "", name=NAMES[meeting.code],
                          day=told(meeting.day))  # fmt: skip
