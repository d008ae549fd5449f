"""When things happen in the demonstration's year: days as an office would choose them, and the clock held at one."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from .. import clock, sample
from ..sample.cluster import working_day


class Days(NamedTuple):
    """The days of one year, in its order."""

    planned: date
    register_out: date
    register_due: date
    registered: date
    register_late: date
    signed: date
    first_activity: date
    changed: date
    midyear_out: date
    midyear_in: date
    midyear: date
    visit: date
    yearend_out: date
    yearend_in: date
    yearend_late: date
    asked: date
    preparation: date
    table_sent: date
    conference: date
    papers: date
    office: date
    new_year: date


def days_of(year: int) -> Days:
    """All of them."""
    settings = sample.settings(year)
    deadline, meeting, conference = settings.deadline, settings.meeting, settings.conference
    assert deadline and meeting and conference

    def on(month: int, day: int) -> date:
        return working_day(date(year, month, day))

    return Days(
        planned=on(2, 12), register_out=on(3, 3), register_due=on(3, 25), registered=on(3, 25),
        register_late=on(3, 25) + timedelta(days=2 if on(3, 25).weekday() < 3 else 5), signed=on(3, 31),
        first_activity=on(5, 20), changed=on(7, 1), midyear_out=on(7, 1), midyear_in=on(7, 8),
        midyear=on(7, 10), visit=on(8, 14), yearend_out=on(11, 3), yearend_in=deadline,
        yearend_late=working_day(deadline + timedelta(days=2)), asked=working_day(conference - timedelta(days=10)),
        preparation=meeting,
        table_sent=conference - timedelta(days=4), conference=conference,
        papers=working_day(conference + timedelta(days=3)), office=on(12, 28),
        new_year=date(year + 1, 1, 5),
    )  # fmt: skip


def moment(day: date, hour: int = 9) -> datetime:
    """That hour of the day, in Vietnam."""
    return datetime.combine(day, time(hour), clock.VIETNAM)


@contextmanager
def on(day: date, hour: int = 9) -> Iterator[None]:
    """Everything inside happens then; whose name it is done in stays."""
    with clock.held(moment(day, hour), clock.who()):
        yield
