"""Xếp loại: the class of every ranked unit, by its value, what conditions lower, and how many units a class may hold.

In this order: the value gives a class by the thresholds of the unit's group; conditions lower it; then every class
with a limit, from the best on, keeps its best units by rank and sends the others to the next class, so that a unit that
a condition keeps out takes no room. Units level at the edge of a limit wait: the members choose, nothing else does.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ..scoring.class_scale import ClassScale
from ..values.numbers import Points
from ..values.text import fold

TO_CHOOSE = "chờ chọn"
"""What stands for the class of units that are level at the edge of a limit."""


class Candidate(NamedTuple):
    """A ranked unit: `value` in thousandths of what the scale goes by (None: there is none), `group` as in `Nhóm`."""

    code: str
    value: Points | None
    rank: int
    group: str = ""


class Lowered(NamedTuple):
    """What conditions do to a unit's class: so many classes down, then no higher than `at_most` (empty: any)."""

    steps: int = 0
    at_most: str = ""


class Grading(NamedTuple):
    """The class of one unit. `name` is empty where it has none, or while it `waits` for the members' choice."""

    name: str = ""
    by_value: str = ""
    """The class by the thresholds alone."""
    after_conditions: str = ""
    """The same once conditions have lowered it, before limits."""
    waits: bool = False
    may_change: bool = False
    """Whether a limit takes part in it: another unit's score can move it."""

    @property
    def shown(self) -> str:
        """As tables show it."""
        return TO_CHOOSE if self.waits else self.name

    @property
    def is_by_value(self) -> bool:
        """Whether nothing but the value and its thresholds gave it."""
        return not self.waits and self.name == self.by_value


NO_CLASS = Grading()


class Edge(NamedTuple):
    """Units level at the edge of a class: `room` of them may have it; `chosen` is for how many the members typed it."""

    grade: str
    codes: tuple[str, ...]
    room: int
    rank: int
    chosen: int = 0


class Gradings(NamedTuple):
    """The class of every unit, and the edges at which the members have to choose."""

    by_unit: Mapping[str, Grading] = {}
    edges: tuple[Edge, ...] = ()


def grade_units(
    scale: ClassScale | None,
    units: Sequence[Candidate],
    lowered: Mapping[str, Lowered] | None = None,
    chosen: Mapping[str, str] | None = None,
) -> Gradings:
    """The class of every ranked unit.

    Args:
        scale: the cluster's classes; None: it has none, nor has any unit.
        units: all that are ranked, in any order; limits count over them.
        lowered: what conditions do, by unit.
        chosen: the class that the members typed, by unit; it counts at the edge of a limit alone.
    """
    if scale is None:
        return Gradings()
    sorting = _Sorting(scale, units, lowered or {}, chosen or {})
    for at, grade in enumerate(scale.grades):
        if grade.limit is not None:
            sorting.limit(at, grade.limit.of(len(units)))
        else:
            sorting.settle()
    return Gradings({one.code: sorting.grading(one) for one in units}, tuple(sorting.edges))


class _Sorting:
    """The units as they go down the scale: `at` is where each stands now."""

    def __init__(
        self,
        scale: ClassScale,
        units: Sequence[Candidate],
        lowered: Mapping[str, Lowered],
        chosen: Mapping[str, str],
    ) -> None:
        self.scale = scale
        self.chosen = {code: fold(name) for code, name in chosen.items() if _is_known(name, scale)}
        self.units = sorted((one for one in units if one.value is not None), key=lambda one: one.rank)
        self.groups = {one.code: one.group for one in units}
        self.first = {one.code: scale.by_value(one.value or 0, one.group) for one in self.units}
        self.lowered = {code: self._lowered(code, at, lowered.get(code)) for code, at in self.first.items()}
        self.at = dict(self.lowered)
        self.waiting: set[str] = set()
        self.edges: list[Edge] = []
        self.unsettled = False
        """Whether an edge above is open, so that nobody knows who comes down to a class with a limit."""

    def settle(self) -> None:
        """A class without a limit: whoever comes down to it has it, whatever is open above."""
        self.unsettled = False

    def limit(self, at: int, most: int) -> None:
        """Keep the best in the class at a position; the others go to the next one that they can have."""
        inside = [one for one in self.units if self.at[one.code] == at and one.code not in self.waiting]
        if self.unsettled:
            self.waiting |= {one.code for one in inside}
            return
        for level in _levels(inside):
            if len(level) > most > 0:
                self._edge(at, level, most)
                most = 0
            elif len(level) > most:
                self._down(at, level)
            else:
                most -= len(level)

    def _edge(self, at: int, level: Sequence[Candidate], room: int) -> None:
        """Units of one rank, more than there is room for: who the members typed stays, else all of them wait."""
        own = fold(self.scale.grades[at].name)
        named = [one for one in level if self.chosen.get(one.code) == own]
        blank = [one for one in level if one.code not in self.chosen]
        staying = named if len(named) == room else [*named, *blank]
        if len(staying) <= room:
            self._down(at, [one for one in level if one not in staying])
            return
        self.waiting |= {one.code for one in level}
        self.unsettled = True
        codes = tuple(one.code for one in level)
        self.edges.append(Edge(self.scale.grades[at].name, codes, room, level[0].rank, len(named)))

    def _down(self, at: int, units: Iterable[Candidate]) -> None:
        for one in units:
            self.at[one.code] = self._below(at, one.group)

    def _below(self, at: int, group: str) -> int:
        """The next class that a unit of the group can have."""
        lower = (position for position, _ in self.scale.thresholds(group) if position > at)
        return next(lower, len(self.scale.grades))

    def _lowered(self, code: str, at: int, by: Lowered | None) -> int:
        """Where conditions put a unit; below the last class there is none to go to."""
        if by is None:
            return at
        for _ in range(by.steps):
            at = self._below(at, self.groups[code])
        names = [fold(name) for name in self.scale.names]
        most = names.index(fold(by.at_most)) if by.at_most and fold(by.at_most) in names else 0
        return at if at >= most else self._below(most - 1, self.groups[code])

    def grading(self, one: Candidate) -> Grading:
        """What became of a unit."""
        if one.value is None:
            return NO_CLASS
        first, after, waits = self.first[one.code], self.lowered[one.code], one.code in self.waiting
        name, may_change = self.scale.name, after <= self.scale.last_limited
        return Grading("" if waits else name(self.at[one.code]), name(first), name(after), waits, may_change)


def _levels(units: Sequence[Candidate]) -> Iterator[Sequence[Candidate]]:
    """The units rank by rank; they come in that order."""
    for rank in dict.fromkeys(one.rank for one in units):
        yield [one for one in units if one.rank == rank]


def _is_known(name: str, scale: ClassScale) -> bool:
    return fold(name) in {fold(known) for known in scale.names}
