"""`meeting`: the page that the preparatory meeting works through."""

import argparse

from ..bookkeeping.work import at_work
from ..cluster.acts.meeting import prepare_meeting
from ..cluster.reading import open_book
from ..wording.documents import meeting_document
from ..wording.meeting import meeting_said
from .screen import console, print_json, print_saved


def run(given: argparse.Namespace) -> int:
    """Draw the page and say how much there is to talk about."""
    with at_work(given.book, open_book) as opened:
        done = prepare_meeting(opened)
    if given.json:
        print_json(meeting_document(done))
    else:
        out = console()
        for line in meeting_said(done):
            out.print(line)
        print_saved(out, done.saved)
    return int(done.needs_a_person)
