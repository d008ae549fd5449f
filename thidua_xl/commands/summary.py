"""`summary`: texts to paste into a chat, for the group and for each unit."""

import argparse

from ..cluster.acts.summary import summary
from ..cluster.reading import open_book
from ..office.next_step import next_in_book
from ..wording.documents import summary_document
from .screen import console, print_following, print_json


def run(given: argparse.Namespace) -> int:
    """Print them, a blank line between two messages."""
    book = open_book(given.book, to_write=False)
    following = "" if given.json else next_in_book(book)
    done = summary(book)
    if given.json:
        print_json(summary_document(done))
    else:
        for text in (done.group, *(one.text for one in done.units)):
            console().print(text + "\n", soft_wrap=True)
        print_following(following, aside=True)
    return 0
