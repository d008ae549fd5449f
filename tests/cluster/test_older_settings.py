"""A book of an earlier version, whose sheet `Cụm` lacks the newer settings: the next command that writes adds them."""

import re
import zipfile
from collections.abc import Collection
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.cluster.test_closing import close, differences, reopen
from tests.cluster.test_letterhead import checked
from tests.journeys.journey import Journey, Sheet, found_in
from thidua_xl.cluster.reading import open_book
from thidua_xl.domain.scoring.settings import Settings
from thidua_xl.sheets.cluster.settings import ITEMS
from thidua_xl.sheets.hidden import SEAL_PARTS

LETTERHEAD = (
    "Cơ quan chủ quản trên văn bản", "Cơ quan ban hành trên văn bản", "Tên cụm trên văn bản", "Ký hiệu",
    "Đóng dấu đơn vị Trưởng cụm", "Ký thay Trưởng cụm",
)  # fmt: skip
"""What the book of one version before lacks."""


def take_away(cluster: Journey, names: Collection[str]) -> None:
    """The lines of these settings, as if there had never been any."""
    with cluster.typing() as workbook:
        table = Sheet(workbook["Cụm"], "Mục")
        for row in sorted((row for row in table.rows() if table.at(row, "Mục") in names), reverse=True):
            table.sheet.delete_rows(row)


def lines(book: Path) -> list[str]:
    """The names of the settings, in the order of the sheet."""
    table = Sheet(openpyxl.load_workbook(book)["Cụm"], "Mục")
    return [str(table.at(row, "Mục")) for row in table.rows()]


def lists(sheet: Worksheet) -> dict[str, str]:
    """The choices that cells offer."""
    return {str(rule.sqref): str(rule.formula1) for rule in sheet.data_validations.dataValidation}


def last_row(sheet: Worksheet) -> int:
    """The last row in which anything stands."""
    return max(row[0].row or 0 for row in sheet.iter_rows() if any(cell.value is not None for cell in row))


@pytest.fixture
def older(complete: Journey) -> Journey:
    """A cluster whose book lacks the newest settings."""
    complete.rank()
    take_away(complete, LETTERHEAD)
    return complete


def test_the_next_command_adds_the_lines_once(older: Journey) -> None:
    """As a new book shows them, below all others; ranks and settings are the same, and the journal tells it."""
    before, untouched = open_book(older.book).settings, older.book.read_bytes()
    assert not set(LETTERHEAD) & set(lines(older.book))
    (found,) = checked(older.book)
    assert (found["code"], older.book.read_bytes()) == ("GROUNDS_TO_CHECK", untouched)
    answer = older.rank()
    assert (answer.code, lines(older.book)[-6:]) == (0, list(LETTERHEAD))
    assert open_book(older.book).settings == before
    table = Sheet(openpyxl.load_workbook(older.book)["Cụm"], "Mục")
    values = {name: table.at(table.row(name), "Giá trị") for name in LETTERHEAD}
    assert list(values.values()) == [None, None, None, "CTĐ", "Có", "Không"]
    assert all(table.at(table.row(name), "Giải thích") for name in LETTERHEAD)
    for name in ("Đóng dấu đơn vị Trưởng cụm", "Ký thay Trưởng cụm"):
        assert lists(table.sheet)[table.address(table.row(name), "Giá trị")] == '"Có,Không"'
    told = [row.change for row in open_book(older.book).journal if "Thêm mục" in row.change]
    assert told == [f"Thêm mục ở trang Cụm: {', '.join(LETTERHEAD)}"]
    written = older.book.read_bytes()
    assert older.rank().json == answer.json
    assert older.book.read_bytes() == written
    assert checked(older.book) == [found]


def test_the_answer_is_that_of_the_whole_book(complete: Journey) -> None:
    """`rank --json` tells the same of the book with all lines, without the newest, and once they are added."""
    whole = complete.rank().json
    take_away(complete, LETTERHEAD)
    assert complete.rank().json == whole
    assert complete.rank().json == whole


def test_a_line_taken_away_afterwards_does_not_come_back(older: Journey) -> None:
    """It was added once; whoever does not want it has the last word."""
    older.rank()
    take_away(older, ["Ký hiệu"])
    older.rank()
    assert "Ký hiệu" not in lines(older.book)
    older.set(Ký_thay_Trưởng_cụm="Có")
    older.rank()
    assert "Ký hiệu" not in lines(older.book)


def test_no_setting_counts_otherwise_once_it_has_its_line(complete: Journey) -> None:
    """All that a book may lack, the oldest too: what is written is what counted without it."""
    kept = ("Năm", "Mã cụm", "Tên cụm", "Ngày họp trù bị", "Ngày hội nghị", "Giai đoạn")
    names = [item.name for item in ITEMS if item.name not in kept]
    take_away(complete, names)
    before = open_book(complete.book).settings
    ranked = complete.rank()
    assert sorted(set(names) - set(lines(complete.book))) == []
    after = open_book(complete.book)
    assert after.settings == before
    assert [found for found in after.findings if found.sheet == "Cụm"] == []
    usual = Settings(grounds=before.grounds)
    assert (after.settings.ties, after.settings.awards, after.settings.window) == (
        usual.ties, usual.awards, usual.window,
    )  # fmt: skip
    assert complete.rank().json == ranked.json


def test_what_people_have_on_the_sheet_stays(older: Journey) -> None:
    """A column before the others, rows, formulas, notes, merges, lists, colours and a row of one's own: all of it."""
    with older.typing() as workbook:
        sheet = workbook["Cụm"]
        table = Sheet(sheet, "Mục")
        table.put(table.row("Địa danh"), "Giá trị", '="Thanh "&"Hóa"')
        place = table.address(table.row("Địa danh"), "Giá trị")
        last = last_row(sheet)
        own = {(last + 2, 1): "Việc riêng của cụm", (last + 2, 5): "=1+1", (last + 4, 1): "Ghi chú dài"}
        for (row, column), value in own.items():
            sheet.cell(row, column).value = value
        sheet.merge_cells(start_row=last + 4, end_row=last + 6, start_column=1, end_column=3)
        sheet.column_dimensions["B"].width = 61
        before = [[cell.value for cell in row] for row in sheet.iter_rows(max_row=last + 4)]
        offered, fill = lists(sheet), sheet["A9"].fill.fgColor.rgb
        workbook.move_sheet("Cụm", 3)
        sheet.title = "khác"  # else openpyxl takes the other case for a double name
        sheet.title = "CỤM"
    settings = open_book(older.book).settings
    assert found_in(older.rank().json) == [("FORMULA_WITHOUT_VALUE", place)]
    sheet = openpyxl.load_workbook(older.book)["CỤM"]
    now = [[cell.value for cell in row] for row in sheet.iter_rows(max_row=last + 4)]
    assert now == before
    assert sheet[place].value == '="Thanh "&"Hóa"'
    assert offered.items() <= lists(sheet).items()
    assert [str(area) for area in sheet.merged_cells.ranges] == [f"A{last + 4}:C{last + 4}"]
    assert (sheet.column_dimensions["B"].width, sheet["A9"].fill.fgColor.rgb) == (61, fill)
    assert [sheet.cell(last + 5 + at, 1).value for at in range(6)] == list(LETTERHEAD)
    assert open_book(older.book).settings == settings
    written = older.book.read_bytes()
    older.rank()
    assert older.book.read_bytes() == written


def rows_of(book: Path, strip: bytes = b"") -> list[bytes]:
    """The rows of `Cụm` as the file has them, without their cells; `strip`: what is taken out of the file before."""
    part = "xl/worksheets/sheet2.xml"  # Trang đầu stands first
    with zipfile.ZipFile(book) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    if strip:
        parts[part] = parts[part].replace(strip, b"")
        with zipfile.ZipFile(book, "w", zipfile.ZIP_DEFLATED) as package:
            for name, data in parts.items():
                package.writestr(name, data)
    return [
        re.sub(rb' (?:spans|x14ac:dyDescent)="[^"]*"', b"", row)
        for row in re.findall(rb"<row [^>]*>", parts[part])
    ]


def test_rows_stay_as_high_as_their_texts_need(older: Journey) -> None:
    """Heights that nobody set, too: no text is cut."""
    last = last_row(openpyxl.load_workbook(older.book)["Cụm"])
    before = rows_of(older.book, b' customHeight="1"')[:last]
    assert sum(b' ht="' in row for row in before) > 5
    older.rank()
    assert rows_of(older.book)[:last] == before


def test_columns_stand_where_people_put_them(older: Journey) -> None:
    """The new lines go by the headers; a column that was taken away does not come back."""
    with older.typing() as workbook:
        sheet = workbook["Cụm"]
        sheet.delete_cols(3)
        sheet.insert_cols(1)
        sheet["A6"].value = "hỏi lại"
    older.rank()
    sheet = openpyxl.load_workbook(older.book)["Cụm"]
    first = last_row(sheet) - 5
    assert [sheet.cell(first + at, 2).value for at in range(6)] == list(LETTERHEAD)
    assert [sheet.cell(first + at, 3).value for at in range(3, 6)] == ["CTĐ", "Có", "Không"]
    assert (sheet["A6"].value, sheet.cell(first, 4).value, sheet.cell(first, 1).value) == (
        "hỏi lại",
        None,
        None,
    )


def test_a_sealed_book_is_left_alone_until_it_is_opened_again(older: Journey) -> None:
    """Closing adds nothing; opening again does, and the settings of the next seal are those of the first."""
    older.set(Giai_đoạn="Đã thông qua")
    assert close(older).code == 0
    assert not set(LETTERHEAD) & set(lines(older.book))
    assert differences(older.book) == []
    sealed = older.book.read_bytes()
    assert older.rank().code == 2
    assert older.book.read_bytes() == sealed
    first = open_book(older.book).meta[SEAL_PARTS]
    assert reopen(older).code == 0
    assert lines(older.book)[-6:] == list(LETTERHEAD)
    assert close(older).code == 0
    assert differences(older.book) == []
    second = open_book(older.book).meta[SEAL_PARTS]
    parts = [one for one in first.split("; ") if not one.startswith("Nhật ký=")]
    assert parts == [one for one in second.split("; ") if not one.startswith("Nhật ký=")]
