"""`issue`: one scorecard per unit."""

import argparse

from ..bookkeeping.work import at_work
from ..cluster.acts.issue import issue
from ..cluster.reading import open_book
from ..domain.values.findings import any_error
from ..domain.year.stages import read_stage
from ..wording.made import NOT_ISSUED, issued_said
from .screen import console, print_findings, print_saved


def run(given: argparse.Namespace) -> int:
    """Issue the scorecards; with errors in the book nothing is issued."""
    with at_work(given.book, open_book) as book:
        issued = issue(book, given.out, stage=read_stage(given.stage) if given.stage else None)
    out = console()
    print_findings(out, issued.findings)
    if issued.saved is None:
        out.print(NOT_ISSUED, style="red")
        return 1
    out.print(issued_said(issued.files, given.out))
    print_saved(out, issued.saved)
    return int(any_error(issued.findings))
