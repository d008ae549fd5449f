"""`undo`: the versions of a book that were kept; one of them back in its place."""

import argparse
from pathlib import Path

from ..office.acts.undo import Undone, go_back, go_back_to, versions
from ..wording.undo import undone_document, undone_said, version_said
from .screen import console, plain_table, print_json, print_next, print_saved


def run(given: argparse.Namespace) -> int:
    """List them, or go back to the one that is named."""
    done = _done(given.book, given.to)
    if given.json:
        print_json(undone_document(done))
    else:
        _print(done)
        if done.saved is None:  # what was written has told it
            print_next(given.book)
    return 0


def _done(book: Path, to: int | Path | None) -> Undone:
    if to is None:
        return versions(book)
    return go_back(book, to) if isinstance(to, int) else go_back_to(book, to)


def _print(done: Undone) -> None:
    out = console()
    if done.saved is None:
        table = plain_table("Số", "Giữ lúc", "Trước khi", "Nhật ký của việc ấy", whole=("Số",))
        for number, one in enumerate(done.versions, start=1):
            table.add_row(*version_said(number, one))
        if done.versions:
            out.print(table)
    for line in undone_said(done):
        out.print(line)
    if done.saved is not None:
        print_saved(out, done.saved)
