"""Nộp đúng hạn: less for each day, or hour, that a scorecard came after its day."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from .parameter_grammar import NotUnderstoodError, each_per, last_number

DAY, HOUR = "ngày", "giờ"
_HOUR = datetime.timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Late:
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


def late_by(rule: Late, due: datetime.date, came: datetime.datetime) -> int:
    """How many days, or begun hours, after the end of its day something came; both by the same clock."""
    if rule.word == DAY:
        return max(0, (came.date() - due).days)
    end = datetime.datetime.combine(due + datetime.timedelta(days=1), datetime.time(), came.tzinfo)
    return 0 if came < end else (came - end) // _HOUR + 1
