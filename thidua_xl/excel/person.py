"""Who sits before Excel: is asked, is told, is shown a page. Message boxes, or a list that nobody has to close."""

import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from .xlwings_alone import xw

TITLE = "Thi đua"
_LONGEST = 1_800
"""Characters of a message box; more runs off a small screen."""


class Person(Protocol):
    """What a command may want of somebody."""

    def agrees(self, question: str) -> bool:
        """Whether a question is answered with yes."""

    def hears(self, text: str, *, attention: bool) -> None:
        """What came of the command; `attention`: something needs a person."""

    def reads(self, page: str) -> None:
        """A page (its URL), which opens in the browser."""

    def opens(self, folder: Path) -> None:
        """A folder, which opens in the file manager; a file, which opens in its program."""

    def copies(self, text: str) -> bool:
        """A text for the clipboard; whether it is there."""


@dataclass(frozen=True, slots=True)
class AtTheScreen:
    """The person who clicked, through message boxes of Excel that wait for an answer."""

    app: xw.App

    def agrees(self, question: str) -> bool:
        """Yes or no."""
        return self.app.alert(question[:_LONGEST], TITLE, buttons="yes_no") == "yes"

    def hears(self, text: str, *, attention: bool) -> None:
        """Until OK is pressed."""
        self.app.alert(text[:_LONGEST], TITLE, mode="critical" if attention else "info")

    def reads(self, page: str) -> None:
        """In the browser of this user."""
        import webbrowser

        webbrowser.open(page)

    def opens(self, folder: Path) -> None:
        """In Explorer, Finder or what this desktop has; where there is none, nothing happens."""
        open_folder(folder)

    def copies(self, text: str) -> bool:
        """By the tool of this desktop."""
        from .clipboard import copy

        return copy(text)


def open_folder(folder: Path) -> None:
    """Have the file manager show a folder, or a program a file. It is only a help: what goes wrong is not told."""
    try:
        if sys.platform == "win32":
            import os

            os.startfile(folder)
        else:
            opener = "open" if sys.platform == "darwin" else "xdg-open"
            subprocess.Popen([opener, str(folder)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    except OSError:
        pass


@dataclass(slots=True)
class Recorder:
    """Nobody: everything is kept, every question is answered with yes, nothing waits."""

    questions: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    folders: list[Path] = field(default_factory=list)
    copied: list[str] = field(default_factory=list)

    def agrees(self, question: str) -> bool:
        """Yes."""
        self.questions.append(question)
        return True

    def hears(self, text: str, *, attention: bool) -> None:  # noqa: ARG002 - as the other one is called
        """Kept."""
        self.told.append(text)

    def reads(self, page: str) -> None:
        """Kept, not opened."""
        self.pages.append(page)

    def opens(self, folder: Path) -> None:
        """Kept, not opened."""
        self.folders.append(folder)

    def copies(self, text: str) -> bool:
        """Kept, as if it had been copied."""
        self.copied.append(text)
        return True
