"""Every button on a workbook that is open, against the command line on its file: the same cell by cell."""

import contextlib
import io
import shutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pytest
import xlwings as xw

from tests.office.books import YEAR, Cluster, build, criteria_of
from tests.office.xlwings_calc import Alert
from thidua_xl import locks
from thidua_xl.book import Book, open_book
from thidua_xl.cli import main
from thidua_xl.domain.settings import Settings
from thidua_xl.excel.live import LiveBook
from thidua_xl.excel.run import Outcome, run
from thidua_xl.intake.grids import Grid
from thidua_xl.intake.inbox import received
from thidua_xl.letters_in import take_letters_in
from thidua_xl.mailbox import Account, Fetched
from thidua_xl.render import same_value
from thidua_xl.sheets import agreed, criteria, form_scores
from thidua_xl.sheets.table import find_table
from thidua_xl.workbook.addresses import address
from thidua_xl.workbook.typing_in import type_in

pytestmark = pytest.mark.office

LEDGER, LEADER = agreed.TABLE.sheet, "I.4.a"
Cells = Mapping[str, Mapping[str, object]]
"""Sheet → cell → what a person types."""


def _command(*arguments: str | Path) -> int:
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        return main([str(argument) for argument in arguments])


@pytest.fixture(scope="session")
def demo(work: Path) -> Path:
    """The demonstration's folder: books and inboxes of the invented cluster."""
    out = work / "demo-ribbon"
    assert _command("demo", out) == 0
    return out


SMALL = Cluster(
    criteria_of("I\nI.1 | Tiêu chí | 20\nI.2 | Tiêu chí | 20 | Theo tỷ lệ"),
    """    A   B   C
    I.1   18  17  16
    I.2   10/10=20 10/9=18 10/8=16""",
    Settings(cluster="C9", name="Cụm 9", year=YEAR),
)


@pytest.fixture(scope="session")
def small(work: Path) -> Path:
    """A cluster of three whose forms are in."""
    return build(work / "SoCum_C9.xlsx", SMALL)


@pytest.fixture(scope="session")
def issued(work: Path) -> Path:
    """The sample cluster's book whose scorecards are sent out, nothing received yet."""
    book = work / "ribbon" / "SoCum_TS01.xlsx"
    assert _command("new", "cluster", book, "--sample") == 0
    assert _command("issue", book, "--out", work / "ribbon" / "phieu") == 0
    return book


class Twins:
    """The same book twice: one open in Excel, one as a file for the command line."""

    def __init__(self, app: xw.App, book: Path, folder: Path) -> None:
        self.app = app
        self.live, self.file = folder / "live" / book.name, folder / "file" / book.name
        for copy in (self.live, self.file):
            copy.parent.mkdir(parents=True)
            shutil.copy(book, copy)
            if book.with_suffix(".goc").exists():
                shutil.copytree(book.with_suffix(".goc"), copy.with_suffix(".goc"))
        self.book = app.books.open(str(self.live))
        self.book.set_mock_caller()

    def type(self, cells: Cells) -> None:
        """Type the same into both."""
        for sheet, typed in cells.items():
            for cell, value in typed.items():
                self.book.sheets[sheet][cell].value = value
        self.file.write_bytes(type_in(self.file.read_bytes(), cells))

    def run(self, command: str, path: Path | None = None) -> Outcome:
        """Click the button."""
        return run(command, path, log=self.live.with_suffix(".log"))

    @property
    def alerts(self) -> list[Alert]:
        """The message boxes so far."""
        found: list[Alert] = self.app.impl.alerts
        return found

    def differences(self) -> list[str]:
        """Cells that differ between the open workbook and the file of the command line."""
        live = LiveBook(self.book)
        found = []
        for name, grid in open_book(self.file).grids.items():
            other = live.grid(name)
            assert isinstance(other, Grid)
            for row in range(max(len(grid.rows), len(other.rows))):
                for column in range(max(_width(grid, row), _width(other, row))):
                    if not same_value(grid.at(row, column), other.at(row, column)):
                        found.append(f"{name}!{address(row, column)}: {grid.at(row, column)!r} in the file, "
                                     f"{other.at(row, column)!r} open")  # fmt: skip
            found += [f"{name}!{address(*place)}: formula" for place in grid.formulas ^ other.formulas]
        return found


def _saved(book: Path) -> Book:
    """The book as it was saved, though it is open."""
    return open_book(book, to_write=False)


def _cell(book: Path, unit: str, criterion: str, header: str) -> str:
    """Where a unit's cell of a criterion stands on `Thống nhất điểm`."""
    read = open_book(book)
    return read.places[LEDGER].placement.cell(read.ledger[unit, criterion].row, header)


def _width(grid: Grid, row: int) -> int:
    return len(grid.rows[row]) if row < len(grid.rows) else 0


OpenTwice = Callable[[Path], Twins]


@pytest.fixture
def open_twice(excel: xw.App, tmp_path: Path) -> OpenTwice:
    """Makes twins of a book."""
    return lambda book: Twins(excel, book, tmp_path)


def test_collect_equals_the_command_line(open_twice: OpenTwice, issued: Path, demo: Path) -> None:
    """Seven files with their faults into the open book: every sheet as `collect` writes it."""
    twins = open_twice(issued)
    outcome = twins.run("collect", demo / "2_hop_thu_dot_1")
    assert _command("collect", twins.file, demo / "2_hop_thu_dot_1") == outcome.code == 1
    assert twins.differences() == []
    assert "7 tệp" in twins.alerts[-1].prompt


def test_a_second_inbox_equals_the_command_line(open_twice: OpenTwice, issued: Path, demo: Path) -> None:
    """A form that replaces another and a late one: tables grow and shrink in the open book."""
    twins = open_twice(issued)
    for inbox in ("2_hop_thu_dot_1", "3_hop_thu_dot_2"):
        outcome = twins.run("collect", demo / inbox)
        assert _command("collect", twins.file, demo / inbox) == outcome.code
        assert twins.differences() == []


def test_give_back_equals_the_command_line(
    open_twice: OpenTwice, issued: Path, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same files byte for byte; the open book and its file stay as they are."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1766800000")
    twins = open_twice(issued)
    inbox = demo / "2_hop_thu_dot_1"
    twins.run("collect", inbox)
    _command("collect", twins.file, inbox)
    before = twins.live.read_bytes()
    folders = [twins.live.parent / "tra", twins.file.parent / "tra"]
    outcome = twins.run("give-back", folders[0])
    assert _command("give-back", twins.file, "--out", folders[1]) == outcome.code == 1
    live, file = ({path.name: path.read_bytes() for path in folder.iterdir()} for folder in folders)
    assert live == file and any(name.startswith("Can_sua_") for name in live)
    assert "chưa gửi thư nào" in twins.alerts[-1].prompt
    assert twins.live.read_bytes() == before and twins.differences() == []


def test_scores_that_stand_change_only_after_a_yes(open_twice: OpenTwice, demo: Path) -> None:
    """An agreed result moves the points of the whole cluster: they are named, and a no changes nothing."""
    twins = open_twice(next(demo.glob("4_*.xlsx")))
    twins.type({LEDGER: {_cell(twins.file, "MSO", LEADER, "Kết quả thống nhất"): 1000}})
    before = twins.live.read_bytes()
    twins.app.impl.answers.append("no")
    assert twins.run("total").code == 0
    assert f"TDA {LEADER}: " in twins.alerts[-1].prompt
    assert "Tiếp tục?" in twins.alerts[-1].prompt
    assert twins.live.read_bytes() == before
    twins.run("total")
    _command("rank", twins.file)
    assert twins.differences() == []


def test_a_vote_is_prepared_typed_and_counted(open_twice: OpenTwice, demo: Path) -> None:
    """Bỏ phiếu fills the tied units in; the typed ballots give one Nhất."""
    twins = open_twice(next(demo.glob("4_*.xlsx")))
    outcome = twins.run("vote")
    assert outcome.code == 1
    assert "chờ bỏ phiếu" in twins.alerts[-1].prompt
    assert twins.book.sheets.active.name == "Bỏ phiếu"
    _command("rank", twins.file)
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
    twins.type({LEDGER: {_cell(twins.file, "C", "I.1", "Điểm thống nhất"): 20,
                         _cell(twins.file, "C", "I.1", "Lý do"): "họp xem lại"}})  # fmt: skip
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
    _command("rank", twins.file)
    assert [one for one in twins.differences() if one.startswith(LEDGER)] == []


def _column_after(sheet: xw.Sheet) -> str:
    return str(sheet.range((1, sheet.used_range.last_cell.column + 2)).get_address(False, False)).rstrip("1")


def _row_of(sheet: xw.Sheet, unit: str) -> int:
    codes = sheet.range("B1:B40").value
    return int(codes.index(unit)) + 1


def test_texts_stay_texts(open_twice: OpenTwice, small: Path) -> None:
    """What looks like a number, a date or a formula is written as the text that it is."""
    twins = open_twice(small)
    cell = _cell(twins.file, "A", "I.2", "Chỉ tiêu thống nhất")
    twins.type({LEDGER: {cell: "3/4"}})
    twins.book.sheets[LEDGER][cell].value = "'3/4"
    twins.run("total")
    _command("rank", twins.file)
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
    twins.type({LEDGER: {_cell(twins.file, "B", "I.1", "Điểm thống nhất"): 19,
                         _cell(twins.file, "B", "I.1", "Lý do"): "họp thống nhất"}})  # fmt: skip
    twins.run("total")
    texts = [cell for cell in journal.range("D1:D60").value if cell]
    assert texts[-1] == "ghi thêm của tôi"
    assert any("19" in str(text) for text in texts)
    _command("rank", twins.file)
    other = open_book(twins.file).journal
    assert [line.hash for line in _saved(twins.live).journal] == [line.hash for line in other]


def test_new_units_rebuild_the_book_after_a_yes(open_twice: OpenTwice, small: Path) -> None:
    """Tables that change their shape are rendered anew: saved, closed, brought up to date, opened again."""
    twins = open_twice(small)
    for book in (twins.file, twins.live):
        assert open_book(book, to_write=False).grids["Đơn vị"].at(6, 0) == "C"
    workbook = openpyxl.load_workbook(twins.file)
    for cell, value in (("A8", "D"), ("B8", "Xã D"), ("F8", "Có")):
        workbook["Đơn vị"][cell].value = value
        twins.book.sheets["Đơn vị"][cell].value = value
    workbook.save(twins.file)
    twins.app.impl.answers.append("no")
    twins.run("total")
    assert "dựng lại" in twins.alerts[-1].prompt
    assert twins.run("total").code == 1
    _command("rank", twins.file)
    twins.book = twins.app.books.active
    assert twins.differences() == []


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
    cell = _cell(twins.file, "A", "I.1", "Điểm thống nhất")
    twins.type({LEDGER: {cell: 15}})
    twins.run("total")
    (kept,) = (twins.live.parent / "luu").iterdir()
    assert open_book(kept).ledger["A", "I.1"].typed[3] == 15
    assert [line.change for line in open_book(kept).journal] != [
        line.change for line in _saved(twins.live).journal
    ]


def test_issue_writes_the_forms_and_records_them(open_twice: OpenTwice, small: Path, tmp_path: Path) -> None:
    """The same scorecards as the command line's, byte for byte."""
    twins = open_twice(small)
    twins.type({"Tiêu chí": {_maximum(twins.file, "I.1"): 30}})
    assert twins.run("issue", tmp_path / "phieu").code == 0
    _command("issue", twins.file, "--out", tmp_path / "phieu2")
    assert "3 phiếu" in twins.alerts[-1].prompt
    names = sorted(path.name for path in (tmp_path / "phieu").glob("*.xlsx"))
    assert len(names) == 3
    assert all(
        (tmp_path / "phieu" / name).read_bytes() == (tmp_path / "phieu2" / name).read_bytes()
        for name in names
    )


def _maximum(book: Path, code: str) -> str:
    grid = open_book(book).grids["Tiêu chí"]
    found = find_table(grid, criteria.TABLE)
    assert found is not None
    row = next(at for at in range(len(grid.rows)) if grid.at(at, found.placement["Mã"]) == code)
    return found.placement.cell(row, "Điểm tối đa")


def test_new_books_are_made_and_opened(excel: xw.App, small: Path, tmp_path: Path) -> None:
    """Tạo sổ from nothing, Sao chép từ năm trước from the book that is open."""
    old = excel.books.open(str(small))
    old.set_mock_caller()
    assert run("new", tmp_path / "SoCum_moi.xlsx").code == 0
    assert excel.books.active.name == "SoCum_moi.xlsx"
    assert run("new-from", tmp_path / "SoCum_2027.xlsx").code == 0
    copied = open_book(tmp_path / "SoCum_2027.xlsx", to_write=False)
    assert (copied.settings.year, len(copied.units), copied.receipts) == (YEAR + 1, 3, [])
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
    found = find_table(grid, form_scores.TABLE)
    assert found is not None
    row = next(at for at in range(len(grid.rows)) if grid.at(at, found.placement["Mã"]) == "I.1")
    cell = found.placement.cell(row, "Điểm tự chấm")
    sheet[cell].value = 25
    assert run("check").code == 1
    assert f"Tự chấm!{cell}" in excel.impl.alerts[-1].prompt
    chosen = excel.selection
    assert chosen is not None
    assert chosen.get_address(False, False) == cell


def test_a_cell_is_explained(open_twice: OpenTwice, small: Path) -> None:
    """Where a score comes from, what a rank rests on, what to do about a finding; nothing is written."""
    twins = open_twice(small)
    before = twins.live.read_bytes()
    said = {}
    place = _cell(twins.file, "B", "I.2", "Điểm tính")
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


# --- what cannot be done is one sentence ------------------------------------------------------


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


def _setting(book: xw.Book, name: str) -> str:
    """Where the value of a setting stands."""
    labels = [cell if isinstance(cell, str) else "" for cell in book.sheets["Cụm"].range("A1:A60").value]
    return f"B{labels.index(name) + 1}"


def _selected(book: xw.Book) -> str:
    chosen = book.selection
    return "" if chosen is None else str(chosen.get_address(False, False))


def test_a_book_is_closed_verified_and_opened_again(open_twice: OpenTwice, small: Path) -> None:
    """Chốt sổ, Kiểm chứng, Mở lại sổ on the open book: cell by cell what the commands make of the file."""
    twins = open_twice(small)
    assert twins.run("close").code == 0
    assert "Mã niêm phong: " in twins.alerts[-1].prompt
    assert twins.book.sheets.active.name == "Xếp hạng"
    assert _command("close", twins.file) == 0
    assert twins.differences() == []
    seal = _saved(twins.live).meta["seal"]
    assert seal == _saved(twins.file).meta["seal"]
    assert twins.run("rank").code == 2

    before = twins.live.read_bytes()
    assert twins.run("verify").code == 0
    assert "khớp" in twins.alerts[-1].prompt
    assert twins.live.read_bytes() == before

    cell = _setting(twins.book, "Lý do mở lại")
    assert twins.run("reopen").code == 1
    assert cell in twins.alerts[-1].prompt
    assert (twins.book.sheets.active.name, _selected(twins.book)) == ("Cụm", cell)
    twins.book.sheets["Cụm"][cell].value = "Sửa điểm xã A"
    assert twins.run("reopen").code == 0
    assert twins.book.sheets["Cụm"][cell].value is None
    assert _command("reopen", twins.file, "--reason", "Sửa điểm xã A") == 0
    assert twins.differences() == []
    assert _saved(twins.live).journal[-1] == _saved(twins.file).journal[-1]


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
    assert twins.book.sheets["Cụm"][_setting(twins.book, "Giai đoạn")].value != "Đã chốt"


def test_what_differs_from_the_originals_is_shown(open_twice: OpenTwice, small: Path) -> None:
    """Kiểm chứng goes to the first cell that is not what it should be."""
    twins = open_twice(small)
    cell = _cell(twins.file, "B", "I.1", "Điểm tự chấm")
    twins.book.sheets[LEDGER][cell].value = 19
    assert twins.run("verify").code == 1
    assert "theo phiếu gốc là 17" in twins.alerts[-1].prompt
    assert _selected(twins.book) == cell


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

    monkeypatch.setattr("thidua_xl.excel.actions.rank_in", broken)
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

    monkeypatch.setattr("thidua_xl.excel.actions.rank_in", busy)
    assert twins.run("rank").code == 2
    assert "Excel đang bận" in twins.alerts[-1].prompt


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
    assert _command("excel", "rank", "--outcome", tmp_path / "outcome.txt") == 0
    assert (tmp_path / "outcome.txt").read_text(encoding="utf-16").startswith("shown\n")
    assert twins.alerts[-1].prompt.startswith("Nhất: A")


def test_letters_come_in_as_by_the_command_line(
    open_twice: OpenTwice, issued: Path, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nhận từ hộp thư reads the mailbox that was remembered; the book holds what `fetch-mail` would have written."""
    forms = sorted((demo / "2_hop_thu_dot_1").glob("*.xlsx"))[:2]
    files = [file for form in forms for file in received(form, form.read_bytes(), "Thư")]
    fetched = Fetched(2, files, [], [])
    monkeypatch.setattr("thidua_xl.mailbox.fetch", lambda *_: fetched)
    monkeypatch.setattr("thidua_xl.mail_account.recall", lambda: Account("imap.vidu.vn", "cum"))
    twins = open_twice(issued)
    outcome = twins.run("fetch-mail")
    take_letters_in(twins.file, fetched)
    assert outcome.code == 1
    assert "Hộp thư có 2 thư" in twins.alerts[-1].prompt
    assert twins.differences() == []


def test_without_a_remembered_mailbox_the_button_says_how(
    open_twice: OpenTwice, small: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """No server can be chosen by a book."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "none"))
    twins = open_twice(small)
    assert twins.run("fetch-mail").code == 2
    assert "--remember" in twins.alerts[-1].prompt
