"""Tables: a header row of exact strings anywhere on a sheet, columns found by header."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from ..domain.values.cells import as_text, is_blank
from ..domain.values.findings import RowKey, Spot
from ..domain.values.text import clean, decapitalised, fold
from ..workbook.addresses import address, fixed
from ..workbook.alike_rows import Alike
from ..workbook.grid import Grid
from ..workbook.model import Area, Cell, ColumnFormat, Sheet


class Column(NamedTuple):
    """A column of a table. `typed` ones are filled by people, the rest by the program."""

    header: str
    width: float = 12
    style: str = "wrap"
    typed: bool = False
    hidden: bool = False
    beside: str = ""
    """Of a typed column of a later version, the hidden one that comes with it; a book without both is older."""
    optional: bool = False
    """Whether a sheet that people fill may lack it: a column of a later version."""


@dataclass(frozen=True)
class Table:
    """A sheet's table as declared: the one source for its writer, its reader and its messages."""

    sheet: str
    columns: tuple[Column, ...]
    header_row: int
    key: tuple[str, ...]
    """The headers whose texts identify a row."""
    example: Mapping[str, object] = field(default_factory=dict, compare=False)
    """By header, a line that shows how to fill it in: greyed, above the header, never read (`examples`)."""

    @cached_property
    def headers(self) -> Mapping[str, str]:
        """The headers by what two spellings of one have in common."""
        return {fold(column.header): column.header for column in self.columns}

    def column(self, header: str) -> Column:
        """The column of this header."""
        return next(column for column in self.columns if column.header == header)

    @cached_property
    def home(self) -> "Placement":
        """Where the table stands in a workbook that nobody has rearranged."""
        return Placement(self.header_row, {c.header: at for at, c in enumerate(self.columns)})


@dataclass(frozen=True)
class Placement:
    """Where a table stands on its sheet: 0-based header row, header → 0-based column."""

    header_row: int
    columns: Mapping[str, int]

    def __getitem__(self, header: str) -> int:
        return self.columns[header]

    def cell(self, row: int, header: str) -> str:
        """The A1 address of a row's cell."""
        return address(row, self.columns[header])

    @cached_property
    def width(self) -> int:
        """One past the last column of the table."""
        return max(self.columns.values()) + 1


class Found(NamedTuple):
    """A table found on a grid."""

    placement: Placement
    missing: tuple[str, ...] = ()
    free: int = 0
    """The first column with nothing in it or right of it: where a column that is not there yet may stand."""


def find_table(grid: Grid, table: Table) -> Found | None:
    """The table on the grid: the first row that holds the header names.

    Where no row holds all of them, the row with the most (at least half, and all key headers)
    serves, and `missing` names the headers that are not there.
    """
    wanted = table.headers
    best: dict[str, int] = {}
    best_row = -1
    for at, row in enumerate(grid.rows):
        found: dict[str, int] = {}
        for column, value in enumerate(row):
            if isinstance(value, str) and value:
                header = wanted.get(fold(value))
                if header is not None and header not in found:
                    found[header] = column
        if len(found) > len(best):
            best, best_row = found, at
            if len(found) == len(wanted):
                break
    visible = [c.header for c in table.columns if not (c.hidden or c.optional)]
    if any(key not in best for key in table.key) or len(best) * 2 < len(visible):
        return None
    missing = tuple(header for header in visible if header not in best)
    return Found(Placement(best_row, best), missing, 0 if len(best) == len(wanted) else _first_free(grid))


def _first_free(grid: Grid) -> int:
    return max((_width(row) for row in grid.rows), default=0)


def _width(row: Sequence[object]) -> int:
    return next((at + 1 for at in range(len(row) - 1, -1, -1) if not is_blank(row[at])), 0)


def look(grid: Grid, table: Table, headers: Iterable[str], blanks: Iterable[str] = ()) -> None:
    """Put a doubt into every cell under these headers that shows something else than it holds.

    Under the headers of `blanks` a blank means something: there it is asked about where a merge covers it.
    Raises ValueError where the sheet cannot be read again.
    """
    found = find_table(grid, table)
    if found is not None:
        place = found.placement
        first = place.header_row + 1
        seen = [place[header] for header in headers if header in place.columns]
        if any(row[at] not in (None, "") for row in grid.rows[first:] for at in seen if at < len(row)):
            grid.look(first, seen)  # a sheet that waits for forms shows nothing yet
        asking = [place[header] for header in blanks if header in place.columns]
        grid.ask_for_blanks(first, place[table.key[0]], asking)


@dataclass(slots=True)
class TableRow:
    """One row of a table on a grid; a header that the sheet lacks reads as blank.

    `key` tells it apart where the table is drawn anew; without one it stays where it stands.
    """

    grid: Grid
    placement: Placement
    row: int
    key: RowKey = ()

    def raw(self, header: str) -> object:
        """The raw value."""
        column = self.placement.columns.get(header)
        return None if column is None else self.grid.at(self.row, column)

    def text(self, header: str) -> str:
        """The value as a reader sees it."""
        value = self.raw(header)
        return clean(value) if isinstance(value, str) else as_text(value)

    def cell(self, header: str) -> str:
        """The A1 address; empty where the sheet lacks the column."""
        return self.placement.cell(self.row, header) if header in self.placement.columns else ""

    def spot(self, header: str) -> Spot:
        """How a finding names the cell: by its address, or by what the address will follow from."""
        return {"row": self.key, "header": header} if self.key else {"cell": self.cell(header)}


def rows_of(grid: Grid, placement: Placement) -> Iterator[TableRow]:
    """The rows below the header, blank ones too."""
    for row in range(placement.header_row + 1, len(grid.rows)):
        yield TableRow(grid, placement, row)


def raw_rows(grid: Grid, placement: Placement) -> Iterator[tuple[int, list[object]]]:
    """The rows below the header with their raw cells as far as the table is wide, None for a blank.

    At the place behind them (`raw_column`) stands a blank, too. Asked cell by cell, a large sheet takes longer.
    """
    width = placement.width
    for row in range(placement.header_row + 1, len(grid.rows)):
        cells = [cell or (None if cell == "" else cell) for cell in grid.rows[row][:width]]
        cells += [None] * (width + 1 - len(cells))
        yield row, cells


def raw_column(placement: Placement, header: str) -> int:
    """Where the cell under a header stands in `raw_rows`: at a blank if the sheet lacks it."""
    return placement.columns.get(header, placement.width)


def keys_said(table: Table) -> str:
    """The headers by which its rows are told apart, as a sentence names them."""
    return ", ".join(map(decapitalised, table.key))


def is_empty(row: TableRow, headers: Iterable[str]) -> bool:
    """Whether none of the columns holds anything."""
    return all(is_blank(row.raw(header)) for header in headers)


@dataclass(slots=True)
class Drawn:
    """A table being drawn on a sheet at a placement."""

    sheet: Sheet
    table: Table
    place: Placement
    rows: int = 0
    styles: dict[str, str] = field(default_factory=dict)
    _plain: dict[str, Mapping[str, tuple[int, str]]] = field(default_factory=dict)
    """Style of a row → header → column and style of its cell."""
    _alike: dict[tuple[object, ...], Alike] = field(default_factory=dict)
    """Style of a row and those of its cells → what it has in common with others: most rows of a table are alike."""

    def line(self, values: Mapping[str, object], style: str = "", formulas: Mapping[str, str] | None = None,
             styles: Mapping[str, str] | None = None) -> int:  # fmt: skip
        """Write the next row; returns its 0-based row number."""
        at = self.place.header_row + 1 + self.rows
        self.rows += 1
        plain = self._plain.get(style)
        if plain is None:
            plain = self._plain[style] = self._cells_of(style)
        self.sheet.put_row(at, self._alike_of(style, plain, styles or {}), list(map(values.get, plain)))
        for header, formula in (formulas or {}).items():
            if header in plain:
                column, words = _with(plain[header], header, styles or {})
                self.sheet.put(at, column, values.get(header), words, formula)
        return at

    def _alike_of(self, style: str, plain: Mapping[str, tuple[int, str]], styles: Mapping[str, str]) -> Alike:
        key = (style, *styles.items())
        known = self._alike.get(key)
        if known is None:
            known = self._alike[key] = Alike.of(_with(cell, header, styles) for header, cell in plain.items())
        return known

    def _cells_of(self, style: str) -> dict[str, tuple[int, str]]:
        return {
            one.header: (self.place[one.header], f"grid {one.style} {style}{' input' if one.typed else ''}")
            for one in self.table.columns
        }

    def above(self, lines: Sequence[tuple[str, str]], after: int = 0) -> None:
        """Write lines (text, style) below the title, `after` so many; the row above the header stays free.

        Where there are fewer than the table has room for, those of an earlier run give way.
        """
        top = max(0, self.place.header_row - self.table.header_row) + 1 + after
        rows = range(top, self.place.header_row - (2 if has_room(self.table, self.place) else 1))
        for at, row in enumerate(rows):
            self.sheet.put(row, 0, *(lines[at] if at < len(lines) else ("", "")))

    @property
    def first(self) -> int:
        """The first body row."""
        return self.place.header_row + 1

    @property
    def last(self) -> int:
        """The last body row (the first, where there is none yet)."""
        return max(self.first, self.place.header_row + self.rows)

    def area(self, header: str) -> Area:
        """The body cells of a column."""
        column = self.place[header]
        return Area(self.first, column, self.last, column)


def _with(cell: tuple[int, str], header: str, styles: Mapping[str, str]) -> tuple[int, str]:
    """A column and its style, with what more is said of the cell under this header."""
    column, words = cell
    return (column, f"{words} {styles[header]}") if header in styles else cell


def has_room(table: Table, place: Placement) -> bool:
    """Whether the table has an example, and stands so low that its line belongs to nobody else."""
    return bool(table.example) and place.header_row >= table.header_row


def draw(table: Table, place: Placement | None = None, *, title: str = "", note: str = "") -> Drawn:
    """A sheet with the table's title, header and widths; rows follow with `line`."""
    where = place or table.home
    sheet = Sheet(table.sheet, header_row=where.header_row)
    sheet.table_columns = frozenset(where.columns.values())
    for column in table.columns:
        at = where[column.header]
        sheet.columns[at] = ColumnFormat(column.width, hidden=column.hidden)
        words = "header entryheader" if column.typed else "header"
        sheet.put(where.header_row, at, column.header, words)
    top = max(0, where.header_row - table.header_row)
    if title:
        sheet.put(top, 0, title, "title left huge")
    if note:
        sheet.put(top + 1, 0, note, "note")
    sheet.freeze = (where.header_row + 1, 0)
    sheet.repeat_rows = (where.header_row, where.header_row)
    return Drawn(sheet, table, where)


def ready_for_typing(drawn: Drawn) -> None:
    """Typed columns keep their style below the last row, so that a code typed anywhere stays text."""
    sheet, place = drawn.sheet, drawn.place
    for column in drawn.table.columns:
        if column.typed:
            at = place[column.header]
            width = sheet.columns[at].width
            sheet.columns[at] = ColumnFormat(width, style=f"grid {column.style} input")
            for row in range(place.header_row):
                sheet.cells.setdefault((row, at), Cell(None, "blank"))


READY = 20
"""So many bordered yellow rows a blank table has."""


def rows_to_type(drawn: Drawn) -> None:
    """Rows ready to be typed in, as many as a blank table has; below them the columns keep their style."""
    for _ in range(READY - drawn.rows):
        drawn.line({})
    ready_for_typing(drawn)


_LISTS = 25
"""The first of the hidden columns (from `Z`) that hold choices which cannot stand in the rule itself."""
_INLINE = 255
"""Characters of a list that stands in the rule; Excel calls a file with a longer one damaged."""


def fits_inline(items: Sequence[str]) -> bool:
    """Whether Excel takes a list in the rule itself: it splits it at commas, and ends it at a quotation mark."""
    return not any(mark in item for item in items for mark in ',"') and len(",".join(items)) <= _INLINE


def choices(sheet: Sheet, items: Sequence[str]) -> dict[str, object]:
    """A drop-down list. One that does not fit into the rule (`fits_inline`) stands in hidden cells.

    They lie above the header: nothing of the table's own lies there, and rows may be added below.
    """
    if fits_inline(items):
        return {"validate": "list", "source": list(items), "error_title": "Chọn trong danh sách"}
    down = len(items) <= sheet.header_row
    first = max([_LISTS, *(column + 1 for row, column in sheet.cells if row == 0)])
    for at, item in enumerate(items):
        row, column = (at, first) if down else (0, first + at)
        sheet.put(row, column, item, "code")
        sheet.columns[column] = ColumnFormat(12, hidden=True)
    row, column = (len(items) - 1, first) if down else (0, first + len(items) - 1)
    source = f"={fixed(0, first)}:{fixed(row, column)}"
    return {"validate": "list", "source": source, "error_title": "Chọn trong danh sách"}


def complete(found: Found | None, table: Table) -> Placement:
    """The placement to draw at: as found, with columns that are not there put right of all that stands there."""
    if found is None:
        return table.home
    columns = dict(found.placement.columns)
    after = max(max(columns.values()) + 1, found.free)
    for column in table.columns:
        if column.header not in columns:
            columns[column.header] = after
            after += 1
    return Placement(found.placement.header_row, columns)
