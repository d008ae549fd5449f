"""A book of a cluster or of the superior's office, whichever a file holds, opened to be looked at only."""

from pathlib import Path

from ..bookkeeping.kept_book import open_from
from ..bookkeeping.opening import schema_of
from ..cluster.book import Book
from ..cluster.reading import read_book
from ..sheets.hidden import OFFICE
from ..workbook.grid import GridSource
from .book import OfficeBook, read_office


def open_either(path: Path) -> Book | OfficeBook:
    """The book. Raises CannotRunError if it is not there, or neither."""
    book = open_from(path, _read, to_write=False)
    assert isinstance(book, Book | OfficeBook)
    return book


def _read(source: GridSource, path: Path) -> Book | OfficeBook:
    return read_office(source, path) if schema_of(source) == OFFICE else read_book(source, path)
