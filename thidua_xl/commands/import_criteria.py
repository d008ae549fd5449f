"""`import-criteria`: an office's table of criteria into the book, after showing what was understood."""

import argparse

from ..bookkeeping.work import at_work
from ..cluster.acts.import_criteria import import_criteria, read_criteria_table
from ..cluster.importing import How
from ..cluster.reading import open_book
from ..wording.imports import criteria_document
from .imported_tables import print_criteria, print_imported
from .screen import console, print_json, print_next


def run(given: argparse.Namespace) -> int:
    """Show the proposal, and write it where nothing stands in the way."""
    understood = read_criteria_table(given.file, given.sheet or "")
    with at_work(given.book, open_book) as book:
        done = import_criteria(book, understood, given.file.name, How(given.how or ""))
    if given.json:
        print_json(criteria_document(done))
    else:
        out = console()
        print_criteria(out, done.understood)
        print_imported(out, done)
        if done.saved is None:
            print_next(given.book)
    return int(done.needs_a_person)
