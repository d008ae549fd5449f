"""`Theo đơn vị`, `Theo tiêu chí`: what is chosen stays, every figure is the program's own, nothing is guessed."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.journeys.journey import RANKS, TOTALS, UNITS, Journey, Sheet, run

OF_UNIT, OF_CRITERION = "Theo đơn vị", "Theo tiêu chí"
HEADERS = {OF_UNIT: ("Nội dung", "Điểm tính"), OF_CRITERION: ("STT", "Chênh lệch")}


def _beside(sheet: Worksheet, text: str) -> str:
    """The address of the cell right of a label."""
    cell = next(cell for line in sheet.iter_rows() for cell in line if cell.value == text)
    return str(sheet.cell(cell.row, cell.column + 1).coordinate)


def _choose(cluster: Journey, page: str, code: object) -> None:
    """Another code typed in the yellow cell, saved by a program that computes nothing."""
    with cluster.typing() as book:
        book[page][_beside(book[page], "Chọn:")].value = code


def _table(cluster: Journey, page: str) -> list[dict[str, Any]]:
    sheet = openpyxl.load_workbook(cluster.book, data_only=True)[page]
    lines = [[cell.value for cell in line] for line in sheet.iter_rows()]
    head = next(at for at, line in enumerate(lines) if set(HEADERS[page]) <= set(line))
    return [dict(zip(map(str, lines[head]), line, strict=True)) for line in lines[head + 1 :]]


def _said(cluster: Journey, page: str) -> set[str]:
    """Every text above the table."""
    sheet = openpyxl.load_workbook(cluster.book, data_only=True)[page]
    return {str(cell.value) for line in sheet.iter_rows(max_row=8) for cell in line if cell.value is not None}


def _criteria(rows: list[dict[str, Any]]) -> Mapping[str, dict[str, Any]]:
    return {row["Mã"]: row for row in rows if row["Mã"]}


def test_a_long_remark_on_any_unit_has_room_on_the_page_of_each(complete: Journey) -> None:
    """The row above the table is as high as the longest remark needs, whichever unit is chosen: nobody sees half."""
    with complete.typing() as book:
        sheet = Sheet(book["Thống nhất điểm"], "Mã đơn vị", "Mã tiêu chí")
        for row in sheet.rows():
            if sheet.at(row, "Mã đơn vị") == "BH":
                sheet.put(row, "Điểm thống nhất", "chưa rõ")
        page = book[OF_UNIT]
        note = next(cell for line in page.iter_rows(max_row=8) for cell in line if cell.value == "Ghi chú")
        page.row_dimensions[note.row + 1].height = None  # openpyxl would save it as set by hand
    complete.rank()
    page = openpyxl.load_workbook(complete.book)[OF_UNIT]
    assert page.row_dimensions[note.row + 1].height > 40  # two lines are 30.75


@pytest.mark.parametrize("unit", UNITS)
def test_the_page_of_a_unit_says_what_the_book_says(complete: Journey, unit: str) -> None:
    """Figures and scores row by row, the sections' sums, the total, the rank."""
    _choose(complete, OF_UNIT, unit)
    complete.rank()
    rows = _criteria(_table(complete, OF_UNIT))
    ledger = complete.sheet("Thống nhất điểm", "Mã đơn vị", "Mã tiêu chí")
    for line in (row for row in ledger.records() if row["Mã đơn vị"] == unit):
        shown = rows[line["Mã tiêu chí"]]
        for header in (
            "Chỉ tiêu",
            "Kết quả",
            "Điểm tự chấm",
            "Điểm gợi ý",
            "Điểm tính",
            "Minh chứng",
            "Cần bàn",
        ):
            assert (shown[header] or None) == (line[header] or None) or shown[header] == line[header], header
    matrix = complete.sheet("Tổng hợp", "Mã", "Tổng điểm")
    for header, code in (
        ("I", "I"),
        ("2", "2"),
        ("Điểm thưởng", "(Điểm thưởng)"),
        ("Điểm trừ", "(Điểm trừ)"),
    ):
        assert rows[code]["Điểm tính"] == matrix.at(_row(matrix, unit), header)
    assert f"{rows['(Tổng điểm)']['Điểm tính']:.2f}" == TOTALS[unit]
    assert {UNITS[unit], str(RANKS[unit])} <= _said(complete, OF_UNIT)


def _row(matrix: Sheet, unit: str) -> int:
    return next(row for row in matrix.rows() if matrix.at(row, "Mã") == unit)


def test_a_criterion_has_all_units_the_largest_difference_first(complete: Journey) -> None:
    """Level ones stand in the order of the book; the sign says who claims more."""
    complete.agree("CM", "I.1", score=6, reason="Thẩm tra")
    complete.agree("EN", "I.1", score=10, reason="Thẩm tra")
    complete.agree("BH", "I.1", score=7.5, reason="Thẩm tra")
    _choose(complete, OF_CRITERION, "I.1")
    complete.rank()
    rows = [row for row in _table(complete, OF_CRITERION) if row["STT"]]
    assert [(row["Đơn vị"], row["Chênh lệch"] or 0) for row in rows] == [
        (UNITS["CM"], 3), (UNITS["BH"], 2), (UNITS["EN"], -2), (UNITS["AN"], 0), (UNITS["DL"], 0),
    ]  # fmt: skip
    assert [row["Điểm tính"] for row in rows] == [6, 7.5, 10, 10, 8.5]
    assert all(row["Mở dòng"] == "Mở" for row in rows)


def test_a_deduction_is_compared_with_its_sign(complete: Journey) -> None:
    """A unit that deducts 1 where 3 stand claims 2 points more."""
    complete.agree("BH", "P1", score=3, reason="Biên bản")
    _choose(complete, OF_CRITERION, "P1")
    complete.rank()
    first = _table(complete, OF_CRITERION)[0]
    assert (first["Đơn vị"], first["Chênh lệch"], first["Điểm tính"]) == (UNITS["BH"], 2, -3)


def test_the_first_unit_and_criterion_stand_there_in_a_book_that_never_had_the_pages(
    complete: Journey,
) -> None:
    """A book of an earlier version gets both pages by the next command that writes; the second changes nothing."""
    with complete.typing() as book:
        del book[OF_UNIT], book[OF_CRITERION]
    complete.rank()
    assert UNITS["AN"] in _said(complete, OF_UNIT)
    assert any(text.startswith("I.1 – ") for text in _said(complete, OF_CRITERION))
    data = complete.book.read_bytes()
    complete.rank()
    assert complete.book.read_bytes() == data


@pytest.mark.parametrize(("page", "sentence"), [
    (OF_UNIT, "Trang Đơn vị không có mã này."), (OF_CRITERION, "Trang Tiêu chí không có mã này."),
])  # fmt: skip
@pytest.mark.parametrize("typed", ["ZZ", "*", "A?", 5, "I"])
def test_an_unknown_code_is_told_in_words(complete: Journey, page: str, sentence: str, typed: object) -> None:
    """No sign stands for others, a section is no criterion; what was typed stays, and no figure is shown."""
    _choose(complete, page, typed)
    complete.rank()
    said = _said(complete, page)
    assert sentence in said and str(typed) in said
    assert not any(row["Điểm tính"] or row["Cần bàn"] for row in _table(complete, page))


def test_a_blank_stays_blank_and_asks(complete: Journey) -> None:
    """Nobody is chosen in a person's place."""
    _choose(complete, OF_UNIT, None)
    complete.rank()
    assert "Chọn một đơn vị trong danh sách ở ô vàng." in _said(complete, OF_UNIT)


def test_a_row_put_in_above_the_table_harms_nothing(complete: Journey) -> None:
    """The choice is found by its label."""
    with complete.typing() as book:
        book[OF_UNIT].insert_rows(1)
        book[OF_UNIT]["B1"].value = "Bản trình ngày 28/12"
    _choose(complete, OF_UNIT, "CM")
    complete.rank()
    assert {UNITS["CM"], "Bản trình ngày 28/12"} <= _said(complete, OF_UNIT)


def test_a_persons_note_below_the_signatures_stays(complete: Journey) -> None:
    """And the signatures stand there once, also where criteria were added."""
    with complete.typing() as book:
        sheet = book[OF_UNIT]
        sheet.cell(sheet.max_row + 3, 2).value = "Ghi chú của tôi"
        criteria = book["Tiêu chí"]
        row = next(cell.row for (cell,) in criteria.iter_rows(max_col=1) if cell.value == "P1") + 1
        for column, value in enumerate(
            ("T2", None, "Sáng kiến mới", "Điểm thưởng", 2, "Chấm trực tiếp"), start=1
        ):
            criteria.cell(row, column).value = value
    complete.rank()
    texts = [
        cell.value for line in openpyxl.load_workbook(complete.book)[OF_UNIT].iter_rows() for cell in line
    ]
    assert texts.count("ĐẠI DIỆN ĐƠN VỊ") == 1 and texts.count("Ghi chú của tôi") == 1
    assert texts.count("Sáng kiến mới") == 1


def test_a_blank_book_says_what_to_do_instead_of_an_empty_grid(tmp_path: Path) -> None:
    """No rows, no signatures: a sentence; once units and criteria are there, the first ones are shown."""
    book = tmp_path / "so.xlsx"
    assert run("new", "cluster", book).code == 0
    for page in (OF_UNIT, OF_CRITERION):
        sheet = openpyxl.load_workbook(book)[page]
        texts = [str(cell.value) for line in sheet.iter_rows() for cell in line if cell.value]
        assert any(text.startswith("Chưa có gì để xem") for text in texts)
        assert "TRƯỞNG CỤM" not in texts and "Chọn:" not in texts


def test_a_persons_own_sheet_of_that_name_is_not_drawn_over(complete: Journey) -> None:
    """The command says so and changes nothing."""
    with complete.typing() as book:
        del book[OF_UNIT]
        book.create_sheet(OF_UNIT)["A1"].value = "Bảng của tôi"
    done = run("rank", complete.book)
    assert done.code == 2 and OF_UNIT in done.err
