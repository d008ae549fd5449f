"""The rows that a person has selected on `Văn bản`, as codes of papers."""

import re
from collections.abc import Iterator

from ..domain.values.cells import as_text
from ..domain.values.text import fold
from ..sheets.cluster.papers import TABLE, Col
from ..sheets.table import find_table
from ..workbook.grid import Grid
from .live import LiveBook
from .xlwings_alone import xw

_AREA = re.compile(r"[A-Z]*(\d*)(?::[A-Z]*(\d*))?")


def chosen_codes(live: LiveBook) -> list[str]:
    """The codes of the selected rows that show; none where another sheet, or no row of a paper, is selected."""
    chosen = live.book.selection
    grid = live.grid(TABLE.sheet)
    if chosen is None or not isinstance(grid, Grid) or fold(chosen.sheet.name) != fold(TABLE.sheet):
        return []
    found = find_table(grid, TABLE)
    if found is None:
        return []
    place = found.placement
    rows = sorted(set(selected_rows(str(chosen.get_address(False, False)), len(grid.rows))))
    codes = {row: as_text(grid.at(row, place[Col.CODE])).strip() for row in rows if row > place.header_row}
    return list(dict.fromkeys(code for row, code in codes.items() if code and _shows(chosen.sheet, row)))


def selected_rows(address: str, rows: int) -> Iterator[int]:
    """The rows (0-based, below `rows`) of an address without signs: `A5:C6,B9`, `7:8`, `A:C`."""
    for area in address.upper().split(","):
        parsed = _AREA.fullmatch(area.strip())
        if parsed is None:
            continue
        first = int(parsed[1] or 1)
        last = int(parsed[2] or parsed[1] or rows)
        yield from range(first - 1, min(last, rows))


def _shows(sheet: xw.Sheet, row: int) -> bool:
    """Not filtered away: a selection reaches over hidden rows."""
    return not sheet.range((row + 1, 1)).rows.hidden
