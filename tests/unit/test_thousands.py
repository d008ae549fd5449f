"""Numbers of thousands are shown with separators; nothing else of them changes (8.000 in a Vietnamese Excel)."""

from decimal import Decimal

import pytest

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
