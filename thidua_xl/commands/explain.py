"""`explain`: why a cell of the book says what it says."""

import argparse
import re

from ..cluster.computed import computed
from ..cluster.reading import open_book
from ..cluster.refusals import refuse_empty
from ..domain.values.text import fold
from ..errors import CannotRunError
from ..excel.pointing import explained_at
from ..wording.explanation import WHERE_TO_POINT, no_such_sheet_said
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
    if fold(found[1]) not in map(fold, book.file.grids):
        raise CannotRunError(no_such_sheet_said(book.file.path.name, found[1]))
    said = explained_at(book, computed(book)[0], found[1], row, column)
    if said == WHERE_TO_POINT:
        raise CannotRunError(said)
    print(said)
    return 0
