"""Every ink can be read on every ground: a contrast of 4.5 : 1 at least (WCAG 2.1, 1.4.3)."""

import re
from itertools import product

import pytest

from thidua_xl.workbook.styles import _WORDS, INK, SERIES, highlight, properties

WHITE = "#FFFFFF"
ON_ITS_OWN = {"band"}
"""White on dark: no other ink ever stands on its ground, and its ink on no other."""


def light(colour: str) -> float:
    """Relative luminance."""
    assert re.fullmatch("#[0-9A-Fa-f]{6}", colour), colour
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white)."""
    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


INKS = {word: str(said["font_color"]) for word, said in _WORDS.items() if "font_color" in said} | {"": INK}
GROUNDS = {word: str(said["bg_color"]) for word, said in _WORDS.items() if "bg_color" in said} | {"": WHITE}


def test_the_measure_is_right() -> None:
    """Black on white, and a grey that is known."""
    assert contrast("#000000", WHITE) == pytest.approx(21)
    assert contrast("#767676", WHITE) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("word", _WORDS)
def test_a_style_can_be_read(word: str) -> None:
    """Its own ink, or the usual one, on its own ground, in a cell and as a highlight."""
    cell, marked = properties(word), highlight(word)
    assert contrast(cell["font_color"], str(cell.get("bg_color", WHITE))) >= 4.5
    assert contrast(str(marked.get("font_color", INK)), str(marked.get("bg_color", WHITE))) >= 4.5


@pytest.mark.parametrize(
    ("ink", "ground"),
    [(ink, ground) for ink, ground in product(INKS, GROUNDS) if not {ink, ground} & ON_ITS_OWN],
)
def test_words_of_styles_can_be_read_together(ink: str, ground: str) -> None:
    """Styles are put together of words: a link on yellow, a note on a section's line."""
    assert contrast(INKS[ink], GROUNDS[ground]) >= 4.5


def test_bars_stand_out_from_the_paper() -> None:
    """Graphics need 3 : 1 (WCAG 1.4.11) for the first series, which all charts with one have; others have a legend."""
    assert contrast(SERIES[0], WHITE) >= 3
