"""Tin nhắn nhóm: what is pasted into the group's chat and to each unit. The book does not change."""

from ... import clock
from ...workers import garbage
from ..book import Book
from ..chat import Summary, messages
from ..computed import computed
from ..refusals import refuse_empty


@garbage.held()
def summary(book: Book) -> Summary:
    """The messages of today. Raises CannotRunError for a book without units or criteria."""
    refuse_empty(book)
    return messages(book, computed(book)[0], clock.now().date())
