"""Cách chấm in words: how a criterion is scored, as a person reads it who knows no `Tham số`."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from ..values.calling import Calling, called
from ..values.numbers import in_points, shown_number
from ..values.said import BLANK, points_said
from ..values.text import capitalised
from .brackets import Bracket, Brackets
from .cluster_ranks import ClusterRanks
from .criteria import BESIDE_OTHERS, Criterion, Method, RowKind, Scorer, WhenNotAssigned
from .levels import Levels
from .on_time import Late
from .parameters import (
    ByRank,
    Invalid,
    Leader,
    LessPerEvent,
    LessPerPercent,
    Parameter,
    PerEvent,
    Ratio,
    Steps,
    effective_maximum,
)


def rule_said(
    criterion: Criterion, parameter: Parameter | Invalid, calling: Calling = Calling.CLUSTER
) -> str:  # fmt: skip
    """The rule of a criterion as one sentence.

    Empty for a section; a blank where the parameter is not understood, and for a maximum that is not typed.
    """
    if criterion.is_section:
        return ""
    if criterion.is_condition:
        return f"Trả lời Đạt hoặc Không đạt; không đạt: {criterion.parameter or BLANK}."
    says = _Says(criterion, effective_maximum(criterion, parameter))
    match parameter:
        case Invalid():
            return BLANK
        case Ratio():
            return _ratio(says, parameter)
        case Steps():
            return _steps(says, parameter)
        case LessPerPercent():
            return _less_per_percent(says, parameter)
        case LessPerEvent():
            return _less_per_event(says, parameter)
        case Leader():
            return called(_leader(says, parameter), calling)
        case ByRank():
            return _by_rank(says, parameter)
        case PerEvent():
            return _per_event(says, parameter)
        case Brackets():
            return _brackets(says, parameter)
        case ClusterRanks():
            return called(_cluster_ranks(says, parameter), calling)
        case Late():
            return _on_time(says, parameter)
        case Levels():
            return _levels(says, parameter)
    return _pass_or_fail(says) if criterion.method is Method.PASS_FAIL else _direct(says)


def when_not_assigned_said(criterion: Criterion) -> str:
    """Khi không được giao: what becomes of the points; empty for a section."""
    if criterion.is_section or criterion.is_condition:
        return ""
    says = _Says(criterion, criterion.max_points)
    return {
        WhenNotAssigned.NOT_ALLOWED: "Không áp dụng",
        WhenNotAssigned.LEAVES_MAXIMUM: "Không tính vào điểm tối đa của đơn vị",
        WhenNotAssigned.FULL: f"{says.words.gives.capitalize()} đủ {says.most}",
        WhenNotAssigned.ZERO: "0 điểm",
        WhenNotAssigned.BESIDE_BEST: f"{capitalised(says.gives_most)} nhân với tỷ lệ kết quả trên kết quả cao nhất "
        "của các đơn vị không được giao",
    }[criterion.when_not_assigned]


def scorer_said(
    criterion: Criterion,
    calling: Calling = Calling.CLUSTER,
    names: Mapping[str, str] | None = None,
    *,
    drops_ends: bool = False,
) -> str:
    """Ai chấm: who says the score, or what it is made of; empty for a section.

    Args:
        criterion: whose.
        calling: the office's word for the cluster.
        names: those of scorers, by code.
        drops_ends: whether the highest and the lowest of the units' scores are left out.
    """
    if criterion.is_section:
        return ""
    if criterion.scorer is Scorer.CROSS:
        without = " sau khi bỏ một điểm cao nhất, một điểm thấp nhất" if drops_ends else ""
        return f"Các đơn vị chấm chéo, lấy điểm trung bình{without}"
    if criterion.scorer is Scorer.SEVERAL:
        return _several(criterion, names or {})
    if criterion.method is Method.BY_RANK:
        return called("Trưởng cụm chấm theo thứ hạng", calling)
    if criterion.method is Method.ON_TIME:
        return "Tính theo ngày đơn vị nộp phiếu"
    if criterion.method in BESIDE_OTHERS:
        return called("Trưởng cụm tính khi đủ số liệu các đơn vị", calling)
    if criterion.is_condition:
        own = "" if criterion.scorer is Scorer.HEAD else "Đơn vị trả lời, "
        return called(f"{own}Trưởng cụm xác nhận", calling)
    return called("Trưởng cụm chấm", calling) if criterion.scorer is Scorer.HEAD else "Đơn vị tự chấm"


def _several(criterion: Criterion, names: Mapping[str, str]) -> str:
    """`Phòng Tài chính, Phòng Nội vụ chấm, lấy điểm trung bình`; with the part of each where parts are given."""
    said = []
    for share in criterion.shares:
        name = names.get(share.code) or share.code or "Đơn vị tự chấm"
        said.append(name if share.percent is None else f"{name} {shown_number(share.percent)} %")
    if not said:
        return criterion.who
    return f"{said[0]} chấm" if len(said) == 1 else f"{', '.join(said)}; lấy điểm trung bình"


# --- what every sentence needs ----------------------------------------------------------------


class _Words(NamedTuple):
    """What points do in a kind of row: what they are, that there are none, that there are fewer."""

    gives: str
    none: str
    less: str


_WORDS = {
    RowKind.CRITERION: _Words("được", "0 điểm", "trừ"),
    RowKind.BONUS: _Words("cộng", "không cộng", "bớt"),
    RowKind.PENALTY: _Words("trừ", "không trừ", "bớt"),
}


class _Says(NamedTuple):
    """A criterion and the most that its rule gives, in thousandths."""

    criterion: Criterion
    maximum: int

    @property
    def words(self) -> _Words:
        return _WORDS[self.criterion.kind]

    @property
    def most(self) -> str:
        """`15 điểm`; nobody typed a maximum of 0."""
        return points_said(self.maximum) if self.maximum else f"{BLANK} điểm"

    @property
    def gives_most(self) -> str:
        """`được 15 điểm`."""
        return f"{self.words.gives} {self.most}"

    def given(self, points: Fraction) -> str:
        """`được 12 điểm`, `0 điểm`, `không cộng`."""
        return f"{self.words.gives} {points_said(points)}" if points else self.words.none

    def counted(self, word: str) -> str:
        """What a rule per event counts: the word in it, else the book's measure."""
        return (self.criterion.measure or word) if word == "lần" else word


# --- one sentence per rule --------------------------------------------------------------------


def _direct(says: _Says) -> str:
    if not says.maximum:
        return f"Chấm trực tiếp, tối đa {says.most}."
    outside = "" if says.criterion.kind is RowKind.CRITERION else f", {says.words.gives}"
    return f"Chấm trực tiếp{outside} từ 0 đến {says.most}."


def _pass_or_fail(says: _Says) -> str:
    return f"Đạt thì {says.gives_most}; không đạt thì {says.words.none}."


def _ratio(says: _Says, rule: Ratio) -> str:
    if rule.lower_is_better:
        return (
            f"Kết quả không vượt chỉ tiêu {says.gives_most}; "
            f"vượt thì {says.gives_most} nhân với tỷ lệ chỉ tiêu trên kết quả."
        )
    return (
        f"Đạt từ 100 % chỉ tiêu trở lên {says.gives_most}; "
        f"thấp hơn thì {says.gives_most} nhân với tỷ lệ kết quả trên chỉ tiêu."
    )


def _less_per_percent(says: _Says, rule: LessPerPercent) -> str:
    full, beyond = ("Kết quả không vượt chỉ tiêu", "vượt") if rule.lower_is_better else (
        "Đạt từ 100 % chỉ tiêu trở lên", "thiếu")  # fmt: skip
    less = f"{says.words.less} {points_said(rule.points)}"
    return (
        f"{full} {says.gives_most}; cứ {beyond} đủ {shown_number(rule.percent)} % {less}, không dưới 0 điểm."
    )


def _less_per_event(says: _Says, rule: LessPerEvent) -> str:
    word = says.counted(rule.word)
    less = f"{_each(word)} {says.words.less} {points_said(rule.each)}, không dưới 0 điểm"
    rest = (
        ""
        if rule.all_from is None
        else f"; từ {shown_number(rule.all_from)} {word} trở lên {says.words.none}"
    )
    return f"Không phát sinh thì {says.gives_most}; {less}{rest}."


def _on_time(says: _Says, rule: Late) -> str:
    less = f"chậm mỗi {rule.word} {says.words.less} {points_said(rule.each)}, không dưới 0 điểm"
    rest = (
        "" if rule.all_from is None
        else f"; chậm từ {shown_number(rule.all_from)} {rule.word} trở lên {says.words.none}"
    )  # fmt: skip
    return f"Nộp phiếu đúng hạn {says.gives_most}; {less}{rest}."


def _per_event(says: _Says, rule: PerEvent) -> str:
    word = capitalised(_each(says.counted(rule.word)))
    return f"{word} {says.given(rule.each)}, tổng không quá {says.most}."


def _each(word: str) -> str:
    """`mỗi vụ`; `mỗi 1 %` of a sign that is no word."""
    return f"mỗi {word}" if word[:1].isalpha() else f"mỗi 1 {word}"


def _levels(says: _Says, rule: Levels) -> str:
    said = [
        f"{name} {says.given(in_points(points)) if points >= 0 else f'trừ {points_said(-points)}'}"
        for name, points in rule.levels
    ]
    return f"Theo mức: {'; '.join(said)}."


def _leader(says: _Says, rule: Leader) -> str:
    half = Fraction(says.maximum, 2000)
    part = points_said(half) if half else f"{BLANK} điểm"
    at_half = f"{says.words.gives} {part}"
    if rule.lower_is_better:
        best, others = "có kết quả thấp hơn chỉ tiêu nhiều nhất (theo tỷ lệ)", "thấp hơn chỉ tiêu"
        better, worse, ratio = "thấp hơn", "cao hơn chỉ tiêu", "chỉ tiêu trên kết quả"
    else:
        best, others = "vượt chỉ tiêu với tỷ lệ cao nhất", "vượt chỉ tiêu"
        better, worse, ratio = "vượt", "chưa đạt chỉ tiêu", "kết quả trên chỉ tiêu"
    return (
        f"Đơn vị {best} trong cụm {says.gives_most}; đơn vị khác {others} {at_half}, thêm {part} nhân với "
        f"tỷ lệ {better} của mình so với tỷ lệ {better} của đơn vị dẫn đầu; bằng chỉ tiêu {at_half}; "
        f"{worse} thì {at_half} nhân với tỷ lệ {ratio}."
    )


def _by_rank(says: _Says, rule: ByRank) -> str:
    return f"Theo thứ hạng: {_ranks(says, rule.points)}."


def _cluster_ranks(says: _Says, rule: ClusterRanks) -> str:
    best = "thấp" if rule.lower_is_better else "cao"
    level = "chia đều điểm các hạng ấy" if rule.shared else "cùng được điểm của hạng cao hơn"
    return (
        f"Xếp hạng kết quả các đơn vị trong cụm, {best} nhất là hạng 1: {_ranks(says, rule.points)}; "
        f"bằng nhau thì {level}."
    )


def _ranks(says: _Says, listed: Sequence[int]) -> str:
    points = list(listed)
    while points[-2:-1] == points[-1:]:
        points.pop()
    *first, last = (says.given(in_points(one)) for one in points)
    ranks = [f"hạng {rank} {given}" for rank, given in enumerate(first, 1)]
    return "; ".join([*ranks, f"từ hạng {len(points)} trở đi {last}"])


# --- steps ------------------------------------------------------------------------------------


def _steps(says: _Says, rule: Steps) -> str:
    spans = _spans([step.threshold for step in rule.steps], rule, _measure(says, rule))
    parts = [
        f"{span} {says.given(in_points(step.points))}" for span, step in zip(spans, rule.steps, strict=True)
    ]
    return f"{_subject(rule)} {'; '.join(parts)}; còn lại {says.given(in_points(rule.otherwise))}."


def _subject(rule: Steps) -> str:
    """What is compared with the thresholds."""
    if rule.of_ratio and rule.lower_is_better and not rule.at_most:
        return "Tỷ lệ chỉ tiêu trên kết quả"
    of = "" if not rule.of_ratio else " so với chỉ tiêu" if rule.at_most else " đạt"
    return f"Kết quả{of}"


def _measure(says: _Says, rule: Steps | Brackets) -> str:
    if rule.of_ratio:
        return " %"
    return f" {says.criterion.measure}" if says.criterion.measure else ""


def _spans(thresholds: Sequence[Fraction], rule: Steps, measure: str) -> Iterator[str]:
    """From each threshold to the one before it: they are reached in this order."""
    before = ""
    for threshold in thresholds:
        level = shown_number(threshold)
        if before:
            yield (
                f"trên {before} đến {level}{measure}"
                if rule.at_most
                else f"từ {level} đến dưới {before}{measure}"
            )
        elif rule.at_most and not threshold:
            yield f"bằng 0{measure}"
        else:
            of = " chỉ tiêu" if rule.of_ratio and not rule.at_most and not rule.lower_is_better else ""
            yield f"từ {level}{measure}{of} trở {'xuống' if rule.at_most else 'lên'}"
        before = level


# --- brackets ---------------------------------------------------------------------------------


def _brackets(says: _Says, rule: Brackets) -> str:
    measure, spans = _measure(says, rule), rule.spans
    (first, points), (last, _) = rule.marks[0], rule.marks[-1]
    low, high = shown_number(first), shown_number(last)
    parts = []
    if first or not spans:  # below 0 there is no result
        below = "đến" if rule.below is None else "dưới"
        parts.append(f"{below} {low}{measure} {says.given(in_points(rule.lowest))}")
    if not spans and rule.below is not None:
        parts.append(f"bằng {low}{measure} {says.given(in_points(points))}")
    parts += [_between(says, span, measure) for span in spans]
    beyond = f"từ {high}{measure} trở lên" if rule.above is None else f"trên {high}{measure}"
    parts.append(f"{beyond} {says.given(in_points(rule.highest))}")
    step = (
        "" if rule.step is None else f"; giữa hai mốc chỉ tính từng bậc đủ {shown_number(rule.step)}{measure}"
    )
    return f"Kết quả{' so với chỉ tiêu' if rule.of_ratio else ''} {'; '.join(parts)}{step}."


def _between(says: _Says, span: Bracket, measure: str) -> str:
    where = f"từ {shown_number(span.left)} đến {shown_number(span.right)}{measure}"
    if span.is_flat:
        return f"{where} {says.given(in_points(span.low))}"
    how = "tăng" if span.high > span.low else "giảm"
    low, high = points_said(span.low), points_said(span.high)
    return f"{where} {says.words.gives} từ {low} {how} đều đến {high}"
