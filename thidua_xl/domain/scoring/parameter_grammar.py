"""What the parameters of all rules have in common: parts between semicolons, numbers, points, a direction."""

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from ..values.catalogue import Code
from ..values.grammar import read_number
from ..values.numbers import THOUSANDTHS, Points, in_points, shown_number
from ..values.text import fold
from .criteria import Criterion


class NotUnderstoodError(ValueError):
    """Raised where a part makes no sense; the text is the Vietnamese `why`. Parsers alone see it."""


LOWER_IS_BETTER = "thấp hơn là tốt"


def pieces_of(text: str) -> list[str]:
    """The parts between the semicolons as written; one semicolon too many at the end does no harm."""
    parts = [part.strip() for part in text.split(";")]
    return parts if parts[-1] else parts[:-1]


def parts_of(text: str) -> list[str]:
    """The same, where case and look-alike letters do not matter."""
    return pieces_of(fold(text))


def direction(parts: list[str]) -> tuple[bool, list[str]]:
    """Whether lower is better, and the other parts."""
    rest = [part for part in parts if part != LOWER_IS_BETTER]
    if len(parts) - len(rest) > 1:
        raise NotUnderstoodError(f"“{LOWER_IS_BETTER}” ghi hai lần")
    return len(rest) < len(parts), rest


def in_percent(parts: Sequence[str]) -> tuple[bool, list[str]]:
    """Whether marks are percentages, which a `%` before the first part says, and the parts without it."""
    if any(part.startswith("%") for part in parts[1:]):
        raise NotUnderstoodError("dấu % chỉ ghi một lần, ở đầu tham số")
    if not parts or not parts[0].startswith("%"):
        return False, list(parts)
    return True, [parts[0].removeprefix("%").strip(), *parts[1:]]


def first(parts: Sequence[str]) -> str:
    """The first part, which must be there."""
    if not parts:
        raise NotUnderstoodError("cách chấm này cần tham số")
    return parts[0]


def no_more(parts: list[str]) -> None:
    """Nothing may be left over."""
    if parts:
        raise NotUnderstoodError(f"thừa “{'; '.join(parts)}”")


def matched(pattern: str, part: str) -> Sequence[str]:
    """The groups of a part that is written as the pattern says."""
    found = re.fullmatch(pattern, part)
    if found is None:
        raise NotUnderstoodError(f"không hiểu “{part}”")
    return found.groups()


def mark_and_points(part: str) -> Sequence[str]:
    """Both sides of `90:12`."""
    return matched(r"([^:]+?) ?: ?([^:]+)", part)


def marks_apart(marks: Sequence[Fraction]) -> None:
    """There must be marks, and each one once."""
    if not marks:
        raise NotUnderstoodError("chưa có mốc nào")
    if len(set(marks)) < len(marks):
        raise NotUnderstoodError("có mốc ghi hai lần")


_WORD = r"(?!.*(?:trần|hết từ|tối đa|thấp hơn|khác))([^\W\d_][^\d/:;%,.+]{0,29})"
"""What is counted, in one to a few words; a part whose semicolon was forgotten is none."""


def each_per(parts: list[str]) -> tuple[Fraction, str]:
    """The first part of the rules per event: `3/lần`, `2 điểm/vụ`, `0,5/01 ngày`; and the word in it."""
    each, word = matched(rf"(.+?) ?(?:điểm)? ?/ ?(?:0?1 )?{_WORD}", first(parts))
    return positive(each), word


def last_number(parts: list[str], pattern: str) -> Fraction | None:
    """The number in the second and last part, None where there is no such part."""
    no_more(parts[2:])
    return positive(matched(pattern, parts[1])[0]) if parts[1:] else None


def number_in(word: str, limit: Decimal | None = None) -> Decimal:
    """A number that is not negative, by the same grammar as the cells."""
    reading = read_number(word, limit=limit)
    if reading.code is Code.AMBIGUOUS_NUMBER:
        raise NotUnderstoodError(f"“{word}” có thể hiểu theo hai cách; bỏ dấu phân cách hàng nghìn")
    if reading.number is None:
        raise NotUnderstoodError(f"“{word}” không phải là số")
    if reading.number < 0:
        raise NotUnderstoodError(f"“{word}” là số âm")
    return reading.number


def positive(word: str) -> Fraction:
    """A number above 0."""
    number = Fraction(number_in(word))
    if not number:
        raise NotUnderstoodError(f"“{word}” phải lớn hơn 0")
    return number


def points_in(word: str, criterion: Criterion) -> Points:
    """Points of a step or a rank: 0 to the criterion's maximum."""
    maximum = in_points(criterion.max_points)
    points = Fraction(number_in(word, Decimal(criterion.max_points) / THOUSANDTHS))
    if points > maximum:
        raise NotUnderstoodError(f"{shown_number(points)} điểm vượt điểm tối đa {shown_number(maximum)}")
    return thousandths_of(points)


def ranked_points(parts: list[str], criterion: Criterion) -> tuple[Points, ...]:
    """The points of place 1, 2, …, which never rise."""
    first(parts)
    points = tuple(points_in(part, criterion) for part in parts)
    if any(worse > better for better, worse in pairwise(points)):
        raise NotUnderstoodError("hạng sau không thể nhiều điểm hơn hạng trước")
    return points


def of_place(points: Sequence[Points], place: int) -> Fraction:
    """The exact points of a place, counted from 1; the last value serves every place beyond."""
    return in_points(points[min(place, len(points)) - 1])


def thousandths_of(points: Fraction) -> Points:
    """Points that have at most three decimals."""
    thousandths = points * THOUSANDTHS
    if thousandths.denominator != 1:
        raise NotUnderstoodError(f"điểm {shown_number(points)} có hơn ba chữ số thập phân")
    return int(thousandths)
