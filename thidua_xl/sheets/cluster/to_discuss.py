"""`Cần bàn` of `Thống nhất điểm`: why a row waits for the meeting, live, and empty where nothing does.

Excel's filter on it is the agenda. What it says in a formula and what is stored are written side by side here.
"""

from decimal import Decimal
from typing import NamedTuple

from ...domain.scoring.criteria import COMPUTED_FOR_CLUSTER, Criterion
from ...domain.scoring.parameters import FAILED, PASSED
from ...domain.values.cells import as_text, computed_value
from ...domain.values.grammar import read_pass_fail
from ...domain.values.numbers import as_shown

MISSING = "chưa có điểm"
UNCONFIRMED = "xác nhận không được giao"
"""As `Cần làm` says it: what somebody has to do there."""
OVER = "vượt điểm tối đa"
TO_CONFIRM = "chờ xác nhận không giao"
BY_SCORERS = "chờ người chấm"
BY_HEAD = "chờ Trưởng cụm chấm"
NO_REASON = "thiếu lý do"
DIFFERS = "khác gợi ý"


class At(NamedTuple):
    """The columns that it is told from, as letters, or their cells as they stand."""

    todo: object
    typed: object
    """Whatever the cluster agreed, put together: empty where it agreed nothing."""
    agreed: object
    answer: object
    """Kết quả thống nhất, where a condition is answered."""
    own: object
    maximum: object
    points: object
    hint: object
    reason: object
    before: object
    """Hidden: what stood before the cluster agreed anything."""


def formula(criterion: Criterion, at: At) -> str:
    """The formula with # for the row's number."""
    now = at.answer if criterion.is_condition else at.points
    differs = f'IF(AND(ISNUMBER({at.points}#),ISNUMBER({at.hint}#),{at.agreed}#="",{at.reason}#=""),' \
              f'IF({at.points}#<>{at.hint}#,"{DIFFERS}",""),"")'  # fmt: skip
    changed = f'AND({at.before}#<>"",{at.reason}#="",{at.typed}<>"",{now}#<>"",{now}#<>{at.before}#)'
    settled = f'IF({changed},"{NO_REASON}",{differs if _is_compared(criterion) else _NOTHING})'
    lacking = f'"{_lacking(criterion)}"'
    if criterion.is_reported_by_unit:
        size = f"ABS({at.own}#)" if criterion.is_penalty else f"{at.own}#"
        lacking = f'IF(ISNUMBER({at.own}#),IF({size}>{at.maximum}#,"{OVER}",{lacking}),{lacking})'
    told = f'IF({at.todo}#="{UNCONFIRMED}","{TO_CONFIRM}",{at.todo}#)'
    return f'=IF({at.todo}#="",{settled},IF({at.todo}#="{MISSING}",{lacking},{told}))'


_NOTHING = '""'


def said(criterion: Criterion, at: At) -> str:
    """What the formula gives for these cells."""
    todo = as_text(at.todo)
    if todo == UNCONFIRMED:
        return TO_CONFIRM
    if todo == MISSING:
        return OVER if _is_over(criterion, at) else _lacking(criterion)
    if todo:
        return todo
    if not _empty(at.reason):
        return ""
    if not _empty(at.typed) and _is_changed(criterion, at):
        return NO_REASON
    if not _empty(at.agreed) or not _is_compared(criterion):
        return ""
    points, hint = _number(at.points), _number(at.hint)
    return DIFFERS if None not in (points, hint) and points != hint else ""


def _is_changed(criterion: Criterion, at: At) -> bool:
    now = at.answer if criterion.is_condition else at.points
    return not _empty(at.before) and not _empty(now) and not _same(now, at.before)


def before(criterion: Criterion, received: object, prior: float | None) -> object:
    """The hidden cell: the score that stood before, of a condition the unit's own answer."""
    if not criterion.is_condition:
        return prior
    passed = read_pass_fail(received).passed
    return None if passed is None else PASSED if passed else FAILED


def _is_compared(criterion: Criterion) -> bool:
    """Whether the unit's own score stands beside what the rule gives: elsewhere no self-score counts."""
    own = criterion.is_reported_by_unit and not criterion.by_scorers and not criterion.is_condition
    return own and criterion.method not in COMPUTED_FOR_CLUSTER


def _lacking(criterion: Criterion) -> str:
    if criterion.by_scorers:
        return BY_SCORERS
    return MISSING if criterion.is_reported_by_unit else BY_HEAD


def _is_over(criterion: Criterion, at: At) -> bool:
    own, most = _number(at.own), _number(at.maximum)
    if own is None or most is None or not criterion.is_reported_by_unit:
        return False
    return (abs(own) if criterion.is_penalty else own) > most


def _empty(cell: object) -> bool:
    return computed_value(cell) in (None, "")


def _number(cell: object) -> Decimal | None:
    value = computed_value(cell)
    return as_shown(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _same(one: object, other: object) -> bool:
    """Whether Excel calls two cells equal: numbers as shown, texts in whatever case."""
    numbers = _number(one), _number(other)
    if None not in numbers:
        return numbers[0] == numbers[1]
    return numbers == (None, None) and as_text(one).casefold() == as_text(other).casefold()
