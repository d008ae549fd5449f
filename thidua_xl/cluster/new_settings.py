"""Lines of `Cụm` that a book of an earlier version lacks."""

from ..bookkeeping.new_lines import NewLines, new_lines
from ..sheets.cluster import settings
from .book import Book
from .refusals import is_sealed


def new_settings(book: Book) -> NewLines | None:
    """The lines to be added; None where none is lacking, or the book is sealed (or is being sealed)."""
    if is_sealed(book):
        return None
    return new_lines(book, settings.TABLE, settings.lacking, settings.render_more)
