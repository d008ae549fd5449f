"""Bounds: the rules that a single number of a row decides.

Each is declared once and serves twice: as a column of the long table with its Pandera check, where forms are
received, and as a comparison in plain Python, where a few cells were typed in a book.
"""

import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from enum import Enum
from typing import Any, Literal, NamedTuple

from ..values.catalogue import Code
from ..values.findings import Finding
from ..values.limits import SCALE, WILD
from ..values.numbers import THOUSANDTHS, Rounding, in_points, shown_number, typed_points
from .levels import lowest_points
from .rows import RESULT, SCORE, TARGET, Row

Number = int | float | bool | None
"""What is compared; None where the row has no such number."""

_MICRO = 1_000_000


class Holds(Enum):
    """How the number must stand to the limit."""

    AT_LEAST = "ge"
    BELOW = "lt"
    EQUAL = "eq"


class Bound(NamedTuple):
    """One rule: the number that `measure` takes of a row `holds` against `limit`, or the code is found at `field`."""

    column: str
    """Its name in the long table."""
    code: Code
    field: str
    kind: Literal["Int64", "Float64", "bool"]
    measure: Callable[[Row, Rounding], Number]
    holds: Holds
    limit: int
    details: Callable[[Row, Rounding], Mapping[str, object]]
    """What the sentences need besides place and value, of the row and of how scores are rounded."""

    def found(self, row: Row, rounding: Rounding) -> Finding:
        """What is said of a row that does not hold it."""
        reading = {SCORE: row.score, TARGET: row.target, RESULT: row.result}[self.field]
        value = "" if self.code is Code.SCORE_MISSING else reading.raw
        code = _OF_STEPS.get(self.code, self.code) if rounding.step else self.code
        one = row.found(code, self.field, value, **self.details(row, rounding))
        if row.carried and self.code in _ENTERED:
            return replace(one, action=_IN_AN_OLD_FORM)
        return replace(one, action=_OF_A_MEAN) if row.origin.of_scorer and self.code in _OF_STEPS else one


class Broken(NamedTuple):
    """A bound that a row does not hold; `at` is the row's place in what was checked."""

    bound: Bound
    at: int


_ENTERED = frozenset({Code.SCORE_MISSING, Code.OVER_MAXIMUM, Code.BELOW_LOWEST})
"""What is mended by another score in the same cell."""
_OF_STEPS = {Code.TOO_MANY_DECIMALS: Code.NO_MULTIPLE}
"""How it is called where scores are rounded to steps."""
_IN_AN_OLD_FORM = (
    "Ô này còn giữ thang điểm cũ: nhập vào phiếu phát lần sau cùng rồi gửi lại, hoặc Trưởng cụm nhập ở trang "
    "Thống nhất điểm."
)
_OF_A_MEAN = "Điểm trung bình được tính từ đúng số này rồi làm tròn một lần; sửa lại nếu không đúng ý."


# --- the numbers ------------------------------------------------------------------------------


def _score(row: Row) -> Decimal | None:
    """The score as far as it counts at all: a self-score where others score is told by another rule."""
    return row.score.number if row.criterion.scored_by_unit or row.origin.agreed else None


def _room(row: Row, _: Rounding) -> int | None:
    """Maximum − |score| in millionths of a point."""
    score = _score(row)
    if score is None or (score < 0 and lowest_points(row.criterion)):
        return None
    return row.criterion.max_points * 1000 - abs(int(score * _MICRO))


def _floor(row: Row, _: Rounding) -> int | None:
    """The score in whole millionths, but never 0 for one below it; of a penalty either sign deducts."""
    score = _score(row)
    if score is None or row.criterion.is_penalty or lowest_points(row.criterion):
        return None
    return int(score * _MICRO) or (-1 if score < 0 else 0)


def _above_lowest(row: Row, _: Rounding) -> int | None:
    """The score − the lowest level in millionths of a point, where levels take points away."""
    score, lowest = _score(row), lowest_points(row.criterion)
    return None if score is None or not lowest else int(score * _MICRO) - lowest * 1000


def _moved(row: Row, rounding: Rounding) -> int | None:
    """1 where rounding makes another score of it, else 0; the maximum itself counts as it is."""
    score = _score(row)
    if score is None:
        return None
    return int(typed_points(score, row.criterion.max_points, rounding) != abs(score) * THOUSANDTHS)


def _is_missing(row: Row, _: Rounding) -> bool:
    """A blank self-score in a scorecard (in the book, the ranking says what is missing)."""
    return bool(row.origin.file) and row.criterion.scored_by_unit and row.score.blank and row.mark is not True


def _target(row: Row, _: Rounding) -> float | None:
    return None if row.target.number is None else float(row.target.number)


def _result(row: Row, _: Rounding) -> float | None:
    return None if row.result.number is None else float(row.result.number)


def _ratio(row: Row, _: Rounding) -> float | None:
    """A/T, where it is no slip of the scale (which another rule tells); decides a warning only, never a score."""
    target, result = row.target.number, row.result.number
    if target is None or result is None or target <= 0:
        return None
    ratio = float(result / target)
    return None if ratio >= SCALE and "%" in row.criterion.measure else ratio


# --- what is said -----------------------------------------------------------------------------


def _limit(row: Row, _: Rounding) -> Mapping[str, object]:
    return {"limit": row.limit}


def _lowest(row: Row, _: Rounding) -> Mapping[str, object]:
    return {"limit": row.limit, "least": Decimal(lowest_points(row.criterion)) / 1000}


def _rounded(row: Row, rounding: Rounding) -> Mapping[str, object]:
    number = row.score.number or Decimal(0)
    points = typed_points(number, row.criterion.max_points, rounding)
    limit = shown_number(in_points(rounding.step)) if rounding.step else rounding.digits
    return {"limit": limit, "number": Decimal(-points if number < 0 else points) / 1000}


def _far_off(row: Row, _: Rounding) -> Mapping[str, object]:
    result, target = row.result.number or Decimal(0), row.target.number or Decimal(1)
    return {"target": target, "ratio": round(result / target, 1)}


# --- the rules --------------------------------------------------------------------------------

_LEAST = Holds.AT_LEAST

BOUNDS: Sequence[Bound] = (
    # `Điểm tối đa` of the criterion
    Bound("room", Code.OVER_MAXIMUM, SCORE, "Int64", _room, _LEAST, 0, _limit),
    # `Loại`: whether points are given or deducted is said by the criterion, not by a sign
    Bound("floor", Code.NEGATIVE, SCORE, "Int64", _floor, _LEAST, 0, _limit),
    # `Chọn mức` of a bonus: levels below 0
    Bound("lowest", Code.BELOW_LOWEST, SCORE, "Int64", _above_lowest, _LEAST, 0, _lowest),
    # `Số chữ số thập phân`, `Làm tròn đến`: each criterion is rounded once
    Bound("moved", Code.TOO_MANY_DECIMALS, SCORE, "Int64", _moved, Holds.EQUAL, 0, _rounded),
    # HD 1302, II.3: units score themselves, on every criterion; blank is not 0
    Bound("missing", Code.SCORE_MISSING, SCORE, "bool", _is_missing, Holds.EQUAL, 0, _limit),
    # `Cách chấm`: no rule computes from a figure below 0
    Bound("target", Code.NEGATIVE, TARGET, "Float64", _target, _LEAST, 0, _limit),
    Bound("result", Code.NEGATIVE, RESULT, "Float64", _result, _LEAST, 0, _limit),
    # a slip of the figure is likelier than five times the target
    Bound("ratio", Code.WILD_RATIO, RESULT, "Float64", _ratio, Holds.BELOW, WILD, _far_off),
)
"""In the order in which they are told."""


def broken(rows: Sequence[Row], rounding: Rounding) -> Iterator[Broken]:
    """Every bound that a row does not hold, bound by bound and row by row, without a table."""
    for bound in BOUNDS:
        measure, limit = bound.measure, bound.limit
        stands: Callable[[Any, Any], bool] = getattr(operator, bound.holds.value)
        for at, row in enumerate(rows):
            number = measure(row, rounding)
            if number is not None and not stands(number, limit):
                yield Broken(bound, at)
