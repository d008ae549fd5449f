"""Settings that a book of an earlier version has no lines for: added once, by the next command that writes.

A line that somebody takes away afterwards does not come back: the memory of the book (`_da_ghi`) knows that it was
added.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

from ..sheets.table import Table
from ..workbook.grid import Grid
from ..workbook.model import Sheet
from .happened import LinesAdded
from .keep import Rendering
from .kept_book import KeptBook

LABEL = "Đã thêm mục "
"""Begins the labels under which the memory knows a line."""


class NewLines(NamedTuple):
    """The lines as a sheet of which nothing else is written."""

    sheet: Sheet
    names: tuple[str, ...]

    @property
    def happened(self) -> LinesAdded:
        """What the journal tells."""
        return LinesAdded(self.sheet.name, self.names)

    @property
    def memory(self) -> dict[str, str]:
        """What is to be remembered."""
        return {LABEL + name: "x" for name in self.names}


def new_lines(
    book: KeptBook,
    table: Table,
    lacking: Callable[[Grid], Sequence[str]],
    draw: Callable[[Grid, Collection[str]], Sheet | None],
) -> NewLines | None:
    """The lines to be added; None where there are none, or nowhere to put them.

    Args:
        book: as read; not changed.
        table: of its settings.
        lacking: tells the settings that the sheet has no line for.
        draw: draws those of these names below what stands there.
    """
    grid = book.file.grids.get(table.sheet)
    names = [name for name in lacking(grid) if LABEL + name not in book.memory] if grid else []
    sheet = draw(grid, names) if grid and names else None
    return None if sheet is None else NewLines(sheet, tuple(names))


def remembered(memory: Mapping[str, str], more: NewLines | None) -> dict[str, str]:
    """What the memory knows of lines, these among them."""
    known = {label: value for label, value in memory.items() if label.startswith(LABEL)}
    return known | (more.memory if more else {})


def beside(rendering: Rendering, more: NewLines | None) -> Rendering:
    """The sheets that the program writes, and the new lines."""
    return rendering._replace(sheets=[more.sheet, *rendering.sheets]) if more else rendering
