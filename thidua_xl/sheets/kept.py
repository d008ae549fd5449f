"""Tables of the year in which people type and add rows of their own: read as they stand, drawn anew with all of it.

A row keeps what was typed in it wherever it moves; what nothing in the book knows any more stands at the bottom.
"""

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

from ..domain.values.cells import as_text, is_blank
from ..domain.values.findings import RowKey, Spot
from ..domain.values.text import clean
from ..workbook.grid import Grid
from ..workbook.model import Area, Sheet
from .entry_rules import Rule, add_codes, add_days
from .examples import draw_example, guard_example
from .items import day_in
from .table import READY, Drawn, Found, Placement, Table, choices, draw, find_table, raw_column, raw_rows

SPARE = 8
LAST_ROW = 4_999
"""Drop-down lists reach so far down."""
_YELLOW = "input"
APART = re.compile(r"[;,\n]")
"""Between the codes of a cell."""


class _Filled(dict[str, object]):
    """The cells of a row that hold something; all others are blank: half of a large sheet's are."""

    __slots__ = ()

    def __missing__(self, _: str) -> object:
        return None


_NONE: Mapping[str, str] = {}


@dataclass(slots=True)
class KeptRow:
    """One row as read: raw cells by header; `row` is -1 for one that is not on the sheet yet."""

    row: int
    cells: dict[str, object]
    rounded: Mapping[str, str] = field(default_factory=lambda: _NONE)
    """What cells show that hold more decimals, by header."""
    listed: Mapping[str, str] | None = None
    """By header, the codes of a cell as the book's list spells them, where somebody typed them otherwise."""

    @property
    def key(self) -> RowKey:
        """What its findings are placed by."""
        return "", str(self.row)  # no code, be it a number

    def spot(self, header: str) -> Spot:
        """How a finding names one of its cells."""
        return {"row": self.key, "header": header}

    def raw(self, header: str) -> object:
        """The raw value; None where the sheet lacks the column."""
        return self.cells.get(header)

    def text(self, header: str) -> str:
        """The value as a reader sees it; codes as they are listed."""
        if self.listed and header in self.listed:
            return self.listed[header]
        value = self.cells.get(header)
        return clean(value) if isinstance(value, str) else as_text(value)

    def day(self, header: str) -> datetime.date | None:
        """The day that a cell holds; None where it holds none."""
        return day_in(self.cells.get(header))


def read_kept(grid: Grid, table: Table, alone: Sequence[str] = ()) -> tuple[list[KeptRow], Found | None]:
    """The rows in the order of the sheet.

    What somebody wrote below the table is no row, and stays where it is: there fewer than two cells of the table are
    filled, and none of those that make a row `alone`.
    """
    found = find_table(grid, table)
    if found is None:
        return [], None
    place = found.placement
    headers = [column.header for column in table.columns]
    picked = itemgetter(*(raw_column(place, header) for header in headers))
    seen = [place[one.header] for one in table.columns if one.header in place.columns and not one.hidden]
    single = [place[header] for header in alone if header in place.columns]
    rows, last = [], 0
    for row, cells in raw_rows(grid, place):
        first, several = _filled(cells, seen)
        if first is not None:
            pairs = zip(headers, picked(cells), strict=True)
            values = _Filled([(header, cell) for header, cell in pairs if cell is not None])
            rows.append(KeptRow(row, values, grid.rounded_at(row, place.columns) if grid.rounded else _NONE))
            if several or first in single:
                last = len(rows)
    return rows[:last], found


def _filled(cells: Sequence[object], columns: Sequence[int]) -> tuple[int | None, bool]:
    """The first of these columns with something in it, and whether there is another one."""
    first = None
    for column in columns:
        cell = cells[column]
        if cell is not None and not is_blank(cell):
            if first is not None:
                return first, True
            first = column
    return first, False


class Line(NamedTuple):
    """A row to be drawn."""

    values: Mapping[str, object] = {}
    """What the program says, by header; over what was typed there, too."""
    was: KeptRow | None = None
    """The row whose typed cells it keeps."""
    formulas: Mapping[str, str] = {}
    styles: Mapping[str, str] = {}
    key: RowKey = ()
    """What findings place it by beside the key of `was`."""


def own_line(row: KeptRow, own: Sequence[str] = ()) -> Line:
    """A row of a person's own, with what the program says in its rows typed there, too."""
    return Line({header: row.raw(header) for header in own}, row, styles=dict.fromkeys(own, _YELLOW))


class Look(NamedTuple):
    """How a table of the year looks."""

    title: str
    note: str
    spare: int = SPARE
    """Yellow rows below the table, ready for rows of one's own; the usual number makes a short table longer."""
    own: Sequence[str] = ()
    """Headers that people fill in rows of their own alone: elsewhere they are the program's."""
    lists: Mapping[str, Sequence[str]] = {}
    """Header → the words of its drop-down list."""
    offers: Mapping[str, Sequence[str]] = {}
    """The same of a list beside which other words may be typed."""
    above: str = ""
    """A line above the header that says how things stand."""
    more: Sequence[str] = ()
    """Lines below the note."""
    dress: Callable[[Drawn], None] | None = None
    """What else is put on the drawn rows: rules of entry, colours."""
    units: Sequence[str] = ()
    """Headers under which the code of one unit is typed."""


@dataclass(slots=True)
class DrawnKept:
    """A drawn table and where its rows went."""

    drawn: Drawn
    moved: dict[int, int] = field(default_factory=dict)
    """Old row → new row."""

    @property
    def sheet(self) -> Sheet:
        """The sheet."""
        return self.drawn.sheet


def draw_kept(
    table: Table, lines: Iterable[Line], look: Look, place: Placement | None = None, *, codes: Rule | None = None,
    is_new: bool = False,
) -> DrawnKept:  # fmt: skip
    """The rows in their order, then the spare ones.

    Args:
        table: of the rows.
        lines: the rows.
        look: how they look.
        place: where the table stands; None where nobody has moved it.
        codes: the list of the units' codes.
        is_new: whether the book has no such sheet yet: then it begins with its example.
    """
    done = DrawnKept(draw(table, place, title=look.title, note=look.note))
    drawn = done.drawn
    drawn.above([(line, "bold navy") for line in look.more], after=1)
    if look.above and drawn.place.header_row:
        drawn.sheet.put(drawn.place.header_row - 1, 0, look.above, "bold navy")
    typed = [column.header for column in table.columns if column.typed]
    for line in lines:
        kept = dict(zip(typed, map(line.was.cells.get, typed), strict=True)) if line.was else {}
        styles = {**_dated(kept), **line.styles}
        at = drawn.line({**kept, **line.values}, formulas=line.formulas, styles=styles)
        if line.was is not None and line.was.row >= 0:
            done.moved[line.was.row] = at
    ready = READY - drawn.rows if look.spare == SPARE else 0
    for _ in range(max(look.spare, ready)):
        drawn.line({}, styles=dict.fromkeys(look.own, _YELLOW))
    for header, words in (*look.lists.items(), *look.offers.items()):
        area = drawn.area(header)
        if look.spare:
            area = area._replace(last_row=max(area.last_row, LAST_ROW))
        rule = choices(drawn.sheet, words)
        if header in look.offers:
            rule["show_error"] = False
        drawn.sheet.validations.append((area, rule))
    add_codes(drawn, look.units if codes else (), codes or {}, LAST_ROW)
    add_days(drawn, LAST_ROW if look.spare else 0)
    if is_new:
        draw_example(drawn)
    guard_example(drawn)
    if not look.spare:  # a fixed number of rows: what one unit, one criterion has is found by the filter
        drawn.sheet.filter = Area(drawn.place.header_row, 0, drawn.last, drawn.place.width - 1)
    if look.dress:
        look.dress(drawn)
    drawn.sheet.landscape = True
    drawn.sheet.tab = "#FFC000"
    return done


def _dated(kept: Mapping[str, object]) -> dict[str, str]:
    """Days that were typed where no day belongs: they stay days, no run takes their numbers for figures."""
    return {header: "date" for header, value in kept.items() if isinstance(value, datetime.date)}


def lines_at(lines: Iterable[Line], first: int) -> Iterator[tuple[RowKey, int]]:
    """Where the rows stand that are drawn from the line `first` on, by all that findings place them by."""
    for at, line in enumerate(lines, start=first):
        if line.was is not None and line.was.row >= 0:
            yield line.was.key, at
        if line.key:
            yield line.key, at
