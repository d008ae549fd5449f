"""Whom the conference elected into office for the next year."""

from collections.abc import Mapping

from ..domain.ranking.posts import Office
from ..domain.year.election import elect
from . import approved
from .book import Book


def elected_in(book: Book) -> Mapping[Office, str]:
    """The next year's head and deputy, where the conference has agreed on the book."""
    if not approved.is_approved(book.settings):
        return {}
    return elect(book.election.rows, book.units, book.settings.majority).winners
