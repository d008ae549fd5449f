"""`new cluster`, `new office`: new books."""

import argparse

from .. import clock
from ..cluster.acts.new_book import blank_cluster, next_year, sample_cluster, write_new_cluster
from ..cluster.reading import open_book
from ..wording.made import THEN_ISSUE, THEN_ISSUE_BOOKS, copied_said, created_said


def run(given: argparse.Namespace) -> int:
    """Create the book."""
    return _office(given) if given.kind == "office" else _cluster(given)


def _cluster(given: argparse.Namespace) -> int:
    if given.old is not None:
        book = next_year(open_book(given.old, to_write=False))
    elif given.sample:
        book = sample_cluster(clock.now().year)
    else:
        book = blank_cluster(clock.now().year)
    path = write_new_cluster(given.book, book)
    if given.old is not None:
        print(copied_said(book, given.old.name))
    print(created_said(path, THEN_ISSUE))
    return 0


def _office(given: argparse.Namespace) -> int:
    from ..office.acts import new_book

    year = clock.now().year
    path = new_book.write_new_office(
        given.book, new_book.sample_office(year) if given.sample else new_book.blank_office(year)
    )
    print(created_said(path, THEN_ISSUE_BOOKS))
    return 0
