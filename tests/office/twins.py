"""The same book twice, one open in Excel and one as a file: what every button is proven with."""

import contextlib
import io
from collections.abc import Callable
from pathlib import Path

import xlwings as xw

from tests.office.books import YEAR, Cluster, criteria_of
from tests.office.xlwings_calc import Alert
from thidua_xl.cluster.book import Book
from thidua_xl.cluster.reading import open_book
from thidua_xl.commands.parser import main
from thidua_xl.domain.scoring.settings import Settings
from thidua_xl.excel.run import Outcome, run
from thidua_xl.excel.selftest import twins as selftest
from thidua_xl.sheets.cluster import agreed

LEDGER, LEADER = agreed.TABLE.sheet, "I.4.a"


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


class Twins(selftest.Twins):
    """Twins whose open book is the one that a button is clicked in; message boxes are recorded by the app."""

    def __init__(self, app: xw.App, book: Path, folder: Path) -> None:
        super().__init__(app, book, folder)
        self.book.set_mock_caller()

    def run(self, command: str, path: Path | None = None) -> Outcome:
        """Click the button."""
        return run(command, path, log=self.live.with_suffix(".log"))

    @property
    def alerts(self) -> list[Alert]:
        """The message boxes so far."""
        found: list[Alert] = self.app.impl.alerts
        return found


def saved(book: Path) -> Book:
    """The book as it was saved, though it is open."""
    return open_book(book, to_write=False)


def cell_of(book: Path, unit: str, criterion: str, header: str) -> str:
    """Where a unit's cell of a criterion stands on `Thống nhất điểm`."""
    read = open_book(book)
    return read.file.places[LEDGER].placement.cell(read.ledger[unit, criterion].row, header)


OpenTwice = Callable[[Path], Twins]


def setting(book: xw.Book, name: str) -> str:
    """Where the value of a setting stands."""
    labels = [cell if isinstance(cell, str) else "" for cell in book.sheets["Cụm"].range("A1:A60").value]
    return f"B{labels.index(name) + 1}"


def selected(book: xw.Book) -> str:
    """The address of the selected cells."""
    chosen = book.selection
    return "" if chosen is None else str(chosen.get_address(False, False))
