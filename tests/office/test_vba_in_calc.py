"""From a ribbon button to the sheet: the add-in's VBA in LibreOffice, a Python of its own, the open workbook."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import xlwings as xw

from tests.office.addin_double import double_of, signatures
from tests.office.addin_in_calc import SYSTEM, AddIn
from tests.office.books import LEDGER, MATRIX, RANKING, Cluster, build, ledger_cell, lines_of, run
from tests.office.calc import ROOT, Calc
from tests.office.test_book_formulas import PLAIN
from thidua_xl.addin.buttons import BUTTONS, BookKind
from thidua_xl.domain.scoring.settings import Settings
from thidua_xl.sheets import journal

pytestmark = pytest.mark.office

SETTINGS = Settings(year=2026, cluster="C03", name="Cụm bấm nút")
SCORES = """
      A    B    C
I.1   39   40   30
I.2   30   28   30
II.1  30   29   25
"""

Open = Callable[[str], xw.Book]


@pytest.fixture(scope="session")
def xlam() -> bytes:
    """The add-in as it is shipped."""
    pytest.importorskip("pyopenvba", reason="pyOpenVBA is not installed")
    from thidua_xl.addin.build import build as build_addin

    return build_addin(ROOT / "macros")


@pytest.fixture(scope="session")
def collected(work: Path) -> bytes:
    """A cluster of three whose forms are in: A 99, B 97, C 85."""
    return build(work / "vba.xlsx", Cluster(PLAIN, SCORES, SETTINGS)).read_bytes()


@pytest.fixture
def addin(calc: Calc, xlam: bytes, tmp_path: Path) -> Iterator[AddIn]:
    """Excel with the add-in, no workbook open yet."""
    path = tmp_path / "ThiDua.xlam"
    path.write_bytes(xlam)
    loaded = AddIn(calc, tmp_path)
    loaded.load(path)
    yield loaded
    loaded.close()


@pytest.fixture
def open_book(addin: AddIn, excel: xw.App, collected: bytes) -> Open:
    """Opens the cluster's book under a name, in front."""

    def open_as(name: str) -> xw.Book:
        path = addin.folder / name
        path.write_bytes(collected)
        return xw.Book(impl=excel.impl.books.open_in_front(path))

    return open_as


def offered(addin: AddIn) -> list[str]:
    """The commands whose buttons are enabled."""
    return [button.command for button in BUTTONS if addin.offers(button.command)]


def of_kind(kind: BookKind) -> list[str]:
    """The commands that make sense for such a workbook."""
    return [button.command for button in BUTTONS if kind in button.kinds]


def test_the_double_has_the_procedures_of_the_real_module(tmp_path: Path) -> None:
    """One that the add-in gains must be written here, too."""
    real = (ROOT / "macros" / f"{SYSTEM}.bas").read_text("ascii")
    assert signatures(double_of(real, tmp_path)) == signatures(real)


def test_another_python_works_on_what_is_open(
    excel: xw.App, calc: Calc, collected: bytes, tmp_path: Path
) -> None:
    """Without VBA: a separate process, started with the arguments that the add-in gives."""
    path = tmp_path / "Sổ gắn vào.xlsx"
    path.write_bytes(collected)
    book = excel.books.open(path)
    command = ["excel", "total", f"--wb={path.name}", "--from_xl=1", "--app=x", "--hwnd=1"]
    started = [sys.executable, "-m", "tests.office.attached", calc.pipe, "--", *command]
    told = subprocess.run(started, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert told.returncode == 0, told.stderr
    report = json.loads(told.stdout.splitlines()[-1])
    assert (report["exit"], len(report["alerts"])) == (0, 1)
    assert book.sheets.active.name == MATRIX


def test_the_workbook_in_front_decides_which_buttons_are_enabled(addin: AddIn, open_book: Open) -> None:
    """None, a cluster book, and none again."""
    assert offered(addin) == of_kind(BookKind.NONE)
    book = open_book("Sổ cụm VBA.xlsx")
    assert offered(addin) == of_kind(BookKind.CLUSTER)
    book.close()
    assert offered(addin) == of_kind(BookKind.NONE)


@pytest.mark.parametrize("name", ["Sổ thi đua cụm 1.xlsx", "a=b 50% (1).xlsx"])
def test_a_click_on_rank_changes_the_open_workbook(addin: AddIn, open_book: Open, name: str) -> None:
    """A score that the meeting typed makes B the first; Python ranks, keeps the journal and saves."""
    book = open_book(name)
    ledger = book.sheets[LEDGER]
    cell = ledger_cell(ledger.used_range.value, "A", "I.1", "Điểm thống nhất")
    ledger[cell].value = 30
    clicked = addin.click("rank")
    assert clicked.arguments[:2] == ["excel", "rank"]
    assert f"--wb={name}" in clicked.arguments
    assert (clicked.told, clicked.code) == ("", 1)  # a score was changed without a reason
    ranks = lines_of(book.sheets[RANKING].used_range.value, "Mã", ("Hạng", "Tổng điểm thống nhất"))
    assert ranks == {"B": [1.0, 97.0], "A": [2.0, 90.0], "C": [3.0, 85.0]}
    assert book.sheets.active.name == RANKING
    events = book.sheets[journal.TABLE.sheet].used_range.value
    assert events[-1][2] == "xếp hạng"
    assert (addin.folder / "luu").is_dir()
    path = Path(book.fullname)
    book.close()
    assert run("rank", path, "--json")["units"][0]["code"] == "B"  # it was saved


def test_explain_speaks_of_the_cell_that_a_person_points_at(addin: AddIn, open_book: Open) -> None:
    """The selection reaches the separate Python through Excel alone; nothing is written."""
    book = open_book("Sổ giải thích.xlsx")
    ledger = book.sheets[LEDGER]
    ledger.activate()
    ledger[ledger_cell(ledger.used_range.value, "B", "II.1", "Điểm tính")].select()
    before = Path(book.fullname).read_bytes()
    clicked = addin.click("explain")
    assert (clicked.told, clicked.code, len(clicked.boxes)) == ("", 0, 1)
    assert "II.1" in clicked.boxes[0]
    assert "29" in clicked.boxes[0]
    assert Path(book.fullname).read_bytes() == before


def test_a_chosen_folder_reaches_the_command(addin: AddIn, open_book: Open) -> None:
    """Issue asks where to; the scorecards are there."""
    book = open_book("Sổ phát hành.xlsx")
    folder = addin.folder / "Phiếu năm nay"
    folder.mkdir()
    addin.choose(folder)
    clicked = addin.click("issue")
    assert (clicked.told, clicked.code) == ("", 0)
    assert sorted(path.name for path in folder.glob("*.xlsx")) == [
        f"Phieu_{unit}_2026.xlsx" for unit in "ABC"
    ]
    assert book.name == "Sổ phát hành.xlsx"


def test_no_folder_chosen_starts_nothing(addin: AddIn, open_book: Open) -> None:
    """A person who cancels the dialogue hears nothing."""
    open_book("Sổ thôi.xlsx")
    clicked = addin.click("collect")
    assert (clicked.told, clicked.arguments) == ("", [])


def test_a_button_that_makes_no_sense_here_says_why(addin: AddIn) -> None:
    """Without a workbook of ours nothing is started."""
    clicked = addin.click("rank")
    assert clicked.arguments == []
    assert "sổ cụm" in clicked.told


def test_a_python_that_breaks_is_told_of(addin: AddIn, open_book: Open) -> None:
    """Where Python leaves no outcome the add-in itself says where the log is."""
    open_book("Sổ hỏng.xlsx")
    addin.breaks()
    told = addin.click("rank").told
    assert str(addin.folder) in told
    assert "doctor" in told
