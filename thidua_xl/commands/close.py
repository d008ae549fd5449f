"""`close`: the book sealed."""

import argparse

from ..bookkeeping.work import at_work
from ..cluster.acts.close import close
from ..cluster.reading import open_book
from ..wording.sentences import closed_said
from .progress_bar import progress
from .screen import console, print_findings, print_next, print_saved


def run(given: argparse.Namespace) -> int:
    """Seal the book; while anything needs a person nothing changes."""
    with progress("Chốt sổ") as step, at_work(given.book, open_book) as book:
        closed = close(book, step=step)
    out = console()
    print_findings(out, closed.findings)
    out.print(closed_said(closed), style="" if closed.saved else "red")
    if closed.saved is None:
        print_next(given.book)
        return 1
    print_saved(out, closed.saved)
    return 0
