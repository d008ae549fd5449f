"""Who sits before the window: what may be asked, as a protocol; tests answer in a person's place."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol


class Dialogs(Protocol):
    """Every answer may be None or empty: the person gave up."""

    def folder(self, title: str) -> Path | None:
        """A folder that is there, or a new one."""

    def file(self, title: str, kinds: Sequence[tuple[str, str]]) -> Path | None:
        """A file that is there; `kinds`: what is offered, with patterns."""

    def save(self, title: str, suggested: str) -> Path | None:
        """A file that will be made."""

    def text(self, question: str, *, hidden: bool = False) -> str | None:
        """A line; `hidden`: nobody beside may read it."""

    def choice(self, question: str, options: Sequence[str]) -> int | None:
        """Which of these buttons."""

    def line(self, question: str, lines: Sequence[str]) -> int | None:
        """Which of these lines."""

    def several(self, question: str, options: Mapping[str, str]) -> list[str]:
        """Which keys of this list."""

    def reads(self, page: str) -> None:
        """A page in the browser (its URL)."""

    def opens(self, path: Path) -> str:
        """A book or folder in its own program; returns why not."""

    def copies(self, text: str) -> None:
        """Into the clipboard."""
