"""`submit`: what was sent to the superior, on record."""

import argparse

from ..bookkeeping.work import at_work
from ..cluster.acts.submit import submit
from ..cluster.reading import open_book
from ..domain.ranking.submissions import Sending
from ..domain.values.findings import in_order
from ..wording.documents import submitted_document
from ..wording.sentences import submitted_said
from .cluster_tables import print_differences
from .screen import console, print_findings, print_json, print_saved


def run(given: argparse.Namespace) -> int:
    """Record it and say what differs from the time before."""
    kind = next(kind for kind in Sending if kind.command == given.kind)
    with at_work(given.book, open_book) as book:
        done = submit(book, kind)
    if given.json:
        print_json(submitted_document(done))
    else:
        out = console()
        print_findings(out, in_order(done.outcome.findings))
        print_differences(out, done)
        out.print(submitted_said(done), style="bold")
        print_saved(out, done.saved)
    return int(done.needs_a_person)
