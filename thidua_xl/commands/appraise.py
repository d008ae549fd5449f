"""`appraise`: checking forms for the units proposed for checking, and what was entered in them."""

import argparse

from ..office.acts.appraise import appraise
from ..wording.office import appraised_said
from ..wording.office_documents import appraised_document
from .office_tables import print_mismatches, print_to_check
from .progress_bar import progress
from .screen import console, print_json, print_saved


def run(given: argparse.Namespace) -> int:
    """Make and read the forms, and say what came of it."""
    with progress("Thẩm định", show=not given.json) as step:
        done = appraise(given.book, given.out, step)
    if given.json:
        print_json(appraised_document(done))
    else:
        out = console()
        print_mismatches(out, [("", found) for found in done.findings])
        print_to_check(out, done)
        for line in appraised_said(done):
            out.print(line)
        print_saved(out, done.saved)
    return int(done.needs_a_person)
