"""Làm tròn đến: scores are multiples of a step, exact half up and once; what is read, told and drawn of it."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.test_input_sheets import settings_grid
from thidua_xl.domain.ranking.flips import possible_scores
from thidua_xl.domain.scoring.criteria import Criterion, Method, RowKind
from thidua_xl.domain.scoring.levels import Levels
from thidua_xl.domain.scoring.parameters import parse_parameter
from thidua_xl.domain.scoring.rules import by_level, mean_score, within
from thidua_xl.domain.scoring.scores import percent_of
from thidua_xl.domain.scoring.settings import STEPS, Settings
from thidua_xl.domain.values.catalogue import Code
from thidua_xl.domain.values.numbers import Rounding, round_half_up, typed_points
from thidua_xl.sheets.cluster import settings
from thidua_xl.sheets.form.states import State, texts
from thidua_xl.sheets.rounding import rounded

_NUMBERS = st.fractions(-1000, 1000, max_denominator=10**6)
_EVERY = [Rounding(digits) for digits in range(4)] + [Rounding(2, step) for step in STEPS]


@given(_NUMBERS, st.sampled_from(_EVERY))
def test_a_score_is_the_nearest_multiple_and_halves_go_away_from_zero(
    value: Fraction, rounding: Rounding
) -> None:
    """By the definition, independently of how it is computed."""
    points, unit = rounding.nearest(value), rounding.unit
    exact = value * 1000
    assert points % unit == 0
    assert abs(points - exact) * 2 <= unit
    if abs(points - exact) * 2 == unit:
        assert abs(points) > abs(exact)
    assert rounding.moves(points) is False


@given(_NUMBERS, st.integers(0, 3))
def test_without_a_step_the_digits_decide_as_before(value: Fraction, digits: int) -> None:
    """Books of earlier versions round to the same last digit; so does a step that says the same."""
    same_step = Rounding(3, 1000 // 10**digits)
    assert Rounding(digits).nearest(value) == round_half_up(value, digits) == same_step.nearest(value)


@pytest.mark.parametrize(
    ("step", "typed", "counts"),
    [
        (500, "7.25", 7_500), (500, "7.24", 7_000), (500, "7.74", 7_500), (500, "7.75", 8_000),
        (250, "7.125", 7_250), (250, "7.124", 7_000), (1000, "7.5", 8_000), (1000, "7.49", 7_000),
        (100, "7.05", 7_100), (50, "7.025", 7_050), (50, "7.0249", 7_000), (10, "7.005", 7_010),
        (500, "8.4", 8_500), (500, "8.7", 8_500), (500, "8.8", 8_800), (500, "8.75", 8_800), (500, "9", 9_000),
    ],
)  # fmt: skip
def test_a_typed_score_counts_as_its_multiple(step: int, typed: str, counts: int) -> None:
    """Of a maximum of 8,8, which is no multiple, the maximum itself counts as it is and nothing for more."""
    assert typed_points(Decimal(typed), 8_800, Rounding(2, step)) == counts


def test_a_computed_score_is_rounded_once_and_stays_within_the_maximum() -> None:
    """2/3 of 10 is 6,666…: 6,5 by halves; 8,8 in full stays 8,8."""
    assert within(Fraction(20, 3), 10_000, Rounding(2, 500)) == 6_500
    assert within(Fraction(44, 5), 8_800, Rounding(2, 500)) == 8_800
    assert within(Fraction(-1, 3), 8_800, Rounding(2, 500)) == 0


def test_full_marks_stay_full_marks_where_the_next_multiple_lies_below() -> None:
    """9,7 of 9,7 by halves is 9,7 however it is scored, not 9,5; just below it is rounded as any other score."""
    halves, row = (
        Rounding(2, 500),
        Criterion("I.1", max_points=9_700, method=Method.LEVELS, parameter="Tốt:9,7; Kém:9,6"),
    )
    levels = parse_parameter(row)
    assert isinstance(levels, Levels)
    assert (typed_points(Decimal("9.7"), 9_700, halves), typed_points(Decimal("9.69"), 9_700, halves)) == (
        9_700,
        9_500,
    )
    assert (within(Fraction(97, 10), 9_700, halves), within(Fraction(96, 10), 9_700, halves)) == (
        9_700,
        9_500,
    )
    assert mean_score(row, Fraction(97, 10), halves) == 9_700
    assert [by_level(row, levels, level, halves).points for level in ("Tốt", "Kém")] == [9_700, 9_500]
    assert within(Fraction(1, 10), 100, halves) == 100


def test_a_percentage_keeps_the_digits() -> None:
    """2/3 is 66,67 %, whatever scores are rounded to."""
    assert percent_of(20_000, 30_000, Settings(digits=2, step=500)) == 66_670


def test_scores_that_may_be_agreed_go_by_the_step() -> None:
    """0; 0,5; … 2; and the maximum 2,2 itself; of a penalty the same below zero."""
    row = Criterion("I.1", max_points=2_200)
    assert list(possible_scores(row, Rounding(2, 500))) == [0, 500, 1000, 1500, 2000, 2200]
    row = Criterion("T", kind=RowKind.PENALTY, max_points=1_200)
    assert list(possible_scores(row, Rounding(2, 500))) == [-1200, -1000, -500, 0]


# --- the sheet Cụm --------------------------------------------------------------------------------

_NAME = "Làm tròn đến"


@pytest.mark.parametrize(
    ("typed", "step"),
    [(1, 1000), ("1", 1000), (0.5, 500), ("0,5", 500), ("0.25", 250), ("0,1", 100), (0.05, 50), ("0,01", 10)],
)
def test_a_step_is_read_as_clerks_type_it(typed: object, step: int) -> None:
    """A number or a text, with a comma or a dot."""
    read, findings, _ = settings.read_settings(settings_grid((_NAME, typed)))
    assert (findings, read.step, read.rounding) == ([], step, Rounding(2, step))


@pytest.mark.parametrize("typed", ["0,3", 0, -1, 2, "nửa điểm", "0,5; 1", 0.001])
def test_another_step_is_reported_and_the_digits_used(typed: object) -> None:
    """No step is guessed."""
    read, findings, _ = settings.read_settings(settings_grid((_NAME, typed)))
    (found,) = findings
    assert (found.code, read.step) == (Code.SETTING_INVALID, None)
    assert "1 · 0,5 · 0,25 · 0,1 · 0,05 · 0,01" in found.action


@pytest.mark.parametrize(
    ("digits", "step", "used"), [(0, "0,5", 1), (1, "0,25", 2), (1, "0,05", 2), (0, "0,01", 2)]
)
def test_fewer_digits_than_the_step_has_are_told_and_enough_are_shown(
    digits: int, step: str, used: int
) -> None:
    """What is seen is what counts: 0,25 is not printed as 0,3."""
    read, findings, _ = settings.read_settings(settings_grid(("Số chữ số thập phân", digits), (_NAME, step)))
    (found,) = findings
    assert (found.code, found.value, read.digits) == (Code.SETTING_INVALID, str(digits), used)
    assert f"đang dùng {used}" in found.message


@pytest.mark.parametrize(("digits", "step"), [(0, "1"), (1, "0,5"), (1, "0,1"), (2, "0,25"), (3, "0,05")])
def test_digits_that_show_the_step_are_right(digits: int, step: str) -> None:
    """Nothing is said."""
    read, findings, _ = settings.read_settings(settings_grid(("Số chữ số thập phân", digits), (_NAME, step)))
    assert (findings, read.digits) == ([], digits)


def test_what_is_drawn_is_read_again() -> None:
    """A new book with a step says it as a person types it."""
    drawn = settings.render(Settings(year=2026, cluster="C", name="C", step=250))
    (at,) = [row for (row, column), cell in drawn.cells.items() if column == 0 and cell.value == _NAME]
    assert drawn.cells[at, 1].value == "0,25"


# --- formulas and words ---------------------------------------------------------------------------


def test_formulas_round_by_digits_as_they_always_did() -> None:
    """Books and forms without a step are the same to the byte."""
    assert rounded("A1", Rounding(2)) == "ROUND(ROUND(A1,9),2)"
    assert rounded("A1", Rounding(2, 1000)) == "ROUND(ROUND(A1,9),0)"
    assert rounded("A1", Rounding(2, 100)) == "ROUND(ROUND(A1,9),1)"
    assert rounded("10-B1", Rounding(2, 250)) == "ROUND(ROUND((10-B1)*4,9),0)/4"


def test_the_form_says_what_is_no_multiple() -> None:
    """In the place of the words on decimals; all other texts are the same."""
    usual, steps = texts(Rounding(2)), texts(Rounding(2, 500))
    at = list(State).index(State.DECIMALS)
    assert (usual[at], steps[at]) == ("Nhiều hơn 2 chữ số thập phân", "Không phải bội số của 0,5")
    assert [*usual[:at], *usual[at + 1 :]] == [*steps[:at], *steps[at + 1 :]]
