"""The rows of the forms that count, and of those that wait."""

from collections.abc import Iterable

from ..domain.scoring.groups import held_by
from ..domain.scoring.rows import Row
from ..domain.scoring.scores import parameters_of
from ..domain.values.catalogue import Code
from ..scorecard.carry_over import carry_over
from ..scorecard.read import UnitForm, read_rows
from ..scorecard.stage_form import StageForm, read_stage_rows
from ..sheets.cluster.receipts import FileStatus
from ..sheets.hidden import GROUP
from .book import Book
from .identify import older
from .kept.criteria_changes import renamed
from .opened import Opened


def read_accepted(book: Book, opened: Iterable[Opened]) -> tuple[list[Row], list[Row]]:
    """Typed rows of the files that count, and of those that still wait (checked, not counted)."""
    counted: list[Row] = []
    doubtful: list[Row] = []
    codes = renamed(book)
    for one in opened:
        if one.form is None:
            continue
        status = one.receipt.status
        if isinstance(one.form, StageForm):
            if status in (FileStatus.ACCEPTED, FileStatus.WAITING):
                read_stage_rows(one.form, one.unit, book.own(one.unit), book.parameters, codes)
        elif status is FileStatus.ACCEPTED:
            _read(book, one.form, one.unit)
            counted += one.form.rows
            one.form.grid.rows = []  # its cells have been judged
        elif status is FileStatus.WAITING and not is_unread(one):
            made_from = held_by(book.criteria, one.form.meta.get(GROUP, ""))
            read_rows(one.form, one.unit, made_from, book.parameters, book.settings)
            doubtful += one.form.rows
            one.form.grid.rows = []  # its cells have been judged
    return counted, doubtful


def _read(book: Book, form: UnitForm, unit: str) -> None:
    """The rows of a form that counts; those of an older version or of another group are moved to what counts now."""
    old, group, member = older(book, form), form.meta.get(GROUP, ""), book.unit(unit)
    made_from = held_by(old or book.criteria, group)
    now = held_by(book.criteria, member.group if member else group)
    read_rows(form, unit, made_from, parameters_of(made_from) if old else book.parameters, book.settings)
    if old is not None or made_from != now:
        carry_over(form, unit, made_from, now, book.parameters)


def is_unread(one: Opened) -> bool:
    """Of other criteria, or without a figure beside a form that has them: no list of missing scores."""
    return any(found.code in (Code.OLD_CRITERIA, Code.FORM_WITHOUT_FIGURES) for found in one.findings)
