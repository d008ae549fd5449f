"""Where the rows of a cluster's tables will stand once they are drawn."""

from ..domain.scoring.scores import Key
from ..sheets.cluster import agreed
from ..sheets.table import Placement, Table
from .book import Book


def table_place(book: Book, table: Table) -> Placement:
    """Where a table will be drawn."""
    return book.placement(table)


def line_numbers(book: Book) -> dict[Key, int]:
    """The 0-based sheet row of every unit × criterion on `Thống nhất điểm` once it is drawn."""
    first = table_place(book, agreed.TABLE).header_row + 1
    keys = ((unit.code, criterion.code) for unit in book.units for criterion in book.criteria.scored)
    return {key: first + at for at, key in enumerate(keys)}
