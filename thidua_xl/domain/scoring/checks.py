"""The rules on what was typed: a list of pure functions, each of which yields findings and changes nothing.

Bounds of single numbers come first, then what one row alone shows, then what only the rows beside it show. Whether
a score counts follows from what was found (`TAKES_OUT`).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from statistics import median
from typing import NamedTuple

from ..values.catalogue import TAKES_OUT, UNLESS_AGREED, Code
from ..values.findings import Finding
from ..values.grammar import Verdict
from ..values.limits import SCALE
from ..values.numbers import Points, Rounding, shown_number
from ..values.shown import shown_value
from .bounds import BOUNDS, Bound, Broken, broken
from .criteria import BESIDE_OTHERS, Method, Scorer, WhenNotAssigned
from .rows import EVIDENCE, MARK, RESULT, SCORE, TARGET, Row
from .rules import Outcome, signed, typed_score
from .without_target import measures_without_target

SCALE_BETWEEN = 90
"""The same between units where the measure is anything else."""
_ENOUGH = 3
"""How many units must agree before another is called out of scale."""


Suggestions = dict[tuple[int, Decimal | None, Decimal | None, bool | None, str | None], Outcome]
"""What the rules gave, by criterion (its identity), target, result, đạt, level: units report like figures."""


class Given(NamedTuple):
    """What rules need besides the row: how scores are rounded, and what was computed already."""

    rounding: Rounding
    known: Suggestions


class RowRule(NamedTuple):
    """A rule on one row."""

    codes: frozenset[Code]
    """What it may find."""
    check: Callable[[Row, Given], Iterator[Finding]]
    concerns: Callable[[Row], bool]
    """Whether the row is one that it can say anything of: most say nothing of most rows and are not even asked."""
    while_it_counts: bool = False
    """Whether it is asked only as long as nothing found before takes the score out."""


class TableRule(NamedTuple):
    """A rule on all rows together."""

    codes: frozenset[Code]
    check: Callable[[Sequence[Row]], Iterator[Finding]]


def rounded(row: Row, given: Given) -> Iterator[Finding]:
    """A cell that shows fewer decimals than it holds; of a score that is rounded to just that, nothing is said."""
    for field, shown in (row.rounded or {}).items():
        reading = {SCORE: row.score, TARGET: row.target, RESULT: row.result}.get(field)
        if reading is None or reading.number is None:
            continue
        if field == SCORE and (_is_ignored(row) or _counts_as(shown, _points(row, reading.number, given))):
            continue
        yield row.found(Code.SHOWN_ROUNDED, field, reading.raw, shown=shown)


def _is_ignored(row: Row) -> bool:
    """Whether a score in the row never counts."""
    return not (row.criterion.scored_by_unit or row.origin.agreed)


def _points(row: Row, score: Decimal, given: Given) -> Points:
    """Signed."""
    return typed_score(row.criterion, score, given.rounding)


def _counts_as(shown: str, points: Points) -> bool:
    """Whether the number that is seen is the one that counts."""
    said = shown_value(shown)
    return said is not None and abs(said) * 1000 == abs(points)


def not_assigned(row: Row, _: Given) -> Iterator[Finding]:
    """Không được giao where it is not allowed, or together with a score (`Khi không được giao`)."""
    if row.criterion.when_not_assigned is WhenNotAssigned.NOT_ALLOWED:
        yield row.found(Code.NOT_ASSIGNED_NOT_ALLOWED, MARK, "x" if not row.origin.agreed else "Có")
    elif not row.score.blank:
        where = MARK if row.score.raw in (None, "") else SCORE  # a 0 is a score
        yield row.found(Code.NOT_ASSIGNED_WITH_SCORE, where, row.score.raw)


def ignored_score(row: Row, _: Given) -> Iterator[Finding]:
    """A self-score where the head or the program scores (`Ai chấm`)."""
    by_others = _SCORED_BY.get(row.criterion.scorer, "")
    why = by_others or f"được tính theo cách “{row.criterion.method.value}”"
    yield row.found(Code.SELF_SCORE_IGNORED, SCORE, row.score.raw, why=why)


_SCORED_BY = {
    Scorer.HEAD: "do Trưởng cụm chấm",
    Scorer.SEVERAL: "do người chấm chấm",
    Scorer.CROSS: "do các đơn vị chấm chéo",
}


def missing_inputs(row: Row, given: Given) -> Iterator[Finding]:
    """Figures that the rule needs and the row lacks, and a target of zero (`Tham số`)."""
    if row.criterion.method in BESIDE_OTHERS:
        yield from _inputs_beside_others(row)
    elif row.criterion.by_scorers and not row.criterion.scored_by_unit:
        yield from _inputs_for_scorers(row)
    elif row.criterion.scored_by_unit:
        outcome = _suggestion(row, given)
        if outcome.points is None:
            yield from _outcome(row, outcome)


def missing_without_target(row: Row, _: Given) -> Iterator[Finding]:
    """No result beside a mark, where units without the target are measured by theirs (`Khi không được giao`)."""
    if row.lacks_result:
        method = row.criterion.when_not_assigned.value
        yield row.found(Code.INPUT_MISSING, RESULT, method=method, what="kết quả")


def differs_from_rule(row: Row, given: Given) -> Iterator[Finding]:
    """A self-score other than the criterion's rule gives (`Cách chấm`)."""
    score, expected = row.score.number, _suggestion(row, given).points
    if score is None or expected is None:
        return
    if _points(row, score, given) != signed(row.criterion, expected):
        yield row.found(Code.DIFFERS_FROM_RULE, SCORE, row.score.raw, expected=Decimal(expected) / 1000)


def _suggestion(row: Row, given: Given) -> Outcome:
    """What the rule gives for the row's figures; units report like figures, so each is computed once."""
    target, result = row.target.number, row.result.number
    key = (id(row.criterion), target, result, row.passed, row.level)
    outcome = given.known.get(key)
    if outcome is None:
        assert row.parameter is not None
        outcome = given.known[key] = row.suggested(given.rounding)
    return outcome


def _inputs_beside_others(row: Row) -> Iterator[Finding]:
    target, result = row.target, row.result
    for field, reading, what in ((TARGET, target, "chỉ tiêu"), (RESULT, result, "kết quả")):
        if reading.blank and (field == RESULT or row.wants_target):
            yield row.found(Code.INPUT_MISSING, field, method=row.criterion.method.value, what=what)
    lower = bool(getattr(row.parameter, "lower_is_better", False))
    if target.number is not None and target.number == 0 and not lower:
        yield row.found(Code.TARGET_ZERO, TARGET, target.raw)


def _inputs_for_scorers(row: Row) -> Iterator[Finding]:
    """Figures that scorers shall see beside the cell they fill."""
    wanted = ((TARGET, row.target.blank and row.wants_target, "chỉ tiêu"),
              (RESULT, row.wants_result and row.lacks_result, "kết quả"))  # fmt: skip
    for field, lacks, what in wanted:
        if lacks:
            yield row.found(Code.INPUT_MISSING, field, method=row.criterion.method.value, what=what)


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
    if row.wants_result and row.lacks_result:
        yield row.found(Code.INPUT_MISSING, RESULT, method=method, what="kết quả")


def unanswered(row: Row, _: Given) -> Iterator[Finding]:
    """A condition to which the unit's form says neither Đạt nor Không đạt (`Loại` = Điều kiện)."""
    yield row.found(Code.ANSWER_MISSING, RESULT)


def scored_condition(row: Row, _: Given) -> Iterator[Finding]:
    """An agreed score in the row of a condition, which has none: Đạt or Không đạt is what counts."""
    yield row.found(Code.CONDITION_HAS_POINTS, SCORE, row.score.raw, name="Điểm thống nhất")


def passed_and_score(row: Row, _: Given) -> Iterator[Finding]:
    """Đạt/không đạt: the maximum or 0, agreeing with the result where one is given."""
    score = row.score.number
    if score is None:
        return
    full, passed = abs(score) == row.limit, row.passed
    if _is_whole(row) and (passed is None or passed == full or row.limit == 0):
        return
    result = {True: "kết quả Đạt", False: "kết quả Không đạt", None: "Đạt hay Không đạt"}[passed]
    yield row.found(Code.PASS_FAIL_CONTRADICTS, SCORE, row.score.raw, result=result, limit=row.limit)


def _is_whole(row: Row) -> bool:
    """Whether the score is the maximum or 0."""
    score = row.score.number
    return score is not None and abs(score) in (0, row.limit)


def scale_within(row: Row, _: Given | None = None) -> Iterator[Finding]:
    """0,97 beside 95 in one row, where the measure is %."""
    target, result = row.target.number, row.result.number
    if "%" not in row.criterion.measure or not target or not result or target < 0 or result < 0:
        return
    if target < SCALE * result and result < SCALE * target:
        return
    field, reading, other = (TARGET, row.target, result) if target < result else (RESULT, row.result, target)
    yield row.found(Code.SCALE_DIFFERS, field, reading.raw, other=other)


def evidence(row: Row, _: Given) -> Iterator[Finding]:
    """A result without evidence (`Minh chứng`)."""
    if not (row.result.blank and row.passed is None and row.level is None):
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
    return shown_number(round(number, 2))


# --- the list ---------------------------------------------------------------------------------


def _is_computed(row: Row) -> bool:
    """Whether a rule can say what the row's own figures give."""
    criterion = row.criterion
    own = criterion.scorer is not Scorer.HEAD and criterion.method is not Method.DIRECT
    return own and row.parameter is not None and row.mark is not True and not row.origin.agreed


def _measured_alone(row: Row) -> bool:
    """Whether its own result counts without a target."""
    own = row.criterion.scorer is Scorer.UNIT and not row.origin.agreed
    return own and measures_without_target(row.criterion)


def _may_differ(row: Row) -> bool:
    criterion = row.criterion
    return criterion.scored_by_unit and criterion.method is not Method.PASS_FAIL and _is_computed(row)


def _is_unanswered(row: Row) -> bool:
    criterion = row.criterion
    asked = criterion.is_condition and criterion.scorer is Scorer.UNIT and bool(row.origin.file)
    return asked and row.verdict is Verdict.BLANK


def _of(*codes: Code) -> frozenset[Code]:
    return frozenset(codes)


OF_A_ROW: Sequence[RowRule] = (
    RowRule(_of(Code.SHOWN_ROUNDED), rounded, lambda row: bool(row.rounded)),
    RowRule(
        _of(Code.NOT_ASSIGNED_NOT_ALLOWED, Code.NOT_ASSIGNED_WITH_SCORE),
        not_assigned,
        lambda row: row.mark is True,
    ),
    RowRule(
        _of(Code.SELF_SCORE_IGNORED),
        ignored_score,
        lambda row: not (row.criterion.scored_by_unit or row.score.blank or row.origin.agreed),
    ),
    RowRule(
        _of(Code.SCALE_DIFFERS),
        scale_within,
        lambda row: "%" in row.criterion.measure and not row.origin.agreed,
    ),
    RowRule(_of(Code.INPUT_MISSING, Code.TARGET_ZERO), missing_inputs, _is_computed),
    RowRule(
        _of(Code.INPUT_MISSING),
        missing_without_target,
        lambda row: row.mark is True and _measured_alone(row),
    ),
    RowRule(_of(Code.DIFFERS_FROM_RULE), differs_from_rule, _may_differ, while_it_counts=True),
    RowRule(
        _of(Code.PASS_FAIL_CONTRADICTS),
        passed_and_score,
        lambda row: row.criterion.method is Method.PASS_FAIL and not row.criterion.is_condition,
        while_it_counts=True,
    ),
    RowRule(_of(Code.ANSWER_MISSING), unanswered, _is_unanswered),
    RowRule(
        _of(Code.CONDITION_HAS_POINTS),
        scored_condition,
        lambda row: row.criterion.is_condition and row.origin.agreed and not row.score.blank,
    ),
    RowRule(_of(Code.NO_EVIDENCE), evidence, lambda row: not (row.evidence or row.origin.agreed)),
)

OF_ALL_ROWS: Sequence[TableRule] = (TableRule(_of(Code.SCALE_DIFFERS), scales_between_units),)

RULES: Sequence[Bound | RowRule | TableRule] = (*BOUNDS, *OF_A_ROW, *OF_ALL_ROWS)
"""Everything that is checked of typed rows, in the order in which it is told. A new rule is a line here."""


class Checked(NamedTuple):
    """What was found in rows, and whose score counts after it."""

    findings: list[Finding]
    taken_out: frozenset[int] = frozenset()
    """The rows (their identity) whose score is missing for what was found."""

    def counts(self, row: Row) -> bool:
        """Whether the score of a checked row counts."""
        return id(row) not in self.taken_out


def check_rows(rows: Sequence[Row], rounding: Rounding, beyond: Iterable[Broken] | None = None) -> Checked:
    """All rules on all rows.

    Args:
        rows: every unit × criterion that was received or agreed.
        rounding: of scores, by the settings.
        beyond: the bounds that are not held, where the long table was asked already.
    """
    findings: list[Finding] = []
    out = {at for at, row in enumerate(rows) if row.twice}
    for bound, at in broken(rows, rounding) if beyond is None else beyond:
        findings.append(bound.found(rows[at], rounding))
        if bound.field == SCORE and takes_out(rows[at], bound.code):
            out.add(at)
    given = Given(rounding, {})
    for at, row in enumerate(rows):
        for rule in OF_A_ROW:
            if not rule.concerns(row) or (rule.while_it_counts and at in out):
                continue
            for one in rule.check(row, given):
                findings.append(one)
                if takes_out(row, one.code):
                    out.add(at)
    for whole in OF_ALL_ROWS:
        findings += whole.check(rows)
    return Checked(findings, frozenset(id(rows[at]) for at in out))


def takes_out(row: Row, code: Code) -> bool:
    """Whether the row's score does not count for what was found at it.

    The cluster may agree against a mark or a result, but in Đạt/không đạt nothing between the maximum and 0.
    """
    if code not in TAKES_OUT or not row.origin.agreed:
        return code in TAKES_OUT
    return code not in UNLESS_AGREED or (code is Code.PASS_FAIL_CONTRADICTS and not _is_whole(row))


Validate = Callable[[Sequence[Row], Rounding], Checked]
"""Checks all rows: `check_rows`, or the validation of received ones in a long table, which finds the same."""
