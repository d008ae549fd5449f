"""Buttons on a workbook that is open, against the command line on its file: the same cell by cell.

That every button equals its command on a small cluster is what `test_selftest` shows; here are the cases beyond it.
"""

import shutil
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlwings as xw

from tests.journeys.scoring_together import begun
from tests.office.books import YEAR
from tests.office.twins import LEADER, LEDGER, OpenTwice, cell_of, command, saved, selected, setting
from thidua_xl.bookkeeping.work import at_work
from thidua_xl.cluster.acts.letters_in import take_letters_in
from thidua_xl.cluster.reading import open_book
from thidua_xl.excel.live import LiveBook
from thidua_xl.excel.run import run
from thidua_xl.excel.selftest.twins import differences
from thidua_xl.mail.imap import Account, Fetched
from thidua_xl.mail.inbox import received
from thidua_xl.sheets import criteria
from thidua_xl.sheets.form import scorer_sheet, scores
from thidua_xl.sheets.table import find_table
from thidua_xl.templates import template
from thidua_xl.workbook.addresses import column_name
from thidua_xl.workbook.grid import Grid

pytestmark = pytest.mark.office


def test_a_second_inbox_equals_the_command_line(open_twice: OpenTwice, issued: Path, demo: Path) -> None:
    """Seven files with their faults, then a form that replaces another and a late one: tables grow and shrink."""
    twins = open_twice(issued)
    for inbox in ("hop_thu_dot_1", "hop_thu_dot_2"):
        outcome = twins.run("collect", demo / "3_tong_ket" / inbox)
        assert command("collect", twins.file, demo / "3_tong_ket" / inbox) == outcome.code
        assert twins.differences() == []
        assert f"{len(list((demo / '3_tong_ket' / inbox).iterdir()))} tệp" in twins.alerts[-1].prompt


def test_scores_that_stand_change_only_after_a_yes(open_twice: OpenTwice, demo: Path) -> None:
    """An agreed result moves the points of the whole cluster: they are named, and a no changes nothing."""
    twins = open_twice(next(demo.glob("4_*.xlsx")))
    twins.type({LEDGER: {cell_of(twins.file, "MSO", LEADER, "Kết quả thống nhất"): 1000}})
    before = twins.live.read_bytes()
    twins.app.impl.answers.append("no")
    assert twins.run("total").code == 0
    assert f"TDA {LEADER}: " in twins.alerts[-1].prompt
    assert "Tiếp tục?" in twins.alerts[-1].prompt
    assert twins.live.read_bytes() == before
    twins.run("total")
    twins.find_again()  # other questions for the preparatory meeting: its page is made anew
    command("rank", twins.file)
    assert twins.differences() == []


def test_a_vote_is_prepared_typed_and_counted(open_twice: OpenTwice, demo: Path) -> None:
    """Bỏ phiếu fills the tied units in; the typed ballots give one Nhất."""
    twins = open_twice(next(demo.glob("4_*.xlsx")))
    outcome = twins.run("vote")
    assert outcome.code == 1
    assert "chờ bỏ phiếu" in twins.alerts[-1].prompt
    assert twins.book.sheets.active.name == "Bỏ phiếu"
    command("rank", twins.file)
    assert twins.differences() == []


def test_what_a_person_made_of_the_book_survives(open_twice: OpenTwice, small: Path) -> None:
    """An own sheet, a note beside a row, a comment, a colour, a width, a filter stay; the note follows its row."""
    twins = open_twice(small)
    own = twins.book.sheets.add("Việc của tôi", after=twins.book.sheets[-1])
    own["B2"].value = "=1+1"
    ranking = twins.book.sheets["Xếp hạng"]
    beside = _column_after(ranking)
    row = _row_of(ranking, "C")
    ranking[f"{beside}{row}"].value = "1.10"
    ranking[f"{beside}{row}"].number_format = "@"
    ranking[f"{beside}{row}"].value = "1.10 gọi lại"
    ranking[f"B{row}"].add_note("đã gọi điện")
    ledger = twins.book.sheets[LEDGER]
    ledger["D7"].color = (1, 200, 3)
    ledger["D7"].column_width = 61
    ledger["A4:X10"].autofilter.apply_values(1, ["A", "B"])
    hidden = [bool(row.rows.hidden) for row in ledger["A5:A10"].rows]
    assert any(hidden)
    twins.type({LEDGER: {cell_of(twins.file, "C", "I.1", "Điểm thống nhất"): 20,
                         cell_of(twins.file, "C", "I.1", "Lý do"): "họp xem lại"}})  # fmt: skip
    twins.book.sheets["Cụm"].activate()
    twins.book.sheets["Cụm"]["B30"].select()
    twins.run("rank")
    assert twins.book.sheets[-1].name == "Việc của tôi"
    assert twins.book.sheets[-1]["B2"].formula == "=1+1"
    now = _row_of(ranking, "C")
    assert now == row - 1
    assert ranking[f"{beside}{now}"].value == "1.10 gọi lại"
    assert ranking[f"{beside}{row}"].value is None
    note = ranking[f"B{now}"].note
    assert note is not None
    assert note.text == "đã gọi điện"
    assert ledger["D7"].color == (1, 200, 3)
    assert round(ledger["D7"].column_width or 0) == 61
    assert [bool(row.rows.hidden) for row in ledger["A5:A10"].rows] == hidden
    command("rank", twins.file)
    assert [one for one in twins.differences() if one.startswith(LEDGER)] == []


def _column_after(sheet: xw.Sheet) -> str:
    return str(sheet.range((1, sheet.used_range.last_cell.column + 2)).get_address(False, False)).rstrip("1")


def _row_of(sheet: xw.Sheet, unit: str) -> int:
    codes = sheet.range("B1:B40").value
    return int(codes.index(unit)) + 1


def test_texts_stay_texts(open_twice: OpenTwice, small: Path) -> None:
    """What looks like a number, a date or a formula is written as the text that it is."""
    twins = open_twice(small)
    cell = cell_of(twins.file, "A", "I.2", "Chỉ tiêu thống nhất")
    twins.type({LEDGER: {cell: "3/4"}})
    twins.book.sheets[LEDGER][cell].value = "'3/4"
    twins.run("total")
    command("rank", twins.file)
    assert twins.differences() == []
    to_fix = LiveBook(twins.book).grid("Cần sửa")
    assert isinstance(to_fix, Grid)
    assert "3/4" in [cell for line in to_fix.rows for cell in line]


def test_rows_that_a_person_wrote_below_a_table_make_room(open_twice: OpenTwice, small: Path) -> None:
    """The journal grows above what stands below it."""
    twins = open_twice(small)
    journal = twins.book.sheets["Nhật ký"]
    below = journal.used_range.last_cell.row + 2
    journal[f"D{below}"].value = "ghi thêm của tôi"
    twins.type({LEDGER: {cell_of(twins.file, "B", "I.1", "Điểm thống nhất"): 19,
                         cell_of(twins.file, "B", "I.1", "Lý do"): "họp thống nhất"}})  # fmt: skip
    twins.run("total")
    texts = [cell for cell in journal.range("D1:D60").value if cell]
    assert texts[-1] == "ghi thêm của tôi"
    assert any("19" in str(text) for text in texts)
    command("rank", twins.file)
    other = open_book(twins.file).journal
    assert [line.hash for line in saved(twins.live).journal] == [line.hash for line in other]


def test_new_units_rebuild_the_book_after_a_yes(open_twice: OpenTwice, small: Path) -> None:
    """Tables that change their shape are rendered anew: saved, closed, brought up to date, opened again."""
    twins = open_twice(small)
    for book in (twins.file, twins.live):
        assert open_book(book, to_write=False).file.grids["Đơn vị"].at(7, 0) == "C"
    workbook = openpyxl.load_workbook(twins.file)
    for cell, value in (("A9", "D"), ("B9", "Xã D"), ("F9", "Có")):
        workbook["Đơn vị"][cell].value = value
        twins.book.sheets["Đơn vị"][cell].value = value
    workbook.save(twins.file)
    twins.app.impl.answers.append("no")
    twins.run("total")
    assert "dựng lại" in twins.alerts[-1].prompt
    assert twins.run("total").code == 1
    command("rank", twins.file)
    twins.book = twins.app.books.active
    assert list(differences(twins.book, twins.file, uncomputed=False)) == []


def test_a_run_that_changes_nothing_writes_nothing(open_twice: OpenTwice, small: Path) -> None:
    """No save, no backup, no journal row."""
    twins = open_twice(small)
    before = twins.live.read_bytes()
    assert twins.run("rank").code == 0
    assert "không có gì thay đổi" in twins.alerts[-1].prompt
    assert twins.live.read_bytes() == before
    assert not (twins.live.parent / "luu").exists()


def test_the_version_before_is_kept(open_twice: OpenTwice, small: Path) -> None:
    """With what the person had typed, since that is what could be lost."""
    twins = open_twice(small)
    cell = cell_of(twins.file, "A", "I.1", "Điểm thống nhất")
    twins.type({LEDGER: {cell: 15}})
    twins.run("total")
    (kept,) = (twins.live.parent / "luu").glob("*.xlsx")
    assert open_book(kept).ledger["A", "I.1"].typed.score == 15
    assert [line.change for line in open_book(kept).journal] != [
        line.change for line in saved(twins.live).journal
    ]


def test_issue_writes_the_forms_and_records_them(open_twice: OpenTwice, small: Path, tmp_path: Path) -> None:
    """The same scorecards as the command line's, byte for byte."""
    twins = open_twice(small)
    twins.type({"Tiêu chí": {_maximum(twins.file, "I.1"): 30}})
    assert twins.run("issue", tmp_path / "phieu").code == 0
    command("issue", twins.file, "--out", tmp_path / "phieu2")
    assert "3 phiếu" in twins.alerts[-1].prompt
    names = sorted(path.name for path in (tmp_path / "phieu").glob("*.xlsx"))
    assert len(names) == 3
    assert all(
        (tmp_path / "phieu" / name).read_bytes() == (tmp_path / "phieu2" / name).read_bytes()
        for name in names
    )


def _maximum(book: Path, code: str) -> str:
    grid = open_book(book).file.grids["Tiêu chí"]
    found = find_table(grid, criteria.TABLE)
    assert found is not None
    row = next(at for at in range(len(grid.rows)) if grid.at(at, found.placement["Mã"]) == code)
    return found.placement.cell(row, "Điểm tối đa")


def test_new_books_are_made_and_opened(excel: xw.App, small: Path, tmp_path: Path) -> None:
    """Tạo sổ from nothing or with a template's criteria, Sao chép từ năm trước from the book that is open."""
    old = excel.books.open(str(small))
    old.set_mock_caller()
    assert run("new", tmp_path / "SoCum_moi.xlsx").code == 0
    assert excel.books.active.name == "SoCum_moi.xlsx"
    assert run("new-from", tmp_path / "SoCum_2027.xlsx").code == 0
    copied = open_book(tmp_path / "SoCum_2027.xlsx", to_write=False)
    assert (copied.settings.year, len(copied.units), copied.receipts) == (YEAR + 1, 3, [])
    excel.impl.answers[:] = ["no", "no", "yes"]
    assert run("new", tmp_path / "SoCum_mau.xlsx").code == 0
    begun = open_book(tmp_path / "SoCum_mau.xlsx", to_write=False)
    assert begun.criteria.fingerprint == template("so-nganh").fingerprint and not begun.units
    assert "bảng mẫu" in excel.impl.alerts[-1].prompt
    assert run("new", tmp_path / "SoCum_moi.xlsx").code == 2
    assert "không ghi đè" in excel.impl.alerts[-1].prompt


def test_an_open_scorecard_is_checked(excel: xw.App, small: Path, tmp_path: Path) -> None:
    """Each problem is said and the first cell is shown; a long list goes to a workbook of its own."""
    form = tmp_path / "Phieu_A.xlsx"
    shutil.copy(next(small.with_name(f"{small.stem} phieu").glob("Phieu_A_*.xlsx")), form)
    book = excel.books.open(str(form))
    book.set_mock_caller()
    assert run("check").code == 0
    sheet = book.sheets["Tự chấm"]
    grid = LiveBook(book).grid("Tự chấm")
    assert isinstance(grid, Grid)
    found = find_table(grid, scores.TABLE)
    assert found is not None
    row = next(at for at in range(len(grid.rows)) if grid.at(at, found.placement["Mã"]) == "I.1")
    cell = found.placement.cell(row, "Điểm tự chấm")
    sheet[cell].value = 25
    assert run("check").code == 1
    assert f"Tự chấm!{cell}" in excel.impl.alerts[-1].prompt
    chosen = excel.selection
    assert chosen is not None
    assert chosen.get_address(False, False) == cell


def test_an_open_scorers_workbook_is_checked(excel: xw.App, tmp_path: Path) -> None:
    """What it lacks, then what is wrong in it with the first cell shown, then nothing, as its file is checked."""
    cluster = begun(tmp_path / "cum")
    assert command("issue", cluster.book, "--out", tmp_path / "phieu") == 0
    book = excel.books.open(str(tmp_path / "phieu" / "Cham_NV_2025.xlsx"))
    book.set_mock_caller()
    sheet = book.sheets[scorer_sheet.TABLE.sheet]
    first, last = scorer_sheet.TABLE.home.header_row + 2, scorer_sheet.TABLE.home.header_row + 6
    letter = column_name(scorer_sheet.TABLE.home["Điểm"])
    sheet[f"{letter}{first}"].value = 5
    assert run("check").code == 1
    assert "Tiêu chí 2.4 chưa được chấm cho 4 đơn vị" in excel.impl.alerts[-1].prompt
    for row in range(first, last + 1):
        sheet[f"{letter}{row}"].value = 5
    assert run("check").code == 0
    sheet[f"{letter}{last}"].value = 99
    assert run("check").code == 1
    assert f"Chấm điểm!{letter}{last}" in excel.impl.alerts[-1].prompt
    chosen = excel.selection
    assert chosen is not None
    assert chosen.get_address(False, False) == f"{letter}{last}"


def test_a_cell_is_explained(open_twice: OpenTwice, small: Path) -> None:
    """Where a score comes from, what a rank rests on, what to do about a finding; nothing is written."""
    twins = open_twice(small)
    before = twins.live.read_bytes()
    said = {}
    place = cell_of(twins.file, "B", "I.2", "Điểm tính")
    rank_row = _row_of(twins.book.sheets["Xếp hạng"], "B")
    for sheet, cell in ((LEDGER, place), ("Xếp hạng", f"B{rank_row}"), ("Cụm", "A1")):
        twins.book.sheets[sheet].activate()
        twins.book.sheets[sheet][cell].select()
        assert twins.run("explain").code == 0
        said[sheet] = twins.alerts[-1].prompt
    assert "Điểm tự chấm của đơn vị" in said[LEDGER]
    assert "18,00" in said[LEDGER]
    assert "Hạng 2" in said["Xếp hạng"]
    assert said["Cụm"].startswith("Chọn một ô")
    assert twins.live.read_bytes() == before


def test_no_tie_needs_no_vote(open_twice: OpenTwice, small: Path) -> None:
    """Bỏ phiếu says so instead of an empty ballot."""
    twins = open_twice(small)
    assert twins.run("vote").code == 0
    assert "Không có đồng hạng nào" in twins.alerts[-1].prompt


def test_a_book_is_closed_verified_and_opened_again(open_twice: OpenTwice, small: Path) -> None:
    """Chốt sổ, Kiểm chứng, Mở lại sổ on the open book: cell by cell what the commands make of the file."""
    twins = open_twice(small)
    assert twins.run("close").code == 0
    assert "Mã niêm phong: " in twins.alerts[-1].prompt
    assert twins.book.sheets.active.name == "Xếp hạng"
    assert command("close", twins.file) == 0
    assert twins.differences() == []
    seal = saved(twins.live).meta["seal"]
    assert seal == saved(twins.file).meta["seal"]
    assert twins.run("rank").code == 2

    before = twins.live.read_bytes()
    assert twins.run("verify").code == 0
    assert "khớp" in twins.alerts[-1].prompt
    assert twins.live.read_bytes() == before

    cell = setting(twins.book, "Lý do mở lại")
    assert twins.run("reopen").code == 1
    assert cell in twins.alerts[-1].prompt
    assert (twins.book.sheets.active.name, selected(twins.book)) == ("Cụm", cell)
    twins.book.sheets["Cụm"][cell].value = "Sửa điểm xã A"
    assert twins.run("reopen").code == 0
    assert twins.book.sheets["Cụm"][cell].value is None
    assert command("reopen", twins.file, "--reason", "Sửa điểm xã A") == 0
    assert twins.differences() == []
    assert saved(twins.live).journal[-1] == saved(twins.file).journal[-1]


def test_every_sending_is_recorded_as_by_the_command_line(open_twice: OpenTwice, small: Path) -> None:
    """Before, after, correction: the kind follows from the phase, and each is what `submit` makes of the file."""
    twins = open_twice(small)
    for kind, shown in (
        ("before", "Trước hội nghị"),
        ("after", "Sau hội nghị"),
        ("correction", "Đính chính"),
    ):
        outcome = twins.run("submit")
        assert f"Ghi lần gửi cấp trên: {shown}?" in twins.alerts[-2].prompt
        assert command("submit", twins.file, "--kind", kind) == outcome.code
        assert twins.differences() == []
        assert saved(twins.live).sent == saved(twins.file).sent
        twins.type({LEDGER: {cell_of(twins.file, "C", "I.1", "Điểm thống nhất"): 16 + len(kind) / 10,
                             cell_of(twins.file, "C", "I.1", "Lý do"): f"sau {kind}"}})  # fmt: skip
    assert twins.book.sheets.active.name == "Lần gửi"
    assert "C: tổng điểm" in twins.alerts[-1].prompt
    assert [one.kind.command for one in saved(twins.live).submissions] == ["before", "after", "correction"]
    assert saved(twins.live).evidence == saved(twins.file).evidence


def test_the_same_sending_again_writes_nothing(open_twice: OpenTwice, small: Path, tmp_path: Path) -> None:
    """The phase has moved on, so it is the next kind that is offered; a no leaves all as it is."""
    sent = tmp_path / "sent" / small.name
    sent.parent.mkdir()
    shutil.copy(small, sent)
    shutil.copytree(small.with_suffix(".goc"), sent.with_suffix(".goc"))
    for kind in ("before", "after", "correction"):
        assert command("submit", sent, "--kind", kind) == 0
    twins = open_twice(sent)
    before = twins.live.read_bytes()
    twins.run("submit")
    assert "không ghi lần mới" in twins.alerts[-1].prompt
    twins.app.impl.answers.append("no")
    assert twins.run("submit").code == 0
    assert "Đính chính?" in twins.alerts[-1].prompt
    assert twins.live.read_bytes() == before


def test_a_book_made_before_there_was_such_a_sheet(open_twice: OpenTwice, small: Path) -> None:
    """It is saved, closed, given the sheet and opened again; a book that needs nothing is left alone."""
    kept = {"xl/workbook.xml": (("Lần gửi".encode(), b"Cu 1"), (b"_minh_chung", b"Cu 2"))}
    old = small.with_name("cu.xlsx")
    with zipfile.ZipFile(small) as source, zipfile.ZipFile(old, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            for ours, theirs in kept.get(name, ()):
                data = data.replace(ours, theirs)
            target.writestr(name, data)
    shutil.copytree(small.with_suffix(".goc"), old.with_suffix(".goc"))
    twins = open_twice(old)
    before = twins.live.read_bytes()
    assert twins.run("rank").code == 0
    assert twins.live.read_bytes() == before
    outcome = twins.run("submit")
    assert command("submit", twins.file, "--kind", "before") == outcome.code == 0
    twins.book = twins.app.books.active
    assert twins.differences() == []
    assert len(saved(twins.live).sent) == 3


def test_a_workbook_with_an_equals_sign_in_its_name(
    excel: xw.App, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """xlwings cuts the name there; the dispatcher does not."""
    copy = tmp_path / "Sổ a=b.xlsx"
    shutil.copy(small, copy)
    excel.books.open(str(copy))
    excel.books.add()
    monkeypatch.setattr(sys, "argv", ["x", f"--wb={copy.name}", "--from_xl=1", f"--hwnd={excel.hwnd}"])
    assert run("rank").code == 0
    assert "không có gì thay đổi" in excel.impl.alerts[-1].prompt


def test_the_command_line_attaches_to_the_open_book(
    open_twice: OpenTwice, small: Path, tmp_path: Path
) -> None:
    """`thidua-xl excel rank`, and the outcome that the add-in reads."""
    twins = open_twice(small)
    assert command("excel", "rank", "--outcome", tmp_path / "outcome.txt") == 0
    assert (tmp_path / "outcome.txt").read_text(encoding="utf-16").startswith("shown\n")
    assert twins.alerts[-1].prompt.startswith("Nhất: A")


def test_letters_come_in_as_by_the_command_line(
    open_twice: OpenTwice, issued: Path, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nhận từ hộp thư reads the mailbox that was remembered; the book holds what `fetch-mail` would have written."""
    forms = sorted((demo / "3_tong_ket" / "hop_thu_dot_1").glob("*.xlsx"))[:2]
    files = [file for form in forms for file in received(form, form.read_bytes(), "Thư")]
    fetched = Fetched(2, files, [], [])
    monkeypatch.setattr("thidua_xl.mail.imap.fetch", lambda *_: fetched)
    monkeypatch.setattr("thidua_xl.mail.account.recall", lambda: Account("imap.vidu.vn", "cum"))
    twins = open_twice(issued)
    outcome = twins.run("fetch-mail")
    with at_work(twins.file, open_book) as book:
        take_letters_in(book, fetched)
    assert outcome.code == 1
    assert "Hộp thư có 2 thư" in twins.alerts[-1].prompt
    assert twins.differences() == []


def test_a_long_list_of_faults_goes_to_a_workbook_of_its_own(
    excel: xw.App, small: Path, tmp_path: Path
) -> None:
    """More faults than a box holds: all of them, one a row, in a new workbook; the scorecard stays as it is."""
    form = tmp_path / "Phieu_A.xlsx"
    shutil.copy(next(small.with_name(f"{small.stem} phieu").glob("Phieu_A_*.xlsx")), form)
    workbook = openpyxl.load_workbook(form)
    sheet = workbook[scores.TABLE.sheet]
    last, score = sheet.max_row, scores.TABLE.home["Điểm tự chấm"] + 1
    for number in range(12):
        sheet.cell(last + 2 + number, 1).value = f"L.{number}"
        sheet.cell(last + 2 + number, score).value = 5
    workbook.save(form)
    before = form.read_bytes()
    book = excel.books.open(str(form))
    book.set_mock_caller()
    assert run("check").code == 1
    assert "Mở danh sách đầy đủ" in excel.impl.alerts[-1].prompt
    shown = excel.books.active.sheets[0]
    told = [cell for line in shown.range("A1:J40").value for cell in line if cell]
    assert shown.name == "Cần sửa"
    assert told.count("CRITERION_UNKNOWN") == 12
    assert form.read_bytes() == before
    book.activate()
    excel.impl.answers.append("no")
    alerts = len(excel.impl.alerts)
    assert run("check").code == 1
    assert len(excel.impl.alerts) == alerts + 1  # said once, in the question
    assert book.sheets.active.name == scores.TABLE.sheet


def test_settings_of_this_version_are_added_where_the_book_is_open(
    open_twice: OpenTwice, small: Path, tmp_path: Path
) -> None:
    """Below what people have, with their lists; a formula stays, and lines go below a note over merged cells."""
    book = tmp_path / small.name
    note = _without_newer_settings(small, book)
    twins = open_twice(book)
    cells = twins.book.sheets["Cụm"]
    before = cells.range((1, 1), (note, 4)).formula
    assert twins.run("rank").code == 0
    assert cells.range((1, 1), (note, 4)).formula == before
    assert cells.range((note + 1, 1), (note + 3, 1)).value == list(_NEWER)
    assert cells.range((note + 1, 2), (note + 3, 2)).value == ["CTĐ", "Có", "Không"]
    assert [cells.range((note + at, 2)).data_validation.type for at in (1, 2, 3)] == ["none", "list", "list"]
    assert cells.range((note + 2, 2)).color == cells.range((10, 2)).color
    command("rank", twins.file)  # the person's formula has no result there
    assert list(differences(twins.book, twins.file, uncomputed=False)) == []
    written = twins.live.read_bytes()
    assert twins.run("rank").code == 0
    assert twins.live.read_bytes() == written


_NEWER = ("Ký hiệu", "Đóng dấu đơn vị Trưởng cụm", "Ký thay Trưởng cụm")


def _without_newer_settings(book: Path, older: Path) -> int:
    """A book of an earlier version, with a formula and, below the table, a note; the row of that, from 1."""
    workbook = openpyxl.load_workbook(book)
    sheet = workbook["Cụm"]
    for row in range(sheet.max_row, 0, -1):
        if sheet.cell(row, 1).value in _NEWER:
            sheet.delete_rows(row)
    note = sheet.max_row + 2
    sheet.cell(note, 1).value = "ghi chú của cụm"
    sheet.merge_cells(start_row=note, end_row=note + 2, start_column=1, end_column=3)
    sheet.cell(note - 1, 4).value = "=1+1"
    workbook.save(older)
    return note
