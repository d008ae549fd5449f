"""Chọn mức: the result is one of named levels, each of which has its points."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, lru_cache

from ..values.numbers import THOUSANDTHS, Points
from ..values.text import clean, fold
from .criteria import Criterion, Method, RowKind
from .parameter_grammar import NotUnderstoodError, first, number_in, pieces_of, points_in, thousandths_of

MOST_LEVELS = 40
LONGEST_NAME = 60
"""So many levels of such names a live formula holds."""
_PAIR = re.compile(r"([^:]+):([^:]+)")
_MINUS = re.compile(r"[-−–－]\s*(.+)")


@dataclass(frozen=True)
class Levels:
    """Every level as the office writes it, in its order, with its points; those of a bonus may be below 0."""

    levels: tuple[tuple[str, Points], ...]

    @cached_property
    def by_key(self) -> dict[str, tuple[str, Points]]:
        """The levels under what two spellings of a name have in common."""
        return {fold(name): (name, points) for name, points in self.levels}

    @property
    def names(self) -> tuple[str, ...]:
        """What a person may choose."""
        return tuple(name for name, _ in self.levels)

    @property
    def lowest(self) -> Points:
        """The fewest points that any level gives."""
        return min(points for _, points in self.levels)

    def named(self, text: str) -> str | None:
        """The level that a text means, as the office writes it; None where it is none of them."""
        level = self.by_key.get(fold(text))
        return level[0] if level else None

    def points(self, name: str) -> Points | None:
        """The points of a level; None where there is none of this name."""
        level = self.by_key.get(fold(name))
        return level[1] if level else None


def read_levels(criterion: Criterion) -> Levels:
    """The levels of a parameter. Raises NotUnderstoodError."""
    levels = tuple(_levels(criterion))
    first([name for name, _ in levels])
    if len(levels) > MOST_LEVELS:
        raise NotUnderstoodError(f"có {len(levels)} mức, nhiều nhất {MOST_LEVELS}")
    keys = [fold(name) for name, _ in levels]
    for at, (name, _) in enumerate(levels):
        if keys[at] in keys[:at]:
            raise NotUnderstoodError(f"mức “{name}” ghi hai lần")
    return Levels(levels)


def _levels(criterion: Criterion) -> Iterator[tuple[str, Points]]:
    for part in pieces_of(clean(criterion.parameter)):
        found = _PAIR.fullmatch(part)
        if found is None:
            raise NotUnderstoodError(f"không hiểu “{part}”, mỗi mức ghi tên:điểm")
        name, points = clean(found[1]), clean(found[2])
        if not name or len(name) > LONGEST_NAME:
            raise NotUnderstoodError(f"tên mức “{name}” phải có từ 1 đến {LONGEST_NAME} ký tự")
        yield name, _points(points, name, criterion)


def _points(text: str, name: str, criterion: Criterion) -> Points:
    below = _MINUS.fullmatch(text)
    if below is None:
        return points_in(text, criterion)
    if criterion.kind is not RowKind.BONUS:
        raise NotUnderstoodError(f"mức “{name}” có điểm âm, chỉ {RowKind.BONUS} mới được")
    return -thousandths_of(Fraction(number_in(below[1], Decimal(criterion.max_points) / THOUSANDTHS)))


def lowest_points(criterion: Criterion) -> Points:
    """The least that may be scored, in thousandths: 0, or the lowest level of a bonus that takes points away."""
    if criterion.method is not Method.LEVELS or criterion.kind is not RowKind.BONUS:
        return 0
    return _lowest(criterion)


@lru_cache(maxsize=1 << 10)
def _lowest(criterion: Criterion) -> Points:
    try:
        return min(0, read_levels(criterion).lowest)
    except NotUnderstoodError:
        return 0
