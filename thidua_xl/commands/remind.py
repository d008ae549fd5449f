"""`remind`: drafts to everybody whom the calendar shows late, or with something due soon."""

import argparse

from ..cluster.acts.remind import remind
from ..office.acts.remind import remind_clusters
from ..office.book import OfficeBook
from ..office.either import open_either
from ..office.next_step import next_in_book
from ..wording.documents import reminded_document
from ..wording.reminders import reminded_said, reminder_said
from .progress_bar import progress
from .screen import console, print_following, print_json


def run(given: argparse.Namespace) -> int:
    """Write them and say who gets what; with a letter to send, a person is needed."""
    with progress("Soạn thư nhắc", show=not given.json) as step:
        book = open_either(given.book)
        following = "" if given.json else next_in_book(book)
        if isinstance(book, OfficeBook):
            done = remind_clusters(book, given.out, given.within, step)
        else:
            done = remind(book, given.out, given.within, step)
    if given.json:
        print_json(reminded_document(done))
    else:
        out = console()
        for one in done.found:
            out.print(reminder_said(one))
        out.print(reminded_said(done))
        print_following(following)
    return int(done.drafts > 0)
