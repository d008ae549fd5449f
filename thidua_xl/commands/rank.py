"""`rank`: score and rank what the book says now."""

import argparse

from ..bookkeeping.work import at_work
from ..cluster.acts.rank import rank
from ..cluster.reading import open_book
from ..domain.values.findings import in_order
from ..wording.documents import ranked_document
from ..wording.sentences import proposed_said
from .cluster_tables import print_ranking
from .screen import console, print_findings, print_json, print_saved


def run(given: argparse.Namespace) -> int:
    """Rank and say what came of it."""
    with at_work(given.book, open_book) as opened:
        ranked = rank(opened)
    book, outcome, saved = ranked
    if given.json:
        print_json(ranked_document(book, outcome))
    else:
        out = console()
        print_findings(out, in_order(outcome.findings))
        print_ranking(out, book, outcome)
        for line in proposed_said(outcome, book.names):
            out.print(line, style="bold")
        print_saved(out, saved)
    return int(ranked.needs_a_person)
