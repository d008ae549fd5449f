"""`new cluster --sample all-rules` in three programs: every rule that a formula holds shows what was worked out.

Forms filled with the worked figures, the book that they make once ranked, and scores typed into it afterwards.
"""

import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from tests.journeys.all_rules import COMPARED, GROUPS, UNITS, cells, points, through_forms, total, type_scores
from tests.office.books import (
    LIVE,
    RANKING,
    Stored,
    Typed,
    differences,
    lines_of,
    run,
    same,
    sheet_values,
)
from tests.office.calc import Calc, Values, gnumeric
from tests.office.test_live_typing import Open, differing
from tests.witnesses.engine import Engine, disagreeing, without_results
from thidua_xl.domain.scoring.criteria import Method, RowKind, Scorer
from thidua_xl.sample import all_rules
from thidua_xl.sheets.form.reminders import CHECK
from thidua_xl.sheets.form.scores import TABLE, TOTAL_LABEL, C

pytestmark = pytest.mark.office

FORM = TABLE.sheet
ROWS = all_rules.criteria().by_code
NO_FORMULA = {*COMPARED, Method.DIRECT}
"""Rules whose points no form can suggest: the cluster's, the head's, and the unit's own opinion."""


class Made(NamedTuple):
    """The ranked book and the filled forms; `bare` are copies without any stored result."""

    book: Path
    forms: dict[str, Path]
    bare: dict[str, Path]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The sample on its way from the forms to the ranks."""
    folder = tmp_path_factory.mktemp("all_rules")
    book, forms = through_forms(folder)
    bare = {name: folder / f"bare_{name}.xlsx" for name in ("book", *forms)}
    for name, path in bare.items():
        path.write_bytes(without_results((book if name == "book" else forms[name]).read_bytes()))
    return Made(book, forms, bare)


Reads = Callable[[str, tuple[str, ...]], dict[str, Values]]


@pytest.fixture(scope="module")
def in_libreoffice(calc: Calc, made: Made) -> Reads:
    """Sheets of the book or of a form as LibreOffice computes them; no formula gives an error."""

    def read(name: str, sheets: tuple[str, ...]) -> dict[str, Values]:
        with calc.open(made.bare[name]) as opened:
            opened.recalculate()
            assert "".join(opened.errors(sheet) for sheet in sheets) == ""
            return {sheet: opened.values(sheet) for sheet in sheets}

    return read


@pytest.fixture(scope="module")
def in_gnumeric(ssconvert: None, made: Made, tmp_path_factory: pytest.TempPathFactory) -> Reads:
    """The same as Gnumeric computes them."""
    del ssconvert
    saved = dict(
        zip(made.bare, gnumeric(list(made.bare.values()), tmp_path_factory.mktemp("gnumeric")), strict=True)
    )

    def read(name: str, sheets: tuple[str, ...]) -> dict[str, Values]:
        book = CalamineWorkbook.from_path(saved[name])
        return {
            sheet: book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)  # type: ignore[misc]
            for sheet in sheets
        }

    return read


@pytest.fixture(scope="module")
def in_second_engine(made: Made) -> Reads:
    """The same as an engine for Excel's formulas computes them."""

    def read(name: str, sheets: tuple[str, ...]) -> dict[str, Values]:
        with Engine.open(made.bare[name]) as engine:
            return {sheet: engine.values(sheet) for sheet in sheets}

    return read


PROGRAMS = ("in_libreoffice", "in_gnumeric", "in_second_engine")


@pytest.fixture
def read(request: pytest.FixtureRequest) -> Reads:
    """The program that the test is about."""
    found: Reads = request.getfixturevalue(request.param)
    return found


by_program = pytest.mark.parametrize("read", PROGRAMS, indirect=True)


def suggested(unit: str, code: str) -> object:
    """`Điểm gợi ý` by the table of worked values: nothing where no form can know, or a mark waits for the head."""
    cell, row = cells()[unit, code], ROWS[code]
    if row.kind is RowKind.CONDITION or row.method in NO_FORMULA or cell.startswith("x"):
        return ""
    worked = points(cell)
    assert worked is not None
    return abs(worked) if row.is_penalty else worked


def shown_in(values: Values) -> dict[str, list[object]]:
    """Code, or the total's label, → the cells of its row."""
    rows = values[TABLE.header_row + 1 :]
    found = {str(row[C["Mã"]]): row for row in rows if row[C["Mã"]]}
    return found | {TOTAL_LABEL: next(row for row in rows if TOTAL_LABEL in row)}


def self_total(unit: str) -> float:
    """The worked total without what others score."""
    others = [
        points(cell) or 0
        for (own, code), cell in cells().items()
        if own == unit
        and cell != "-"
        and (ROWS[code].method in COMPARED or ROWS[code].scorer is Scorer.HEAD or cell.startswith("x"))
    ]
    return total(unit) - sum(others)


@by_program
def test_forms_suggest_what_was_worked_out(read: Reads) -> None:
    """Every unit, every criterion; each rule that a formula holds is met with points above nought."""
    held = set()
    for unit in UNITS:
        rows = shown_in(read(unit, (FORM,))[FORM])
        for code in (code for own, code in cells() if own == unit and cells()[unit, code] != "-"):
            expected = suggested(unit, code)
            assert same(rows[code][C["Điểm gợi ý"]], expected), (unit, code)
            held |= {ROWS[code].method} if expected else set()
    assert held == set(Method) - NO_FORMULA


@by_program
def test_forms_sum_as_their_groups_say(read: Reads) -> None:
    """Every group of every form, the form's total, and the sentence that it is complete."""
    for at, unit in enumerate(UNITS):
        sheets = read(unit, (FORM, CHECK))
        rows = shown_in(sheets[FORM])
        for code, counted in GROUPS.items():
            beside = 8 if code == "II.6" else 0
            shown = rows["II.6.v" if beside else code][C["Điểm tự chấm"]]
            own = points(cells()[unit, "II.6"]) or 0
            assert same(shown, round(counted[at] - own, 3) if beside else counted[at]), (unit, code)
        assert same(rows[TOTAL_LABEL][C["Điểm tự chấm"]], self_total(unit)), unit
        assert str(sheets[CHECK][8][0]).startswith("ĐỦ"), unit


@by_program
def test_the_book_shows_what_the_program_stored(read: Reads, made: Made) -> None:
    """Scores, sections, groups, totals, ranks, places and classes, computed from nothing stored."""
    stored, values = Stored.of(made.book, LIVE), read("book", LIVE)
    assert [line for sheet in LIVE for line in differences(stored, sheet, values[sheet])] == []
    lines = lines_of(values[RANKING], "Mã", ["Tổng điểm thống nhất"])
    assert {unit: line[0] for unit, line in lines.items()} == {unit: total(unit) for unit in UNITS}


def test_every_other_formula_of_the_book_agrees_too(made: Made) -> None:
    """Pages and tables beside those: nothing is stored that an engine for Excel's formulas does not compute."""
    assert disagreeing(made.book.read_bytes()) == []


def typed_at_random(seed: int) -> list[Typed]:
    """Scores agreed in a third of the cells: nought, the maximum, or anything between."""
    dice, typed = random.Random(seed), list[Typed]()
    for (unit, code), cell in cells().items():
        most = ROWS[code].max_points / 1000
        if cell == "-" or ROWS[code].kind is RowKind.CONDITION or dice.random() > 1 / 3:
            continue
        score = dice.choice([0, most, round(dice.uniform(0, most), 2)])
        typed.append((unit, code, "Điểm thống nhất", score))
    return typed


@pytest.mark.parametrize("seed", range(2))
def test_scores_typed_by_hand_show_as_rank_has_them(
    calc: Calc, made: Made, tmp_path: Path, seed: int
) -> None:
    """Groups, totals, ranks and the order of level units move live as the program computes them."""
    with calc.open(made.book) as document:
        opened = Open(document, tmp_path)
        opened.type(*typed_at_random(seed))
        assert differing(opened.sheets(), opened.after_rank()) == []


@pytest.mark.parametrize("seed", range(2, 6))
def test_what_rank_stores_of_typed_scores_is_what_excel_computes(
    made: Made, tmp_path: Path, seed: int
) -> None:
    """The book after other scores: classes, ties and what is kept back come with their own formulas."""
    path = tmp_path / "typed.xlsx"
    shutil.copy(made.book, path)
    type_scores(path, typed_at_random(seed))
    run("rank", path)
    assert disagreeing(path.read_bytes()) == []
    lines = lines_of(
        sheet_values(load_workbook(path, data_only=True)[RANKING]), "Mã", ["Tổng điểm thống nhất"]
    )
    assert all(line != [total(unit)] for unit, line in lines.items())
