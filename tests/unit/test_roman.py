"""Sections beyond XXXIX: written as Word writes them, and read again."""

import pytest

from thidua_xl.domain.outline.marks import Shape, at_head, chosen, read_mark
from thidua_xl.domain.values.roman import roman
from thidua_xl.intake.word_numbers import formatted


@pytest.mark.parametrize(
    ("number", "text"),
    [(0, ""), (1, "I"), (39, "XXXIX"), (40, "XL"), (49, "XLIX"), (50, "L"), (88, "LXXXVIII"), (90, "XC"),
     (99, "XCIX"), (400, "CD"), (1994, "MCMXCIV")],
)  # fmt: skip
def test_a_number_in_roman_numerals(number: int, text: str) -> None:
    """As in every paper."""
    assert roman(number) == text
    assert (formatted(number, "upperRoman"), formatted(number, "lowerRoman")) == (text, text.lower())


@pytest.mark.parametrize("number", range(1, 100))
def test_what_word_numbers_is_read_as_that_number(number: int) -> None:
    """In its own cell and at the head of a text, in capitals and in small letters."""
    text = roman(number)
    assert number in [one.place for one in read_mark(text) if one.style == (Shape.ROMAN,)]
    assert number in [one.place for one in read_mark(f"{text.lower()})") if one.style == (Shape.SMALL_ROMAN,)]
    marks, rest = at_head(f"{text}. Thu ngân sách")
    assert (marks[0].place, rest) == (number, "Thu ngân sách")


def test_fifty_follows_forty_nine() -> None:
    """And a hundred's letter stays a letter."""
    (before, *_) = read_mark("XLIX")
    assert chosen(read_mark("L"), [before]).style == (Shape.ROMAN,)
    assert [one.style for one in read_mark("C")] == [(Shape.CAPITAL,)]
    assert [one.style for one in read_mark("c)")] == [(Shape.LETTER,)]


def test_letters_go_on_with_letters() -> None:
    """`l` after `k` is no fifty."""
    (before, *_) = read_mark("k)")
    assert chosen(read_mark("l)"), [before]).style == (Shape.LETTER,)


@pytest.mark.parametrize("text", ["Chi ngân sách", "Li tâm", "Cil. a", "IXC. Thu"])
def test_words_of_such_letters_are_words(text: str) -> None:
    """No number is taken from them."""
    assert at_head(text) == ((), text)
