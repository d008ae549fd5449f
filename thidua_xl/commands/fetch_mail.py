"""`fetch-mail`: letters from an IMAP mailbox into the book."""

import argparse
from dataclasses import replace
from pathlib import Path

from ..bookkeeping.work import at_work
from ..cluster.acts.collect import Collected
from ..cluster.acts.letters_in import asker_of, take_letters_in
from ..cluster.reading import open_book
from ..cluster.refusals import refuse_closed, refuse_empty
from ..errors import CannotRunError
from ..mail.account import recall, remember
from ..mail.imap import Account, Fetched, fetch
from ..wording.documents import fetched_document
from ..wording.sentences import letters_said
from . import collect
from .progress_bar import progress
from .screen import print_json


def run(given: argparse.Namespace) -> int:
    """Read the mailbox, take what came with its letters in, and say what came of it."""
    account = _account(given)
    book = open_book(given.book)
    refuse_closed(book)
    refuse_empty(book)
    with progress("Đọc thư", show=not given.json) as step:
        fetched = fetch(account, given.since, asker_of(book), step)
    if given.remember:
        remember(account)
    collected = _into_the_book(given.book, fetched, show=not given.json)
    if given.json:
        print_json(fetched_document(collected, fetched))
    else:
        print(letters_said(fetched))
        collect.print_collected(collected)
    return int(collected.needs_a_person)


def _account(given: argparse.Namespace) -> Account:
    """As given, or as remembered where neither server nor name is given."""
    if given.host is None and given.user is None:
        known = recall()
        return replace(known, folder=given.folder or known.folder)
    if given.host is None or given.user is None:
        raise CannotRunError("Cần cả --host và --user, hoặc không ghi cả hai để dùng hộp thư đã ghi nhớ.")
    return Account(given.host, given.user, given.folder or "INBOX", given.port, given.plain)


def _into_the_book(path: Path, fetched: Fetched, *, show: bool) -> Collected:
    """Into the book as it is now: a mailbox takes its time."""
    with progress("Đọc phiếu", show=show) as step, at_work(path, open_book) as book:
        return take_letters_in(book, fetched, step)
