"""Việc tiếp theo of a book that lies in a file, a cluster's or the superior's."""

from pathlib import Path

from .. import clock
from ..cluster.book import Book
from ..cluster.next_step import next_now
from ..domain.values.cells import as_text
from ..errors import CannotRunError
from ..sheets import front
from ..workbook.addresses import place_of
from .either import open_either


def next_in_file(path: Path) -> str:
    """The sentence; empty where the file is no book of ours. Of an office book what its first page says.

    An office book is computed from the books of all clusters: nothing that only looks at it waits for that.
    """
    try:
        book = open_either(path)
    except CannotRunError:
        return ""
    if isinstance(book, Book):
        return next_now(book, clock.now().date()).text
    grid = book.file.grids.get(front.NAME)
    return as_text(grid.at(*place_of(front.SAID))) if grid else ""
