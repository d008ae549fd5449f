"""A book of a cluster or of the superior's office, whichever a file holds."""

from pathlib import Path

from ..bookkeeping.kept_book import open_from
from ..bookkeeping.opening import schema_of
from ..cluster.book import Book
from ..cluster.reading import read_book
from ..sheets.hidden import OFFICE
from ..workbook.grid import GridSource
from .book import OfficeBook, read_office


def open_either(path: Path) -> Book | OfficeBook:
    """The book to be looked at only. Raises CannotRunError if it is not there, or neither."""
    return _opened(path, to_write=False)


def open_to_write(path: Path) -> Book | OfficeBook:
    """The book to be written. Raises CannotRunError if it is not there, neither, or open elsewhere."""
    return _opened(path, to_write=True)


def _opened(path: Path, *, to_write: bool) -> Book | OfficeBook:
    book = open_from(path, read_either, to_write=to_write)
    assert isinstance(book, Book | OfficeBook)
    return book


def read_either(source: GridSource, path: Path) -> Book | OfficeBook:
    """The state of an opened book of either kind. Raises CannotRunError if it is neither."""
    return read_office(source, path) if schema_of(source) == OFFICE else read_book(source, path)
