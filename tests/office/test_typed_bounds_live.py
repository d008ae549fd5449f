"""The bounds of an agreed score in LibreOffice: its validation, its red cell and the line of the unit, as `rank`."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.formula.translate import Translator
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from tests.office.books import LEDGER, RANKING, Cluster, build, ledger_cell, lines_of, run, sheet_values
from tests.office.calc import Calc, Values, gnumeric
from tests.office.test_book_formulas import EVERYTHING
from tests.office.test_live_typing import FULL, SETTINGS
from thidua_xl.domain.scoring.criteria import Criterion

pytestmark = pytest.mark.office

SCORE = "Điểm thống nhất"
ALLOWED, RED = 60, 61
"""Columns far to the right in which the sheet's own rules are computed as formulas."""
REFUSED = {"OVER_MAXIMUM", "NEGATIVE", "PASS_FAIL_CONTRADICTS", "NOT_A_NUMBER"}
"""What `rank` finds in an agreed score that it does not count."""

Place = tuple[str, str]


@pytest.fixture(scope="session")
def full(calc: Calc, work: Path) -> Path:
    """Every rule; nobody has agreed anything yet."""
    del calc
    folder = work / "bounds"
    folder.mkdir()
    return build(folder / "book.xlsx", Cluster(EVERYTHING, FULL, SETTINGS))


def score_at_random(row: Criterion, dice: random.Random) -> float | str:
    """In the bounds of a criterion, on them, beside them, or no number."""
    limit = row.max_points / 1000
    choices: list[float | str] = [
        0, limit, limit / 2, limit + 0.001, -0.001, -limit, -limit - 1, 99 * limit, round(dice.uniform(0, limit), 2),
        "chín", "9,5đ",
    ]  # fmt: skip
    return dice.choice(choices)


@dataclass(frozen=True)
class Typed:
    """A book with scores typed into it, and the sheet's own rules as formulas beside them."""

    path: Path
    cells: dict[Place, str]
    values: dict[Place, float | str]

    def shown(self, values: Values, column: int) -> dict[Place, bool]:
        """A rule's outcome in every row, as an engine computed it."""
        return {place: bool(values[int(cell[1:]) - 1][column - 1]) for place, cell in self.cells.items()}


def _typed(full: Path, path: Path, seed: int) -> Typed:
    dice, book = random.Random(seed), load_workbook(full)
    sheet = book[LEDGER]
    grid = sheet_values(sheet)
    places = [(unit, row.code) for unit in "ABC" for row in EVERYTHING.scored]
    cells = {place: ledger_cell(grid, *place, SCORE) for place in places}
    rows = {row.code: row for row in EVERYTHING.scored}
    values = {place: score_at_random(rows[place[1]], dice) for place in dice.sample(places, 20)}
    for place, value in values.items():
        sheet[cells[place]].value = value
    _rules_as_formulas(sheet, cells)
    book.save(path)
    return Typed(path, cells, values)


def test_results_that_give_no_score_are_red(
    full: Path, tmp_path: Path, computed: Callable[[Path], list[dict[str, Values]]]
) -> None:
    """Negative ones at once; texts once the program has read them and found no score in them."""
    path, header = tmp_path / "typed.xlsx", "Kết quả thống nhất"
    typed = {
        ("A", "I.1.b"): -5,
        ("B", "I.1.b"): "nhiều",
        ("A", "II.1"): "Đạt",
        ("B", "II.1"): "tốt",
        ("C", "I.1.b"): 0,
    }
    book = load_workbook(full)
    grid = sheet_values(book[LEDGER])
    cells = {
        (unit, row.code): ledger_cell(grid, unit, row.code, header)
        for unit in "ABC"
        for row in EVERYTHING.scored
    }
    for place, value in typed.items():
        book[LEDGER][cells[place]].value = value
    _rules_as_formulas(book[LEDGER], cells)
    book.save(path)
    shown = Typed(path, cells, {})
    for sheets in computed(path):
        assert {place for place, red in shown.shown(sheets[LEDGER], RED).items() if red} == {("A", "I.1.b")}
        assert [p for p in typed if not shown.shown(sheets[LEDGER], ALLOWED)[p]] == [("A", "I.1.b")]
    run("rank", path)
    for sheets in computed(path):
        red = {place for place, red in shown.shown(sheets[LEDGER], RED).items() if red}
        assert red == {("A", "I.1.b"), ("B", "I.1.b"), ("B", "II.1")}


def _rules_as_formulas(sheet: Worksheet, cells: dict[Place, str]) -> None:
    first = min(cells.values(), key=lambda cell: int(cell[1:]))
    (rule,) = [r for r in sheet.data_validations.dataValidation if first in r.sqref]
    (mark,) = [r for area in sheet.conditional_formatting if first in area.sqref for r in area.rules]
    for cell in cells.values():
        for column, formula in ((ALLOWED, rule.formula1), (RED, mark.formula[0])):
            target = f"{get_column_letter(column)}{cell[1:]}"
            moved = Translator(f"={formula}", origin=first).translate_formula(cell)
            sheet[target].value = f"=IF(ISERROR({moved[1:]}),FALSE,{moved[1:]})"


@pytest.fixture
def computed(calc: Calc, ssconvert: None, tmp_path: Path) -> Callable[[Path], list[dict[str, Values]]]:
    """What LibreOffice and Gnumeric compute of a book."""
    del ssconvert

    def compute(path: Path) -> list[dict[str, Values]]:
        with calc.open(path) as opened:
            opened.recalculate()
            libre = {sheet: opened.values(sheet) for sheet in (LEDGER, RANKING)}
        (saved,) = gnumeric([path], tmp_path / "gnumeric")
        book = CalamineWorkbook.from_path(saved)
        other: dict[str, Values] = {
            sheet: book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)  # type: ignore[misc]
            for sheet in (LEDGER, RANKING)
        }
        return [libre, other]

    return compute


def test_what_the_cell_refuses_and_marks_is_what_rank_does_not_count(
    full: Path, tmp_path: Path, computed: Callable[[Path], list[dict[str, Values]]]
) -> None:
    """Numbers and texts at random in rows of every rule: refused, red and told, or counted, by all three alike.

    The second engine does the same with hundreds (`tests/witnesses`).
    """
    typed = _typed(full, tmp_path / "typed.xlsx", 0)
    before = computed(typed.path)
    findings = run("rank", typed.path, "--json")["findings"]
    refused = {(one["unit"], one["criterion"]) for one in findings if one["code"] in REFUSED}
    assert refused
    for sheets in (*before, *computed(typed.path)):
        assert {p for p, red in typed.shown(sheets[LEDGER], RED).items() if red} == refused
        allowed = typed.shown(sheets[LEDGER], ALLOWED)
        assert {p for p in typed.values if not allowed[p]} == refused
        told = lines_of(sheets[RANKING], "Mã", ["Ô không hợp lệ"])
        assert {code: line[0] for code, line in told.items()} == {
            code: sum(unit == code for unit, _ in refused) for code in "ABC"
        }
