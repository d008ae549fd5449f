"""Numbers and marks as people type them."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest

from thidua_xl.domain.values import grammar
from thidua_xl.domain.values.catalogue import Code
from thidua_xl.domain.values.cells import CellError, Formula, Uncomputed, as_text, is_blank
from thidua_xl.domain.values.findings import finding
from thidua_xl.domain.values.grammar import BLANK, Verdict, read_mark, read_number, read_pass_fail

NBSP, ZERO_WIDTH = "\u00a0", "\u200b"


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (12.5, "12.5"),
        (12, "12"),
        (0.0, "0"),
        (-3.0, "-3"),
        (5.0249999999999995, "5.025"),  # what Excel stores for 5*1.005
        (0.1 + 0.2, "0.3"),
        (1e12, "1000000000000"),
    ],
)
def test_a_stored_number_is_what_excel_shows(cell: float, number: str) -> None:
    """Fifteen significant digits, and nothing to report."""
    reading = read_number(cell)
    assert (reading.number, reading.code, reading.raw) == (Decimal(number), None, Decimal(number))


def test_minus_zero_is_zero_whichever_came_first() -> None:
    """Equal floats share a cached reading, so the first to come must not colour the other."""
    grammar._from_number.cache_clear()
    assert str(read_number(-0.0).number) == str(read_number(0.0).number) == "0"


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("9,5", "9.5"),
        ("9.5", "9.5"),
        ("15", "15"),
        ("-3", "-3"),
        ("−3,5", "-3.5"),
        (f"{NBSP}9,5{ZERO_WIDTH} ", "9.5"),
        ("９，５", "9.5"),
        ("９．５", "9.5"),
        ("1.000,5", "1000.5"),
        ("1,000.5", "1000.5"),
        ("1.000.000", "1000000"),
        ("1,000,000.25", "1000000.25"),
        ("0,125", "0.125"),
        ("0.000", "0"),
        ("1234,567", "1234.567"),
        ("25,67", "25.67"),
    ],
)
def test_text_that_can_mean_one_number_is_that_number(typed: str, number: str) -> None:
    """It counts, and a note says how it was read."""
    reading = read_number(typed)
    assert (reading.number, reading.code) == (Decimal(number), Code.NUMBER_AS_TEXT)
    assert reading.details == {"number": Decimal(number)}


@pytest.mark.parametrize("typed", ["1.000", "1,000", "999.999", "-1.000"])
def test_a_thousand_or_one_is_asked_without_a_limit(typed: str) -> None:
    """Targets and results have no maximum that could decide."""
    reading = read_number(typed)
    assert (reading.number, reading.code) == (None, Code.AMBIGUOUS_NUMBER)
    assert set(reading.details) == {"number", "other"}


@pytest.mark.parametrize(
    ("typed", "limit", "number"),
    [
        ("1.000", 15, "1"),
        ("1,500", 2, "1.5"),
        ("1.000", 1000, None),
        ("16.000", 15, None),
        ("-1.000", 15, None),
    ],
)
def test_the_maximum_decides_only_where_exactly_one_reading_fits(
    typed: str, limit: int, number: str | None
) -> None:
    """Both fitting, or none, is a question for a person."""
    reading = read_number(typed, limit=Decimal(limit))
    assert reading.number == (None if number is None else Decimal(number))
    assert reading.code is (Code.AMBIGUOUS_NUMBER if number is None else Code.NUMBER_AS_TEXT)


@pytest.mark.parametrize(
    ("typed", "likely"),
    [
        ("9½", ""),
        ("–5", ""),
        ("9,5đ", "Có thể là 9,5."),
        ("9,5 điểm", "Có thể là 9,5."),
        ("95%", "Có thể là 95."),
        ("khoảng -2", "Có thể là -2."),
        ("+5", "Có thể là 5."),
        ("1 000", "Có thể là 1000."),
        ("9 , 5", "Có thể là 9,5."),
        ("-", "Có thể là 0 hoặc chưa có số liệu."),
        ("5/10", ""),
        ("1e1", ""),
        ("1_8", ""),
        ("9 5", ""),
        (",5", ""),
        ("12.5.3", ""),
        ("1.00.000", ""),
        ("1.000đ", ""),
        ("NA", ""),
        ("inf", ""),
        ("nan", ""),
        ("٣", ""),
        ("B52", ""),
        ("1" * 30, ""),
    ],
)
def test_what_is_no_number_gets_its_likely_meaning_where_one_is_obvious(typed: str, likely: str) -> None:
    """Python's own conversions would have taken several of these."""
    reading = read_number(typed)
    assert (reading.number, reading.code, reading.raw) == (None, Code.NOT_A_NUMBER, typed)
    assert reading.details == {"likely": likely}


@pytest.mark.parametrize("cell", [float("inf"), float("nan"), 1e13, -1e300, 10**400, "9" * 14])
def test_numbers_beyond_any_quantity_are_refused(cell: object) -> None:
    """They would only make every total unreadable."""
    assert read_number(cell).code is Code.NOT_A_NUMBER


@pytest.mark.parametrize("left", [0.3 - 0.2 - 0.1, 0.1 + 0.2 - 0.3, 1e-320, -4e-10])
def test_what_a_formula_leaves_of_nought_is_nought(left: float) -> None:
    """=SUM(0.3,-0.2,-0.1) is no negative score: the cell shows 0."""
    assert read_number(left).number == 0
    assert read_number(0.001).number == Decimal("0.001")


def test_digits_that_are_shown_turned_round_are_asked() -> None:
    """Behind the mark that turns the direction 58 is seen as 85: neither counts."""
    reading = read_number("\u202e58")
    assert (reading.number, reading.code, reading.raw) == (None, Code.NOT_A_NUMBER, "58")


@pytest.mark.parametrize("cell", [None, "", "  ", NBSP, ZERO_WIDTH, Formula("=A1", "")])
def test_blank_is_neither_zero_nor_an_error(cell: object) -> None:
    """A blank score is a missing one."""
    assert read_number(cell) == BLANK
    assert BLANK.blank
    assert not BLANK.ok
    assert is_blank(cell)


@pytest.mark.parametrize("cell", [0, 0.0, "0", False, CellError("#N/A"), Formula("=A1", Uncomputed.FORMULA)])
def test_zero_and_errors_are_not_blank(cell: object) -> None:
    """0 is a legal score, and a broken formula is a thing to mend."""
    assert not read_number(cell).blank
    assert not is_blank(cell)


@pytest.mark.parametrize(
    ("cell", "code", "raw"),
    [
        (True, Code.BOOLEAN_AS_NUMBER, "TRUE"),
        (False, Code.BOOLEAN_AS_NUMBER, "FALSE"),
        ("false", Code.BOOLEAN_AS_NUMBER, "false"),
        (CellError("#DIV/0!"), Code.ERROR_VALUE, "#DIV/0!"),
        ("#N/A", Code.ERROR_VALUE, "#N/A"),
        ("#NAME?", Code.ERROR_VALUE, "#NAME?"),
        ("Err:502", Code.ERROR_VALUE, "Err:502"),
        (Uncomputed.FORMULA, Code.FORMULA_WITHOUT_VALUE, ""),
        (Formula("=B2*2", Uncomputed.FORMULA), Code.FORMULA_WITHOUT_VALUE, "=B2*2"),
        (date(2026, 5, 9), Code.DATE_AS_NUMBER, "09/05/2026"),
        (datetime(2026, 5, 9, 7, 30), Code.DATE_AS_NUMBER, "09/05/2026 07:30"),
        (time(9, 5), Code.DATE_AS_NUMBER, "09:05"),
        (timedelta(hours=30, minutes=5), Code.DATE_AS_NUMBER, "30:05"),
        (b"9", Code.NOT_A_NUMBER, "b'9'"),
    ],
)
def test_other_types_are_named_and_quoted_as_the_cell_shows_them(cell: object, code: Code, raw: str) -> None:
    """No type is quietly taken for a number."""
    reading = read_number(cell)
    assert (reading.number, reading.code, reading.raw) == (None, code, raw)


@pytest.mark.parametrize(
    ("cell", "likely"),
    [
        (date(2026, 5, 9), "Có thể là 9,5 (Excel đổi 9.5 thành ngày 9 tháng 5)."),
        (datetime(1975, 9, 1), "Có thể là 1,9 (Excel đổi 1.9 thành ngày 1 tháng 9) hoặc 9,75."),
        (datetime(1900, 1, 9, 12), "Có thể là 9,5 (ô đang định dạng ngày)."),
        (datetime(1900, 3, 1), "Có thể là 61 (ô đang định dạng ngày)."),
    ],
)
def test_a_date_tells_what_was_probably_typed(cell: date, likely: str) -> None:
    """`9.5` becomes a day of May, `9.75` a September, and a small number in such a cell a day of 1900."""
    assert read_number(cell).details["likely"] == likely


def test_a_typed_formula_counts_by_its_value() -> None:
    """What Excel stored for it is what the clerk saw."""
    assert read_number(Formula("=4+5,5", 9.5)).number == Decimal("9.5")
    assert read_number(Formula('="9,5"', "9,5")).code is Code.NUMBER_AS_TEXT
    assert read_number(Formula("=1/0", CellError("#DIV/0!"))).code is Code.ERROR_VALUE


@pytest.mark.parametrize(
    "cell", ["9,5đ", "1.000", "9,5", True, date(2026, 5, 9), CellError("#REF!"), Uncomputed.FORMULA]
)
def test_the_details_fill_the_texts_of_the_catalogue(cell: object) -> None:
    """A reading carries everything that its code's two sentences name."""
    reading = read_number(cell)
    assert reading.code is not None
    found = finding(reading.code, cell="E9", value=reading.raw, **dict(reading.details))  # type: ignore[arg-type]
    assert "E9" in found.message
    assert "{" not in found.message + found.action


@pytest.mark.parametrize(
    ("cell", "marked"),
    [
        (None, False), (" ", False), ("x", True), ("X", True), ("có", True), ("Có", True), (1, True),
        (1.0, True), ("1", True), (True, True), ("TRUE", True), ("✓", True), ("Không", False), ("0", False),
        (0.0, False), (False, False), ("?", None), ("không rõ", None), (2, None), (CellError("#N/A"), None),
        (Uncomputed.FORMULA, None), (Formula("=A1", Uncomputed.FORMULA), None), (Formula("=A1", "x"), True),
    ],
)  # fmt: skip
def test_a_mark_is_yes_no_or_unclear(cell: object, marked: bool | None) -> None:
    """What is unclear is never taken for a yes or a no."""
    assert read_mark(cell) is marked


@pytest.mark.parametrize(
    ("cell", "verdict", "passed"),
    [
        ("Đạt", Verdict.PASSED, True),
        (" đạt ", Verdict.PASSED, True),
        ("Đa\u0323t", Verdict.PASSED, True),  # decomposed, as macOS types it
        ("KHÔNG  ĐẠT", Verdict.FAILED, False),
        (None, Verdict.BLANK, None),
        ("đ", Verdict.UNCLEAR, None),
        (1, Verdict.UNCLEAR, None),
        (CellError("#N/A"), Verdict.UNCLEAR, None),
        (Formula("=A1", Uncomputed.FORMULA), Verdict.UNCLEAR, None),
    ],
)
def test_pass_or_fail_is_read_in_full_words_only(cell: object, verdict: Verdict, passed: bool | None) -> None:
    """`đ` or 1 may be a pass or a point; the person is asked."""
    assert read_pass_fail(cell) is verdict
    assert verdict.passed is passed


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (12.0, "12"), (12.5, "12.5"), (0.1 + 0.2, "0.3"), (-0.0, "0"), (1e-05, "0.00001"), (1e20, "1e+20"),
        (7, "7"), (True, "TRUE"), (None, ""), ("  I.1 ", "I.1"), (CellError("#REF!"), "#REF!"),
        (date(2026, 5, 9), "2026-05-09"), (datetime(2026, 5, 9), "2026-05-09"),
        (datetime(2026, 5, 9, 7, 30), "2026-05-09 07:30:00"), (time(7, 30), "07:30:00"),
        (Formula("=A1", 3.0), "3"), (Uncomputed.FORMULA, ""),
    ],
)  # fmt: skip
def test_a_cell_as_text_is_what_a_reader_sees(cell: object, text: str) -> None:
    """Codes and names stored as numbers or dates can still be shown and compared."""
    assert as_text(cell) == text
