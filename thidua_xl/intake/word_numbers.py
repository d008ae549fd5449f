"""Numbers and bullets that Word writes before paragraphs by itself: no text of the document holds them."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from ..domain.values.roman import roman
from .elements import local
from .word_xml import value_of, walk


class _Level(NamedTuple):
    """How a level is numbered."""

    start: int
    form: str
    text: str
    """`%1.%2.` with the numbers of the levels."""


@dataclass(slots=True)
class _List:
    """A list that paragraphs belong to; several may count on together."""

    counted: str
    """The name of what is counted together."""
    levels: dict[int, _Level] = field(default_factory=dict)


_DEEPEST = 9
_NONE = _Level(1, "none", "")


class Numbers:
    """Counts the paragraphs as they come, in the order of the document."""

    def __init__(self, numbering: ET.Element | None, styles: ET.Element | None) -> None:
        self._lists = dict(_lists(numbering)) if numbering is not None else {}
        self._styles = dict(_styles(styles)) if styles is not None else {}
        self._counts: dict[str, list[int | None]] = {}
        self._labels: dict[int, str] = {}

    def label(self, paragraph: ET.Element) -> str:
        """What Word writes before the paragraph; empty for nothing. Asked again, it says the same."""
        known = self._labels.get(id(paragraph))
        if known is None:
            known = self._labels[id(paragraph)] = self._counted(paragraph)
        return known

    def _counted(self, paragraph: ET.Element) -> str:
        list_id, depth = self._belongs_to(paragraph)
        one = self._lists.get(list_id)
        if one is None:
            return ""
        counts = self._counts.setdefault(one.counted, [None] * _DEEPEST)
        level = one.levels.get(depth, _NONE)
        before = counts[depth]
        counts[depth] = level.start if before is None else before + 1
        counts[depth + 1 :] = [None] * (_DEEPEST - depth - 1)
        if level.form == "bullet":
            return level.text if level.text in "-+*" and level.text else "-" if level.text in _DASHES else "•"
        return re.sub(r"%([1-9])", lambda found: self._part(one, counts, int(found[1]) - 1), level.text)

    def _part(self, one: _List, counts: list[int | None], depth: int) -> str:
        level = one.levels.get(depth, _NONE)
        number = counts[depth]
        return formatted(level.start if number is None else number, level.form)

    def _belongs_to(self, paragraph: ET.Element) -> tuple[str, int]:
        """The list and the depth that the paragraph or its style says."""
        list_id, depth, style = _said(paragraph)
        seen = set()
        while not list_id and style and style not in seen:
            seen.add(style)
            list_id, of_style, style = self._styles.get(style, ("", 0, ""))
            depth = depth or of_style
        return list_id, depth


_DASHES = "–—\uf02d\uf0be"


def _said(element: ET.Element) -> tuple[str, int, str]:
    """The list, the depth and the style that the properties of a paragraph or a style name."""
    list_id, depth, style = "", 0, ""
    for one in walk(element, stop=("r", "rPr", "tbl", "p")):
        name, said = local(one), value_of(one)
        if name == "numId":
            list_id = said
        elif name == "ilvl":
            depth = min(int(said), _DEEPEST - 1) if said.isascii() and said.isdigit() else 0
        elif name in ("pStyle", "basedOn"):
            style = said
    return list_id, depth, style


def _styles(root: ET.Element) -> Iterator[tuple[str, tuple[str, int, str]]]:
    for one in walk(root, stop=("style",)):
        if local(one) == "style":
            yield value_of(one, "styleId"), _said(one)


def _lists(root: ET.Element) -> Iterator[tuple[str, _List]]:
    patterns: dict[str, dict[int, _Level]] = {}
    for one in walk(root, stop=("abstractNum", "num")):
        if local(one) == "abstractNum":
            patterns[value_of(one, "abstractNumId")] = dict(_levels(one))
        elif local(one) == "num":
            pattern = next((value_of(two) for two in walk(one) if local(two) == "abstractNumId"), "")
            yield value_of(one, "numId"), _with_overrides(one, pattern, patterns.get(pattern, {}))


def _with_overrides(num: ET.Element, pattern: str, levels: Mapping[int, _Level]) -> _List:
    """A list; one that begins anew counts by itself."""
    anew = dict(levels)
    overrides = [one for one in walk(num, stop=("lvlOverride",)) if local(one) == "lvlOverride"]
    for one in overrides:
        depth = _whole(value_of(one, "ilvl"), 0)
        anew |= dict(_levels(one))
        start = next((value_of(two) for two in walk(one) if local(two) == "startOverride"), "")
        if start:
            anew[depth] = anew.get(depth, _NONE)._replace(start=_whole(start, 1))
    return _List(f"{pattern}/{value_of(num, 'numId')}" if overrides else pattern, anew)


def _levels(element: ET.Element) -> Iterator[tuple[int, _Level]]:
    for one in walk(element, stop=("lvl",)):
        if local(one) == "lvl":
            said = {local(two): value_of(two) for two in walk(one, stop=("rPr", "pPr"))}
            level = _Level(
                _whole(said.get("start", ""), 1), said.get("numFmt", "decimal"), said.get("lvlText", "")
            )
            yield min(_whole(value_of(one, "ilvl"), 0), _DEEPEST - 1), level


def _whole(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else otherwise


def formatted(number: int, form: str) -> str:
    """A number as Word writes it."""
    if form in ("upperRoman", "lowerRoman"):
        return roman(number) if form == "upperRoman" else roman(number).lower()
    if form in ("upperLetter", "lowerLetter"):
        letter = chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else ""
        return letter if form == "upperLetter" else letter.lower()
    return "" if form == "none" else str(number)
