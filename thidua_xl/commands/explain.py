"""`explain`: why a cell of the book says what it says."""

import argparse
import re

from ..cluster.computed import computed
from ..cluster.reading import open_book
from ..cluster.refusals import refuse_empty
from ..errors import CannotRunError
from ..excel.pointing import explained_at
from ..workbook.addresses import place_of

_CELL = re.compile(r"\s*'?(.+?)'?\s*!\s*\$?([A-Za-z]{1,3})\$?(\d{1,7})\s*")


def run(given: argparse.Namespace) -> int:
    """Say what stands behind the cell; nothing changes."""
    found = _CELL.fullmatch(given.cell)
    if found is None:
        raise CannotRunError(
            f"Không hiểu ô “{given.cell}”: ghi tên trang, dấu !, rồi ô, ví dụ “Xếp hạng!F11”."
        )
    book = open_book(given.book, to_write=False)
    refuse_empty(book)
    row, column = place_of((found[2] + found[3]).upper())
    print(explained_at(book, computed(book)[0], found[1], row, column))
    return 0
