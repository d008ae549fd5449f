"""`Trang đầu` of the office book: what is done next, what has come, every cluster in a line."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest

from tests.journeys.journey import Sheet, run
from tests.journeys.office_journey import Office
from thidua_xl.bookkeeping.from_file import open_source_of
from thidua_xl.excel.click import Click
from thidua_xl.excel.person import Recorder
from thidua_xl.excel.year_actions import show_next
from thidua_xl.office.book import open_office
from thidua_xl.office.next_step import next_of_office
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


def test_the_next_step_follows_the_lists_until_a_file_comes(office: Office) -> None:
    """What is typed counts at once; afterwards the page says it, with the place where it is done."""
    listed = next_of_office(open_office(office.book, to_write=False))
    assert "Lập sổ các cụm" in listed.text and listed.sheet == "Danh sách cụm"
    office.receive()
    office.consolidate()
    book = open_office(office.book, to_write=False)
    shown = next_of_office(book)
    page: Any = openpyxl.load_workbook(office.book)[PAGE]
    assert shown.text == page[front.SAID].value
    assert shown.sheet in book.file.grids
    assert f"#'{shown.sheet}'!{shown.cell or 'A1'}" in page["A6"].value.replace('#"', "#'")


def test_an_office_book_without_a_first_page_says_nothing(office: Office) -> None:
    """It was made by an earlier version: a command has to draw the page first."""
    office.receive()
    office.consolidate()
    book = open_office(office.book, to_write=False)
    del book.file.grids[PAGE]
    assert next_of_office(book).text == ""


class Open:
    """A workbook that is open in front."""

    def __init__(self, path: Path) -> None:
        source = open_source_of(path.read_bytes(), path.name)
        self.grid, self.names = source.grid, source.names
        app = SimpleNamespace(calculate=lambda: None)
        self.book = SimpleNamespace(fullname=str(path), name=path.name, app=app)


def test_the_button_leads_an_office_to_its_next_step(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence of the first page, the sheet where it is done; before the first run that page is missing."""
    office.receive()
    office.consolidate()
    monkeypatch.setattr(Click, "live", lambda _click: Open(office.book))
    app: Any = None
    answer = show_next(Click(app, None, None, Recorder()))
    step = next_of_office(open_office(office.book, to_write=False))
    assert answer.text == f"Việc tiếp theo: {step.text[0].lower()}{step.text[1:]}"
    assert (answer.sheet, answer.cell, answer.attention) == (step.sheet, step.cell, False)
    workbook: Any = openpyxl.load_workbook(office.book)
    del workbook[PAGE]
    workbook.save(office.book)
    answer = show_next(Click(app, None, None, Recorder()))
    assert answer.attention and "bấm Danh sách đề nghị" in answer.text
