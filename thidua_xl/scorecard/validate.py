"""Validation: one long table of all units, one Pandera validation, then the cross-checks.

Cells are parsed before Pandera sees them (with coercion it takes `True` as 1 and `'1_8'` as 18);
the schema is strict and lazy, so one wrong cell hides no other.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

import pandas as pd
import pandera.pandas as pa

from ..domain.scoring.checks import Suggestions, cross_check, scales_between_units
from ..domain.scoring.rows import RESULT, SCORE, TARGET, Row
from ..domain.values.catalogue import Code
from ..domain.values.findings import Finding
from ..domain.values.limits import SCALE, WILD
from ..domain.values.numbers import decimals, round_half_up

_MICRO = 1_000_000

_UNUSABLE = frozenset({Code.OVER_MAXIMUM, Code.NEGATIVE})
"""Errors on a score that make it missing."""


def validate(rows: Sequence[Row], digits: int) -> list[Finding]:
    """All findings of the typed rows; marks unusable scores.

    Args:
        rows: every unit × criterion that was received or agreed.
        digits: decimals that a score may have.
    """
    if not rows:
        return []
    findings = _by_schema(rows, long_table(rows), digits)
    known: Suggestions = {}
    for row in rows:
        findings += cross_check(row, digits, known)
    findings += scales_between_units(rows)
    return findings


def long_table(rows: Sequence[Row]) -> pd.DataFrame:
    """The long table: a row a unit × criterion.

    Columns: `unit`, `criterion` (codes); `room` = maximum − |score|, `floor` = the score as it may
    not be negative, both in millionths of a point; `decimals`; `missing`; `target`, `result`, and
    `ratio` = A/T as floats (they decide warnings only, never a score).
    """
    scores = [row.score.number for row in rows]
    micro = [None if score is None else int(score * _MICRO) for score in scores]
    return pd.DataFrame(
        {
            "unit": [row.unit for row in rows],
            "criterion": [row.criterion.code for row in rows],
            "room": pd.array(
                [
                    None if score is None else row.criterion.max_points * 1000 - abs(score)
                    for row, score in zip(rows, micro, strict=True)
                ],
                "Int64",
            ),
            "floor": pd.array(
                [
                    None if score is None or row.criterion.is_penalty else _floor(score, whole)
                    for row, score, whole in zip(rows, scores, micro, strict=True)
                ],
                "Int64",
            ),
            "decimals": pd.array([None if score is None else decimals(score) for score in scores], "Int64"),
            "missing": [_is_missing(row) for row in rows],
            "target": pd.array([_float(row.target.number) for row in rows], "Float64"),
            "result": pd.array([_float(row.result.number) for row in rows], "Float64"),
            "ratio": pd.array([_ratio(row) for row in rows], "Float64"),
        }
    )


def _floor(score: Decimal, micro: int | None) -> int:
    """Whole millionths, but never 0 for a score below it."""
    return micro or (-1 if score < 0 else 0)


def _is_missing(row: Row) -> bool:
    """A blank self-score in a scorecard (in the book, the ranking says what is missing)."""
    return bool(row.origin.file) and row.criterion.scored_by_unit and row.score.blank and row.mark is not True


def _float(number: Decimal | None) -> float | None:
    return None if number is None else float(number)


def _ratio(row: Row) -> float | None:
    target, result = row.target.number, row.result.number
    if target is None or result is None or target <= 0:
        return None
    ratio = float(result / target)
    return None if ratio >= SCALE and "%" in row.criterion.measure else ratio


def _schema(digits: int) -> pa.DataFrameSchema:
    """The rules of the long table; each check is named after its code."""

    def at_least(least: int, code: Code) -> pa.Check:
        return pa.Check.ge(least, error=code.name)

    return pa.DataFrameSchema(
        {
            "unit": pa.Column("str"),
            "criterion": pa.Column("str"),
            "room": pa.Column("Int64", at_least(0, Code.OVER_MAXIMUM), nullable=True),
            "floor": pa.Column("Int64", at_least(0, Code.NEGATIVE), nullable=True),
            "decimals": pa.Column(
                "Int64", pa.Check.le(digits, error=Code.TOO_MANY_DECIMALS.name), nullable=True
            ),
            "missing": pa.Column(bool, pa.Check.eq(False, error=Code.SCORE_MISSING.name)),
            "target": pa.Column("Float64", at_least(0, Code.NEGATIVE), nullable=True),
            "result": pa.Column("Float64", at_least(0, Code.NEGATIVE), nullable=True),
            "ratio": pa.Column("Float64", pa.Check.lt(WILD, error=Code.WILD_RATIO.name), nullable=True),
        },
        strict=True,
        coerce=False,
    )


_FIELD = {"room": SCORE, "floor": SCORE, "decimals": SCORE, "missing": SCORE, "ratio": RESULT,
          "target": TARGET, "result": RESULT}  # fmt: skip


def _by_schema(rows: Sequence[Row], table: pd.DataFrame, digits: int) -> list[Finding]:
    try:
        _schema(digits).validate(table, lazy=True)
    except pa.errors.SchemaErrors as problem:
        cases = problem.failure_cases
        failures = zip(cases["column"], cases["check"], cases["index"], strict=True)
        return list(_findings(rows, failures, digits))
    return []


def _findings(
    rows: Sequence[Row], failures: Iterable[tuple[str, str, int | None]], digits: int
) -> Iterable[Finding]:
    for column, check, index in failures:
        name = str(check)
        if index is None or name not in Code.__members__:
            raise AssertionError(f"the long table itself is wrong: {column} {check}")
        row, code, field = rows[int(index)], Code[name], _FIELD[column]
        if not row.criterion.scored_by_unit and not row.origin.agreed and field == SCORE:
            continue  # a self-score that is ignored anyway
        if field == SCORE and code in _UNUSABLE:
            row.usable = False
        found = _explained(row, code, field, digits)
        yield replace(found, action=_IN_AN_OLD_FORM) if row.carried and code in _ENTERED else found


_ENTERED = frozenset({Code.SCORE_MISSING, Code.OVER_MAXIMUM})
"""What is mended by another score in the same cell."""
_IN_AN_OLD_FORM = (
    "Ô này còn giữ thang điểm cũ: nhập vào phiếu phát lần sau cùng rồi gửi lại, hoặc Trưởng cụm nhập ở trang "
    "Thống nhất điểm."
)


def _explained(row: Row, code: Code, field: str, digits: int) -> Finding:
    reading = {SCORE: row.score, TARGET: row.target, RESULT: row.result}[field]
    if code is Code.SCORE_MISSING:
        return row.found(code, field, limit=row.limit)
    if code is Code.TOO_MANY_DECIMALS:
        number = reading.number or Decimal(0)
        rounded = Decimal(round_half_up(number, digits)) / 1000
        return row.found(code, field, reading.raw, limit=digits, number=rounded)
    if code is Code.WILD_RATIO:
        result, target = row.result.number or Decimal(0), row.target.number or Decimal(1)
        return row.found(code, field, reading.raw, target=target, ratio=round(result / target, 1))
    return row.found(code, field, reading.raw, limit=row.limit)
