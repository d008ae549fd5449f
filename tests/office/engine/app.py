"""The engine, Excel itself and its message boxes."""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import numpy as np
import pandas as pd
from xlwings import base_classes

from tests.office.calc import Calc
from tests.office.engine.books import Books
from tests.office.engine.range import Range
from tests.office.engine.refusals import ExcelError, says_what_is_absent
from tests.office.engine.values import ERRORS

_BUTTONS = {"ok": ("ok",), "ok_cancel": ("ok", "cancel"), "yes_no": ("yes", "no"),
            "yes_no_cancel": ("yes", "no", "cancel")}  # fmt: skip
_CALCULATIONS = ("automatic", "manual", "semiautomatic")


@dataclass(frozen=True)
class Alert:
    """A message box that was shown, and what was answered."""

    prompt: str
    title: str
    buttons: str
    mode: str | None
    answer: str


class Engine:
    """What `xw.Engine` wraps."""

    name = "calc"
    type = "desktop"

    def __init__(self, calc: Calc) -> None:
        self.app = App(self, calc)
        self.apps = Apps(self.app)
        """One Excel; `add` starts another, with books and boxes of its own."""
        self.dress_addin: Callable[[int], None] = lambda _: None
        """Puts doubles into an add-in that was opened (its document's number) for what only Excel has."""
        self.mended: set[str] = set()
        """Names of files that Excel would have repaired: their windows say so."""

    @staticmethod
    def prepare_xl_data_element(x: Any, _: object) -> Any:
        """A value as xlwings hands it to Excel."""
        if isinstance(x, date):
            return x
        if x is None or pd.isna(x):
            return ""
        return float(x) if isinstance(x, np.number) else x

    @staticmethod
    def clean_value_data(
        data: Any, datetime_builder: Any, empty_as: Any, number_builder: Any, err_to_str: bool
    ) -> list[list[Any]]:
        """Values as xlwings hands them out."""

        def clean(value: Any) -> Any:
            if value in ("", None):
                return empty_as
            if isinstance(value, datetime):
                parts = ("year", "month", "day", "hour", "minute", "second", "microsecond")
                return datetime_builder(**{part: getattr(value, part) for part in parts}, tzinfo=None)
            if number_builder is not None and isinstance(value, float):
                return number_builder(value)
            if type(value) is int and value in ERRORS:
                return ERRORS[value] if err_to_str else None
            return value

        return [[clean(value) for value in row] for row in data]


@says_what_is_absent
class Apps(base_classes.Apps):
    """The apps that run, the active one first."""

    def __init__(self, app: "App") -> None:
        self._running = [app]

    def add(self, spec: Any = None, add_book: Any = True, xl: Any = None, visible: Any = None) -> "App":  # noqa: ARG002
        first = self._running[0]
        other = App(first.engine, first.calc)
        other.pid = 1 + max(self.keys())
        self._running.insert(0, other)
        if add_book:
            other.books.add()
        return other

    def gone(self, app: "App") -> None:
        """It was quit; the first one stays, for the tests to look at."""
        if len(self._running) > 1:
            self._running.remove(app)

    def keys(self) -> list[int]:
        return [app.pid for app in self._running]

    def __iter__(self) -> Iterator["App"]:
        yield from list(self._running)

    def __len__(self) -> int:
        return len(self._running)

    def __getitem__(self, pid: int) -> "App":
        for app in self._running:
            if app.pid == pid:
                return app
        raise KeyError("Could not find an Excel instance with this PID.")


@says_what_is_absent
class App(base_classes.App):
    """Excel. Message boxes are recorded and answered from a list."""

    pid: int
    engine: Engine
    books: Books
    visible = True
    screen_updating = True
    display_alerts = True
    enable_events = True
    interactive = True
    status_bar: str | bool = False
    cut_copy_mode: str | None = None
    version = "16.0"
    path = startup_path = ""
    hwnd = 4711

    def __init__(self, engine: Engine, calc: Calc) -> None:
        self.engine = engine
        self.calc = calc
        self.pid = os.getpid()
        self.books = Books(self)
        self.alerts: list[Alert] = []
        """Every message box so far."""
        self.answers: list[str] = []
        """What is answered to the next ones; then the first button of each."""
        self._calculation = "automatic"

    @property
    def api(self) -> object:
        return self

    @property
    def calculation(self) -> str:
        return self._calculation

    @calculation.setter
    def calculation(self, value: str) -> None:
        if value not in _CALCULATIONS:
            raise KeyError(value)
        self._calculation = value
        for book in self.books:
            book.follow_calculation()

    def calculate(self) -> None:
        for book in self.books:
            book.ask("calculate")

    @property
    def selection(self) -> Range | None:
        if not len(self.books):
            return None
        book = self.books.active
        selected = book.ask("selection")
        return selected and Range(book.sheets(selected[0]), *selected[1])

    def activate(self, steal_focus: bool = False) -> None:
        """It is the only one."""

    def run(self, macro: str, args: Sequence[object]) -> Any:
        """`'book'!Procedure`: as Excel, it knows public ones by their bare names."""
        name, _, procedure = macro.rpartition("!")
        book = self.books(name.strip("'"))
        for module, source in book.ask("modules").items():
            if re.search(rf"^Public (Sub|Function) {procedure}\(", source, re.MULTILINE):
                return book.ask("call", procedure=f"{module}.{procedure}", arguments=list(args))
        raise ExcelError(f"cannot run the macro {macro}")

    def alert(self, prompt: str, title: str | None, buttons: str, mode: str | None, *_: object) -> str:
        possible = _BUTTONS[buttons]
        answer = self.answers.pop(0) if self.answers else possible[0]
        if answer not in possible:
            raise AssertionError(f"the box {prompt!r} has no button {answer!r}, only {possible}")
        self.alerts.append(Alert(prompt or "", title or "", buttons, mode, answer))
        return answer

    def quit(self) -> None:
        for book in list(self.books):
            book.close()
        self.engine.apps.gone(self)
