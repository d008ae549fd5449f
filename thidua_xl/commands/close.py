"""`close`: the book sealed."""

import argparse

from ..cluster.acts.close import close
from ..wording.sentences import closed_said
from .screen import console, print_findings, print_saved


def run(given: argparse.Namespace) -> int:
    """Seal the book; while anything needs a person nothing changes."""
    closed = close(given.book)
    out = console()
    print_findings(out, closed.findings)
    out.print(closed_said(closed), style="" if closed.saved else "red")
    if closed.saved is None:
        return 1
    print_saved(out, closed.saved)
    return 0
