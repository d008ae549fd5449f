"""Letters that were fetched, into the book: by the command line and by the button."""

from pathlib import Path

from ...mail.imap import Fetched
from ...storage import locks
from ..book import Book, open_book, refuse_closed
from ..save import Keep, save
from .collect import Collected, Step, quietly, take_in

COMMAND = "fetch-mail"


def take_letters_in(path: Path, fetched: Fetched, step: Step = quietly) -> Collected:
    """Into the book as it is now: a mailbox takes its time. Raises CannotRunError."""
    with locks.held(path):
        book = open_book(path)
        refuse_closed(book)
        return letters_into(book, fetched, step)


def letters_into(book: Book, fetched: Fetched, step: Step = quietly, keep: Keep = save) -> Collected:
    """Into a book that is read already, from its file or live."""
    return take_in(book, fetched.files, fetched.unreadable, step, keep, COMMAND)


def letters_said(fetched: Fetched) -> str:
    """How many letters there were, and which of them brought nothing."""
    lines = [f"Hộp thư có {fetched.letters} thư, {len(fetched.left)} thư không kèm tệp nào (không nhận)."]
    return "\n".join([*lines, *(f"  – {letter}" for letter in fetched.left[:20])])
