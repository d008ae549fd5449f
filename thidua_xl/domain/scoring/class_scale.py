"""Thang xếp loại: the classes of a cluster, from which total or percentage on, for whom, and for how many units.

HD 1302 knows places alone; the tables of offices put every unit into a class as well, some of them with another
threshold for the units of a group (`Xuất sắc[Miền núi]:850`) or for a share of the units (`tối đa 20%`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from ..values.numbers import Points, in_points, typed_number
from ..values.text import fold

OTHERWISE = "khác"


class Limit(NamedTuple):
    """How many units may have a class: a share of those that are ranked, rounded down, or a number."""

    share: Fraction | None = None
    number: int = 0

    def of(self, ranked: int) -> int:
        """The most units, of so many that are ranked."""
        return self.number if self.share is None else int(self.share * ranked)

    def __str__(self) -> str:
        """As it is typed: `tối đa 20%`, `tối đa 2`."""
        return self._told("%")

    @property
    def said(self) -> str:
        """As a sentence has it: `tối đa 20 %`."""
        return self._told(" %")

    def _told(self, sign: str) -> str:
        most = self.number if self.share is None else f"{typed_number(self.share * 100)}{sign}"
        return f"tối đa {most}"


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
        """From which value on units of this group have the class; None: they cannot have it."""
        own = self.threshold_of(group)
        return own.at if own else None

    def threshold_of(self, group: str) -> Threshold | None:
        """The group's own threshold, else the one of all."""
        found = {fold(one.group): one for one in self.thresholds}
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
    limit = f" {grade.limit}" if grade.limit and threshold is grade.thresholds[0] else ""
    return f"{threshold_said(grade.name, threshold)}{limit}"


def threshold_said(name: str, threshold: Threshold) -> str:
    """A class from one threshold on, as it is typed: `Xuất sắc[Miền núi]:850`."""
    group = f"[{threshold.group}]" if threshold.group else ""
    return f"{name}{group}:{typed_number(in_points(threshold.at))}"


def told_scale(scale: ClassScale | None) -> str:
    """The same as it is typed; empty where there are no classes."""
    return "" if scale is None else str(scale)
