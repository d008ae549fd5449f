"""Phát hành phiếu chấm của cấp trên: a workbook for everybody who scores units by `Tiêu chí cấp trên`."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ... import clock
from ...bookkeeping.keep import Keep, in_file
from ...bookkeeping.new_file import make_writable
from ...bookkeeping.saved import Saved
from ...bookkeeping.work import at_work
from ...cluster.acts.issue import write_forms
from ...cluster.happened import FormIssued
from ...cluster.kept import scorers
from ...cluster.scorer_workbooks import OFFICE, file_name, planned_workbooks, scorer_workbooks
from ...domain.values.findings import Finding, any_error
from ...errors import CannotRunError
from ...sheets.cluster import scorers as scorer_sheet
from ...sheets.office import own_criteria, settings, units
from ...workers.steps import Step, quietly
from ..book import OfficeBook, open_office
from ..places import placed
from ..said_upstairs import said_upstairs
from ..save import save_office_book
from .consolidate import events_of, take_books_in

_CARRIED = frozenset(
    table.sheet for table in (settings.TABLE, units.TABLE, own_criteria.TABLE, scorer_sheet.TABLE)
)
"""What is wrong there would be carried into every workbook; the other sheets can wait."""


@dataclass(frozen=True, slots=True)
class IssuedWorkbooks:
    """The outcome of `issue` of an office book. With errors in what the workbooks carry nothing is issued."""

    book: OfficeBook
    files: tuple[Path, ...]
    findings: list[Finding]
    saved: Saved | None = None


def issue_workbooks(
    book: OfficeBook, out: Path, keep: Keep = in_file, step: Step = quietly
) -> IssuedWorkbooks:
    """One workbook per scorer into the folder. Raises CannotRunError where nothing could be done."""
    scoring = book.scoring
    _refuse_empty(book)
    wrong = placed(book, _in_the_way(book))
    if any_error(wrong):
        return IssuedWorkbooks(book, (), wrong)
    plan = planned_workbooks(scoring, clock.now().date().isoformat())
    make_writable(out, "phiếu chấm")
    outcome = take_books_in(book, [], step)
    new = [one.line for one in plan if one.is_new]
    scoring.issued += new
    issued = [FormIssued(file_name(line.unit, scoring.settings.year), line.issue_id) for line in new]
    saved = save_office_book(outcome, "issue", [*events_of(outcome), *issued], keep)
    names = [file_name(one.judge.code, scoring.settings.year) for one in plan]
    files = write_forms(names, scorer_workbooks(scoring, plan, OFFICE), out, step)
    return IssuedWorkbooks(book, tuple(files), wrong, saved)


def issue_from(path: Path, out: Path, step: Step = quietly) -> IssuedWorkbooks:
    """The same from the book's file. Raises CannotRunError where nothing could be done."""
    with at_work(path, open_office) as book:
        return issue_workbooks(book, out, step=step)


def _refuse_empty(book: OfficeBook) -> None:
    name = book.file.path.name
    if not book.scoring.criteria.scored:
        raise CannotRunError(
            f"Sổ tổng hợp {name} chưa có tiêu chí cấp trên chấm: điền trang Tiêu chí cấp trên, Người chấm rồi chạy lại."
        )
    if not book.units:
        raise CannotRunError(f"Sổ {name} chưa có đơn vị nào: điền trang Đơn vị rồi chạy lại.")


def _in_the_way(book: OfficeBook) -> Iterator[Finding]:
    """What is wrong in the sheets that the workbooks are made from."""
    found = [*book.findings, *map(said_upstairs, scorers.SHEET.wrong(book.scoring))]
    return (one for one in found if one.sheet in _CARRIED)
