"""A sheet's bytes without the cells that hold nothing, and without those that stand far away from all others.

Who formats whole rows or columns leaves up to a million blank cells in the file: they are left out by a search
over the bytes, piece by piece while the part is inflated, so that no reader makes an object of each.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ..domain.values.text import clean
from .addresses import column_number
from .grid import Far
from .xml_text import unescape

_C, _ROW_NAME = rb"(?:\w+:)?c", rb"(?:\w+:)?row"
_BLANK = re.compile(
    rb"<" + _C + rb"""(?: s=["'][0-9]*+["'])?+ r=["'][A-Za-z]{1,3}[0-9]{1,7}["'][^<>/]*+"""
    rb"(?:/>|>\s*+(?:<v\s*+/>|<v></v>)?+\s*+</" + _C + rb">)"
)  # fmt: skip
_EMPTY_ROW = re.compile(rb"<" + _ROW_NAME + rb"\b[^<>/]*+(?:/>|>\s*+</" + _ROW_NAME + rb">)")
_UNPLACED = re.compile(rb"<" + _C + rb'(?=[\s/>])(?![^<>]*?\sr=["\'])')
"""A cell that stands where the cell before it left off: then none may be left out."""


class TooLongError(ValueError):
    """More is left than a sheet may hold, or nothing can be left out."""


def without_blanks(xml: bytes) -> bytes:
    """The part without blank cells and rows; as it is where cells do not say where they stand."""
    return _strained(xml) if _may_be_strained(xml) else xml


def strained(pieces: Iterable[bytes], most: int) -> bytes:
    """The part that comes in pieces, without blank cells and rows.

    Raises:
        TooLongError: more than `most` bytes are left.
    """
    kept: list[bytes] = []
    length, tail = 0, b""
    for piece in pieces:
        whole = tail + piece
        cut = max(whole.rfind(b"<"), 0)
        tail, rest = whole[cut:], _strained(whole[:cut])
        kept.append(rest)
        length += len(rest)
        if length + len(tail) > most:
            raise TooLongError
    xml = b"".join((*kept, tail))
    if not _may_be_strained(xml):
        raise TooLongError
    return _strained(xml)  # what lay across two pieces


def _strained(xml: bytes) -> bytes:
    return _EMPTY_ROW.sub(b"", _BLANK.sub(b"", xml))


def _may_be_strained(xml: bytes) -> bool:
    return not _UNPLACED.search(xml) and b"<![CDATA[" not in xml


# --- cells far away -------------------------------------------------------------------------------


_CELL = re.compile(rb"<(" + _C + rb')(?: s="[0-9]*+")?+ r="([A-Za-z]{1,3})([0-9]{1,7})"([^<>]*+)>')
_WORDS = re.compile(rb"<(?:\w+:)?(?:v|t)(?: [^<>]*)?>([^<]*)<")
_ROWS, _COLUMNS = 1_048_576, 256
"""Excel's last row; and the columns in which somebody may have typed by mistake."""
_MOST = 100
"""So many cells are a slip; more are a table of their own."""


def without_far(xml: bytes, area: int, strings: Sequence[str]) -> tuple[bytes, list[Far]]:
    """The part without cells so far down that nobody can mean them, and those cells.

    A reader makes room for everything down to the last cell. Cells whose text is blank go wherever they stand.
    Nothing is left out where a cell stands too far to the right, or too many do.
    """
    found = list(_cells(xml, strings))
    blank = {at.start for at in found if at.is_text and not clean(at.text)}
    width = max((at.column for at in found if at.start not in blank), default=0) + 1
    deepest = area // width
    gone = [at for at in found if at.row >= deepest or (at.start in blank and at.column >= _COLUMNS)]
    named = [at for at in gone if at.start not in blank]
    if width > _COLUMNS or len(gone) > _MOST or any(at.row >= _ROWS for at in named):
        return xml, []
    for at in reversed(gone):
        xml = xml[: at.start] + xml[at.end :]
    return xml, [Far(at.name, at.text) for at in named]


class _Cell(NamedTuple):
    start: int
    end: int
    row: int
    column: int
    name: str
    is_text: bool
    text: str


def _cells(xml: bytes, strings: Sequence[str]) -> Iterator[_Cell]:
    for found in _CELL.finditer(xml):
        tag, letters, digits, rest = found.groups()
        end = found.end()
        if not rest.endswith(b"/"):
            end = xml.find(b"</" + tag + b">", end) + len(tag) + 3
        kind = _KIND.search(rest)
        text = unescape(b"".join(_WORDS.findall(xml, found.end(), end)).decode("utf-8", "replace"))
        if kind and kind[1] == b"s":
            text = _shared(text, strings)
        column = letters.decode().upper()
        place = int(digits) - 1, column_number(column), f"{column}{int(digits)}"
        yield _Cell(found.start(), end, *place, kind is not None and kind[1] in _TEXTS, text)


_KIND = re.compile(rb'\bt="(\w+)"')
_TEXTS = (b"s", b"str", b"inlineStr")


def _shared(number: str, strings: Sequence[str]) -> str:
    known = number.isascii() and number.isdigit() and int(number) < len(strings)
    return strings[int(number)] if known else number
