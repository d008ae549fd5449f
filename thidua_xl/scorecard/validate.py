"""Validation of typed rows: received forms in one long table by Pandera, a few of them and a book's cells without it.

Both ask the same bounds (`domain.scoring.bounds`) and give the same findings in the same order. Only this module
reaches the long table, and late: who types a few cells in a book, or takes in a form that came late, does not wait
for pandas and Pandera.
"""

from collections.abc import Callable, Sequence

from ..domain.scoring.bounds import Broken
from ..domain.scoring.checks import Checked, Validate, check_rows
from ..domain.scoring.rows import Row
from ..domain.values.numbers import Rounding
from ..workers.steps import nothing

FEW = 5
"""Received files that are validated without the table: to load it takes longer than all else that is done with them."""


def validating(files: int) -> Validate:
    """What validates the rows of a book when so many files come in."""
    return validate if files > FEW else check_rows


def getting_ready(files: int) -> Callable[[], None]:
    """What is done for `validating` once the workers have their files, and then takes no time of its own."""
    return _load_table if files > FEW else nothing


def validate(rows: Sequence[Row], rounding: Rounding) -> Checked:
    """All findings of the typed rows, and which scores count.

    Args:
        rows: every unit × criterion that was received or agreed.
        rounding: of scores, by the settings.
    """
    if any(row.origin.file for row in rows):
        return check_rows(rows, rounding, _broken_in_table(rows, rounding))
    return check_rows(rows, rounding)


def validate_each(tables: Sequence[Sequence[Row]], rounding: Rounding) -> list[Checked]:
    """What `validate` finds in each table of received rows alone: one validation of all, which takes 9 ms by itself."""
    if len(tables) <= FEW:
        return [check_rows(rows, rounding) for rows in tables]
    broken: list[list[Broken]] = [[] for _ in tables]
    whose = [(table, at) for table, rows in enumerate(tables) for at in range(len(rows))]
    if whose:
        for one in _broken_in_table([row for rows in tables for row in rows], rounding):
            table, at = whose[one.at]
            broken[table].append(one._replace(at=at))
    return [check_rows(rows, rounding, beyond) for rows, beyond in zip(tables, broken, strict=True)]


def _load_table() -> None:
    from . import schema  # noqa: F401


def _broken_in_table(rows: Sequence[Row], rounding: Rounding) -> list[Broken]:
    from .schema import broken_in_table

    return broken_in_table(rows, rounding)
