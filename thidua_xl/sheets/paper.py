"""What of a sheet goes on paper, and how small its letters may become: on A4, no text is printed under 8 points."""

from collections.abc import Iterator, Sequence

from ..workbook.heights import row_heights
from ..workbook.model import Area, Sheet

_ACROSS = 1050
"""Pixels of A4 across between the usual margins, unscaled."""
_SMALLEST = 0.75
"""Scaled so, texts of 11 points are still read well."""
_EDGES = 5
"""Pixels of a column beside those of its characters, seven each."""


def print_all(sheet: Sheet) -> None:
    """Print the program's own columns, as far down as anything of its own stands; hidden ones are no part of it."""
    seen = [at for at in sheet.table_columns if at in sheet.columns and not sheet.columns[at].hidden]
    sheet.print_area = Area(0, min(seen), sheet.last_own_row, max(seen))


_UP = 8.27 * 72
"""Points of A4 across from top to bottom."""
_ROW = 15.0
"""Points of a row with one line."""


_DOUBT = 0.05
"""The share by which a page of a scaled sheet holds more or less than was reckoned, by who prints it."""


def keep_with_rows(sheet: Sheet, block: int, rows: int, *, scaled: bool = False) -> None:
    """Let the block that begins in a row of a sheet in landscape, and ends it, never stand on a page of its own.

    Where a page would end in it or right before it, one begins so many rows before it instead; of a sheet that is
    `scaled` to the width of the page, also where that could be.
    """
    area = sheet.print_area
    if area is not None:
        rooms = [(1 + doubt) / _scale_of(sheet, area) for doubt in (-_DOUBT, _DOUBT)] if scaled else [1.0]
        first = block - rows + 1 if scaled else block
        starts = (start for room in rooms for start in _page_starts(sheet, area, room))
        cut = any(first <= start <= area.last_row for start in starts)
        sheet.breaks = (max(block - rows, sheet.header_row + 1),) if cut else ()


def _scale_of(sheet: Sheet, area: Area) -> float:
    """The share of its size in which a sheet in landscape is printed so that its columns fit on a page."""
    widths = (
        sheet.columns[at] for at in range(area.first_column, area.last_column + 1) if at in sheet.columns
    )
    return min(1.0, _ACROSS / (sum(_pixels(form.width) for form in widths if not form.hidden) or 1))


def _page_starts(sheet: Sheet, area: Area, share: float) -> Iterator[int]:
    """The rows that begin a page but the first, the header repeated above each.

    `share` is how much of its height a page holds.
    """
    estimated = row_heights(sheet)
    room = (_UP - 72 * sum(sheet.ends)) * share

    def height(row: int) -> float:
        form = sheet.rows.get(row)
        return (form.height if form else None) or estimated.get(row) or _ROW

    used = 0.0
    for row in range(area.first_row, area.last_row + 1):
        if used + height(row) > room:
            yield row
            used = height(sheet.header_row)
        used += height(row)


def pages_across(widths: Sequence[float], repeated: Sequence[float]) -> int:
    """How many pages columns of these widths (characters) need side by side, the repeated ones on each of them."""
    room = _ACROSS / _SMALLEST - sum(map(_pixels, repeated))
    pages, used = 1, 0.0
    for width in map(_pixels, widths):
        if used and used + width > room:
            pages, used = pages + 1, 0.0
        used += width
    return pages


def _pixels(width: float) -> float:
    return width * 7 + _EDGES
