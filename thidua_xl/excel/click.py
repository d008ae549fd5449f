"""A click on a button: what it works with, what it answers, and how a book is kept."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, TypeVar

from ..bookkeeping.keep import Keep, in_file
from ..bookkeeping.opening import schema_of
from ..bookkeeping.work import at_work
from ..cluster.book import Book
from ..cluster.reading import open_book, read_book
from ..errors import CannotRunError
from ..sheets.hidden import CLUSTER
from ..storage import locks
from ..wording.failures import REBUILDING_ASKED, working_said
from .keep import Confirm, DeclinedError, LiveKeeper, NeedsReopeningError, save_workbook
from .live import LiveBook, path_of, refuse_read_only
from .person import Person
from .xlwings_alone import xw


class Answer(NamedTuple):
    """What is told when a command is done."""

    text: str
    attention: bool = False
    """Whether something needs a person (exit code 1 of the command line)."""
    sheet: str = ""
    """The sheet to show."""
    cell: str = ""
    folder: Path | None = None
    """The folder to open in the file manager once all is said."""


class Click(NamedTuple):
    """What a command works with."""

    app: xw.App
    book: xw.Book | None
    path: Path | None
    person: Person

    @property
    def confirm(self) -> Confirm:
        """Asks the person who clicked."""
        return self.person.agrees

    def step(self, done: int, total: int) -> None:
        """How far long work has come, on Excel's status bar. It is a help: a busy Excel holds nothing up."""
        with suppress(Exception):
            self.app.status_bar = working_said(done, total)

    def live(self) -> LiveBook:
        """The workbook as grids. Raises CannotRunError where none is open."""
        if self.book is None:
            raise CannotRunError("Chưa có sổ nào đang mở. Mở sổ rồi bấm lại.")
        return LiveBook(self.book)

    def chosen(self) -> Path:
        """The folder or file that was chosen. Raises CannotRunError without one."""
        if self.path is None:
            raise CannotRunError("Chưa chọn thư mục hoặc tên tệp.")
        return self.path

    def cluster_book(self, live: LiveBook, *, to_write: bool = True) -> Book:
        """The state of the open cluster book. Raises CannotRunError if it is none, or cannot be written."""
        if schema_of(live) != CLUSTER:
            raise CannotRunError(
                f"{live.book.name} không phải sổ cụm. Mở sổ cụm, chọn cửa sổ của nó rồi bấm lại."
            )
        path = path_of(live.book)
        if to_write:
            refuse_read_only(live.book)
        live.book.app.calculate()
        return read_book(live, path)


Done = TypeVar("Done")


def kept(click: Click, live: LiveBook, book: Book, act: Callable[[Book, Keep], Done]) -> Done:
    """Do it in the open workbook; where that cannot be, save, close, do it to the file, and open it again."""
    try:
        with locks.held(path_of(live.book)):
            return act(book, LiveKeeper(live, click.confirm))
    except NeedsReopeningError:
        if not click.confirm(REBUILDING_ASKED):
            raise DeclinedError from None
    return reopened(click, live, lambda path: _in_its_file(path, act))


def _in_its_file(path: Path, act: Callable[[Book, Keep], Done]) -> Done:
    with at_work(path, open_book) as book:
        return act(book, in_file)


def reopened(click: Click, live: LiveBook, through_file: Callable[[Path], Done]) -> Done:
    """Save the open workbook, close it, do it to the file, and open it again at the same sheet."""
    path = path_of(live.book)
    save_workbook(live.book)
    shown = live.book.sheets.active.name
    live.book.close()
    try:
        return through_file(path)
    finally:
        again = click.app.books.open(str(path))
        if shown in [sheet.name for sheet in again.sheets]:
            again.sheets[shown].activate()
