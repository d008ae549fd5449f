"""`verify`: everything computed again from the originals and compared; nothing changes."""

import argparse

from ..cluster.acts.verify import verify_book
from ..cluster.reading import open_book
from ..office.next_step import next_in_book
from ..wording.documents import verified_document
from ..wording.sentences import verified_said
from .progress_bar import progress
from .screen import console, print_findings, print_following, print_json


def run(given: argparse.Namespace) -> int:
    """Compare and say what differs."""
    book = open_book(given.book, to_write=False)
    following = "" if given.json else next_in_book(book)
    with progress("Kiểm chứng", show=not given.json) as step:
        verified = verify_book(book, step)
    if given.json:
        print_json(verified_document(verified))
    else:
        out = console()
        print_findings(out, verified.differences, most=400)
        out.print(verified_said(verified))
        print_following(following)
    return int(bool(verified.differences))
