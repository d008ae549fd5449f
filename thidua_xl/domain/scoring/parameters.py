"""Tham số: what a rule needs to know, read from one line of text into exact, typed values.

`;` separates the parts, the decimal sign is a comma (a dot is understood), case and spaces do not matter.
`thấp hơn là tốt` may stand as a part of its own anywhere in the line. Whatever is not understood to the
last letter is `Invalid`: a half-read parameter would score every unit wrongly without a word.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import TypeAlias

from ..values.numbers import Points
from .brackets import Brackets, read_brackets
from .cluster_ranks import ClusterRanks, read_cluster_ranks
from .criteria import NEEDS_TARGET, Criterion, Method, RowKind
from .levels import Levels, read_levels
from .on_time import Late, read_on_time
from .parameter_examples import quoted
from .parameter_grammar import (
    NotUnderstoodError,
    direction,
    each_per,
    first,
    in_percent,
    last_number,
    mark_and_points,
    marks_apart,
    matched,
    no_more,
    number_in,
    parts_of,
    points_in,
    positive,
    ranked_points,
    thousandths_of,
)


@dataclass(frozen=True, slots=True)
class NoParameter:
    """Chấm trực tiếp, Đạt/không đạt: nothing to set."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """Theo tỷ lệ."""

    lower_is_better: bool = False


@dataclass(frozen=True, slots=True)
class Threshold:
    """A threshold (of the result, or in % of the ratio) and the points for reaching it."""

    threshold: Fraction
    points: Points


@dataclass(frozen=True, slots=True)
class Steps:
    """Theo bậc: the first threshold reached, `otherwise` (`khác`) below them all.

    With `of_ratio` the thresholds are % of A/T. Where lower is better the order of such a list says what
    is compared: falling (100; 90; 80) means T/A at least, rising (100; 110) means A/T at most.
    `at_most` is set where a threshold is reached from above.
    """

    steps: tuple[Threshold, ...]
    otherwise: Points
    of_ratio: bool = False
    lower_is_better: bool = False
    at_most: bool = False


@dataclass(frozen=True, slots=True)
class LessPerPercent:
    """Trừ theo % chưa đạt: `points` less for each full `percent` short."""

    percent: Fraction
    points: Fraction
    lower_is_better: bool = False


@dataclass(frozen=True, slots=True)
class LessPerEvent:
    """Trừ từ điểm tối đa: `each` less per occurrence; from `all_from` occurrences on nothing is left."""

    each: Fraction
    all_from: Fraction | None = None
    word: str = "lần"
    """What is counted: lần, vụ, ngày."""


@dataclass(frozen=True, slots=True)
class Leader:
    """So với đơn vị dẫn đầu."""

    lower_is_better: bool = False


@dataclass(frozen=True, slots=True)
class ByRank:
    """Theo thứ hạng: the points of rank 1, 2, …; the last value serves every rank beyond."""

    points: tuple[Points, ...]


@dataclass(frozen=True, slots=True)
class PerEvent:
    """Cộng theo lần, Trừ theo lần: `each` per event; `cap` is the typed `trần`, None where there is none."""

    each: Fraction
    cap: Points | None = None
    word: str = "lần"
    """What is counted: lần, vụ, ngày."""


Parameter: TypeAlias = (
    NoParameter
    | Ratio
    | Steps
    | LessPerPercent
    | LessPerEvent
    | Leader
    | ByRank
    | PerEvent
    | Levels
    | Brackets
    | ClusterRanks
    | Late
)


@dataclass(frozen=True, slots=True)
class Invalid:
    """A parameter that cannot be understood: why, and a line that would be (both Vietnamese)."""

    why: str
    example: str


EXAMPLES = {method: quoted(method) for method in Method}


@lru_cache(maxsize=1 << 10)  # clusters mostly share the superior's criteria
def parse_parameter(criterion: Criterion) -> Parameter | Invalid:
    """The parameter of a criterion's rule, or why it cannot be understood."""
    try:
        text = "" if criterion.is_condition else criterion.parameter  # which says what follows
        return _PARSERS[criterion.method](criterion, parts_of(text))
    except NotUnderstoodError as problem:
        return Invalid(str(problem), EXAMPLES[criterion.method])


def needs_target(method: Method, parameter: Parameter | Invalid) -> bool:
    """Whether the rule compares the result with a target."""
    return method in NEEDS_TARGET or (isinstance(parameter, Steps | Brackets) and parameter.of_ratio)


def needs_result(method: Method) -> bool:
    """Whether the rule computes from a result."""
    return method is not Method.DIRECT


PASSED, FAILED = "Đạt", "Không đạt"


def result_words(criterion: Criterion, parameter: Parameter | Invalid | None) -> tuple[str, ...]:
    """The words of which a result is one; nothing where it is a number."""
    if isinstance(parameter, Levels):
        return parameter.names
    return (PASSED, FAILED) if criterion.method is Method.PASS_FAIL else ()


def named_points(parameter: Parameter | Invalid) -> tuple[Points, ...]:
    """The points that a rule names outright: those of its steps, levels, ranks and marks."""
    match parameter:
        case Steps():
            return (*(step.points for step in parameter.steps), parameter.otherwise)
        case Levels():
            return tuple(points for _, points in parameter.levels)
        case ByRank() | ClusterRanks():
            return parameter.points
        case Brackets():
            return parameter.named
    return ()


def effective_maximum(criterion: Criterion, parameter: Parameter | Invalid) -> Points:
    """The most a unit can get (or lose): the cap where there is one, else the maximum."""
    if isinstance(parameter, PerEvent) and parameter.cap is not None:
        return parameter.cap
    return criterion.max_points


def cap_problem(criterion: Criterion, parameter: Parameter | Invalid) -> Points | None:
    """The `trần` where it differs from the maximum that is given beside it, else None."""
    cap = effective_maximum(criterion, parameter)
    return cap if criterion.max_points not in (0, cap) else None


def counting_word(parameter: Parameter | Invalid) -> str:
    """The word that a rule counts by where it is another than `lần`: printed where the book gives no measure."""
    word = parameter.word if isinstance(parameter, LessPerEvent | PerEvent | Late) else ""
    return "" if word == "lần" else word


# --- one parser per rule ----------------------------------------------------------------------


def _nothing(_: Criterion, parts: list[str]) -> NoParameter:
    no_more(parts)
    return NoParameter()


def _ratio(_: Criterion, parts: list[str]) -> Ratio:
    lower, rest = direction(parts)
    no_more(rest)
    return Ratio(lower)


def _leader(_: Criterion, parts: list[str]) -> Leader:
    lower, rest = direction(parts)
    no_more(rest)
    return Leader(lower)


_OTHERWISE = "khác"


def _steps(criterion: Criterion, parts: list[str]) -> Steps:
    lower, rest = direction(parts)
    of_ratio, rest = in_percent(rest)
    pairs = [mark_and_points(part) for part in rest]
    if not pairs or pairs[-1][0] != _OTHERWISE:
        raise NotUnderstoodError(f"thiếu phần “{_OTHERWISE}: …” ở cuối")
    if any(mark == _OTHERWISE for mark, _ in pairs[:-1]):
        raise NotUnderstoodError(f"“{_OTHERWISE}” chỉ được ghi một lần, ở cuối")
    *levels, otherwise = ((mark, points_in(points, criterion)) for mark, points in pairs)
    steps = tuple(Threshold(Fraction(number_in(mark)), points) for mark, points in levels)
    at_most = _rises([step.threshold for step in steps], lower, of_ratio)
    return Steps(steps, otherwise[1], of_ratio, lower, at_most)


def _rises(thresholds: list[Fraction], lower: bool, of_ratio: bool) -> bool:
    """Whether thresholds are reached from above, as the order of the list says it."""
    marks_apart(thresholds)
    if len(thresholds) == 1:
        return _single_is_at_most(thresholds[0], lower, of_ratio)
    falling, rising = (all(a > b for a, b in pairwise(order)) for order in (thresholds, thresholds[::-1]))
    if rising and lower:
        return True
    if falling and (of_ratio or not lower):
        return False
    order = "tăng dần hoặc giảm dần" if lower and of_ratio else "tăng dần" if lower else "giảm dần"
    raise NotUnderstoodError(f"các mốc phải xếp {order}")


def _single_is_at_most(threshold: Fraction, lower: bool, of_ratio: bool) -> bool:
    """One threshold has no order: at 100 % both comparisons agree, elsewhere a second one must tell."""
    if lower and of_ratio and threshold != 100:
        raise NotUnderstoodError("với một mốc % không rõ so T/A hay A/T; ghi thêm mốc thứ hai")
    return lower and not of_ratio


def _less_per_percent(_: Criterion, parts: list[str]) -> LessPerPercent:
    lower, rest = direction(parts)
    percent, points = matched(r"([^%:]+?) ?% ?: ?([^%:]+)", first(rest))
    no_more(rest[1:])
    return LessPerPercent(positive(percent), positive(points), lower)


def _less_per_event(_: Criterion, parts: list[str]) -> LessPerEvent:
    each, word = each_per(parts)
    return LessPerEvent(each, last_number(parts, rf"hết từ (.+?)(?: (?:lần|{re.escape(word)}))?"), word)


def _by_rank(criterion: Criterion, parts: list[str]) -> ByRank:
    return ByRank(ranked_points(parts, criterion))


def _per_event(criterion: Criterion, parts: list[str]) -> PerEvent:
    (each, word), cap = each_per(parts), last_number(parts, r"trần (.+?)(?: điểm)?")
    if cap is None and not criterion.max_points:
        raise NotUnderstoodError("chưa có trần và cũng chưa có điểm tối đa")
    return PerEvent(each, None if cap is None else thousandths_of(cap), word)


def _deduct_per_event(criterion: Criterion, parts: list[str]) -> PerEvent:
    if criterion.kind is not RowKind.PENALTY:
        raise NotUnderstoodError(f"“{Method.DEDUCT_PER_EVENT}” chỉ dùng cho {RowKind.PENALTY}")
    return _per_event(criterion, parts)


_PARSERS: dict[Method, Callable[[Criterion, list[str]], Parameter]] = {
    Method.DIRECT: _nothing,
    Method.PASS_FAIL: _nothing,
    Method.RATIO: _ratio,
    Method.STEPS: _steps,
    Method.LESS_PER_PERCENT: _less_per_percent,
    Method.LESS_PER_EVENT: _less_per_event,
    Method.LEADER: _leader,
    Method.BY_RANK: _by_rank,
    Method.ADD_PER_EVENT: _per_event,
    Method.DEDUCT_PER_EVENT: _deduct_per_event,
    Method.LEVELS: lambda criterion, _: read_levels(criterion),
    Method.BRACKETS: read_brackets,
    Method.CLUSTER_RANKS: read_cluster_ranks,
    Method.ON_TIME: lambda _, parts: read_on_time(parts),
}
