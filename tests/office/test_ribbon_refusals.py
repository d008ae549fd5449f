"""What a button cannot do is one sentence, and changes nothing."""

import shutil
from pathlib import Path

import pytest
import xlwings as xw

from tests.office.twins import LEDGER, OpenTwice, cell_of, selected, setting
from thidua_xl.excel.run import run
from thidua_xl.storage import locks

pytestmark = pytest.mark.office


@pytest.mark.parametrize("command", ["issue", "collect", "total", "rank", "vote", "explain", "new-from"])
def test_a_workbook_that_is_not_ours(excel: xw.App, tmp_path: Path, command: str) -> None:
    """The button says which workbook it needs, and changes nothing."""
    book = excel.books.add()
    book.sheets[0]["A1"].value = "sổ khác"
    book.save(str(tmp_path / "khac.xlsx"))
    book.set_mock_caller()
    assert run(command, tmp_path / "x.xlsx").code == 2
    assert "không phải sổ cụm" in excel.impl.alerts[-1].prompt


def test_a_workbook_that_is_not_saved(excel: xw.App, small: Path) -> None:
    """There is no folder to keep originals and versions in."""
    source = excel.books.open(str(small))
    book = excel.books.add()
    sheet = book.sheets.add("_meta")
    sheet["A1"].value, sheet["B1"].value = "schema", source.sheets["_meta"]["B1"].value
    book.set_mock_caller()
    assert run("rank").code == 2
    assert "chưa được lưu" in excel.impl.alerts[-1].prompt


def test_a_book_that_is_closed_for_the_year(open_twice: OpenTwice, small: Path) -> None:
    """Đã chốt: the sentence names how it is opened again."""
    twins = open_twice(small)
    sheet = twins.book.sheets["Cụm"]
    labels = [cell if isinstance(cell, str) else "" for cell in sheet.range("A1:A60").value]
    sheet[f"B{labels.index('Giai đoạn') + 1}"].value = "Đã chốt"
    for command in ("total", "rank", "collect", "issue"):
        assert twins.run(command, twins.live.parent).code == 2
        assert "reopen" in twins.alerts[-1].prompt


def test_a_book_is_closed_only_after_a_yes(open_twice: OpenTwice, small: Path) -> None:
    """A click beside the right button changes nothing."""
    twins = open_twice(small)
    before = twins.live.read_bytes()
    twins.app.impl.answers.append("no")
    assert twins.run("close").code == 0
    assert "Chốt sổ?" in twins.alerts[-1].prompt
    assert twins.live.read_bytes() == before


def test_what_stands_in_the_way_of_closing_is_shown(open_twice: OpenTwice, demo: Path) -> None:
    """An open tie: the open book stays as it is."""
    twins = open_twice(next(demo.glob("4_*.xlsx")))
    before = twins.live.read_bytes()
    assert twins.run("close").code == 1
    assert "Chưa chốt được sổ" in twins.alerts[-1].prompt
    assert twins.live.read_bytes() == before
    assert twins.book.sheets["Cụm"][setting(twins.book, "Giai đoạn")].value != "Đã chốt"


def test_what_differs_from_the_originals_is_shown(open_twice: OpenTwice, small: Path) -> None:
    """Kiểm chứng goes to the first cell that is not what it should be."""
    twins = open_twice(small)
    cell = cell_of(twins.file, "B", "I.1", "Điểm tự chấm")
    twins.book.sheets[LEDGER][cell].value = 19
    assert twins.run("verify").code == 1
    assert "theo phiếu gốc là 17" in twins.alerts[-1].prompt
    assert selected(twins.book) == cell


def test_a_book_that_a_command_is_at_work_on(
    open_twice: OpenTwice, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The button waits a moment, then says that somebody else is at it."""
    twins = open_twice(small)
    monkeypatch.setattr(locks, "PATIENCE", 0.1)
    with locks.held(twins.live):
        assert twins.run("rank").code == 2
    assert "đang có người khác xử lý" in twins.alerts[-1].prompt


def test_a_book_that_is_read_only(excel: xw.App, small: Path, tmp_path: Path) -> None:
    """Somebody else has it open: nothing is computed that could not be kept."""
    copy = tmp_path / "SoCum.xlsx"
    shutil.copy(small, copy)
    book = excel.books.open(str(copy), read_only=True)
    book.set_mock_caller()
    assert run("rank").code == 2
    assert "chỉ đọc" in excel.impl.alerts[-1].prompt


def test_an_unexpected_error_is_a_sentence_and_a_log(
    open_twice: OpenTwice, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No traceback ever reaches a clerk; the state of Excel is put back."""
    twins = open_twice(small)

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("hỏng")

    monkeypatch.setattr("thidua_xl.excel.score_actions.rank", broken)
    assert twins.run("rank").code == 2
    assert "ngoài dự kiến (ZeroDivisionError)" in twins.alerts[-1].prompt
    assert "hỏng" in twins.live.with_suffix(".log").read_text(encoding="utf-8")
    assert twins.app.screen_updating
    assert twins.app.calculation == "automatic"
    assert twins.app.status_bar is False


def test_an_excel_that_takes_no_calls_is_said(
    open_twice: OpenTwice, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cell that is being typed in makes Excel refuse: the clerk is told what to press."""
    twins = open_twice(small)

    class RefusedError(Exception):
        hresult = -2147418111

    def busy(*_: object, **__: object) -> None:
        raise RefusedError

    monkeypatch.setattr("thidua_xl.excel.score_actions.rank", busy)
    assert twins.run("rank").code == 2
    assert "Excel đang bận" in twins.alerts[-1].prompt


def test_without_a_remembered_mailbox_the_button_says_how(
    open_twice: OpenTwice, small: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """No server can be chosen by a book."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "none"))
    twins = open_twice(small)
    assert twins.run("fetch-mail").code == 2
    assert "--remember" in twins.alerts[-1].prompt
