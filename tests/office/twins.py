"""The same book twice, one open in Excel and one as a file: what every button is proven with."""

import contextlib
import io
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import xlwings as xw

from tests.office.books import YEAR, Cluster, criteria_of
from tests.office.xlwings_calc import Alert
from thidua_xl.book import Book, open_book
from thidua_xl.changes import same_value
from thidua_xl.cli import main
from thidua_xl.domain.settings import Settings
from thidua_xl.excel.live import LiveBook
from thidua_xl.excel.run import Outcome, run
from thidua_xl.intake.grids import Grid
from thidua_xl.office.book import OfficeBook
from thidua_xl.sheets import agreed
from thidua_xl.workbook.addresses import address
from thidua_xl.workbook.typing_in import type_in

LEDGER, LEADER = agreed.TABLE.sheet, "I.4.a"
Cells = Mapping[str, Mapping[str, object]]
"""Sheet → cell → what a person types."""


def command(*arguments: str | Path) -> int:
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        return main([str(argument) for argument in arguments])


SMALL = Cluster(
    criteria_of("I\nI.1 | Tiêu chí | 20\nI.2 | Tiêu chí | 20 | Theo tỷ lệ"),
    """    A   B   C
    I.1   18  17  16
    I.2   10/10=20 10/9=18 10/8=16""",
    Settings(cluster="C9", name="Cụm 9", year=YEAR),
)


class Twins:
    """The same book twice: one open in Excel, one as a file for the command line."""

    def __init__(self, app: xw.App, book: Path, folder: Path) -> None:
        self.app = app
        self.opened: Callable[[Path], Book | OfficeBook] = open_book
        """What reads the file of the command line."""
        self.live, self.file = folder / "live" / book.name, folder / "file" / book.name
        for copy in (self.live, self.file):
            copy.parent.mkdir(parents=True)
            shutil.copy(book, copy)
            if book.with_suffix(".goc").exists():
                shutil.copytree(book.with_suffix(".goc"), copy.with_suffix(".goc"))
        self.book = app.books.open(str(self.live))
        self.book.set_mock_caller()

    def type(self, cells: Cells) -> None:
        """Type the same into both."""
        for sheet, typed in cells.items():
            for cell, value in typed.items():
                self.book.sheets[sheet][cell].value = value
        self.file.write_bytes(type_in(self.file.read_bytes(), cells))

    def run(self, command: str, path: Path | None = None) -> Outcome:
        """Click the button."""
        return run(command, path, log=self.live.with_suffix(".log"))

    @property
    def alerts(self) -> list[Alert]:
        """The message boxes so far."""
        found: list[Alert] = self.app.impl.alerts
        return found

    def differences(self) -> list[str]:
        """Cells that differ between the open workbook and the file of the command line."""
        live = LiveBook(self.book)
        found = []
        for name, grid in self.opened(self.file).grids.items():
            other = live.grid(name)
            assert isinstance(other, Grid)
            for row in range(max(len(grid.rows), len(other.rows))):
                for column in range(max(_width(grid, row), _width(other, row))):
                    if not same_value(grid.at(row, column), other.at(row, column)):
                        found.append(f"{name}!{address(row, column)}: {grid.at(row, column)!r} in the file, "
                                     f"{other.at(row, column)!r} open")  # fmt: skip
            found += [f"{name}!{address(*place)}: formula" for place in grid.formulas ^ other.formulas]
        return found


def saved(book: Path) -> Book:
    """The book as it was saved, though it is open."""
    return open_book(book, to_write=False)


def cell_of(book: Path, unit: str, criterion: str, header: str) -> str:
    """Where a unit's cell of a criterion stands on `Thống nhất điểm`."""
    read = open_book(book)
    return read.places[LEDGER].placement.cell(read.ledger[unit, criterion].row, header)


def _width(grid: Grid, row: int) -> int:
    return len(grid.rows[row]) if row < len(grid.rows) else 0


OpenTwice = Callable[[Path], Twins]


def setting(book: xw.Book, name: str) -> str:
    """Where the value of a setting stands."""
    labels = [cell if isinstance(cell, str) else "" for cell in book.sheets["Cụm"].range("A1:A60").value]
    return f"B{labels.index(name) + 1}"


def selected(book: xw.Book) -> str:
    """The address of the selected cells."""
    chosen = book.selection
    return "" if chosen is None else str(chosen.get_address(False, False))
