"""`Thử chấm` by hand: a criterion chosen and two figures typed show what the rule gives, and why."""

from pathlib import Path

import pytest

from tests.office.books import Stored, differences, run, same
from tests.office.calc import Calc
from thidua_xl import sample
from thidua_xl.domain.scoring.criteria import Criteria
from thidua_xl.domain.values.numbers import Rounding
from thidua_xl.sheets.cluster.trial import TABLE, Trial, render
from thidua_xl.workbook.addresses import place_of

pytestmark = pytest.mark.office

_FIGURES: list[tuple[float | str | None, float | str | None]] = [
    (None, None), (100, 95), (40, 38.5), (3, 1), (100, 99.995), (0, 0), (0, 2), (-1, 5), (20, -2), (None, 3), (7, None),
    (None, "Đạt"), (5, "Không đạt"), ("mười", 4), (80, 81), (1, 2.5),
]  # fmt: skip


def test_every_criterion_gives_what_its_rule_gives(calc: Calc, tmp_path: Path) -> None:
    """Sixteen pairs of figures, each with another criterion chosen: what people see gives what the chosen rule gives.

    Points, ratio and sentence of every criterion of the sample stand in hidden lines that follow the same two cells,
    chosen or not: each pair is compared in all of them.
    """
    book, criteria = tmp_path / "SoCum.xlsx", Criteria(tuple(sample.criteria()))
    run("new", "cluster", book, "--sample")
    codes = [row.code for row in criteria.scored]
    with calc.open(book) as document:
        for at, (target, result) in enumerate(_FIGURES):
            code = codes[at * 3 % len(codes)]
            for cell, value in (("B5", code), ("B6", target), ("B7", result)):
                document.type(TABLE.sheet, cell, value)
            values = document.values(TABLE.sheet)
            expected = render(criteria, Rounding(), Trial(code, target, result))
            for (row, column), cell_drawn in expected.cells.items():
                if cell_drawn.formula:
                    seen = values[row][column]
                    assert same(seen, cell_drawn.value), (code, target, result, row, column, seen, cell_drawn)


def test_an_unknown_code_is_told(calc: Calc, tmp_path: Path) -> None:
    """A code that was pasted, not chosen, gives a sentence and no points."""
    book = tmp_path / "SoCum.xlsx"
    run("new", "cluster", book, "--sample")
    with calc.open(book) as document:
        document.type(TABLE.sheet, "B5", "IX.9")
        values = document.values(TABLE.sheet)
    row, column = place_of("B12")
    assert values[row][column] == ""
    assert values[row + 1][column] == "Trang Tiêu chí không có mã này."


def test_the_first_draw_stores_what_the_formulas_give(calc: Calc, tmp_path: Path) -> None:
    """Protected View shows the stored values."""
    book = tmp_path / "SoCum.xlsx"
    run("new", "cluster", book, "--sample")
    with calc.open(book) as document:
        assert not differences(Stored.of(book, [TABLE.sheet]), TABLE.sheet, document.values(TABLE.sheet))
