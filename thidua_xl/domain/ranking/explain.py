"""Giải thích: for every unit, what its rank rests on and what would change it.

Exact: "bớt quá 1,50 điểm" is true of 1,51 and false of 1,50.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from ..scoring.criteria import Criteria
from ..scoring.groups import Grouping, grouping_of
from ..scoring.settings import Basis, Settings
from ..scoring.tie_order import Place, told_order
from ..values.numbers import Points, Rounding, shown
from ..values.text import capitalised
from .classes_said import class_explained
from .grouped import changed_by_groups
from .kept_back import changed_by_conditions
from .standings import (
    VOTE_LATER,
    VOTE_NOW,
    OpenTie,
    SettledTie,
    Standing,
    Standings,
    UnitStatus,
    few,
    goes_to_vote,
)
from .told_apart import Apart, apart_of, apart_said, figures_said

_MOST = 3
"""How many deciding criteria a cell names."""

Scores = Mapping[str, Mapping[str, Points | None]]
"""Unit → criterion → signed score in thousandths; None is missing or not counted."""


class Explanation(NamedTuple):
    """One row of the sheet. `gap` to the unit above, in thousandths of what is ranked by."""

    code: str
    name: str
    rank: int | None
    total: Points | None
    gap: Points | None
    tie_group: str
    basis: str
    deciding: str
    changes: str


def explain(
    standings: Standings,
    settings: Settings,
    scores: Scores,
    criteria: Criteria,
    plain: Standings | None = None,
    ungrouped: Standings | None = None,
    changed: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> list[Explanation]:
    """An explanation for every unit, in the order of the standings.

    `plain` is how the units would stand if no condition and no violation kept anything from them; `ungrouped` how they
    would if every section were the plain sum of its rows. `changed` are sentences on what changed rules changed.
    """
    without = changed_by_conditions(standings, plain)
    ranked = [line for line in standings.standings if line.rank is not None]
    places = sorted(line.placed for line in ranked)
    grouping = grouping_of(criteria, settings.digits)
    of_groups = changed_by_groups(standings, grouping, scores, ungrouped)
    return [
        Explanation(
            code=line.code,
            name=line.total.unit.name,
            rank=line.rank,
            total=None if line.total.unscored else line.total.agreed_total,
            gap=_gap(line, ranked),
            tie_group=", ".join(_level_with(line, ranked)),
            basis=_basis(line, ranked, standings, settings),
            deciding=_deciding(line, ranked, standings, scores, grouping, settings),
            changes=" ".join(
                [
                    *without.get(line.code, ()),
                    *_changes(line, ranked, places, standings, settings, grouping),
                    *of_groups[line.code],
                    *changed.get(line.code, ()),
                ]
            ),
        )
        for line in standings.standings
    ]


def _value(line: Standing) -> Points:
    return line.group_total or 0


def _unit(settings: Settings) -> str:
    return "điểm" if settings.basis is Basis.POINTS else "tỷ lệ %"


def _level_with(line: Standing, ranked: Iterable[Standing]) -> list[str]:
    """The tie group before anything tells it apart, or nothing."""
    level = [other.code for other in ranked if other.group_total == line.group_total]
    return level if len(level) > 1 else []


def _apart(
    line: Standing, ranked: Iterable[Standing], standings: Standings, settings: Settings
) -> Apart | None:
    """What tells the unit from those level with it, where that is not the vote."""
    if line.code in standings.always:
        return None
    return apart_of(line.total, (other.total for other in ranked), settings)


def _above(line: Standing, ranked: Sequence[Standing]) -> Standing | None:
    """The nearest unit with a better rank (`ranked` is in the order of ranks)."""
    at = bisect_left(ranked, line.rank or 0, key=_rank)
    return ranked[at - 1] if at else None


def _below(line: Standing, ranked: Sequence[Standing]) -> Standing | None:
    """The nearest unit with a worse rank."""
    at = bisect_right(ranked, line.rank or 0, key=_rank) if line.rank else len(ranked)
    return ranked[at] if at < len(ranked) else None


def _rank(line: Standing) -> int:
    return line.rank or 0


def _gap(line: Standing, ranked: Sequence[Standing]) -> Points | None:
    above = _above(line, ranked)
    return None if above is None else _value(above) - _value(line)


def _settled(line: Standing, ties: Iterable[SettledTie]) -> SettledTie | None:
    """The last vote or decision that this unit's rank rests on."""
    return next((tie for tie in reversed(list(ties)) if line.code in tie.codes), None)


def _open(line: Standing, standings: Standings) -> OpenTie:
    """The tie in which a unit waits."""
    return next(tie for tie in standings.open_ties if line.code in tie.codes)


def _basis(line: Standing, ranked: Iterable[Standing], standings: Standings, settings: Settings) -> str:
    if line.rank is None:
        return ""
    apart = _apart(line, ranked, standings, settings)
    ordered = f"; bằng nhau thì theo {apart.item}" if apart else ""
    return _by_people(line, standings, settings) + ordered


def _by_people(line: Standing, standings: Standings, settings: Settings) -> str:
    if line.status is UnitStatus.WAITING_VOTE:
        return settings.basis + (VOTE_LATER if _open(line, standings).lacking else VOTE_NOW)
    tie = _settled(line, standings.settled_ties)
    return settings.basis.value if tie is None else tie.shown


def _deciding(
    line: Standing,
    ranked: Sequence[Standing],
    standings: Standings,
    scores: Scores,
    grouping: Grouping,
    settings: Settings,
) -> str:
    """Where most was lost against the unit above; for the first, where it leads the second most."""
    if line.rank is None:
        return ""
    above = _above(line, ranked)
    other = above or _below(line, ranked)
    if other is None or line.status is UnitStatus.WAITING_VOTE or _value(other) == _value(line):
        apart = _apart(line, ranked, standings, settings)
        if apart and line.status is not UnitStatus.WAITING_VOTE:
            return f"{apart.item} ({figures_said(apart, settings)})"
        return f"Bằng {_unit(settings)}" if len(_level_with(line, ranked)) > 1 else ""
    sign = -1 if above else 1
    found = [
        (code, difference)
        for code, difference in _compare(line, other, scores, grouping)
        if difference * sign > 0
    ]
    found.sort(key=lambda pair: -abs(pair[1]))
    mark = "−" if above else "+"
    return "; ".join(
        f"{code} ({mark}{shown(abs(points), settings.digits)})" for code, points in found[:_MOST]
    )


def _compare(
    line: Standing, other: Standing, scores: Scores, grouping: Grouping
) -> Iterator[tuple[str, Points]]:
    """Own points less the other's, for the criteria and groups that count for both; a missing score adds nothing."""
    own, others = (grouping.fold(_known(one, scores)) for one in (line, other))
    for name in grouping.tops:
        if name in own and name in others:
            yield name, own[name] - others[name]


def _known(line: Standing, scores: Scores) -> dict[str, Points]:
    """The unit's scores as they count: 0 where one is missing."""
    known = {code: points for code, points in scores.get(line.code, {}).items() if points is not None}
    return known | {code: 0 for code in line.total.missing if code not in known}


def _changes(
    line: Standing,
    ranked: Sequence[Standing],
    places: Sequence[Place],
    standings: Standings,
    settings: Settings,
    grouping: Grouping,
) -> Iterator[str]:
    """The sentences of `Điều gì làm đổi hạng`."""
    if line.status is UnitStatus.EXCLUDED:
        yield "Không xét thi đua nên không xếp hạng."
    elif line.status is UnitStatus.MISSING:
        yield "Chưa có điểm: nhận phiếu hoặc nhập điểm thì được xếp hạng."
    elif line.rank is None:
        no_maximum = settings.basis is Basis.PERCENT and line.total.max_total <= 0
        why = "Điểm tối đa bằng 0 nên" if no_maximum else "Chưa có điểm nào nên"
        yield f"{why} chưa xếp hạng{' theo tỷ lệ %' if no_maximum else ''}."
    else:
        yield from _by_vote(line, ranked, standings, settings)
        apart = _apart(line, ranked, standings, settings)
        if apart:
            yield f"{apart_said(apart, settings)} (thứ tự Khi bằng điểm: {told_order(settings.tie_order)})."
        if settings.always_voted:
            yield from _to_the_ballot(line, ranked, standings, settings)
        else:
            yield from _by_points(line, places, settings)
        yield from class_explained(line.candidate(settings.classes), line.grading, settings, len(ranked))
    if line.total.missing and line.status not in (UnitStatus.EXCLUDED, UnitStatus.MISSING):
        limit = grouping.largest(line.total.missing)
        what = f"{few(line.total.missing)} (tối đa {shown(limit, settings.digits)})"
        yield f"Còn thiếu điểm {what}: có thể đổi hạng."


def _by_vote(
    line: Standing, ranked: Sequence[Standing], standings: Standings, settings: Settings
) -> Iterator[str]:
    """What a vote will change or has changed."""
    if line.status is UnitStatus.WAITING_VOTE:
        tie = _open(line, standings)
        wait = "Chờ"
        if tie.lacking:
            wait = f"Tạm bằng {_unit(settings)}; đủ điểm mà vẫn bằng thì" if tie.level else "Khi đủ điểm thì"
        yield f"{wait} bỏ phiếu giữa {', '.join(tie.codes)} để xếp hạng {line.rank}."
    elif settings.always_voted and any(line.code in tie.codes for tie in standings.settled_ties):
        yield f"Hạng theo phiếu; theo điểm là hạng {(line.rank or 0) - line.adjustment}."
    elif settled := _settled(line, standings.settled_ties):
        level = (other.code for other in ranked if other.placed == line.placed and other is not line)
        others = ", ".join(level)
        yield f"Bằng {_unit(settings)} với {others}; thứ tự theo: {settled.shown}."


def _to_the_ballot(
    line: Standing, ranked: Sequence[Standing], standings: Standings, settings: Settings
) -> Iterator[str]:
    """What a unit lacks to be voted on, where the first units always are."""
    voted = standings.always
    if voted and line.code not in voted:
        least = min(_value(other) for other in ranked if other.code in voted)
        unit = "điểm" if settings.basis is Basis.POINTS else "điểm phần trăm"
        yield f"Thêm {shown(least - _value(line), settings.digits)} {unit} thì được đưa ra bỏ phiếu suy tôn."


def _by_points(line: Standing, places: Sequence[Place], settings: Settings) -> Iterator[str]:
    """How much more or less it takes for another rank."""
    ladder = _Others(places, line.placed, settings)
    parts = [*ladder.up(line), *ladder.down(line)]
    if parts:
        text = "; ".join(parts)
        yield f"{capitalised(text)}."
    elif len(places) == 1:
        yield "Không có đơn vị khác để so."


class _Others:
    """Where the other units stand, and the rank that a value would have among them.

    `places` are those of all units, ascending; one of them is its `own`.
    """

    def __init__(self, places: Sequence[Place], own: Place, settings: Settings) -> None:
        at = bisect_left(places, own)
        self.places = [*places[:at], *places[at + 1 :]]
        self.values = [int(place[0]) for place in self.places]
        self.ties = settings.ties
        self.ordered = bool(settings.tie_order)
        self.dense = settings.is_dense
        self.digits = settings.digits
        self.unit = "điểm" if settings.basis is Basis.POINTS else "điểm phần trăm"
        by_points = settings.basis is Basis.POINTS
        self.step = (settings.rounding if by_points else Rounding(settings.digits)).unit

    def rank(self, value: Points) -> int:
        """The rank of a unit at `value` or just above it; behind a tie at first come two dense ranks."""
        above = self.places[bisect_right(self.values, value) :]
        behind_tie = self.dense and len(above) > 1 and above[-2] == above[-1]
        return 1 + len(set(above) if self.dense else above) + behind_tie

    def has(self, value: Points) -> bool:
        """Whether another unit has this value."""
        return self.values[bisect_left(self.values, value) :][:1] == [value]

    def up(self, line: Standing) -> Iterator[str]:
        """More points: past those level with it, then past the next value."""
        own, rank = _value(line), line.rank or 0
        better = next(iter(self.values[bisect_right(self.values, own) :]), None)
        room = better is None or better - own > self.step
        if room and self.has(own) and (line.tied_with or self.rank(own) < rank):
            yield f"thêm dù chỉ {self._shown(self.step)} thì đứng riêng hạng {self.rank(own)}"
        if better is not None and not self._level(self.rank(better)):
            yield f"thêm {self._shown(better - own)} thì lên hạng {self.rank(better)}"
        elif better is not None:
            while self.has(better + self.step):  # no total fits between them
                better += self.step
            points, target = self._shown(better - own), self.rank(better)
            yield f"thêm quá {points} thì lên hạng {target} (thêm đúng chừng đó thì {self._level(target)})"

    def down(self, line: Standing) -> Iterator[str]:
        """Fewer points: behind those level with it, or behind the next value."""
        own, rank = _value(line), line.rank or 0
        falls_between = not (self.ordered and self.has(own - self.step))
        if falls_between and self.has(own) and self.rank(own - 1) > rank:
            yield f"bớt dù chỉ {self._shown(self.step)} thì xuống hạng {self.rank(own - 1)}"
            return
        worse = next(reversed(self.values[: bisect_left(self.values, own)]), None)
        if worse is not None:
            while self.ordered and self.has(worse - self.step):  # no total fits between them
                worse -= self.step
            text = f"bớt quá {self._shown(own - worse)} thì xuống hạng {self.rank(worse - 1)}"
            level = self._level(self.rank(worse))
            yield text + (f" (bớt đúng chừng đó thì {level})" if level else "")

    def _level(self, rank: int) -> str:
        """What decides between units level at a rank; nothing where they share it."""
        if self.ordered:
            return "xét theo thứ tự Khi bằng điểm"
        return "phải bỏ phiếu" if goes_to_vote(rank, self.ties) else ""

    def _shown(self, points: Points) -> str:
        return f"{shown(points, self.digits)} {self.unit}"
