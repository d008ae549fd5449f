"""How the cells of a sheet's part look: number formats, what is struck through, unseen or under a merge.

Only what can make a person see something else than the cell holds; whether it does is for `domain.shown`.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from ..domain.values.number_formats import BUILT_IN, is_date, is_plain
from ..domain.values.shown import BY_RULE, Why
from ..workbook.addresses import address, column_number
from ..workbook.grid import Place, Sight
from .colours import why_unseen
from .elements import local
from .laid_over import laid_over
from .merges import merges_of
from .second_reading import BUILT_IN_DATES, MOST_STYLES, Part, cells_of


def sights(part: Part, rows: range, columns: Sequence[int]) -> Iterator[Sight]:
    """The cells of these rows and columns that may show something else than they hold.

    Raises ValueError if the parts are not sound XML of a workbook.
    """
    yield from covered(part.xml, rows, columns)
    if _NO_ZEROS.search(part.xml, 0, _HEAD):
        yield from (Sight((row, column), "General;-General;;@") for row in rows for column in columns)
    looks, styles = _looks(part.styles)
    yield from _conditional(part, rows, columns)
    for row, column, style, odd in cells_of(part, tuple(columns), styles):
        if row in rows:
            yield Sight((row, column), why=Why.RUNS) if odd else Sight((row, column), *looks[style])


_NO_ZEROS = re.compile(rb"<(?:\w+:)?sheetView\s[^<>]*\bshowZeros=[\"'](?:0|false)[\"']")
_HEAD = 5_000
"""Bytes in which a sheet says how it is viewed."""


# --- styles ---------------------------------------------------------------------------------------


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
    lists = {local(child): list(child) for child in root}
    codes = {one.get("numFmtId", ""): one.get("formatCode", "") for one in lists.get("numFmts", [])}
    fonts, fills = lists.get("fonts", []), lists.get("fills", [])
    found: dict[bytes, tuple[str, Why]] = {}
    for at, style in enumerate(lists.get("cellXfs", [])):
        code = _code(style.get("numFmtId", "0"), codes)
        why = why_unseen(_one(fonts, style.get("fontId")), _one(fills, style.get("fillId")))
        if why is Why.FORMAT and any(part.get("horizontal") == "fill" for part in style):
            why = Why.REPEATED
        if why is not Why.FORMAT or not is_plain(code):
            found[str(at).encode()] = (code, why)
    if b"0" in found:
        found[b""] = found[b"0"]
    return found, frozenset(found)


def _one(elements: Sequence[ET.Element], number: str | None) -> ET.Element | None:
    at = int(number) if number and number.isascii() and number.isdigit() else 0
    return elements[at] if at < len(elements) else None


def _code(number: str, codes: Mapping[str, str]) -> str:
    """The format's code; dates are told by the readers themselves."""
    if number in codes:
        return "" if is_date(codes[number]) else codes[number]
    known = int(number) if number.isascii() and number.isdigit() else 0
    return "" if known in BUILT_IN_DATES else BUILT_IN.get(known, "")


# --- conditional formats --------------------------------------------------------------------------


def _conditional(part: Part, rows: range, columns: Sequence[int]) -> Iterator[Sight]:
    """Cells to which a rule may give another look."""
    for areas, code, why in laid_over(part):
        for place in _places_in(areas, rows, columns):
            yield Sight(place, code, why, "" if why in (Why.FORMAT, Why.SIGN) else BY_RULE)


_AREA = re.compile(r"([A-Z]{1,3})([0-9]{1,7})(?::([A-Z]{1,3})([0-9]{1,7}))?")


def _places_in(areas: str, rows: range, columns: Sequence[int]) -> Iterator[Place]:
    """The cells of some areas that lie in these rows and columns."""
    for left, top, right, bottom in _AREA.findall(areas):
        wide = range(column_number(left), column_number(right or left) + 1)
        for row in range(max(int(top) - 1, rows.start), min(int(bottom or top), rows.stop)):
            yield from ((row, column) for column in columns if column in wide)


# --- merges ---------------------------------------------------------------------------------------


def covered(xml: bytes, rows: range, columns: Iterable[int]) -> Iterator[Sight]:
    """The cells that lie under another one's merge, those without a value too."""
    for top, left, bottom, right in merges_of(xml):
        hidden_by = address(top, left)
        wanted = [column for column in columns if left <= column <= right]
        for row in range(max(top, rows.start), min(bottom + 1, rows.stop)) if wanted else ():
            for column in wanted:
                if (row, column) != (top, left):
                    yield Sight((row, column), why=Why.COVERED, detail=hidden_by)


# --- what is hidden -------------------------------------------------------------------------------

_FLAT = rb"\+?(?:0*[0-2]?(?:\.[0-9]*)?|0*3(?:\.0*)?|[0-9.]+[eE]-[0-9]+)"
"""Points of a row that nobody sees; Excel makes them fifteen."""
_NARROW = rb"\+?(?:0*(?:\.[0-9]*)?|[0-9.]+[eE]-[0-9]+)"
"""Less than the width of a digit."""
_INSIDE = rb"((?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*+)>"
"""Of a tag; a value may hold a `>`."""


def _says(name: bytes, value: bytes) -> bytes:
    """An attribute of this value, however it is written."""
    return rb"\s" + name + rb"\s*=\s*[\"']\s*" + value + rb"\s*[\"']"


_HIDDEN = _says(rb"hidden", rb"(?:1|true)")
_UNSEEN_ROW = re.compile(_HIDDEN + rb"|" + _says(rb"ht", _FLAT))
_UNSEEN_COLUMN = re.compile(_HIDDEN + rb"|" + _says(rb"width", _NARROW))
_NUMBER, _FIRST, _LAST = (
    re.compile(rb"(?:^|\s)" + name + rb"\s*=\s*[\"']\s*([0-9]{1,7})\s*[\"']")
    for name in (rb"r", rb"min", rb"max")
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
    """What is hidden, or has hardly any height or width."""
    told = [inside for inside in _tags(xml[: _head(xml)], b"col") if _UNSEEN_COLUMN.search(inside)]
    columns = [(_whole(_FIRST, inside), _whole(_LAST, inside)) for inside in told]
    known = tuple((first - 1, last - 1) for first, last in columns if first and last)
    return Hidden(_hidden_rows(xml), known)


def _tags(xml: bytes, name: bytes) -> list[bytes]:
    """What stands in the tags of this name."""
    prefix = rb"(?:[\w.-]{1,100}:)?" if b":" + name in xml else b""
    return re.findall(rb"<" + prefix + name + rb"(?=[\s/>])" + _INSIDE, xml)


def _head(xml: bytes) -> int:
    """Where the columns have been told: before the first row."""
    at = xml.find(b"<sheetData")
    strange = at < 0 or xml.find(b"<!", 0, at) >= 0 or xml.find(b"<?", 1, at) > len(_MARK)
    return len(xml) if strange else at


_MARK = b"\xef\xbb\xbf"


def _hidden_rows(xml: bytes) -> frozenset[int]:
    """A row that does not say its number follows the one before."""
    found, at = set(), 0
    for inside in _tags(xml, b"row"):
        at = _whole(_NUMBER, inside) or at + 1
        if _UNSEEN_ROW.search(inside):
            found.add(at - 1)
    return frozenset(found)


def _whole(attribute: re.Pattern[bytes], inside: bytes) -> int:
    """The number that an attribute says; 0 where there is none."""
    found = attribute.search(inside)
    return int(found[1]) if found else 0
