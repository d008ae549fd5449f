"""Ngày tháng of a year's work: which of them contradict each other, or the year (HD 1302, I.2.1, II.3).

Conferences for one year really lie between November and February of the next.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from ..scoring.settings import Settings
from ..values.catalogue import Code
from ..values.findings import Finding, finding
from .submissions import Sending, Submission

DEADLINE, MEETING, CONFERENCE = "Hạn nộp phiếu", "Ngày họp trù bị", "Ngày hội nghị tổng kết"
HEAD, DEPUTY = "Trưởng cụm", "Phó Trưởng cụm"
EARLIEST, LATEST = 5, 3
"""The table goes up so many days before the conference (HD 1302, I.2.1)."""

CellOf = Callable[[str], str]
"""The A1 address of the setting of this name."""


def of_settings(settings: Settings, sheet: str, cell_of: CellOf) -> Iterator[Finding]:
    """What is wrong between the dates of `Cụm`, and between its two office-holders."""
    days = {
        DEADLINE: settings.deadline,
        MEETING: settings.meeting,
        CONFERENCE: settings.conference,
    }
    for first, then in ((MEETING, CONFERENCE), (DEADLINE, CONFERENCE)):
        yield from _turned_round(days, first, then, sheet, cell_of)
    if settings.deadline and settings.meeting and settings.deadline > settings.meeting:
        why = f"sau {MEETING} {told(settings.meeting)}: phiếu về sau buổi thống nhất điểm"
        yield _unusual(sheet, cell_of(DEADLINE), DEADLINE, settings.deadline, why)
    for name, day in days.items():
        if day is not None:
            span = season(settings.year) if name == CONFERENCE else working_time(settings.year)
            yield from out_of(span, settings.year, day, sheet, cell_of(name), name)
    yield from one_person(settings.head, settings.deputy, sheet, cell_of(DEPUTY))


def _turned_round(
    days: Mapping[str, date | None], first: str, then: str, sheet: str, cell_of: CellOf
) -> Iterator[Finding]:  # fmt: skip
    early, late = days[first], days[then]
    if early and late and early > late:
        yield finding(Code.DATES_CONTRADICT, sheet=sheet, cell=cell_of(first), value=told(early), name=first,
                      other=then, expected=told(late))  # fmt: skip


def one_person(head: str, deputy: str, sheet: str, cell: str, cluster: str = "") -> Iterator[Finding]:
    """One unit as head and as deputy (HD 1302, II.3 has two)."""
    if head and head.casefold() == deputy.casefold():
        of = f" của cụm {cluster}" if cluster else ""
        yield finding(Code.HEAD_IS_DEPUTY, sheet=sheet, cell=cell, value=deputy, of=of)


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
    if year and not span[0] <= day <= span[1]:
        why = f"không nằm trong khoảng {told(span[0])} – {told(span[1])} của năm {year}"
        yield _unusual(sheet, cell, name, day, why)


def _unusual(sheet: str, cell: str, name: str, day: date, why: str) -> Finding:
    return finding(Code.DATE_UNUSUAL, sheet=sheet, cell=cell, value=told(day), name=name, why=why)


def of_sending(
    sent: Sequence[Submission], conference: date | None, sheet: str, cell: str
) -> Iterator[Finding]:  # fmt: skip
    """The last sending against the day of the conference; a table that went up in time may be sent again."""
    last = max(sent, key=lambda one: one.number, default=None)
    if last is None or conference is None or last.kind is Sending.CORRECTION:
        return
    left = (conference - last.day).days
    in_time = any(one.kind is Sending.BEFORE and _in_time(one, conference) for one in sent)
    if last.kind is Sending.BEFORE and left < 0:
        code, why = Code.SENT_AFTER_CONFERENCE, ""
    elif last.kind is Sending.BEFORE and not in_time:
        code = Code.SENT_OUT_OF_TIME
        why = f"cách hội nghị {left} ngày; HD 1302, I.2.1: gửi trước hội nghị 0{LATEST}–{EARLIEST} ngày"
    elif last.kind is Sending.AFTER and left > 0:
        code, why = Code.SENT_OUT_OF_TIME, f"mà hội nghị còn {left} ngày nữa mới họp"
    else:
        return
    details = {"number": last.number, "kind": last.kind.value, "day": told(last.day), "why": why}
    yield finding(code, sheet=sheet, cell=cell, value=told(conference), details=details)


def _in_time(sent: Submission, conference: date) -> bool:
    return LATEST <= (conference - sent.day).days <= EARLIEST


def told(day: date) -> str:
    """dd/mm/yyyy."""
    return f"{day:%d/%m/%Y}"
