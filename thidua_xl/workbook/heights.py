"""Row heights for wrapped texts, estimated: LibreOffice does not fit rows on loading, Excel does.

Only rows whose text needs more than one line get a height, and it is not marked as a person's own, so
a row still grows when somebody types a long reason.
"""

import unicodedata
from functools import lru_cache

from .model import Sheet
from .styles import FINE, properties

_LINE = 1.22
"""Line height in multiples of the font size."""
_PIXELS_PER_POINT = 96 / 72
_NARROW = frozenset("iljtfrI.,;:'|!()[]-/ ")
_WIDE = frozenset("mwMW%@")


@lru_cache(maxsize=4096)
def _em(letter: str) -> float:
    """A letter's width in Times New Roman, in em (classes of similar letters)."""
    base = unicodedata.normalize("NFD", letter)[0]
    if base == " ":
        return 0.25
    if base in _NARROW:
        return 0.34
    if base in _WIDE:
        return 0.82
    return 0.7 if base.isupper() else 0.49


def row_heights(sheet: Sheet) -> dict[int, float]:
    """Heights in points of the rows that need more than one line and have none set."""
    merged = {
        (row, column)
        for area in sheet.merges
        for row in range(area.first_row, area.last_row + 1)
        for column in range(area.first_column, area.last_column + 1)
    }
    heights: dict[int, float] = dict(sheet.least_heights)
    known: dict[tuple[str, int, str], float] = {}
    for (row, column), cell in sheet.cells.items():
        text = cell.value
        if not isinstance(text, str) or len(text) < 4:
            continue
        form = sheet.columns.get(column)
        width = form.width if form is not None else 8.43
        if len(text) < width * 0.75 and "\n" not in text:
            continue
        if (row, column) in merged or (form is not None and form.hidden):
            continue
        key = (text, column, cell.style)
        height = known.get(key)
        if height is None:
            is_fine = (row, column) in sheet.fine
            height = known[key] = text_height(text, width, cell.style, fine=is_fine)
        if height > heights.get(row, 0):
            heights[row] = height
    set_already = {row for row, form in sheet.rows.items() if form.height is not None}
    return {row: height for row, height in heights.items() if row not in set_already}


def text_height(text: str, width: float, style: str, *, fine: bool = False) -> float:
    """Points needed; 0 where one line is enough or the style does not wrap. `fine`: the last line is small print."""
    look = properties(style)
    if not look.get("text_wrap"):
        return 0
    room = max(width * 7 - 3 - 9 * int(look.get("indent", 0)), 20)
    size, widened = float(look["font_size"]), 1.07 if look.get("bold") else 1.0
    *parts, last = text.split("\n")
    small = float(properties(FINE)["font_size"]) if fine else size
    lines = [(one, _lines(part, room / (one * _PIXELS_PER_POINT * widened)))
             for one, part in (*((size, part) for part in parts), (small, last))]  # fmt: skip
    return 0 if sum(many for _, many in lines) < 2 else round(sum(a * b for a, b in lines) * _LINE + 4, 1)


def _lines(text: str, room: float) -> int:
    """Lines of a text in a room given in em, when only words longer than a line are broken."""
    lines, used = 1, 0.0
    for word in text.split(" "):
        length = sum(map(_em, word))
        if used and used + 0.25 + length > room:
            lines, used = lines + 1, length
        else:
            used += length + (0.25 if used else 0)
        while used > room:
            lines, used = lines + 1, used - room
    return lines
