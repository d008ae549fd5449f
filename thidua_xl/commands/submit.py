"""`submit`: what was sent to the superior, on record."""

import argparse

from ..cluster.acts.submit import submit
from ..domain.ranking.submissions import Sending
from ..domain.values.findings import in_order
from ..wording.documents import submitted_document
from ..wording.sentences import submitted_said
from .cluster_tables import print_differences
from .screen import console, print_findings, print_json, print_saved


def run(given: argparse.Namespace) -> int:
    """Record it and say what differs from the time before."""
    done = submit(given.book, next(kind for kind in Sending if kind.command == given.kind))
    if given.json:
        print_json(submitted_document(done))
    else:
        out = console()
        print_findings(out, in_order(done.outcome.findings))
        print_differences(out, done)
        out.print(submitted_said(done), style="bold")
        print_saved(out, done.saved)
    return int(done.needs_a_person)
