"""`reopen`: a closed book opened again, on the record."""

import argparse

from ..bookkeeping.work import at_work
from ..cluster.acts.close import reopen
from ..cluster.reading import open_book
from ..wording.sentences import REOPENED
from .screen import console, print_saved


def run(given: argparse.Namespace) -> int:
    """Open it and say so."""
    with at_work(given.book, open_book) as book:
        saved = reopen(book, given.reason)
    out = console()
    out.print(REOPENED)
    print_saved(out, saved)
    return 0
