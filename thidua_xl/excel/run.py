"""One dispatcher behind every button: finds the workbook, does the command, says what came of it.

A person never sees a traceback: what goes wrong is one sentence, the details go to a log.
"""

import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from ..addin.buttons import COMMANDS, Button
from ..errors import CannotRunError
from ..wording.failures import BUSY, UNCHANGED, WORKING, broken_in_excel_said
from .click import Answer, Click
from .following import with_next_step
from .keep import DeclinedError
from .person import AtTheScreen, Person
from .xlwings_alone import xw

DONE, NEEDS_A_PERSON, COULD_NOT_RUN = 0, 1, 2
_WITHOUT_BOOK = frozenset({"guide", "doctor"})
_BUSY = (-2147418111, -2146777998, -2147417846)
"""RPC_E_CALL_REJECTED, VBA_E_IGNORE, RPC_E_SERVERCALL_RETRYLATER: Excel takes no calls just now."""


@dataclass(slots=True)
class Outcome:
    """How a command ended, and whether the person has been told."""

    code: int
    text: str
    shown: bool = False


class Caller(NamedTuple):
    """Where a click comes from."""

    app: xw.App
    book: xw.Book | None


def run(
    command: str,
    path: Path | None = None,
    *,
    log: Path | None = None,
    caller: Caller | None = None,
    person: Person | None = None,
) -> Outcome:
    """Do what a button asks for, in the workbook that called or that is active.

    Args:
        command: one of `buttons.COMMANDS`.
        path: the folder or file that was chosen, where the command asks for one.
        log: a file that gets the details of an unexpected error.
        caller: Excel and its workbook, where they are known; None: found out.
        person: who is asked and told; None: whoever sits before that Excel.
    """
    try:
        if command not in COMMANDS:
            raise CannotRunError(f"Không có lệnh {command}.")
        app, book = caller or _caller()
        person = person or AtTheScreen(app)
        with _as_it_was(app):
            answer = action_of(COMMANDS[command])(Click(app, book, path, person))
            if command not in _WITHOUT_BOOK:
                answer = with_next_step(app, answer)
        _show(app, answer, person)
        return Outcome(NEEDS_A_PERSON if answer.attention else DONE, answer.text, True)
    except DeclinedError:
        return Outcome(DONE, UNCHANGED, True)
    except CannotRunError as problem:
        return _failed(person, str(problem))
    except Exception as problem:
        if getattr(problem, "hresult", None) in _BUSY:
            return _failed(person, BUSY)
        _log(log, command)
        return _failed(person, broken_in_excel_said(problem, log))


def action_of(button: Button) -> Callable[[Click], Answer]:
    """What does it; only its own module is loaded, so that a click on Xếp hạng waits for nothing else."""
    module, name = button.does.split(".")
    does: Callable[[Click], Answer] = getattr(import_module(f".{module}", __package__), name)
    return does


def _caller() -> tuple[xw.App, xw.Book | None]:
    """The Excel and the workbook that the click came from; without a click, the active ones."""
    given = {name: value for name, _, value in (argument.partition("=") for argument in sys.argv)}
    name = given.get("--wb", "").strip()
    if hasattr(xw.Book, "_mock_caller"):
        book = xw.Book.caller()
        return book.app, book
    if given.get("--from_xl") != "1":
        return _active()
    if not name:
        return _excel(given.get("--hwnd", "")), None
    if "=" in name:  # Book.caller() splits its argument there
        app = _excel(given.get("--hwnd", ""))
        return app, app.books[name]
    book = xw.Book.caller()
    return book.app, book


def caller_with(path: Path) -> Caller:
    """The Excel that has this book open. Raises CannotRunError where none has."""
    for app in xw.apps if len(xw.engines) else ():
        for book in app.books:
            if _is_same(Path(str(book.fullname)), path):
                book.activate()
                return Caller(app, book)
    raise CannotRunError(
        f"Không Excel nào đang mở {path.name}: sổ mở ở chương trình khác thì đóng sổ rồi làm lại."
    )


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:  # a book on OneDrive has an address, no path
        return False


def _active() -> tuple[xw.App, xw.Book | None]:
    app = xw.apps.active if len(xw.engines) and xw.apps.count else None
    if app is None:
        raise CannotRunError("Excel chưa mở. Mở sổ bằng Excel rồi chạy lại.")
    return app, app.books.active if len(app.books) else None


def _excel(hwnd: str) -> xw.App:
    """The running Excel whose window has this number; the active one where there is no such number."""
    for app in xw.apps:
        if hwnd and str(app.hwnd) == hwnd:
            return app
    return _active()[0]


@contextmanager
def _as_it_was(app: xw.App) -> Iterator[None]:
    """The status bar says that work is going on, and says nothing afterwards."""
    app.status_bar = WORKING
    try:
        yield
    finally:
        app.status_bar = False


def _show(app: xw.App, answer: Answer, person: Person) -> None:
    """Go to the sheet that the answer is about, say it, then open its folder: that would hide the message."""
    if answer.sheet:
        book = app.books.active
        named = [sheet for sheet in book.sheets if sheet.name.casefold() == answer.sheet.casefold()]
        if named:
            named[0].activate()
            if answer.cell:
                named[0].range(answer.cell).select()
    if answer.text:
        person.hears(answer.text, attention=answer.attention)
    if answer.folder is not None:
        person.opens(answer.folder)


def _failed(person: Person | None, text: str) -> Outcome:
    if person is not None:
        try:
            person.hears(text, attention=True)
        except Exception:  # Excel is gone or busy: the add-in or the command line tells it
            return Outcome(COULD_NOT_RUN, text)
        return Outcome(COULD_NOT_RUN, text, True)
    return Outcome(COULD_NOT_RUN, text)


def _log(log: Path | None, command: str) -> None:
    if log is None:
        return
    try:
        with log.open("a", encoding="utf-8") as file:
            file.write(f"--- {command}\n{traceback.format_exc()}\n")
    except OSError:
        pass  # the message is said all the same


def write_outcome(path: Path, outcome: Outcome) -> None:
    """What the add-in reads when Python has ended: `shown`, or `tell` and the text (UTF-16 with its mark)."""
    first = "shown" if outcome.shown or not outcome.text else "tell"
    path.write_bytes(f"\ufeff{first}\r\n{outcome.text}".encode("utf-16-le"))
