"""Whether letters can be told from their paper: the fonts and fills of styles, as far as their colours are known."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable

from ..domain.values.shown import Why
from .elements import local

Colour = tuple[int, int, int] | str
"""Red, green and blue; where they are not known, what tells one colour from another."""

_WHITE, _BLACK = (255, 255, 255), (0, 0, 0)
_OWN_INK = (0x1F, 0x29, 0x37)
"""In which the program's own cells are written."""
_PALE = 0xD0
"""White, and the papers of entry cells: nobody reads one on the other."""
_NEAR = 32
"""Of 255: colours no further apart than this in red, green and blue are one to the eye."""
_TINY = 3.0
"""Points of letters that nobody reads."""
_THEME = {"0": _WHITE, "1": _BLACK}
_INDEXED = {"0": _BLACK, "1": _WHITE, "8": _BLACK, "9": _WHITE, "64": _BLACK, "65": _WHITE}
_HEX = re.compile("[0-9A-Fa-f]{6}")


def why_unseen(font: ET.Element | None, fill: ET.Element | None) -> Why:
    """Whether a cell's style strikes its text through, or writes it in the colour of the paper."""
    ink = _ink(font)
    return _struck_or_tiny(font) or (
        Why.INVISIBLE if _alike(_BLACK if ink is None else ink, _paper(fill)) else Why.FORMAT
    )


def why_unseen_by_rule(font: ET.Element | None, fill: ET.Element | None) -> Why:
    """The same of what a rule lays over a cell: where it names no ink or no paper, that of the cell stays."""
    ink, paper = _ink(font), _rule_paper(fill)
    inks = [_BLACK, _OWN_INK] if ink is None else [ink]
    papers = [_WHITE] if paper is None else [paper]
    hidden = (ink, paper) != (None, None) and any(_alike(one, other) for one in inks for other in papers)
    return _struck_or_tiny(font) or (Why.INVISIBLE if hidden else Why.FORMAT)


def _struck_or_tiny(font: ET.Element | None) -> Why | None:
    for part in font if font is not None else ():
        if local(part) == "strike" and part.get("val", "1").strip() not in ("0", "false"):
            return Why.STRUCK
        if local(part) == "sz" and _number(part.get("val", "11"), 11.0) <= _TINY:
            return Why.INVISIBLE
    return None


def _ink(font: ET.Element | None) -> Colour | None:
    return _last_colour(font, "color") if font is not None else None


def _last_colour(parts: Iterable[ET.Element], name: str) -> Colour | None:
    found = [_colour(part) for part in parts if local(part) == name]
    return found[-1] if found else None


def _paper(fill: ET.Element | None) -> Colour:
    pattern = next(iter(fill), None) if fill is not None else None
    if pattern is None or pattern.get("patternType", "none") == "none":
        return _WHITE
    solid = pattern.get("patternType") == "solid"
    return (_last_colour(pattern, "fgColor") if solid else None) or "pattern"


def _rule_paper(fill: ET.Element | None) -> Colour | None:
    """Of a rule's fill it is the background that shows."""
    pattern = next(iter(fill), None) if fill is not None else None
    if pattern is None:
        return None
    return _last_colour(pattern, "bgColor") or _last_colour(pattern, "fgColor")


def _alike(ink: Colour, paper: Colour) -> bool:
    if isinstance(ink, str) or isinstance(paper, str):
        return ink == paper
    near = all(abs(one - other) <= _NEAR for one, other in zip(ink, paper, strict=True))
    return near or min(*ink, *paper) >= _PALE


def _colour(element: ET.Element) -> Colour:
    told = element.attrib
    known: tuple[int, int, int] | None = None
    if _HEX.fullmatch(told.get("rgb", "")[-6:]):
        red, green, blue = bytes.fromhex(told["rgb"][-6:])
        known = (red, green, blue)
    elif "theme" in told:
        known = _THEME.get(told["theme"].strip())
    elif "indexed" in told:
        known = _INDEXED.get(told["indexed"].strip())
    elif told.get("auto") in ("1", "true"):
        known = _BLACK
    tint = _number(told.get("tint", "0"), 0.0)
    if known is not None:
        return _tinted(known, tint)
    return str(sorted((*((key, text) for key, text in told.items() if key != "tint"), ("tint", str(tint)))))


def _tinted(colour: tuple[int, int, int], tint: float) -> tuple[int, int, int]:
    """So much nearer to white, or to black where it is negative."""
    goal, part = (255 if tint > 0 else 0), min(abs(tint), 1.0)
    red, green, blue = (round(one + (goal - one) * part) for one in colour)
    return red, green, blue


def _number(text: str, otherwise: float) -> float:
    try:
        number = float(text)
    except ValueError:
        return otherwise
    return number if number == number else otherwise
