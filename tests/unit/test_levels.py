"""Chọn mức: named levels, read from one line, chosen by a word, worth their points."""

import unicodedata
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua_xl.domain.ranking.flips import possible_scores
from thidua_xl.domain.scoring.bounds import BOUNDS
from thidua_xl.domain.scoring.checks import check_rows
from thidua_xl.domain.scoring.criteria import Criterion, Method, RowKind
from thidua_xl.domain.scoring.levels import Levels, lowest_points
from thidua_xl.domain.scoring.parameters import Invalid, parse_parameter
from thidua_xl.domain.scoring.rows import RESULT, SCORE, Origin, Row, read_row
from thidua_xl.domain.scoring.rules import Outcome, suggest
from thidua_xl.domain.values.catalogue import Code
from thidua_xl.domain.values.numbers import Rounding, round_half_up

FIVE = "Xuất sắc:30; Tốt:27; Khá:20; Trung bình:10; Không:0"
FESTIVAL = "Nhất:20; Khuyến khích:8; Trắng giải:-10"


def criterion(parameter: str, maximum: int = 30, kind: RowKind = RowKind.CRITERION) -> Criterion:
    """A criterion of so many points."""
    return Criterion("I.1", kind=kind, max_points=maximum * 1000, method=Method.LEVELS, parameter=parameter)


def read(parameter: str, maximum: int = 30, kind: RowKind = RowKind.CRITERION) -> Levels | Invalid:
    """What is understood."""
    found = parse_parameter(criterion(parameter, maximum, kind))
    assert isinstance(found, Levels | Invalid)
    return found


def points(row: Criterion, level: str | None, digits: int = 2) -> Outcome:
    """What the rule gives for a level."""
    parameter = parse_parameter(row)
    assert not isinstance(parameter, Invalid)
    return suggest(row, parameter, None, None, None, Rounding(digits), level)


@pytest.mark.parametrize(
    ("level", "worth"), [("Xuất sắc", 30_000), ("Tốt", 27_000), ("Trung bình", 10_000), ("Không", 0)]
)
def test_a_level_has_its_points(level: str, worth: int) -> None:
    """The worked values of the rule; `Không` is 0 points and no blank."""
    assert points(criterion(FIVE), level) == Outcome(worth)


def test_no_level_is_no_score() -> None:
    """Blank is not the lowest level."""
    assert points(criterion(FIVE), None) == Outcome(lacks="result")


def test_a_level_of_a_bonus_may_take_points_away() -> None:
    """`Trắng giải:-10`, with whatever sign of minus."""
    row = criterion(FESTIVAL, 20, RowKind.BONUS)
    assert points(row, "Trắng giải") == Outcome(-10_000)
    assert lowest_points(row) == -10_000
    assert read("A:20; B:−7,5", 20, RowKind.BONUS) == Levels((("A", 20_000), ("B", -7_500)))
    assert (possible_scores(row, Rounding(0))[0], possible_scores(row, Rounding(0))[-1]) == (-10_000, 20_000)


def test_names_keep_their_look_and_may_hold_signs() -> None:
    """Spaces, `-`, `/`, commas; a decimal comma in the points; one semicolon too many."""
    assert read(" Loại  A+ : 30; Khá - giỏi/tốt, đều:12,5 ;") == Levels(
        (("Loại A+", 30_000), ("Khá - giỏi/tốt, đều", 12_500))
    )


@pytest.mark.parametrize(
    ("parameter", "said"),
    [
        ("", "cần tham số"),
        ("Tốt", "không hiểu “Tốt”"),
        ("Tốt:27; Khá", "không hiểu “Khá”"),
        ("Tốt:27:5", "không hiểu"),
        ("Tốt:27; tốt :20", "mức “tốt” ghi hai lần"),
        ("Tốt:31", "vượt điểm tối đa 30"),
        ("Tốt:nhiều", "không phải là số"),
        ("Tốt:27; Kém:-1", "điểm âm"),
        ("Tốt:27; :3", "không hiểu"),
        (f"{'a' * 61}:3", "tên mức"),
        ("; ".join(f"Mức {n}:1" for n in range(41)), "có 41 mức"),
        ("Tốt:1,0005", "hơn ba chữ số"),
    ],
)
def test_what_is_no_list_of_levels_is_told(parameter: str, said: str) -> None:
    """Why, and a line that would be right."""
    found = read(parameter)
    assert isinstance(found, Invalid)
    assert said in found.why
    assert isinstance(read(found.example), Levels)


def filled(
    row: Criterion, result: object, score: object = None, *, agreed: bool = False
) -> tuple[Row, set[Code]]:
    """A row of a form (or of the agreed columns), and what is found in it."""
    parameter = parse_parameter(row)
    assert not isinstance(parameter, Invalid)
    letters = {RESULT: "G", SCORE: "J"}
    entry = Row("A", row, parameter, Origin("" if agreed else "a.xlsx", "Tự chấm", letters, agreed=agreed), 9)
    found = read_row(entry, None, result, None, score)
    return entry, {one.code for one in (*found, *check_rows([entry], Rounding()).findings)}


@pytest.mark.parametrize(
    "typed", ["Tốt", " tốt ", "TỐT", unicodedata.normalize("NFD", "Tốt"), "t\u00f4\u0301t", "Tốt\u200b"]
)
def test_two_spellings_of_a_level_are_one(typed: str) -> None:
    """Case, spaces, composed or not: the level as the office writes it."""
    row, found = filled(criterion(FIVE), typed, 27.0)
    assert (row.level, found) == ("Tốt", set())


def test_old_letters_meet_new_ones() -> None:
    """Ð of old keyboards is a Đ."""
    assert filled(criterion("Đạt chuẩn:30; Không:0"), "Ðạt chuẩn", 30.0)[0].level == "Đạt chuẩn"


@pytest.mark.parametrize("typed", ["Giỏi", 27.0, "Tốt; Khá", True])
def test_an_unknown_level_lists_the_known_ones(typed: object) -> None:
    """Nothing is guessed from a word that is near."""
    parameter = parse_parameter(criterion(FIVE))
    assert not isinstance(parameter, Invalid)
    row = Row("A", criterion(FIVE), parameter, Origin("a.xlsx", "Tự chấm", {RESULT: "G"}), 9)
    (found,) = read_row(row, None, typed, None, None)
    assert (found.code, found.cell, row.level) == (Code.VALUE_UNKNOWN, "G10", None)
    assert "Xuất sắc · Tốt · Khá · Trung bình · Không" in found.action


def test_a_number_may_be_the_name_of_a_level() -> None:
    """`Hạng thương hiệu` 1, 2, 3: a cell holds the number."""
    assert filled(criterion("1:30; 2:20"), 2.0, 20.0)[0].level == "2"


def test_the_self_score_is_compared_with_the_level() -> None:
    """As for other rules a warning; a missing level is asked for, an unknown one is not asked for again."""
    assert filled(criterion(FIVE), "Khá", 27.0)[1] == {Code.DIFFERS_FROM_RULE}
    assert filled(criterion(FIVE), None, 27.0)[1] == {Code.INPUT_MISSING}
    assert filled(criterion(FIVE), "Giỏi", 27.0)[1] == {Code.VALUE_UNKNOWN}


@pytest.mark.parametrize(
    ("score", "found"),
    [
        (-10.0, set()),
        (-10.01, {Code.BELOW_LOWEST}),
        (-25.0, {Code.BELOW_LOWEST}),
        (20.01, {Code.OVER_MAXIMUM}),
        (-9.0, {Code.DIFFERS_FROM_RULE}),
    ],
)
def test_a_score_below_zero_goes_down_to_the_lowest_level(score: float, found: set[Code]) -> None:
    """And no further; what lies beyond counts as missing."""
    row = criterion(FESTIVAL, 20, RowKind.BONUS)
    entry, codes = filled(row, "Trắng giải", score)
    assert codes == found
    assert check_rows([entry], Rounding()).counts(entry) == (
        not found & {Code.BELOW_LOWEST, Code.OVER_MAXIMUM}
    )


def test_without_a_level_below_zero_no_score_is() -> None:
    """Of an ordinary criterion −1 stays negative."""
    assert Code.NEGATIVE in filled(criterion(FIVE), "Không", -1.0)[1]


def test_the_bound_below_zero_is_asked_of_such_rows_alone() -> None:
    """Existing tables have no number there."""
    lowest = next(bound for bound in BOUNDS if bound.code is Code.BELOW_LOWEST)
    assert lowest.measure(filled(criterion(FIVE), "Tốt", 27.0)[0], Rounding()) is None


@given(
    st.lists(st.tuples(st.from_regex(r"[A-ZĐ][a-zđ ]{0,12}[a-z]", fullmatch=True), st.integers(-20_000, 20_000)),
             min_size=1, max_size=12, unique_by=lambda level: " ".join(level[0].split()).casefold()),
    st.integers(0, 3),
)  # fmt: skip
def test_every_level_gives_its_own_points_rounded_once(levels: list[tuple[str, int]], digits: int) -> None:
    """Whatever the list, against fractions."""
    text = "; ".join(f"{name}: {Decimal(worth) / 1000:f}".replace(".", ",") for name, worth in levels)
    row = criterion(text, 20, RowKind.BONUS)
    for name, worth in levels:
        assert points(row, name, digits).points == round_half_up(Fraction(worth, 1000), digits)
