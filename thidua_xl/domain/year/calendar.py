"""Lịch: every duty of the year with its day and how it stands today.

Days are calendar days in Vietnam; the day itself is not late. Days off are told, never moved.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from ..scoring.settings import Settings
from .duties import DUTIES, Duty, Facts, MeetingDays, Span, done_by, meeting_days, spans_of


class State(StrEnum):
    """How a duty stands, by its name in JSON."""

    DONE = "done"
    DONE_LATE = "done_late"
    DUE = "due"
    TODAY = "today"
    LATE = "late"
    UNKNOWN = "unknown"
    NOT_YET = "not_yet"


_WORDS = {
    State.DONE: "Xong",
    State.DONE_LATE: "Xong muộn {days} ngày",
    State.DUE: "Còn {days} ngày",
    State.TODAY: "Hôm nay",
    State.LATE: "Trễ {days} ngày",
    State.UNKNOWN: "Chưa rõ hạn",
    State.NOT_YET: "Chưa đến kỳ",
}


class Typed(NamedTuple):
    """What people typed beside a duty: Hạn riêng and Ngày xong, as far as they are days."""

    due: date | None = None
    done: date | None = None


class OwnDuty(NamedTuple):
    """A row that somebody added: a duty with its own days."""

    duty: Duty
    span: Span = Span()


class Planned(NamedTuple):
    """A duty with the days that hold for it, whatever day it is."""

    duty: Duty
    span: Span
    """Từ and Hạn without what was typed."""
    typed: Typed = Typed()

    @property
    def due(self) -> date | None:
        """`Hạn riêng` wins over the default."""
        return self.typed.due or self.span.due


class Entry(NamedTuple):
    """A duty as it stands today."""

    duty: Duty
    span: Span
    due: date | None
    done: date | None
    known_done: date | None
    """What the program itself knows; `done` where nobody typed another day."""
    state: State
    days: int | None
    """The days that `said` names, 0 for today; None where it names none."""

    @property
    def said(self) -> str:
        """Tình trạng."""
        return _WORDS[self.state].format(days=self.days)

    @property
    def off(self) -> str:
        """Why its day is a day off; empty on a working day."""
        return day_off(self.due) if self.due else ""


def plan(
    settings: Settings, typed: Mapping[str, Typed], own: Sequence[OwnDuty] = (), midyear: date | None = None
) -> list[Planned]:  # fmt: skip
    """The duties in the order of the sheet.

    Args:
        settings: of the cluster and year.
        typed: what people typed, by code.
        own: rows that people added: each stands behind the last duty that is due no later, those without a day last.
        midyear: the day of the mid-year meeting.
    """
    spans = spans_of(settings, midyear)
    rows = [Planned(duty, spans.get(duty.code, Span()), typed.get(duty.code, Typed())) for duty in DUTIES]
    added = [Planned(one.duty, one.span, typed.get(one.duty.code, Typed())) for one in own]
    dated = sorted((row for row in added if row.due), key=lambda row: row.due or date.max)
    for row in dated:
        rows.insert(_behind(rows, row), row)
    return rows + [row for row in added if not row.due]


def _behind(rows: Sequence[Planned], row: Planned) -> int:
    earlier = [at for at, one in enumerate(rows) if one.due and row.due and one.due <= row.due]
    return max(earlier, default=-1) + 1


def entries(rows: Sequence[Planned], settings: Settings, facts: Facts, today: date) -> list[Entry]:
    """The planned duties as they stand on this day."""
    return KnownYear(tuple(rows), meeting_days(settings), facts).on(today)


class KnownYear(NamedTuple):
    """A cluster's year as its book knows it: what its calendar follows from, whatever day it is."""

    planned: tuple[Planned, ...]
    days: MeetingDays
    facts: Facts

    def on(self, today: date) -> list[Entry]:
        """Every duty as it stands on this day, in the order of the sheet."""
        known = done_by(self.days, self.facts, today)
        return [_entry(row, known.get(row.duty.code), today) for row in self.planned]


def _entry(row: Planned, known: date | None, today: date) -> Entry:
    done = row.typed.done or known
    state, days = standing(row.span.starts, row.due, done, today)
    return Entry(row.duty, row.span, row.due, done, known, state, days)


def standing(
    starts: date | None, due: date | None, done: date | None, today: date
) -> tuple[State, int | None]:  # fmt: skip
    """How a duty of these days stands, and the days that are told of it."""
    if done is not None:
        late = (done - due).days if due else 0
        return (State.DONE_LATE, late) if late > 0 else (State.DONE, None)
    if due is None:
        return State.UNKNOWN, None
    left = (due - today).days
    if left <= 0:
        return (State.LATE, -left) if left else (State.TODAY, 0)
    if starts is not None and today < starts:
        return State.NOT_YET, None
    return State.DUE, left


_WEEKEND = {5: "Thứ Bảy", 6: "Chủ nhật"}
_HOLIDAYS = {
    (1, 1): "Tết Dương lịch",
    (4, 30): "ngày Chiến thắng 30/4",
    (5, 1): "ngày Quốc tế Lao động 1/5",
    (9, 2): "Quốc khánh 2/9",
}
"""Days off that are the same every year (Bộ luật Lao động 2019, Điều 112); those of the moon's year are not told."""


def day_off(day: date) -> str:
    """Why nobody is at the office on this day; empty on a working day."""
    reasons = (_HOLIDAYS.get((day.month, day.day)), _WEEKEND.get(day.weekday()))
    return ", ".join(reason for reason in reasons if reason)


class Agenda(NamedTuple):
    """What of a calendar is told first: everything late, then what comes next."""

    late: tuple[Entry, ...]
    coming: tuple[Entry, ...]


_NEXT = 5
_OPEN = (State.TODAY, State.DUE, State.NOT_YET)


def agenda(calendar: Sequence[Entry]) -> Agenda:
    """What is late, and the next five that are due, by their days."""
    dated = sorted((one for one in calendar if one.due), key=lambda one: one.due or date.max)
    late = tuple(one for one in dated if one.state is State.LATE)
    return Agenda(late, tuple(one for one in dated if one.state in _OPEN)[:_NEXT])
