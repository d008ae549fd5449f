"""Formulas that nobody has computed, in whatever cell of the book people fill: told at their cell, never lost."""

import pytest
from openpyxl.workbook import Workbook

from tests.journeys import journey, opening
from tests.journeys.journey import Journey, Sheet

FORMULA = "=1+1"
CELLS: tuple[tuple[str, tuple[str, ...], str, str], ...] = (
    ("Tiếp nhận", ("File", "SHA-256"), "Phieu_AN_2025.xlsx", "Quyết định"),
    ("Tiếp nhận", ("File", "SHA-256"), "Phieu_BH_2025.xlsx", "Gán cho mã đơn vị"),
    ("Thử chấm", ("Mục thử",), "Tiêu chí", "Giá trị thử"),
    ("Thử chấm", ("Mục thử",), "Kết quả", "Giá trị thử"),
    ("Lịch", ("Mã việc",), "TC", "Ngày xong"),
    ("Lịch", ("Mã việc",), "KH", "Ngày xong"),
    ("Hội nghị", ("Mã", "Tên"), "TB", "Địa điểm"),
    ("Hội nghị", ("Mã", "Tên"), "SK", "Bắt đầu"),
    ("Thành phần", ("Mã đơn vị",), "AN", "Họ tên"),
    ("Suy tôn", ("Mã đơn vị",), "AN", "Hội nghị suy tôn"),
    ("Thống nhất điểm", ("Mã đơn vị",), "AN", "Lý do"),
    ("Đơn vị", ("Mã",), "AN", "Xét thi đua"),
    ("Tiêu chí", ("Mã",), "I.2", "Khi không được giao"),
    ("Cụm", ("Mục",), "Trưởng cụm", "Giá trị"),
)
"""Sheet, headers that find its table, what stands under the first of them, and the header of the typed cell."""


def typed(book: Workbook) -> None:
    """The formula in every one of them."""
    for name, keys, row, header in CELLS:
        sheet = Sheet(book[name], *keys)
        at = next(at for at in sheet.rows() if sheet.at(at, keys[0]) == row)
        sheet.put(at, header, FORMULA)


def test_a_formula_without_a_value_is_told_and_kept(complete: Journey) -> None:
    """Every finding names the sheet and the cell in which the formula stands after the run."""
    with complete.typing() as book:
        typed(book)
    answer = complete.rank()
    told = {
        (one["sheet"], one["cell"])
        for one in answer.json["findings"]
        if one["code"] == "FORMULA_WITHOUT_VALUE"
    }
    after = opening.load(complete.book)
    filled = [sheet for sheet in after if sheet.title != "Cần sửa"]
    cells = [(sheet.title, cell) for sheet in filled for row in sheet.iter_rows() for cell in row]
    stand = {(title, cell.coordinate) for title, cell in cells if cell.value == FORMULA}
    assert answer.code == 1
    assert len(stand) == len(CELLS)
    assert told == stand


def test_a_formula_is_told_once(complete: Journey) -> None:
    """As a formula, and not as “” that is no day and no word besides."""
    with complete.typing() as book:
        sheet = Sheet(book["Hội nghị"], "Mã", "Tên")
        sheet.put(sheet.header_row + 1, "Ngày", FORMULA)
    (told,) = complete.rank().json["findings"]
    assert (told["code"], told["sheet"], told["value"]) == ("FORMULA_WITHOUT_VALUE", "Hội nghị", FORMULA)


@pytest.mark.parametrize("year", [None, "=2025"])
def test_without_a_year_no_day_is_out_of_it(complete: Journey, year: str | None) -> None:
    """The book is computed all the same."""
    with complete.typing() as book:
        journey.set_up(book, {"Năm": year})
    assert complete.rank().code == 1
