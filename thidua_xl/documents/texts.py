"""Texts of people as a document may hold them: none becomes markup, none turns the line that it stands in."""

import re

from .blanks import SHUT, START

_BIDI = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c]")
_ISOLATE, _UNTIL = "\u2068", "\u2069"
_KEPT = (START, SHUT, "\n", "\t")
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""Controls, halves of a pair, what is no character: XML knows no such text, or no reader."""


BRACES = str.maketrans({"{": "&#123;", "}": "&#125;"})
"""In XML: docxtpl takes some pairs of braces for marks of its own, even after a paper is filled."""


def printable(text: str) -> str:
    """The text without signs that no document may hold; one that turns its direction turns only itself."""
    plain = _UNPRINTABLE.sub(lambda found: found[0] if found[0] in _KEPT else "", text)
    return f"{_ISOLATE}{plain}{_UNTIL}" if _BIDI.search(plain) else plain
