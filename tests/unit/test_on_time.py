"""Nộp đúng hạn: less for each day, or hour begun, after the day of the form; never a guess of the day."""

import datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua_xl.domain.scoring.criteria import Criteria, Criterion, Method, Scorer
from thidua_xl.domain.scoring.on_time import Late, late_by
from thidua_xl.domain.scoring.parameters import Invalid, needs_target, parse_parameter
from thidua_xl.domain.scoring.rule_said import rule_said, scorer_said
from thidua_xl.domain.scoring.rules import Outcome, suggest
from thidua_xl.domain.scoring.scores import Agreement, Claim, ClusterScorer, Origin
from thidua_xl.domain.scoring.settings import Settings
from thidua_xl.domain.scoring.units import Unit
from thidua_xl.domain.values.catalogue import Code
from thidua_xl.domain.values.numbers import Rounding, round_half_up
from thidua_xl.excel.cell_functions import points_by_rule

DUE = datetime.date(2025, 12, 10)


def criterion(
    parameter: str = "1/ngày; hết từ 5", maximum: int = 8, scorer: Scorer = Scorer.UNIT
) -> Criterion:
    """A criterion of so many points."""
    return Criterion(
        "I.1", max_points=maximum * 1000, method=Method.ON_TIME, parameter=parameter, scorer=scorer
    )


def rule(parameter: str) -> Late:
    """What is understood."""
    read = parse_parameter(criterion(parameter))
    assert isinstance(read, Late), read
    return read


def outcome(late: str, parameter: str = "1/ngày; hết từ 5", digits: int = 2) -> Outcome:
    """What so many days (hours) give."""
    return suggest(criterion(parameter), rule(parameter), None, Fraction(late), None, Rounding(digits))


@pytest.mark.parametrize(
    ("parameter", "late", "points"),
    [
        ("1/ngày; hết từ 5", "0", 8_000),
        ("1/ngày; hết từ 5", "3", 5_000),
        ("1/ngày; hết từ 5", "4", 4_000),
        ("1/ngày; hết từ 5", "5", 0),
        ("3/ngày", "3", 0),
        ("0,5 điểm/giờ", "7", 4_500),
        ("0,5/01 giờ; hết từ 8 giờ", "8", 0),
    ],
)
def test_points_of_a_delay(parameter: str, late: str, points: int) -> None:
    """Maximum 8: floor 0, and all gone from a delay on."""
    assert outcome(late, parameter) == Outcome(points)


def test_a_part_of_a_day_is_no_delay() -> None:
    """A day and a half is for a person to say; a negative delay is a finding."""
    assert outcome("1.5") == Outcome()
    assert outcome("-1").code is Code.NEGATIVE
    assert not needs_target(Method.ON_TIME, rule("1/ngày"))


@pytest.mark.parametrize(
    ("parameter", "said"),
    [
        ("", "cần tham số"),
        ("1/lần", "“lần” không phải ngày hay giờ"),
        ("1/tuần; hết từ 2", "không phải ngày hay giờ"),
        ("0/ngày", "lớn hơn 0"),
        ("1/ngày; hết từ 5 giờ", "không phải là số"),
        ("1/ngày; trần 5", "không hiểu"),
    ],
)
def test_what_is_not_understood_is_told(parameter: str, said: str) -> None:
    """Why, and a line that would be right."""
    found = parse_parameter(criterion(parameter))
    assert isinstance(found, Invalid)
    assert said in found.why
    assert isinstance(parse_parameter(criterion(found.example)), Late)


@pytest.mark.parametrize(
    ("came", "days", "hours"),
    [
        ("2025-12-01 09:00:00", 0, 0),
        ("2025-12-10 23:59:59", 0, 0),
        ("2025-12-11 00:00:00", 0, 0),
        ("2025-12-11 00:00:01", 1, 1),
        ("2025-12-11 00:59:59", 1, 1),
        ("2025-12-11 01:00:00", 1, 1),
        ("2025-12-11 01:00:01", 1, 2),
        ("2025-12-11 23:59:59", 1, 24),
        ("2025-12-12 00:00:00", 1, 24),
        ("2025-12-12 00:00:01", 2, 25),
        ("2025-12-12 08:30:00", 2, 33),
    ],
)
def test_the_day_itself_is_in_time_until_midnight(came: str, days: int, hours: int) -> None:
    """Days and hours that have begun behind its 24:00:00: exactly one of them is one."""
    moment = datetime.datetime.fromisoformat(came)
    assert late_by(rule("1/ngày"), DUE, moment) == days
    assert late_by(rule("1/giờ"), DUE, moment) == hours


def scored(
    claim: Claim, agreed: Agreement | None = None, scorer: Scorer = Scorer.UNIT
) -> tuple[int | None, Origin]:
    """Points and origin of one unit."""
    computing = ClusterScorer(Criteria((criterion(scorer=scorer),)), Settings(), [Unit("A", "A")])
    key = ("A", "I.1")
    score = computing.score({key: claim}, {key: agreed} if agreed else {})[key]
    return score.points, score.origin


@pytest.mark.parametrize("scorer", [Scorer.UNIT, Scorer.HEAD])
def test_the_letter_counts_whoever_scores_and_the_head_stands_above_it(scorer: Scorer) -> None:
    """Unknown is missing, never 0 days."""
    assert scored(Claim(result=Fraction(2)), scorer=scorer) == (6_000, Origin.COMPUTED)
    assert scored(Claim(result=Fraction(2)), Agreement(result=Fraction(0)), scorer) == (
        8_000,
        Origin.AGREED_INPUTS,
    )
    assert scored(Claim(), scorer=scorer) == (None, Origin.MISSING)


def test_nobody_scores_it_himself() -> None:
    """Neither the unit reports it, nor is its self-score one."""
    assert not criterion().scored_by_unit
    assert not criterion().is_reported_by_unit


def test_in_words() -> None:
    """As the regulations print it."""
    row = criterion()
    assert rule_said(row, parse_parameter(row)) == (
        "Nộp phiếu đúng hạn được 8 điểm; chậm mỗi ngày trừ 1 điểm, không dưới 0 điểm; "
        "chậm từ 5 ngày trở lên 0 điểm."
    )
    assert scorer_said(row) == "Tính theo ngày đơn vị nộp phiếu"


def test_the_function_for_cells() -> None:
    """TD_DIEM takes the days."""
    assert points_by_rule("Nộp đúng hạn", "1/ngày; hết từ 5", 8, None, 3) == 5


@given(st.integers(1, 30_000), st.integers(0, 400), st.none() | st.integers(1, 400), st.integers(0, 3))
def test_it_equals_an_independent_computation(
    each: int, late: int, all_from: int | None, digits: int
) -> None:
    """Days taken away one by one."""
    text = f"{each // 1000},{each % 1000:03}0/ngày" + ("" if all_from is None else f"; hết từ {all_from}")
    left = Fraction(8) - sum((Fraction(each, 1000) for _ in range(late)), Fraction(0))
    if all_from is not None and late >= all_from:
        left = Fraction(0)
    assert outcome(str(late), text, digits) == Outcome(round_half_up(max(left, Fraction(0)), digits))
