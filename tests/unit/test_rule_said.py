"""How a criterion is scored, in words that a reader understands."""

import re
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from thidua_xl.domain.scoring.criteria import Criterion, Method, RowKind, Scorer, WhenNotAssigned
from thidua_xl.domain.scoring.parameter_grammar import LOWER_IS_BETTER as LOWER
from thidua_xl.domain.scoring.parameters import Invalid, parse_parameter
from thidua_xl.domain.scoring.rule_said import rule_said, scorer_said, when_not_assigned_said
from thidua_xl.domain.scoring.rules import suggest
from thidua_xl.domain.values.calling import Calling
from thidua_xl.domain.values.numbers import Rounding
from thidua_xl.domain.values.said import BLANK
from thidua_xl.sample import table

BONUS, PENALTY = RowKind.BONUS, RowKind.PENALTY


def criterion(
    method: Method, parameter: str = "", measure: str = "", maximum: int = 15_000, kind: RowKind = RowKind.CRITERION
) -> Criterion:  # fmt: skip
    """One row; the maximum in thousandths."""
    return Criterion(
        "I.1", kind=kind, max_points=maximum, method=method, parameter=parameter, measure=measure
    )


def said(row: Criterion, calling: Calling = Calling.CLUSTER) -> str:
    """Its rule."""
    return rule_said(row, parse_parameter(row), calling)


@pytest.mark.parametrize(
    ("method", "parameter", "measure", "sentence"),
    [
        (Method.DIRECT, "", "", "Chấm trực tiếp từ 0 đến 15 điểm."),
        (Method.PASS_FAIL, "", "", "Đạt thì được 15 điểm; không đạt thì 0 điểm."),
        (Method.RATIO, "", "tấn", "Đạt từ 100 % chỉ tiêu trở lên được 15 điểm; thấp hơn thì được 15 điểm nhân với "
         "tỷ lệ kết quả trên chỉ tiêu."),
        (Method.RATIO, LOWER, "vụ", "Kết quả không vượt chỉ tiêu được 15 điểm; vượt thì được 15 điểm nhân với "
         "tỷ lệ chỉ tiêu trên kết quả."),
        (Method.STEPS, "% 100:15; 90:12,5; khác:0", "ha", "Kết quả đạt từ 100 % chỉ tiêu trở lên được 15 điểm; "
         "từ 90 đến dưới 100 % được 12,5 điểm; còn lại 0 điểm."),
        (Method.STEPS, f"{LOWER}; % 100:15; 110:8; khác:3", "ha", "Kết quả so với chỉ tiêu từ 100 % trở xuống được "
         "15 điểm; trên 100 đến 110 % được 8 điểm; còn lại được 3 điểm."),
        (Method.STEPS, f"{LOWER}; % 100:15; 80:11; khác:3", "vụ", "Tỷ lệ chỉ tiêu trên kết quả từ 100 % trở lên được "
         "15 điểm; từ 80 đến dưới 100 % được 11 điểm; còn lại được 3 điểm."),
        (Method.STEPS, "1250: 15; 1000: 5; khác: 0", "triệu đồng", "Kết quả từ 1.250 triệu đồng trở lên được 15 điểm; "
         "từ 1.000 đến dưới 1.250 triệu đồng được 5 điểm; còn lại 0 điểm."),
        (Method.STEPS, f"{LOWER}; 0:8; 1:6; 2,5:4; khác:0", "vụ", "Kết quả bằng 0 vụ được 8 điểm; trên 0 đến 1 vụ được "
         "6 điểm; trên 1 đến 2,5 vụ được 4 điểm; còn lại 0 điểm."),
        (Method.STEPS, "19:15; khác:5", "", "Kết quả từ 19 trở lên được 15 điểm; còn lại được 5 điểm."),
        (Method.LESS_PER_PERCENT, "1%: 0,5", "ha", "Đạt từ 100 % chỉ tiêu trở lên được 15 điểm; cứ thiếu đủ 1 % trừ "
         "0,5 điểm, không dưới 0 điểm."),
        (Method.LESS_PER_PERCENT, f"{LOWER}; 2,5%: 1", "", "Kết quả không vượt chỉ tiêu được 15 điểm; cứ vượt đủ 2,5 % "
         "trừ 1 điểm, không dưới 0 điểm."),
        (Method.LESS_PER_EVENT, "3/lần; hết từ 5", "vụ", "Không phát sinh thì được 15 điểm; mỗi vụ trừ 3 điểm, không "
         "dưới 0 điểm; từ 5 vụ trở lên 0 điểm."),
        (Method.LESS_PER_EVENT, "3/ngày", "lần", "Không phát sinh thì được 15 điểm; mỗi ngày trừ 3 điểm, không dưới "
         "0 điểm."),
        (Method.LESS_PER_EVENT, "3/lần", "%", "Không phát sinh thì được 15 điểm; mỗi 1 % trừ 3 điểm, không dưới "
         "0 điểm."),
        (Method.LEADER, "", "", "Đơn vị vượt chỉ tiêu với tỷ lệ cao nhất trong cụm được 15 điểm; đơn vị khác vượt chỉ "
         "tiêu được 7,5 điểm, thêm 7,5 điểm nhân với tỷ lệ vượt của mình so với tỷ lệ vượt của đơn vị dẫn đầu; bằng "
         "chỉ tiêu được 7,5 điểm; chưa đạt chỉ tiêu thì được 7,5 điểm nhân với tỷ lệ kết quả trên chỉ tiêu."),
        (Method.LEADER, LOWER, "", "Đơn vị có kết quả thấp hơn chỉ tiêu nhiều nhất (theo tỷ lệ) trong cụm được "
         "15 điểm; đơn vị khác thấp hơn chỉ tiêu được 7,5 điểm, thêm 7,5 điểm nhân với tỷ lệ thấp hơn của mình so với "
         "tỷ lệ thấp hơn của đơn vị dẫn đầu; bằng chỉ tiêu được 7,5 điểm; cao hơn chỉ tiêu thì được 7,5 điểm nhân với "
         "tỷ lệ chỉ tiêu trên kết quả."),
        (Method.BY_RANK, "15; 12,5; 0", "", "Theo thứ hạng: hạng 1 được 15 điểm; hạng 2 được 12,5 điểm; từ hạng 3 trở "
         "đi 0 điểm."),
        (Method.BY_RANK, "15; 5; 5; 5", "", "Theo thứ hạng: hạng 1 được 15 điểm; từ hạng 2 trở đi được 5 điểm."),
        (Method.BY_RANK, "15", "", "Theo thứ hạng: từ hạng 1 trở đi được 15 điểm."),
        (Method.ADD_PER_EVENT, "3/lần; trần 10", "", "Mỗi lần được 3 điểm, tổng không quá 10 điểm."),
        (Method.ADD_PER_EVENT, "0,5/lần", "mô hình", "Mỗi mô hình được 0,5 điểm, tổng không quá 15 điểm."),
    ],
)  # fmt: skip
def test_each_rule_in_words(method: Method, parameter: str, measure: str, sentence: str) -> None:
    """The whole sentence, letter by letter."""
    assert said(criterion(method, parameter, measure)) == sentence


@pytest.mark.parametrize(
    ("kind", "method", "parameter", "sentence"),
    [
        (BONUS, Method.DIRECT, "", "Chấm trực tiếp, cộng từ 0 đến 15 điểm."),
        (BONUS, Method.PASS_FAIL, "", "Đạt thì cộng 15 điểm; không đạt thì không cộng."),
        (BONUS, Method.ADD_PER_EVENT, "3/lần; trần 9", "Mỗi lần cộng 3 điểm, tổng không quá 9 điểm."),
        (BONUS, Method.STEPS, "2:5; khác:0", "Kết quả từ 2 trở lên cộng 5 điểm; còn lại không cộng."),
        (PENALTY, Method.DIRECT, "", "Chấm trực tiếp, trừ từ 0 đến 15 điểm."),
        (PENALTY, Method.PASS_FAIL, "", "Đạt thì trừ 15 điểm; không đạt thì không trừ."),
        (PENALTY, Method.DEDUCT_PER_EVENT, "2/vụ", "Mỗi vụ trừ 2 điểm, tổng không quá 15 điểm."),
        (PENALTY, Method.LESS_PER_EVENT, "5/lần; hết từ 3", "Không phát sinh thì trừ 15 điểm; mỗi lần bớt 5 điểm, "
         "không dưới 0 điểm; từ 3 lần trở lên không trừ."),
    ],
)  # fmt: skip
def test_what_is_added_and_what_is_deducted(
    kind: RowKind, method: Method, parameter: str, sentence: str
) -> None:
    """The kind gives the sign, whatever the rule."""
    assert said(criterion(method, parameter, kind=kind)) == sentence


@pytest.mark.parametrize("method", [method for method in Method if "PER_EVENT" not in method.name])
def test_a_maximum_that_nobody_typed(method: Method) -> None:
    """A blank, never 0 điểm for it."""
    parameter = {Method.STEPS: "% 100:0; khác:0", Method.LESS_PER_PERCENT: "1%:0,5", Method.BY_RANK: "0"}
    sentence = said(criterion(method, parameter.get(method, ""), maximum=0))
    assert (BLANK in sentence) is (method not in (Method.STEPS, Method.BY_RANK))


def test_a_parameter_that_is_not_understood() -> None:
    """A blank for people; the finding says why."""
    row = criterion(Method.STEPS, "100 15")
    assert isinstance(parse_parameter(row), Invalid)
    assert said(row) == BLANK


def test_a_section_says_nothing() -> None:
    """It has no points of its own."""
    row = Criterion("I", kind=RowKind.SECTION)
    assert (said(row), when_not_assigned_said(row), scorer_said(row)) == ("", "", "")


@pytest.mark.parametrize(
    "row", [row for row in table.criteria() if not row.is_section], ids=lambda row: row.code
)
def test_no_word_of_a_parameter_shows(row: Criterion) -> None:
    """Of the sample's whole table: sentences that end, without the short-hand of the book."""
    sentence = said(row)
    assert sentence.endswith(".") and BLANK not in sentence
    assert not re.search(r"T/A|A/T|khác ?:|trần|hết từ|thấp hơn là tốt|/lần|:\d|\d\.\d\b", sentence)


def test_a_block_says_its_own_word() -> None:
    """In sentences of the program's; what people typed stays."""
    leader = criterion(Method.LEADER, measure="cụm")
    assert "trong khối" in said(leader, Calling.BLOCK)
    assert "mỗi cụm dân cư" in said(criterion(Method.LESS_PER_EVENT, "1/lần", "cụm dân cư"), Calling.BLOCK)
    head = Criterion("I.1", scorer=Scorer.HEAD)
    assert scorer_said(head) == "Trưởng cụm chấm"
    assert scorer_said(head, Calling.BLOCK) == "Trưởng khối chấm"


@pytest.mark.parametrize(
    ("row", "who"),
    [
        (criterion(Method.RATIO), "Đơn vị tự chấm"),
        (criterion(Method.LEADER), "Trưởng cụm tính khi đủ số liệu các đơn vị"),
        (criterion(Method.BY_RANK, "1"), "Trưởng cụm chấm theo thứ hạng"),
    ],
)
def test_who_scores(row: Criterion, who: str) -> None:
    """Rules for the whole cluster never go by a self-score."""
    assert scorer_said(row) == who


@pytest.mark.parametrize(
    ("when", "kind", "words"),
    [
        (WhenNotAssigned.NOT_ALLOWED, RowKind.CRITERION, "Không áp dụng"),
        (WhenNotAssigned.LEAVES_MAXIMUM, RowKind.CRITERION, "Không tính vào điểm tối đa của đơn vị"),
        (WhenNotAssigned.FULL, RowKind.CRITERION, "Được đủ 12,5 điểm"),
        (WhenNotAssigned.FULL, BONUS, "Cộng đủ 12,5 điểm"),
        (WhenNotAssigned.ZERO, RowKind.CRITERION, "0 điểm"),
    ],
)
def test_when_not_assigned(when: WhenNotAssigned, kind: RowKind, words: str) -> None:
    """What the points are then."""
    row = Criterion("I.1", kind=kind, max_points=12_500, when_not_assigned=when)
    assert when_not_assigned_said(row) == words


# --- what is said is what is scored -----------------------------------------------------------

_FIGURE = r"(\d[\d.]*(?:,\d+)?)"
_POINTS = re.compile(rf"(?:được {_FIGURE}|0) điểm")


def _number(text: str) -> Fraction:
    return Fraction(text.replace(".", "").replace(",", "."))


def _points(part: str) -> Fraction:
    found = _POINTS.search(part)
    assert found is not None
    return _number(found[1] or "0")


def _holds(part: str, value: Fraction | None) -> bool:
    """Whether a span of the sentence holds a value; None is without bound."""
    if found := re.search(rf"từ {_FIGURE} đến dưới {_FIGURE}", part):
        return value is not None and _number(found[1]) <= value < _number(found[2])
    if found := re.search(rf"trên {_FIGURE} đến {_FIGURE}", part):
        return value is not None and _number(found[1]) < value <= _number(found[2])
    if found := re.search(rf"từ {_FIGURE}.* trở lên", part):
        return value is None or value >= _number(found[1])
    if found := re.search(rf"từ {_FIGURE}.* trở xuống", part):
        return value is not None and value <= _number(found[1])
    return re.match(r"Kết quả (so với chỉ tiêu )?bằng 0 ", part) is not None and value == 0


def _read(sentence: str, value: Fraction | None) -> Fraction:
    """What a reader makes of a sentence of steps."""
    *parts, rest = sentence.removesuffix(".").split("; ")
    assert rest.startswith("còn lại ")
    return next((_points(part) for part in parts if _holds(part, value)), _points(rest))


@example(thresholds=[0, 1], points=[0, 0, 0, 0, 0, 1], form=f"{LOWER}; % up", target=1, result=0, measure="")
@given(
    thresholds=st.lists(st.integers(0, 200), min_size=2, max_size=5, unique=True).map(sorted),
    points=st.lists(st.integers(0, 15_000), min_size=6, max_size=6),
    form=st.sampled_from(["", "%", f"{LOWER};", f"{LOWER}; % up", f"{LOWER}; % down"]),
    target=st.integers(1, 200),
    result=st.integers(0, 400),
    measure=st.sampled_from(["", "%", "vụ", "triệu đồng/người"]),
)
def test_steps_are_scored_as_they_are_said(
    thresholds: list[int], points: list[int], form: str, target: int, result: int, measure: str
) -> None:  # fmt: skip
    """The sentence read by its words gives the points that the rule gives."""
    rising = form in (f"{LOWER};", f"{LOWER}; % up")
    levels = thresholds if rising else thresholds[::-1]
    pairs = [
        f"{level}:{str(one / 1000).replace('.', ',')}" for level, one in zip(levels, points, strict=False)
    ]
    prefix = form.removesuffix("up").removesuffix("down")
    row = criterion(Method.STEPS, f"{prefix} {'; '.join(pairs)}; khác:{str(points[-1] / 1000).replace('.', ',')}",
                    measure)  # fmt: skip
    parameter = parse_parameter(row)
    assert not isinstance(parameter, Invalid)
    outcome = suggest(row, parameter, Fraction(target), Fraction(result), None, Rounding(3))
    value: Fraction | None = Fraction(result)
    if form.endswith("down"):
        value = Fraction(100 * target, result) if result else None
    elif "%" in form:
        value = Fraction(100 * result, target)
    assert outcome.points is not None
    assert _read(rule_said(row, parameter), value) == Fraction(outcome.points, 1000)


@given(
    points=st.lists(st.integers(0, 15), min_size=1, max_size=8).map(lambda one: sorted(one, reverse=True)),
    rank=st.integers(1, 12),
)
def test_ranks_are_scored_as_they_are_said(points: list[int], rank: int) -> None:
    """The last value serves every rank beyond."""
    row = criterion(Method.BY_RANK, "; ".join(map(str, points)))
    parameter = parse_parameter(row)
    assert not isinstance(parameter, Invalid)
    parts = rule_said(row, parameter).removesuffix(".").removeprefix("Theo thứ hạng: ").split("; ")
    part = next((one for one in parts if one.startswith(f"hạng {rank} ")), parts[-1])
    outcome = suggest(row, parameter, None, Fraction(rank), None, Rounding(3))
    assert outcome.points == _points(part) * 1000
