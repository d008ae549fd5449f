"""Không xét: what conditions and violations keep from units, and who holds the places then (HD 1302, III.3).

Ranks follow the points and the votes alone. A place that its unit may not hold stays empty, or the units behind move
up into it (`Khuyết hạng`).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ..scoring.class_scale import ClassScale
from ..scoring.consequences import Consequence, Effect
from ..values.findings import RowKey
from ..values.numbers import Points
from ..values.text import fold
from .classes import Lowered
from .proclaimed import PLACES

_LAST_BARRED = {Effect.NOT_FIRST: 1, Effect.NOT_PLACED: max(PLACES)}


class Withheld(NamedTuple):
    """Something that a unit loses: what, by which condition or violation, why, on what it rests."""

    unit: str
    consequence: Consequence
    condition: str
    why: str
    source: str = ""
    """Căn cứ of the condition, or the document of the violation."""

    @property
    def effect(self) -> Effect:
        """What it does."""
        return self.consequence.effect

    @property
    def short(self) -> str:
        """For a note: `Không xét Nhất (Tổng điểm từ 800)`."""
        return f"{self.consequence.said} ({self.condition})"

    @property
    def said(self) -> str:
        """In full: `Không xét Nhất: tổng điểm 795,00 dưới 800; căn cứ: Quy chế.`"""
        source = f"; căn cứ: {self.source}" if self.source else ""
        return f"{self.consequence.said}: {self.why}{source}."


class Open(NamedTuple):
    """A condition of which nobody can say yet whether a unit meets it. No unit: of which nobody knows whose it is."""

    unit: str
    condition: str
    why: str = ""
    criterion: str = ""
    """The criterion that is to be answered or confirmed, where it is one."""
    row: RowKey = ()
    """The row of `Điều kiện`, else."""


@dataclass(frozen=True, slots=True)
class Withholding:
    """What is kept from whom, and what is not decided yet."""

    of_units: Mapping[str, Sequence[Withheld]] = field(default_factory=dict, hash=False)
    open: tuple[Open, ...] = ()
    depends: bool = False
    """Whether a condition asks for points or for an answer: what is kept from whom may change as people type."""
    spared: tuple[Withheld, ...] = ()
    """What is not taken off units because they are set apart."""

    def is_open_for(self, unit: str) -> bool:
        """Whether a condition is open of this unit, or of nobody knows whom."""
        return any(one.unit in ("", unit) for one in self.open)


NOTHING = Withholding()


def gathered(
    withheld: Iterable[Withheld], open_: Iterable[Open], *, depends: bool, spared: Iterable[Withheld] = ()
) -> Withholding:
    """All of it by units."""
    of_units: dict[str, list[Withheld]] = {}
    for one in withheld:
        of_units.setdefault(one.unit, []).append(one)
    found = {unit: tuple(own) for unit, own in of_units.items()}
    return Withholding(found, tuple(open_), depends, tuple(spared))


def last_barred(withheld: Iterable[Withheld]) -> int:
    """The last place that is kept from a unit: 1 for Nhất, 3 for all of them, 0 for none."""
    return max((_LAST_BARRED.get(one.effect, 0) for one in withheld), default=0)


def is_flagless(withheld: Iterable[Withheld]) -> bool:
    """Whether the flag itself is kept from a unit."""
    return any(one.effect is Effect.NO_FLAG for one in withheld)


def deducted(withheld: Iterable[Withheld]) -> Points:
    """Points that are taken off a unit's total."""
    return sum(one.consequence.points for one in withheld if one.effect is Effect.DEDUCT)


def lowered_by(withholding: Withholding, scale: ClassScale | None) -> dict[str, Lowered]:
    """Unit → what conditions and violations do to its class: all steps together, the lowest of the limits."""
    if scale is None:
        return {}
    found = {unit: _lowered(kept, scale) for unit, kept in withholding.of_units.items()}
    return {unit: one for unit, one in found.items() if one != Lowered()}


def _lowered(withheld: Iterable[Withheld], scale: ClassScale) -> Lowered:
    kept = [one.consequence for one in withheld]
    steps = sum(one.effect is Effect.LOWER_CLASS for one in kept)
    limits = [fold(one.highest) for one in kept if one.effect is Effect.CLASS_AT_MOST]
    lowest = [name for name in scale.names if fold(name) in limits]
    return Lowered(steps, lowest[-1] if lowest else "")


class Held(NamedTuple):
    """Who holds which place; `level` are units of one rank that would move up into Nhất together: nobody holds it."""

    places: Mapping[str, str]
    level: tuple[str, ...] = ()


def left_empty(ranks: Mapping[str, int], barred: Mapping[str, int]) -> Held:
    """The places by rank, without those that are kept from their units."""
    return Held(
        {code: PLACES[rank] for code, rank in ranks.items() if barred.get(code, 0) < rank <= max(PLACES)}
    )


def moved_up(
    ranks: Mapping[str, int], barred: Mapping[str, int], waiting: Callable[[str], bool], *, dense: bool
) -> Held:
    """Each place to the best unit of its rank or behind it that may hold it and has none.

    Args:
        ranks: unit → its rank.
        barred: unit → the last place that is kept from it.
        waiting: whether a unit waits for a vote: the place waits for it, too.
        dense: whether units level at a place leave the next one to those behind.
    """
    held: dict[str, str] = {}
    level: tuple[str, ...] = ()
    place, passed = 1, set[str]()
    while place in PLACES:
        group = _next(place, ranks, barred, passed)
        if not group:
            place += 1
            continue
        peers = {code for code, rank in ranks.items() if rank == ranks[group[0]]}
        if any(map(waiting, group)):  # all of them stand on the ballot, whoever may hold the place
            passed |= peers
            place += 2 if dense else len(peers)
            continue
        passed |= set(group)
        if place == 1 and len(group) > 1:
            level = group  # who of them is chosen decides what is left for the others, and for those behind
            break
        held |= dict.fromkeys(group, PLACES[place])
        place += 1 if dense and place > 1 else len(group)
    return Held(held, level)


def _next(
    place: int, ranks: Mapping[str, int], barred: Mapping[str, int], passed: set[str]
) -> tuple[str, ...]:
    """The units of the best rank at a place or behind it that may hold it."""
    able = [code for code, rank in ranks.items() if rank >= place and barred.get(code, 0) < place]
    left = [code for code in able if code not in passed]
    best = min((ranks[code] for code in left), default=0)
    return tuple(code for code in left if ranks[code] == best)
