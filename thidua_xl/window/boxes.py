"""The dialogues of Tk: the system's own for files and folders, small windows of ours for the rest."""

import tkinter as tk
import webbrowser
from collections.abc import Mapping, Sequence
from pathlib import Path
from tkinter import filedialog, ttk
from typing import Literal

from ..wording import window as said
from . import system
from .question import Question


class Boxes:
    """Asks whoever sits before the window."""

    def __init__(self, root: tk.Tk) -> None:
        self._root = root
        self.starts_in = ""
        """The folder in which file dialogues begin."""

    def folder(self, title: str) -> Path | None:
        """The system's dialogue."""
        found = filedialog.askdirectory(parent=self._root, title=title, initialdir=self.starts_in or None)
        return Path(found) if found else None

    def file(self, title: str, kinds: Sequence[tuple[str, str]]) -> Path | None:
        """The system's dialogue."""
        found = filedialog.askopenfilename(
            parent=self._root, title=title, initialdir=self.starts_in or None, filetypes=list(kinds)
        )
        return Path(found) if found else None

    def save(self, title: str, suggested: str) -> Path | None:
        """The system's dialogue; the command itself refuses to write over a book."""
        found = filedialog.asksaveasfilename(
            parent=self._root, title=title, initialdir=self.starts_in or None, initialfile=suggested,
            defaultextension=".xlsx", filetypes=[(said.BOOKS, "*.xlsx")], confirmoverwrite=False,
        )  # fmt: skip
        return Path(found) if found else None

    def text(self, question: str, *, hidden: bool = False) -> str | None:
        """A line to type in."""
        box = Question(self._root, question)
        entry = ttk.Entry(box.body, width=52, show="•" if hidden else "")
        entry.pack(fill="x", pady=(8, 0))
        entry.focus_set()
        return box.ask(entry.get)

    def choice(self, question: str, options: Sequence[str]) -> int | None:
        """A button for each."""
        return Question(self._root, question).pick(options)

    def line(self, question: str, lines: Sequence[str]) -> int | None:
        """A list in which one line can be marked; where it is empty that is said."""
        if not lines:
            self.choice(said.NO_VERSIONS, (said.OK,))
            return None
        box = Question(self._root, question)
        listed = self._listed(box, lines, "browse")
        listed.selection_set(0)
        marked: Sequence[int] | None = box.ask(listed.curselection)
        return marked[0] if marked else None

    @staticmethod
    def _listed(box: Question, lines: Sequence[str], mode: Literal["browse", "multiple"]) -> tk.Listbox:
        frame = ttk.Frame(box.body)
        frame.pack(fill="both", expand=True, pady=(8, 0))
        listed = tk.Listbox(frame, selectmode=mode, height=min(16, len(lines)), width=70, activestyle="dotbox",
                            exportselection=False)  # fmt: skip
        bar = ttk.Scrollbar(frame, command=listed.yview)
        listed.configure(yscrollcommand=bar.set)
        listed.insert("end", *lines)
        bar.pack(side="right", fill="y")
        listed.pack(side="left", fill="both", expand=True)
        listed.focus_set()
        return listed

    def several(self, question: str, options: Mapping[str, str]) -> list[str]:
        """A list in which several lines can be marked."""
        box, keys = Question(self._root, question), list(options)
        listed = self._listed(box, list(options.values()), "multiple")
        marked: Sequence[int] | None = box.ask(listed.curselection)
        return [keys[at] for at in marked or ()]

    def reads(self, page: str) -> None:
        """In the browser of this user."""
        webbrowser.open(page)

    def opens(self, path: Path) -> str:
        """In its own program."""
        return system.show(path)

    def copies(self, text: str) -> None:
        """Into the clipboard of the desktop."""
        self._root.clipboard_clear()
        self._root.clipboard_append(text)
