"""Người chấm: what several scorers gave, and the one score that their points make.

Exact: the mean is a Fraction of the scores as they were typed, by weights, and is rounded once by whoever asks.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from ..values.numbers import as_fraction
from ..values.text import fold
from .criteria import Criterion, Method, Scorer
from .units import Unit

ScoreKey = tuple[str, str, str]
"""Scorer (a code of `Người chấm`, or a unit's where units score each other), unit and criterion."""
FEWEST_TO_DROP = 3
"""So many scores must there be before the highest and the lowest are dropped."""


class Person(NamedTuple):
    """Người chấm: one row of that sheet. No weight: what stands there is no number above 0."""

    code: str
    name: str = ""
    email: str = ""
    weight: Fraction | None = Fraction(1)


class Judge(NamedTuple):
    """One who scores a unit in a criterion; `own`: the unit itself, by its self-score."""

    code: str
    name: str
    weight: Fraction
    own: bool = False

    @property
    def said(self) -> str:
        """Who it is, for a reader."""
        return f"{self.code} ({self.name})" if self.name else self.code


class Given(NamedTuple):
    """A judge's score, as typed."""

    judge: Judge
    score: Decimal
    """Of a penalty without its sign; of a bonus it may be below 0 where the rule lets it."""


class Verdict(NamedTuple):
    """What the judges of one unit and criterion make together."""

    given: tuple[Given, ...] = ()
    lacking: tuple[Judge, ...] = ()
    mean: Fraction | None = None
    """In points, of a penalty without the sign; None while a score lacks, or where they do not make one."""
    split: bool = False
    """Whether some say Đạt and others Không đạt: that is a person's to decide."""
    dropped: tuple[Given, ...] = ()


_NO_VERDICT = Verdict()


@dataclass(frozen=True)
class Jury:
    """The scorers of a cluster and what they gave, as far as it counts."""

    people: Mapping[str, Person] = field(default_factory=dict)
    """By the folded code."""
    units: Sequence[Unit] = ()
    drops: bool = False
    """Bỏ điểm cao nhất, thấp nhất, where units score each other."""
    scores: Mapping[ScoreKey, Decimal] = field(default_factory=dict)

    def judges(self, criterion: Criterion, unit: str) -> tuple[Judge, ...]:
        """Who scores the unit there; nobody where one of those named is not known or has no weight."""
        if criterion.scorer is Scorer.CROSS:
            others = (one for one in self.units if one.code != unit and not one.is_excluded)
            return tuple(Judge(one.code, one.name, Fraction(1)) for one in others)
        judges: list[Judge] = []
        for share in criterion.shares:
            person = self.people.get(fold(share.code)) if share.code else Person(share.name)
            weight = (person and person.weight) if share.percent is None else share.percent
            if person is None or weight is None:
                return ()
            judges.append(Judge(person.code, person.name, weight, not share.code))
        return tuple(judges)

    def verdict(self, criterion: Criterion, unit: str, own: Decimal | None) -> Verdict:
        """What the judges gave; `own` is the unit's self-score as far as it counts."""
        given: list[Given] = []
        lacking: list[Judge] = []
        for judge in self.judges(criterion, unit):
            score = own if judge.own else self.scores.get((judge.code, unit, criterion.code))
            if score is None:
                lacking.append(judge)
            else:
                given.append(Given(judge, abs(score) if criterion.is_penalty else score))
        if not given or lacking:
            return Verdict(tuple(given), tuple(lacking)) if given or lacking else _NO_VERDICT
        return self._together(criterion, given)

    def _together(self, criterion: Criterion, given: Sequence[Given]) -> Verdict:
        """The verdict once everybody has given a score."""
        drops = self.drops and criterion.scorer is Scorer.CROSS
        if drops and len(given) < FEWEST_TO_DROP:
            return Verdict(tuple(given))
        counted, dropped = _without_ends(given) if drops else (given, ())
        if criterion.method is Method.PASS_FAIL and len({one.score for one in counted}) > 1:
            return Verdict(tuple(given), split=True, dropped=tuple(dropped))
        return Verdict(tuple(given), mean=mean_of(counted), dropped=tuple(dropped))


NO_JURY = Jury()


def mean_of(given: Sequence[Given]) -> Fraction:
    """The weighted mean, exact."""
    weights = sum((one.judge.weight for one in given), Fraction(0))
    return sum((one.judge.weight * as_fraction(one.score) for one in given), Fraction(0)) / weights


def _without_ends(given: Sequence[Given]) -> tuple[list[Given], list[Given]]:
    """The scores without one highest and one lowest, in their order, and these two."""
    lowest = min(given, key=lambda one: one.score)
    highest = max((one for one in given if one is not lowest), key=lambda one: one.score)
    return [one for one in given if one is not lowest and one is not highest], [lowest, highest]
