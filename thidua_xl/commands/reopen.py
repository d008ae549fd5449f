"""`reopen`: a closed book opened again, on the record."""

import argparse

from ..cluster.acts.close import reopen
from ..wording.sentences import REOPENED
from .screen import console, print_saved


def run(given: argparse.Namespace) -> int:
    """Open it and say so."""
    saved = reopen(given.book, given.reason)
    out = console()
    out.print(REOPENED)
    print_saved(out, saved)
    return 0
