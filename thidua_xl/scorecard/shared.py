"""What the forms of a cluster say alike, kept once: most texts of a form stand in every other one, too."""

from collections.abc import Hashable
from typing import TypeVar

from ..workbook.grid import Grid
from .read import Read, UnitForm
from .stage_form import StageForm

H = TypeVar("H", bound=Hashable)
_MOST = 1 << 14
"""Texts that are kept: all that forms have alike, and no more than some megabytes of those that one has alone."""


class Shared:
    """Values of the forms that were opened so far."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._places: dict[Hashable, Hashable] = {}

    def in_read(self, read: Read) -> Read:
        """The same, its values those of earlier forms where they are equal."""
        form = read.form
        if isinstance(form, UnitForm | StageForm):
            self._in_grid(form.grid)
        if isinstance(form, UnitForm) and form.ruled is not None:
            form.ruled = self._place(form.ruled)
        return read

    def _in_grid(self, grid: Grid) -> None:
        texts = self._texts
        keep = texts.setdefault if len(texts) < _MOST else texts.get
        grid.rows = [[keep(cell, cell) if type(cell) is str else cell for cell in row] for row in grid.rows]
        grid.formulas = self._place(grid.formulas)

    def _place(self, places: H) -> H:
        return self._places.setdefault(places, places)  # type: ignore[return-value]
