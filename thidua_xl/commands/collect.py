"""`collect`: files into the book."""

import argparse

from ..bookkeeping.work import at_work
from ..cluster.acts.collect import Collected, collect
from ..cluster.reading import open_book
from ..domain.values.findings import in_order
from ..wording.documents import collected_document
from ..wording.sentences import collections_said
from .cluster_tables import print_ranking
from .progress_bar import progress
from .screen import console, print_findings, print_json, print_saved


def run(given: argparse.Namespace) -> int:
    """Take the inbox in and say what came of it."""
    with progress("Đọc phiếu", show=not given.json) as step, at_work(given.book, open_book) as book:
        collected = collect(book, given.inbox, step)
    if given.json:
        print_json(collected_document(collected))
    else:
        print_collected(collected)
    return int(collected.needs_a_person)


def print_collected(collected: Collected) -> None:
    """What was found, the ranking, the counts, where the book is."""
    out = console()
    unread = [one.found for one in collected.unreadable]
    print_findings(out, in_order([*collected.outcome.findings, *unread]))
    print_ranking(out, collected.book, collected.outcome)
    for line in collections_said(collected):
        out.print(line)
    print_saved(out, collected.saved)
