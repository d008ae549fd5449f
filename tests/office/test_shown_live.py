"""An open book counts what its cells show, as its file does."""

import datetime
from pathlib import Path

import pytest

from tests.office.twins import LEDGER, OpenTwice, cell_of
from thidua_xl.excel.live import LiveBook
from thidua_xl.workbook.grid import Grid

pytestmark = pytest.mark.office


def said(book: LiveBook, code: str) -> int:
    """How many findings of a code stand on `Cần sửa`."""
    grid = book.grid("Cần sửa")
    assert isinstance(grid, Grid)
    return sum(row.count(code) for row in grid.rows)


def test_an_open_cell_that_shows_another_number_asks_and_then_takes_the_right_one(
    open_twice: OpenTwice, small: Path
) -> None:
    """9% for 0.09: a text that says both, in a cell of the book's own format, so that 9 is 9 when it is typed."""
    twins = open_twice(small)
    ledger = twins.book.sheets[LEDGER]
    cell, reason, points = (
        cell_of(twins.file, "C", "I.1", header) for header in ("Điểm thống nhất", "Lý do", "Điểm tính")
    )
    ledger[cell].number_format = "0%"
    ledger[cell].value = 0.09
    ledger[reason].value = "họp xem lại"
    assert twins.run("rank").code == 1
    assert said(LiveBook(twins.book), "SHOWN_OTHERWISE") == 1
    assert ledger[cell].value == "9% (ô giữ 0,09)"
    assert ledger[points].value in (None, "")
    ledger[cell].value = 9
    twins.run("rank")
    assert said(LiveBook(twins.book), "SHOWN_OTHERWISE") == 0
    assert ledger[points].value == 9


def test_an_open_result_of_per_cent_becomes_what_it_shows(open_twice: OpenTwice, small: Path) -> None:
    """A fraction under another measure asks; the cells of a column are asked for in stretches."""
    twins = open_twice(small)
    ledger = twins.book.sheets[LEDGER]
    cell = cell_of(twins.file, "B", "I.2", "Kết quả thống nhất")
    ledger[cell].number_format = "0.0%"
    ledger[cell].value = 0.955
    twins.run("total")
    assert said(LiveBook(twins.book), "SHOWN_OTHERWISE") == 1
    assert ledger[cell].value == "95,5% (ô giữ 0,955)"


def test_an_open_score_merged_over_a_blank_row_waits_for_a_person(open_twice: OpenTwice, small: Path) -> None:
    """Taken out of the merge, since nothing can be written under one; the text asks until somebody answers."""
    twins = open_twice(small)
    ledger = twins.book.sheets[LEDGER]
    above, below = (cell_of(twins.file, "C", code, "Điểm thống nhất") for code in ("I.1", "I.2"))
    points = cell_of(twins.file, "C", "I.2", "Điểm tính")
    ledger[cell_of(twins.file, "C", "I.1", "Lý do")].value = "họp xem lại"
    ledger[above].value = 8
    ledger[f"{above}:{below}"].merge()
    for _ in range(2):
        assert twins.run("rank").code == 1
        assert said(LiveBook(twins.book), "BLANK_COVERED") == 1
        assert ledger[below].merge_cells is False
        assert above in str(ledger[below].value)
        assert ledger[points].value in (None, "")
    ledger[below].clear_contents()
    twins.run("rank")
    assert said(LiveBook(twins.book), "BLANK_COVERED") == 0
    assert ledger[points].value not in (None, "")


def test_an_open_day_typed_for_a_number_stays_a_day_where_its_row_moves(
    open_twice: OpenTwice, small: Path
) -> None:
    """Rows change places with their values alone, as by pasting: the click puts them back, each in its kind."""
    twins = open_twice(small)
    ledger = twins.book.sheets[LEDGER]
    first, second = (cell_of(twins.file, "C", code, "Điểm thống nhất") for code in ("I.1", "I.2"))
    reasons = [cell_of(twins.file, "C", code, "Lý do") for code in ("I.1", "I.2")]
    names = ("Mã tiêu chí", "Tiêu chí")
    places = [[ledger[cell_of(twins.file, "C", code, name)] for name in names] for code in ("I.1", "I.2")]
    for reason in reasons:
        ledger[reason].value = "họp xem lại"
    ledger[second].value = datetime.datetime(2026, 4, 9)
    ledger[second].number_format = "dd/mm/yyyy"
    ledger[first].value = 7
    twins.run("rank")
    kept = [[place.value for place in row] for row in places]
    for row, values in zip(places, reversed(kept), strict=True):
        for place, value in zip(row, values, strict=True):
            place.value = value
    for _ in range(2):
        assert twins.run("rank").code == 1
        assert [[place.value for place in row] for row in places] == kept
        assert said(LiveBook(twins.book), "DATE_AS_NUMBER") == 1
        assert ledger[first].value == datetime.datetime(2026, 4, 9)
        assert ledger[second].value == 7
