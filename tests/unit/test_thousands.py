"""Numbers of thousands are shown and said with separators; nothing else of them changes (8.000 in Excel)."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from thidua_xl.domain.values.catalogue import Code
from thidua_xl.domain.values.cells import Formula, cell_said, quoted
from thidua_xl.domain.values.findings import finding
from thidua_xl.domain.values.grammar import read_number
from thidua_xl.domain.values.numbers import shown, shown_exactly, shown_number, typed_number
from thidua_xl.domain.values.shown import Look, of_number
from thidua_xl.workbook.styles import properties, separated


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [(8000, "#,##0", "8.000"), (1234.5, "#,##0.0", "1.234,5"), (-1500.125, "#,##0.000", "-1.500,125"),
     (1000000, "#,##0", "1.000.000")],
)  # fmt: skip
def test_a_number_shows_what_it_holds(value: float, code: str, shown: str) -> None:
    """All its decimals, no more; the reader of forms takes it for the same number."""
    style = separated("grid number", value)
    assert properties(style)["num_format"] == code
    assert of_number(code, value) == (Look.SAME, shown)


@pytest.mark.parametrize("value", [0, 12.5, 999.99, -999, 1234.56789, None, "8000", True])
def test_what_needs_none_keeps_its_style(value: object) -> None:
    """Below a thousand, finer than scores are, texts."""
    assert separated("grid number", value) == "grid number"


@pytest.mark.parametrize(
    "style", ["grid number input", "grid number dense", "grid code", "grid integer", "grid date"]
)
def test_what_people_fill_is_left_alone(style: str) -> None:
    """The next number that is typed there may have other decimals; a year is no amount."""
    assert separated(style, 8000) == style


@pytest.mark.parametrize("digits", range(4))
def test_points_have_separators_whatever_their_decimals(digits: int) -> None:
    """Totals are formulas: their decimals are the cluster's."""
    code = properties(f"points{digits}")["num_format"]
    number = Decimal("10999.999").quantize(Decimal(1).scaleb(-digits))
    assert of_number(code, float(number)) == (Look.SAME, f"{number:,}".translate(str.maketrans(",.", ".,")))


def test_points_are_said_with_separators() -> None:
    """In sentences and on papers; what people type is told as they type it, and is read without a doubt."""
    assert (shown(1_018_500, 2), shown_exactly(1_018_500, 0)) == ("1.018,50", "1.018,5")
    assert (shown_number(1000), shown_number(Decimal("18.50"))) == ("1.000", "18,5")
    assert typed_number(Decimal("1250.5")) == "1250,5"
    assert read_number(typed_number(1250)).number == 1250


@pytest.mark.parametrize(
    ("cell", "said"),
    [(1250.5, "1250,5"), (3950, "3950"), ("3.950", "3.950"), (True, "TRUE"), (None, ""), (Formula("=1/2", 0.5), "0,5"),
     (date(2026, 4, 9), "09/04/2026"), (datetime(2026, 11, 28, 9, 25), "28/11/2026 09:25")],
)  # fmt: skip
def test_a_cell_is_told_as_it_was_typed(cell: object, said: str) -> None:
    """A text stays what it is, so that 3.950 and 3950 are not taken for each other."""
    assert cell_said(cell) == said


def test_a_finding_shows_the_number_that_it_quotes() -> None:
    """In the sentence as readers write it, for other programs with a point."""
    found = finding(
        Code.OUTPUT_EDITED, sheet="Thống nhất điểm", cell="F9", value=quoted(1250.5), blank="", expected="9,5"
    )
    assert found.value == "1250.5" and "1.250,5" in found.message and "9,5" in found.message
