"""A workbook that is open in Excel, read as grids: the same that its file would give."""

import datetime
from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from ..domain.values.catalogue import Code
from ..domain.values.cells import CellError, Formula, of_1904
from ..domain.values.text import fold
from ..errors import CannotRunError
from ..workbook.grid import Grid, Refused
from .sights import sights_of
from .xlwings_alone import xw

_ERRORS = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"})
_LARGEST = 8_000_000
"""Cells of a sheet's used range that are read at most; a stray format in the last row makes it huge."""

Block = list[list[Any]]


class LiveBook:
    """The sheets of an open workbook as grids, each read once: one call for values, one for formulas."""

    def __init__(self, book: xw.Book) -> None:
        self.book = book
        self._read: dict[tuple[str, bool], Grid] = {}

    def sheets_named(self, name: str) -> list[xw.Sheet]:
        """The sheets of this name, whatever their letter case and Unicode form (design, 2)."""
        return self._sheets.get(fold(name), [])

    @cached_property
    def _sheets(self) -> dict[str, list[xw.Sheet]]:
        """By what two spellings of a name have in common. Excel is asked once: each name is a call to it."""
        found: dict[str, list[xw.Sheet]] = {}
        for sheet in self.book.sheets:
            found.setdefault(fold(sheet.name), []).append(sheet)
        return found

    def names(self) -> list[str]:
        """The names of all sheets in their order."""
        return [str(sheet.name) for sheet in self.book.sheets]

    def grid(self, sheet: str, *, formulas: bool = False, **_: object) -> Grid | Refused | None:
        """The sheet as a grid; None if there is none, Refused if there are two or it is too large.

        With `formulas`, those of all columns are read, whichever are ours: Excel gives them at once.
        """
        found = self.sheets_named(sheet)
        if not found:
            return None
        if len(found) > 1:
            return Refused(Code.SHEET_DOUBLE, sheet)
        known = self._read.get((sheet, formulas))
        if known is not None:
            return known
        rows, columns = _extent(found[0])
        if rows * columns > _LARGEST:
            return Refused(Code.FILE_TOO_LARGE, f"trang {found[0].name} có {rows} dòng × {columns} cột")
        grid = self._read[sheet, formulas] = read_grid(found[0], rows, columns, formulas=formulas)
        grid.live = sights_of(found[0])
        return grid


def read_grid(sheet: xw.Sheet, rows: int, columns: int, *, formulas: bool) -> Grid:
    """The cells from A1 on as a grid; with `formulas`, a cell with a formula is a `Formula`."""
    found = _values(sheet, rows, columns)
    if getattr(sheet.book.api, "Date1904", False) is True:
        found = [[of_1904(value) for value in line] for line in found]
    written = _block(sheet.range((1, 1), (rows, columns)).formula, rows, columns)
    # in a cell formatted as text a text that begins with = is only a text
    computed = [
        (at, column)
        for at, texts in enumerate(written)
        for column, text in enumerate(texts)
        if text and text[0] == "=" and found[at][column] != text
    ]
    for at, column in computed if formulas else ():
        found[at][column] = Formula(written[at][column], found[at][column])
    texts = {place: written[place[0]][place[1]] for place in computed}
    return Grid(sheet.name, found, frozenset(computed), written=texts)


def read_values(sheet: xw.Sheet) -> list[list[object]]:
    """All values from A1 on, without asking for formulas."""
    return _values(sheet, *_extent(sheet))


def _values(sheet: xw.Sheet, rows: int, columns: int) -> list[list[object]]:
    area = sheet.range((1, 1), (rows, columns))
    values: Block = area.options(ndim=2, err_to_str=True).value
    return [
        [value if value is None or type(value) is float else _cell(value) for value in line]
        for line in values
    ]


def _extent(sheet: xw.Sheet) -> tuple[int, int]:
    last = sheet.used_range.last_cell
    return int(last.row), int(last.column)


def _block(value: Any, rows: int, columns: int) -> Sequence[Sequence[Any]]:
    """Formulas of one cell come bare, of one row or column as Excel likes: always a block here."""
    if rows == columns == 1:
        return [[value]]
    if not isinstance(value[0], tuple | list):
        return [list(value)] if rows == 1 else [[one] for one in value]
    return value  # type: ignore[no-any-return]


def _cell(value: Any) -> object:
    if isinstance(value, str):
        return CellError(value) if value in _ERRORS else value or None
    if isinstance(value, Decimal):  # a cell formatted as currency
        return float(value)
    if isinstance(value, datetime.datetime):
        return value.replace(tzinfo=None)
    return value


def path_of(book: xw.Book) -> Path:
    """Where the workbook is saved. Raises CannotRunError where that is no folder of this machine."""
    try:
        name = str(book.fullname)
    except Exception:  # on OneDrive xlwings looks for the local copy and raises where it finds none
        name = ""
    if "://" in name or not name:
        raise CannotRunError(
            f"Sổ {book.name} đang ở OneDrive hoặc SharePoint. Lưu sổ vào một thư mục trên máy rồi bấm lại."
        )
    path = Path(name)
    if not path.is_absolute() or not path.exists():
        raise CannotRunError(f"Sổ {book.name} chưa được lưu. Lưu sổ vào một thư mục trên máy rồi bấm lại.")
    return path


def is_read_only(book: xw.Book) -> bool:
    """Whether Excel has opened it for reading only (somebody else has it open, or the file is locked)."""
    api = book.api
    found = getattr(api, "ReadOnly", None)  # Windows; on macOS it is a property to be asked for
    if found is None:
        asked = getattr(api, "read_only", None)
        found = asked.get() if asked is not None else False
    return bool(found)


def refuse_read_only(book: xw.Book) -> None:
    """Raises CannotRunError for a workbook that cannot be written."""
    if is_read_only(book):
        raise CannotRunError(
            f"Sổ {book.name} đang mở ở chế độ chỉ đọc (người khác đang mở, hoặc tệp bị khóa). Đóng ở nơi kia "
            "rồi mở lại sổ."
        )
