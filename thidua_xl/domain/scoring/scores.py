"""Chấm điểm: from what units claim and the cluster agrees to the score that stands.

Exact: targets and results are Fractions, points integers of thousandths, rounded half up once per
criterion; totals are sums of the rounded scores, so what is printed is what was added.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import NamedTuple

from ..values.catalogue import Code
from ..values.numbers import Points, Rounding, ratio_half_up
from .cluster_ranks import ClusterRanks
from .criteria import (
    BESIDE_OTHERS,
    COMPUTED_FOR_CLUSTER,
    OF_OTHERS,
    Criteria,
    Criterion,
    Method,
    RowKind,
    Scorer,
    WhenNotAssigned,
)
from .groups import Grouping, grouping_of
from .jury import NO_JURY, Jury
from .parameters import Invalid, Parameter, needs_result, needs_target, parse_parameter
from .rules import Outcome, cluster_ranks, leader, mean_score, signed, suggest, typed_score
from .settings import Basis, Settings
from .tie_order import Figure, Place, figures, told_apart
from .units import Unit
from .without_target import beside_best, measures_without_target

NOTHING_YET = "Chưa có phiếu, chưa nhập điểm"
CHOICE_OPEN = "Đã có phiếu, đang chờ chọn ở trang Tiếp nhận"
"""Of a unit whose forms wait for a person: it did send."""


class UnitTotal(NamedTuple):
    """A unit's totals in thousandths; `percent` in thousandths of a percent, rounded as it is printed.

    `missing` are the criteria without a score, `invalid` those of them for which the cluster typed something that
    cannot stand; `empty` says that nothing counts that was received or typed, `waits` that forms wait all the same,
    `unscored` that no score came of it.
    """

    unit: Unit
    self_total: Points | None = 0
    agreed_total: Points = 0
    max_total: Points = 0
    percent: Points | None = None
    missing: tuple[str, ...] = ()
    empty: bool = False
    invalid: tuple[str, ...] = ()
    unscored: bool = False
    waits: bool = False
    deducted: Points = 0
    """What conditions and violations took off the total."""
    awaited: tuple[str, ...] = ()
    """Scorers whose points lack, by name."""
    compared: tuple[Figure, ...] = ()
    """What it has in the items of `Khi bằng điểm`."""
    apart: tuple[Points | Fraction, ...] = ()
    """The same as it is compared."""

    @property
    def nothing_yet(self) -> str:
        """What is said where nothing counts."""
        return CHOICE_OPEN if self.waits else NOTHING_YET

    def value(self, basis: Basis) -> Points | None:
        """What the unit is ranked by; None where it cannot be ranked."""
        if self.unit.is_excluded or self.empty or self.unscored:
            return None
        return self.agreed_total if basis is Basis.POINTS else self.percent

    def standing(self, basis: Basis) -> Place | None:
        """The value that it is ranked by, and what tells it from units level with it; None where it has no rank."""
        value = self.value(basis)
        return None if value is None else (value, *self.apart)

    def is_unmeasured(self, basis: Basis) -> bool:
        """Whether there is no maximum to take a percentage of, whatever is scored."""
        return basis is Basis.PERCENT and self.max_total <= 0

    def unranked(self, basis: Basis) -> str:
        """Why a unit that counts has no rank all the same."""
        if self.is_unmeasured(basis):
            return "điểm tối đa bằng 0 nên không tính được tỷ lệ %"
        return "chưa có điểm nào"

    @property
    def is_missing(self) -> bool:
        """Whether it should have been scored and nothing is there."""
        return self.empty and not self.unit.is_excluded

    def is_incomplete(self, basis: Basis) -> bool:
        """Whether a score is missing, or the maximum without which there is no percentage."""
        counts = not self.unit.is_excluded and not self.empty
        return counts and (bool(self.missing) or self.value(basis) is None)


Key = tuple[str, str]
"""Unit code and criterion code."""


@dataclass(slots=True)
class Claim:
    """What a unit says of one criterion, as far as it can be used.

    `score` is the self-score as typed (None: blank, or with an error, which counts as missing).
    """

    target: Fraction | None = None
    result: Fraction | None = None
    passed: bool | None = None
    not_assigned: bool = False
    score: Decimal | None = None
    level: str | None = None

    @property
    def says_something(self) -> bool:
        """Whether anything stands there that could be used."""
        words = self.passed is not None or self.level is not None
        inputs = self.target is not None or self.result is not None or words
        return inputs or self.not_assigned or self.score is not None


@dataclass(slots=True)
class Agreement:
    """What the cluster agreed on one criterion (the typed columns of `Thống nhất điểm`).

    `unreadable`: something was typed that cannot be understood, so nothing may stand in its place.
    """

    target: Fraction | None = None
    result: Fraction | None = None
    passed: bool | None = None
    not_assigned: bool | None = None
    score: Decimal | None = None
    unreadable: bool = False
    level: str | None = None

    @property
    def has_inputs(self) -> bool:
        """Whether a target or a result was agreed."""
        words = self.passed is not None or self.level is not None
        return self.target is not None or self.result is not None or words


class Origin(Enum):
    """Where the score that stands comes from (design, 3: the order of `Điểm tính`)."""

    AGREED = "agreed"
    AGREED_INPUTS = "agreed inputs"
    COMPUTED = "computed"
    SCORERS = "scorers"
    SELF = "self"
    NOT_ASSIGNED = "not assigned"
    MISSING = "missing"


@dataclass(slots=True)
class Score:
    """The outcome for one unit and criterion; all points signed (penalties negative)."""

    points: Points | None = None
    """Điểm tính; None is missing, unless `counts` is false."""
    machine: Points | None = None
    """What stands while nothing is typed in `Điểm thống nhất`."""
    prior: Points | None = None
    """What stood before the cluster agreed anything: the self-score or the computed score."""
    self_points: Points | None = None
    """Its share of the self total: what the unit typed, or what only the cluster can compute."""
    granted: Points | None = None
    """What the self side gains where the cluster confirmed the unit's `Không được giao`."""
    said: bool = False
    """Whether the unit said anything itself: a form of which nothing can be used has no self total, not one of 0."""
    counts: bool = True
    """Whether it takes part in the unit's maximum."""
    held: bool = True
    """Whether the unit has the criterion at all: one of another group (Chỉ nhóm) it has not, nor does it count."""
    origin: Origin = Origin.MISSING
    problem: Code | None = None
    """Why the rule gave nothing (TARGET_ZERO, NEGATIVE)."""
    lacks: str = ""
    place: int | None = None
    """Its place where the program ranks the results, while its score comes of that."""

    @property
    def is_missing(self) -> bool:
        """Blank is not zero and not "không giao"."""
        return self.points is None and self.counts


_NOTHING = Claim()
_NOT_AGREED = Agreement()
_NO_OUTCOME = Outcome()
_NO_RESULT = Outcome(lacks="result")
_NO_TARGET = Fraction(0)
"""For rules that read none."""


@dataclass(slots=True)
class ClusterScorer:
    """Scores a whole cluster with one set of criteria and settings."""

    criteria: Criteria
    settings: Settings
    units: Sequence[Unit]
    parameters: dict[str, Parameter] = field(default_factory=dict)
    rounding: Rounding = field(init=False)
    grouping: Grouping = field(init=False)
    jury: Jury = NO_JURY
    """Those who score together, where the cluster has any."""

    def __post_init__(self) -> None:
        self.rounding = self.settings.rounding
        self.parameters = parameters_of(self.criteria)
        self.grouping = grouping_of(self.criteria, self.settings.digits)

    def score(self, claims: Mapping[Key, Claim], agreements: Mapping[Key, Agreement]) -> dict[Key, Score]:
        """Every unit × scored criterion."""
        scores: dict[Key, Score] = {}
        for criterion in self.criteria.asked:
            scores |= self.score_in(criterion, claims, agreements)
        return scores

    def score_in(
        self, criterion: Criterion, claims: Mapping[Key, Claim], agreements: Mapping[Key, Agreement]
    ) -> dict[Key, Score]:
        """Every unit in one criterion: nothing said of another one moves these scores."""
        scores: dict[Key, Score] = {}
        compared = self._compared(criterion, claims, agreements)
        without = self._without_target(criterion, claims, agreements)
        shared = criterion.by_scorers and criterion.code not in self.criteria.invalid
        for unit in self.units:
            key = (unit.code, criterion.code)
            if not self._has(unit, criterion):
                scores[key] = Score(counts=False, held=False)
                continue
            claim, agreed = claims.get(key, _NOTHING), agreements.get(key, _NOT_AGREED)
            beside = compared.get(unit.code, _NO_OUTCOME) if compared is not None else None
            if agreed.not_assigned:
                beside = without.get(unit.code, _NO_RESULT)
            given = self._by_scorers(criterion, unit.code, claim) if shared else None
            scores[key] = self._one(criterion, claim, agreed, beside, given)
        return scores

    def _by_scorers(self, criterion: Criterion, unit: str, claim: Claim) -> Points | None:
        """What several scorers' points make, signed; None while one of them lacks."""
        mean = self.jury.verdict(criterion, unit, claim.score).mean
        return None if mean is None else mean_score(criterion, mean, self.rounding)

    def _has(self, unit: Unit, criterion: Criterion) -> bool:
        """Whether the criterion is one of the unit's group."""
        return criterion.code in self.criteria.of(unit.group).by_code

    def by_rule(self, criterion: Criterion, claim: Claim, agreed: Agreement) -> Points | None:
        """What the criterion's rule gives, signed, of figures that one unit alone decides; agreed ones first."""
        parameter = self.parameters.get(criterion.code)
        if parameter is None:
            return None
        return self._points(criterion, self._suggested(criterion, parameter, claim, agreed))

    def _compared(
        self, criterion: Criterion, claims: Mapping[Key, Claim], agreements: Mapping[Key, Agreement]
    ) -> dict[str, Outcome] | None:
        """Outcomes of rules that compare all units that have their figures; None for other rules."""
        if criterion.method not in BESIDE_OTHERS:
            return None
        parameter = self.parameters.get(criterion.code)
        if parameter is None:
            return {}
        inputs: dict[str, tuple[Fraction, Fraction]] = {}
        asks = needs_target(criterion.method, parameter)
        lacking: dict[str, Outcome] = {}
        for unit in self.units:
            if not self._has(unit, criterion):
                continue
            key = (unit.code, criterion.code)
            agreed = agreements.get(key, _NOT_AGREED)
            claim = claims.get(key, _NOTHING)
            if agreed.not_assigned or (claim.not_assigned and agreed.not_assigned is None):
                continue
            target, result = inputs_of(criterion, claim, agreed)
            if not asks:
                target = _NO_TARGET
            if target is None or result is None:
                lacking[unit.code] = Outcome(lacks="target" if target is None else "result")
            elif not agreed.unreadable:
                inputs[unit.code] = (target, result)
        may_lead = {unit.code for unit in self.units if not unit.is_excluded}
        if isinstance(parameter, ClusterRanks):
            results = {unit: result for unit, (_, result) in inputs.items()}
            ranked = cluster_ranks(criterion.max_points, parameter, results, may_lead, self.rounding)
            return lacking | ranked
        lower = bool(getattr(parameter, "lower_is_better", False))
        return lacking | leader(criterion.max_points, lower, inputs, may_lead, self.rounding)

    def _without_target(
        self, criterion: Criterion, claims: Mapping[Key, Claim], agreements: Mapping[Key, Agreement]
    ) -> dict[str, Outcome]:
        """Outcomes of the units that were confirmed to be without the target, where their results are compared."""
        if not measures_without_target(criterion):
            return {}
        results: dict[str, Fraction] = {}
        for unit in self.units:
            agreed = agreements.get((unit.code, criterion.code), _NOT_AGREED)
            claim = claims.get((unit.code, criterion.code), _NOTHING)
            _, result = inputs_of(criterion, claim, agreed)
            if not self._has(unit, criterion):
                continue
            if agreed.not_assigned and not agreed.unreadable and result is not None:
                results[unit.code] = result
        may_lead = {unit.code for unit in self.units if not unit.is_excluded}
        return beside_best(criterion, results, may_lead, self.rounding)

    def _one(
        self, criterion: Criterion, claim: Claim, agreed: Agreement, compared: Outcome | None,
        given: Points | None,
    ) -> Score:  # fmt: skip
        if criterion.is_condition:
            return Score(said=claim.says_something, counts=False)
        own = self._typed(criterion, claim.score) if criterion.scored_by_unit else None
        alone = criterion.method not in COMPUTED_FOR_CLUSTER and not criterion.by_scorers
        if agreed is _NOT_AGREED and alone:
            if own is None or claim.not_assigned:
                return Score(said=claim.says_something)
            return Score(own, own, own, own, said=True, origin=Origin.SELF)  # `_machine`, for nearly all
        score = Score(said=claim.says_something)
        computed = self._computed(criterion, claim, agreed, compared)
        self._machine(score, criterion, claim, agreed, own, given, computed)
        if agreed.score is not None:
            score.points, score.origin = self._typed(criterion, agreed.score), Origin.AGREED
            score.counts = True
        else:
            score.points = score.machine
        return score

    def _machine(self, score: Score, criterion: Criterion, claim: Claim, agreed: Agreement,
                 own: Points | None, given: Points | None, computed: Outcome) -> None:  # fmt: skip
        """The order of `Điểm tính` below an agreed score."""
        if agreed.not_assigned:
            score.self_points = None if claim.not_assigned else own
            self._not_assigned(score, criterion, claim, computed)
            return
        unconfirmed = claim.not_assigned and agreed.not_assigned is None
        by_cluster = criterion.method in COMPUTED_FOR_CLUSTER
        if by_cluster:
            points = self._points(criterion, computed)
            score.problem, score.lacks = computed.code, computed.lacks
            score.self_points = None if unconfirmed else points
            score.prior = points if not agreed.has_inputs and not unconfirmed else None
        else:
            score.self_points = None if unconfirmed else own
            score.prior = None if unconfirmed else given if criterion.by_scorers else own
        if agreed.unreadable:
            return
        if agreed.has_inputs and needs_result(criterion.method):
            score.machine = self._points(criterion, computed)
            score.problem, score.lacks, score.place = computed.code, computed.lacks, computed.place
            score.origin = Origin.AGREED_INPUTS if score.machine is not None else Origin.MISSING
        elif unconfirmed:
            return
        elif by_cluster:
            score.machine, score.place = score.self_points, computed.place
            score.origin = Origin.COMPUTED if score.machine is not None else Origin.MISSING
        elif criterion.by_scorers:
            score.machine = given
            score.origin = Origin.SCORERS if given is not None else Origin.MISSING
        elif own is not None:
            score.machine, score.origin = own, Origin.SELF

    def _not_assigned(self, score: Score, criterion: Criterion, claim: Claim, without: Outcome) -> None:
        """A target that the head confirmed was not given (`Khi không được giao`)."""
        score.origin = Origin.NOT_ASSIGNED
        match criterion.when_not_assigned:
            case WhenNotAssigned.LEAVES_MAXIMUM:
                score.counts = False
            case WhenNotAssigned.FULL:
                score.machine = signed(criterion, criterion.max_points)
            case WhenNotAssigned.ZERO:
                score.machine = 0
            case WhenNotAssigned.BESIDE_BEST:
                score.machine = self._points(criterion, without)
                score.problem, score.lacks = without.code, without.lacks
            case WhenNotAssigned.NOT_ALLOWED:
                score.origin = Origin.MISSING
        if claim.not_assigned:
            score.granted = score.machine

    def _computed(
        self, criterion: Criterion, claim: Claim, agreed: Agreement, compared: Outcome | None
    ) -> Outcome:
        if compared is not None:
            return compared
        if not (agreed.has_inputs or criterion.method in OF_OTHERS):
            return _NO_OUTCOME
        parameter = self.parameters.get(criterion.code)
        if parameter is None:
            return _NO_OUTCOME
        return self._suggested(criterion, parameter, claim, agreed)

    def _suggested(
        self, criterion: Criterion, parameter: Parameter, claim: Claim, agreed: Agreement
    ) -> Outcome:
        target, result = inputs_of(criterion, claim, agreed)
        passed, level = words_of(claim, agreed)
        return suggest(criterion, parameter, target, result, passed, self.rounding, level)

    def _typed(self, criterion: Criterion, typed: Decimal | None) -> Points | None:
        if typed is None:
            return None
        return typed_score(criterion, typed, self.rounding)

    def _points(self, criterion: Criterion, outcome: Outcome) -> Points | None:
        return None if outcome.points is None else signed(criterion, outcome.points)


def inputs_of(
    criterion: Criterion, claim: Claim, agreed: Agreement
) -> tuple[Fraction | None, Fraction | None]:
    """Target and result: agreed ones first; a criterion that the head scores knows no others but letters."""
    if criterion.scorer is Scorer.HEAD and criterion.method is not Method.ON_TIME:
        claim = _NOTHING
    return (
        agreed.target if agreed.target is not None else claim.target,
        agreed.result if agreed.result is not None else claim.result,
    )


def words_of(claim: Claim, agreed: Agreement) -> tuple[bool | None, str | None]:
    """Whether it is passed, and the level: agreed ones first."""
    return (
        agreed.passed if agreed.passed is not None else claim.passed,
        agreed.level if agreed.level is not None else claim.level,
    )


def parameters_of(criteria: Criteria) -> dict[str, Parameter]:
    """The understood parameters by criterion; invalid ones are left out."""
    found: dict[str, Parameter] = {}
    for criterion in criteria.asked:
        if criterion.code not in criteria.invalid:
            parameter = parse_parameter(criterion)
            if not isinstance(parameter, Invalid):
                found[criterion.code] = parameter
    return found


class Totals(NamedTuple):
    """Sums of one unit, in thousandths; None where there is no score to add: that is not 0.

    `self_total` is what the unit claimed, with the scores that only the cluster can compute; `self_adjusted`
    also has what confirmed không giao adds. Who signed no form claims nothing, whatever the cluster computes for it.
    """

    unit: Unit
    self_total: Points | None
    self_adjusted: Points | None
    agreed_total: Points
    max_total: Points
    percent: Points | None
    sections: Mapping[str, Points | None]
    bonus: Points | None
    penalty: Points | None
    missing: tuple[str, ...]
    scored: int
    """How many criteria have a score."""
    deducted: Points = 0
    """What conditions and violations take off the total: part of it, of no section and no criterion."""
    added: Mapping[str, Points] = {}
    """What the parts of every group come to before its rule, by its name, where any has points."""
    counted: Mapping[str, Points] = {}
    """What the group counts with."""
    compared: tuple[Figure, ...] = ()
    """What it has in the items of `Khi bằng điểm`."""

    def as_unit_total(self, empty: bool) -> UnitTotal:
        """What ranking needs."""
        return UnitTotal(
            self.unit, self.self_total, self.agreed_total, self.max_total, self.percent, self.missing, empty,
            unscored=not self.scored, deducted=self.deducted, compared=self.compared,
            apart=told_apart(self.compared, self.percent),
        )  # fmt: skip

    @property
    def stands(self) -> Points | None:
        """The agreed total as it is printed."""
        return self.agreed_total if self.scored else None


def total_units(
    criteria: Criteria, settings: Settings, units: Iterable[Unit], scores: Mapping[Key, Score],
    signed: Set[str], deductions: Mapping[str, Points] | None = None,
) -> list[Totals]:  # fmt: skip
    """The totals of every unit in the order given.

    `signed` are the units whose form counts; `deductions` what conditions and violations take off totals.
    """
    grouping = grouping_of(criteria, settings.digits)
    claims = signed if criteria.any_by_unit else frozenset[str]()  # no form is due: what came claims no score
    taken = deductions or {}
    return [
        _total(criteria, settings, grouping, unit, scores, unit.code in claims, taken.get(unit.code, 0))
        for unit in units
    ]


def _total(criteria: Criteria, settings: Settings, grouping: Grouping, unit: Unit,
           scores: Mapping[Key, Score], signed: bool, deducted: Points) -> Totals:  # fmt: skip
    own = {c.code: scores[unit.code, c.code] for c in criteria.scored}
    points = points_of(own)
    values = grouping.fold(points)
    maximum = maximum_of(grouping, own)
    taken = deducted if points else 0
    total = capped(grouping.total(points) - taken, settings)
    claimed, granted = self_side(own, grouping, settings)
    said = signed and any(score.said for score in own.values())
    return Totals(
        unit,
        claimed if said else None,
        granted if said else None,
        total,
        maximum,
        percent_of(total, maximum, settings) if points else None,
        {section.code: grouping.shown(values, section.code) for section in criteria.sections},
        grouping.summed(values, RowKind.BONUS),
        grouping.summed(values, RowKind.PENALTY),
        tuple(code for code, score in own.items() if score.is_missing),
        len(points),
        taken,
        {group.name: sum(inside) for group in grouping.groups if (inside := group.inside(values))},
        {group.name: values[group.name] for group in grouping.groups if group.name in values},
        compared_in(grouping, settings, own),
    )


def points_of(own: Mapping[str, Score]) -> dict[str, Points]:
    """The scores of a unit by criterion, as far as there are any."""
    return {code: score.points for code, score in own.items() if score.points is not None}


def maximum_of(grouping: Grouping, own: Mapping[str, Score]) -> Points:
    """The most that a unit could have: without what it was not given, without bonus and penalty."""
    return grouping.maximum([code for code, score in own.items() if score.counts])


def compared_in(grouping: Grouping, settings: Settings, own: Mapping[str, Score]) -> tuple[Figure, ...]:
    """What a unit with these scores has in the items of `Khi bằng điểm`."""
    if not settings.tie_order:
        return ()
    counting = {code for code, score in own.items() if score.counts}
    return figures(settings.tie_order, grouping, settings.basis, points_of(own), counting)


def self_side(
    own: Mapping[str, Score], grouping: Grouping, settings: Settings
) -> tuple[Points, Points]:  # fmt: skip
    """A unit's self total, and the same with what confirmed không giao adds."""
    claimed = {code: score.self_points for code, score in own.items() if score.self_points is not None}
    granted = {code: score.granted for code, score in own.items() if score.granted is not None}
    both = claimed | {code: claimed.get(code, 0) + more for code, more in granted.items()}
    return capped(grouping.total(claimed), settings), capped(grouping.total(both), settings)


def capped(total: Points, settings: Settings) -> Points:
    """`Trần tổng điểm` applied."""
    return total if settings.ceiling is None else min(total, settings.ceiling)


def percent_of(total: Points, maximum: Points, settings: Settings) -> Points | None:
    """Tỷ lệ % in thousandths, rounded like a score; None where there is no maximum."""
    if maximum <= 0:
        return None
    return ratio_half_up(total * 100, maximum, settings.digits)
