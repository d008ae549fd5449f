"""Workbooks."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from tests.office.engine.refusals import ExcelError, says_what_is_absent
from tests.office.engine.sheets import Names, Sheets

if TYPE_CHECKING:
    from tests.office.engine.app import App


@says_what_is_absent
class Books(base_classes.Books):
    """The open workbooks, the active one last."""

    def __init__(self, app: "App") -> None:
        self.app = app
        self.open_ones: list[Book] = []

    @property
    def api(self) -> object:
        return self

    @property
    def active(self) -> "Book":
        if not self.open_ones:
            raise ExcelError("there is no active workbook")
        return self.open_ones[-1]

    def __call__(self, name_or_index: str | int) -> "Book":
        for index, book in enumerate(self.open_ones, 1):
            if name_or_index == index or str(name_or_index).lower() == book.name.lower():
                return book
        raise KeyError(name_or_index)

    def __len__(self) -> int:
        return len(self.open_ones)

    def __iter__(self) -> Iterator["Book"]:
        return iter(list(self.open_ones))

    def add(self) -> "Book":
        return self._take(int(self.app.calc.ask("new")))

    def open(self, fullname: str, *given: Any) -> "Book":
        read_only = len(given) > 1 and bool(given[1])  # as xlwings hands it over, after update_links
        hidden = not any(book.name.endswith(".xlam") for book in self)  # its VBA sees no other ActiveWorkbook
        try:
            asked = {"path": str(fullname), "read_only": read_only, "hidden": hidden}
            number = int(self.app.calc.ask("open", **asked))
        except RuntimeError as problem:
            raise ExcelError(str(problem)) from None
        if fullname.endswith(".xlam"):
            self.app.engine.dress_addin(number)
        return self._take(number)

    def open_in_front(self, path: Path) -> "Book":
        """Open a workbook in a window: only such a one is VBA's ActiveWorkbook."""
        return self._take(int(self.app.calc.ask("open", path=str(path), hidden=False)))

    def take_open_ones(self) -> None:
        """Every workbook that is open in LibreOffice already."""
        for number in self.app.calc.ask("already_open"):
            self._take(number)

    def _take(self, number: int) -> "Book":
        book = Book(self.app, number)
        self.open_ones.append(book)
        book.follow_calculation()
        return book


@dataclass(frozen=True)
class Window:
    """A window of Excel's, of which only what stands above it is known."""

    Caption: str


class BookApi:
    """The little of Excel's own object model of a workbook that is there."""

    def __init__(self, book: "Book") -> None:
        self._book = book

    @property
    def ReadOnly(self) -> bool:  # noqa: N802 - Excel's name
        """Whether it can't be saved under its name."""
        return bool(self._book.ask("is_read_only"))

    def Windows(self, position: int) -> Window:  # noqa: N802 - Excel's name
        """The only one."""
        assert position == 1
        name = self._book.name
        return Window(f"{name}  -  Repaired" if name in self._book.app.engine.mended else name)


@says_what_is_absent
class Book(base_classes.Book):
    """A workbook."""

    app: "App"

    def __init__(self, app: "App", number: int) -> None:
        self.app = app
        self.number = number
        self._untitled = f"Book{number}"
        self.protected_with: dict[str, dict[str, object]] = {}
        """The options that sheets were protected with through `sheet.api.Protect`."""
        self.filters: dict[tuple[str | int, ...], Any] = {}
        """What `autofilter` shows of each area."""

    def ask(self, do: str, **given: object) -> Any:
        """A request about this document. Raises ExcelError where it is refused."""
        try:
            return self.app.calc.ask(do, document=self.number, **given)
        except RuntimeError as problem:
            raise ExcelError(str(problem)) from None

    def follow_calculation(self) -> None:
        """Compute as the app says."""
        self.ask("automatic", on=self.app.calculation != "manual")

    @property
    def api(self) -> BookApi:
        return BookApi(self)

    @property
    def fullname(self) -> str:
        return self.ask("place") or self._untitled

    @property
    def name(self) -> str:
        return Path(self.fullname).name

    @property
    def sheets(self) -> Sheets:
        return Sheets(self)

    @property
    def names(self) -> Names:
        return Names(self)

    def save(self, path: str | None = None, password: str | None = None) -> None:
        if password is not None:
            raise NotImplementedError("Book.save(password)")
        here = self.ask("place")
        where = Path(path or here or f"{self._untitled}.xlsx").absolute()
        self.ask("keep", path="" if here and path is None else str(where))

    def close(self) -> None:
        self.app.books.open_ones.remove(self)
        self.ask("close")

    def activate(self) -> None:
        self.app.books.open_ones.remove(self)
        self.app.books.open_ones.append(self)
