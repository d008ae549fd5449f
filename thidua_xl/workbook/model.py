"""A sheet as pure data: values, formulas with their results, style names. No file, no Excel."""

from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from ..domain.values.cells import Formula
from .alike_rows import ROW, Alike
from .cell import BLANK
from .cell import Cell as Cell
from .cells_by_row import CellsByRow

_LARGE = 1_000
"""Cells from which on a sheet is held by rows: it takes less room, and less time to write."""


class Area(NamedTuple):
    """A rectangle of cells, all bounds included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


class ColumnFormat(NamedTuple):
    """Width in characters, whether the column is hidden or grouped, the style of its empty cells."""

    width: float
    hidden: bool = False
    level: int = 0
    style: str = ""


class RowFormat(NamedTuple):
    """Height in points (None: as the text needs)."""

    height: float | None = None
    hidden: bool = False
    level: int = 0


Visibility = Literal["visible", "hidden", "very_hidden"]


@dataclass(slots=True)
class Sheet:
    """One rendered sheet."""

    name: str
    cells: MutableMapping[tuple[int, int], Cell] = field(default_factory=dict)
    columns: dict[int, ColumnFormat] = field(default_factory=dict)
    rows: dict[int, RowFormat] = field(default_factory=dict)
    least_heights: dict[int, float] = field(default_factory=dict)
    """Row → points that it needs at least, as an estimate: for formulas whose text changes with what is chosen."""
    merges: list[Area] = field(default_factory=list)
    validations: list[tuple[Area, Mapping[str, Any]]] = field(default_factory=list)
    conditionals: list[tuple[Area, Mapping[str, Any]]] = field(default_factory=list)
    links: dict[tuple[int, int], str] = field(default_factory=dict)
    """Cell → place inside the workbook, e.g. `'Tự chấm'!J12`."""
    files: dict[tuple[int, int], str] = field(default_factory=dict)
    """Cell → name of a file in the same folder."""
    fine: set[tuple[int, int]] = field(default_factory=set)
    """Cells whose last line is printed smaller and grey (only new files show it so)."""
    charts: list["Chart"] = field(default_factory=list)
    new_charts: bool = False
    """Whether the sheet stood without them so far because there was nothing to show: no person took them away."""
    freeze: tuple[int, int] | None = None
    filter: Area | None = None
    protected: bool = False
    visibility: Visibility = "visible"
    landscape: bool = False
    repeat_rows: tuple[int, int] | None = None
    repeat_columns: tuple[int, int] | None = None
    print_area: Area | None = None
    fit: tuple[int, int] | None = (1, 0)
    margins: tuple[float, float] = (0.4, 0.35)
    """Inches left and right of what is printed."""
    ends: tuple[float, float] = (0.7, 0.7)
    """Inches above and below it."""
    breaks: tuple[int, ...] | None = None
    """Rows that begin a new page; None: breaks are left to people."""
    footer: str = ""
    header: str = ""
    """What heads every printed page, beginning with a letter."""
    tab: str = ""
    outline_above: bool = False
    zoom: int = 100
    header_row: int = 0
    """Where the table's header stands; rows above it are titles."""
    table_columns: frozenset[int] = frozenset()
    """The columns that the program owns from the header downwards."""
    whole: bool = False
    """Whether nobody but the program writes here (the very hidden sheets)."""
    appended: bool = False
    """Whether its cells go below all that stands on the sheet, below `header_row`: everything else is people's."""
    keeps_rules: bool = False
    """Whether its appended cells offer what the sheet has its own rules for: none comes with them."""
    fixed_columns: bool = True
    """Whether the set of columns never changes (so a person's widths are kept)."""

    @property
    def last_own_row(self) -> int:
        """The last row with a cell in a column of the program; the header's where there is none."""
        row, column = self._last if self.cells else (self.header_row, -1)
        if column in self.table_columns:  # nearly always, and found without a look at every cell's column
            return row
        own = (row for row, column in self.cells if column in self.table_columns)
        return max(own, default=self.header_row)

    @property
    def _last(self) -> tuple[int, int]:
        """The last cell of the last row."""
        return self.cells.last() if isinstance(self.cells, CellsByRow) else max(self.cells)

    def put(self, row: int, column: int, value: object, style: str = "", formula: str = "") -> None:
        """Set one cell; a person's own formula is kept as one."""
        if value is None and not formula:
            self.cells[row, column] = BLANK[style]
            return
        if type(value) is Formula:
            formula = value.text
            value = value.value
        self.cells[row, column] = Cell(value, style, formula)

    def put_row(self, row: int, alike: Alike, values: Sequence[object]) -> None:
        """Set the cells of a row that looks like others."""
        if len(self.cells) > _LARGE:
            if not isinstance(self.cells, CellsByRow):
                self.cells = CellsByRow(self.cells)
            self.cells.put_line(row, alike.row(row, values))
            return
        cells, blank, new, number = self.cells, BLANK, tuple.__new__, str(row + 1)
        for column, style, formula, at in zip(
            alike.columns, alike.styles, alike.formulas, alike.given, strict=True
        ):
            value = values[at]
            if formula or type(value) is Formula:
                self.put(row, column, value, style, formula.replace(ROW, number))
            elif value is None:
                cells[row, column] = blank[style]
            else:
                cells[row, column] = new(Cell, (value, style, ""))  # half the time of calling Cell(…)

    def merge(self, area: Area, value: object, style: str, formula: str = "") -> None:
        """Put a value over merged cells."""
        for row in range(area.first_row, area.last_row + 1):
            for column in range(area.first_column, area.last_column + 1):
                self.cells[row, column] = BLANK[style]
        self.put(area.first_row, area.first_column, value, style, formula)
        if (area.first_row, area.first_column) != (area.last_row, area.last_column):
            self.merges.append(area)


class RenewedList(NamedTuple):
    """A drop-down list of an earlier version, as its rule holds it, and what stands in its place."""

    before: str
    now: str
    only_offers: bool = False
    """Whether other words may be typed, too."""

    @property
    def told(self) -> str:
        """What is said to whoever types another word."""
        return self.now.replace(",", " · ")[:255]


class Series(NamedTuple):
    """A chart's series: its name, and absolute references to categories and values."""

    name: str
    categories: str
    values: str


class Chart(NamedTuple):
    """A bar chart, stacked unless it has labels; `key` names it for later updates."""

    key: str
    title: str
    series: tuple[Series, ...]
    row: int
    column: int
    width: int
    height: int
    value_axis: str = ""
    value_maximum: float | None = None
    """Where the axis of values ends; None: as the values need."""
    value_minimum: float | None = 0
    """Where it begins; None: as the values need."""
    labels: str = ""
    """The format of the values at the bars; empty: none are written."""


class Workbook(NamedTuple):
    """Sheets in order, and the document's properties."""

    sheets: list[Sheet]
    title: str
