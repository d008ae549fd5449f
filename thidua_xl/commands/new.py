"""`new cluster`: a new cluster book."""

import argparse

from .. import clock
from ..book import open_book
from ..create import blank, next_year, sample, write_new


def run(given: argparse.Namespace) -> int:
    """Create the book."""
    if given.old is not None:
        book = next_year(open_book(given.old, to_write=False))
    elif given.sample:
        book = sample(clock.now().year)
    else:
        book = blank(clock.now().year)
    path = write_new(given.book, book)
    limited = [f"{unit.code} ({unit.eligibility.value})" for unit in book.units if not unit.is_eligible]
    if given.old is not None:
        print(
            f"Đã lấy {len(book.units)} đơn vị, {len(book.criteria.scored)} tiêu chí và cài đặt từ {given.old.name}; "
            "để trống Trưởng cụm, Phó Trưởng cụm, Người ký và các ngày."
        )
    if given.old is not None and limited:
        print(f"Xem lại cột Xét thi đua, đang chép nguyên từ năm trước: {', '.join(limited)}.")
    print(f"Đã tạo {path}. Mở sổ bằng Excel: điền trang Cụm, Đơn vị, Tiêu chí, rồi phát hành phiếu (issue).")
    return 0
