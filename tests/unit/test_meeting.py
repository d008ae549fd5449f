"""What the preparatory meeting talks about: sentences, percentages, copied texts, without a book."""

from fractions import Fraction

import pytest

from tests.unit.test_flips import direct, scored, situation
from thidua_xl.domain.ranking.flips import flips
from thidua_xl.domain.scoring.criteria import Criterion, Method
from thidua_xl.domain.scoring.parameters import Invalid, Parameter, parse_parameter
from thidua_xl.domain.scoring.reached import is_kept, percent_reached
from thidua_xl.domain.scoring.settings import Basis, Settings
from thidua_xl.domain.year.copied_texts import SHORT, Written, copied, mark_of
from thidua_xl.domain.year.flips_said import grouped

TEXT = "Báo cáo tổng kết năm 2026 của Ủy ban nhân dân xã"


def parameter(text: str, method: Method = Method.RATIO) -> Parameter:
    """A parameter as it is typed."""
    found = parse_parameter(Criterion("I.1", max_points=10_000, method=method, parameter=text))
    assert not isinstance(found, Invalid)
    return found


@pytest.mark.parametrize(
    ("text", "method", "target", "result", "percent", "kept"),
    [
        ("", Method.RATIO, 100, 87, Fraction(87), False),
        ("", Method.RATIO, 3, 2, Fraction(6667, 100), False),
        ("", Method.RATIO, 0, 2, None, True),
        ("thấp hơn là tốt", Method.RATIO, 4, 5, Fraction(80), False),
        ("thấp hơn là tốt", Method.RATIO, 4, 0, Fraction(100), True),
        ("% 100:10; 110:5; khác:0; thấp hơn là tốt", Method.STEPS, 4, 5, Fraction(125), False),
    ],
)
def test_a_target_is_reached_as_the_forms_show_it(
    text: str, method: Method, target: int, result: int, percent: Fraction | None, kept: bool
) -> None:
    """A/T, or T/A where less is better; steps reached from above compare A/T."""
    rule, figures = parameter(text, method), (Fraction(target), Fraction(result))
    assert percent_reached(rule, *figures) == percent
    assert is_kept(rule, *figures) is kept


def told(*args: object, **changes: object) -> list[str]:
    """The sentences about a small cluster."""
    now = situation(*args, **changes)  # type: ignore[arg-type]
    return [one.text for one in grouped(flips(now), now.settings, set())]


def test_the_same_gain_in_several_criteria_is_told_once() -> None:
    """Both places that it changes in one sentence; a tie for first is voted on."""
    claims = scored("A9 B8") | scored("A3 B3", "I.2") | scored("A10 B10", "I.3")
    said = told([direct("I.1", 10), direct("I.2", 10), direct("I.3", 10)], claims)
    assert said == [
        "Nhất, Nhì: bớt 1,0 (điểm thống nhất 8,0) thì A, B bằng điểm ở hạng Nhất, phải bỏ phiếu, không có Nhì; "
        "cũng thế ở 2 tiêu chí khác: I.2, I.3.",
        "Nhất, Nhì: thêm 1,0 (điểm thống nhất 9,0) thì A, B bằng điểm ở hạng Nhất, phải bỏ phiếu, không có Nhì; "
        "cũng thế ở 1 tiêu chí khác: I.2.",
    ]


def test_another_gain_for_the_same_is_told_with_its_own_figures() -> None:
    """Đạt/không đạt has no score between."""
    whole = [
        Criterion(code, max_points=points * 1000, method=Method.PASS_FAIL)
        for code, points in (("I.2", 5), ("I.3", 3))
    ]
    claims = scored("A9 B8.5") | scored("A0 B0", "I.2") | scored("A0 B0", "I.3")
    assert (
        "Nhất, Nhì: thêm 3,0 (điểm thống nhất 3,0) thì B là Nhất thay A, A là Nhì thay B; "
        "hoặc I.2 thêm 5,0 (điểm thống nhất 5,0)."
    ) in told([direct("I.1", 10), *whole], claims)


def test_a_score_that_is_missing_is_told_without_a_gain() -> None:
    """Nothing stands that it could be measured against."""
    said = told([direct("I.1", 10), direct("I.2", 10)], scored("A9 B7") | scored("A3", "I.2"))
    assert any(line.startswith("Nhất, Nhì: được 5,0 thì A, B bằng điểm") for line in said)


def test_by_percent_units_are_level_by_percent() -> None:
    """What is ranked by is what is named."""
    said = told([direct("I.1", 10)], scored("A9 B8"), Settings(digits=1, basis=Basis.PERCENT))
    assert "A, B bằng tỷ lệ % ở hạng Nhất, phải bỏ phiếu" in said[0]


def test_a_mark_tells_texts_apart_and_says_nothing_of_short_ones() -> None:
    """Letter case and spaces are no difference."""
    assert mark_of(TEXT) == mark_of(f"  {TEXT.upper()} ") != mark_of(TEXT + " B")
    assert (mark_of(""), mark_of(" "), mark_of("Có báo cáo")) == ("", "", SHORT)


def test_units_with_the_same_texts_are_told_once() -> None:
    """Whoever shares the same texts is one group; a text of one unit's own says nothing."""
    mark, other = mark_of(TEXT), mark_of(TEXT + " khác")
    written = {
        "A": {"I.1": Written(mark), "I.2": Written(SHORT, other), "I.3": Written(mark)},
        "B": {"I.1": Written(mark), "I.2": Written(SHORT)},
        "C": {"I.2": Written(SHORT, mark_of(TEXT + " riêng"))},
    }
    assert [(one.unit, one.criterion, one.text) for one in copied(written)] == [
        ("A", "I.1", "Minh chứng hoặc giải trình giống hệt của B: I.1, I.3.")
    ]
