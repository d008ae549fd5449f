"""`import-units`: an office's list of units into the book, after showing what was understood."""

import argparse

from ..bookkeeping.work import at_work
from ..cluster.acts.import_units import import_units, read_list_of_units
from ..cluster.importing import How
from ..cluster.reading import open_book
from ..wording.imports import units_document
from .imported_tables import print_imported, print_units
from .screen import console, print_json, print_next


def run(given: argparse.Namespace) -> int:
    """Show the proposal, and write it where nothing stands in the way."""
    understood = read_list_of_units(given.file, given.sheet or "")
    with at_work(given.book, open_book) as book:
        done = import_units(book, understood, given.file.name, How(given.how or ""))
    if given.json:
        print_json(units_document(done))
    else:
        out = console()
        print_units(out, done.understood)
        print_imported(out, done)
        if done.saved is None:
            print_next(given.book)
    return int(done.needs_a_person)
