"""Row heights for wrapped texts, estimated: LibreOffice does not fit rows on loading, Excel does.

Only rows whose text needs more than one line get a height; the others stay automatic, so that a row
grows when somebody types a long reason.
"""

from .model import Sheet
from .styles import properties

_POINTS_PER_LINE = 1.32
"""Line height in multiples of the font size."""
_ROOM = 1.12
"""Characters of Times New Roman 11 that fit in one unit of column width."""


def row_heights(sheet: Sheet) -> dict[int, float]:
    """Heights in points of the rows that need more than one line and have none set."""
    merged = {
        (row, column)
        for area in sheet.merges
        for row in range(area.first_row, area.last_row + 1)
        for column in range(area.first_column, area.last_column + 1)
    }
    heights: dict[int, float] = {}
    for (row, column), cell in sheet.cells.items():
        text = cell.value
        if not isinstance(text, str) or (row, column) in merged:
            continue
        form = sheet.columns.get(column)
        width = form.width if form is not None else 8.43
        if len(text) <= width * 0.9 and "\n" not in text:
            continue
        look = properties(cell.style)
        if not look.get("text_wrap") or (form is not None and form.hidden):
            continue
        height = _height(text, width, float(look["font_size"]), bool(look.get("bold")))
        if height > heights.get(row, 0):
            heights[row] = height
    return {
        row: height
        for row, height in heights.items()
        if height > 17 and (row not in sheet.rows or sheet.rows[row].height is None)
    }


def _height(text: str, width: float, size: float, bold: bool) -> float:
    room = max(1.0, width * _ROOM * 11 / size * (0.93 if bold else 1))
    lines = sum(_lines(part, room) for part in text.split("\n"))
    return round(lines * size * _POINTS_PER_LINE + 3, 1)


def _lines(text: str, room: float) -> int:
    """Lines when words are not broken."""
    lines, used = 1, 0
    for word in text.split(" "):
        length = len(word)
        if used and used + 1 + length > room:
            lines, used = lines + 1, length
        else:
            used += length + (1 if used else 0)
        while used > room:
            lines, used = lines + 1, int(used - room)
    return lines
