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


def keep_with_rows(sheet: Sheet, block: int, rows: int) -> None:
    """Let the block that begins in a row of a sheet in landscape, and ends it, never stand on a page of its own.

    Where a page would end in it or right before it, one begins so many rows before it instead.
    """
    area = sheet.print_area
    if area is not None:
        cut = any(block <= start <= area.last_row for start in _page_starts(sheet, area))
        sheet.breaks = (max(block - rows, sheet.header_row + 1),) if cut else ()


def _page_starts(sheet: Sheet, area: Area) -> Iterator[int]:
    """The rows that begin a page but the first, the header repeated above each."""
    estimated = row_heights(sheet)
    room = _UP - 72 * sum(sheet.ends)

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
