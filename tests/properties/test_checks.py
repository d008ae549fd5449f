"""The list of rules on rows drawn at random: pure, honest about what it finds, the same by Pandera and without it."""

from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest

from thidua_xl.domain.scoring.bounds import broken
from thidua_xl.domain.scoring.checks import OF_A_ROW, OF_ALL_ROWS, RULES, Given, check_rows
from thidua_xl.domain.scoring.criteria import Criterion, Method, RowKind, Scorer, WhenNotAssigned
from thidua_xl.domain.scoring.parameters import Invalid, parse_parameter
from thidua_xl.domain.scoring.rows import EVIDENCE, MARK, RESULT, SCORE, TARGET, Origin, Row, read_row
from thidua_xl.domain.values.catalogue import TAKES_OUT, Code
from thidua_xl.domain.values.numbers import Rounding, round_half_up, typed_points
from thidua_xl.scorecard.schema import broken_in_table

_PARAMETERS = {
    Method.STEPS: "% 100:15; 90:12; khác:0",
    Method.LESS_PER_PERCENT: "1%: 0,5",
    Method.LESS_PER_EVENT: "1/vụ; hết từ 3",
    Method.ADD_PER_EVENT: "1/lần; trần 5",
    Method.DEDUCT_PER_EVENT: "1/ngày; trần 5",
    Method.BY_RANK: "1:10; 2:8; khác:5",
    Method.LEVELS: "Nhất:5; Kém:-0,5",
    Method.BRACKETS: "0:0; 10:5",
    Method.CLUSTER_RANKS: "5; 3; 0",
    Method.ON_TIME: "1/ngày",
}
_KINDS = {
    Method.ADD_PER_EVENT: RowKind.BONUS,
    Method.DEDUCT_PER_EVENT: RowKind.PENALTY,
    Method.LEVELS: RowKind.BONUS,
}
_FIGURES = [
    None,
    None,
    0.0,
    5.0,
    8.0,
    15.0,
    16.0,
    7.125,
    15.0000001,
    -1.0,
    -1e-7,
    95.0,
    0.95,
    1e6,
    "chín",
    True,
]
_WORDS: dict[Method, list[object]] = {
    Method.PASS_FAIL: ["Đạt", "Không đạt"],
    Method.LEVELS: ["Nhất", "kém", None],
}
_LETTERS = {TARGET: "F", RESULT: "G", SCORE: "J", MARK: "K", EVIDENCE: "L"}
_FORM, _AGREED = Origin("a.xlsx", "Tự chấm", _LETTERS), Origin("", "Thống nhất điểm", _LETTERS, agreed=True)


def _criterion(dice: Random, at: int) -> Criterion:
    method = dice.choice(list(Method))
    return Criterion(
        f"I.{at}", kind=_KINDS.get(method, RowKind.CRITERION), max_points=dice.choice([15_000, 5_000, 8_500]),
        method=method, parameter=_PARAMETERS.get(method, ""), measure=dice.choice(["%", "việc"]),
        scorer=dice.choice([Scorer.UNIT, Scorer.UNIT, Scorer.HEAD]),
        when_not_assigned=dice.choice(list(WhenNotAssigned)),
    )  # fmt: skip


def _row(dice: Random, unit: str, criterion: Criterion, at: int) -> Row:
    parameter = parse_parameter(criterion)
    row = Row(unit, criterion, None if isinstance(parameter, Invalid) else parameter,
              dice.choice([_FORM, _AGREED]), at, evidence=dice.random() < 0.5, carried=dice.random() < 0.1,
              twice=dice.random() < 0.1)  # fmt: skip
    result = dice.choice(_WORDS.get(criterion.method, _FIGURES))
    mark = dice.choice([None, None, None, "x", "Có"])
    result = None if mark and dice.random() < 0.5 else result
    read_row(row, dice.choice(_FIGURES), result, mark, dice.choice([*_FIGURES, criterion.max_points / 1000]))
    row.rounded = {dice.choice([SCORE, TARGET, RESULT]): "7"} if dice.random() < 0.2 else None
    return row


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    """Every way to fill a row, of forms and of the agreed columns, of twenty units."""
    dice = Random(1)
    criteria = [_criterion(dice, at) for at in range(60)]
    criteria.append(
        Criterion("II", kind=RowKind.CONDITION, method=Method.PASS_FAIL, parameter="Không xét Nhất")
    )
    return [_row(dice, f"U{unit}", row, at) for unit in range(20) for at, row in enumerate(criteria)]


def test_pandera_and_plain_python_find_the_same(rows: list[Row]) -> None:
    """One declaration, two ways to ask it: which one was taken shows nowhere."""
    for digits in range(4):
        found = list(broken(rows, Rounding(digits)))
        assert found == broken_in_table(rows, Rounding(digits))
        assert {one.bound for one in found} == {
            rule for rule in RULES if rule not in (*OF_A_ROW, *OF_ALL_ROWS)
        }


def test_rules_change_nothing(rows: list[Row]) -> None:
    """What is checked twice is found twice."""
    before = [replace(row) for row in rows]
    first, second = check_rows(rows, Rounding()), check_rows(rows, Rounding())
    assert rows == before
    assert first == second


def test_a_rule_finds_only_what_it_declares(rows: list[Row]) -> None:
    """Whoever reads the list sees where a code comes from; every one of them does come up."""
    given, seen = Given(Rounding(), {}), set[Code]()
    for rule in OF_A_ROW:
        codes = {one.code for row in rows if rule.concerns(row) for one in rule.check(row, given)}
        assert codes == rule.codes
        seen |= codes
    for whole in OF_ALL_ROWS:
        assert {one.code for one in whole.check(rows)} <= whole.codes
    assert all(rule.check.__doc__ for rule in OF_A_ROW)
    assert seen | {one.bound.code for one in broken(rows, Rounding())} >= TAKES_OUT


def test_a_score_counts_by_what_is_found_at_it(rows: list[Row]) -> None:
    """Alone in its row, without what was found: it counts. A unit's score never survives such a finding."""
    verdict = check_rows(rows, Rounding())
    at_score = {(one.unit, one.criterion) for one in verdict.findings if one.code in TAKES_OUT}
    for row in rows:
        place = (row.unit, row.criterion.code)
        assert verdict.counts(row) or row.twice or place in at_score
    own = [row for row in rows if row.origin.file and not verdict.counts(row)]
    assert own
    assert any(
        verdict.counts(row)
        for row in rows
        if row.origin.agreed and (row.unit, row.criterion.code) in at_score
    )


def test_no_score_within_its_maximum_counts_for_more() -> None:
    """Rounded half up to the digits, but never above a maximum that has more of them."""
    for digits in range(4):
        for maximum in (8_500, 8_000, 12_345):
            for score in (Decimal(points) / 1000 for points in range(0, maximum + 1, 5)):
                counts = typed_points(score, maximum, Rounding(digits))
                assert counts == min(round_half_up(score, digits), maximum)
    assert typed_points(Decimal("8.5"), 8_500, Rounding(0)) == 8_500
    assert typed_points(Decimal("9.5"), 8_500, Rounding(0)) == 10_000, (
        "beside the scale: refused as it was typed"
    )
