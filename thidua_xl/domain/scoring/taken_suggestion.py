"""Đồng ý: a unit that takes the suggested score by a word in place of a number.

The score is what the rule gives for the row's own figures, computed here; what the form shows beside it must be the
same number, or a person has to say which one is meant.
"""

from decimal import Decimal
from typing import NamedTuple

from ..values.catalogue import Code
from ..values.cells import Formula, RawCell, Uncomputed, as_text, is_blank
from ..values.grammar import Reading, read_number
from ..values.numbers import Points, Rounding, shown_number, typed_points
from ..values.text import fold, unaccented
from .criteria import Criterion, Method
from .rules import Outcome

WORD = "Đồng ý"
"""What the unit types or chooses."""
PLAIN = "dong y"
"""The same as it is typed without marks."""
SUGGESTED = frozenset({Code.SUGGESTION_TAKEN, Code.SUGGESTION_MISSING, Code.SUGGESTION_DIFFERS})
"""What is said of a score that is this word."""


class Offered(NamedTuple):
    """What a form offers beside its score: how scores are rounded, and its own `Điểm gợi ý`."""

    rounding: Rounding
    shown: RawCell = Uncomputed.FORMULA
    """The stored value of the form's formula; of a program that computes none there is nothing to compare."""


def takes_suggestion(cell: RawCell) -> bool:
    """Whether a score's cell says Đồng ý, in whatever case, spaces, or letters without marks."""
    said = cell.value if isinstance(cell, Formula) else cell
    return isinstance(said, str) and unaccented(fold(said)) == PLAIN


def read_taken(
    cell: RawCell, criterion: Criterion, outcome: Outcome, offered: Offered, missing: str
) -> Reading:
    """The suggested score as a reading: with a note, or why there is none.

    Args:
        cell: which says Đồng ý.
        criterion: of the row.
        outcome: what the rule gives for the row's figures.
        offered: what the form shows.
        missing: what of the figures is not there, or cannot be read; empty where nothing is missing.
    """
    raw = as_text(cell)
    if outcome.points is None:
        why = _why(criterion, outcome, missing)
        return Reading(code=Code.SUGGESTION_MISSING, details={"why": why}, raw=raw)
    number = Decimal(outcome.points) / 1000
    if not _is_shown(offered, criterion, outcome.points):
        shown = _shown(offered.shown)
        return Reading(code=Code.SUGGESTION_DIFFERS, details={"shown": shown, "expected": number}, raw=raw)
    return Reading(number, Code.SUGGESTION_TAKEN, {"number": number}, raw)


def _why(criterion: Criterion, outcome: Outcome, missing: str) -> str:
    if criterion.method is Method.DIRECT:
        return "được chấm trực tiếp nên không có điểm gợi ý"
    if outcome.code is Code.TARGET_ZERO:
        return "có chỉ tiêu bằng 0 nên không có điểm gợi ý"
    if outcome.code is Code.NEGATIVE:
        return "có chỉ tiêu hoặc kết quả là số âm nên không có điểm gợi ý"
    return f"chưa có điểm gợi ý{f' vì {missing}' if missing else ''}"


def _is_shown(offered: Offered, criterion: Criterion, points: Points) -> bool:
    """Whether the form shows this very score, as it counts in the book."""
    if offered.shown is Uncomputed.FORMULA:
        return True
    number = read_number(offered.shown).number
    return number is not None and _points(number, criterion, offered.rounding) == points


def _points(number: Decimal, criterion: Criterion, rounding: Rounding) -> Points:
    points = typed_points(number, criterion.max_points, rounding)
    return -points if number < 0 else points


def _shown(cell: RawCell) -> str:
    if is_blank(cell):
        return "để trống"
    number = read_number(cell).number
    return f"là {as_text(cell) if number is None else shown_number(number)}"
