"""`issue`: one scorecard per unit; from an office book, one workbook per scorer of the superior's."""

import argparse
from typing import TYPE_CHECKING

from ..bookkeeping.work import at_work
from ..cluster.acts.issue import IssuedForms, issue
from ..cluster.book import Book
from ..domain.values.findings import any_error
from ..domain.year.stages import Stage, present, read_stage
from ..errors import CannotRunError
from ..office.book import OfficeBook
from ..office.either import open_to_write
from ..sheets.cluster import to_fix
from ..sheets.office import mismatches
from ..wording.made import NOT_ISSUED, issued_said, other_stage_said
from ..workers.steps import Step
from .progress_bar import progress
from .screen import console, print_findings, print_next, print_saved

if TYPE_CHECKING:
    from ..office.acts.issue_workbooks import IssuedWorkbooks


def run(given: argparse.Namespace) -> int:
    """Issue the scorecards; with errors in the book nothing is issued."""
    with progress("Phát phiếu") as step, at_work(given.book, open_to_write) as book:
        issued = _issued(book, given, step)
    out = console()
    sheet = mismatches.TABLE.sheet if isinstance(book, OfficeBook) else to_fix.TABLE.sheet
    print_findings(out, issued.findings, sheet=sheet)
    if issued.saved is None:
        out.print(NOT_ISSUED, style="red")
        print_next(given.book)
        return 1
    out.print(issued_said(issued.files, given.out))
    if isinstance(book, Book) and (other := other_stage_said(_asked(given), present(book.settings))):
        out.print(other, style="yellow")
    print_saved(out, issued.saved)
    return int(any_error(issued.findings))


def _issued(
    book: Book | OfficeBook, given: argparse.Namespace, step: Step
) -> "IssuedForms | IssuedWorkbooks":
    if not isinstance(book, OfficeBook):
        return issue(book, given.out, stage=_asked(given), step=step)
    if given.stage:
        raise CannotRunError("Phiếu chấm của cấp trên không theo kỳ: bỏ --stage rồi chạy lại.")
    from ..office.acts.issue_workbooks import issue_workbooks  # a cluster's forms need not wait for it

    return issue_workbooks(book, given.out, step=step)


def _asked(given: argparse.Namespace) -> Stage | None:
    return read_stage(given.stage) if given.stage else None
