"""Nộp đúng hạn: less for each day, or hour, that a scorecard came after its day."""

import datetime
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from .parameter_grammar import NotUnderstoodError, each_per, last_number

DAY, HOUR = "ngày", "giờ"
_HOUR = datetime.timedelta(hours=1)


class Late(NamedTuple):
    """`each` less per day or hour (`word`); from `all_from` of them on nothing is left."""

    each: Fraction
    all_from: Fraction | None = None
    word: str = DAY


def read_on_time(parts: Sequence[str]) -> Late:
    """What of a parameter's parts says it. Raises NotUnderstoodError."""
    each, word = each_per(list(parts))
    if word not in (DAY, HOUR):
        raise NotUnderstoodError(f"“{word}” không phải {DAY} hay {HOUR}")
    return Late(each, last_number(list(parts), rf"hết từ (.+?)(?: {word})?"), word)


def by_lateness(rule: Late, maximum: Fraction, late: Fraction) -> Fraction | None:
    """The exact points of one that came so many days or hours late; None of a part of one."""
    if late.denominator != 1:
        return None
    if rule.all_from is not None and late >= rule.all_from:
        return Fraction(0)
    return maximum - rule.each * late


def day_of(came: datetime.datetime) -> datetime.date:
    """The day that a moment belongs to: 24:00:00 is the last of it, not the first of the next."""
    return (came - datetime.timedelta.resolution).date()


def late_by(rule: Late, due: datetime.date, came: datetime.datetime) -> int:
    """How many days, or begun hours, after the end of its day something came; both by the same clock.

    To the second: at 24:00:00 of the day it is in time, an hour later exactly one hour late, a day later one day.
    """
    if rule.word == DAY:
        return max(0, (day_of(came) - due).days)
    end = datetime.datetime.combine(due + datetime.timedelta(days=1), datetime.time(), came.tzinfo)
    return max(0, -((end - came) // _HOUR))
