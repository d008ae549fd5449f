"""Number formats: what a cell shows of a number, and whether that is the number that it holds."""

from decimal import Decimal

import pytest

from thidua_xl.domain.values.shown import Doubt, Look, Why, of_number, of_text, read_doubt

SAME, ROUNDED, OTHER = Look.SAME, Look.ROUNDED, Look.OTHER
COMMA = '_-* #,##0.00_-;-* #,##0.00_-;_-* "-"??_-;_-@_-'


@pytest.mark.parametrize(
    ("code", "number", "look", "text"),
    [
        ("0.00", 8.5, SAME, "8,50"),
        ("0.0#", 8.25, SAME, "8,25"),
        ("#,##0.0", 1234.5, SAME, "1.234,5"),
        (".00", 9.5, SAME, "9,50"),
        ("000", 5, SAME, "005"),
        ("0.00", 5 * 1.005, ROUNDED, "5,03"),
        ("0", 8.5, ROUNDED, "9"),
        ("0", -0.4, ROUNDED, "0"),
        ("#", 0.4, OTHER, ""),
        ("0%", 0.09, OTHER, "9%"),
        ("0%", 0, SAME, "0%"),
        ("0%%", 9, OTHER, "90000%%"),
        ('0"%"', 9, SAME, "9%"),
        ("0.0,", 8500, OTHER, "8,5"),
        ("0.0,,", 8_500_000, OTHER, "8,5"),
        ("#,##0,.0", 8500, OTHER, "8,5"),
        ('0"0"', 9, OTHER, "90"),
        ('"m2"0', 9, OTHER, "m29"),
        ('0" m2"', 9, SAME, "9 m2"),
        ('0"²"', 9, OTHER, "9²"),
        ('0"/10"', 9, OTHER, "9/10"),
        ('0"."0', 95, OTHER, "9.5"),
        ('#"."##0', 1234, SAME, "1.234"),
        ('#"\u00a0"##0', 1234, SAME, "1 234"),
        ('0","0', 85, OTHER, "8,5"),
        ('0\\,00', 850, OTHER, "8,50"),
        ('0","000', 8500, OTHER, "8,500"),
        ('0"5"0', 80, OTHER, "850"),
        ('0"5".0', 8.5, OTHER, "85,5"),
        ('#"."##0.0', 1234.5, SAME, "1.234,5"),
        ("0 0", 95, OTHER, "9 5"),
        ('"Đạt"', 9, OTHER, "Đạt"),
        ("[White]0", 9, OTHER, ""),
        ("[=9]0;;", 8, OTHER, ""),
        ("[<10]0.0;[>=10]0", 12.5, ROUNDED, "13"),
        ("[<0]0;[>100]0", 9, OTHER, "####"),
        ("0;0", -3, OTHER, "3"),
        ("0.0;[Red]-0.0", -3.5, SAME, "-3,5"),
        ("0;(0)", -3, SAME, "(3)"),
        ("-0", 9, OTHER, "-9"),
        ("+0;-0;0", -8.5, ROUNDED, "-9"),
        (COMMA, -12.5, SAME, "- 12,50"),
        (COMMA, 0, SAME, "-"),
        ("# ?/?", 8.5, SAME, "8 1/2"),
        ("# ?/?", 8.3, ROUNDED, "8 2/7"),
        ("# ?/8", 8.125, SAME, "8 1/8"),
        ("?/?", 8.5, SAME, "17/2"),
        ("0.00E+00", 9, SAME, "9,00E+00"),
        ("0E+00", 99.9, ROUNDED, "1E+02"),
        ("##0.0E+0", 1250, ROUNDED, "1,3E+03"),
        ("%" * 200 + "0", 1, OTHER, "####"),
        ("0." + "0" * 200, 8.5, SAME, "8,500000000000000"),
        ("General", 8.5, SAME, "8,5"),
        ("@", 8.5, SAME, "8,5"),
        ("0.00", float("nan"), SAME, ""),
        ("0%", 1e300, SAME, ""),
    ],
)  # fmt: skip
def test_a_format_shows(code: str, number: float, look: Look, text: str) -> None:
    """The text, and how its number stands to the stored one; numbers that never count are not looked at."""
    assert of_number(code, number) == (look, text)


@pytest.mark.parametrize(
    ("code", "text", "look"),
    [('@"0"', "9", OTHER), (";;;", "x", OTHER), ('@" đ"', "9", SAME), ("0.00", "x", SAME), (";;;@", "x", SAME),
     ('0;0;0;"Đạt"', "9", OTHER), ("[White]0;0;0;[White]@", "9", OTHER)],
)  # fmt: skip
def test_a_format_shows_a_text(code: str, text: str, look: Look) -> None:
    """The fourth section serves texts, which it may hide or add digits to."""
    assert of_text(code, text).look is look


@pytest.mark.parametrize(
    "doubt",
    [Doubt("9%", "0,09"), Doubt("", "9"), Doubt("", "7", Why.COVERED, "J11"),
     Doubt("", "", Why.COVERED, "N32"), Doubt("18,5", "18,5", Why.RUNS),
     Doubt("9", "9", Why.STRUCK), Doubt("9%", "0,09", detail="công thức =SUM(A1;B1)/100")],
)  # fmt: skip
def test_a_doubt_is_read_again_from_its_text(doubt: Doubt) -> None:
    """What the book keeps of it says it all."""
    assert read_doubt(str(doubt)) == doubt


@pytest.mark.parametrize("text", ["9%", "9 (ô giữ", "9 (mười)", "", "ô giữ 9"])
def test_other_texts_are_no_doubts(text: str) -> None:
    """What people type in brackets is what it is."""
    assert read_doubt(text) is None


@pytest.mark.parametrize(
    ("shown", "held", "percent"),
    [("95%", "0,95", "95"), ("95%", "0,9546", "95.46"), ("95,5 %", "0,955", "95.5"), ("1.005%", None, None),
     ("96%", "0,95", None), ("9500%", "95", None), ("0,95", "0,95", None)],
)  # fmt: skip
def test_per_cent_is_what_a_fraction_shows(shown: str, held: str | None, percent: str | None) -> None:
    """Exactly a hundred times, and only where that is what stands there."""
    found = Doubt(shown, held or "").percent
    assert found == (None if percent is None else Decimal(percent))
