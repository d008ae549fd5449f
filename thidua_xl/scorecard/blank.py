"""Phiếu trống: a scorecard in which nobody typed anything. It is no submission.

What the unit fills is compared with what was issued, where all of it is empty: a mark, a zero, a line of evidence
makes it a submission. Who filled it in, the telephone, the date (sheet `Đơn vị`) say nothing of the year's work
and do not; nor do an unticked box, a dash for evidence, a formula that shows nothing. Typed in the wrong place (over
a formula, beside the table, in a copy of the sheet) is typed: a person must see it.
"""

from collections.abc import Iterator, Mapping

from ..domain.scoring.criteria import Criteria, code_of
from ..domain.scoring.taken_suggestion import takes_suggestion
from ..domain.values.cells import RawCell, as_text, is_blank
from ..domain.values.grammar import read_not_assigned
from ..domain.values.text import same
from ..sheets.form.scores import TOTAL_LABEL, Col
from ..sheets.hidden import TARGETS
from ..workbook.addresses import address
from .copies import in_a_copy
from .read import AnyForm, UnitForm
from .stage_form import StageForm

_FILLED = (Col.TARGET, Col.RESULT, Col.SCORE, Col.NOT_ASSIGNED, Col.EVIDENCE, Col.EXPLANATION)
"""Where a unit types: the yellow cells and the locked ones between them."""
_IN_WORDS = frozenset({Col.NOT_ASSIGNED, Col.EVIDENCE, Col.EXPLANATION})
"""Of these, what takes no number: there an unticked box (FALSE) and a lone dash say nothing."""
_FIGURES = (Col.TARGET, Col.RESULT, Col.SCORE, Col.NOT_ASSIGNED)
"""Of these, what decides a score."""
_WORDS = (Col.EVIDENCE, Col.EXPLANATION)
"""Of these, what only says more of it."""
_EMPTY_SIGNS = "-‐‑‒–—−_.…·,;:/ ☐□"
"""What people put where there is nothing to say."""
_COMPUTED = (Col.PERCENT, Col.SUGGESTION)
"""Empty, too, while nothing is filled in."""


def is_blank_form(form: AnyForm, criteria: Criteria) -> bool:
    """Whether nobody typed anything; `criteria` are those that the form was made from, as far as known."""
    if isinstance(form, StageForm):
        return form.says_nothing
    targets = _issued_targets(form)
    return not (in_a_copy(form.findings) or form.boxes) and not any(
        _is_typed(form, criteria, targets, row) for row in _table_rows(form)
    )


def has_figures(form: AnyForm, criteria: Criteria) -> bool:
    """Whether a score, a target, a result or a mark stands in it: without them a form only adds words.

    Of registration and June words are as good as figures: most criteria have no number.
    """
    if isinstance(form, StageForm):
        return not form.says_nothing
    targets = _issued_targets(form)
    return any(
        _is_figure(header, cell) and not _is_as_issued(header, cell, targets.get(known.code))
        for row in _table_rows(form)
        if not ((known := criteria.by_code.get(_code(form, row))) is None or known.is_section)
        for header in _FIGURES
        for cell in (form.grid.at(row, form.place.columns.get(header, -1)),)
    )


def words_of(form: AnyForm) -> list[str]:
    """The cells of its table in which words stand, in reading order."""
    if isinstance(form, StageForm):
        return []
    columns = sorted(form.place.columns[header] for header in _WORDS if header in form.place.columns)
    return [
        address(row, at)
        for row in _table_rows(form)
        for at in columns
        if not _says_nothing(form.grid.at(row, at), in_words=True)
    ]


def _issued_targets(form: UnitForm) -> Mapping[str, str]:
    """The targets that stood on the form when it went out, by code: they are no work of the unit's."""
    pieces = (piece.partition("=") for piece in form.meta.get(TARGETS, "").split(";"))
    return {code: value for code, _, value in pieces if code}


def _is_as_issued(header: str, cell: RawCell, target: str | None) -> bool:
    return header == Col.TARGET and target is not None and as_text(cell) == target


def _is_figure(header: str, cell: RawCell) -> bool:
    if header == Col.NOT_ASSIGNED:
        return read_not_assigned(cell) is True
    if _says_nothing(cell, in_words=True):
        return False
    said = as_text(cell)
    taken = header == Col.SCORE and takes_suggestion(cell)
    return not said or header == Col.RESULT or taken or any(letter.isdigit() for letter in said)


def _table_rows(form: UnitForm) -> Iterator[int]:
    """The rows of the table; what stands below its total are signatures."""
    text = form.place.columns.get(Col.TEXT, -1)
    for row in range(form.place.header_row + 1, len(form.grid.rows)):
        if not _code(form, row) and same(as_text(form.grid.at(row, text)), TOTAL_LABEL):
            return
        yield row


def _code(form: UnitForm, row: int) -> str:
    return code_of(as_text(form.grid.at(row, form.place[Col.CODE])))


def _is_typed(form: UnitForm, criteria: Criteria, targets: Mapping[str, str], row: int) -> bool:
    code = _code(form, row)
    known = criteria.by_code.get(code)
    is_scored = known is not None and not known.is_section
    for header in _FILLED:
        at = form.place.columns.get(header, -1)
        is_formula = (row, at) in form.grid.formulas
        if header == Col.SCORE and not is_scored and is_formula:
            continue  # the sum of a section
        cell = form.grid.at(row, at)
        if not (_says_nothing(cell, header in _IN_WORDS) or _is_as_issued(header, cell, targets.get(code))):
            return True  # a unit's own formula, too, if it shows anything or was not computed
    return is_scored and _is_typed_beside(form, row)


def _is_typed_beside(form: UnitForm, row: int) -> bool:
    """Over a formula of the form, or in a column that the form does not have."""
    known = {at for header, at in form.place.columns.items() if header not in _COMPUTED}
    return any(
        not _says_nothing(cell, in_words=True)
        for at, cell in enumerate(form.grid.rows[row])
        if at not in known and (row, at) not in form.grid.formulas
    )


def _says_nothing(cell: RawCell, in_words: bool) -> bool:
    """Blank, or, where no number is asked for, an unticked box or a lone dash."""
    if is_blank(cell):
        return True
    said = as_text(cell)
    return in_words and bool(said) and (said == "FALSE" or not said.strip(_EMPTY_SIGNS))
