"""The same book twice, one open in Excel and one as a file for the command line: are they the same, cell by cell?"""

import shutil
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path

from ...bookkeeping.differences import plain_value, same_value
from ...bookkeeping.typing_in import type_in
from ...domain.values.cells import RawCell, Uncomputed
from ...intake.gate import BOOK
from ...intake.grids import open_source
from ...workbook.addresses import address
from ...workbook.grid import Grid, GridSource, Refused
from ..live import LiveBook
from ..xlwings_alone import xw

Cells = Mapping[str, Mapping[str, object]]
"""Sheet → cell → what a person types."""
_DAY_ZERO = date(1899, 12, 30)


class Twins:
    """A book and its copy. What is beside it (`.goc`, `.tham_dinh`) is copied too.

    Args:
        app: the Excel that opens one of them.
        book: what both are copies of.
        folder: gets `live/` and `file/`.
    """

    def __init__(self, app: xw.App, book: Path, folder: Path) -> None:
        self.app = app
        self.live, self.file = folder / "live" / book.name, folder / "file" / book.name
        for copy in (self.live, self.file):
            copy.parent.mkdir(parents=True, exist_ok=True)
            _copy(book, copy)
        self.book = app.books.open(str(self.live))

    def type(self, cells: Cells) -> None:
        """Type the same into both."""
        for sheet, typed in cells.items():
            for cell, value in typed.items():
                self.book.sheets[sheet][cell].value = value
        self.file.write_bytes(type_in(self.file.read_bytes(), cells))

    def find_again(self) -> None:
        """The open book after a command that closed and opened it: it is another one for xlwings."""
        self.book = self.app.books[self.live.name]

    def close(self) -> None:
        """Close the open one, unsaved."""
        for book in list(self.app.books):
            if book.name == self.live.name:
                book.close()

    def begin_again(self) -> None:
        """After a failure: the open book becomes what the file of the command line is."""
        self.close()
        _copy(self.file, self.live)
        self.book = self.app.books.open(str(self.live))

    def differences(self) -> list[str]:
        """Cells that differ between the open workbook and the file of the command line."""
        return list(differences(self.book, self.file))


def differences(book: xw.Book, file: Path, *, uncomputed: bool = True) -> Iterator[str]:
    """Cells whose values differ, or of which one has a formula, of a workbook that is open and of a file of ours.

    Args:
        book: the one that is open.
        file: the other one.
        uncomputed: whether a formula of the file without a result (as libraries save it) differs from any.
    """
    source = open_source(file.read_bytes(), BOOK)
    if isinstance(source, Refused):
        yield f"không đọc được {file.name}: {source.code.name}"
        return
    live = LiveBook(book)
    here, there = list(source.names()), live.names()
    yield from (f"trang {name} chỉ có trong tệp" for name in here if name not in there)
    yield from (f"trang {name} chỉ có ở sổ đang mở" for name in there if name not in here)
    for name in here:
        if name in there:
            yield from _in_sheet(name, source, live, uncomputed)


def _in_sheet(name: str, source: GridSource, live: LiveBook, uncomputed: bool) -> Iterator[str]:
    grid, other = source.grid(name), live.grid(name)
    if not isinstance(grid, Grid) or not isinstance(other, Grid):
        yield f"không đọc được trang {name}"
        return
    for row in range(max(len(grid.rows), len(other.rows))):
        for column in range(max(_width(grid, row), _width(other, row))):
            value, shown = grid.at(row, column), _as_in_files(other.at(row, column))
            if value is Uncomputed.FORMULA and not uncomputed:
                continue
            if not same_value(value, shown):
                yield f"{name}!{address(row, column)}: trong tệp {_shown(value)}, sổ đang mở {_shown(shown)}"
    for place in sorted(grid.formulas ^ other.formulas):
        yield f"{name}!{address(*place)}: chỉ một bên có công thức"


def _as_in_files(shown: RawCell) -> RawCell:
    """A time alone, which an open workbook gives as one of the day on which Excel begins to count."""
    return shown.time() if isinstance(shown, datetime) and shown.date() == _DAY_ZERO else shown


def _width(grid: Grid, row: int) -> int:
    return len(grid.rows[row]) if row < len(grid.rows) else 0


def _shown(value: object) -> str:
    plain = plain_value(value)
    return "(trống)" if plain is None else f"“{plain}”"


def _copy(book: Path, copy: Path) -> None:
    shutil.copy(book, copy)
    for beside in (".goc", ".tham_dinh"):
        shutil.rmtree(copy.with_suffix(beside), ignore_errors=True)
        if book.with_suffix(beside).exists():
            shutil.copytree(book.with_suffix(beside), copy.with_suffix(beside))
