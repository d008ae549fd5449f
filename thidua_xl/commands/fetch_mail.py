"""`fetch-mail`: letters from an IMAP mailbox into the book."""

import argparse
from pathlib import Path

from .. import locks
from ..book import open_book, refuse_closed, refuse_empty
from ..collect import Collected, take_in
from ..mailbox import Account, Fetched, fetch
from . import collect
from .screen import print_json, progress


def run(given: argparse.Namespace) -> int:
    """Read the mailbox, take what came with its letters in, and say what came of it."""
    account = Account(given.host, given.user, given.folder, given.port, given.plain)
    book = open_book(given.book)
    refuse_closed(book)
    refuse_empty(book)
    fetched = fetch(account, given.since, book)
    collected = _into_the_book(given.book, fetched, show=not given.json)
    if given.json:
        document = collect.as_json(collected)
        print_json(document | {"letters": fetched.letters, "letters_without_files": fetched.left})
    else:
        print(said(fetched))
        collect.print_collected(collected)
    return collect.exit_code(collected)


def _into_the_book(path: Path, fetched: Fetched, *, show: bool) -> Collected:
    """Into the book as it is now: a mailbox takes its time."""
    with locks.held(path), progress("Đọc phiếu", show=show) as step:
        book = open_book(path)
        refuse_closed(book)
        return take_in(book, fetched.files, fetched.unreadable, step, command="fetch-mail")


def said(fetched: Fetched) -> str:
    """How many letters there were, and which of them brought nothing."""
    lines = [f"Hộp thư có {fetched.letters} thư, {len(fetched.left)} thư không kèm tệp nào (không nhận)."]
    return "\n".join([*lines, *(f"  – {letter}" for letter in fetched.left[:20])])
