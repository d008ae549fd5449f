"""Điều gì đổi Nhất, Nhì, Ba: the agreed score nearest to the one that stands that puts others into a place.

For each of the three places and each unit × criterion, upwards and downwards, in steps of the set decimals. Exact,
and the same as if every possible score were typed in turn and the whole cluster scored and ranked anew: an agreed
score moves the value of its own unit alone, and that value never falls while the score rises, so places change only
where it meets or passes the value of another unit.

Where the rule compares the units with each other, the criterion is scored anew for all of them.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from ..scoring.criteria import COMPUTED_FOR_CLUSTER, Criterion, Method
from ..scoring.levels import lowest_points
from ..scoring.rules import signed
from ..scoring.scores import (
    Agreement,
    Claim,
    ClusterScorer,
    Key,
    Score,
    UnitTotal,
    capped,
    compared_in,
    maximum_of,
    percent_of,
    points_of,
)
from ..scoring.settings import Basis, Settings
from ..scoring.tie_order import Place, figures, told_apart
from ..scoring.without_target import measures_without_target
from ..values.numbers import THOUSANDTHS, Points, Rounding
from .proclaimed import PLACES
from .standings import places_of
from .votes import BallotRow
from .withheld import NOTHING, Withholding

Holders: TypeAlias = Mapping[int, tuple[str, ...]]
"""Who stands at 1, 2 and 3, each in the order of the book; nobody at a place behind units level at a better one."""


class Flip(NamedTuple):
    """An agreed score that changes who holds a place.

    `score` is unsigned, as it is typed; `change` is what the unit gains against the score that stands, None where
    none does. Both in thousandths. `to` has several units where they are level, none where nobody is left.
    """

    place: int
    unit: str
    criterion: str
    score: Points
    change: Points | None
    rises: bool
    """Whether it raises the unit."""
    holders: tuple[str, ...]
    to: tuple[str, ...]

    @property
    def is_tie(self) -> bool:
        """Whether units are level at the place then."""
        return len(self.to) > 1


class Situation(NamedTuple):
    """A cluster as it is scored and ranked now: what every question about another score starts from."""

    scorer: ClusterScorer
    claims: Mapping[Key, Claim]
    agreements: Mapping[Key, Agreement]
    scores: Mapping[Key, Score]
    totals: Sequence[UnitTotal]
    """In the order of the book."""
    ballots: Sequence[BallotRow]
    withholding: Withholding = NOTHING
    """What conditions and violations keep from units as the scores stand now."""

    @property
    def settings(self) -> Settings:
        """The settings of the cluster."""
        return self.scorer.settings

    def own(self, unit: str, scores: Mapping[Key, Score]) -> dict[str, Score]:
        """The scores of a unit by criterion."""
        return {row.code: scores[unit, row.code] for row in self.scorer.criteria.scored}


def flips(now: Situation) -> list[Flip]:
    """Every change of a place that one agreed score can bring, by unit and criterion in the order of the book.

    Units without a rank bring none: what is not considered, and that of which nothing counts yet, is no question of
    a single score.
    """
    holders = holders_of(now.totals, now.settings, now.ballots, now.withholding)
    found: list[Flip] = []
    for total in now.totals:
        standing = total.standing(now.settings.basis)
        if standing is None:
            continue
        usual, own = _Regimes(now, total, now.totals, holders), _own(now, total)
        for criterion in now.scorer.criteria.of(total.unit.group).scored:
            moved = _others_moved(now, total, criterion)
            regimes = usual if moved is None else _Regimes(now, total, moved, holders)
            found += _Question(now, own, total, criterion, regimes, holders).answers(standing)
    return found


def holders_of(
    totals: Sequence[UnitTotal],
    settings: Settings,
    ballots: Sequence[BallotRow],
    withholding: Withholding = NOTHING,
) -> Holders:
    """Who holds each of the three places, or waits at it for a vote."""
    at = places_of(totals, settings, ballots, withholding)
    held = {place: frozenset(at.get(place, ())) for place in PLACES}
    return {
        place: tuple(one.unit.code for one in totals if one.unit.code in codes)
        for place, codes in held.items()
    }


def as_agreed(agreed: Agreement | None, score: Points) -> Agreement:
    """The row with this score typed, unsigned; one that cannot be read is put right with it."""
    return replace(agreed or Agreement(), score=Decimal(score) / THOUSANDTHS, unreadable=False)


# --- the other units --------------------------------------------------------------------------


class _Regimes:
    """Who holds the places while one unit stands at or between where the others do.

    Regime 2k lies between the marks k − 1 and k, regime 2k + 1 at mark k.
    """

    def __init__(
        self, now: Situation, total: UnitTotal, beside: Sequence[UnitTotal], holders: Holders
    ) -> None:
        basis, own = now.settings.basis, total.unit.code
        places = [one.standing(basis) for one in beside if one.unit.code != own]
        self._marks = sorted({mark for place in places if place is not None for mark in _marks(place)})
        self.values = {mark[0] for mark in self._marks}
        """The values of the others: at one of them alone does it matter what tells level units apart."""
        self._now, self._total, self._beside, self._holders = now, total, beside, holders
        self._changes: list[tuple[int, Holders]] | None = None

    def of(self, place: Place) -> int:
        """The regime that a place lies in."""
        at = bisect_left(self._marks, place)
        return 2 * at + (self._marks[at : at + 1] == [place])

    def lowest(self, regime: int) -> Place | None:
        """Nothing that belongs to it is below; None where it has no such end."""
        at, is_mark = divmod(regime, 2)
        return self._marks[at] if is_mark else _behind(self._marks[at - 1]) if at else None

    def beyond(self, regime: int) -> Place | None:
        """Everything that belongs to it is below; None where it has no such end."""
        at, is_mark = divmod(regime, 2)
        return _behind(self._marks[at]) if is_mark else self._marks[at] if at < len(self._marks) else None

    def changes(self) -> Sequence[tuple[int, Holders]]:
        """Every regime in which others hold a place than now, rising, with those places."""
        if self._changes is None:
            told = ((regime, self._changed(regime)) for regime in range(2 * len(self._marks) + 1))
            self._changes = [(regime, changed) for regime, changed in told if changed]
        return self._changes

    def _changed(self, regime: int) -> Holders:
        place = self._one_of(regime)
        if place is None:
            return {}
        value = int(place[0])
        own = self._total._replace(agreed_total=value, percent=value, apart=place[1:])
        totals = [own if one.unit.code == own.unit.code else one for one in self._beside]
        to = holders_of(totals, self._now.settings, self._now.ballots, self._now.withholding)
        return {place: codes for place, codes in to.items() if codes != self._holders[place]}

    def _one_of(self, regime: int) -> Place | None:
        """A place in a regime, whichever: others hold the same then; None where none lies between the two marks."""
        at, is_mark = divmod(regime, 2)
        if is_mark:
            return self._marks[at]
        below, above = self._marks[at - 1] if at else None, self._marks[at] if at < len(self._marks) else None
        if below is None:
            return (0,) if above is None else (above[0] - 1,)
        if len(below) > 1 and below[-1] != _MOST:
            return _behind(below)
        if above is not None and below[0] + 1 >= above[0]:
            return _behind(below) if below[0] == above[0] else None
        return (below[0] + 1,)


_LEAST, _MOST = -(10**18), 10**18
"""Below and above everything that is compared."""


def _behind(place: Place) -> Place:
    """Just above a place: nothing lies between the two."""
    return (*place, _LEAST)


def _marks(place: Place) -> Iterator[Place]:
    """Where a unit stands; where others than the vote tell level units apart, the ends of its value, too."""
    yield place
    if len(place) > 1:
        yield place[:1]
        yield (place[0], _MOST)


def _others_moved(now: Situation, total: UnitTotal, criterion: Criterion) -> Sequence[UnitTotal] | None:
    """The totals once any score of the unit is agreed in a criterion that compares the units; None as now."""
    if criterion.method not in COMPUTED_FOR_CLUSTER and not measures_without_target(criterion):
        return None
    key = (total.unit.code, criterion.code)
    agreed = {**now.agreements, key: as_agreed(now.agreements.get(key), 0)}
    scores = now.scorer.score_in(criterion, now.claims, agreed)
    others = [one for one in now.totals if one is not total]
    if all(
        scores[one.unit.code, key[1]].points == now.scores[one.unit.code, key[1]].points for one in others
    ):
        return None
    return [one if one is total else _scored_anew(now, one, {**now.scores, **scores}) for one in now.totals]


def _scored_anew(now: Situation, total: UnitTotal, scores: Mapping[Key, Score]) -> UnitTotal:
    own, grouping = now.own(total.unit.code, scores), now.scorer.grouping
    points, most = points_of(own), maximum_of(grouping, own)
    raw = capped(grouping.total(points) - total.deducted, now.settings)
    percent = percent_of(raw, most, now.settings) if points else None
    compared = compared_in(grouping, now.settings, own)
    return total._replace(agreed_total=raw, max_total=most, percent=percent, unscored=not points,
                   compared=compared, apart=told_apart(compared, percent))  # fmt: skip


class _Own(NamedTuple):
    """A unit's points by criterion and what they come to, in thousandths, before `Trần tổng điểm`.

    What conditions take off is off the total.
    """

    points: Mapping[str, Points]
    values: Mapping[str, Points]
    """The same with those of groups."""
    total: Points
    counting: frozenset[str]
    """The criteria that take part in its maximum."""
    maximum: Points


def _own(now: Situation, total: UnitTotal) -> _Own:
    own, grouping = now.own(total.unit.code, now.scores), now.scorer.grouping
    points = points_of(own)
    counting = frozenset(code for code, score in own.items() if score.counts)
    sums = grouping.total(points) - total.deducted
    return _Own(points, grouping.fold(points), sums, counting, maximum_of(grouping, own))


# --- one unit in one criterion ----------------------------------------------------------------


class _Question:
    """What agreed scores of a unit in a criterion do to the places."""

    def __init__(self, now: Situation, own: _Own, total: UnitTotal, criterion: Criterion, regimes: _Regimes,
                 holders: Holders) -> None:  # fmt: skip
        self.criterion, self.unit = criterion, total.unit.code
        self._regimes, self._holders = regimes, holders
        self._stands = now.scores[self.unit, criterion.code]
        self._scores = possible_scores(criterion, now.settings.rounding)
        self._value = self._valued(now, own)
        self._now, self._own = now, own

    def _valued(self, now: Situation, own: _Own) -> Callable[[Points], Points]:
        """Signed score → what the unit is ranked by then: in a group not every point counts."""
        settings, grouping, code = now.settings, now.scorer.grouping, self.criterion.code
        total = grouping.total_with(code, own.values, own.total)
        if settings.basis is Basis.POINTS:
            return lambda score: capped(total(score), settings)
        most = own.maximum if code in own.counting else grouping.maximum({*own.counting, code})
        return lambda score: percent_of(capped(total(score), settings), most, settings) or 0

    def _place(self, score: Points) -> Place:
        """Where the unit stands then: its value, and at that of another unit what tells the two apart."""
        value, order = self._value(score), self._now.settings.tie_order
        if not order or value not in self._regimes.values:
            return (value,)
        code, basis = self.criterion.code, self._now.settings.basis
        points, counting = {**self._own.points, code: score}, {*self._own.counting, code}
        compared = figures(order, self._now.scorer.grouping, basis, points, counting)
        return (value, *told_apart(compared, value))

    def answers(self, now: Place) -> Iterator[Flip]:
        """The nearest change of each place on either side of where the unit stands now."""
        own = now if now[0] in self._regimes.values else now[:1]
        middle = bisect_left(self._scores, own, key=self._place)
        for rises in (False, True):
            for place, (score, to) in sorted(self._nearest(middle, rises).items()):
                change = None if self._stands.points is None else score - self._stands.points
                yield Flip(
                    place,
                    self.unit,
                    self.criterion.code,
                    self._typed(score),
                    change,
                    rises,
                    self._holders[place],
                    to,
                )

    def _typed(self, score: Points) -> Points:
        """As it is typed: a penalty without its sign."""
        return abs(score) if self.criterion.is_penalty else score

    def _nearest(self, middle: int, rises: bool) -> dict[int, tuple[Points, tuple[str, ...]]]:
        """Place → the first score on the way that changes it, and its holders then."""
        found: dict[int, tuple[Points, tuple[str, ...]]] = {}
        for score, changed in self._up(middle) if rises else self._down(middle - 1):
            for place, to in changed.items():
                found.setdefault(place, (score, to))
            if len(found) == len(PLACES):
                break
        return found

    def _up(self, at: int) -> Iterator[tuple[Points, Holders]]:
        """From the score at this place on the first one of every regime that changes anything."""
        if at == len(self._scores):
            return
        first = self._regimes.of(self._place(self._scores[at]))
        for regime, changed in self._regimes.changes():
            if regime < first:
                continue
            lowest = self._regimes.lowest(regime)
            if lowest is not None:
                at = bisect_left(self._scores, lowest, lo=at, key=self._place)
            if at == len(self._scores):
                return
            if self._regimes.of(self._place(self._scores[at])) == regime:
                yield self._scores[at], changed

    def _down(self, at: int) -> Iterator[tuple[Points, Holders]]:
        """From the score at this place on downwards the last one of every regime that changes anything."""
        if at < 0:
            return
        first = self._regimes.of(self._place(self._scores[at]))
        for regime, changed in reversed(self._regimes.changes()):
            if regime > first:
                continue
            beyond = self._regimes.beyond(regime)
            if beyond is not None:
                at = bisect_left(self._scores, beyond, hi=at + 1, key=self._place) - 1
            if at < 0:
                return
            if self._regimes.of(self._place(self._scores[at])) == regime:
                yield self._scores[at], changed


def possible_scores(criterion: Criterion, rounding: Rounding) -> Sequence[Points]:
    """Every score that may be agreed, signed and rising, in thousandths: whole steps, and the maximum itself."""
    most, step = criterion.max_points, rounding.unit
    if criterion.method is Method.PASS_FAIL:
        return sorted({0, signed(criterion, most)})
    whole = most // step * step
    beyond = () if whole == most else (signed(criterion, most),)
    if criterion.is_penalty:
        steps = range(-whole, step, step)
        return (*beyond, *steps) if beyond else steps
    steps = range(-(-lowest_points(criterion) // step * step), whole + step, step)
    return (*steps, *beyond) if beyond else steps
