"""Đồng ý in place of a score: the rule's own number, or a word on why there is none."""

import unicodedata
from decimal import Decimal

import pytest

from thidua_xl.domain.scoring.criteria import Criterion, Method, RowKind, Scorer
from thidua_xl.domain.scoring.parameters import Invalid, parse_parameter
from thidua_xl.domain.scoring.rows import Origin, Row, read_row
from thidua_xl.domain.scoring.taken_suggestion import Offered, takes_suggestion
from thidua_xl.domain.values.catalogue import Code
from thidua_xl.domain.values.cells import CellError, Formula, Uncomputed
from thidua_xl.domain.values.numbers import Rounding

_FORM = Origin("a.xlsx", "Tự chấm", {"target": "F", "result": "G", "mark": "K", "score": "J"})
_RATIO = Criterion("I.1", max_points=10_000, method=Method.RATIO)
_DIRECT = Criterion("I.2", max_points=10_000)


def read(
    criterion: Criterion, target: object, result: object, score: object, offered: Offered | None
) -> tuple[Decimal | None, list[Code]]:
    """The score of a row, and what is said of its cells."""
    parameter = parse_parameter(criterion)
    assert not isinstance(parameter, Invalid)
    row = Row("AN", criterion, parameter, _FORM, 9)
    found = read_row(row, target, result, None, score, offered=offered)
    return row.score.number, [one.code for one in found]


def offered(shown: object = Uncomputed.FORMULA, digits: int = 2) -> Offered:
    """What the form shows beside the score."""
    return Offered(Rounding(digits), shown)


@pytest.mark.parametrize(
    "word",
    ["Đồng ý", "đồng ý", "ĐỒNG Ý", " Đồng  ý ", "Đồng\u00a0ý", "dong y", "Dong Y", "Ðồng ý",
     unicodedata.normalize("NFD", "Đồng ý"), Formula('="Đồng ý"', "Đồng ý")],
)  # fmt: skip
def test_the_word_is_understood_however_it_is_typed(word: object) -> None:
    """Case, spaces, composed or not, without marks, with the letter of old keyboards."""
    assert takes_suggestion(word)
    assert read(_RATIO, 100.0, 95.0, word, offered(9.5)) == (Decimal("9.5"), [Code.SUGGESTION_TAKEN])


@pytest.mark.parametrize(
    "other", ["Không đồng ý", "đồng", "y", "Đồng ý?", "", None, 1.0, True, CellError("#N/A")]
)
def test_no_other_word_takes_it(other: object) -> None:
    """What is nearly the word asks a person."""
    assert not takes_suggestion(other)


def test_the_number_is_the_rules_own_and_rounded_once() -> None:
    """6,805 of an exact ratio: the same as the form shows, and as it would be typed."""
    assert read(_RATIO, 300.0, 204.15, "Đồng ý", offered(6.81))[0] == Decimal("6.81")
    assert read(_RATIO, 3.0, 2.0, "Đồng ý", offered(6.67))[0] == Decimal("6.67")


@pytest.mark.parametrize("shown", [9.4, 0.0, "", None, CellError("#DIV/0!"), "chín"])
def test_a_form_that_shows_another_score_waits_for_a_person(shown: object) -> None:
    """The unit agreed to what it saw."""
    assert read(_RATIO, 100.0, 95.0, "Đồng ý", offered(shown)) == (None, [Code.SUGGESTION_DIFFERS])


def test_a_form_whose_formulas_nobody_computed_is_taken_by_its_figures() -> None:
    """A library that saves no results shows nothing that could differ."""
    assert read(_RATIO, 100.0, 95.0, "Đồng ý", offered())[0] == Decimal("9.5")


def test_a_form_of_more_decimals_counts_as_a_score_typed_so() -> None:
    """9,55 on a form of two decimals, in a book of one: 9,6, as if somebody had typed 9,55."""
    assert read(_RATIO, 1000.0, 955.0, "Đồng ý", offered(9.55, 1)) == (
        Decimal("9.6"),
        [Code.SUGGESTION_TAKEN],
    )
    twice = read(
        _RATIO, 10_000.0, 9546.0, "Đồng ý", offered(9.55, 1)
    )  # 9,546 is 9,5 at once, 9,6 in two steps
    assert twice == (None, [Code.SUGGESTION_DIFFERS])


@pytest.mark.parametrize(
    ("criterion", "target", "result"),
    [
        (_DIRECT, None, None), (_RATIO, None, 95.0), (_RATIO, 100.0, None), (_RATIO, 0.0, 95.0),
        (_RATIO, 100.0, -1.0), (_RATIO, 100.0, "chín mươi"),
        (Criterion("I.3", max_points=5000, method=Method.PASS_FAIL), None, "khá"),
        (Criterion("I.3", max_points=5000, method=Method.PASS_FAIL), None, None),
    ],
)  # fmt: skip
def test_without_a_suggestion_the_score_is_missing_and_told(
    criterion: Criterion, target: object, result: object
) -> None:
    """A rule without one, a figure that is not there, that is none, a target of 0, a negative result."""
    number, codes = read(criterion, target, result, "Đồng ý", offered(""))
    assert number is None
    assert codes[-1] is Code.SUGGESTION_MISSING


def test_a_penalty_and_a_level_below_0_keep_their_sign() -> None:
    """A penalty is typed without a sign; what a bonus takes away with one."""
    penalty = Criterion(
        "P", kind=RowKind.PENALTY, max_points=4000, method=Method.DEDUCT_PER_EVENT, parameter="1/lần; trần 4"
    )
    assert read(penalty, None, 3.0, "Đồng ý", offered(3.0))[0] == 3
    bonus = Criterion(
        "T", kind=RowKind.BONUS, max_points=5000, method=Method.LEVELS, parameter="Tốt: 5; Kém: -2"
    )
    assert read(bonus, None, "Kém", "Đồng ý", offered(-2.0))[0] == -2
    assert read(bonus, None, "Kém", "Đồng ý", offered(2.0))[1] == [Code.SUGGESTION_DIFFERS]


def test_only_a_form_offers_it() -> None:
    """In the book, and where a scorer types, the word is no score."""
    assert read(_RATIO, 100.0, 95.0, "Đồng ý", None) == (None, [Code.NOT_A_NUMBER])


def test_where_others_score_the_word_is_as_little_as_a_number() -> None:
    """The head's criterion: the rule on scores that are ignored tells it."""
    head = Criterion("I.4", max_points=10_000, method=Method.RATIO, scorer=Scorer.HEAD)
    assert read(head, 100.0, 95.0, "Đồng ý", offered()) == (None, [])
