"""Excel as lists in memory, for measuring a click: what our process costs when Excel itself costs nothing.

It computes no formula: the results that Excel would have come from a file that was computed before.
"""

import pickle
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from thidua_xl.excel.xlwings_alone import xw

base_classes = xw.base_classes
Rows = list[list[Any]]


class Engine:
    """What `xw.Engine` wraps."""

    name = "memory"
    type = "desktop"

    def __init__(self, state: Path) -> None:
        self.apps = Apps(App(self, state))

    @staticmethod
    def prepare_xl_data_element(x: Any, _: object) -> Any:
        """As it is."""
        return x

    @staticmethod
    def clean_value_data(data: Rows, _dates: Any, empty: Any, _numbers: Any, _errors: bool) -> Rows:
        """As it is."""
        return [[empty if value == "" else value for value in row] for row in data]


class Apps(base_classes.Apps):
    """The one app."""

    def __init__(self, app: "App") -> None:
        self._app = app

    def keys(self) -> list[int]:
        return [1]

    def __iter__(self) -> Iterator["App"]:
        yield self._app

    def __len__(self) -> int:
        return 1

    def __getitem__(self, pid: int) -> "App":
        return self._app


class App(base_classes.App):
    """Excel with one workbook."""

    pid, hwnd, visible, version, selection = 1, 1, True, "16.0", None
    screen_updating, display_alerts, enable_events, calculation = True, True, True, "automatic"
    status_bar: str | bool = False
    engine: Any = None
    books: Any = None

    def __init__(self, engine: Engine, state: Path) -> None:
        self.engine = engine
        self.books = Books(self, state)

    def calculate(self) -> None:
        """After the program has written, the results are the ones computed before."""
        self.books.active.calculate()

    def alert(self, *_: object) -> str:
        return "yes"

    def activate(self, *_: object) -> None:
        """Excel's own work."""


class Books(base_classes.Books):
    """The one workbook."""

    def __init__(self, app: App, state: Path) -> None:
        self.active = Book(app, state)

    active: Any = None

    def __len__(self) -> int:
        return 1

    def __iter__(self) -> Iterator["Book"]:
        yield self.active

    def __call__(self, _name: object) -> "Book":
        return self.active  # type: ignore[no-any-return]


class Api:
    """The little of Excel's own object model that is asked for."""

    ReadOnly = False


class Book(base_classes.Book):
    """Sheets with values and formulas, and the values after the command."""

    app: Any = None
    name = fullname = ""
    sheets: Any = None
    api = Api()

    def __init__(self, app: App, state: Path) -> None:
        with state.open("rb") as file:
            self.fullname, sheets = pickle.load(file)
        self.app, self.name, self.written = app, Path(self.fullname).name, False
        self.sheets = Sheets(self, sheets)

    def calculate(self) -> None:
        for sheet in self.sheets if self.written else ():
            sheet.values, sheet.formulas = sheet.after

    def save(self, *_: object, **__: object) -> None:
        """Excel's own work."""

    def activate(self) -> None:
        """Excel's own work."""


class Sheets(base_classes.Sheets):
    """In their order."""

    def __init__(self, book: Book, sheets: dict[str, tuple[Rows, Rows, tuple[Rows, Rows]]]) -> None:
        self._all = [Sheet(book, name, at, *rows) for at, (name, rows) in enumerate(sheets.items(), 1)]

    def __len__(self) -> int:
        return len(self._all)

    def __iter__(self) -> Iterator["Sheet"]:
        return iter(self._all)

    def __call__(self, key: object) -> "Sheet":
        return next(sheet for sheet in self._all if key in (sheet.name, sheet.index))


class Sheet(base_classes.Sheet):
    """Values and formulas from A1 on."""

    book: Any = None
    name, index, notes = "", 0, ()

    def __init__(
        self, book: Book, name: str, index: int, values: Rows, formulas: Rows, after: tuple[Rows, Rows]
    ) -> None:
        self.book, self.name, self.index = book, name, index
        self.values, self.formulas, self.after = values, formulas, after

    def range(self, one: Any, other: Any = None) -> "Range":
        if isinstance(one, str):
            return Range(self, 1, 1, 1, 1)
        one, last = (
            (place.row, place.column) if isinstance(place, Range) else place for place in (one, other or one)
        )
        return Range(self, one[0], one[1], last[0] - one[0] + 1, last[1] - one[1] + 1)

    @property
    def used_range(self) -> "Range":
        return Range(self, 1, 1, len(self.values), len(self.values[0]))

    def activate(self) -> None:
        """Excel's own work."""


class Looks:
    """Takes any property."""


class Range(base_classes.Range):
    """A block."""

    api = True
    row = column = 0
    shape = (0, 0)
    number_format: Any = "General"
    merge_cells: Any = False
    color: Any = None
    wrap_text: Any = None
    horizontal_alignment: Any = None
    vertical_alignment: Any = None
    max_cells_per_read = max_cells_per_write = None

    def __init__(self, sheet: Sheet, row: int, column: int, height: int, width: int) -> None:
        self.sheet, self.row, self.column, self.shape = sheet, row, column, (height, width)
        self.options: dict[str, object] = {}
        self.font = Looks()
        self.borders = self

    sheet: Any = None
    font: Any = None
    borders: Any = None

    def __len__(self) -> int:
        return self.shape[0] * self.shape[1]

    def __call__(self, row: int, column: int | None = None) -> "Range":
        if column is None:
            row, column = divmod(row - 1, self.shape[1])
            row, column = row + 1, column + 1
        return Range(self.sheet, self.row + row - 1, self.column + column - 1, 1, 1)

    def _block(self, rows: Rows) -> Rows:
        right = self.column - 1 + self.shape[1]
        return [row[self.column - 1 : right] for row in rows[self.row - 1 : self.row - 1 + self.shape[0]]]

    @property
    def raw_value(self) -> Rows:
        return self._block(self.sheet.values)

    @raw_value.setter
    def raw_value(self, _: object) -> None:
        self.sheet.book.written = True

    @property
    def formula(self) -> Rows:
        return self._block(self.sheet.formulas)

    @formula.setter
    def formula(self, _: object) -> None:
        self.sheet.book.written = True

    def clear_contents(self) -> None:
        self.sheet.book.written = True

    def clear_formats(self) -> None:
        """Excel's own work."""

    def set(self, *_: object, **__: object) -> None:
        """Borders."""

    def autofit(self, axis: object = None) -> None:
        """Excel's own work."""

    @property
    def rows(self) -> "Range":
        return self

    def select(self) -> None:
        """Excel's own work."""


def activate(state: Path) -> None:
    """Let xlwings work with the workbook of this file."""
    engine = xw.Engine(impl=Engine(state))
    xw.engines.add(engine)
    engine.activate()
