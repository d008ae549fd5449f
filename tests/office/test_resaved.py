"""Scorecards and books that other programs saved read the same; a user's own sheet in a book stays."""

import json
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.office import mixed_form
from tests.office.books import LEDGER, Cluster, build, ledger_cell, run, sheet_values, type_agreed
from tests.office.calc import Calc, gnumeric
from tests.office.test_book_formulas import EVERYTHING
from tests.office.test_live_typing import FULL
from thidua_xl.domain.scoring.rows import Row
from thidua_xl.domain.scoring.scores import parameters_of
from thidua_xl.domain.scoring.settings import Settings
from thidua_xl.domain.values.catalogue import Code
from thidua_xl.domain.values.findings import Finding, in_order
from thidua_xl.scorecard.read import UnitForm, embedded_criteria, open_form, read_rows
from thidua_xl.scorecard.validate import validate

pytestmark = pytest.mark.office

RECORDED = Path(__file__).parents[1] / "data" / "resaved"


def read(path: Path) -> tuple[dict[str, str], list[Row], list[Finding]]:
    """What the program reads of a scorecard: its marks, its typed rows, everything found."""
    form, source = open_form(path.read_bytes(), "phieu.xlsx")
    assert isinstance(form, UnitForm), form.findings
    assert source is not None
    criteria = embedded_criteria(source, form.meta)
    assert criteria is not None
    settings = Settings(digits=int(form.meta["digits"]))
    read_rows(form, form.unit, criteria, parameters_of(criteria), settings)
    return (
        dict(form.meta),
        form.rows,
        in_order([*form.findings, *validate(form.rows, settings.rounding).findings]),
    )


def codes(findings: list[Finding]) -> dict[tuple[str, str], str]:
    """Cell and code of findings, and the value they quote."""
    return {(found.cell, found.code.name): str(found.value) for found in findings}


@pytest.fixture(scope="session")
def plain(work: Path) -> Path:
    """A form as openpyxl leaves it."""
    return mixed_form.issued(work / "plain form")


@pytest.fixture(scope="session")
def wild(calc: Calc, work: Path) -> Path:
    """A form with texts, a date, a formula and an error among the scores, computed by LibreOffice."""
    return mixed_form.original(calc, work / "wild form")


@pytest.mark.parametrize("program", ["sheetjs", "exceljs"])
def test_a_form_saved_by_a_library_reads_the_same(program: str) -> None:
    """SheetJS and ExcelJS: every mark, every typed row with its cells, every finding."""
    assert read(RECORDED / f"{program}.xlsx") == read(RECORDED / "original.xlsx")


def test_the_recorded_form_holds_what_it_should() -> None:
    """The comparison compares something: each kind of entry gives the finding it is there for."""
    _, rows, findings = read(RECORDED / "original.xlsx")
    assert [row.criterion.code for row in rows] == [row.code for row in mixed_form.CRITERIA.scored]
    scores = {row.criterion.code: row.score.number for row in rows}
    assert {code: str(scores[code]) for code in ("I.1", "I.3", "I.5", "I.10", "II.6", "II.7", "III.2")} == {
        "I.1": "9.5", "I.3": "0", "I.5": "5.025", "I.10": "None", "II.6": "9.5", "II.7": "9.5", "III.2": "-2.5",
    }  # fmt: skip
    found = {(one.criterion, one.code) for one in findings}
    assert found >= {
        ("I.10", Code.SCORE_MISSING), ("II.5", Code.OVER_MAXIMUM), ("II.6", Code.NUMBER_AS_TEXT),
        ("II.4", Code.ERROR_VALUE), ("II.9", Code.NOT_A_NUMBER), ("II.3", Code.DATE_AS_NUMBER),
        ("II.1", Code.NUMBER_AS_TEXT), ("II.8", Code.TOO_MANY_DECIMALS), ("", Code.TOTAL_DIFFERS),
    }  # fmt: skip


def test_a_form_saved_by_libreoffice_reads_the_same(calc: Calc, plain: Path) -> None:
    """Opened, computed and saved, as a unit without Excel does."""
    with calc.open(plain) as opened:
        saved = opened.save(plain.with_name("lo.xlsx"))
    assert read(saved) == read(plain)


def test_a_form_saved_twice_by_libreoffice_reads_the_same(calc: Calc, wild: Path) -> None:
    """Texts, dates, errors and formulas survive."""
    with calc.open(wild) as opened:
        saved = opened.save(wild.with_name("lo.xlsx"))
    assert read(saved) == read(wild)


@pytest.mark.usefixtures("ssconvert")
def test_a_form_saved_by_gnumeric_reads_the_same(plain: Path, wild: Path) -> None:
    """Gnumeric shows the very hidden sheets and stores 5.025 with more digits; it reads the same."""
    for form in (plain, wild):
        (saved,) = gnumeric([form], form.with_name("gnumeric"))
        assert read(saved) == read(form)


@pytest.mark.usefixtures("ssconvert")
def test_a_form_through_every_program_reads_the_same(calc: Calc, plain: Path) -> None:
    """One colleague has Gnumeric, the next LibreOffice, a web service openpyxl."""
    (saved,) = gnumeric([plain], plain.with_name("all"))
    with calc.open(saved) as opened:
        again = opened.save(saved.with_name("lo.xlsx"))
    _openpyxl(again)
    assert read(again) == read(plain)


def _openpyxl(path: Path) -> Path:
    """Opened and saved by openpyxl, which drops every stored result."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of other programs' files it says what it does not know
        load_workbook(path).save(path)
    return path


# --- cluster books ----------------------------------------------------------------------------

OWN = "Ghi chú của tôi"


@pytest.fixture(scope="session")
def book(work: Path) -> Path:
    """A collected book with agreed scores, and a sheet and a note of the clerk's own."""
    folder = work / "resaved book"
    folder.mkdir()
    path = build(
        folder / "book.xlsx", Cluster(EVERYTHING, FULL, Settings(year=2026, cluster="C04", name="Cụm"))
    )
    type_agreed(path, [("A", "I.1.a", "Điểm thống nhất", 9.25), ("B", "II.2", "Kết quả thống nhất", 1),
                       ("C", "II.2", "Kết quả thống nhất", 2), ("A", "I.1.a", "Lý do", "họp ngày 5")])  # fmt: skip
    opened = load_workbook(path)
    own = opened.create_sheet(OWN, 0)
    own["A1"], own["B2"], own["C3"] = "việc cần làm", 12.5, "=B2*2"
    opened.save(path)
    run("rank", path)
    return path


@pytest.fixture
def copies(book: Path, calc: Calc, tmp_path: Path) -> Iterator[dict[str, Path]]:
    """The book, and the book as other programs save it, each in a folder of its own."""
    paths = {name: tmp_path / name / "book.xlsx" for name in ("itself", "libreoffice", "openpyxl", "both")}
    for path in paths.values():
        path.parent.mkdir()
        path.write_bytes(book.read_bytes())
        (path.parent / "book.goc").symlink_to(book.with_suffix(".goc"), target_is_directory=True)
    _openpyxl(paths["openpyxl"])
    for name in ("libreoffice", "both"):
        with calc.open(book) as opened:
            opened.save(paths[name])
    _openpyxl(paths["both"])
    yield paths


def _own(path: Path) -> Any:
    opened = load_workbook(path)
    return opened.sheetnames[0], [[cell.value for cell in row] for row in opened[OWN].iter_rows()]


def test_a_book_saved_elsewhere_ranks_the_same(copies: dict[str, Path]) -> None:
    """LibreOffice, openpyxl, both in turn: the same JSON, and the clerk's own sheet is there, first and whole."""
    answers = {name: json.dumps(run("rank", path, "--json"), indent=1) for name, path in copies.items()}
    for name, answer in answers.items():
        assert answer == answers["itself"], name
    own = _own(copies["itself"])
    assert own == (OWN, [["việc cần làm", None, None], [None, 12.5, None], [None, None, "=B2*2"]])
    assert {name: _own(path) for name, path in copies.items()} == dict.fromkeys(copies, own)


def test_a_book_saved_elsewhere_collects_the_same(copies: dict[str, Path], book: Path) -> None:
    """The same inbox again: nothing is received twice, nothing typed is lost, all say the same."""
    inbox = book.with_name("book phieu")
    answers = {}
    for name, path in copies.items():
        answers[name] = json.dumps(run("collect", path, inbox, "--json"), indent=1)
        values = sheet_values(load_workbook(path, data_only=True)[LEDGER])
        reason = ledger_cell(values, "A", "I.1.a", "Lý do")
        assert load_workbook(path)[LEDGER][reason].value == "họp ngày 5"
    for name, answer in answers.items():
        assert answer == answers["itself"], name


def test_a_second_rank_after_another_program_changes_nothing(copies: dict[str, Path]) -> None:
    """Once the program has run on such a book, running again writes no byte."""
    for name, path in copies.items():
        run("rank", path)
        once = path.read_bytes()
        run("rank", path)
        assert path.read_bytes() == once, name
