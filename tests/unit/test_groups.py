"""Groups: the rule of a `Mục` from its text, worked examples, and what regulations and `Giải thích` say of it."""

from decimal import Decimal

import pytest

from thidua_xl.domain.scoring.criteria import Criteria, Criterion, RowKind
from thidua_xl.domain.scoring.group_rules import GroupRule, group_said, parse_group
from thidua_xl.domain.scoring.groups import grouping_of, mixed_kinds
from thidua_xl.domain.scoring.parameters import Invalid
from thidua_xl.domain.scoring.settings import Settings
from thidua_xl.domain.year.regulation_groups import group_articles

POINT = 1000
TWICE = Decimal(2)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("", GroupRule()),
        ("  ", GroupRule()),
        ("trần 50", GroupRule(cap=50 * POINT)),
        ("Trần 12,5 điểm;", GroupRule(cap=12_500)),
        ("LẤY MỨC  CAO NHẤT", GroupRule(highest=True)),
        ("hệ số 1,5", GroupRule(factor=Decimal("1.5"))),
        ("hệ số 0.25", GroupRule(factor=Decimal("0.25"))),
        ("hệ số 2; trần 20; lấy mức cao nhất", GroupRule(True, 20 * POINT, TWICE)),
    ],
)
def test_a_rule_is_read(text: str, rule: GroupRule) -> None:
    """Any order, any case; a comma or a dot."""
    assert parse_group(text) == rule
    assert parse_group(rule.short) == rule


@pytest.mark.parametrize(
    "text",
    ["trần", "trần năm mươi", "trần 50 40", "trần 50; trần 50", "tối đa 50", "50", "hệ số x2", "hệ số 0", "hệ số -1",
     "lấy cao nhất", "lấy mức cao nhất; lấy mức cao nhất", ";", "trần 1.234.5", "trần 0,0001"],
)  # fmt: skip
def test_what_is_not_understood_says_why(text: str) -> None:
    """To the last letter: a half-read rule would score every unit wrongly without a word."""
    problem = parse_group(text)
    assert isinstance(problem, Invalid)
    assert problem.why
    assert "trần 50" in problem.example


def table(*rows: tuple[str, str, int]) -> Criteria:
    """Code, `Mục` with its rule or a kind, maximum in points."""
    kinds = {kind.value: kind for kind in RowKind}
    return Criteria(tuple(
        Criterion(code, kind=kinds.get(word, RowKind.SECTION), max_points=most * POINT,
                  parameter="" if word in kinds else word)
        for code, word, most in rows
    ))  # fmt: skip


CRITERION, BONUS, PENALTY = "Tiêu chí", "Điểm thưởng", "Điểm trừ"


@pytest.mark.parametrize(
    ("rule", "given", "counted", "maximum"),
    [
        ("trần 50", (30, 33), 50, 50),
        ("trần 50", (20, 30), 50, 50),
        ("trần 70", (30, 33), 63, 63),
        ("lấy mức cao nhất", (30, 20), 30, 33),
        ("lấy mức cao nhất", (20, None), 20, 33),
        ("lấy mức cao nhất", (0, None), 0, 33),
        ("lấy mức cao nhất", (None, None), None, 33),
        ("hệ số 2", (30, 33), 126, 126),
        ("hệ số 2; trần 50", (30, 33), 100, 100),
        ("lấy mức cao nhất; trần 25; hệ số 2", (30, 20), 50, 50),
    ],
)
def test_a_group_of_criteria(
    rule: str, given: tuple[int | None, ...], counted: int | None, maximum: int
) -> None:
    """Highest, cap, factor; the maximum by the same order; a blank is no zero."""
    grouping = grouping_of(table(("I", rule, 0), ("I.1", CRITERION, 30), ("I.2", CRITERION, 33)), 2)
    points = {f"I.{at}": one * POINT for at, one in enumerate(given, 1) if one is not None}
    values = grouping.fold(points)
    assert values.get("I") == (None if counted is None else counted * POINT)
    assert grouping.section_maximum("I") == maximum * POINT
    assert grouping.total(points) == (counted or 0) * POINT


def test_a_factor_is_rounded_once_half_up_where_it_multiplies() -> None:
    """18,33 × 1,5 = 27,495 is 27,50 with two decimals, of deductions −27,50; with one 27,5."""
    for kind, sign in ((CRITERION, 1), (PENALTY, -1)):
        rows = table(("I", "hệ số 1,5", 0), ("I.1", kind, 30))
        points = {"I.1": sign * 18_330}
        assert grouping_of(rows, 2).total(points) == sign * 27_500
        assert grouping_of(rows, 3).total(points) == sign * 27_495
        assert grouping_of(rows, 0).total(points) == sign * 27_000


def test_of_deductions_the_highest_is_the_largest_and_a_cap_limits_them() -> None:
    """−8 and −3 are −8; −9 within `trần 6` is −6; nothing is ever added."""
    rows = table(("V", "lấy mức cao nhất", 0), ("V.1", PENALTY, 8), ("V.2", PENALTY, 5))
    assert grouping_of(rows, 2).total({"V.1": -3000, "V.2": -5000}) == -5000
    rows = table(("V", "trần 6", 0), ("V.1", PENALTY, 8), ("V.2", PENALTY, 5))
    assert grouping_of(rows, 2).total({"V.1": -4000, "V.2": -5000}) == -6000
    assert grouping_of(rows, 2).total({"V.1": 0, "V.2": 0}) == 0


def test_a_level_below_zero_is_no_achievement() -> None:
    """`Trắng giải` beside a prize: the prize counts; alone it takes its points off."""
    rows = table(("T", "lấy mức cao nhất; trần 15", 0), ("T.1", BONUS, 20), ("T.2", BONUS, 20))
    assert grouping_of(rows, 2).total({"T.1": 20_000, "T.2": -10_000}) == 15_000
    assert grouping_of(rows, 2).total({"T.2": -10_000}) == -10_000


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((("I.1.a", PENALTY, 4), ("I.1.b", PENALTY, 8)), -8),
        ((("I.1.t", "", 0), ("I.1.t.1", PENALTY, 4), ("I.1.t.2", PENALTY, 8)), -8),
        ((("I.1.t", "trần 5", 0), ("I.1.t.1", PENALTY, 4), ("I.1.t.2", PENALTY, 8)), -5),
        ((("I.1.t", "trần 20", 0), ("I.1.t.1", PENALTY, 4), ("I.1.t.2", PENALTY, 8)), -8),
        ((("I.1.t", "hệ số 3", 0), ("I.1.t.1", PENALTY, 4), ("I.1.t.2", PENALTY, 8)), -8),
        ((("I.1.t", "trần 2", 0), ("I.1.t.1", PENALTY, 4), ("I.1.b", PENALTY, 8)), -8),
        ((("I.1.t", "trần 2", 0), ("I.1.t.1", PENALTY, 8)), -2),
    ],
)
def test_deductions_below_a_criterion_never_exceed_it(
    rows: tuple[tuple[str, str, int], ...], expected: int
) -> None:
    """Events of 0,5, 1 or 8 points below a criterion of 8: directly, in a section, with a rule of its own."""
    criteria = table(("I", "", 0), ("I.1", CRITERION, 8), *rows)
    grouping = grouping_of(criteria, 2)
    most = {row.code: -row.max_points for row in criteria.scored if row.is_penalty}
    assert grouping.total(most) == expected * POINT
    assert grouping.total({"I.1": 8000, **most}) == (8 + expected) * POINT


def test_a_criterion_without_a_maximum_limits_nothing() -> None:
    """Nobody has typed its 8 yet: the deductions are not made away with."""
    grouping = grouping_of(table(("I.1", CRITERION, 0), ("I.1.a", PENALTY, 4)), 2)
    assert grouping.total({"I.1.a": -4000}) == -4000


def test_a_table_without_rules_has_no_groups() -> None:
    """Existing books: the plain sum of everything."""
    grouping = grouping_of(table(("I", "", 0), ("I.1", CRITERION, 5), ("V", "", 0), ("V.1", PENALTY, 5)), 2)
    assert grouping.groups == ()
    assert grouping.total({"I.1": 4000, "V.1": -1000}) == 3000


def test_rows_of_several_kinds_have_no_rule() -> None:
    """What is said of them, and that they are added plainly."""
    criteria = table(("I", "trần 5", 0), ("I.1", CRITERION, 8), ("I.2", BONUS, 4))
    assert mixed_kinds(criteria, criteria.by_code["I"]) == (RowKind.CRITERION, RowKind.BONUS)
    assert grouping_of(criteria, 2).total({"I.1": 8000, "I.2": 4000}) == 12_000


def test_a_rule_in_words() -> None:
    """For sums and for deductions."""
    rule = GroupRule(True, 8500, Decimal("1.5"))
    assert group_said(rule) == "chỉ lấy mức điểm cao nhất, tính tối đa 8,5 điểm, nhân hệ số 1,5"
    assert group_said(rule, deducts=True) == "chỉ lấy khoản trừ cao nhất, trừ tối đa 8,5 điểm, nhân hệ số 1,5"
    assert group_said(GroupRule()) == ""


def test_the_regulations_tell_every_group_and_the_order() -> None:
    """No article where sections are plain sums."""
    plain = table(("I", "", 0), ("I.1", CRITERION, 8))
    assert group_articles(plain, grouping_of(plain, 2), Settings()) == ()
    criteria = table(("I", "trần 5", 0), ("I.1", CRITERION, 8), ("II", CRITERION, 8), ("II.a", PENALTY, 9),
                     ("T", "lấy mức cao nhất", 0), ("T.1", BONUS, 8))  # fmt: skip
    (article,) = group_articles(criteria, grouping_of(criteria, 2), Settings())
    texts = [one.text for one in article.said]
    assert texts[0] == "Mục I “”: tính tối đa 5 điểm."
    assert texts[1] == "Mục T “” (điểm thưởng): chỉ lấy mức điểm cao nhất."
    assert "mức cao nhất (nếu có quy định), rồi áp mức tối đa, rồi nhân hệ số" in texts[2]
    assert "không vượt điểm tối đa của tiêu chí đó" in texts[3]
