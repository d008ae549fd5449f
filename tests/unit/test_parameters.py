"""Tham số, from one line of text to exact values."""

import unicodedata
from fractions import Fraction

import pytest

from thidua_xl.domain.scoring.criteria import Criterion, Method, RowKind
from thidua_xl.domain.scoring.parameters import (
    EXAMPLES,
    ByRank,
    Invalid,
    Leader,
    LessPerEvent,
    LessPerPercent,
    NoParameter,
    Parameter,
    PerEvent,
    Ratio,
    Steps,
    Threshold,
    cap_problem,
    effective_maximum,
    needs_result,
    needs_target,
    parse_parameter,
)

HALF = Fraction(1, 2)


def criterion(
    method: Method, parameter: str = "", maximum: int = 15, kind: RowKind | None = None
) -> Criterion:
    """A criterion of `maximum` whole points; a penalty where the rule deducts."""
    usual = RowKind.PENALTY if method is Method.DEDUCT_PER_EVENT else RowKind.CRITERION
    return Criterion("I.1", kind=kind or usual, max_points=maximum * 1000, method=method, parameter=parameter)


def steps(*levels: tuple[int, int], otherwise: int = 0) -> tuple[tuple[Threshold, ...], int]:
    """Thresholds with whole points."""
    return tuple(Threshold(Fraction(level), points * 1000) for level, points in levels), otherwise * 1000


@pytest.mark.parametrize(
    ("method", "text", "expected"),
    [
        (Method.DIRECT, "", NoParameter()),
        (Method.PASS_FAIL, "  ", NoParameter()),
        (Method.RATIO, "", Ratio()),
        (Method.RATIO, "thấp hơn là tốt", Ratio(True)),
        (Method.LEADER, "", Leader()),
        (Method.LEADER, "Thấp  hơn là TỐT;", Leader(True)),
        (Method.STEPS, "% 100:15; 90:12; 80:8; khác:0", Steps(*steps((100, 15), (90, 12), (80, 8)), True)),
        (Method.STEPS, "%100 : 15;KHÁC : 2", Steps(*steps((100, 15), otherwise=2), True)),
        (
            Method.STEPS,
            "thấp hơn là tốt; 0:8; 1:6; 2:4; khác:0",
            Steps(*steps((0, 8), (1, 6), (2, 4)), False, True, True),
        ),
        (Method.STEPS, "1.000.000: 5; khác: 0", Steps(*steps((1_000_000, 5)))),
        (Method.STEPS, "2,5: 1,25; khác: 0,5", Steps((Threshold(Fraction(5, 2), 1250),), 500)),
        (Method.LESS_PER_PERCENT, "1%: 0,5", LessPerPercent(Fraction(1), HALF)),
        (
            Method.LESS_PER_PERCENT,
            "2,5 % :1; thấp hơn là tốt",
            LessPerPercent(Fraction(5, 2), Fraction(1), True),
        ),
        (Method.LESS_PER_EVENT, "0,5/lần; hết từ 5", LessPerEvent(HALF, Fraction(5))),
        (Method.LESS_PER_EVENT, "0.5 điểm/lần; hết từ 5 lần", LessPerEvent(HALF, Fraction(5))),
        (Method.LESS_PER_EVENT, "0,5 / lần", LessPerEvent(HALF)),
        (Method.BY_RANK, "15; 12,5; 3; 0", ByRank((15000, 12500, 3000, 0))),
        (Method.BY_RANK, "15", ByRank((15000,))),
        (Method.ADD_PER_EVENT, "3/lần; trần 10", PerEvent(Fraction(3), 10000)),
        (Method.ADD_PER_EVENT, "3điểm/lần; Trần 10 điểm", PerEvent(Fraction(3), 10000)),
        (Method.ADD_PER_EVENT, "3/lần", PerEvent(Fraction(3))),
        (Method.ADD_PER_EVENT, "1/ngày; trần 5", PerEvent(Fraction(1), 5000, "ngày")),
        (Method.DEDUCT_PER_EVENT, "2 điểm/Vụ việc", PerEvent(Fraction(2), None, "vụ việc")),
        (Method.DEDUCT_PER_EVENT, "0,5/01 người", PerEvent(HALF, None, "người")),
        (Method.LESS_PER_EVENT, "0,5/vụ; hết từ 5 vụ", LessPerEvent(HALF, Fraction(5), "vụ")),
        (
            Method.LESS_PER_EVENT,
            "1/văn bản chậm; hết từ 3 lần",
            LessPerEvent(Fraction(1), Fraction(3), "văn bản chậm"),
        ),
        (Method.DEDUCT_PER_EVENT, "0,25/lần; trần 2,5", PerEvent(Fraction(1, 4), 2500)),
    ],
)
def test_a_parameter_is_read_exactly(method: Method, text: str, expected: Parameter) -> None:
    """Case, spaces, a dot for the comma and a last semicolon do not matter."""
    assert parse_parameter(criterion(method, text)) == expected
    assert parse_parameter(criterion(method, unicodedata.normalize("NFD", text))) == expected


@pytest.mark.parametrize(
    ("method", "text", "why"),
    [
        (Method.DIRECT, "5", "thừa “5”"),
        (Method.PASS_FAIL, "thấp hơn là tốt", "thừa “thấp hơn là tốt”"),
        (Method.RATIO, "giảm", "thừa “giảm”"),
        (Method.RATIO, "thấp hơn là tốt; thấp hơn là tốt", "“thấp hơn là tốt” ghi hai lần"),
        (Method.LEADER, "thấp hơn", "thừa “thấp hơn”"),
        (Method.STEPS, "", "thiếu phần “khác: …” ở cuối"),
        (Method.STEPS, "% 100:15; 90:12", "thiếu phần “khác: …” ở cuối"),
        (Method.STEPS, "khác:0; 100:15", "thiếu phần “khác: …” ở cuối"),
        (Method.STEPS, "100:15; khác:1; khác:0", "“khác” chỉ được ghi một lần, ở cuối"),
        (Method.STEPS, "khác:0", "chưa có mốc nào"),
        (Method.STEPS, "% 80:8; 90:12; khác:0", "các mốc phải xếp giảm dần"),
        (Method.STEPS, "% 100:15; 80:8; 90:12; khác:0", "các mốc phải xếp giảm dần"),
        (Method.STEPS, "% 100:15; 100:12; khác:0", "có mốc ghi hai lần"),
        (Method.STEPS, "thấp hơn là tốt; 2:4; 1:6; khác:0", "các mốc phải xếp tăng dần"),
        (
            Method.STEPS,
            "thấp hơn là tốt; % 90:4; 100:6; 95:5; khác:0",
            "các mốc phải xếp tăng dần hoặc giảm dần",
        ),
        (
            Method.STEPS,
            "thấp hơn là tốt; % 90:4; khác:0",
            "với một mốc % không rõ so T/A hay A/T; ghi thêm mốc thứ hai",
        ),
        (Method.STEPS, "% 100:16; khác:0", "16 điểm vượt điểm tối đa 15"),
        (Method.STEPS, "100:15; % 90:12; khác:0", "dấu % chỉ ghi một lần, ở đầu tham số"),
        (Method.STEPS, "% 100:15; khác:15,5", "15,5 điểm vượt điểm tối đa 15"),
        (Method.STEPS, "% 100:0,0005; khác:0", "điểm 0,0005 có hơn ba chữ số thập phân"),
        (Method.STEPS, "% 100:15 90:12; khác:0", "không hiểu “100:15 90:12”"),
        (Method.STEPS, "% 100:15;; khác:0", "không hiểu “”"),
        (Method.STEPS, "tốt:15; khác:0", "“tốt” không phải là số"),
        (Method.STEPS, "-1:15; khác:0", "“-1” là số âm"),
        (Method.STEPS, "1.000:15; khác:0", "“1.000” có thể hiểu theo hai cách; bỏ dấu phân cách hàng nghìn"),
        (Method.LESS_PER_PERCENT, "", "cách chấm này cần tham số"),
        (Method.LESS_PER_PERCENT, "thấp hơn là tốt", "cách chấm này cần tham số"),
        (Method.LESS_PER_PERCENT, "1: 0,5", "không hiểu “1: 0,5”"),
        (Method.LESS_PER_PERCENT, "0%: 0,5", "“0” phải lớn hơn 0"),
        (Method.LESS_PER_PERCENT, "1%: 0,5; 2%: 1", "thừa “2%: 1”"),
        (Method.LESS_PER_EVENT, "", "cách chấm này cần tham số"),
        (Method.LESS_PER_EVENT, "0,5", "không hiểu “0,5”"),
        (Method.LESS_PER_EVENT, "/lần", "không hiểu “/lần”"),
        (Method.LESS_PER_EVENT, "3/", "không hiểu “3/”"),
        (Method.LESS_PER_EVENT, "3/2 lần", "không hiểu “3/2 lần”"),
        (Method.ADD_PER_EVENT, "3/vụ trần mười", "không hiểu “3/vụ trần mười”"),
        (Method.LESS_PER_EVENT, "0,5/vụ hết từ 5", "không hiểu “0,5/vụ hết từ 5”"),
        (Method.LESS_PER_EVENT, "0,5/vụ; hết từ 5 người", "“5 người” không phải là số"),
        (Method.LESS_PER_EVENT, "0/lần", "“0” phải lớn hơn 0"),
        (Method.LESS_PER_EVENT, "0,5/lần; từ 5", "không hiểu “từ 5”"),
        (Method.LESS_PER_EVENT, "0,5/lần; hết từ 5; hết từ 6", "thừa “hết từ 6”"),
        (Method.LESS_PER_EVENT, "0,5/lần; thấp hơn là tốt", "không hiểu “thấp hơn là tốt”"),
        (Method.BY_RANK, "", "cách chấm này cần tham số"),
        (Method.BY_RANK, "60; 45", "60 điểm vượt điểm tối đa 15"),
        (Method.BY_RANK, "15;; 5", "“” không phải là số"),
        (Method.BY_RANK, "15, 10, 5", "“15, 10, 5” không phải là số"),
        (Method.BY_RANK, "5; 10; 15", "hạng sau không thể nhiều điểm hơn hạng trước"),
        (Method.ADD_PER_EVENT, "", "cách chấm này cần tham số"),
        (Method.ADD_PER_EVENT, "trần 10; 3/lần", "không hiểu “trần 10”"),
        (Method.ADD_PER_EVENT, "3/lần; trần 0", "“0” phải lớn hơn 0"),
        (Method.ADD_PER_EVENT, "3/lần; trần mười", "“mười” không phải là số"),
    ],
)
def test_what_is_not_understood_is_invalid_and_says_why(method: Method, text: str, why: str) -> None:
    """A half-read parameter would score every unit wrongly."""
    assert parse_parameter(criterion(method, text)) == Invalid(why, EXAMPLES[method])


def test_a_cap_is_needed_where_there_is_no_maximum() -> None:
    """Without either, one keen unit could collect without end."""
    without = criterion(Method.ADD_PER_EVENT, "3/lần", maximum=0, kind=RowKind.BONUS)
    assert parse_parameter(without) == Invalid(
        "chưa có trần và cũng chưa có điểm tối đa", EXAMPLES[Method.ADD_PER_EVENT]
    )


@pytest.mark.parametrize("kind", [RowKind.CRITERION, RowKind.BONUS])
def test_deducting_per_event_is_only_for_penalties(kind: RowKind) -> None:
    """The kind gives the sign: elsewhere the rule would add."""
    read = parse_parameter(criterion(Method.DEDUCT_PER_EVENT, "1/lần", kind=kind))
    assert isinstance(read, Invalid)
    assert read.why == "“Trừ theo lần” chỉ dùng cho Điểm trừ"


@pytest.mark.parametrize(
    ("text", "at_most"), [("% 110:15; 100:12; khác:0", False), ("% 100:15; 110:12; khác:0", True)]
)
def test_the_order_of_a_percent_list_tells_what_is_compared_where_lower_is_better(
    text: str, at_most: bool
) -> None:
    """Falling thresholds are reached by T/A from below, rising ones by A/T from above."""
    read = parse_parameter(criterion(Method.STEPS, f"thấp hơn là tốt; {text}"))
    assert isinstance(read, Steps)
    assert (read.of_ratio, read.lower_is_better, read.at_most) == (True, True, at_most)


@pytest.mark.parametrize("method", [m for m in Method if "để trống" not in EXAMPLES[m]])
def test_every_example_shown_to_a_clerk_is_understood(method: Method) -> None:
    """What the message recommends must work."""
    assert not isinstance(parse_parameter(criterion(method, EXAMPLES[method], maximum=60)), Invalid)


@pytest.mark.parametrize(
    ("method", "text", "needed"),
    [
        (Method.DIRECT, "", False),
        (Method.PASS_FAIL, "", False),
        (Method.RATIO, "", True),
        (Method.STEPS, "% 100:15; khác:0", True),
        (Method.STEPS, "100:15; khác:0", False),
        (Method.LESS_PER_PERCENT, "1%: 0,5", True),
        (Method.LESS_PER_EVENT, "1/lần", False),
        (Method.LEADER, "", True),
        (Method.BY_RANK, "15; 0", False),
        (Method.ADD_PER_EVENT, "1/lần", False),
    ],
)
def test_only_rules_that_compare_need_a_target(method: Method, text: str, needed: bool) -> None:
    """Cells that a rule does not use are grey and locked."""
    assert needs_target(method, parse_parameter(criterion(method, text))) is needed
    assert needs_result(method) is (method is not Method.DIRECT)


@pytest.mark.parametrize(
    ("text", "maximum", "most", "problem"),
    [
        ("3/lần; trần 10", 10, 10000, None),
        ("3/lần; trần 10", 12, 10000, 10000),
        ("3/lần; trần 10", 0, 10000, None),
        ("3/lần", 12, 12000, None),
    ],
)
def test_a_cap_that_differs_from_the_maximum_is_a_problem(
    text: str, maximum: int, most: int, problem: int | None
) -> None:
    """The cap counts meanwhile; a maximum left at 0 is no contradiction."""
    row = criterion(Method.ADD_PER_EVENT, text, maximum=maximum, kind=RowKind.BONUS)
    read = parse_parameter(row)
    assert effective_maximum(row, read) == most
    assert cap_problem(row, read) == problem
