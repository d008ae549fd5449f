"""Where the rows of a cluster's tables will stand once they are drawn."""

from ..domain.scoring.scores import Key
from ..sheets.cluster import agreed
from .book import Book


def line_numbers(book: Book) -> dict[Key, int]:
    """The 0-based sheet row of every unit × criterion on `Thống nhất điểm` once it is drawn."""
    first = book.placement(agreed.TABLE).header_row + 1
    keys = ((unit.code, criterion.code) for unit in book.units for criterion in book.criteria.scored)
    return {key: first + at for at, key in enumerate(keys)}
