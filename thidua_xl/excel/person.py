"""Who sits before Excel: is asked, is told, is shown a page. Message boxes, or a list that nobody has to close."""

from dataclasses import dataclass, field
from typing import Protocol

import xlwings as xw

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


@dataclass(slots=True)
class Recorder:
    """Nobody: everything is kept, every question is answered with yes, nothing waits."""

    questions: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)

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
