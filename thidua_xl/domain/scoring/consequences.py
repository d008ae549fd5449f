"""Hệ quả: what a unit loses by a condition or a violation: a place, the flag, a class, points.

Its points and its rank by them stay; `Trừ n điểm` alone is taken off the total, before anybody is ranked.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from ..values.numbers import Points, exact_points, is_finer, shown_exactly
from ..values.text import clean, fold


class Effect(StrEnum):
    """What a consequence does, as people choose it; X and n stand for what they type."""

    NOT_FIRST = "Không xét Nhất"
    NOT_PLACED = "Không xét Nhất, Nhì, Ba"
    NO_FLAG = "Không đề nghị Cờ"
    LOWER_CLASS = "Hạ một bậc xếp loại"
    CLASS_AT_MOST = "Không xếp loại trên: X"
    DEDUCT = "Trừ n điểm"


class Consequence(NamedTuple):
    """One consequence: of `DEDUCT` the points in thousandths, of `CLASS_AT_MOST` the highest class left."""

    effect: Effect
    points: Points = 0
    highest: str = ""

    @property
    def said(self) -> str:
        """As it is typed."""
        if self.effect is Effect.DEDUCT:
            return f"Trừ {shown_exactly(self.points, 0)} điểm"
        if self.effect is Effect.CLASS_AT_MOST:
            return f"{_AT_MOST}: {self.highest}"
        return self.effect.value


_AT_MOST = Effect.CLASS_AT_MOST.partition(":")[0]
_CLASS = re.compile(rf"{re.escape(fold(_AT_MOST))} ?: ?(.*\S)")
_POINTS = re.compile(r"trừ (\d{1,6}(?:,\d{1,3}|\.\d{1,2})?) ?điểm")
"""A dot before three digits may set thousands apart: nobody can tell."""
_FIXED = {fold(effect): effect for effect in Effect if effect not in (Effect.CLASS_AT_MOST, Effect.DEDUCT)}
_SPACED = re.compile(r" ?, ?")
OF_CLASSES = frozenset({Effect.LOWER_CLASS, Effect.CLASS_AT_MOST})
"""Consequences that only a cluster with classes knows."""
WORDS = tuple(effect.value for effect in Effect)
EXAMPLE = "Trừ 5 điểm"


def read_consequences(text: str) -> tuple[Consequence, ...] | None:
    """What is typed in `Hệ quả`, several apart at semicolons; None where any of it is no consequence."""
    found = [_read(part) for part in text.split(";") if part.strip()]
    return tuple(one for one in found if one) if found and all(found) else None


def _read(part: str) -> Consequence | None:
    folded = fold(part)
    if effect := _FIXED.get(_SPACED.sub(", ", folded)):
        return Consequence(effect)
    if match := _CLASS.fullmatch(folded):
        typed = clean(part).partition(":")[2].strip()
        return Consequence(Effect.CLASS_AT_MOST, highest=typed) if match[1] != "x" else None
    match = _POINTS.fullmatch(folded)
    points = exact_points(Decimal(match[1].replace(",", "."))) if match else None
    return Consequence(Effect.DEDUCT, points) if points else None


def without_class(consequences: Iterable[Consequence], classes: Sequence[str]) -> list[Consequence]:
    """Those of the consequences that no class of the cluster can follow: it has none, or none of that name."""
    known = {fold(name) for name in classes}
    return [
        one for one in consequences
        if one.effect in OF_CLASSES and (not known or (one.highest and fold(one.highest) not in known))
    ]  # fmt: skip


def too_fine(consequences: Iterable[Consequence], digits: int) -> bool:
    """Whether points are taken off that the decimals of scores cannot show: level totals would be ranked apart."""
    return any(one.effect is Effect.DEDUCT and is_finer(one.points, digits) for one in consequences)


def told(consequences: Iterable[Consequence]) -> str:
    """The same as they are typed."""
    return "; ".join(one.said for one in consequences)


def offered(classes: Iterable[str]) -> Iterator[str]:
    """The words of the drop-down list: with every class but the highest by its name, and points by an example."""
    for effect in Effect:
        if effect is Effect.CLASS_AT_MOST:
            yield from (f"{_AT_MOST}: {name}" for name in classes)
        else:
            yield EXAMPLE if effect is Effect.DEDUCT else effect.value
