"""A display of the tests' own, and a clerk who answers what the window asks."""

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from thidua_xl.window.app import Window

PATIENCE = 300.0
"""Seconds that a command may take on a busy machine."""


@contextmanager
def display() -> Iterator[str]:
    """An X server without a screen; its name. Skips where Tk or the server is not there."""
    try:
        import tkinter
    except ImportError:
        pytest.skip("this Python was built without Tcl/Tk")
    assert tkinter.TkVersion >= 8.6
    server = shutil.which("Xvfb") if sys.platform == "linux" else None
    if server is None:
        pytest.skip("Xvfb is not installed")
    # the server itself looks for a number that is free, and says it
    process = subprocess.Popen(
        [server, "-displayfd", "1", "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    try:
        yield f":{process.stdout.readline().strip()}"
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


@dataclass
class Clerk:
    """Answers in the order of the lists, and keeps what was asked; an empty list gives up."""

    paths: list[Path] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    picks: list[str] = field(default_factory=list)
    """The words on the buttons that are pressed."""
    marks: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    opened: list[Path] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    copied: list[str] = field(default_factory=list)
    on_choice: Callable[[], None] = lambda: None

    def folder(self, title: str) -> Path | None:
        """The next path."""
        self.asked.append(title)
        return self.paths.pop(0) if self.paths else None

    def file(self, title: str, kinds: Sequence[tuple[str, str]]) -> Path | None:
        """The next path."""
        assert kinds
        return self.folder(title)

    def save(self, title: str, suggested: str) -> Path | None:
        """The next path."""
        assert suggested.endswith(".xlsx")
        return self.folder(title)

    def text(self, question: str, *, hidden: bool = False) -> str | None:
        """The next text."""
        self.asked.append(f"{question}{' (hidden)' if hidden else ''}")
        return self.texts.pop(0) if self.texts else None

    def choice(self, question: str, options: Sequence[str]) -> int | None:
        """The next pick, which has to be offered."""
        self.asked.append(question)
        self.on_choice()
        return list(options).index(self.picks.pop(0)) if self.picks else None

    def line(self, question: str, lines: Sequence[str]) -> int | None:
        """The next text says which one, by what it holds."""
        self.asked.append(question)
        wanted = self.texts.pop(0) if self.texts else None
        return next((at for at, line in enumerate(lines) if wanted and wanted in line), None)

    def several(self, question: str, options: Mapping[str, str]) -> list[str]:
        """The marked ones, which have to be offered."""
        self.asked.append(question)
        assert set(self.marks) <= set(options)
        return self.marks

    def reads(self, page: str) -> None:
        """Kept."""
        self.pages.append(page)

    def opens(self, path: Path) -> str:
        """Kept; it always works."""
        self.opened.append(path)
        return ""

    def copies(self, text: str) -> None:
        """Kept."""
        self.copied.append(text)


def settle(window: "Window", until: Callable[[], bool] = lambda: False) -> None:
    """Let the window live until its processes have ended, or until something is so."""
    end = time.monotonic() + PATIENCE
    while (window.desk.is_running or window.desk.is_looking) and not until():
        assert time.monotonic() < end, f"still at work: {window.desk.result}"
        window.root.update()
        time.sleep(0.02)
    window.root.update()


def click(window: "Window", command: str) -> None:
    """Press a button with the keyboard, and wait for what comes of it."""
    button = window.buttons.buttons[command]
    assert not button.instate(["disabled"]), (command, window.desk.why_not(command))
    button.invoke()
    settle(window)
