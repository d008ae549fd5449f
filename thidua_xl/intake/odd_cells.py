"""Cells that a reader stumbles over, taken out of a sheet's bytes: one of them never costs the sheet.

New error values (#SPILL!, #CALC! …), types that no reader knows, yes/no cells of other words, and elements that
later programs put into cells. What a cell says besides such an element stays.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple
from xml.parsers import expat

from ..workbook.addresses import address, column_number

Place = tuple[int, int]
_ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})
_BOOLEANS = frozenset({"0", "1", "true", "false"})
_PLAIN = " "
"""The type of a cell that names none."""
_TEXTS = frozenset({_PLAIN, "str", "inlineStr", "d"})
"""Types of which readers take whatever stands in the cell."""
_PARTS = frozenset({"f", "v", "is"})
_WAY = ["worksheet", "sheetData", "row", "c"]
_ADDRESS = re.compile("([A-Za-z]{1,3})([0-9]{1,7})")
_TAG = re.compile(rb"""<([^\s/<>"']+)(?:"[^"]*"|'[^']*'|[^<>"'])*>""")


class Mended(NamedTuple):
    """A sheet's bytes as a reader takes them, and the cells that are no longer in them: error value, or empty."""

    xml: bytes
    lost: Mapping[Place, str]


def mended(xml: bytes, strings: int) -> Mended:
    """The part without what readers stumble over; `strings` is the number of shared strings.

    Raises:
        ValueError: the part is not sound XML.
    """
    finder = _Finder(xml, strings)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = lambda name, found: finder.start(name, found, parser.CurrentByteIndex)
    parser.EndElementHandler = lambda _: finder.end(parser.CurrentByteIndex)
    parser.CharacterDataHandler = finder.text
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise ValueError(str(error)) from error
    for begin, end, instead in reversed(finder.changes):
        xml = xml[:begin] + instead + xml[end:]
    return Mended(_FRAME.sub(b"", xml), finder.lost)


_FRAME = re.compile(
    rb"<((?:\w+:)?)mergeCells\b(?:[^<>]*/>|.*?</\1mergeCells>)"
    rb"""|<(?:\w+:)?dimension ref=["'][$A-Z0-9:, ]*["']\s*/>""",
    re.S,
)
"""What a reader needs for no value: merges of whole columns, the extent in another notation."""


class _Finder:
    """Handlers that find the odd cells and where they stand in the bytes."""

    def __init__(self, xml: bytes, strings: int) -> None:
        self.changes: list[tuple[int, int, bytes]] = []
        """First byte, end, and what stands there instead."""
        self.lost: dict[Place, str] = {}
        self._xml, self._strings = xml, strings
        self._path: list[str] = []
        self._row = self._column = -1
        self._begin = self._child = 0
        self._kind = ""
        self._value: list[str] = []
        self._strange: list[tuple[int, int, bytes]] = []

    def start(self, name: str, attributes: dict[str, str], at: int) -> None:
        self._path.append(name.rpartition(" ")[2])
        if self._path == _WAY[:3]:
            self._row, self._column = _whole(attributes.get("r", ""), self._row + 1), -1
        elif self._path == _WAY:
            self._begin, self._kind, self._value, self._strange = at, attributes.get("t", _PLAIN), [], []
            self._place(attributes.get("r", ""))
        elif self._path[:4] == _WAY and len(self._path) == 5:
            self._child = at

    def _place(self, reference: str) -> None:
        found = _ADDRESS.fullmatch(reference)
        self._column = column_number(found[1].upper()) if found else self._column + 1
        self._row = int(found[2]) - 1 if found else self._row

    def text(self, text: str) -> None:
        if self._path[4:] == ["v"]:
            self._value.append(text)

    def end(self, at: int) -> None:
        if self._path[:4] == _WAY and len(self._path) == 5 and self._path[4] not in _PARTS:
            self._strange.append((self._child, self._behind(at), b""))
        elif self._path == _WAY:
            self._cell(self._behind(at))
        self._path.pop()

    def _cell(self, end: int) -> None:
        value = "".join(self._value)
        if self._is_read(value):
            self.changes += self._strange
            return
        self.lost[self._row, self._column] = value if self._kind == "e" else ""
        tag = _TAG.match(self._xml, self._begin)
        name = tag[1] if tag else b"c"
        blank = b"<" + name + f' r="{address(self._row, self._column)}"/>'.encode()
        self.changes.append((self._begin, end, blank))

    def _is_read(self, value: str) -> bool:
        """Whether readers take a cell of this kind with this value."""
        if not value:
            return True
        if self._kind == "e":
            return value in _ERRORS
        if self._kind == "b":
            return value in _BOOLEANS
        if self._kind == "n":
            return _is_number(value)
        if self._kind == "s":
            counted = self._strings and value.isascii() and value.isdigit()
            return not counted or int(value) < self._strings
        return self._kind in _TEXTS

    def _behind(self, at: int) -> int:
        """The byte behind the element whose end is found there."""
        found = _TAG.match(self._xml, at)
        return found.end() if found else self._xml.index(b">", at) + 1


def _whole(text: str, otherwise: int) -> int:
    return int(text) - 1 if text.isascii() and text.isdigit() and len(text) < 8 else otherwise


_NUMBER = re.compile(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?|[-+]?(?:inf|nan)", re.I)


def _is_number(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None
