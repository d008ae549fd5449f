"""Letters that were fetched, into the book: by the command line and by the button."""

from ...bookkeeping.keep import Keep, in_file
from ...mail.imap import Asker, Fetched
from ...workers.steps import Step, quietly
from ..book import Book
from ..refusals import refuse_closed
from ..set_aside import unit_of_sender
from .collect import Collected, take_forms_in

COMMAND = "fetch-mail"


def take_letters_in(book: Book, fetched: Fetched, step: Step = quietly, keep: Keep = in_file) -> Collected:
    """Into the book as it is now: a mailbox takes its time. Raises CannotRunError."""
    refuse_closed(book)
    return take_forms_in(book, fetched.files, fetched.unreadable, step, keep, COMMAND)


def asker_of(book: Book) -> Asker:
    """What a mailbox is asked with: the files that the book has, and its units' addresses."""
    known = {receipt.sha256 for receipt in book.receipts}
    return Asker(known, lambda source: bool(unit_of_sender(book, source)))
