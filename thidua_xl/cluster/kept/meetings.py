"""`Hội nghị`: the three meetings of the year, their days from the settings, what people type of them."""

import datetime
from collections.abc import Iterator

from ...domain.ranking import dates
from ...domain.ranking.dates import told
from ...domain.values.catalogue import Code
from ...domain.values.choices import chosen
from ...domain.values.findings import Finding, finding
from ...domain.year.deadlines import MIDYEAR as MIDYEAR_DUE
from ...domain.year.deadlines import deadlines_of
from ...domain.year.duties import CONFERENCE, MIDYEAR, PREPARATION
from ...domain.year.meetings import NAMES, Consent, Meeting
from ...domain.year.times import read_time, told_time
from ...sheets.cluster.meetings import CONSENTS, LOOK, OWN, TABLE, Col
from ...sheets.kept import KeptRow, Line, own_line
from ...sheets.prefilled import Offer, filled, follows
from ..book import Book
from .kept_sheet import KeptSheet, rows_of
from .papers import asked_on
from .typed_cells import by_code, far_days, followed_twice, wrong_days, wrong_times, wrong_word

_OF_SETTINGS = {PREPARATION: dates.MEETING, CONFERENCE: dates.CONFERENCE}
"""The setting that says the day of a meeting."""


def _set_day(book: Book, code: str) -> datetime.date | None:
    return {PREPARATION: book.settings.meeting, CONFERENCE: book.settings.conference}.get(code)


def meetings_of(book: Book) -> list[Meeting]:
    """The meetings as the book knows them; of TB and HN the settings say the day."""
    rows, _ = by_code(rows_of(book, TABLE), Col.CODE, NAMES)
    return [_meeting(book, code, rows.get(code)) for code in NAMES]


def _meeting(book: Book, code: str, row: KeptRow | None) -> Meeting:
    if row is None:
        return Meeting(code, _set_day(book, code))
    word = chosen(row.text(Col.CONSENT), CONSENTS)
    day = _set_day(book, code) if code in _OF_SETTINGS else row.day(Col.DAY)
    return Meeting(code, day, Consent(word) if word else None, row.day(Col.ASKED))


def midyear_of(book: Book) -> datetime.date | None:
    """The day of the mid-year meeting, which stands on `Hội nghị` alone."""
    return next(one.day for one in meetings_of(book) if one.code == MIDYEAR)


def _lines(book: Book) -> list[Line]:
    rows, others = by_code(rows_of(book, TABLE), Col.CODE, NAMES)
    return [*(_line(book, code, rows.get(code)) for code in NAMES), *(own_line(row, OWN) for row in others)]


def _line(book: Book, code: str, row: KeptRow | None) -> Line:
    offer = {Col.ASKED: asked_on(book, code)}
    if code in _OF_SETTINGS:
        offer[Col.DAY] = _set_day(book, code)
    line = filled(row, Offer(code, offer), given_back=(Col.DAY,))
    return line._replace(values={**line.values, Col.CODE: code, Col.NAME: NAMES[code]}, key=(code,))


def wrong(book: Book) -> Iterator[Finding]:
    """Days, times and words that are none; what contradicts the settings or itself."""
    rows, others = by_code(rows_of(book, TABLE), Col.CODE, NAMES)
    for row in (*rows.values(), *others):
        yield from wrong_days(row, TABLE, Col.DAY, Col.ASKED)
        yield from far_days(book, row, TABLE, Col.DAY, Col.ASKED)
        yield from wrong_times(row, TABLE, Col.STARTS, Col.ENDS)
        yield from wrong_word(row, TABLE, Col.CONSENT, CONSENTS)
        yield from _turned_round(row)
    for code, row in rows.items():
        yield from _against_settings(book, code, row)
    yield from followed_twice(rows, others, TABLE, Col.CODE)


def _turned_round(row: KeptRow) -> Iterator[Finding]:
    starts, ends = read_time(row.raw(Col.STARTS)), read_time(row.raw(Col.ENDS))
    if starts and ends and ends <= starts:
        yield finding(Code.ENDS_BEFORE_START, sheet=TABLE.sheet, **row.spot(Col.ENDS), value=told_time(ends),
                      name=NAMES.get(row.text(Col.CODE), row.text(Col.NAME)), expected=told_time(starts))  # fmt: skip


def _against_settings(book: Book, code: str, row: KeptRow) -> Iterator[Finding]:
    """A day that `Cụm` says otherwise, and a mid-year meeting after its time."""
    day, due = row.day(Col.DAY), deadlines_of(book.settings).midyear
    if code == MIDYEAR and day and due and day > due:
        yield finding(Code.DATE_LATE, sheet=TABLE.sheet, **row.spot(Col.DAY), value=told(day), name=NAMES[code],
                      due=told(due), source="HD 1302, II.1", setting=MIDYEAR_DUE)  # fmt: skip
    said = _set_day(book, code)
    if code in _OF_SETTINGS and day and day != said and not follows(row, Col.DAY):
        yield finding(Code.SETTING_CONFLICT, sheet=TABLE.sheet, **row.spot(Col.DAY), value=told(day),
                      name=_OF_SETTINGS[code], expected=told(said) if said else "để trống")  # fmt: skip


SHEET = KeptSheet(TABLE, _lines, lambda _: LOOK, wrong)
