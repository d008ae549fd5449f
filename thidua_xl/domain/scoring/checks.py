"""Cross-checks: what one cell alone does not show. One rule, one function."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from statistics import median

from ..values.catalogue import Code
from ..values.findings import Finding
from ..values.limits import SCALE
from ..values.numbers import Points, as_fraction, typed_points
from ..values.shown import shown_value
from .criteria import Method, Scorer, WhenNotAssigned
from .rows import EVIDENCE, MARK, RESULT, SCORE, TARGET, Row
from .rules import Outcome, suggest

SCALE_BETWEEN = 90
"""The same between units where the measure is anything else."""
_ENOUGH = 3
"""How many units must agree before another is called out of scale."""


Suggestions = dict[tuple[int, Decimal | None, Decimal | None, bool | None], Outcome]
"""What the rules gave, by criterion (its identity), target, result, đạt: units report like figures."""


def cross_check(row: Row, digits: int, known: Suggestions) -> Iterator[Finding]:
    """All rules on one row. Most say nothing of most rows: those are not even asked."""
    criterion = row.criterion
    if row.rounded:
        yield from rounded(row, digits)
    if row.mark is True:
        yield from not_assigned(row)
    if not row.criterion.scored_by_unit:
        yield from ignored_score(row)
    if not row.origin.agreed:
        if "%" in criterion.measure:
            yield from scale_within(row)
        if criterion.method is not Method.DIRECT:
            yield from inputs(row, digits, known)
    if criterion.method is Method.PASS_FAIL:
        yield from passed_and_score(row)
    if not (row.evidence or row.origin.agreed):
        yield from evidence(row)


def rounded(row: Row, digits: int) -> Iterator[Finding]:
    """A cell that shows fewer decimals than it holds; of a score that is rounded to just that, nothing is said."""
    for field, shown in (row.rounded or {}).items():
        reading = {SCORE: row.score, TARGET: row.target, RESULT: row.result}.get(field)
        if reading is None or reading.number is None:
            continue
        if field == SCORE and (_is_ignored(row) or _counts_as(shown, typed_points(reading.number, digits))):
            continue
        yield row.found(Code.SHOWN_ROUNDED, field, reading.raw, shown=shown)


def _is_ignored(row: Row) -> bool:
    """Whether a score in the row never counts."""
    return not (row.criterion.scored_by_unit or row.origin.agreed)


def _counts_as(shown: str, points: Points) -> bool:
    """Whether the number that is seen is the one that counts."""
    said = shown_value(shown)
    return said is not None and abs(said) * 1000 == points


def not_assigned(row: Row) -> Iterator[Finding]:
    """Không được giao where it is not allowed, or together with a score."""
    if row.mark is not True:
        return
    if row.criterion.when_not_assigned is WhenNotAssigned.NOT_ALLOWED:
        row.usable = row.usable and (row.origin.agreed or row.score.blank)
        yield row.found(Code.NOT_ASSIGNED_NOT_ALLOWED, MARK, "x" if not row.origin.agreed else "Có")
    elif not row.score.blank:
        row.usable = row.origin.agreed and row.usable
        where = MARK if row.score.raw in (None, "") else SCORE  # a 0 is a score
        yield row.found(Code.NOT_ASSIGNED_WITH_SCORE, where, row.score.raw)


def ignored_score(row: Row) -> Iterator[Finding]:
    """A self-score where the head or the program scores."""
    if row.criterion.scored_by_unit or row.score.blank or row.origin.agreed:
        return
    by_head = row.criterion.scorer is Scorer.HEAD
    why = "do Trưởng cụm chấm" if by_head else f"được tính theo cách “{row.criterion.method.value}”"
    yield row.found(Code.SELF_SCORE_IGNORED, SCORE, row.score.raw, why=why)


def inputs(row: Row, digits: int, known: Suggestions) -> Iterator[Finding]:
    """Missing inputs, a target of zero, and a self-score other than the rule gives."""
    criterion = row.criterion
    if criterion.scorer is Scorer.HEAD or row.parameter is None or row.mark is True:
        return
    if criterion.method is Method.LEADER:
        yield from _leader_inputs(row)
        return
    if not row.criterion.scored_by_unit or criterion.method is Method.DIRECT:
        return
    target, result = row.target.number, row.result.number
    key = (id(criterion), target, result, row.passed)
    outcome = known.get(key)
    if outcome is None:
        outcome = known[key] = suggest(
            criterion,
            row.parameter,
            None if target is None else as_fraction(target),
            None if result is None else as_fraction(result),
            row.passed,
            digits,
        )
    if outcome.points is None:
        yield from _outcome(row, outcome)
    elif _differs(row, outcome.points, digits):
        yield row.found(Code.DIFFERS_FROM_RULE, SCORE, row.score.raw, expected=Decimal(outcome.points) / 1000)


def _leader_inputs(row: Row) -> Iterator[Finding]:
    target, result = row.target, row.result
    for field, reading, what in ((TARGET, target, "chỉ tiêu"), (RESULT, result, "kết quả")):
        if reading.blank:
            yield row.found(Code.INPUT_MISSING, field, method=row.criterion.method.value, what=what)
    lower = bool(getattr(row.parameter, "lower_is_better", False))
    if target.number is not None and target.number == 0 and not lower:
        yield row.found(Code.TARGET_ZERO, TARGET, target.raw)


def _outcome(row: Row, outcome: Outcome) -> Iterator[Finding]:
    """Why nothing is suggested, as far as the unit can mend it."""
    if outcome.code is Code.TARGET_ZERO:
        yield row.found(Code.TARGET_ZERO, TARGET, row.target.raw)
    if row.criterion.method is Method.PASS_FAIL:
        return  # the score alone is enough there
    if row.score.blank:
        return  # the missing score is said already
    method = row.criterion.method.value
    if row.wants_target and row.target.blank:
        yield row.found(Code.INPUT_MISSING, TARGET, method=method, what="chỉ tiêu")
    if row.wants_result and row.result.blank:
        yield row.found(Code.INPUT_MISSING, RESULT, method=method, what="kết quả")


def _differs(row: Row, suggestion: Points, digits: int) -> bool:
    """Whether a usable score is another than the rule suggests."""
    score = row.score.number
    if score is None or row.criterion.method is Method.PASS_FAIL or not row.usable:
        return False
    return typed_points(score, digits) != suggestion


def passed_and_score(row: Row) -> Iterator[Finding]:
    """Đạt/không đạt: the maximum or 0, agreeing with the result where one is given."""
    score = row.score.number
    if row.criterion.method is not Method.PASS_FAIL or score is None or not row.usable:
        return
    full = abs(score) == row.limit
    passed = row.passed
    if (full or score == 0) and (passed is None or passed == full or row.limit == 0):
        return
    row.usable = row.origin.agreed and (full or score == 0)
    result = {True: "kết quả Đạt", False: "kết quả Không đạt", None: "Đạt hay Không đạt"}[passed]
    yield row.found(Code.PASS_FAIL_CONTRADICTS, SCORE, row.score.raw, result=result, limit=row.limit)


def scale_within(row: Row) -> Iterator[Finding]:
    """0,97 beside 95 in one row, where the measure is %."""
    target, result = row.target.number, row.result.number
    if "%" not in row.criterion.measure or not target or not result or target < 0 or result < 0:
        return
    if target < SCALE * result and result < SCALE * target:
        return
    field, reading, other = (TARGET, row.target, result) if target < result else (RESULT, row.result, target)
    yield row.found(Code.SCALE_DIFFERS, field, reading.raw, other=other)


def evidence(row: Row) -> Iterator[Finding]:
    """A result without evidence."""
    if not row.evidence and not (row.result.blank and row.passed is None):
        yield row.found(Code.NO_EVIDENCE, EVIDENCE)


def scales_between_units(rows: Sequence[Row]) -> Iterator[Finding]:
    """A target or result about a hundred times off those of the other units."""
    groups: dict[tuple[str, str], list[tuple[Row, Decimal]]] = defaultdict(list)
    for row in rows:
        if not row.origin.agreed:
            for field, reading in ((TARGET, row.target), (RESULT, row.result)):
                if reading.number is not None and reading.number > 0:
                    groups[row.criterion.code, field].append((row, reading.number))
    for (_, field), values in groups.items():
        if len(values) > _ENOUGH:
            yield from _out_of_scale(field, values)


def _out_of_scale(field: str, values: Sequence[tuple[Row, Decimal]]) -> Iterator[Finding]:
    middle = median(number for _, number in values)
    limit = SCALE if "%" in values[0][0].criterion.measure else SCALE_BETWEEN
    most = middle * limit
    for row, number in values:
        if number < most and middle < number * limit:
            continue
        if next(scale_within(row), None) is not None:
            continue  # said already, with the cell beside it
        yield row.found(
            Code.SCALE_DIFFERS, field, number, other=f"đa số đơn vị (khoảng {_plain(Decimal(middle))})"
        )


def _plain(number: Decimal) -> str:
    return format(round(number, 2).normalize(), "f").replace(".", ",")
