"""Validation of typed rows: received forms in one long table by Pandera, a book's own cells without it.

Both ask the same bounds (`domain.scoring.bounds`) and give the same findings in the same order.
"""

from collections.abc import Sequence

from ..domain.scoring.checks import Checked, check_rows
from ..domain.scoring.rows import Row
from ..domain.values.numbers import Rounding


def validate(rows: Sequence[Row], rounding: Rounding) -> Checked:
    """All findings of the typed rows, and which scores count.

    Args:
        rows: every unit × criterion that was received or agreed.
        rounding: of scores, by the settings.
    """
    if any(row.origin.file for row in rows):
        from .schema import broken_in_table  # who only typed a few cells in a book does not wait for pandas

        return check_rows(rows, rounding, broken_in_table(rows, rounding))
    return check_rows(rows, rounding)
