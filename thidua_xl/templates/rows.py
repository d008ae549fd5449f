"""How a template's rows are written down."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ..domain.scoring.criteria import Criteria, Criterion, Method, RowKind, Scorer, WhenNotAssigned
from ..domain.scoring.groups import POINT_KINDS, grouping_of
from ..domain.values.numbers import exact_points

FULL, ZERO = WhenNotAssigned.FULL, WhenNotAssigned.ZERO
BONUS, PENALTY = RowKind.BONUS, RowKind.PENALTY
HEAD, CROSS = Scorer.HEAD, Scorer.CROSS
_DIGITS = 2


def section(code: str, text: str, rule: str = "") -> Criterion:
    """A `Mục`."""
    return Criterion(code, _number(code), text, RowKind.SECTION, parameter=rule)


def row(
    code: str, text: str, points: str, method: Method = Method.DIRECT, parameter: str = "", measure: str = "", *,
    kind: RowKind = RowKind.CRITERION, scorer: Scorer = Scorer.UNIT,
    otherwise: WhenNotAssigned = WhenNotAssigned.NOT_ALLOWED, note: str = "",
) -> Criterion:  # fmt: skip
    """A row that bears points."""
    maximum = exact_points(Decimal(points)) or 0
    return Criterion(
        code, _number(code), text, kind, maximum, method, parameter, measure, scorer, otherwise, note
    )


def condition(code: str, text: str, consequence: str) -> Criterion:
    """A `Điều kiện`: answered, without points."""
    return Criterion(
        code, _number(code), text, RowKind.CONDITION, method=Method.PASS_FAIL, parameter=consequence
    )


def completed(rows: Sequence[Criterion]) -> Criteria:
    """The rows as a table, sections with what their criteria, else their bonus or penalty rows, come to."""
    grouping = grouping_of(Criteria(tuple(rows)), _DIGITS)

    def maximum(code: str) -> int:
        return next(filter(None, (grouping.section_maximum(code, kind) for kind in POINT_KINDS)), 0)

    return Criteria(
        tuple(replace(one, max_points=maximum(one.code)) if one.is_section else one for one in rows)
    )


def _number(code: str) -> str:
    return code.rpartition(".")[2]
