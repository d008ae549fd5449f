"""Theo khoảng: points between named points of the result, on straight lines, with jumps beyond the last ones."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from ..values.numbers import Points, in_points
from .criteria import Criterion
from .parameter_grammar import (
    NotUnderstoodError,
    first,
    in_percent,
    mark_and_points,
    marks_apart,
    matched,
    number_in,
    points_in,
    positive,
)

MOST_POINTS = 30
"""So many a live formula holds."""
_BELOW, _ABOVE, _STEP = "dưới", "trên", "bậc"


class Bracket(NamedTuple):
    """From one named point up to the next: results, and the points at both ends."""

    left: Fraction
    right: Fraction
    low: Points
    high: Points

    @property
    def is_flat(self) -> bool:
        """Whether all of it has the same points."""
        return self.low == self.high


class Brackets(NamedTuple):
    """The named points, rising (result, or % of A/T where `of_ratio`); constant outside, but for a jump.

    `step`: only full steps of so much above the point to the left count.
    """

    marks: tuple[tuple[Fraction, Points], ...]
    below: Points | None = None
    above: Points | None = None
    step: Fraction | None = None
    of_ratio: bool = False

    @property
    def named(self) -> tuple[Points, ...]:
        """The points that are written."""
        outside = tuple(points for points in (self.below, self.above) if points is not None)
        return (*(points for _, points in self.marks), *outside)

    @property
    def spans(self) -> list[Bracket]:
        """What lies between neighbours."""
        return [Bracket(left, right, low, high) for (left, low), (right, high) in pairwise(self.marks)]

    @property
    def lowest(self) -> Points:
        """The points strictly below the first named point."""
        return self.marks[0][1] if self.below is None else self.below

    @property
    def highest(self) -> Points:
        """The points strictly beyond the last one."""
        return self.marks[-1][1] if self.above is None else self.above


def read_brackets(criterion: Criterion, parts: Sequence[str]) -> Brackets:
    """The brackets of a parameter's parts. Raises NotUnderstoodError."""
    first(parts)
    of_ratio, rest = in_percent(parts)
    steps = [part for part in rest if part.split(" ")[0] == _STEP]
    pairs = [mark_and_points(part) for part in rest if part not in steps]
    jumps = {word: _jump(word, pairs, criterion) for word in (_BELOW, _ABOVE)}
    named = [(mark, points) for mark, points in pairs if mark not in jumps]
    marks = tuple((Fraction(number_in(mark)), points_in(points, criterion)) for mark, points in named)
    _orderly([mark for mark, _ in marks])
    return Brackets(marks, jumps[_BELOW], jumps[_ABOVE], _step(steps, of_ratio), of_ratio)


def _jump(word: str, pairs: Sequence[Sequence[str]], criterion: Criterion) -> Points | None:
    found = [points for mark, points in pairs if mark == word]
    if len(found) > 1:
        raise NotUnderstoodError(f"“{word}” ghi hai lần")
    return points_in(found[0], criterion) if found else None


def _step(parts: Sequence[str], of_ratio: bool) -> Fraction | None:
    if len(parts) > 1:
        raise NotUnderstoodError(f"“{_STEP}” ghi hai lần")
    pattern = rf"{_STEP} (.+?)(?: ?%)?" if of_ratio else rf"{_STEP} (.+)"
    return positive(matched(pattern, parts[0])[0]) if parts else None


def _orderly(marks: Sequence[Fraction]) -> None:
    if len(marks) > MOST_POINTS:
        raise NotUnderstoodError(f"có {len(marks)} mốc, nhiều nhất {MOST_POINTS}")
    marks_apart(marks)
    if any(left > right for left, right in pairwise(marks)):
        raise NotUnderstoodError("các mốc phải xếp tăng dần")


def by_bracket(rule: Brackets, target: Fraction, result: Fraction) -> Fraction:
    """Theo khoảng: the exact points; with `%` the target is above 0."""
    at = result * 100 / target if rule.of_ratio else result
    if at < rule.marks[0][0]:
        return in_points(rule.lowest)
    for span in rule.spans:
        if at < span.right:
            return _within(span, at, rule.step)
    return in_points(rule.highest if at > rule.marks[-1][0] else rule.marks[-1][1])


def _within(span: Bracket, at: Fraction, step: Fraction | None) -> Fraction:
    beyond = at - span.left
    if step is not None:
        beyond = beyond // step * step
    return in_points(span.low) + in_points(span.high - span.low) * beyond / (span.right - span.left)
