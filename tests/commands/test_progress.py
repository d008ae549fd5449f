"""How far a long command is: a bar on a terminal, lines for the window, nothing in a pipe or beside a document."""

import io
import sys
import time
from collections.abc import Iterator

import pytest

from tests.journeys import journey
from tests.journeys.journey import Journey
from thidua_xl.commands.progress_bar import counting, progress
from thidua_xl.workers.steps import PROGRESS, TOLD, read_progress, watched


class Terminal(io.StringIO):
    """Says that it is one."""

    def isatty(self) -> bool:
        """As a screen does."""
        return True


def at_terminal(patch: pytest.MonkeyPatch) -> Terminal:
    """From now on both streams are a terminal's: what is shown on the standard error."""
    patch.setenv("TERM", "xterm")
    patch.delenv(TOLD, raising=False)
    patch.setattr(sys, "stdout", Terminal())
    patch.setattr(sys, "stderr", shown := Terminal())
    return shown


def test_everything_watched_comes_and_the_first_and_the_last_are_told() -> None:
    """Of what is done in a moment no more is told: a status bar takes its time."""
    told: list[tuple[int, int]] = []
    assert list(watched("abcdef", 6, lambda *where: told.append(where))) == list("abcdef")
    assert told == [(0, 6), (6, 6)]


def test_of_what_takes_long_each_is_told_once_it_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not when it begins: three of three is said of three that are there."""
    clock: Iterator[float] = iter(range(9))
    monkeypatch.setattr(time, "monotonic", lambda: next(clock))
    told: list[tuple[int, int]] = []
    for at, _ in enumerate(watched("abc", 3, lambda *where: told.append(where))):
        assert told[-1] == (at, 3)
    assert told[-1] == (3, 3)


def test_a_terminal_shows_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is done, and how many of how many."""
    terminal = at_terminal(monkeypatch)
    with progress("Phát phiếu") as step:
        step(3, 7)
    assert "Phát phiếu" in terminal.getvalue()
    assert "3/7" in terminal.getvalue()


def test_steps_with_names_are_the_same_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    """The demonstration's."""
    terminal = at_terminal(monkeypatch)
    with counting(2) as step:
        step("Tạo sổ")
        step("Chốt sổ")
    assert "Chốt sổ" in terminal.getvalue()
    assert "1/2" in terminal.getvalue()


@pytest.mark.parametrize("piped", ["stdout", "stderr"])
def test_nothing_is_shown_where_one_of_the_two_is_no_terminal(
    monkeypatch: pytest.MonkeyPatch, piped: str
) -> None:
    """A log or another program reads it."""
    terminal = at_terminal(monkeypatch)
    monkeypatch.setattr(sys, piped, read := io.StringIO())
    with progress("Phát phiếu") as step:
        step(3, 7)
    assert terminal.getvalue() + read.getvalue() == ""


def test_nothing_is_shown_beside_a_document(monkeypatch: pytest.MonkeyPatch) -> None:
    """`--json` prints one and nothing else."""
    terminal = at_terminal(monkeypatch)
    with progress("Trả phiếu", show=False) as step:
        step(3, 7)
    assert terminal.getvalue() == ""


def test_the_window_is_told_by_every_command_that_takes_its_time(
    complete: Journey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last line says that all units, files or papers are done."""
    monkeypatch.setenv(TOLD, "1")
    units, book = len(journey.UNITS), complete.book
    commands: dict[tuple[object, ...], int] = {
        ("issue", book, "--out", complete.folder / "phieu"): units,
        ("check", complete.inbox, "--book", book): units,
        ("verify", book): units,
        ("give-back", book, "--out", complete.folder / "tra"): units,
        ("documents", book, "--out", complete.folder / "vb", "--only", "ke-hoach"): 1,
    }
    for command, number in commands.items():
        told = [line for line in journey.run(*command).err.splitlines() if line.startswith(PROGRESS)]
        assert told, command
        assert read_progress(told[-1]) == (number, number), command
