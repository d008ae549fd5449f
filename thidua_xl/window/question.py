"""A small window that asks something and waits for the answer; Escape and closing it give up."""

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk
from typing import TypeVar

from ..wording import window as said
from ..workbook.styles import NAVY
from .style import dots

_WIDE = 520
"""Dots of a question's line on a usual screen."""
T = TypeVar("T")


class Question:
    """A question above `body`, into which more can be put."""

    def __init__(self, root: tk.Tk, question: str) -> None:
        self.top = tk.Toplevel(root)
        self.top.title(said.TITLE)
        self.top.configure(highlightthickness=1, highlightbackground=NAVY)
        self.top.transient(root)
        self.top.protocol("WM_DELETE_WINDOW", self.top.destroy)
        self.top.bind("<Escape>", lambda _event: self.top.destroy())
        whole = ttk.Frame(self.top, padding=16)
        whole.pack(fill="both", expand=True)
        ttk.Label(whole, text=question, wraplength=dots(self.top, _WIDE), justify="left").pack(anchor="w")
        self.body = ttk.Frame(whole)
        self.body.pack(fill="both", expand=True)
        self._foot = ttk.Frame(whole)
        self._foot.pack(fill="x", pady=(14, 0))
        self._root = root

    def pick(self, options: Sequence[str]) -> int | None:
        """A button for each of these; which one was pressed, None for none."""
        picked: list[int] = []

        def press(at: int) -> None:
            picked.append(at)
            self.top.destroy()

        for at, option in enumerate(options):
            button = ttk.Button(self._foot, text=option, command=lambda at=at: press(at))  # type: ignore[misc]
            button.pack(side="left", padx=(0, 8))
            button.bind("<Return>", lambda _event, at=at: press(at))  # type: ignore[misc]
            if at == 0 and not self.body.winfo_children():
                button.focus_set()
        self._wait()
        return picked[0] if picked else None

    def ask(self, value: Callable[[], T]) -> T | None:
        """The value of what was put into the body, once it is agreed to; None where the person gave up."""
        taken: list[T] = []

        def take(*_events: object) -> None:
            taken.append(value())
            self.top.destroy()

        ttk.Button(self._foot, text=said.OK, command=take).pack(side="left", padx=(0, 8))
        ttk.Button(self._foot, text=said.NO, command=self.top.destroy).pack(side="left")
        self.top.bind("<Return>", take)
        self._wait()
        return taken[0] if taken else None

    def _wait(self) -> None:
        self.top.update_idletasks()
        left = self._root.winfo_rootx() + max(0, (self._root.winfo_width() - self.top.winfo_reqwidth()) // 2)
        self.top.geometry(f"+{left}+{self._root.winfo_rooty() + 120}")
        self.top.resizable(width=False, height=False)
        if self.top.winfo_exists():
            self.top.wait_visibility()
            self.top.grab_set()
            self.top.wait_window()
