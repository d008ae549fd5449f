"""The menu Xuất văn bản on a book that is open: which papers are made, what is recorded, what changes nothing.

That every entry equals `documents` on a small cluster is what `test_selftest` shows; here are the cases beyond it.
"""

from pathlib import Path

import openpyxl
import pytest
import xlwings as xw

from tests.office.twins import LEADER, LEDGER, OpenTwice, Twins, cell_of, command, saved
from thidua_xl.cluster.kept.papers import entry
from thidua_xl.cluster.papers.registry import made_of
from thidua_xl.domain.year.papers import OCCASIONS, Occasion
from thidua_xl.excel.person import Recorder
from thidua_xl.excel.run import Caller, Outcome, run
from thidua_xl.excel.selftest.clicks import unlike_files

pytestmark = pytest.mark.office

LIST, MINUTES, PROPOSAL = "danh-sach", "bien-ban-hoi-nghi", "de-nghi"
REGISTER = "Văn bản"


class Declining(Recorder):
    """Says no."""

    def agrees(self, question: str) -> bool:
        self.questions.append(question)
        return False


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where the papers go."""
    return tmp_path / "van ban"


def click(twins: Twins, what: str, out: Path, person: Recorder | None = None) -> tuple[Outcome, Recorder]:
    """An entry of the menu, and who clicked it."""
    person = person or Recorder()
    outcome = run(what, out, caller=Caller(twins.app, twins.book), person=person)
    return outcome, person


def row_of(sheet: xw.Sheet, code: str) -> int:
    """Where a paper stands on the register."""
    codes = sheet.range("A1:A60").value
    return int(codes.index(code)) + 1


def select(twins: Twins, first: str, last: str) -> xw.Sheet:
    """The rows from one paper to another."""
    sheet = twins.book.sheets[REGISTER]
    sheet.activate()
    sheet.range((row_of(sheet, first), 2), (row_of(sheet, last), 2)).select()
    return sheet


def names(out: Path) -> set[str]:
    """What lies in the folder, without its ending."""
    return {path.stem for path in out.iterdir()} if out.exists() else set()


def test_the_selected_papers_are_made_and_recorded(open_twice: OpenTwice, small: Path, out: Path) -> None:
    """Only those of the rows that show: what a filter hides is not chosen. The folder is opened at the end."""
    twins = open_twice(small)
    sheet = select(twins, MINUTES, "bao-cao-tong-ket")
    hidden = sheet.range((row_of(sheet, MINUTES), 1))
    hidden.rows.hidden = True
    sheet.range((row_of(sheet, LIST), 1)).rows.hidden = False
    only = select(twins, MINUTES, LIST)
    assert only.name == REGISTER
    outcome, person = click(twins, "documents-selected", out)
    assert names(out) == {LIST}
    assert person.folders == [out]
    assert person.told[-1].startswith(f"1 văn bản trong {out}; ")
    assert command("documents", twins.file, "--out", twins.file.parent / "vb", "--only", LIST) == outcome.code
    assert list(unlike_files(out, twins.file.parent / "vb")) == []
    assert twins.differences() == []
    assert entry(saved(twins.live), LIST).file == f"{LIST}.docx"


def test_what_is_no_selection_of_papers_is_one_sentence(
    open_twice: OpenTwice, small: Path, out: Path
) -> None:
    """Another sheet, the heading, an empty row, a paper that people write themselves; nothing is made."""
    twins = open_twice(small)
    before = twins.live.read_bytes()
    twins.book.sheets["Cụm"].activate()
    outcome, person = click(twins, "documents-selected", out)
    assert outcome.code == 2
    assert "mở trang Văn bản" in person.told[-1]
    sheet = twins.book.sheets[REGISTER]
    sheet.activate()
    last = sheet.used_range.last_cell.row
    for row in (1, row_of(sheet, "ke-hoach") - 1, last + 5):
        sheet.range((row, 2)).select()
        assert click(twins, "documents-selected", out)[0].code == 2
    own = row_of(sheet, "trinh-chieu") + 1
    sheet.range((own, 1)).value = "cv-rieng"
    sheet.range((own, 2)).select()
    outcome, person = click(twins, "documents-selected", out)
    assert outcome.code == 2
    assert "cv-rieng" in person.told[-1]
    assert (names(out), person.folders) == (set(), [])
    assert twins.live.read_bytes() == before


def test_a_row_of_peoples_own_stops_no_other(open_twice: OpenTwice, small: Path, out: Path) -> None:
    """It is named, and needs a person: exit code 1."""
    twins = open_twice(small)
    sheet = twins.book.sheets[REGISTER]
    own = row_of(sheet, "trinh-chieu") + 1
    sheet.range((own, 1)).value = "cv-rieng"
    sheet.activate()
    sheet.range((own - 1, 1), (own, 1)).select()
    outcome, person = click(twins, "documents-selected", out)
    assert names(out) == {"trinh-chieu"}
    assert outcome.code == 1
    assert "cv-rieng" in person.told[-1]


def test_a_no_makes_no_paper(open_twice: OpenTwice, demo: Path, out: Path) -> None:
    """Scores that stand would change: asked before anything is written, the papers too."""
    twins = open_twice(next(demo.glob("4_*.xlsx")))
    twins.type({LEDGER: {cell_of(twins.file, "MSO", LEADER, "Kết quả thống nhất"): 1000}})
    before = twins.live.read_bytes()
    outcome, person = click(twins, "documents-conference", out, Declining())
    assert outcome.code == 0
    assert f"TDA {LEADER}: " in person.questions[0]
    assert (names(out), len(person.told), person.folders) == (set(), 0, [])
    assert twins.live.read_bytes() == before
    outcome, _ = click(twins, "documents-conference", out)
    twins.find_again()  # other questions for the preparatory meeting: its page is made anew
    codes = made_of(OCCASIONS[Occasion.CONFERENCE])
    told = command("documents", twins.file, "--out", twins.file.parent / "vb", "--only", *codes)
    assert told == outcome.code
    assert list(unlike_files(out, twins.file.parent / "vb")) == []
    assert "luu" not in names(out)
    assert twins.differences() == []


def test_a_book_that_must_be_made_anew_gets_its_papers_once(
    open_twice: OpenTwice, small: Path, out: Path
) -> None:
    """A new unit: saved, closed, brought up to date, opened again; no paper goes into `luu` beside itself."""
    twins = open_twice(small)
    workbook = openpyxl.load_workbook(twins.file)
    for cell, value in (("A9", "D"), ("B9", "Xã D"), ("F9", "Có")):
        workbook["Đơn vị"][cell].value = value
        twins.book.sheets["Đơn vị"][cell].value = value
    workbook.save(twins.file)
    outcome, person = click(twins, "documents-conference", out)
    assert outcome.code == 1  # the new unit has no scores: what is final waits
    assert "Chưa xuất được vì" in person.told[-1]
    assert MINUTES not in names(out)
    assert "luu" not in names(out)
    twins.find_again()
    assert saved(twins.live).journal[-1].command == "documents"


def test_a_closed_book_is_printed_and_not_written(open_twice: OpenTwice, small: Path, out: Path) -> None:
    """Its papers carry the code of the seal."""
    twins = open_twice(small)
    assert twins.run("close").code == 0
    before = twins.live.read_bytes()
    outcome, person = click(twins, "documents", out)
    assert outcome.code == 0
    assert "Sổ đã chốt" in person.told[-1]
    assert {MINUTES, LIST} <= names(out)
    assert twins.live.read_bytes() == before


def test_an_open_tie_is_told_with_what_waits_for_it(open_twice: OpenTwice, demo: Path, out: Path) -> None:
    """By the names of the papers; all others are made."""
    twins = open_twice(next(demo.glob("4_*.xlsx")))
    outcome, person = click(twins, "documents", out)
    assert outcome.code == 1
    assert "Danh sách đơn vị được suy tôn, đề nghị" in person.told[-1]
    assert not names(out) & {LIST, MINUTES, PROPOSAL}
    assert "bien-ban-bau" in names(out)
    assert person.folders == [out]
