"""Ordinary sheets: nothing but rows and cells in the ways that Excel and we write them, told by one search.

Short ones are bounded by what their addresses can reach. In deep ones every cell stands in the row that it names, so
that the rows bound what a reader makes room for: a cluster of a thousand units has sheets of sixty thousand rows.
"""

import re
from collections.abc import Iterable, Iterator, Set
from functools import cached_property, lru_cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from ..workbook.addresses import column_number

Place = tuple[int, int]

# Attributes so plain that ` t="e"` can be searched for: one space before, none around `=`, double quotes.
PLAIN = rb'(?: [A-Za-z][A-Za-z0-9:]*+="[^"<>]*+")*+'
_WRITTEN = rb"<f" + PLAIN + rb"(?:/>|>[^<]*+</f>)"  # a formula, or a follower of a shared one
_CELL = (
    rb'<c r="[A-C]?[A-Z]%b"(?: s="[0-9]+")?+(?:/>'  # blank
    rb'| t="s"><v>[0-9]+</v></c>'  # a text
    rb'| t="str">(?:'
    + _WRITTEN
    + rb"<v>[^<]*+</v></c>|<v>[^<]++</v></c>)"  # a computed text, be it an empty one
    rb'|(?: t="[nb]")?+>(?:' + _WRITTEN + rb")?+<v>[^<]++</v></c>)"  # another value, computed or not
)


def _rows(row: bytes, number: bytes) -> re.Pattern[bytes]:
    """Sheet data of rows that begin so, whose cells have such numbers in their addresses.

    Nothing between the tags but what is named here: no error cell, no formula without a value, no markup.
    """
    cells = rb"(?:" + _CELL % number + rb")*+"
    return re.compile(rb"<sheetData>(?:<row" + row + PLAIN + rb"(?:/>|>" + cells + rb"</row>))*+</sheetData>")


_SHORT, _DEEP = _rows(b"", rb"[1-9][0-9]{0,3}"), _rows(rb' r="([1-9][0-9]{0,6})"', rb"\1")
_COLUMNS, _ROWS = 104, 9999
"""What the addresses of a short sheet can reach: far below every limit, so nothing is searched."""
_ROW = re.compile(rb'<row r="([0-9]+)"')
_BEYOND_Z = re.compile(rb'<c r="([A-C][A-Z])')
_LETTERS = 26
LONGEST = 200_000
"""Sheet data of more bytes are no ordinary form's: so many hold fewer cells than any limit, uncounted."""
LONGEST_OF_BOOK = 10_000_000
"""The same of a book, whose longer sheets are counted."""
_WITH_FORMULA = re.compile(rb'<c r="([A-C]?[A-Z])([0-9]+)"[^>]*+><f')


class Extent(NamedTuple):
    """What a reader may have to make room for, and the cells whose formula has a stored value."""

    cells: int
    rows: int
    columns: int
    computed: Set[Place]


def body_of(xml: bytes) -> tuple[int, int]:
    """Where the first and the last tag that may be the sheet data's begin and end."""
    return xml.find(b"sheetData") - 1, xml.rfind(b"sheetData") + len(b"sheetData>")


def ordinary_body(xml: bytes) -> tuple[int, int] | None:
    """Where the sheet data of a part stand, if they are ordinary: nothing but rows and cells is in them."""
    start, end = body_of(xml)
    found = start >= 0 and (_SHORT.fullmatch(xml, start, end) or _DEEP.fullmatch(xml, start, end))
    return (start, end) if found else None


def ordinary_sheet(xml: bytes, start: int, end: int, longest: int, lazily: bool) -> Extent | None:
    """The extent of the sheet data there if they are ordinary, else None.

    Data of more than `longest` bytes are counted, those of a form are none then.
    """
    found = _Computed(xml, start, end)
    if end - start <= longest and _SHORT.fullmatch(xml, start, end):
        cells, rows, columns = (end - start) // len(b'<c r="A1"/>'), _ROWS, _COLUMNS
    elif longest >= LONGEST_OF_BOOK and _DEEP.fullmatch(xml, start, end):
        cells, rows, columns = xml.count(b"<c ", start, end), _last_row(xml), _last_column(xml)
    else:
        return None
    return Extent(cells, rows, columns, found if lazily else found.places)


def _last_row(xml: bytes) -> int:
    return max(map(int, _ROW.findall(xml)), default=0)


def _last_column(xml: bytes) -> int:
    return max((column_number(name.decode()) + 1 for name in set(_BEYOND_Z.findall(xml))), default=_LETTERS)


_MANY = 200
"""Rows from which on the whole sheet is searched."""


def rows_alone(xml: bytes, rows: Set[int]) -> bytes:
    """Sheet data of these rows (from 0) of an ordinary sheet; nothing where that is no simpler than the whole.

    So it is where formulas are shared: the text of one may stand in any other row.
    """
    if len(rows) > _MANY or b't="shared"' in xml:
        return b""
    pieces = [b"<sheetData>"]
    for row in sorted(rows):
        begin = xml.find(b'<row r="%d"' % (row + 1))
        pieces.append(xml[begin : xml.find(b"</row>", begin)] + b"</row>" if begin >= 0 else b"")
    return b"".join((*pieces, b"</sheetData>"))


class ByRow(Set[Place]):
    """Cells by their rows: most rows of a large sheet have theirs in the same columns, which are kept once."""

    def __init__(self, places: Iterable[Place]) -> None:
        """`places` in the order of their rows."""
        known: dict[frozenset[int], frozenset[int]] = {}
        self._rows: dict[int, frozenset[int]] = {}
        for row, found in groupby(places, itemgetter(0)):
            columns = self._rows.get(row, frozenset()).union(column for _, column in found)
            self._rows[row] = known.setdefault(columns, columns)

    @classmethod
    def _from_iterable(cls, it: Iterable[Place]) -> Set[Place]:  # type: ignore[override]
        return frozenset(it)  # what is made of two sets comes in no order

    def __contains__(self, place: object) -> bool:
        return isinstance(place, tuple) and place[1] in self._rows.get(place[0], ())

    def __iter__(self) -> Iterator[Place]:
        return ((row, column) for row, columns in self._rows.items() for column in columns)

    def __len__(self) -> int:
        return sum(map(len, self._rows.values()))


class _Computed(Set[Place]):
    """The cells with a formula in ordinary sheet data, looked for when somebody asks: it takes as long as all else."""

    def __init__(self, xml: bytes, start: int, end: int) -> None:
        self._where = xml, start, end

    @cached_property
    def places(self) -> Set[Place]:
        """The cells."""
        xml, start, end = self._where
        if xml.find(b"<f", start, end) < 0:  # most sheets have none
            return frozenset()
        if end - start > LONGEST:
            return ByRow(_at(*found.groups()) for found in _WITH_FORMULA.finditer(xml, start, end))
        return _places(tuple(_WITH_FORMULA.findall(xml, start, end)))

    def __contains__(self, place: object) -> bool:
        return place in self.places

    def __iter__(self) -> Iterator[Place]:
        return iter(self.places)

    def __len__(self) -> int:
        return len(self.places)


@lru_cache(maxsize=8)  # the forms of a cluster have their formulas in the same cells
def _places(names: tuple[tuple[bytes, bytes], ...]) -> frozenset[Place]:
    return frozenset(_at(*name) for name in names)


def _at(column: bytes, row: bytes) -> Place:
    return int(row) - 1, _number(column)


@lru_cache(maxsize=128)
def _number(column: bytes) -> int:
    return column_number(column.decode())
