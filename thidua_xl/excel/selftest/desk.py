"""Where the clicks happen: Excel, the command line beside it, and nobody who would have to close a box."""

import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from ...addin.buttons import COMMANDS
from ..person import Recorder
from ..run import Caller, Outcome, run
from ..xlwings_alone import xw
from .report import Line, Verdict
from .sample import CommandLine
from .twins import Twins

LOG = "chi_tiet.log"


class NotTriedError(Exception):
    """What cannot be tried here; its text says why, in Vietnamese."""


@dataclass(slots=True)
class Desk:
    """One Excel and what is done with it."""

    app: xw.App
    folder: Path
    """For everything that is made; the log lies in it."""
    command: CommandLine
    person: Recorder = field(default_factory=Recorder)
    """What the last click asked and said."""
    seconds: float | None = None
    """What the last click took."""

    def click(self, command: str, book: xw.Book | None, path: Path | None = None) -> Outcome:
        """A button, as in this workbook; every question is answered with yes."""
        self.person = Recorder()
        if book is not None:
            book.activate()
        begun = time.perf_counter()
        try:
            return run(
                command, path, log=self.folder / LOG, caller=Caller(self.app, book), person=self.person
            )
        finally:
            self.seconds = time.perf_counter() - begun

    def click_both(self, command: str, twins: Twins, path: Path | None, *arguments: object) -> Iterator[str]:
        """A button on the open twin and a command on the other: exit codes and cells that differ."""
        outcome = self.click(command, twins.book, path)
        twins.find_again()
        yield from self.compare(outcome, *arguments)
        yield from twins.differences()

    def compare(self, outcome: Outcome, *arguments: object) -> Iterator[str]:
        """The command line beside a click: whether both ended alike."""
        code, said = self.command([str(one) for one in arguments])
        if code != outcome.code:
            yield f"mã thoát: nút {outcome.code} ({_one_line(outcome.text)}), lệnh {code} ({_one_line(said)})"


@dataclass(frozen=True, slots=True)
class Step:
    """One button on its place in the year."""

    command: str
    proven: str
    """What equals what, where nothing differs."""
    act: Callable[[Desk], Iterable[str]]
    """Prepares, clicks and tells what differs."""
    note: str = ""
    """Tells two steps of one button apart."""


def perform(desk: Desk, step: Step) -> Line:
    """One step as a line of the report; nothing that goes wrong in it goes further."""
    label = COMMANDS[step.command].label + (f" ({step.note})" if step.note else "")
    desk.seconds = None
    try:
        differences = tuple(step.act(desk))
    except NotTriedError as reason:
        return Line(label, step.command, Verdict.NOT_TRIED, None, str(reason))
    except Exception as problem:
        keep(desk.folder, step.command)
        return Line(label, step.command, Verdict.FAILED, desk.seconds, broken(problem))
    verdict = Verdict.DIFFERS if differences else Verdict.EQUAL
    return Line(label, step.command, verdict, desk.seconds, step.proven, differences)


@contextmanager
def unchanged(path: Path) -> Iterator[list[str]]:
    """Whether a file is the same afterwards: what to say of it is in the list then."""
    before, wrong = path.read_bytes(), list[str]()
    yield wrong
    if path.read_bytes() != before:
        wrong.append(f"tệp {path.name} đã đổi")


def broken(problem: Exception) -> str:
    """An exception in one line."""
    return f"{type(problem).__name__}: {_one_line(str(problem))} (chi tiết: {LOG})"


def keep(folder: Path, name: str) -> None:
    """The details of the exception that is being handled, for whoever mends it."""
    with suppress(OSError), (folder / LOG).open("a", encoding="utf-8") as log:
        log.write(f"--- {name}\n{traceback.format_exc()}\n")


def _one_line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 160 else line[:159] + "…"
