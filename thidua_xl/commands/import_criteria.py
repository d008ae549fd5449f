"""`import-criteria`: an office's table of criteria into the book, after showing what was understood."""

import argparse

from ..bookkeeping.work import at_work
from ..cluster.acts.import_criteria import How, import_criteria, read_criteria_table
from ..cluster.reading import open_book
from ..wording.imports import criteria_document, criteria_said
from .imported_tables import print_criteria
from .screen import console, print_findings, print_json, print_saved, safe


def run(given: argparse.Namespace) -> int:
    """Show the proposal, and write it where nothing stands in the way."""
    understood = read_criteria_table(given.file, given.sheet or "")
    with at_work(given.book, open_book) as book:
        done = import_criteria(book, understood, given.file.name, How(given.how or ""))
    if given.json:
        print_json(criteria_document(done))
        return int(done.needs_a_person)
    out = console()
    print_criteria(out, done.understood)
    print_findings(out, done.findings)
    for line in criteria_said(done):
        out.print(safe(line), style="bold")
    if done.saved is not None:
        print_saved(out, done.saved)
    return int(done.needs_a_person)
