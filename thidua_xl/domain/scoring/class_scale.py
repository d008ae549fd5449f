"""Thang xếp loại: the classes of a cluster, from which total or percentage on, for whom, and for how many units.

HD 1302 knows places alone; the tables of offices put every unit into a class as well, some of them with another
threshold for the units of a group (`Xuất sắc[Miền núi]:850`) or for a share of the units (`tối đa 20%`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from ..values.grammar import read_number
from ..values.numbers import Points, exact_points, in_points, shown_number
from ..values.text import clean, fold

OTHERWISE = "khác"
_MOST = 10
"""Classes that a scale may have."""
_ENTRY = re.compile(
    r"(?P<name>[^:\[\]%]+?)\s*(?:\[(?P<group>[^\[\]:]+)\])?\s*:\s*(?P<at>[^:\s]+)"
    r"(?:\s+tối đa\s+(?P<most>[0-9]+(?:[.,][0-9]+)?)\s*(?P<share>%|đơn vị)?)?",
    re.IGNORECASE,
)
_REST = re.compile(r"khác\s*:\s*(?P<name>[^:\[\]%]+)", re.IGNORECASE)


class Limit(NamedTuple):
    """How many units may have a class: a share of those that are ranked, rounded down, or a number."""

    share: Fraction | None = None
    number: int = 0

    def of(self, ranked: int) -> int:
        """The most units, of so many that are ranked."""
        return self.number if self.share is None else int(self.share * ranked)

    def __str__(self) -> str:
        """As it is typed: `tối đa 20%`, `tối đa 2`."""
        return f"tối đa {self.number}" if self.share is None else f"tối đa {shown_number(self.share * 100)}%"


class Threshold(NamedTuple):
    """From which value on (thousandths) the units of a group have a class; no group: all that have no own one."""

    group: str
    at: Points


class Grade(NamedTuple):
    """One class of the scale with its thresholds."""

    name: str
    thresholds: tuple[Threshold, ...]
    limit: Limit | None = None

    def threshold(self, group: str) -> Points | None:
        """The threshold for units of this group; None: they cannot have the class."""
        found = {fold(one.group): one.at for one in self.thresholds}
        return found.get(fold(group), found.get(""))


@dataclass(frozen=True)
class ClassScale:
    """Thang xếp loại: the classes from the best on. `in_percent`: of Tỷ lệ %, else of the agreed total."""

    grades: tuple[Grade, ...]
    rest: str = ""
    """The class below the last threshold; empty: such units have none."""
    in_percent: bool = False

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Every class, best first."""
        return (*(grade.name for grade in self.grades), *filter(None, (self.rest,)))

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """The groups that it names, once each."""
        named = (one.group for grade in self.grades for one in grade.thresholds if one.group)
        return tuple({fold(group): group for group in named}.values())

    @cached_property
    def last_limited(self) -> int:
        """The position of the last class with a limit; -1 where none has one."""
        return max((at for at, grade in enumerate(self.grades) if grade.limit), default=-1)

    def thresholds(self, group: str) -> Iterator[tuple[int, Points]]:
        """The classes that units of this group can have, by position, with their thresholds."""
        for at, grade in enumerate(self.grades):
            threshold = grade.threshold(group)
            if threshold is not None:
                yield at, threshold

    def by_value(self, value: Points, group: str) -> int:
        """The position of the class that the value alone gives: one past the last threshold is the rest."""
        found = (at for at, threshold in self.thresholds(group) if value >= threshold)
        return next(found, len(self.grades))

    def name(self, at: int) -> str:
        """The class at a position; empty below the last threshold where nothing is named for it."""
        return self.names[at] if at < len(self.names) else ""

    def __str__(self) -> str:
        """As it is typed, in the order of the classes."""
        entries = [_entry_said(grade, one) for grade in self.grades for one in grade.thresholds]
        rest = [f"{OTHERWISE}:{self.rest}"] if self.rest else []
        return ("% " if self.in_percent else "") + "; ".join([*entries, *rest])


def _entry_said(grade: Grade, threshold: Threshold) -> str:
    group = f"[{threshold.group}]" if threshold.group else ""
    limit = f" {grade.limit}" if grade.limit and threshold is grade.thresholds[0] else ""
    return f"{grade.name}{group}:{shown_number(in_points(threshold.at))}{limit}"


def read_scale(text: str) -> ClassScale | None:
    """`Xuất sắc:900 tối đa 20%; Xuất sắc[Miền núi]:850; Tốt:800; khác:Trung bình`, with `%` first on percentages.

    None where an entry is none, thresholds do not fall, a class comes twice for a group, or two limits contradict.
    """
    text = clean(text)
    in_percent = text.startswith("%")
    pieces = [piece for part in text.removeprefix("%").split(";") if (piece := clean(part))]
    rest = _REST.fullmatch(pieces[-1]) if pieces else None
    grades = _grades(pieces[: len(pieces) - bool(rest)])
    if not grades or len(grades) > _MOST:
        return None
    scale = ClassScale(tuple(grades), clean(rest["name"]) if rest else "", in_percent)
    return scale if _is_sound(scale) else None


def told_scale(scale: ClassScale | None) -> str:
    """The same as it is typed; empty where there are no classes."""
    return "" if scale is None else str(scale)


def _grades(pieces: list[str]) -> list[Grade] | None:
    """The entries by class, in the order in which the classes come first."""
    grades: dict[str, Grade] = {}
    for piece in pieces:
        entry = _ENTRY.fullmatch(piece)
        at = _points(entry["at"]) if entry else None
        if entry is None or at is None or fold(entry["name"]) == fold(OTHERWISE):
            return None
        limit = _limit(entry) if entry["most"] else None
        if entry["most"] and limit is None:
            return None
        grade = grades.get(fold(entry["name"]), Grade(clean(entry["name"]), ()))
        if grade.limit and limit and grade.limit != limit:
            return None
        threshold = Threshold(clean(entry["group"] or ""), at)
        grades[fold(grade.name)] = Grade(grade.name, (*grade.thresholds, threshold), grade.limit or limit)
    return list(grades.values())


def _points(text: str) -> Points | None:
    """A threshold in thousandths; None where it is no number, below 0, or finer than those."""
    number = read_number(text, limit=Decimal(100_000)).number
    return None if number is None or number < 0 else exact_points(number)


def _limit(entry: re.Match[str]) -> Limit | None:
    """A share of more than 0 and up to 100 %, or a whole number from 1; None where it is neither."""
    number = read_number(entry["most"]).number
    if number is None:
        return None
    if entry["share"] == "%":
        return Limit(Fraction(number) / 100) if 0 < number <= 100 else None
    return Limit(number=int(number)) if number >= 1 and number == int(number) else None


def _is_sound(scale: ClassScale) -> bool:
    """Whether names are apart, no class has two thresholds for one group, and thresholds fall for everybody."""
    apart = len({fold(name) for name in scale.names}) == len(scale.names)
    once = all(
        len({fold(one.group) for one in grade.thresholds}) == len(grade.thresholds) for grade in scale.grades
    )
    return apart and once and all(_falls(scale, group) for group in ("", *scale.groups))


def _falls(scale: ClassScale, group: str) -> bool:
    return all(higher > lower for (_, higher), (_, lower) in pairwise(scale.thresholds(group)))
