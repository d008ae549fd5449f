"""What came of a command: how it ended in words, all that it said, how far it is while it works."""

import tkinter as tk
from collections.abc import Callable
from tkinter import font, ttk

from ..wording import window as said
from ..workbook.styles import INK
from .style import COLOURS, PAPER, SIGNS, SIZE, bold
from .work import Result, State


class ResultPanel(ttk.Frame):
    """Read only, but its text can be marked and copied."""

    def __init__(self, master: tk.Misc, stop: Callable[[], None], copy: Callable[[], None]) -> None:
        super().__init__(master, padding=(8, 8, 8, 0))
        self._head = tk.Label(self, anchor="w", padx=10, pady=6, font=bold(self, SIZE + 1), text=said.RESULT)
        self._head.pack(fill="x")
        foot = ttk.Frame(self)
        foot.pack(side="bottom", fill="x", pady=(4, 0))
        self._bar = ttk.Progressbar(foot)
        self.stop = ttk.Button(foot, text=said.CANCEL, command=stop)
        self.copy = ttk.Button(foot, text=said.COPY, command=copy)
        self.copy.pack(side="right")
        self._hint = ttk.Label(self, style="Soft.TLabel", anchor="w", justify="left")
        self._hint.pack(side="bottom", fill="x")
        self.bind("<Configure>", lambda event: self._hint.configure(wraplength=max(200, event.width - 20)))
        self._text = tk.Text(self, wrap="word", state="disabled", background=PAPER, foreground=INK, relief="flat",
                             font="TkFixedFont", padx=10, pady=8, width=60, height=8, takefocus=True)  # fmt: skip
        bar = ttk.Scrollbar(self, command=self._text.yview)
        self._text.configure(yscrollcommand=bar.set)
        bar.pack(side="right", fill="y")
        self._text.pack(fill="both", expand=True)
        self._shown = ""

    def width(self) -> int:
        """How many letters a line has room for."""
        letter = max(1, font.nametofont("TkFixedFont", self).measure("0"))
        return max(60, (self._text.winfo_width() - 24) // letter)

    def draw(self, result: Result, progress: tuple[int, int] | None) -> None:
        """Show how it stands."""
        ground, ink = COLOURS[result.state]
        words = " – ".join(filter(None, (str(result.state), result.label)))
        self._head.configure(
            background=ground, foreground=ink, text=SIGNS[result.state] + (words or said.RESULT)
        )
        self._hint.configure(text=result.hint)
        self._write(result.text)
        self._draw_progress(result, progress)
        self.copy.state(["!disabled" if result.text else "disabled"])

    def _write(self, text: str) -> None:
        if text == self._shown:
            return
        self._shown = text
        self._text.configure(state="normal")
        self._text.delete("1.0", "end")
        self._text.insert("1.0", text)
        self._text.configure(state="disabled")

    def _draw_progress(self, result: Result, progress: tuple[int, int] | None) -> None:
        if result.state is not State.RUNNING:
            self._bar.stop()
            self._bar.pack_forget()
            self.stop.pack_forget()
            return
        if not self._bar.winfo_ismapped():
            self._bar.pack(side="left", fill="x", expand=True, padx=(0, 8))
            self.stop.pack(side="left", padx=(0, 8))
        if progress is None:
            if str(self._bar["mode"]) != "indeterminate" or not self._bar.winfo_ismapped():
                self._bar.configure(mode="indeterminate")
                self._bar.start(15)
        else:
            self._bar.stop()
            self._bar.configure(mode="determinate", maximum=max(1, progress[1]), value=progress[0])
