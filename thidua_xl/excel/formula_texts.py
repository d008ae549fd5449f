"""The formulas of a sheet that is open, beside those that must stand there: their texts, whatever they come to."""

import re
from collections.abc import Collection
from typing import Any

from ..domain.values.cells import Formula
from ..workbook.grid import Grid, Place
from ..workbook.model import Sheet
from .xlwings_alone import xw

_SPACE = re.compile(r"\s+|'(?=[^'!]+'!)|(?<=[^'!])'(?=!)")


def is_another(formula: str, there: str) -> bool:
    """Whether a cell's formula is another than the one that must stand there."""
    return there != formula and _plain(there) != _plain(formula)


def has_others(sheet: Sheet, grid: Grid) -> bool:
    """Whether a formula of the open sheet is another than it must be, though all values are as they must be.

    Args:
        sheet: as it must be, its rows where they stand now.
        grid: as it was read from the open workbook.
    """
    return any(
        cell.formula and is_another(cell.formula, there)
        for place, there in grid.written.items()
        if (cell := sheet.cells.get(place)) is not None
    )


def formulas_at(target: xw.Sheet, grid: Grid, places: Collection[Place]) -> dict[Place, str]:
    """The formulas at these places of an open sheet, as they stand now."""
    if not places:
        return {}
    known = {place: value.text for place in places if isinstance(value := grid.at(*place), Formula)}
    if len(known) == len(places):
        return known
    bottom, right = max(row for row, _ in places), max(column for _, column in places)
    written: Any = target.range((1, 1), (bottom + 1, max(right, 1) + 1)).formula
    block = [[written]] if isinstance(written, str) else written
    rows = block if isinstance(block[0], tuple | list) else [block]
    return {(row, column): str(rows[row][column]) for row, column in places}


def _plain(formula: str) -> str:
    """A formula's text without what Excel writes its own way: spaces, case, quotes around sheet names."""
    return _SPACE.sub("", formula).casefold()
