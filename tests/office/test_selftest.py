"""`thidua-xl addin selftest` on LibreOffice's xlwings engine: one whole run, and faults that it must tell of."""

import contextlib
import io
import json
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from tests.office.addin_in_calc import AddIn
from tests.office.calc import ROOT, Calc
from tests.office.engine.app import Apps
from tests.office.twins import LEDGER, cell_of
from tests.office.xlwings_calc import registered
from thidua_xl.addin import places
from thidua_xl.addin.buttons import BUTTONS, BookKind
from thidua_xl.commands.addin import command_line
from thidua_xl.commands.parser import main
from thidua_xl.excel.selftest import macros, own
from thidua_xl.excel.selftest.desk import LOG, Desk, Step
from thidua_xl.excel.selftest.files import files, opened
from thidua_xl.excel.selftest.macros import MACRO_NAMES
from thidua_xl.excel.selftest.report import DATA, TEXT, Report, Verdict
from thidua_xl.excel.selftest.twins import Twins
from thidua_xl.excel.selftest.whole import done, in_order, whatever_comes

pytestmark = pytest.mark.office

UNSAVED = "đang gõ dở"


@dataclass(frozen=True)
class Proof:
    """What a whole run left behind."""

    code: int
    printed: str
    text: str
    data: dict[str, Any]
    mine: dict[str, object]
    """The user's own book after it."""


@pytest.fixture(scope="session")
def xlam(work: Path) -> Path:
    """The add-in as the sources make it."""
    pytest.importorskip("pyopenvba", reason="pyOpenVBA is not installed")
    from thidua_xl.addin.build import build as build_addin

    path = work / "ThiDua.xlam"
    path.write_bytes(build_addin(ROOT / "macros"))
    return path


@contextlib.contextmanager
def excel_with_addins(calc: Calc, folder: Path, *, ribbon: bool = True) -> Iterator[xw.App]:
    """Excel, in which an add-in that is opened runs."""
    with registered(calc) as app:
        double = AddIn(calc, folder)

        def dress(number: int) -> None:
            double.take(number)
            if ribbon:
                double.show_ribbon()

        app.impl.engine.dress_addin = dress
        try:
            yield app
        finally:
            app.impl.quit()


@pytest.fixture(scope="session")
def proof(calc: Calc, small: Path, xlam: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proof]:
    """The command as a user starts it, while a book of the user's own is open and half typed in."""
    folder = tmp_path_factory.mktemp("home") / "tự kiểm tra"
    mine = folder.parent / "Sổ của tôi.xlsx"
    mine.write_bytes(small.read_bytes())
    work = tmp_path_factory.mktemp("addin")
    with excel_with_addins(calc, work) as app, pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "home", lambda: folder.parent)
        patch.setattr(places, "addin_file", lambda: xlam)
        book = app.books.open(str(mine))
        book.sheets[0]["A60"].value = UNSAVED
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            code = main(["addin", "selftest", "--out", str(folder)])
        after: dict[str, object] = {
            "open": [one.name for one in app.books], "cell": book.sheets[0]["A60"].value,
            "saved": mine.read_bytes() == small.read_bytes(), "boxes": list(app.impl.alerts),
            "running": xw.apps.count, "beside": sorted(path.name for path in folder.parent.glob("[!.]*")),
        }  # fmt: skip
    text = (folder / TEXT).read_text("utf-8-sig")
    yield Proof(code, out.getvalue(), text, json.loads((folder / DATA).read_text("utf-8")), after)


def test_every_button_is_named_and_equals_the_command_line(proof: Proof) -> None:
    """All 37 by their Vietnamese labels, none different, each with what was proven and the time of its click."""
    lines = proof.data["buttons"]
    assert [line for line in lines if line["verdict"] != "equal"] == []
    assert [line["name"] for line in lines] == [button.command for button in BUTTONS]
    for button, line in zip(BUTTONS, lines, strict=True):
        assert line["what"].startswith(button.label)
        assert line["seconds"] >= 0 and line["proven"]
        assert f"  Đạt       {line['what']} [{line['name']}] " in proof.text
    assert (proof.code, proof.data["equal"], proof.data["wrong"]) == (0, True, 0)
    assert "KẾT QUẢ: ĐẠT." in proof.text.splitlines()[1]


def test_the_report_is_printed_as_it_is_saved_and_names_no_user(proof: Proof) -> None:
    """It can be sent by mail as it is: the home folder, which is named after the user, stands as ~."""
    assert proof.text.replace("\r\n", "\n") in proof.printed
    assert "~" in proof.data["folder"]
    for saved in (proof.text, json.dumps(proof.data, ensure_ascii=False)):
        assert "/home0" not in saved
    assert {"thidua_xl", "Excel", "Python", "xlwings", "Hệ điều hành"} == proof.data["versions"].keys()


def test_the_users_own_book_is_left_alone(proof: Proof) -> None:
    """Still open, what was typed still there and unsaved, no box, no second Excel, no file beside it."""
    assert proof.mine == {
        "open": ["Sổ của tôi.xlsx"], "cell": UNSAVED, "saved": True, "boxes": [], "running": 1,
        "beside": ["Sổ của tôi.xlsx", "tự kiểm tra"],
    }  # fmt: skip


def test_every_kind_of_file_opens_as_it_is(proof: Proof) -> None:
    """Books, forms, the marked copy, the index, the sealed book, a checking form, the add-in."""
    lines = proof.data["files"]
    assert [line for line in lines if line["verdict"] != "equal"] == []
    assert [line["what"] for line in lines] == [
        "Sổ cụm", "Phiếu trống", "Phiếu đã điền", "Phiếu trả đã đánh dấu", "Danh sách trả phiếu", "Sổ đã chốt",
        "Sổ tổng hợp của cấp trên", "Phiếu thẩm định", "Bộ nút",
    ]  # fmt: skip


def test_every_macro_is_called_and_python_is_started(proof: Proof) -> None:
    """The real modules of the add-in, in LibreOffice; only its operating system is a double."""
    lines = proof.data["macros"]
    assert [line for line in lines if line["verdict"] != "equal"] == []
    assert [line["name"] for line in lines] == ["IsRibbonLoaded", "TriedPython", *MACRO_NAMES.values()]


# --- what must not stay hidden ---


@pytest.fixture
def desk(excel: xw.App, tmp_path: Path) -> Desk:
    """Excel and the command line."""
    return Desk(excel, tmp_path, command_line)


class Days:
    """Steps on one pair of books."""

    def __init__(self, twins: Twins, *steps: Step) -> None:
        self._twins, self._steps = twins, list(steps)

    def steps(self) -> list[Step]:
        """As given."""
        return self._steps

    def begin_again(self) -> None:
        """Both books alike."""
        self._twins.begin_again()

    def close(self) -> None:
        """The open one."""
        self._twins.close()


def test_a_button_that_writes_another_number_is_told_and_stops_nothing(
    desk: Desk, small: Path, tmp_path: Path
) -> None:
    """The cell with both values; a step that breaks is a line too, and the last step begins with equal books."""
    twins = Twins(desk.app, small, tmp_path / "so")
    cell = cell_of(twins.file, "C", "I.1", "Điểm tự chấm")

    def changed_under_way(desk: Desk) -> Iterator[str]:
        twins.book.sheets[LEDGER][cell].value = 15.5
        yield from desk.click_both("verify", twins, None, "verify", twins.file)

    def breaks(_: Desk) -> Iterator[str]:
        raise ZeroDivisionError("hỏng")

    def alike(desk: Desk) -> Iterator[str]:
        yield from desk.click_both("rank", twins, None, "rank", twins.file)

    steps = [Step("verify", "x", changed_under_way), Step("vote", "x", breaks), Step("rank", "x", alike)]
    lines = list(whatever_comes(tmp_path, "các nút", done(desk, Days(twins, *steps))))
    assert [line.verdict for line in lines] == [Verdict.DIFFERS, Verdict.FAILED, Verdict.EQUAL]
    told = "\n".join(lines[0].differences)
    assert f"{LEDGER}!{cell}: trong tệp “16”, sổ đang mở “15.5”" in told.replace(".0”", "”")
    assert "mã thoát: nút 1" in told
    assert "ZeroDivisionError: hỏng" in lines[1].proven
    assert "hỏng" in (tmp_path / LOG).read_text("utf-8")
    report = Report("", tmp_path, in_order(iter(lines)), [], [], {})
    assert (report.code, report.wrong) == (1, 2)
    assert "CÓ 2 CHỖ KHÁC trong 3 mục đã thử. Chưa thử được 34 mục" in report.text()
    assert len(desk.app.books) == 0


def test_a_file_that_does_not_open_or_was_mended_is_told(excel: xw.App, small: Path, tmp_path: Path) -> None:
    """Cut in half; a window that says Repaired; a file that nobody made; and one that is as it should be."""
    data = small.read_bytes()
    cut, mended, good = (tmp_path / f"{name}.xlsx" for name in ("cut", "mended", "good"))
    cut.write_bytes(data[: len(data) // 2])
    mended.write_bytes(data)
    good.write_bytes(data)
    excel.impl.engine.mended.add(mended.name)
    kinds = [("cắt", cut), ("sửa", mended), ("thiếu", tmp_path / "none.xlsx"), ("tốt", good)]
    lines = {line.what: line for line in files(excel, kinds, tmp_path)}
    assert {what: line.verdict.name for what, line in lines.items()} == {
        "cắt": "FAILED", "sửa": "DIFFERS", "thiếu": "NOT_TRIED", "tốt": "EQUAL",
    }  # fmt: skip
    assert lines["sửa"].differences == ("tiêu đề cửa sổ là mended.xlsx  -  Repaired",)
    assert "Excel không mở được" in lines["cắt"].proven
    assert len(excel.books) == 0


def test_a_repair_log_and_another_value_are_told(
    excel: xw.App, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Excel leaves `error….xml` behind; a cell that Excel shows otherwise than the file says is named."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    path = tmp_path / "so.xlsx"
    path.write_bytes(small.read_bytes())
    opening = type(excel.impl.books).open

    def mending(books: Any, *given: Any) -> Any:
        (tmp_path / "error012345_01.xml").write_text("<recoveryLog/>")
        book = opening(books, *given)
        xw.Book(impl=book).sheets[LEDGER]["A2"].value = "khác"
        return book

    monkeypatch.setattr(type(excel.impl.books), "open", mending)
    line = opened(excel, "sổ", path, tmp_path)
    assert line.verdict is Verdict.DIFFERS
    assert line.differences[0] == "nhật ký sửa mới: error012345_01.xml"
    assert line.differences[1].endswith("sổ đang mở “khác”")
    assert len(line.differences) == 2


def test_a_macro_that_is_missing_and_a_ribbon_that_is_not_taken_are_told(
    calc: Calc, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All others are called; a workbook that does not open is a line, too."""
    monkeypatch.setattr(macros, "_PATIENCE", 0)
    sources = tmp_path / "macros"
    shutil.copytree(ROOT / "macros", sources)
    ribbon = sources / "ThiDuaRibbon.bas"
    ribbon.write_text(ribbon.read_text("ascii").replace("Sub XepHang()", "Sub XepHangg()"), "ascii")
    pytest.importorskip("pyopenvba", reason="pyOpenVBA is not installed")
    from thidua_xl.addin.build import build as build_addin

    lacking = tmp_path / "ThiDua.xlam"
    lacking.write_bytes(build_addin(sources))
    with excel_with_addins(calc, tmp_path, ribbon=False) as app:

        def front(kind: BookKind) -> None:
            if kind is not BookKind.CLUSTER:
                raise OSError("không có")
            app.books.open(str(small)).activate()

        lines = {line.name: line for line in macros.macros(app, lacking, tmp_path, front)}
        assert "TuKiemTra_ThiDua.xlam" not in [book.name for book in app.books]
    wrong = {name for name, line in lines.items() if line.is_wrong}
    assert wrong == {"IsRibbonLoaded", "office", "scorecard", "XepHang"}
    assert "không gọi được: ExcelError" in lines["XepHang"].differences[0]
    assert lines["TongHop"].proven.endswith("đúng với sổ cụm")
    assert set(MACRO_NAMES.values()) <= lines.keys()
    (line,) = macros.macros(app, None, tmp_path, front)
    assert line.verdict is Verdict.NOT_TRIED


def test_an_excel_that_is_shared_is_left_as_it_was(excel: xw.App, small: Path, tmp_path: Path) -> None:
    """As on macOS: what was opened inside is closed, what was there stays, settings and front come back."""
    mine, other = tmp_path / "Của tôi.xlsx", tmp_path / "khác.xlsx"
    for path in (mine, other):
        path.write_bytes(small.read_bytes())
    excel.books.open(str(other))
    excel.books.open(str(mine)).sheets[0]["A60"].value = UNSAVED
    excel.calculation = "manual"
    with pytest.raises(ZeroDivisionError), own.excel(shared=True) as app:
        assert app.pid == excel.pid
        app.books.open(str(small))
        app.books.add()
        app.calculation, app.display_alerts = "automatic", False
        raise ZeroDivisionError
    assert [book.name for book in excel.books] == [other.name, mine.name]
    assert excel.books.active.sheets[0]["A60"].value == UNSAVED
    assert (excel.calculation, excel.display_alerts, mine.read_bytes()) == (
        "manual",
        True,
        small.read_bytes(),
    )


@pytest.mark.usefixtures("excel")
def test_an_excel_that_does_not_start_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2; a folder that is not empty is refused before Excel is started at all."""

    def broken(*_: object, **__: object) -> None:
        raise OSError("Invalid class string")

    monkeypatch.setattr(Apps, "add", broken)
    assert main(["addin", "selftest", "--out", str(tmp_path / "x")]) == 2
    assert "không khởi động được (OSError)" in capsys.readouterr().err
    (tmp_path / "một tệp").touch()
    assert main(["addin", "selftest", "--out", str(tmp_path)]) == 2
    assert "thư mục mới hoặc trống" in capsys.readouterr().err
