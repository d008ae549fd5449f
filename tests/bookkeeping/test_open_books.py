"""A click on a book that is open writes cells: it is made anew from its file only where tables change their size."""

from pathlib import Path

import pytest

from tests.journeys.journey import Journey
from thidua_xl.bookkeeping.keep import BookChange
from thidua_xl.bookkeeping.row_moves import patch_of
from thidua_xl.bookkeeping.saved import Saved
from thidua_xl.bookkeeping.work import at_work
from thidua_xl.cluster.acts.rank import rank
from thidua_xl.cluster.reading import open_book
from thidua_xl.errors import CannotRunError
from thidua_xl.excel.draw import fits


def _made_anew(book: Path) -> list[str]:
    """The sheets that an open workbook does not take as cells alone when the book is ranked."""
    found: list[str] = []

    def look(change: BookChange) -> Saved:
        sheets = change.comparison.sheets
        patches = {sheet.name: patch_of(change.book, sheet, change.moved.get(sheet.name)) for sheet in sheets}
        grids = change.book.file.grids
        found.extend(s.name for s in sheets if not fits(s, grids.get(s.name), patches[s.name]))
        return Saved(change.book.file.path, True)

    with at_work(book, open_book) as opened:
        assert rank(opened, look).saved.changed
    return found


def test_a_book_takes_a_click_while_it_is_open(complete: Journey) -> None:
    """Its rows that only wait to be typed in count for nothing: no table has to move."""
    complete.agree("AN", "I.1", score=1, reason="Rà soát")
    assert _made_anew(complete.book) == []


def test_what_somebody_saved_meanwhile_is_not_written_over(complete: Journey) -> None:
    """On another computer, where no lock is seen: the command says so, and the next one goes on with what was saved."""
    complete.agree("AN", "I.1", score=1, reason="Rà soát")
    book = open_book(complete.book)
    complete.set(Địa_danh="Đổi giữa chừng")
    saved = complete.book.read_bytes()
    with pytest.raises(CannotRunError, match="vừa được lưu ở nơi khác"):
        rank(book)
    assert complete.book.read_bytes() == saved
    assert complete.rank().code == 0
    said = {row["Mục"]: row["Giá trị"] for row in complete.sheet("Cụm", "Mục", "Giá trị").records()}
    assert said["Địa danh"] == "Đổi giữa chừng"
