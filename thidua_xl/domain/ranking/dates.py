"""Ngày tháng of a year's work: which of them contradict each other, or the year (HD 1302, I.2.1, II.3).

Conferences for one year really lie between November and February of the next.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from ..scoring.settings import Settings, Window
from ..values.catalogue import Code
from ..values.findings import Finding, finding
from .submissions import Sending, Submission

DEADLINE, MEETING, CONFERENCE = "Hạn nộp phiếu", "Ngày họp trù bị", "Ngày hội nghị tổng kết"
HEAD, DEPUTY = "Trưởng cụm", "Phó Trưởng cụm"
CellOf = Callable[[str], str]
"""The A1 address of the setting of this name."""


def of_settings(settings: Settings, sheet: str, cell_of: CellOf) -> Iterator[Finding]:
    """What is wrong between the dates of `Cụm`, and between its two office-holders."""
    days = {
        DEADLINE: settings.deadline,
        MEETING: settings.meeting,
        CONFERENCE: settings.conference,
    }
    if settings.meeting and settings.conference and settings.meeting > settings.conference:
        yield finding(Code.TB_AFTER_HN, sheet=sheet, cell=cell_of(MEETING), value=told(settings.meeting), name=MEETING,
                      other=CONFERENCE, expected=told(settings.conference))  # fmt: skip
    yield from _forms_too_late(settings, sheet, cell_of)
    for name, day in days.items():
        if day is not None and settings.year:
            span = season(settings.year) if name == CONFERENCE else working_time(settings.year)
            yield from out_of(span, settings.year, day, sheet, cell_of(name), name)
    yield from one_person(settings.head, settings.deputy, sheet, cell_of(DEPUTY))


def _forms_too_late(settings: Settings, sheet: str, cell_of: CellOf) -> Iterator[Finding]:
    """Forms that may come after the meeting that agrees on them."""
    meetings = {MEETING: settings.meeting, CONFERENCE: settings.conference}
    missed = [
        (name, day) for name, day in meetings.items() if settings.deadline and day and settings.deadline > day
    ]
    for name, day in missed[:1]:
        yield finding(Code.FORMS_AFTER_CONFERENCE, sheet=sheet, cell=cell_of(DEADLINE), name=DEADLINE,
                      value=told(settings.deadline or day), other=name, expected=told(day))  # fmt: skip


def one_person(head: str, deputy: str, sheet: str, cell: str, cluster: str = "") -> Iterator[Finding]:
    """One unit as head and as deputy (HD 1302, II.3 has two)."""
    if head and head.casefold() == deputy.casefold():
        of = f" của cụm {cluster}" if cluster else ""
        yield finding(Code.SAME_OFFICE_HOLDER, sheet=sheet, cell=cell, value=deputy, of=of)


Span = tuple[date, date]


def season(year: int) -> Span:
    """When conferences for a year are held: November to February of the next."""
    return date(year, 11, 1), date(year + 1, 3, 1) - timedelta(days=1)


def working_time(year: int) -> Span:
    """When anything for a year may fall due: from its first day to the end of the season."""
    return date(year, 1, 1), season(year)[1]


def two_years(year: int) -> Span:
    """When something may be decided on a year's scores: corrections come until the end of the next."""
    return date(year, 1, 1), date(year + 1, 12, 31)


def out_of(span: Span, year: int, day: date, sheet: str, cell: str, name: str) -> Iterator[Finding]:
    """A day of another year than the one that is scored."""
    if why := outside(span, year, day):
        yield _unusual(sheet, cell, name, day, why)


def outside(span: Span, year: int, day: date) -> str:
    """Why a day is of another year than the one that is scored; empty where it is not."""
    if not year or span[0] <= day <= span[1]:
        return ""
    return f"không nằm trong khoảng {told(span[0])} – {told(span[1])} của năm {year}"


def _unusual(sheet: str, cell: str, name: str, day: date, why: str) -> Finding:
    return finding(Code.DATE_UNUSUAL, sheet=sheet, cell=cell, value=told(day), name=name, why=why)


def of_sending(
    sent: Sequence[Submission], settings: Settings, sheet: str, cell: str
) -> Iterator[Finding]:  # fmt: skip
    """The last sending against the day of the conference; a table that went up in time may be sent again."""
    last, conference = max(sent, key=lambda one: one.number, default=None), settings.conference
    if last is None or conference is None or last.kind is Sending.CORRECTION:
        return
    left, window = (conference - last.day).days, settings.window
    in_time = any(one.kind is Sending.BEFORE and is_in(window, conference - one.day) for one in sent)
    details = {"number": last.number, "kind": last.kind.value, "day": told(last.day), "left": _left(left)}
    value = told(conference)
    if last.kind is Sending.BEFORE and not in_time:
        yield finding(Code.GB_OUTSIDE_WINDOW, sheet=sheet, cell=cell, value=value, details=details,
                      window=str(window))  # fmt: skip
    if last.kind is Sending.BEFORE and left < 0:
        yield finding(Code.SENT_AFTER_CONFERENCE, sheet=sheet, cell=cell, value=value, details=details)
    if last.kind is Sending.AFTER and left > 0:
        yield finding(Code.SENT_OUT_OF_TIME, sheet=sheet, cell=cell, value=value, details=details)


def is_in(window: Window, ahead: timedelta) -> bool:
    """Whether a table that goes up so long before the conference goes up in time (HD 1302, I.2.1)."""
    return window.least <= ahead.days <= window.most


def _left(days: int) -> str:
    """How far the conference is from a day."""
    if days == 0:
        return "đúng ngày hội nghị"
    return f"trước hội nghị {days} ngày" if days > 0 else f"sau hội nghị {-days} ngày"


def told(day: date) -> str:
    """dd/mm/yyyy."""
    return f"{day:%d/%m/%Y}"
