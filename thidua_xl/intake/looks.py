"""How the cells of a sheet's part look: number formats, what is struck through, unseen or under a merge.

Only what can make a person see something else than the cell holds; whether it does is for `domain.shown`.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from ..domain.number_formats import BUILT_IN, is_date, is_plain
from ..domain.shown import Why
from ..workbook.addresses import address, column_number
from .markup import behind_cells
from .second import BUILT_IN_DATES, MOST_STYLES, Part, Place, cells_of


class Sight(NamedTuple):
    """A cell worth a second look: its number format, or why its value is not simply seen."""

    place: Place
    code: str = ""
    why: Why = Why.FORMAT
    detail: str = ""


def sights(part: Part, rows: range, columns: Sequence[int]) -> Iterator[Sight]:
    """The cells of these rows and columns that may show something else than they hold.

    Raises ValueError if the parts are not sound XML of a workbook.
    """
    yield from covered(part.xml, rows, columns)
    if _NO_ZEROS.search(part.xml, 0, _HEAD):
        yield from (Sight((row, column), "General;-General;;@") for row in rows for column in columns)
    looks, styles = _looks(part.styles)
    if part.styles.find(b"numFmt ", max(0, part.styles.find(b"dxfs"))) >= 0:
        yield from _conditional(part, rows, columns)
    for row, column, style, odd in cells_of(part, tuple(columns), styles):
        if row in rows:
            yield Sight((row, column), why=Why.RUNS) if odd else Sight((row, column), *looks[style])


_NO_ZEROS = re.compile(rb"<(?:\w+:)?sheetView\s[^<>]*\bshowZeros=[\"'](?:0|false)[\"']")
_HEAD = 5_000
"""Bytes in which a sheet says how it is viewed."""


# --- styles ---------------------------------------------------------------------------------------

_WHITE, _BLACK = "FFFFFF", "000000"
_PALE = re.compile("(?:[D-F][0-9A-F]){3}")
"""White, and the papers of entry cells: nobody reads one on the other."""
_TINY = frozenset({"0", "1", "2"})
"""Points of letters that nobody reads."""
_THEME = {"0": _WHITE, "1": _BLACK}
_INDEXED = {"0": _BLACK, "1": _WHITE, "8": _BLACK, "9": _WHITE, "64": _BLACK, "65": _WHITE}


@lru_cache(maxsize=4)  # forms come back with the styles they were issued with
def _looks(styles: bytes) -> tuple[Mapping[bytes, tuple[str, Why]], frozenset[bytes]]:
    """What is to be looked at in cells of a style, and of which styles that is anything."""
    if not styles:
        return {}, frozenset()
    if len(styles) > MOST_STYLES:
        raise ValueError("styles too large")
    try:
        root = ET.fromstring(styles)
    except ET.ParseError as error:
        raise ValueError(str(error)) from error
    lists = {_local(child): list(child) for child in root}
    codes = {one.get("numFmtId", ""): one.get("formatCode", "") for one in lists.get("numFmts", [])}
    fonts, fills = lists.get("fonts", []), lists.get("fills", [])
    found: dict[bytes, tuple[str, Why]] = {}
    for at, style in enumerate(lists.get("cellXfs", [])):
        code = _code(style.get("numFmtId", "0"), codes)
        why = _why(_one(fonts, style.get("fontId")), _one(fills, style.get("fillId")))
        if why is not Why.FORMAT or not is_plain(code):
            found[str(at).encode()] = (code, why)
    if b"0" in found:
        found[b""] = found[b"0"]
    return found, frozenset(found)


def _local(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _one(elements: Sequence[ET.Element], number: str | None) -> ET.Element | None:
    at = int(number) if number and number.isascii() and number.isdigit() else 0
    return elements[at] if at < len(elements) else None


def _code(number: str, codes: Mapping[str, str]) -> str:
    """The format's code; dates are told by the readers themselves."""
    if number in codes:
        return "" if is_date(codes[number]) else codes[number]
    known = int(number) if number.isascii() and number.isdigit() else 0
    return "" if known in BUILT_IN_DATES else BUILT_IN.get(known, "")


def _why(font: ET.Element | None, fill: ET.Element | None) -> Why:
    """Whether a style strikes its text through, or writes it in the colour of the paper."""
    ink = _BLACK
    for part in font if font is not None else ():
        if _local(part) == "strike" and part.get("val", "1") not in ("0", "false"):
            return Why.STRUCK
        if _local(part) == "sz" and part.get("val", "11").partition(".")[0] in _TINY:
            return Why.INVISIBLE
        if _local(part) == "color":
            ink = _colour(part)
    paper = _paper(fill)
    return Why.INVISIBLE if ink == paper or (_PALE.fullmatch(ink) and _PALE.fullmatch(paper)) else Why.FORMAT


def _paper(fill: ET.Element | None) -> str:
    pattern = next(iter(fill), None) if fill is not None else None
    if pattern is None or pattern.get("patternType", "none") == "none":
        return _WHITE
    colour = next((part for part in pattern if _local(part) == "fgColor"), None)
    return _colour(colour) if pattern.get("patternType") == "solid" and colour is not None else "pattern"


def _colour(element: ET.Element) -> str:
    """Six hex digits where they are known; else what tells one colour from another."""
    if element.get("tint", "0") in ("0", "0.0"):
        if "rgb" in element.attrib:
            return element.attrib["rgb"][-6:].upper()
        if "theme" in element.attrib:
            return _THEME.get(element.attrib["theme"], f"theme {element.attrib['theme']}")
        if "indexed" in element.attrib:
            return _INDEXED.get(element.attrib["indexed"], f"indexed {element.attrib['indexed']}")
    return str(sorted(element.attrib.items()))


# --- conditional formats --------------------------------------------------------------------------

_CONDITIONAL = re.compile(
    rb"<(?:\w+:)?conditionalFormatting\b[^<>]*\bsqref=[\"']([^\"'<>]*)[\"'][^<>]*>(.*?)</(?:\w+:)?conditionalFormatting>",
    re.DOTALL,
)
_RULE = re.compile(rb"<(?:\w+:)?cfRule\b[^<>]*\bdxfId=[\"'](\d{1,5})[\"']")


def _conditional(part: Part, rows: range, columns: Sequence[int]) -> Iterator[Sight]:
    """Cells to which a rule may give a number format; whether its condition holds is not asked."""
    codes = _conditional_codes(part.styles)
    for places, inside in _CONDITIONAL.findall(part.xml, behind_cells(part.xml)) if codes else ():
        for number in _RULE.findall(inside):
            if number in codes:
                for place in _places_in(places.decode("ascii", "replace"), rows, columns):
                    yield Sight(place, codes[number])


@lru_cache(maxsize=4)
def _conditional_codes(styles: bytes) -> Mapping[bytes, str]:
    """The number formats of rules, by the number of the style that they lay over a cell's own."""
    found: dict[bytes, str] = {}
    root = ET.fromstring(styles)
    for at, style in enumerate(one for part in root if _local(part) == "dxfs" for one in part):
        code = next((one.get("formatCode", "") for one in style if _local(one) == "numFmt"), "")
        if not is_plain(code) and not is_date(code):
            found[str(at).encode()] = code
    return found


_AREA = re.compile(r"([A-Z]{1,3})([0-9]{1,7})(?::([A-Z]{1,3})([0-9]{1,7}))?")


def _places_in(areas: str, rows: range, columns: Sequence[int]) -> Iterator[Place]:
    """The cells of some areas that lie in these rows and columns."""
    for left, top, right, bottom in _AREA.findall(areas):
        wide = range(column_number(left), column_number(right or left) + 1)
        for row in range(max(int(top) - 1, rows.start), min(int(bottom or top), rows.stop)):
            yield from ((row, column) for column in columns if column in wide)


# --- merges ---------------------------------------------------------------------------------------

_MERGE = re.compile(
    rb"<(?:\w+:)?mergeCell\s[^<>]*?\bref\s*=\s*[\"']\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})[\"']"
)


def covered(xml: bytes, rows: range, columns: Iterable[int]) -> Iterator[Sight]:
    """The cells that lie under another one's merge, those without a value too."""
    start = xml.find(b"mergeCell", behind_cells(xml))
    if start < 0:
        return
    end = xml.find(b">", xml.rfind(b"mergeCell")) + 1
    for left, top, right, bottom in _merges(xml[max(0, start - _LONGEST_PREFIX) : end]):
        hidden_by = address(top, left)
        wanted = [column for column in columns if left <= column <= right]
        for row in range(max(top, rows.start), min(bottom + 1, rows.stop)) if wanted else ():
            for column in wanted:
                if (row, column) != (top, left):
                    yield Sight((row, column), why=Why.COVERED, detail=hidden_by)


_LONGEST_PREFIX = 100


@lru_cache(maxsize=4)  # the same in all forms of an issue that nobody changed
def _merges(xml: bytes) -> tuple[tuple[int, int, int, int], ...]:
    """Left, top, right and bottom of every merge."""
    return tuple(
        (column_number(left.decode()), int(top) - 1, column_number(right.decode()), int(bottom) - 1)
        for left, top, right, bottom in _MERGE.findall(xml)
    )


# --- what is hidden -------------------------------------------------------------------------------

_HIDDEN = rb"(?=[^<>]*\s(?:hidden=[\"'](?:1|true)|(?:ht|width)=[\"']0(?:\.[0-9]*)?)[\"'])"
_HIDDEN_ROW = re.compile(rb"<row(?=\s)" + _HIDDEN + rb"[^<>]*?\sr=[\"'](\d{1,7})[\"']")
_HIDDEN_COLUMN = re.compile(
    rb"<col(?=\s)" + _HIDDEN + rb"(?=[^<>]*?\smin=[\"'](\d{1,5}))[^<>]*?\smax=[\"'](\d{1,5})"
)


class Hidden(NamedTuple):
    """The 0-based rows and columns of a sheet that nobody sees."""

    rows: frozenset[int] = frozenset()
    columns: tuple[tuple[int, int], ...] = ()
    """First and last of each run."""

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell lies in one of them."""
        return row in self.rows or any(first <= column <= last for first, last in self.columns)


def hidden_in(xml: bytes) -> Hidden:
    """What is hidden, or has no height or width."""
    head = xml[: max(0, xml.find(b"<sheetData"))]
    rows = frozenset(int(number) - 1 for number in _HIDDEN_ROW.findall(xml))
    return Hidden(
        rows, tuple((int(first) - 1, int(last) - 1) for first, last in _HIDDEN_COLUMN.findall(head))
    )
