"""`give-back`: marked copies and drafts for the units and scorers."""

import argparse

from ..bookkeeping.work import at_work
from ..cluster.acts.give_back import GivenBack, give_back
from ..cluster.reading import open_book
from ..cluster.replies import ReplyState
from ..wording.documents import given_back_document
from ..wording.sentences import given_back_said, reply_said
from .progress_bar import progress
from .screen import console, print_json, print_saved


def run(given: argparse.Namespace) -> int:
    """Write them and say who gets what; with a draft to send, a person is needed."""
    shown = progress("Trả phiếu", show=not given.json)
    with shown as step, at_work(given.book, open_book) as book:
        done = give_back(book, given.out, step=step)
    if given.json:
        print_json(given_back_document(done))
    else:
        _print(done)
    return int(done.drafts > 0)


def _print(done: GivenBack) -> None:
    out = console()
    for reply in done.all_replies:
        if reply.state not in (ReplyState.FINE, ReplyState.ON_PAPER, ReplyState.EXCLUDED) or reply.notes:
            out.print(reply_said(reply))
    out.print(given_back_said(done))
    print_saved(out, done.saved)
