"""The line under a criterion on a form: its rule in words, and who scores it and when where the unit does not."""

from ..values.calling import Calling, called
from .criteria import BESIDE_OTHERS, Criterion, Method, Scorer
from .parameters import Parameter
from .rule_said import rule_said, scorer_said

MARK = "Cách chấm:"
"""How the line begins: what stands before it in the cell is the criterion's own wording."""


def rule_line(criterion: Criterion, parameter: Parameter | None, calling: Calling = Calling.CLUSTER) -> str:
    """`Cách chấm: Đạt thì được 5 điểm; không đạt thì 0 điểm.`; empty for a section."""
    if criterion.is_section:
        return ""
    rule = rule_said(criterion, parameter, calling) if parameter is not None else ""
    return " ".join(filter(None, (MARK, rule, called(_others(criterion, calling), calling))))


def _others(criterion: Criterion, calling: Calling) -> str:
    """Who scores and when, as a sentence; empty where the unit alone does."""
    if criterion.scorer is Scorer.SEVERAL:
        return _several(criterion)
    if criterion.scorer is Scorer.UNIT and criterion.scored_by_unit:
        return ""
    return f"{scorer_said(criterion, calling)}{_when(criterion)}."


def _several(criterion: Criterion) -> str:
    """The book knows the names of scorers, a form does not."""
    own = "Đơn vị tự chấm, người chấm cho điểm" if criterion.scored_by_unit else "Người chấm cho điểm"
    return f"{own} sau khi có phiếu{'; lấy điểm trung bình' if len(criterion.shares) > 1 else ''}."


def _when(criterion: Criterion) -> str:
    if criterion.is_condition:
        return ""
    if criterion.scorer is Scorer.CROSS:
        return " sau khi có phiếu"
    if criterion.method is Method.ON_TIME:
        return "; đơn vị không nhập"
    if criterion.method is Method.BY_RANK:
        return " khi có kết quả xếp hạng; đơn vị không nhập"
    if criterion.method in BESIDE_OTHERS and criterion.scorer is not Scorer.HEAD:
        return "; đơn vị chỉ nhập số liệu"
    return " sau khi nhận phiếu; đơn vị không nhập điểm"
