"""`verify`: everything computed again from the originals and compared; nothing changes."""

import argparse

from ..cluster.acts.verify import verify
from ..wording.documents import verified_document
from ..wording.sentences import verified_said
from .screen import console, print_findings, print_json, print_next


def run(given: argparse.Namespace) -> int:
    """Compare and say what differs."""
    verified = verify(given.book)
    if given.json:
        print_json(verified_document(verified))
    else:
        out = console()
        print_findings(out, verified.differences, most=400)
        out.print(verified_said(verified))
        print_next(given.book)
    return int(bool(verified.differences))
