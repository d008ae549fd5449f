"""Row heights for wrapped texts, estimated: LibreOffice does not fit rows on loading, Excel does.

Only rows whose text needs more than one line get a height, and it is not marked as a person's own, so
a row still grows when somebody types a long reason.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

from .alike_rows import shown
from .cells_by_row import Place
from .model import Cell, ColumnFormat, Sheet
from .styles import FINE, properties

_LINE = 1.22
"""Line height in multiples of the font size."""
_PIXELS_PER_POINT = 96 / 72
_EMS = {
    0.25: " .,\u00a0", 0.28: "ijlt/:;", 0.34: "frI()[]-'!|", 0.4: "sJ\"", 0.45: "acez?", 0.5: "", 0.56: "FPS",
    0.62: "ELTZ", 0.67: "BCR", 0.73: "ADGHKNOQUVXYw", 0.78: "m&", 0.89: "MW%", 1.0: "@←→…—",
}  # fmt: skip
"""Letters of Times New Roman by their width in em; all others are half an em wide (Adobe's metrics of Times-Roman)."""
_WIDTHS = {letter: width for width, letters in _EMS.items() for letter in letters}
_VIETNAMESE = frozenset("ƠơƯư")
_SHORTEST = 4
"""Letters that fit in any column."""
_SUBSTITUTE = 1.4
"""Where a font lacks letters that only Vietnamese has, they come from a wider one."""


@lru_cache(maxsize=4096)
def _em(letter: str) -> float:
    """A letter's width in em."""
    base = unicodedata.normalize("NFD", letter)[0]
    width = _WIDTHS.get(base, 0.5)
    is_rare = letter in _VIETNAMESE or "\u1ea0" <= letter <= "\u1ef9"
    return width * _SUBSTITUTE if is_rare else width


@lru_cache(maxsize=16384)
def _length(piece: str) -> float:
    """A word's length in em."""
    return sum(map(_em, piece))


def row_heights(sheet: Sheet) -> dict[int, float]:
    """Heights in points of the rows that need more than one line and have none set."""
    merged = {
        (row, column)
        for area in sheet.merges
        for row in range(area.first_row, area.last_row + 1)
        for column in range(area.first_column, area.last_column + 1)
    }
    heights: dict[int, float] = dict(sheet.least_heights)
    known: dict[tuple[int, str], dict[str, float]] = {}
    widths = _Widths(sheet.columns)
    for row, column, text, style in _texts(sheet.cells):
        width = widths[column]
        if len(text) < width * 0.6 and "\n" not in text:
            continue
        if (row, column) in merged or column in widths.hidden:
            continue
        alike = known.setdefault((column, style), {})
        height = alike.get(text)
        if height is None:
            is_fine = (row, column) in sheet.fine
            height = alike[text] = text_height(text, width, style, fine=is_fine)
        if height > heights.get(row, 0):
            heights[row] = height
    set_already = {row for row, form in sheet.rows.items() if form.height is not None}
    return {row: height for row, height in heights.items() if row not in set_already}


def _texts(cells: Mapping[Place, Cell]) -> Iterator[tuple[int, int, str, str]]:
    """Row, column, text and style of the cells that may need more than one line."""
    for row, columns, values, styles in shown(cells):
        for column, text, style in zip(columns, values, styles, strict=True):
            if isinstance(text, str) and len(text) >= _SHORTEST:
                yield row, column, text, style


class _Widths(dict[int, float]):
    """The widths of columns, and which are hidden."""

    def __init__(self, columns: Mapping[int, ColumnFormat]) -> None:
        super().__init__((column, form.width) for column, form in columns.items())
        self.hidden = {column for column, form in columns.items() if form.hidden}

    def __missing__(self, column: int) -> float:
        return 8.43


def text_height(text: str, width: float, style: str, *, fine: bool = False) -> float:
    """Points needed; 0 where one line is enough or the style does not wrap. `fine`: the last line is small print."""
    look = properties(style)
    if not look.get("text_wrap"):
        return 0
    room = max(width * 7 - 1 - 9 * int(look.get("indent", 0)), 20)
    size, widened = float(look["font_size"]), 1.05 if look.get("bold") else 1.0
    *parts, last = text.split("\n")
    small = float(properties(FINE)["font_size"]) if fine else size
    lines = [(one, _lines(part, room / (one * _PIXELS_PER_POINT * widened)))
             for one, part in (*((size, part) for part in parts), (small, last))]  # fmt: skip
    return 0 if sum(many for _, many in lines) < 2 else round(sum(a * b for a, b in lines) * _LINE + 4, 1)


_PIECES = re.compile(r"( *)([^ -]+-*|-+)")
"""Words, and their parts up to a hyphen, each with the spaces before it: a line may end after them."""


def _lines(text: str, room: float) -> int:
    """Lines of a text in a room given in em, when only pieces longer than a line are broken."""
    lines, used = 1, 0.0
    for gap, piece in _PIECES.findall(text):
        length, between = _length(piece), 0.25 * len(gap)
        if used and used + between + length > room:
            lines, used = lines + 1, length
        else:
            used += length + (between if used else 0)
        while used > room:
            lines, used = lines + 1, used - room
    return lines
