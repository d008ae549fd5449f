"""A form that brings nothing new: a copy that `give-back` marked and nobody mended.

By its saved time or its letter it may be the newest, and without this rule it would take the place of a form
that the unit has mended.
"""

from ..domain.scoring.criteria import Criteria, code_of
from ..domain.values.cells import as_text
from ..sheets.form.scores import Col
from .read import AnyForm, UnitForm
from .scorer_form import ScorerForm
from .stage_form import StageForm

_MENDED = (Col.CODE, Col.TEXT, Col.MAXIMUM, Col.TARGET, Col.RESULT, Col.SCORE, Col.NOT_ASSIGNED,
           Col.EVIDENCE, Col.EXPLANATION)  # fmt: skip
"""Where a unit mends; what the form computes (and a program saving it computes again) is left out."""


def is_unmended(form: AnyForm | ScorerForm, other: AnyForm | ScorerForm, criteria: Criteria) -> bool:
    """Whether it is a copy for mending in whose rows stands what stands in the other form, cell by cell."""
    if isinstance(form, ScorerForm):
        return form.returned and isinstance(other, ScorerForm) and form.said == other.said
    if isinstance(form, StageForm):
        return form.returned and isinstance(other, StageForm) and form.typed == other.typed
    if not isinstance(other, UnitForm):
        return False
    return form.returned and _rows(form, criteria) == _rows(other, criteria)


def _rows(form: UnitForm, criteria: Criteria) -> list[list[tuple[type, object]]]:
    columns = [form.place.columns.get(header, -1) for header in _MENDED]
    lines = (
        [form.grid.at(row, at) for at in columns]
        for row in range(form.place.header_row + 1, len(form.grid.rows))
    )
    return [[_kind(cell) for cell in line] for line in lines if _is_scored(line[0], criteria)]


def _is_scored(code: object, criteria: Criteria) -> bool:
    """Not the rows of sections, whose points are sums, nor what stands below the table."""
    known = criteria.by_code.get(code_of(as_text(code)))
    return code is not None and (known is None or not known.is_section)


def _kind(cell: object) -> tuple[type, object]:
    """TRUE is not 1, and a whole number is the same with a point and without."""
    return (float if type(cell) is int else type(cell), cell)
