"""Lines of `Cấp trên` that a book of an earlier version lacks: added once, below those that are there.

A line that somebody takes away afterwards does not come back: the memory of the book knows that it was added.
"""

from typing import NamedTuple

from ..bookkeeping.happened import LinesAdded
from ..domain.year.grounds import grounds_for
from ..sheets.office.settings import TABLE, lacking, render_more
from ..workbook.model import Sheet
from .book import OfficeBook

_LABEL = "Đã thêm mục "
"""Begins the labels under which `_da_ghi` remembers a line."""


class NewSettings(NamedTuple):
    """The sheet with its new lines."""

    sheet: Sheet
    names: tuple[str, ...]
    moved: dict[int, int]
    """Old row → new row: nothing moves."""

    @property
    def happened(self) -> LinesAdded:
        """What the journal tells."""
        return LinesAdded(self.sheet.name, self.names)


def new_settings(book: OfficeBook) -> NewSettings | None:
    """The lines to be added, remembered from now on; None where none is lacking."""
    grid = book.file.grids.get(TABLE.sheet)
    names = [name for name in lacking(grid) if _LABEL + name not in book.memory] if grid else []
    sheet = render_more(grid, names, grounds_for(book.settings.year)) if grid and names else None
    if grid is None or sheet is None:
        return None
    book.memory |= dict.fromkeys((_LABEL + name for name in names), "x")
    rows = range(sheet.header_row + 1, len(grid.rows))
    return NewSettings(sheet, tuple(names), dict(zip(rows, rows, strict=True)))
