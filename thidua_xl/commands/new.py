"""`new cluster`: a new cluster book."""

import argparse

from .. import clock
from ..book import open_book
from ..create import blank, next_year, sample, write_new
from ..sentences import copied_said


def run(given: argparse.Namespace) -> int:
    """Create the book."""
    if given.old is not None:
        book = next_year(open_book(given.old, to_write=False))
    elif given.sample:
        book = sample(clock.now().year)
    else:
        book = blank(clock.now().year)
    path = write_new(given.book, book)
    if given.old is not None:
        print(copied_said(book.units, len(book.criteria.scored), given.old.name))
    print(f"Đã tạo {path}. Mở sổ bằng Excel: điền trang Cụm, Đơn vị, Tiêu chí, rồi phát hành phiếu (issue).")
    return 0
