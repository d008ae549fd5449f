"""The long table of received rows and its Pandera schema, both built from the bounds that the rules declare.

Cells are parsed before Pandera sees them (with coercion it takes `True` as 1 and `'1_8'` as 18);
the schema is strict and lazy, so one wrong cell hides no other.
"""

from collections.abc import Sequence

import pandas as pd
import pandera.pandas as pa

from ..domain.scoring.bounds import BOUNDS, Broken
from ..domain.scoring.rows import Row
from ..domain.values.numbers import Rounding

_NAMES = ("unit", "criterion")
_COLUMNS = [bound.column for bound in BOUNDS]


def long_table(rows: Sequence[Row], rounding: Rounding) -> pd.DataFrame:
    """The long table: a row a unit × criterion; `unit` and `criterion` (codes), then a column a bound.

    `room` = maximum − |score|, `floor` = the score as it may not be negative, both in millionths of a point;
    `moved` = 1 where rounding makes another score of it; `missing`; `target`, `result`, and `ratio` = A/T as floats
    (they decide warnings only, never a score).
    """
    named = {"unit": [row.unit for row in rows], "criterion": [row.criterion.code for row in rows]}
    numbers = {
        bound.column: pd.array([bound.measure(row, rounding) for row in rows], bound.kind) for bound in BOUNDS
    }
    return pd.DataFrame(named | numbers)


def schema() -> pa.DataFrameSchema:
    """The bounds as checks of the long table."""
    names = {name: pa.Column("str") for name in _NAMES}
    bounds = {
        bound.column: pa.Column(
            bound.kind,
            getattr(pa.Check, bound.holds.value)(bound.limit, error=bound.code.name),
            nullable=bound.kind != "bool",
        )
        for bound in BOUNDS
    }
    return pa.DataFrameSchema(names | bounds, strict=True, coerce=False)


def broken_in_table(rows: Sequence[Row], rounding: Rounding) -> list[Broken]:
    """Every bound that a row does not hold, by one validation of all rows; bound by bound and row by row."""
    try:
        schema().validate(long_table(rows, rounding), lazy=True)
    except pa.errors.SchemaErrors as problem:  # its cases come sorted by an unstable sort
        cases = problem.failure_cases
        failures = zip(cases["column"], cases["check"], cases["index"], strict=True)
        places = sorted(_place(*failure) for failure in failures)
        return [Broken(BOUNDS[bound], at) for bound, at in places]
    return []


def _place(column: str, check: str, index: int | None) -> tuple[int, int]:
    """Which bound a failure is of, and in which row. Raises AssertionError where it is of the table's own form."""
    if index is None or column not in _COLUMNS or str(check) != BOUNDS[_COLUMNS.index(column)].code.name:
        raise AssertionError(f"the long table itself is wrong: {column} {check}")
    return _COLUMNS.index(column), int(index)
