"""Theo khoảng: straight lines between named points, jumps beyond them, full steps."""

from bisect import bisect_right
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua_xl.domain.scoring.brackets import Brackets
from thidua_xl.domain.scoring.criteria import Criterion, Method
from thidua_xl.domain.scoring.parameters import Invalid, needs_target, parse_parameter
from thidua_xl.domain.scoring.rule_said import rule_said
from thidua_xl.domain.scoring.rules import Outcome, suggest
from thidua_xl.domain.values.catalogue import Code
from thidua_xl.domain.values.numbers import Rounding, round_half_up

PARTY = "10:15; 50:15; 150:25; trên:50"


def criterion(parameter: str, maximum: int = 50) -> Criterion:
    """A criterion of so many points."""
    return Criterion("I.1", max_points=maximum * 1000, method=Method.BRACKETS, parameter=parameter)


def outcome(parameter: str, result: str, target: str = "", digits: int = 2) -> Outcome:
    """What the rule suggests."""
    row = criterion(parameter)
    read = parse_parameter(row)
    assert not isinstance(read, Invalid), read.why
    return suggest(row, read, Fraction(target) if target else None, Fraction(result), None, Rounding(digits))


@pytest.mark.parametrize(
    ("parameter", "result", "points"),
    [
        (PARTY, "0", 15_000),
        (PARTY, "5", 15_000),
        (PARTY, "50", 15_000),
        (PARTY, "57", 15_700),
        (PARTY, "100", 20_000),
        (PARTY, "150", 25_000),
        (PARTY, "150.1", 50_000),
        (f"{PARTY}; bậc 10", "57", 15_000),
        (f"{PARTY}; bậc 10", "60", 16_000),
        (f"{PARTY}; bậc 10", "149.99", 24_000),
        (f"{PARTY}; bậc 10", "150", 25_000),
        (f"{PARTY}; dưới:0", "9.9", 0),
        (f"{PARTY}; dưới:0", "10", 15_000),
        ("Bậc 30; 0:0; 100:10", "99", 9_000),
        ("0:10; 4:0", "1", 7_500),  # fewer is better: the points fall
        ("0:10; 4:0", "9", 0),
        ("0:10; 3:0", "1", 6_670),
        ("5:3; dưới:1; trên:4", "5", 3_000),
        ("5:3; dưới:1; trên:4", "5.01", 4_000),
        ("5:3; dưới:1; trên:4", "4.99", 1_000),
    ],
)
def test_points_of_a_result(parameter: str, result: str, points: int) -> None:
    """The worked values of the rule, and its edges."""
    assert outcome(parameter, result) == Outcome(points)


@pytest.mark.parametrize(
    ("target", "result", "points"),
    [
        ("40", "20", 5_000),
        ("40", "30", 7_500),
        ("40", "40", 10_000),
        ("40", "40.01", 12_000),
        ("3", "2", 6_667),
    ],
)
def test_points_of_a_ratio(target: str, result: str, points: int) -> None:
    """With `%` the points are named on result/target, exactly: 66,666… % is 6,667."""
    assert outcome("% 50:5; 100:10; trên:12", result, target, 3) == Outcome(points)


def test_what_a_ratio_lacks() -> None:
    """T = 0 and figures below 0 as everywhere; the target is needed only with `%`."""
    assert outcome("% 50:5; 100:10", "5").lacks == "target"
    assert outcome("% 50:5; 100:10", "5", "0").code is Code.TARGET_ZERO
    assert outcome(PARTY, "-1").code is Code.NEGATIVE
    read = parse_parameter(criterion("% 50:5; 100:10"))
    assert needs_target(Method.BRACKETS, read)
    assert not needs_target(Method.BRACKETS, parse_parameter(criterion(PARTY)))


@pytest.mark.parametrize(
    ("parameter", "said"),
    [
        ("", "cần tham số"),
        ("10", "không hiểu “10”"),
        ("trên:50", "chưa có mốc"),
        ("10:15; 10:16", "ghi hai lần"),
        ("50:15; 10:15", "tăng dần"),
        ("10:15; 50:51", "vượt điểm tối đa 50"),
        ("10:15; trên:51", "vượt điểm tối đa 50"),
        ("10:15; trên:5; trên:6", "“trên” ghi hai lần"),
        ("10:15; bậc 0", "lớn hơn 0"),
        ("10:15; bậc 1; bậc 2", "“bậc” ghi hai lần"),
        ("10:15; bậc", "không hiểu “bậc”"),
        ("10:15; bậc 10%", "không phải là số"),
        ("bậc 10; % 50:0; 100:10", "dấu % chỉ ghi một lần, ở đầu"),
        ("10:-1", "số âm"),
        ("; ".join(f"{n}:1" for n in range(31)), "có 31 mốc"),
        ("thấp hơn là tốt; 0:5; 10:0", "không hiểu “thấp hơn là tốt”"),
    ],
)
def test_what_is_not_understood_is_told(parameter: str, said: str) -> None:
    """Why, and a line that would be right."""
    found = parse_parameter(criterion(parameter))
    assert isinstance(found, Invalid)
    assert said in found.why
    assert isinstance(parse_parameter(criterion(found.example)), Brackets)


@pytest.mark.parametrize(
    ("parameter", "sentence"),
    [
        (
            f"{PARTY}; bậc 10",
            "Kết quả đến 10 triệu được 15 điểm; từ 10 đến 50 triệu được 15 điểm; từ 50 đến 150 triệu được từ 15 "
            "điểm tăng đều đến 25 điểm; trên 150 triệu được 50 điểm; giữa hai mốc chỉ tính từng bậc đủ 10 triệu.",
        ),
        (
            "0:10; 4:0",
            "Kết quả từ 0 đến 4 triệu được từ 10 điểm giảm đều đến 0 điểm; từ 4 triệu trở lên 0 điểm.",
        ),
        (
            "% 50:5; 100:10; dưới:0",
            "Kết quả so với chỉ tiêu dưới 50 % 0 điểm; từ 50 đến 100 % được từ 5 điểm tăng đều đến 10 điểm; "
            "từ 100 % trở lên được 10 điểm.",
        ),
        (
            "5:3; dưới:1; trên:4",
            "Kết quả dưới 5 triệu được 1 điểm; bằng 5 triệu được 3 điểm; trên 5 triệu được 4 điểm.",
        ),
    ],
)
def test_the_rule_in_words(parameter: str, sentence: str) -> None:
    """As the regulations print it."""
    row = Criterion("I.1", max_points=50_000, method=Method.BRACKETS, parameter=parameter, measure="triệu")
    assert rule_said(row, parse_parameter(row)) == sentence


def decimals(low: str, high: str, places: int = 2) -> st.SearchStrategy[Decimal]:
    """Numbers as people type them."""
    return st.decimals(low, high, places=places, allow_nan=False)


@st.composite
def drawn(draw: st.DrawFn) -> tuple[list[Decimal], list[Decimal], list[Decimal | None]]:
    """Rising marks, as many points; a step and jumps beyond the first and the last, or none."""
    marks = sorted(draw(st.lists(decimals("0", "90"), min_size=1, max_size=8, unique=True)))
    points = draw(st.lists(decimals("0", "50"), min_size=len(marks), max_size=len(marks)))
    jumps = [draw(st.none() | decimals("0", "50")) for _ in range(2)]
    return marks, points, [draw(st.none() | decimals("0.01", "20")), *jumps]


def typed(number: Decimal) -> str:
    """With a comma, and a digit too many, so that no dot means thousands."""
    return f"{number:.4f}".replace(".", ",")


@given(drawn(), decimals("0", "100", 3), st.integers(0, 3), st.booleans())
def test_theo_khoang_equals_an_independent_computation(
    rule: tuple[list[Decimal], list[Decimal], list[Decimal | None]],
    result: Decimal,
    digits: int,
    of_ratio: bool,
) -> None:
    """A weighted mean of the neighbours instead of a slope."""
    marks, points, (step, below, above) = rule
    text = "% " * of_ratio + "; ".join(f"{typed(m)}:{typed(p)}" for m, p in zip(marks, points, strict=True))
    text += "" if step is None else f"; bậc {typed(step)}"
    text += "" if above is None else f"; trên:{typed(above)}"
    text += "" if below is None else f"; dưới:{typed(below)}"
    at = Fraction(result)
    place = bisect_right(marks, result)
    if place in (0, len(marks)):
        expected = Fraction(points[0] if place == 0 else points[-1])
        if above is not None and result > marks[-1]:
            expected = Fraction(above)
        if below is not None and place == 0:
            expected = Fraction(below)
    else:
        left, right = Fraction(marks[place - 1]), Fraction(marks[place])
        if step is not None:
            at = left + int((at - left) / Fraction(step)) * Fraction(step)
        share = (at - left) / (right - left)
        expected = (1 - share) * Fraction(points[place - 1]) + share * Fraction(points[place])
    target = "40" if of_ratio else ""
    given_result = Fraction(result) * 40 / 100 if of_ratio else Fraction(result)
    row = criterion(text)
    read = parse_parameter(row)
    assert not isinstance(read, Invalid), read.why
    found = suggest(row, read, Fraction(target) if target else None, given_result, None, Rounding(digits))
    assert found == Outcome(round_half_up(expected, digits))
