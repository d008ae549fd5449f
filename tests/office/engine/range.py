"""Cells of the tests' Excel."""

import re
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from tests.office.engine.dressed import Dressed
from tests.office.engine.places import COLUMNS, ROWS, Area, address_of, jump
from tests.office.engine.refusals import ExcelError, says_what_is_absent
from tests.office.engine.rules import AutoFilter, DataValidation
from tests.office.engine.values import received, sent

if TYPE_CHECKING:
    from tests.office.engine.sheets import Sheet

_STEPS = {"down": (1, 0), "up": (-1, 0), "right": (0, 1), "left": (0, -1)}


@says_what_is_absent
class Range(Dressed):
    """A rectangle of cells of a sheet."""

    options: dict[str, Any]
    sheet: "Sheet"
    row = column = 0
    shape = (0, 0)
    has_array = False
    table = None

    def __init__(self, sheet: "Sheet", row: int, column: int, rows: int, columns: int) -> None:
        self.sheet = sheet
        self.row = row
        self.column = column
        self.shape = (rows, columns)

    @property
    def area(self) -> Area:
        """First row, first column, rows, columns."""
        return (self.row, self.column, *self.shape)

    def ask(self, do: str, **given: object) -> Any:
        """A request about these cells."""
        return self.sheet.ask(do, area=self.area, **given)

    def up_to(self, other: "Range") -> "Range":
        """The smallest rectangle that holds both."""
        row, column = min(self.row, other.row), min(self.column, other.column)
        last = max(self.row + self.shape[0], other.row + other.shape[0])
        right = max(self.column + self.shape[1], other.column + other.shape[1])
        return Range(self.sheet, row, column, last - row, right - column)

    @property
    def coords(self) -> tuple[Any, ...]:
        return (self.sheet, self.row, self.column, *self.shape)

    @property
    def api(self) -> "RangeApi | None":
        return RangeApi(self) if len(self) else None

    def __len__(self) -> int:
        return self.shape[0] * self.shape[1]

    def __call__(self, row: int, column: int | None = None) -> "Range":
        if column is None:
            row, column = divmod(row - 1, self.shape[1])
            row, column = row + 1, column + 1
        return Range(self.sheet, self.row + row - 1, self.column + column - 1, 1, 1)

    @property
    def raw_value(self) -> Any:
        if not len(self):
            return None
        rows = received(self.ask("read"))
        return rows[0][0] if self.shape == (1, 1) else tuple(map(tuple, rows))

    @raw_value.setter
    def raw_value(self, data: Any) -> None:
        if not len(self):
            return
        if not isinstance(data, (list, tuple)):
            self.ask("write", rows=[[sent(data)]], fill=True)
            return
        rows = data if data and isinstance(data[0], (list, tuple)) else [data] * self.shape[0]
        self.ask("write", rows=[[sent(value) for value in row] for row in rows], fill=False)

    @property
    def formula(self) -> Any:
        if not len(self):
            return None
        rows = self.ask("formulas")
        return rows[0][0] if self.shape == (1, 1) else tuple(map(tuple, rows))

    @formula.setter
    def formula(self, value: Any) -> None:
        self.raw_value = value

    formula2 = formula

    def clear_contents(self) -> None:
        self.ask("clear", what="contents")

    def clear_formats(self) -> None:
        self.ask("clear", what="formats")

    def clear(self) -> None:
        self.ask("clear", what="all")

    def end(self, direction: str) -> "Range":
        down, right = _STEPS[direction]
        line = (
            Range(self.sheet, 1, self.column, ROWS, 1) if down else Range(self.sheet, self.row, 1, 1, COLUMNS)
        )
        blocks = [(block[0], block[2]) if down else (block[1], block[3]) for block in line.ask("filled")]
        here = self.row if down else self.column
        there = jump(blocks, here, down or right, ROWS if down else COLUMNS)
        return Range(self.sheet, there if down else self.row, self.column if down else there, 1, 1)

    @property
    def current_region(self) -> "Range":
        return Range(self.sheet, *self.ask("region"))

    @property
    def data_validation(self) -> DataValidation:
        return DataValidation(self)

    @property
    def autofilter(self) -> AutoFilter:
        return AutoFilter(self)

    def insert(self, shift: str | None = None, copy_origin: str | None = None) -> None:
        self.ask("insert", shift=shift or "down", from_above=copy_origin != "format_from_right_or_below")

    def delete(self, shift: str | None = None) -> None:
        self.ask("delete", shift=shift or ("up" if self.shape[1] >= self.shape[0] else "left"))

    @property
    def merge_area(self) -> "Range":
        return Range(self.sheet, *self.sheet.ask("merged_area", row=self.row, column=self.column))

    @property
    def merge_cells(self) -> bool | None:
        merged = self.merge_area
        if len(merged) > 1 and merged.up_to(self).area == merged.area:
            return True
        return None if len(merged) > 1 or self.ask("has_merged") else False

    def merge(self, across: bool) -> None:
        if not across:
            self.ask("merge", merged=True)
            return
        for row in range(self.row, self.row + self.shape[0]):
            Range(self.sheet, row, self.column, 1, self.shape[1]).merge(False)

    def unmerge(self) -> None:
        self.ask("merge", merged=False)

    @property
    def note(self) -> "Note | None":
        note = Note(self)
        return note if note.found else None

    def add_note(self, text: str) -> "Note":
        self.sheet.ask("set_note", row=self.row, column=self.column, text=text)
        return Note(self)

    @property
    def hyperlink(self) -> str:
        links = self.sheet.ask("links", row=self.row, column=self.column)
        if not links:
            raise ExcelError("The cell doesn't seem to contain a hyperlink!")
        return str(links[0]).partition("#")[0]

    @property
    def sub_address(self) -> str:
        """The place in a workbook that the link leads to (Excel's Hyperlink.SubAddress)."""
        links = self.sheet.ask("links", row=self.row, column=self.column)
        return links[0].partition("#")[2] if links else ""

    def add_hyperlink(self, address: str, text_to_display: str | None = None, *_: object) -> None:
        if len(self) != 1:
            raise NotImplementedError("Range.add_hyperlink over several cells")
        self.sheet.ask("set_link", row=self.row, column=self.column, address=address, text=text_to_display)

    def select(self) -> None:
        book = self.sheet.book
        if book.app.books.active is not book or book.sheets.active.name != self.sheet.name:
            raise ExcelError("Select method of Range class failed: its sheet is not the active one")
        book.ask("select", sheet=self.sheet.name, area=self.area)

    def get_address(self, row_absolute: bool, col_absolute: bool, external: bool) -> str:
        address = address_of(self.area, "$" * row_absolute, "$" * col_absolute)
        if not external:
            return address
        book, sheet = self.sheet.book.name, self.sheet.name
        plain = re.fullmatch(r"[\w.]+", book + sheet)
        return f"[{book}]{sheet}!{address}" if plain else f"'[{book}]{sheet}'!{address}"

    @property
    def address(self) -> str:
        return self.get_address(True, True, False)

    @property
    def rows(self) -> "Range":
        return self

    @property
    def columns(self) -> "Range":
        return self


class RangeApi:
    """The little of Excel's own object model of cells that is there."""

    def __init__(self, cells: Range) -> None:
        self._cells = cells

    @property
    def Locked(self) -> bool | None:  # noqa: N802 - Excel's name
        """Whether protection keeps the cells from being changed; None where they differ."""
        locked: bool | None = self._cells.ask("locked")
        return locked

    @Locked.setter
    def Locked(self, value: bool) -> None:  # noqa: N802
        self._cells.set_look("Locked", bool(value))


@says_what_is_absent
class Note(base_classes.Note):
    """The note of a cell."""

    def __init__(self, cell: Range) -> None:
        self.location = cell

    location: Range

    @property
    def found(self) -> list[str]:
        """Text and author; empty where the cell has no note."""
        place = [self.location.row, self.location.column]
        return next((note[2:] for note in self.location.sheet.ask("notes") if note[:2] == place), [])

    @property
    def text(self) -> str:
        return self.found[0]

    @text.setter
    def text(self, value: str) -> None:
        self.location.add_note(value)

    @property
    def author(self) -> str:
        return self.found[1]

    def delete(self) -> None:
        self.location.add_note("")
