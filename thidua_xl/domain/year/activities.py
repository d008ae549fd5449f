"""Hoạt động chung: whether a cluster did in its year what HD 1302, II.2 asks for, and when it was done."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ..scoring.settings import Phase, Settings
from ..values.catalogue import Code
from ..values.findings import Finding, finding
from .deadlines import deadlines_of

SHEET = "Hoạt động"
LEAST = 2
"""HD 1302, II.2 leaves the choice between one and two; a cluster that did two has done what is asked either way."""


class Activity(NamedTuple):
    """One activity: its day, where it is known, and whether it was an exchange at another unit."""

    day: date | None
    is_exchange: bool = False


def done_on(activities: Sequence[Activity]) -> date | None:
    """When II.2 was met: the day of the second activity ("từ 1 đến 2 đợt", or one and an exchange); None if not yet."""
    days = sorted(one.day for one in activities if one.day)
    return days[LEAST - 1] if len(days) >= LEAST else None


def is_over(settings: Settings, today: date | None = None) -> bool:
    """Whether nothing more is to be expected of the year.

    The conference was held (`Giai đoạn` says so, or its day has passed) or the period has ended. Without a day only
    the phase tells.
    """
    if settings.phase in (Phase.AGREED, Phase.CLOSED):
        return True
    ends = [day for day in (settings.conference, deadlines_of(settings).ends) if day]
    return today is not None and any(day < today for day in ends)


def too_few(
    activities: Sequence[Activity], settings: Settings, today: date | None = None
) -> Iterator[Finding]:
    """A year that is over, and less was done together than II.2 asks for: one note, never before."""
    done = done_on(activities)
    if is_over(settings, today) and (done is None or (today is not None and done > today)):
        count = sum(one.day is not None for one in activities)
        exchanges = sum(one.is_exchange and one.day is not None for one in activities)
        yield finding(Code.ACTIVITIES_FEW, sheet=SHEET, value=str(count), exchanges=exchanges)
