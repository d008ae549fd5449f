"""Numbers and days as a signed paper says them (Nghị định 30/2020/NĐ-CP)."""

from datetime import date, time
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua_xl.domain.values.numbers import shown_number
from thidua_xl.domain.values.said import (
    BLANK,
    count_said,
    day_said,
    number_said,
    paper_number,
    percent_said,
    points_said,
    time_said,
)
from thidua_xl.domain.year.times import read_time, told_time


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 12, 5), "ngày 05 tháng 12 năm 2026"),
        (date(2026, 3, 5), "ngày 05 tháng 3 năm 2026"),
        (date(2026, 2, 15), "ngày 15 tháng 02 năm 2026"),
        (date(2026, 1, 1), "ngày 01 tháng 01 năm 2026"),
        (date(2026, 9, 10), "ngày 10 tháng 9 năm 2026"),
        (date(2026, 10, 31), "ngày 31 tháng 10 năm 2026"),
        (None, f"ngày {BLANK}"),
    ],
)
def test_a_day(day: date | None, said: str) -> None:
    """A 0 before days below 10 and months 1 and 2, before no other month."""
    assert day_said(day) == said


@given(st.dates())
def test_only_the_decree_s_zeros(day: date) -> None:
    """Every day, read back by its numbers."""
    _, number, _, month, _, year = day_said(day).split()
    assert (int(number), int(month), int(year)) == (day.day, day.month, day.year)
    assert number[0] == "0" if day.day < 10 else number[0] != "0"
    assert month[0] == "0" if day.month < 3 else month[0] != "0"


@pytest.mark.parametrize(
    ("moment", "said"), [(time(8), "08 giờ 00 phút"), (time(14, 5), "14 giờ 05 phút"), (time(0), "00 giờ 00 phút")]
)  # fmt: skip
def test_a_time(moment: time, said: str) -> None:
    """In two digits, as the books tell it, and read again as what it was."""
    assert time_said(moment) == said == f"{told_time(moment)} phút"
    assert read_time(said) == moment


@pytest.mark.parametrize(
    ("typed", "said"), [("7", "07"), ("07", "07"), ("10", "10"), ("125", "125"), ("7a", "07a"), ("", ""), ("x", "x")]
)  # fmt: skip
def test_the_number_of_a_paper(typed: str, said: str) -> None:
    """A 0 below 10, never a second one."""
    assert number_said(typed) == said


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("7", "07/BC-CTĐ"), ("07", "07/BC-CTĐ"), (" 125 ", "125/BC-CTĐ"), ("7/BC-CTĐ", "07/BC-CTĐ"),
        ("07/BC-UBND", "07/BC-UBND"), ("125 / TB-HĐTĐKT", "125/TB-HĐTĐKT"), ("Số: 7/BC-CTĐ", "07/BC-CTĐ"),
        ("số 7", "07/BC-CTĐ"), ("Số7", "07/BC-CTĐ"), ("/BC-CTĐ", f"{BLANK}/BC-CTĐ"), ("7a", "07a/BC-CTĐ"),
        ("", None), ("   ", None), ("\u200b", None), ("Số:", None),
    ],
)  # fmt: skip
def test_number_and_symbol(typed: str, said: str | None) -> None:
    """What the register says stays but for its 0; a bare number gets the symbol."""
    assert paper_number(typed, "BC", "CTĐ") == said


def test_a_letter_has_no_code_of_its_type() -> None:
    """Công văn: number, body and field."""
    assert paper_number("7", "", "UBND-NV") == "07/UBND-NV"
    assert paper_number("7", "GM", "") == "07/GM"
    assert paper_number("7", "", "") == "07"


@pytest.mark.parametrize(
    ("number", "of", "said"),
    [(7, "đơn vị", "07 đơn vị"), (0, "phiếu", "00 phiếu"), (10, "phiếu", "10 phiếu"), (3, "", "03"), (120, "", "120")],
)  # fmt: skip
def test_a_count(number: int, of: str, said: str) -> None:
    """In two digits at least, with or without what was counted."""
    assert count_said(number, of) == said


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (5, 6, "83,33 %"), (2, 3, "66,67 %"), (5, 5, "100 %"), (0, 5, "0 %"), (1, 8, "12,5 %"), (1, 0, None),
        (0, 0, None), (Decimal("99.995"), 100, "100 %"), (Decimal("99.994"), Decimal(100), "99,99 %"),
        (Fraction(1, 3), 1, "33,33 %"), (3, 2, "150 %"),
    ],
)  # fmt: skip
def test_a_share(part: int | Decimal | Fraction, whole: int | Decimal, said: str | None) -> None:
    """Exact, half up, and no share of nothing."""
    assert percent_said(part, whole) == said


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 3))
def test_a_share_is_nearest(part: int, whole: int, digits: int) -> None:
    """No farther from the exact share than half of the last digit."""
    said = percent_said(part, whole, digits)
    assert said is not None
    read = Fraction(said.removesuffix(" %").replace(".", "").replace(",", "."))
    assert abs(read - Fraction(100 * part, whole)) * 2 <= Fraction(1, 10**digits)


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "0"), (999, "999"), (1000, "1.000"), (Decimal("1250000.5"), "1.250.000,5"), (Decimal("0.12345"), "0,12345"),
     (Fraction(5, 2), "2,5"), (-1234, "-1.234"), (Decimal("1E+6"), "1.000.000")],
)  # fmt: skip
def test_a_figure(number: int | Decimal | Fraction, said: str) -> None:
    """Thousands apart by dots, decimals behind a comma."""
    assert shown_number(number) == said


def test_points() -> None:
    """Of thousandths, or of an exact number."""
    assert points_said(12500) == points_said(Fraction(25, 2)) == "12,5 điểm"
    assert points_said(1_050_000) == "1.050 điểm"
