"""Hoạt động chung: whether a cluster did in its year what HD 1302, II.2 asks for, and when it was done."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

LEAST = 2


class Activity(NamedTuple):
    """One activity: its day, where it is known, and whether it was an exchange at another unit."""

    day: date | None
    is_exchange: bool = False


def done_on(activities: Sequence[Activity]) -> date | None:
    """When II.2 was met: the day of the second activity ("từ 1 đến 2 đợt", or one and an exchange); None if not yet."""
    days = sorted(one.day for one in activities if one.day)
    return days[LEAST - 1] if len(days) >= LEAST else None
