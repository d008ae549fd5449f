"""Formulas between Excel's grammar and LibreOffice's, and texts as Excel takes them: without LibreOffice."""

from datetime import datetime

import pytest

from tests.office.server.grammar import moved, to_calc, to_excel
from tests.office.server.typed import EPOCH, Formula, Typed, taken

BOTH_WAYS = [
    ("=IF(A1>0,\"a,b;c\",'Thống nhất điểm'!$B$2)", "=IF(A1>0;\"a,b;c\";$'Thống nhất điểm'.$B$2)"),
    ("=INDEX({1,2;3,4},2,1)", "=INDEX({1;2|3;4};2;1)"),
    ('=LOOKUP(A1,{"a,b";"c;d"})', '=LOOKUP(A1;{"a,b"|"c;d"})'),
    ("=SUM('It''s'!A:A,'2026'!1:3)", "=SUM($'It''s'.A:A;$'2026'.1:3)"),
    ('=ERROR.TYPE(#REF!)&"#N/A"', '=ERROR.TYPE(#REF!)&"#N/A"'),
]


@pytest.mark.parametrize(("excel", "calc"), BOTH_WAYS)
def test_a_formula_goes_there_and_back(excel: str, calc: str) -> None:
    """Separators, sheets and arrays change their signs, texts do not."""
    assert to_calc(excel) == calc
    assert to_excel(calc) == excel


def test_what_has_two_spellings_in_excel_has_one_here() -> None:
    """Bare sheet names, TRUE and the prefix of newer functions."""
    assert to_calc("=IF(TRUE,Cụm!A1,_xlfn.STDEV.S(A1:A3))") == "=IF(TRUE();$'Cụm'.A1;STDEV.S(A1:A3))"
    assert to_excel("=$Cụm.A1+Sheet1.$B$2") == "=Cụm!A1+Sheet1!$B$2"


def test_a_formula_is_pulled_as_a_person_pulls_it() -> None:
    """Relative references move; fixed ones, texts, sheet names and functions stay."""
    formula = "=A1+$A1+A$1+$A$1+'A1 B2'!Z9&\"A1\"+LOG10(AA10)"
    assert moved(formula, 2, 1) == "=B3+$A3+B$1+$A$1+'A1 B2'!AA11&\"A1\"+LOG10(AB12)"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.10", 1.1),
        ("9,5", 9.5),
        ("1.000,5", 1000.5),
        ("1,000.5", 1000.5),
        (" 18 ", 18.0),
        ("-3", -3.0),
        ("(5)", -5.0),
        ("85%", 0.85),
        ("1e3", 1000.0),
        ("1 1/2", 1.5),
        ("7:30", 0.3125),
        ("7:30 PM", 0.8125),
        ("TRUE", True),
    ],
)
def test_a_text_that_looks_like_a_number_becomes_one(text: str, value: float) -> None:
    """Under English or Vietnamese settings, whichever reads a number."""
    found = taken(text)
    assert isinstance(found, Typed)
    assert found.value == value


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12/5/2026", datetime(2026, 12, 5)),
        ("25/12/2026", datetime(2026, 12, 25)),
        ("2026-12-05", datetime(2026, 12, 5)),
        ("5-Mar-26", datetime(2026, 3, 5)),
        ("Mar 2031", datetime(2031, 3, 1)),
        ("2/30", datetime(1930, 2, 1)),
        ("12/5", datetime(datetime.now().year, 12, 5)),
    ],
)
def test_a_text_that_looks_like_a_date_becomes_one(text: str, day: datetime) -> None:
    """Months first, else days first."""
    found = taken(text)
    assert isinstance(found, Typed)
    assert found.value == (day - EPOCH).days


@pytest.mark.parametrize(
    ("text", "formula"), [("=A1", "=A1"), ("-x", "=-x"), ("@SUM(A1)", "=SUM(A1)"), ("#N/A", "=#N/A")]
)
def test_a_text_that_begins_like_a_formula_becomes_one(text: str, formula: str) -> None:
    """Also with a sign or the @ of old programs."""
    found = taken(text)
    assert isinstance(found, Formula)
    assert found == formula


@pytest.mark.parametrize(
    "text",
    ["Xã Đăk Pék", "I.1.a", "1.2.3", "II", "đạt", "5 việc", "31/2/2026", "a=b", "Mart 5x", "=", "-", "#5"],
)
def test_any_other_text_stays(text: str) -> None:
    """Most of what people write."""
    assert taken(text) == text
    assert not isinstance(taken(text), Formula)


def test_an_apostrophe_keeps_a_text_and_disappears() -> None:
    """Excel shows it in the formula bar only."""
    assert taken("'1.10") == "1.10"
