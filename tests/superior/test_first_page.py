"""`Trang đầu` of the office book: what is done next, what has come, every cluster in a line."""

from typing import Any

import openpyxl

from tests.journeys.journey import Sheet, run
from tests.journeys.office_journey import Office
from thidua_xl.sheets import front, home

PAGE = "Trang đầu"


def test_a_consolidated_book_opens_on_what_is_next(office: Office) -> None:
    """The sentence is the one that the command ends with; every cluster has a line that leads to its progress."""
    office.receive()
    answer = run("consolidate", office.book, office.inbox)
    workbook: Any = openpyxl.load_workbook(office.book)
    assert workbook.sheetnames[:2] == [PAGE, "Tổng quan"] and workbook.active.title == PAGE
    said = workbook[PAGE][front.SAID].value
    assert answer.out.splitlines()[-1] == f"Việc tiếp theo: {said[0].lower()}{said[1:]}"
    lines = Sheet(workbook[PAGE], "Mã cụm", "Sổ cụm")
    rows = [row for row in lines.rows() if lines.at(row, "Mã cụm")]
    assert rows
    progress = Sheet(workbook["Tiến độ"], "Mã cụm")
    for row in rows:
        link = str(workbook[PAGE].cell(row, 2).value)
        assert f"#'Tiến độ'!A{progress.row(str(lines.at(row, 'Mã cụm')))}" in link
    assert {lines.at(row, "Sổ cụm") for row in rows} <= {"Đã nhận", "Chưa nhận", "Chưa dùng được"}


def test_every_page_of_the_office_leads_home(office: Office) -> None:
    """Sheets that people fill, too."""
    office.receive()
    office.consolidate()
    sheets: list[Any] = [one for one in openpyxl.load_workbook(office.book) if one.sheet_state == "visible"]
    for sheet in sheets:
        if sheet.title != PAGE:
            assert sheet["A1"].value == home.LINK, sheet.title
            assert sheet["A1"].hyperlink.location == home.TARGET, sheet.title


def test_the_same_run_twice_writes_nothing(office: Office) -> None:
    """The page alone is no reason to write."""
    office.receive()
    office.consolidate()
    before = office.book.read_bytes()
    office.consolidate()
    assert office.book.read_bytes() == before
