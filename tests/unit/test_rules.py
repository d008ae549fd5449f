"""Cách chấm: every worked example and every edge of the design, section 3."""

from collections.abc import Mapping
from fractions import Fraction

import pytest

from thidua_xl.domain.scoring.criteria import Criterion, Method, RowKind
from thidua_xl.domain.scoring.parameters import Invalid, parse_parameter
from thidua_xl.domain.scoring.rules import Outcome, leader, signed, suggest
from thidua_xl.domain.values.catalogue import Code
from thidua_xl.domain.values.numbers import Rounding

LOWER = "thấp hơn là tốt"
RATIO, STEPS, PERCENT = Method.RATIO, Method.STEPS, Method.LESS_PER_PERCENT
EVENT, RANK, ADD, DEDUCT = (
    Method.LESS_PER_EVENT,
    Method.BY_RANK,
    Method.ADD_PER_EVENT,
    Method.DEDUCT_PER_EVENT,
)


def number(text: str) -> Fraction | None:
    """A number of a table, nothing where the cell is blank."""
    return Fraction(text) if text else None


def outcome(
    method: Method,
    parameter: str,
    target: str,
    result: str,
    maximum: str = "15",
    digits: int = 2,
    passed: bool | None = None,
) -> Outcome:
    """What the rule suggests for one row of a table."""
    kind = RowKind.PENALTY if method is DEDUCT else RowKind.CRITERION
    row = Criterion(
        "I.1", kind=kind, max_points=int(Fraction(maximum) * 1000), method=method, parameter=parameter
    )
    read = parse_parameter(row)
    assert not isinstance(read, Invalid)
    return suggest(row, read, number(target), number(result), passed, Rounding(digits))


@pytest.mark.parametrize(
    ("method", "parameter", "target", "result", "points"),
    [
        # Theo tỷ lệ
        (RATIO, "", "100", "80", 12000),
        (RATIO, "", "100", "120", 15000),
        (RATIO, "", "3", "2", 10000),
        (RATIO, "", "7", "3", 6430),
        (RATIO, "", "100000", "99995", 15000),  # 14.99925 rounds to the maximum,
        (RATIO, "", "10", "0", 0),
        (RATIO, LOWER, "4", "5", 12000),
        (RATIO, LOWER, "4", "3", 15000),
        (RATIO, LOWER, "4", "0", 15000),
        (RATIO, LOWER, "0", "0", 15000),
        (RATIO, LOWER, "0", "1", 0),
        # Theo bậc, of the ratio
        (STEPS, "% 100:15; 90:12; 80:8; khác:0", "50", "50", 15000),
        (STEPS, "% 100:15; 90:12; 80:8; khác:0", "100000", "99995", 12000),  # but 99.995 % is not 100 %
        (STEPS, "% 100:15; 90:12; 80:8; khác:0", "50", "40", 8000),
        (STEPS, "% 100:15; 90:12; 80:8; khác:0", "50", "39.99", 0),
        (STEPS, "% 100:15; 90:12; 80:8; khác:1", "50", "0", 1000),
        # Theo bậc, of the result
        (STEPS, "30:15; 20:10; khác:0", "", "30", 15000),
        (STEPS, "30:15; 20:10; khác:0", "", "29.5", 10000),
        (STEPS, "30:15; 20:10; khác:0", "-1", "29.5", 10000),  # a target that no rule reads is no matter
        (STEPS, f"{LOWER}; 0:8; 1:6; 2:4; khác:0", "", "0", 8000),
        (STEPS, f"{LOWER}; 0:8; 1:6; 2:4; khác:0", "", "1.5", 4000),
        (STEPS, f"{LOWER}; 0:8; 1:6; 2:4; khác:0", "", "3", 0),
        # Theo bậc, lower is better, of the ratio: T/A at least, A/T at most
        (STEPS, f"{LOWER}; % 100:15; 80:8; khác:1", "4", "4", 15000),
        (STEPS, f"{LOWER}; % 100:15; 80:8; khác:1", "4", "5", 8000),
        (STEPS, f"{LOWER}; % 100:15; 80:8; khác:1", "4", "5.1", 1000),
        (STEPS, f"{LOWER}; % 100:15; 80:8; khác:1", "4", "0", 15000),
        (STEPS, f"{LOWER}; % 100:15; 80:8; khác:1", "0", "0", 15000),
        (STEPS, f"{LOWER}; % 100:15; 80:8; khác:1", "0", "1", 1000),
        (STEPS, f"{LOWER}; % 120:15; 100:8; khác:1", "4", "0", 15000),
        (STEPS, f"{LOWER}; % 100:15; 125:8; khác:1", "4", "5", 8000),
        (STEPS, f"{LOWER}; % 100:15; 125:8; khác:1", "4", "5.1", 1000),
        (STEPS, f"{LOWER}; % 100:15; 125:8; khác:1", "0", "0", 15000),
        (STEPS, f"{LOWER}; % 100:15; 125:8; khác:1", "0", "1", 1000),
        # Trừ theo % chưa đạt
        (PERCENT, "1%: 0,5", "100", "97", 13500),
        (PERCENT, "1%: 0,5", "100", "97.001", 14000),  # 2.999 % short: two full percent
        (PERCENT, "1%: 0,5", "1", "0.71", 500),  # (1-0.71)/1*100 is 29.000000000000004 in binary
        (PERCENT, "1%: 0,5", "0.3", "0.21", 0),
        (PERCENT, "2,5%: 1", "200", "190", 13000),
        (PERCENT, "1%: 0,5", "100", "120", 15000),
        (PERCENT, f"1%: 0,5; {LOWER}", "100", "103", 13500),
        (PERCENT, f"1%: 0,5; {LOWER}", "0", "0", 15000),
        (PERCENT, f"1%: 0,5; {LOWER}", "0", "0.01", 0),
        # Trừ từ điểm tối đa
        (EVENT, "0,5/lần; hết từ 5", "", "0", 15000),
        (EVENT, "0,5/lần; hết từ 5", "", "4", 13000),
        (EVENT, "0,5/lần; hết từ 5", "", "5", 0),
        (EVENT, "0,5/lần", "", "5", 12500),
        (EVENT, "4/lần", "", "4", 0),
        # Theo thứ hạng
        (RANK, "15; 10; 5; 0", "", "1", 15000),
        (RANK, "15; 10; 5; 0", "", "3", 5000),
        (RANK, "15; 10; 5", "", "12", 5000),
        # Cộng theo lần, Trừ theo lần
        (ADD, "3/lần; trần 10", "", "2", 6000),
        (ADD, "3/lần; trần 10", "", "4", 10000),
        (ADD, "3/lần", "", "6", 15000),
        (ADD, "3/lần", "", "0", 0),
        (DEDUCT, "2/lần; trần 5", "", "1", 2000),
        (DEDUCT, "2/lần; trần 5", "", "9", 5000),
    ],
)
def test_a_rule_gives_its_points(
    method: Method, parameter: str, target: str, result: str, points: int
) -> None:
    """Maximum 15, two digits; unsigned thousandths."""
    assert outcome(method, parameter, target, result) == Outcome(points)


@pytest.mark.parametrize(("passed", "expected"), [(True, Outcome(15000)), (False, Outcome(0))])
def test_pass_or_fail_is_all_or_nothing(passed: bool, expected: Outcome) -> None:
    """Đạt is the maximum, Không đạt is 0."""
    assert outcome(Method.PASS_FAIL, "", "", "", passed=passed) == expected


@pytest.mark.parametrize(
    ("method", "parameter", "target", "result", "lacks"),
    [
        (RATIO, "", "", "5", "target"),
        (RATIO, "", "5", "", "result"),
        (STEPS, "% 100:15; khác:0", "", "5", "target"),
        (STEPS, "100:15; khác:0", "", "", "result"),
        (EVENT, "1/lần", "", "", "result"),
        (Method.PASS_FAIL, "", "", "", "result"),
    ],
)
def test_a_rule_names_the_input_it_lacks(
    method: Method, parameter: str, target: str, result: str, lacks: str
) -> None:
    """Blank is not zero: nothing is suggested."""
    assert outcome(method, parameter, target, result) == Outcome(lacks=lacks)


@pytest.mark.parametrize(
    ("method", "parameter", "target", "result", "code"),
    [
        (RATIO, "", "0", "5", Code.TARGET_ZERO),
        (RATIO, "", "0", "0", Code.TARGET_ZERO),
        (STEPS, "% 100:15; khác:0", "0", "5", Code.TARGET_ZERO),
        (PERCENT, "1%: 1", "0", "5", Code.TARGET_ZERO),
        (RATIO, "", "-1", "5", Code.NEGATIVE),
        (RATIO, LOWER, "5", "-1", Code.NEGATIVE),
        (EVENT, "1/lần", "", "-1", Code.NEGATIVE),
        (ADD, "1/lần", "", "-1", Code.NEGATIVE),
    ],
)
def test_a_zero_target_or_a_negative_number_is_a_finding(
    method: Method, parameter: str, target: str, result: str, code: Code
) -> None:
    """And no suggestion: the inputs must be looked at."""
    assert outcome(method, parameter, target, result) == Outcome(code=code)


@pytest.mark.parametrize("rank", ["0", "1.5"])
def test_what_is_no_rank_gets_no_score(rank: str) -> None:
    """Ranks are 1, 2, 3 and so on."""
    assert outcome(RANK, "15; 10", "", rank) == Outcome()


@pytest.mark.parametrize("method", [Method.DIRECT, Method.LEADER])
def test_what_one_unit_cannot_compute_is_left_open(method: Method) -> None:
    """The unit types the one, the whole cluster computes the other."""
    assert outcome(method, "", "5", "5") == Outcome()


@pytest.mark.parametrize(
    ("maximum", "target", "result", "digits", "points"),
    [
        ("5", "1000", "1", 2, 10),  # 0.005
        ("1", "1000", "4", 2, 0),  # 0.004
        ("5.025", "1", "1", 2, 5025),  # 5.03 would exceed the maximum
        ("5", "10", "5", 0, 3000),  # 2.5
        ("1", "8", "1", 3, 125),
        ("1", "8", "1", 1, 100),
    ],
)
def test_points_are_rounded_half_up_once_and_never_above_the_maximum(
    maximum: str, target: str, result: str, digits: int, points: int
) -> None:
    """The cluster chooses 0 to 3 digits."""
    assert outcome(RATIO, "", target, result, maximum, digits) == Outcome(points)


@pytest.mark.parametrize(
    ("kind", "points", "expected"),
    [
        (RowKind.PENALTY, 3000, -3000),
        (RowKind.PENALTY, -3000, -3000),
        (RowKind.BONUS, 3000, 3000),
        (RowKind.CRITERION, 0, 0),
    ],
)
def test_a_penalty_deducts_whatever_sign_was_typed(kind: RowKind, points: int, expected: int) -> None:
    """3 and −3 both deduct 3."""
    assert signed(Criterion("P", kind=kind), points) == expected


# --- So với đơn vị dẫn đầu --------------------------------------------------------------------


def cluster(
    inputs: Mapping[str, tuple[str, str]],
    *,
    lower: bool = False,
    excluded: str = "",
    maximum: int = 5000,
    digits: int = 2,
) -> dict[str, int | Code | None]:
    """Points, or the finding, of each unit by the leader rule."""
    pairs = {unit: (Fraction(target), Fraction(result)) for unit, (target, result) in inputs.items()}
    outcomes = leader(maximum, lower, pairs, set(pairs) - set(excluded), Rounding(digits))
    return {unit: found.code or found.points for unit, found in outcomes.items()}


def test_the_worked_example_of_the_leader_rule() -> None:
    """Maximum 5, target 10: 8 → 2.00, 10 → 2.50, the leader's 20 → 5.00, 15 → 3.75."""
    inputs = {"A": ("10", "8"), "B": ("10", "10"), "C": ("10", "20"), "D": ("10", "15")}
    assert cluster(inputs) == {"A": 2000, "B": 2500, "C": 5000, "D": 3750}


def test_the_leader_is_who_exceeds_its_own_target_furthest() -> None:
    """Not who has the greatest result."""
    assert cluster({"A": ("100", "110"), "B": ("10", "12")}) == {"A": 3750, "B": 5000}


def test_tied_leaders_all_get_the_maximum() -> None:
    """Two units 50 % above their targets."""
    assert cluster({"A": ("10", "15"), "B": ("20", "30"), "C": ("10", "12")}) == {
        "A": 5000,
        "B": 5000,
        "C": 3500,
    }


def test_where_nobody_is_above_the_target_nobody_leads() -> None:
    """The best then has half the maximum."""
    assert cluster({"A": ("10", "10"), "B": ("10", "9")}) == {"A": 2500, "B": 2250}


def test_an_excluded_unit_does_not_lead() -> None:
    """It is measured against the leader and gets no more than the maximum; without one it gets half."""
    assert cluster({"A": ("10", "30"), "B": ("10", "20")}, excluded="A") == {"A": 5000, "B": 5000}
    assert cluster({"A": ("10", "15"), "B": ("10", "20")}, excluded="A") == {"A": 3750, "B": 5000}
    assert cluster({"A": ("10", "30"), "B": ("10", "10")}, excluded="A") == {"A": 2500, "B": 2500}


def test_the_leader_rule_where_lower_is_better() -> None:
    """Exceeding is (T−A)/T, so a result of 0 exceeds by 100 %; a target of 0 can only be met or missed."""
    inputs = {
        "A": ("10", "0"),
        "B": ("10", "5"),
        "C": ("10", "10"),
        "D": ("10", "20"),
        "E": ("0", "0"),
        "F": ("0", "1"),
    }
    expected = {"A": 5000, "B": 3750, "C": 2500, "D": 1250, "E": 2500, "F": 0}
    assert cluster(inputs, lower=True) == expected


def test_unusable_inputs_neither_score_nor_lead() -> None:
    """They are findings, and the others are scored without them."""
    inputs = {"A": ("0", "50"), "B": ("-1", "9"), "C": ("10", "-1"), "D": ("10", "12")}
    expected = {"A": Code.TARGET_ZERO, "B": Code.NEGATIVE, "C": Code.NEGATIVE, "D": 5000}
    assert cluster(inputs) == expected


def test_leader_points_are_rounded_once() -> None:
    """2.5 + 2.5 × (1/3) is 3.333…; rounding the ratio first would give 3.325."""
    assert cluster({"A": ("3", "4"), "B": ("1", "2")}, digits=3) == {"A": 3333, "B": 5000}


def test_an_empty_cluster_has_no_scores() -> None:
    """Nobody has typed anything yet."""
    assert cluster({}) == {}
