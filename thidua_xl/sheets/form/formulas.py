"""Live formulas of the scorecard: `Tỷ lệ %` and `Điểm gợi ý` for every rule that a unit alone can compute.

Excel 2010 functions only. Ratios are rounded to 9 digits before a threshold or a floor looks at them,
and scores twice (`sheets.rounding`): so Excel, LibreOffice and Gnumeric agree with the exact rule.
"""

from fractions import Fraction
from typing import NamedTuple

from ...domain.scoring.brackets import Bracket, Brackets
from ...domain.scoring.criteria import Criterion, Method
from ...domain.scoring.levels import Levels
from ...domain.scoring.on_time import Late
from ...domain.scoring.parameters import (
    LessPerEvent,
    LessPerPercent,
    Parameter,
    PerEvent,
    Ratio,
    Steps,
    needs_target,
)
from ...domain.scoring.reached import is_reached_from_above
from ...domain.scoring.rules import by_level, within
from ...domain.values.numbers import Points, Rounding, in_points
from ..rounding import rounded_within


class Cells(NamedTuple):
    """A1 addresses of one row's inputs."""

    target: str
    result: str
    maximum: str
    deducted: bool = False
    """Whether points are shown as deducted; a form shows them without a sign."""

    def points(self, body: str) -> str:
        """Points with their sign."""
        return f"-({body})" if self.deducted else body


def literal(value: Fraction) -> str:
    """A number as formulas write it."""
    return format(float(value), ".15g")


def ratio_formula(criterion: Criterion, parameter: Parameter | None, at: Cells) -> str:
    """`Tỷ lệ %`: how far the target was reached; empty text where the rule knows no target."""
    if parameter is None or not needs_target(criterion.method, parameter):
        return ""
    if is_reached_from_above(parameter):
        body = f"IF({at.result}=0,100,ROUND({at.target}/{at.result}*100,2))"
        return f'=IF(AND({_both(at)}),{body},"")'
    return f'=IF(AND({_both(at)},N({at.target})>0),ROUND({at.result}/{at.target}*100,2),"")'


def _both(at: Cells) -> str:
    return f"ISNUMBER({at.target}),ISNUMBER({at.result})"


def suggestion_formula(
    criterion: Criterion, parameter: Parameter | None, at: Cells, rounding: Rounding
) -> str:
    """`Điểm gợi ý`, or nothing where the unit alone cannot compute it."""
    if criterion.method is Method.PASS_FAIL:
        passed, failed = (is_word(at.result, word) for word in ("Đạt", "Không đạt"))
        return f'=IF({passed},{at.points(at.maximum)},IF({failed},0,""))'
    match parameter:
        case Levels():
            return "=" + _levels(parameter, criterion, at, rounding)
        case Ratio(lower):
            return _guarded(at, lower, _ratio(at, lower, rounding))
        case Steps():
            return _steps(parameter, criterion.max_points, at, rounding)
        case Brackets():
            return _brackets(parameter, criterion.max_points, at, rounding)
        case LessPerPercent():
            return _guarded(at, parameter.lower_is_better, _less_per_percent(parameter, at, rounding))
        case LessPerEvent():
            return _counted(at, _less_per_event(parameter, at, rounding))
        case Late():
            return _late(parameter, at, rounding)
        case PerEvent():
            each = literal(parameter.each)
            return _counted(at, rounded_within(f"MIN({at.maximum},{each}*{at.result})", at.maximum, rounding))
    return ""


def is_word(cell: str, word: str) -> str:
    """A formula part: whether a cell holds a word, in whatever case; Ð is what old keyboards type for Đ."""
    old = word.replace("Đ", "Ð").replace("đ", "ð")
    same = [f'TRIM({cell})="{_quoted(spelling)}"' for spelling in dict.fromkeys((word, old))]
    return same[0] if len(same) == 1 else f"OR({','.join(same)})"


def _quoted(word: str) -> str:
    return word.replace('"', '""')


def _levels(rule: Levels, criterion: Criterion, at: Cells, rounding: Rounding) -> str:
    body = '""'
    for name, _ in reversed(rule.levels):
        points = by_level(criterion, rule, name, rounding).points or 0
        body = f"IF({is_word(at.result, name)},{at.points(literal(in_points(points)))},{body})"
    return body


def _guarded(at: Cells, lower: bool, body: str) -> str:
    """Both inputs usable: numbers, not negative, a target above zero where higher is better."""
    above = f"N({at.target})>=0" if lower else f"N({at.target})>0"
    return f'=IF(AND({_both(at)},{above},N({at.result})>=0),{at.points(body)},"")'


def _counted(at: Cells, body: str) -> str:
    return f'=IF(AND(ISNUMBER({at.result}),N({at.result})>=0),{at.points(body)},"")'


def _ratio(at: Cells, lower: bool, rounding: Rounding) -> str:
    if not lower:
        return rounded_within(f"{at.maximum}*MIN(1,{at.result}/{at.target})", at.maximum, rounding)
    return rounded_within(
        f"{at.maximum}*IF({at.result}=0,1,MIN(1,{at.target}/{at.result}))", at.maximum, rounding
    )


def _steps(rule: Steps, maximum: Points, at: Cells, rounding: Rounding) -> str:
    def given(points: Points) -> str:
        return literal(in_points(within(in_points(points), maximum, rounding)))

    body = given(rule.otherwise)
    for step in reversed(rule.steps):
        body = f"IF({_reached(rule, literal(step.threshold), at)},{given(step.points)},{body})"
    if not rule.of_ratio:
        return _counted(at, body)
    if rule.lower_is_better:
        best, zero = given(rule.steps[0].points), given(rule.otherwise)
        body = f"IF({at.result}=0,{best},IF({at.target}=0,{zero},{body}))"
    return _guarded(at, rule.lower_is_better, body)


def _brackets(rule: Brackets, maximum: Points, at: Cells, rounding: Rounding) -> str:
    value = f"ROUND({at.result}/{at.target}*100,9)" if rule.of_ratio else f"ROUND({at.result},9)"

    def given(points: Points) -> str:
        return literal(in_points(within(in_points(points), maximum, rounding)))

    last, points = rule.marks[-1]
    body = (
        given(points)
        if rule.above is None
        else f"IF({value}>{literal(last)},{given(rule.above)},{given(points)})"
    )
    for span in reversed(rule.spans):
        inside = (
            given(span.low)
            if span.is_flat
            else rounded_within(_on_the_line(span, value, rule.step), at.maximum, rounding)
        )
        body = f"IF({value}<{literal(span.right)},{inside},{body})"
    body = f"IF({value}<{literal(rule.marks[0][0])},{given(rule.lowest)},{body})"
    return _guarded(at, False, body) if rule.of_ratio else _counted(at, body)


def _on_the_line(span: Bracket, value: str, step: Fraction | None) -> str:
    beyond = f"({value}-{literal(span.left)})"
    if step is not None:
        beyond = f"INT(ROUND({beyond}/{literal(step)},9))*{literal(step)}"
    rise, width = literal(in_points(span.high - span.low)), literal(span.right - span.left)
    return f"{literal(in_points(span.low))}+{beyond}*({rise})/{width}"


def _reached(rule: Steps, threshold: str, at: Cells) -> str:
    if not rule.of_ratio:
        return f"ROUND({at.result},9){'<=' if rule.at_most else '>='}{threshold}"
    if rule.at_most:
        return f"ROUND({at.result}/{at.target}*100,9)<={threshold}"
    if rule.lower_is_better:
        return f"ROUND({at.target}/{at.result}*100,9)>={threshold}"
    return f"ROUND({at.result}/{at.target}*100,9)>={threshold}"


def _less_per_percent(rule: LessPerPercent, at: Cells, rounding: Rounding) -> str:
    short = f"{at.result}-{at.target}" if rule.lower_is_better else f"{at.target}-{at.result}"
    steps = f"INT(ROUND(MAX(0,{short})/{at.target}*100/{literal(rule.percent)},9))"
    body = rounded_within(f"MAX(0,{at.maximum}-{literal(rule.points)}*{steps})", at.maximum, rounding)
    if not rule.lower_is_better:
        return body
    best = rounded_within(at.maximum, at.maximum, rounding)
    return f"IF({at.target}=0,IF({at.result}=0,{best},0),{body})"


def _late(rule: Late, at: Cells, rounding: Rounding) -> str:
    """For `Thử chấm`: no form asks for it."""
    body = _less_per_event(LessPerEvent(rule.each, rule.all_from), at, rounding)
    whole = f"ISNUMBER({at.result}),N({at.result})>=0,N({at.result})=INT(N({at.result}))"
    return f'=IF(AND({whole}),{at.points(body)},"")'


def _less_per_event(rule: LessPerEvent, at: Cells, rounding: Rounding) -> str:
    body = rounded_within(f"MAX(0,{at.maximum}-{literal(rule.each)}*{at.result})", at.maximum, rounding)
    if rule.all_from is None:
        return body
    return f"IF(ROUND({at.result},9)>={literal(rule.all_from)},0,{body})"
