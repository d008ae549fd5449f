"""The top of the window: which book, its next step, its counts, and what may be done with the file itself."""

import tkinter as tk
from collections.abc import Callable, Sequence
from pathlib import Path
from tkinter import ttk
from typing import NamedTuple

from ..wording import window as said
from ..workbook.styles import AMBER, AMBER_INK, NAVY
from .seen import Seen
from .style import PAPER, SIZE, bold, dots


class Doings(NamedTuple):
    """What the top of the window asks for."""

    choose: Callable[[], None]
    chosen: Callable[[Path], None]
    do_next: Callable[[], None]
    open_book: Callable[[], None]
    open_folder: Callable[[], None]
    look_again: Callable[[], None]
    put_shortcut: Callable[[], None]


class Header(ttk.Frame):
    """Drawn anew whenever the book was looked at."""

    def __init__(self, master: tk.Misc, do: Doings) -> None:
        super().__init__(master)
        self._do = do
        self._title, self._path, self._next = (tk.StringVar(self) for _ in range(3))
        self._bar().pack(fill="x")
        self._band = self._next_band()
        self._band.pack(fill="x")
        self._counts = ttk.Frame(self, padding=(14, 4))
        self._counts.pack(fill="x")

    def _bar(self) -> tk.Frame:
        bar = tk.Frame(self, background=NAVY, padx=14, pady=8)
        tk.Label(bar, textvariable=self._title, background=NAVY, foreground=PAPER, anchor="w",
                 font=bold(self, SIZE + 4)).grid(row=0, column=0, columnspan=2, sticky="w")  # fmt: skip
        tk.Label(bar, textvariable=self._path, background=NAVY, foreground="#DCE6F5", anchor="w").grid(
            row=1, column=0, sticky="w"
        )
        bar.columnconfigure(0, weight=1)
        buttons = tk.Frame(bar, background=NAVY)
        buttons.grid(row=1, column=1, sticky="e")
        self.choose = ttk.Button(buttons, text=said.CHOOSE_BOOK, style="Bar.TButton", command=self._do.choose)
        self.recent = ttk.Menubutton(buttons, text=said.RECENT, style="Bar.TMenubutton")
        self._recent = tk.Menu(self.recent, tearoff=False)
        self.recent["menu"] = self._recent
        self._of_book = [
            ttk.Button(buttons, text=said.OPEN_BOOK, style="Bar.TButton", command=self._do.open_book),
            ttk.Button(buttons, text=said.OPEN_FOLDER, style="Bar.TButton", command=self._do.open_folder),
            ttk.Button(buttons, text=said.SHORTCUT, style="Bar.TButton", command=self._do.put_shortcut),
            ttk.Button(buttons, text=said.LOOK_AGAIN, style="Bar.TButton", command=self._do.look_again),
        ]
        for button in (self.choose, self.recent, *self._of_book):
            button.pack(side="left", padx=3)
        return bar

    def _next_band(self) -> tk.Frame:
        band = tk.Frame(self, background=AMBER, padx=14, pady=7)
        self._sentence = tk.Label(band, textvariable=self._next, background=AMBER, foreground=AMBER_INK,
                                  anchor="w", justify="left", font=bold(self, SIZE + 1))  # fmt: skip
        self._sentence.pack(side="left", fill="x", expand=True)
        self.do_next = ttk.Button(band, text=said.DO_NEXT, command=self._do.do_next)
        band.bind(
            "<Configure>",
            lambda event: self._sentence.configure(wraplength=max(200, event.width - self._beside())),
        )
        return band

    def _beside(self) -> int:
        """The room that the button beside the sentence takes."""
        return self.do_next.winfo_reqwidth() + dots(self, 50)

    @property
    def sentence(self) -> str:
        """What the band says."""
        return self._next.get()

    def draw(
        self, book: Path | None, seen: Seen, books: Sequence[Path], *, looking: bool, free: bool
    ) -> None:
        """Show what is known of the book."""
        kind = said.KINDS[seen.kind]
        self._title.set(seen.title or (book.name if book else said.NOTHING_CHOSEN))
        self._path.set(" · ".join(filter(None, (kind, seen.phase, book.name if book else ""))))
        self._next.set(self._sentence_of(book, seen, looking=looking))
        if seen.next_command and free and not looking:
            self.do_next.pack(side="right", padx=(10, 0))
        else:
            self.do_next.pack_forget()
        for button in self._of_book:
            button.state(["!disabled" if book else "disabled"])
        self._list_recent(books)
        self._draw_counts(seen.counts)

    @staticmethod
    def _sentence_of(book: Path | None, seen: Seen, *, looking: bool) -> str:
        if book is None:
            return said.HOW_TO_BEGIN
        if looking:
            return said.LOOKING
        return seen.problem or (f"{said.NEXT}: {seen.next_said}" if seen.next_said else said.NO_NEXT)

    def _list_recent(self, books: Sequence[Path]) -> None:
        self._recent.delete(0, "end")
        for book in books:
            self._recent.add_command(
                label=f"{book.name}   ({book.parent})",
                command=lambda one=book: self._do.chosen(one),  # type: ignore[misc]
            )
        self.recent.state(["!disabled" if books else "disabled"])

    def _draw_counts(self, counts: Sequence[tuple[str, str]]) -> None:
        for child in self._counts.winfo_children():
            child.destroy()
        for label, value in counts:
            ttk.Label(self._counts, text=value, style="Count.TLabel").pack(side="left")
            ttk.Label(self._counts, text=f" {label}", style="Soft.TLabel").pack(side="left", padx=(0, 26))
