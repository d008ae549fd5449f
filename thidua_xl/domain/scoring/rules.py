"""Cách chấm: one pure function per rule, exact in Fractions, and the rounding that comes once, last.

T is the target, A the result, the maximum counts in points. Every score is unsigned: what is deducted
gets its sign from the criterion's kind (`signed`). The rules expect T and A not negative, and T above
zero where higher is better; the edges that remain (design, 3) follow from never dividing by a zero.
"""

from collections.abc import Collection, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from ..values.catalogue import Code
from ..values.numbers import Points, Rounding, in_points, typed_points
from .brackets import Brackets, by_bracket
from .cluster_ranks import ClusterRanks, place_all
from .criteria import Criterion, Method
from .levels import Levels
from .on_time import Late, by_lateness
from .parameter_grammar import of_place
from .parameters import (
    ByRank,
    Leader,
    LessPerEvent,
    LessPerPercent,
    NoParameter,
    Parameter,
    PerEvent,
    Ratio,
    Steps,
    effective_maximum,
    needs_target,
)

NOTHING = Fraction(0)


class Outcome(NamedTuple):  # made for every criterion of every form, in a third of a frozen class's time
    """What a rule suggests.

    `points` in thousandths, unsigned. Where there are none, `code` (TARGET_ZERO, NEGATIVE) says what is
    wrong with the inputs or `lacks` ("target", "result") what is missing; a rule that computes nothing
    (Chấm trực tiếp, a rank that is no rank, a rule beside others for one unit) leaves all three empty.
    """

    points: Points | None = None
    code: Code | None = None
    lacks: str = ""
    place: int | None = None
    """Its place where the program ranks the results."""


def suggest(
    criterion: Criterion,
    parameter: Parameter,
    target: Fraction | None,
    result: Fraction | None,
    passed: bool | None,
    rounding: Rounding,
    level: str | None = None,
) -> Outcome:
    """The score by the criterion's rule, for every rule that one unit alone can compute."""
    if isinstance(parameter, Leader | ClusterRanks):
        return Outcome()
    if isinstance(parameter, NoParameter):
        return pass_or_fail(criterion, passed) if criterion.method is Method.PASS_FAIL else Outcome()
    if isinstance(parameter, Levels):
        return by_level(criterion, parameter, level, rounding)
    if not needs_target(criterion.method, parameter):
        target = None
    elif target is None:
        return Outcome(lacks="target")
    if result is None:
        return Outcome(lacks="result")
    if wrong := unusable(target, result, lower_is_better=_lower_is_better(parameter)):
        return Outcome(code=wrong)
    maximum = effective_maximum(criterion, parameter)
    exact = _exact(parameter, in_points(maximum), NOTHING if target is None else target, result)
    return Outcome() if exact is None else Outcome(within(exact, maximum, rounding))


def unusable(target: Fraction | None, result: Fraction, *, lower_is_better: bool) -> Code | None:
    """Why nothing is suggested from these inputs (a finding instead), or None."""
    if result.numerator < 0 or (target is not None and target.numerator < 0):
        return Code.NEGATIVE
    if target is not None and target.numerator == 0 and not lower_is_better:
        return Code.TARGET_ZERO
    return None


def _lower_is_better(parameter: Parameter) -> bool:
    return isinstance(parameter, (Ratio, Steps, LessPerPercent)) and parameter.lower_is_better


def within(exact: Fraction, maximum: Points, rounding: Rounding) -> Points:
    """Clamped to 0…maximum and rounded half up; a maximum that is no multiple is kept, and not exceeded either."""
    return max(0, rounding.within(exact, maximum))


def signed(criterion: Criterion, points: Points) -> Points:
    """The points with the sign of the criterion's kind: a penalty typed 3 or −3 deducts 3."""
    return -abs(points) if criterion.is_penalty else points


def typed_score(criterion: Criterion, score: Decimal, rounding: Rounding) -> Points:
    """The points of a score as it was typed, signed; one below 0 that may be so stays below 0."""
    points = typed_points(score, criterion.max_points, rounding)
    return signed(criterion, -points if score < 0 else points)


def mean_score(criterion: Criterion, mean: Fraction, rounding: Rounding) -> Points:
    """The points of a mean of scores, signed: rounded once, within a maximum that may be no multiple."""
    return signed(criterion, rounding.within(mean, criterion.max_points))


def _exact(parameter: Parameter, maximum: Fraction, target: Fraction, result: Fraction) -> Fraction | None:
    """The exact points before clamping and rounding, None where the rule gives none."""
    match parameter:
        case Ratio(lower):
            return by_ratio(maximum, target, result, lower_is_better=lower)
        case Steps():
            return by_steps(parameter, target, result)
        case Brackets():
            return by_bracket(parameter, target, result)
        case LessPerPercent():
            return less_per_percent(parameter, maximum, target, result)
        case LessPerEvent():
            return less_per_event(parameter, maximum, result)
        case Late():
            return by_lateness(parameter, maximum, result)
        case PerEvent():
            return per_event(parameter, result)
        case ByRank():
            return by_rank(parameter, result)
    return None


# --- the rules of one unit --------------------------------------------------------------------
# Where a rule needs several operations, they are multiplied out in integers: as exact, and a quarter of the
# time, because Fractions would reduce every result in between.


def pass_or_fail(criterion: Criterion, passed: bool | None) -> Outcome:
    """Đạt/không đạt: the maximum or 0."""
    return Outcome(lacks="result") if passed is None else Outcome(criterion.max_points if passed else 0)


def by_level(criterion: Criterion, rule: Levels, level: str | None, rounding: Rounding) -> Outcome:
    """Chọn mức: the points of the level, which of a bonus may be below 0."""
    points = None if level is None else rule.points(level)
    if points is None:
        return Outcome(lacks="result")
    return Outcome(rounding.within(in_points(points), criterion.max_points))


def by_ratio(maximum: Fraction, target: Fraction, result: Fraction, *, lower_is_better: bool) -> Fraction:
    """Theo tỷ lệ: max × min(1, A/T), or T/A; the ratio stays exact (99.995 % is not 100 %)."""
    reached, wanted = (target, result) if lower_is_better else (result, target)
    part, whole = reached.numerator * wanted.denominator, wanted.numerator * reached.denominator
    return maximum if part >= whole else Fraction(maximum.numerator * part, maximum.denominator * whole)


def by_steps(rule: Steps, target: Fraction, result: Fraction) -> Fraction:
    """Theo bậc: the points of the first threshold reached, else of `khác`."""
    for step in rule.steps:
        if _reached(rule, step.threshold, target, result):
            return in_points(step.points)
    return in_points(rule.otherwise)


def _reached(rule: Steps, threshold: Fraction, target: Fraction, result: Fraction) -> bool:
    """Whether the result reaches a threshold; ratios are multiplied out, so that no zero divides.

    With T/A a result of 0 thus reaches every threshold: the best result never scores below a worse one.
    """
    if not rule.of_ratio:
        return result <= threshold if rule.at_most else result >= threshold
    if rule.at_most:
        return _beyond(result, threshold, target) <= 0
    if rule.lower_is_better:
        return _beyond(target, threshold, result) >= 0
    return _beyond(result, threshold, target) >= 0


def _beyond(number: Fraction, percent: Fraction, base: Fraction) -> int:
    """Above 0 where a number is more than so many percent of the base, below 0 where it is less."""
    return (
        100 * number.numerator * percent.denominator * base.denominator
        - percent.numerator * base.numerator * number.denominator
    )


def less_per_percent(rule: LessPerPercent, maximum: Fraction, target: Fraction, result: Fraction) -> Fraction:
    """Trừ theo % chưa đạt: for each full percent short; the floor of an exact number needs no guard."""
    wanted, reached = target.numerator * result.denominator, result.numerator * target.denominator
    short = reached - wanted if rule.lower_is_better else wanted - reached
    if short <= 0:
        return maximum
    if not wanted:
        return NOTHING
    return maximum - rule.points * (
        100 * short * rule.percent.denominator // (wanted * rule.percent.numerator)
    )


def less_per_event(rule: LessPerEvent, maximum: Fraction, result: Fraction) -> Fraction:
    """Trừ từ điểm tối đa: x less per occurrence, nothing left from `hết từ` on."""
    if rule.all_from is not None and result >= rule.all_from:
        return NOTHING
    return maximum - rule.each * result


def per_event(rule: PerEvent, result: Fraction) -> Fraction:
    """Cộng theo lần, Trừ theo lần: x per event; the cap is the maximum it is clamped to."""
    return rule.each * result


def by_rank(rule: ByRank, rank: Fraction) -> Fraction | None:
    """Theo thứ hạng: the points of a rank 1, 2, …; none for what is no rank (0; 1,5)."""
    if rank < 1 or rank.denominator != 1:
        return None
    return of_place(rule.points, int(rank))


# --- the rule of the whole cluster ------------------------------------------------------------


def leader(
    maximum: Points,
    lower_is_better: bool,
    inputs: Mapping[str, tuple[Fraction, Fraction]],
    may_lead: Collection[str],
    rounding: Rounding,
) -> dict[str, Outcome]:
    """So với đơn vị dẫn đầu, for every unit that has both inputs (T, A).

    Only units of `may_lead` lead. One that may not but exceeds further than the leader is clamped to the
    maximum; where nobody leads there is nothing to measure against, and it gets half like A = T.
    """
    wrong = {unit: unusable(*pair, lower_is_better=lower_is_better) for unit, pair in inputs.items()}
    exceed = {unit: _exceed(*pair, lower_is_better) for unit, pair in inputs.items() if not wrong[unit]}
    best = max((exceed[unit] for unit in may_lead if unit in exceed), default=NOTHING)

    def score(unit: str) -> Points:
        half = by_ratio(in_points(maximum), *inputs[unit], lower_is_better=lower_is_better) / 2
        share = exceed[unit] / best if best else NOTHING
        return within(half * (1 + share), maximum, rounding)

    return {unit: Outcome(code=code) if code else Outcome(score(unit)) for unit, code in wrong.items()}


def _exceed(target: Fraction, result: Fraction, lower_is_better: bool) -> Fraction:
    """By what part of T the result is better than T; 0 where it is not better."""
    better = target - result if lower_is_better else result - target
    return better / target if better > 0 else NOTHING


def cluster_ranks(
    maximum: Points,
    rule: ClusterRanks,
    results: Mapping[str, Fraction],
    may_take: Collection[str],
    rounding: Rounding,
) -> dict[str, Outcome]:
    """Theo hạng trong cụm, for every unit that has a result; only units of `may_take` take a place."""
    usable = {unit: result for unit, result in results.items() if result >= 0}
    outcomes = {
        unit: Outcome(within(placed.points, maximum, rounding), place=placed.place)
        for unit, placed in place_all(rule, usable, may_take).items()
    }
    return outcomes | {unit: Outcome(code=Code.NEGATIVE) for unit in results if unit not in usable}
