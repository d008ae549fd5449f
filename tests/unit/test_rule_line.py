"""The line under a criterion on a form: the rule in words, who scores it and when."""

import pytest

from thidua_xl.domain.scoring.criteria import Criterion, Method, RowKind, Scorer
from thidua_xl.domain.scoring.parameters import Invalid, parse_parameter
from thidua_xl.domain.scoring.rule_line import rule_line
from thidua_xl.domain.values.calling import Calling
from thidua_xl.sheets.form.wording_cell import says_wording


def line(criterion: Criterion, calling: Calling = Calling.CLUSTER) -> str:
    """The line of a criterion."""
    parameter = parse_parameter(criterion)
    return rule_line(criterion, None if isinstance(parameter, Invalid) else parameter, calling)


@pytest.mark.parametrize(
    ("criterion", "said"),
    [
        (Criterion("1", max_points=10_000), "Cách chấm: Chấm trực tiếp từ 0 đến 10 điểm."),
        (Criterion("1", max_points=15_000, method=Method.STEPS, parameter="% 100:15; 90:12; khác:0"),
         "Cách chấm: Kết quả đạt từ 100 % chỉ tiêu trở lên được 15 điểm; từ 90 đến dưới 100 % được 12 điểm; còn lại "
         "0 điểm."),
        (Criterion("1", max_points=7000, scorer=Scorer.HEAD),
         "Cách chấm: Chấm trực tiếp từ 0 đến 7 điểm. Trưởng cụm chấm sau khi nhận phiếu; đơn vị không nhập điểm."),
        (Criterion("1", max_points=6000, method=Method.BY_RANK, parameter="6; 4; 0"),
         "Cách chấm: Theo thứ hạng: hạng 1 được 6 điểm; hạng 2 được 4 điểm; từ hạng 3 trở đi 0 điểm. Trưởng cụm chấm "
         "theo thứ hạng khi có kết quả xếp hạng; đơn vị không nhập."),
        (Criterion("1", max_points=9000, scorer=Scorer.SEVERAL, scorers="TC + NV"),
         "Cách chấm: Chấm trực tiếp từ 0 đến 9 điểm. Người chấm cho điểm sau khi có phiếu; lấy điểm trung bình."),
        (Criterion("1", max_points=9000, scorer=Scorer.CROSS),
         "Cách chấm: Chấm trực tiếp từ 0 đến 9 điểm. Các đơn vị chấm chéo, lấy điểm trung bình sau khi có phiếu."),
        (Criterion("1", kind=RowKind.CONDITION, method=Method.PASS_FAIL, parameter="không xét Cờ"),
         "Cách chấm: Trả lời Đạt hoặc Không đạt; không đạt: không xét Cờ. Đơn vị trả lời, Trưởng cụm xác nhận."),
        (Criterion("1", kind=RowKind.SECTION), ""),
    ],
)  # fmt: skip
def test_the_rule_stands_in_words_with_who_scores_and_when(criterion: Criterion, said: str) -> None:
    """One sentence of the rule, the same as on papers; one more where the unit does not score alone."""
    assert line(criterion) == said


def test_what_is_computed_beside_others_says_so_in_the_offices_words() -> None:
    """The unit fills in figures only; a khối is no cụm."""
    leader = Criterion("1", max_points=5000, method=Method.LEADER)
    assert line(leader).endswith("Trưởng cụm tính khi đủ số liệu các đơn vị; đơn vị chỉ nhập số liệu.")
    block = line(leader, Calling.BLOCK)
    assert "trong khối" in block
    assert "Trưởng khối tính" in block
    assert "cụm" not in block


def test_a_rule_that_is_not_understood_leaves_the_line_without_one() -> None:
    """A person mends the parameter before forms go out."""
    broken = Criterion("1", max_points=5000, method=Method.STEPS, parameter="?")
    assert line(broken) == "Cách chấm:"


@pytest.mark.parametrize(
    ("said", "is_it"),
    [
        ("Thu ngân sách", True),
        ("Thu ngân sách\nCách chấm: Đạt thì được 5 điểm.", True),
        ("Thu ngân sách\r\nCách chấm: lời của bản khác.", True),
        ("thu  NGÂN sách Cách chấm: Đạt", True),
        ("Thu ngân sách\nCách chấm: không đạt: Cách chấm: khác", True),
        ("Thu ngân sách xã\nCách chấm: Đạt thì được 5 điểm.", False),
        ("Thu ngân sách\nĐạt thì được 5 điểm.", False),
        ("Cách chấm: Thu ngân sách", False),
    ],
)
def test_a_cell_is_compared_without_the_rule_under_it(said: str, is_it: bool) -> None:
    """Whatever the rule's line says and however a program keeps line breaks; another wording is another one."""
    assert says_wording(said, "Thu ngân sách") is is_it


def test_a_wording_that_itself_says_the_words_is_compared_whole() -> None:
    """`Cách chấm:` may be the office's own words."""
    own = "Báo cáo. Cách chấm: theo phụ lục"
    assert says_wording(own, own)
    assert says_wording(f"{own}\nCách chấm: Đạt thì được 5 điểm.", own)
    assert not says_wording("Báo cáo khác. Cách chấm: theo phụ lục", own)
