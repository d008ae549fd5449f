"""Việc tiếp theo of the superior's office book; of a book in a file, a cluster's or the superior's."""

from pathlib import Path

from .. import clock
from ..cluster.book import Book
from ..cluster.next_step import next_now
from ..domain.office.next_step import OfficeState, office_step
from ..errors import CannotRunError
from ..sheets import front
from ..sheets.front import Shown
from .book import OfficeBook
from .either import open_either


def next_in_file(path: Path) -> str:
    """The sentence; empty where the file is no book of ours, or an office's of an earlier version."""
    try:
        return next_in_book(open_either(path))
    except CannotRunError:
        return ""


def next_in_book(book: Book | OfficeBook) -> str:
    """The sentence of a book that was just read: who is about to compute with it asks before."""
    return next_now(book, clock.now().date()).text if isinstance(book, Book) else next_of_office(book).text


def next_of_office(book: OfficeBook) -> Shown:
    """What its first page says; nothing where it has none. As long as no file came, what its lists say now.

    An office book is computed from the books of all clusters: nothing that only looks at it waits for that.
    """
    if not book.files:
        missing = tuple(one.name or one.code for one in book.clusters)
        step = office_step(OfficeState(len(book.clusters), len(book.units), missing))
        return Shown(step.text, step.sheet, step.cell)
    page = book.file.grids.get(front.NAME)
    return front.shown_on(page) if page else Shown("")
