"""The buttons of the group Nội vụ on an office book that is open in LibreOffice, beside the command line."""

import shutil
from pathlib import Path

import pytest
import xlwings as xw

from tests.office.twins import SMALL, OpenTwice, Twins, command
from thidua_xl.domain.office.inputs import Cluster, OfficeSettings, OfficeUnit
from thidua_xl.domain.scoring.criteria import Criteria, Criterion, Scorer
from thidua_xl.excel.person import Recorder
from thidua_xl.excel.run import Caller, run
from thidua_xl.excel.selftest.clicks import unlike_files
from thidua_xl.office.acts.new_book import write_new_office
from thidua_xl.office.book import OfficeBook
from thidua_xl.sheets.cluster import scorers
from thidua_xl.sheets.kept import KeptRow


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """An office of one cluster: the small book's."""
    year = SMALL.settings.year
    units = [OfficeUnit(code, f"Xã {code}", "C9") for code in "ABC"]
    settings = OfficeSettings(year=year, superior="UBND tỉnh")
    book = OfficeBook(settings, [Cluster("C9", "Cụm 9")], units)
    return write_new_office(tmp_path / "SoTongHop.xlsx", book)


@pytest.fixture
def folder(small: Path, tmp_path: Path) -> Path:
    """What the cluster sent."""
    inbox = tmp_path / "gui len"
    inbox.mkdir()
    shutil.copy(small, inbox / "SoCum_C9.xlsx")
    return inbox


def _opened_again(twins: Twins) -> None:
    """The workbook was closed and opened: it is another one for xlwings."""
    twins.book = twins.app.books.active
    twins.book.set_mock_caller()


def test_the_clusters_are_consolidated_in_the_open_book(
    open_twice: OpenTwice, office: Path, folder: Path
) -> None:
    """Cell by cell what the command makes of the file; the page for leaders is shown."""
    twins = open_twice(office)
    own = twins.book.sheets.add("Ghi chú riêng")
    own["A1"].value = "của tôi"
    outcome = twins.run("consolidate", folder)
    _opened_again(twins)
    assert outcome.code == command("consolidate", twins.file, folder)
    assert "Đã có sổ của 1/1 cụm." in twins.alerts[-1].prompt
    assert twins.book.sheets.active.name == "Tổng quan"
    assert twins.book.sheets["Ghi chú riêng"]["A1"].value == "của tôi"
    assert twins.differences() == ["trang Ghi chú riêng chỉ có ở sổ đang mở"]


def test_the_list_of_nominees_is_computed_anew(open_twice: OpenTwice, office: Path, folder: Path) -> None:
    """From the books that were received, without asking for a folder."""
    twins = open_twice(office)
    twins.run("consolidate", folder)
    _opened_again(twins)
    outcome = twins.run("nominees")
    _opened_again(twins)
    assert outcome.code == command("consolidate", twins.file, folder)
    assert twins.book.sheets.active.name == "Danh sách đề nghị"
    assert twins.differences() == []


def test_books_are_made_for_the_clusters(open_twice: OpenTwice, office: Path, tmp_path: Path) -> None:
    """The same that the command makes; one that is there already stays, and the office book does not change."""
    twins = open_twice(office)
    before, out = twins.live.read_bytes(), tmp_path / "so cum"
    assert twins.run("issue-books", out).code == 0
    made = next(out.glob("SoCum_C9_*.xlsx"))
    assert command("issue-books", twins.file, "--out", tmp_path / "khac") == 0
    assert made.name in [path.name for path in (tmp_path / "khac").iterdir()]
    assert twins.run("issue-books", out).code == 0
    assert "Giữ nguyên 1 sổ" in twins.alerts[-1].prompt
    assert twins.live.read_bytes() == before


def test_departments_get_their_workbooks(open_twice: OpenTwice, tmp_path: Path) -> None:
    """The button of the clusters' forms, on a book with criteria of the superior's own: the same as by command."""
    year = SMALL.settings.year
    book = OfficeBook(
        OfficeSettings(year=year, superior="UBND tỉnh"),
        [Cluster("C9", "Cụm 9")],
        [OfficeUnit(code, f"Xã {code}", "C9") for code in "ABC"],
    )
    own = Criterion("I", text="Ngân sách", max_points=10_000, scorer=Scorer.SEVERAL, scorers="TC")
    book.scoring.criteria = Criteria((own,))
    book.scoring.kept = {scorers.TABLE.sheet: [KeptRow(0, {"Mã": "TC", "Tên": "Phòng Tài chính"})]}
    twins, out = open_twice(write_new_office(tmp_path / "SoTongHop.xlsx", book)), tmp_path / "phieu"
    assert twins.run("issue", out).code == 0
    _opened_again(twins)
    other = tmp_path / "khac"
    assert command("issue", twins.file, "--out", other) == 0
    assert [path.name for path in out.iterdir()] == [f"Cham_TC_{year}.xlsx"]
    assert list(unlike_files(out, other)) == []
    assert twins.differences() == []


def test_units_to_check_get_their_forms(open_twice: OpenTwice, office: Path, folder: Path) -> None:
    """Beside the book, and the sheet of proposals is shown."""
    twins = open_twice(office)
    twins.run("consolidate", folder)
    _opened_again(twins)
    twins.run("appraise")
    _opened_again(twins)
    assert [path.name for path in twins.live.with_suffix(".tham_dinh").glob("PhieuThamDinh_A_*.xlsx")]
    assert twins.book.sheets.active.name == "Kiểm tra"


def test_the_superiors_papers_are_made_and_recorded(
    open_twice: OpenTwice, office: Path, folder: Path, tmp_path: Path
) -> None:
    """The same files as by command, and the same book afterwards; the folder is opened at the end."""
    twins, out = open_twice(office), tmp_path / "van ban"
    twins.run("consolidate", folder)
    _opened_again(twins)
    command("consolidate", twins.file, folder)
    person = Recorder()
    outcome = run("documents", out, caller=Caller(twins.app, twins.book), person=person)
    _opened_again(twins)
    other = twins.file.parent / "vb"
    assert outcome.code == command("documents", twins.file, "--out", other)
    assert person.folders == [out]
    assert list(unlike_files(out, other)) == []
    assert {path.name for path in out.iterdir()} >= {"bao-cao-tong-hop.docx", "thong-ke-phong-trao.docx"}
    assert twins.differences() == []


@pytest.mark.parametrize("button", ["issue-books", "consolidate", "appraise", "nominees"])
def test_a_cluster_book_is_refused(excel: xw.App, small: Path, tmp_path: Path, button: str) -> None:
    """With one sentence; the book in front stays open and as it is."""
    book = excel.books.open(str(small))
    book.set_mock_caller()
    before = small.read_bytes()
    assert run(button, tmp_path).code == 2
    assert "không phải sổ tổng hợp" in excel.impl.alerts[-1].prompt
    assert small.read_bytes() == before
    assert small.name in [one.name for one in excel.books]


def test_a_new_office_book_is_opened(excel: xw.App, small: Path, tmp_path: Path) -> None:
    """Where it was asked for; the one in front is left alone."""
    excel.books.open(str(small)).set_mock_caller()
    path = tmp_path / "moi" / "SoTongHop.xlsx"
    assert run("new-office", path).code == 0
    assert path.exists()
    assert path.name in [one.name for one in excel.books]
