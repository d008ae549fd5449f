"""The duties of a cluster's year (HD 1302): who does what by when, and what shows that it is done."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from ..scoring.settings import Settings
from .deadlines import deadlines_of

AHEAD = timedelta(days=7)
"""How long before a meeting its day is agreed with the superior (II.4: "trước"; how long is the program's choice)."""
TABLE, AGREEMENT, PREPARATION, CONFERENCE = "GB", "TG", "TB", "HN"
AGREEMENT_MIDYEAR, MIDYEAR, REPORT_MIDYEAR = "TG6", "SK", "BC6"
COVENANT, ACTIVITIES, REPORT = "GU", "HD1", "BC"
REGISTRATION, FORMS, OWN_REVIEW = "DK", "NP", "TKD"


class Duty(NamedTuple):
    """One duty: its code (Mã việc), what is done, by whom, the section of HD 1302 that asks for it."""

    code: str
    what: str
    who: str
    source: str


_HEAD, OF_UNITS = "Trưởng cụm", "Đơn vị"
"""Ai: who does it."""
DUTIES = (
    Duty("KH", "Chương trình, kế hoạch, quy chế hoạt động", _HEAD, "I.2.1, III.1"),
    Duty(REGISTRATION, "Đơn vị gửi đăng ký nội dung, chỉ tiêu", OF_UNITS, "I.2.4"),
    Duty("TC", "Xây dựng tiêu chí, thang điểm", _HEAD, "I.2.1"),
    Duty(COVENANT, "Ký kết giao ước thi đua", _HEAD, "I.2.1, II.3"),
    Duty("PD", "Cấp trên phê duyệt Trưởng cụm, Phó Trưởng cụm", "Cấp trên", "I.1"),
    Duty(AGREEMENT_MIDYEAR, "Thống nhất thời gian sơ kết", _HEAD, "II.4"),
    Duty(MIDYEAR, "Hội nghị sơ kết 6 tháng", _HEAD, "II.1"),
    Duty(REPORT_MIDYEAR, "Báo cáo 6 tháng", _HEAD, "I.2.1"),
    Duty(ACTIVITIES, "Hoạt động chung (từ 1 đến 2 đợt)", _HEAD, "II.2"),
    Duty(OWN_REVIEW, "Đơn vị tổng kết TĐKT của mình", OF_UNITS, "II.3"),
    Duty(FORMS, "Đơn vị nộp phiếu tự chấm", OF_UNITS, "I.2.4"),
    Duty(AGREEMENT, "Thống nhất thời gian tổng kết", _HEAD, "II.4"),
    Duty(TABLE, "Gửi bảng tổng hợp điểm", _HEAD, "I.2.1"),
    Duty(PREPARATION, "Họp trù bị", "Bộ phận tham mưu", "II.3"),
    Duty(CONFERENCE, "Hội nghị tổng kết", _HEAD, "II.3"),
    Duty(REPORT, "Gửi báo cáo, biên bản, danh sách", _HEAD, "II.5"),
)
"""In the order of the sheet `Lịch`."""


class Span(NamedTuple):
    """Từ and Hạn; None where there is none, or nobody knows it yet."""

    starts: date | None = None
    due: date | None = None


class Facts(NamedTuple):
    """What the book itself shows of duties done."""

    issued: date | None = None
    """When the first form was issued."""
    received: date | None = None
    """When the last expected form was accepted; None while one is missing."""
    sent: tuple[date, ...] = ()
    """When the table was sent before the conference."""
    joint: date | None = None
    """When the cluster had done together what II.2 asks for."""
    approved: date | None = None
    """When the superior had approved head and deputy (I.1)."""
    midyear: date | None = None
    """The day of the mid-year meeting."""
    held: frozenset[str] = frozenset()
    """Codes of the meetings at which somebody was present."""
    shown: Mapping[str, date | None] = {}
    """By the code of the duty: when other sheets of the book show it done; None where they do not say since when:
    then it is seen on the day of the run."""
    registered: date | None = None
    """When the last expected registration was accepted; None while one is missing."""


def spans_of(settings: Settings, midyear: date | None = None) -> Mapping[str, Span]:
    """Từ and Hạn of every duty that has one. Those that hang on a meeting have none while its day is not known.

    Args:
        settings: of the cluster and year.
        midyear: the day of the mid-year meeting, which no setting says.
    """
    days, conference = deadlines_of(settings), settings.conference
    held = conference or days.final
    due = {
        "DK": days.registration,
        AGREEMENT_MIDYEAR: midyear - AHEAD if midyear else None,
        MIDYEAR: days.midyear,
        REPORT_MIDYEAR: midyear or days.midyear,
        ACTIVITIES: days.ends,
        "TKD": settings.deadline,
        "NP": settings.deadline,
        AGREEMENT: conference - AHEAD if conference else None,
        PREPARATION: settings.meeting or held,
        CONFERENCE: held,
        REPORT: days.papers,
    }
    return {code: Span(due=day) for code, day in due.items()} | {TABLE: window_of(settings)}


def window_of(settings: Settings) -> Span:
    """From when until when the table of scores goes up."""
    if settings.conference is None:
        return Span()
    least, most = settings.window
    return Span(settings.conference - timedelta(days=most), settings.conference - timedelta(days=least))


class MeetingDays(NamedTuple):
    """Days of the settings that say when a meeting was held and when the table had to go up."""

    prepared: date | None = None
    conference: date | None = None
    window: Span = Span()


def meeting_days(settings: Settings) -> MeetingDays:
    """These days of a cluster: the table is agreed at the latest on the day that it prepares."""
    return MeetingDays(settings.meeting or settings.conference, settings.conference, window_of(settings))


def done_by(days: MeetingDays, facts: Facts, today: date) -> Mapping[str, date]:
    """When each duty was done, as far as the book shows it.

    A meeting was held once its day has passed and somebody was present. What people typed for a later day is planned.
    """
    meetings = {MIDYEAR: facts.midyear, PREPARATION: days.prepared, CONFERENCE: days.conference}
    recorded = {
        "DK": facts.registered,
        "TC": facts.issued,
        "NP": facts.received,
        TABLE: _sent(facts.sent, days.window),
    }
    seen = {code: day or today for code, day in facts.shown.items()}
    typed = {ACTIVITIES: facts.joint, "PD": facts.approved, **seen}
    done = {code: day for code, day in recorded.items() if day}
    done |= {code: day for code, day in typed.items() if day and day <= today}
    return done | {code: day for code, day in meetings.items() if code in facts.held and day and day < today}


def _sent(days: tuple[date, ...], window: Span) -> date | None:
    """The first time inside the window, else the first time at all."""
    starts, due = window
    inside = [day for day in days if starts and due and starts <= day <= due]
    return min(inside or days, default=None)
