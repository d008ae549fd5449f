"""What was typed after the book was computed: the cause of all that differs for it."""

from collections.abc import Iterator

from ..domain.values.findings import STOPS, Finding
from . import decisions
from .assess import Assessment
from .book import Book
from .changed_criteria import since_last_run


def untold(book: Book, outcome: Assessment) -> Iterator[Finding]:
    """What was typed after the book was computed: the cause of all that differs for it, named once.

    Criteria that changed after forms went out are told for as long as forms rest on the old ones, and so are units
    that vanished: a book that `submit` and `close` refuse is not one in which everything agrees. `outcome` is what
    it amounts to as read.
    """
    yield from decisions.not_followed(book)
    yield from (found for found in outcome.findings if found.code in STOPS)
    yield from since_last_run(book, outcome.findings)
