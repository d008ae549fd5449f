"""`consolidate`: the books of all clusters into the office book."""

import argparse

from ..office.acts.consolidate import consolidate
from ..wording.office import consolidated_said
from ..wording.office_documents import consolidated_document
from .office_tables import print_mismatches, print_progress
from .progress_bar import progress
from .screen import console, print_json, print_saved


def run(given: argparse.Namespace) -> int:
    """Consolidate and say what came of it."""
    with progress("Đọc sổ cụm", show=not given.json) as step:
        outcome, saved = consolidate(given.book, given.folder, step)
    if given.json:
        print_json(consolidated_document(outcome))
    else:
        out = console()
        print_mismatches(out, outcome.all_findings())
        print_progress(out, outcome)
        for line in consolidated_said(outcome):
            out.print(line)
        print_saved(out, saved)
    return int(outcome.needs_a_person)
