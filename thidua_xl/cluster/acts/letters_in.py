"""Letters that were fetched, into the book: by the command line and by the button."""

from pathlib import Path

from ...bookkeeping.keep import Keep, in_file
from ...bookkeeping.work import at_work
from ...mail.imap import Asker, Fetched
from ...workers.steps import Step, quietly
from ..book import Book
from ..reading import open_book
from ..refusals import refuse_closed
from ..set_aside import unit_of_sender
from .collect import Collected, take_forms_in

COMMAND = "fetch-mail"


def take_letters_in(path: Path, fetched: Fetched, step: Step = quietly) -> Collected:
    """Into the book as it is now: a mailbox takes its time. Raises CannotRunError."""
    with at_work(path, open_book) as book:
        refuse_closed(book)
        return letters_into(book, fetched, step)


def letters_into(book: Book, fetched: Fetched, step: Step = quietly, keep: Keep = in_file) -> Collected:
    """Into a book that is read already, from its file or live."""
    return take_forms_in(book, fetched.files, fetched.unreadable, step, keep, COMMAND)


def asker_of(book: Book) -> Asker:
    """What a mailbox is asked with: the files that the book has, and its units' addresses."""
    known = {receipt.sha256 for receipt in book.receipts}
    return Asker(known, lambda source: bool(unit_of_sender(book, source)))
