"""Thử chấm: what a criterion's rule makes of a target and a result that nobody has to have reported, and why."""

from fractions import Fraction
from typing import NamedTuple

from ..values.catalogue import Code
from ..values.numbers import Points, Rounding, in_points, typed_number
from .criteria import BESIDE_OTHERS, Criterion, Method
from .levels import Levels
from .on_time import Late
from .parameters import Invalid, Parameter, needs_target
from .reached import percent_reached
from .rule_said import rule_said
from .rules import Outcome, signed, suggest

NO_TARGET = "Nhập Chỉ tiêu là một số."
NO_RESULT = "Nhập Kết quả là một số."
NO_VERDICT = "Kết quả: nhập Đạt hoặc Không đạt."
NO_RANK = "Kết quả: nhập thứ hạng 1, 2, 3, …"
NEGATIVE = "Chỉ tiêu, kết quả không được âm."
ZERO_TARGET = "Chỉ tiêu bằng 0: không tính được, Trưởng cụm cho điểm."
BY_PEOPLE = "Không tính từ số liệu, người chấm cho điểm. "
NEEDS_ALL_UNITS = "Phải có số liệu của cả cụm mới tính được. "
NOT_UNDERSTOOD = "Tham số chưa đúng: "
SECTION = "Đây là mục, không phải tiêu chí có điểm."


class Tried(NamedTuple):
    """What the rule gives: signed points, `Tỷ lệ %` where the rule compares with a target, and the sentence."""

    points: Points | None
    percent: Fraction | None
    why: str


def try_rule(
    criterion: Criterion, parameter: Parameter | Invalid, target: Fraction | None, result: Fraction | None,
    passed: bool | None, rounding: Rounding, level: str | None = None,
) -> Tried:  # fmt: skip
    """Points and the sentence for figures of one unit."""
    fixed = never_live(criterion, parameter)
    if fixed or isinstance(parameter, Invalid):
        return Tried(None, None, fixed)
    outcome = suggest(criterion, parameter, target, result, passed, rounding, level)
    percent = None
    if target is not None and result is not None and needs_target(criterion.method, parameter):
        percent = None if outcome.points is None else percent_reached(parameter, target, result)
    if outcome.points is None:
        return Tried(None, percent, lacking_said(criterion, parameter, outcome))
    points = signed(criterion, outcome.points)
    share = "" if percent is None else f"Tỷ lệ {typed_number(percent)} %: "
    return Tried(
        points, percent, f"{share}{typed_number(in_points(points))} điểm. {rule_said(criterion, parameter)}"
    )


def never_live(criterion: Criterion, parameter: Parameter | Invalid) -> str:
    """The sentence where no figures of one unit ever give points; empty where they do."""
    if criterion.is_section:
        return SECTION
    if isinstance(parameter, Invalid):
        return f"{NOT_UNDERSTOOD}{parameter.why}. Ví dụ: {parameter.example}"
    if criterion.method is Method.DIRECT:
        return BY_PEOPLE + rule_said(criterion, parameter)
    if criterion.method in BESIDE_OTHERS:
        return NEEDS_ALL_UNITS + rule_said(criterion, parameter)
    return ""


def no_level(parameter: Levels) -> str:
    """What is to be typed where the result is a level."""
    return f"Kết quả: nhập một mức: {' · '.join(parameter.names)}."


def no_delay(parameter: Late) -> str:
    """What is to be typed where the result is how late something came."""
    return f"Kết quả: nhập số {parameter.word} chậm 0, 1, 2, …"


def lacking_said(criterion: Criterion, parameter: Parameter, outcome: Outcome) -> str:
    """What is to be typed for points."""
    if outcome.lacks == "target":
        return NO_TARGET
    if criterion.method is Method.PASS_FAIL:
        return NO_VERDICT
    if isinstance(parameter, Levels):
        return no_level(parameter)
    if isinstance(parameter, Late):
        return no_delay(parameter)
    if criterion.method is Method.BY_RANK:
        return NO_RANK
    if outcome.code is Code.TARGET_ZERO:
        return ZERO_TARGET
    return NEGATIVE if outcome.code is Code.NEGATIVE else NO_RESULT
