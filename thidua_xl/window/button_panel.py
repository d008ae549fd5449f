"""The buttons of the ribbon in their groups; what cannot be pressed says why."""

import tkinter as tk
from collections.abc import Callable, Iterator, Mapping
from tkinter import ttk

from ..addin.buttons import grouped
from .style import GROUND

COLUMNS = (
    ("Sổ cụm", "Nội vụ", "Trợ giúp"),
    ("Năm", "Nhận và kiểm tra"),
    ("Chấm điểm", "Hồ sơ"),
)
"""Which groups stand one below the other; one that stands here nowhere comes last."""


class ButtonPanel(ttk.Frame):
    """All buttons; on a low screen they can be scrolled."""

    def __init__(
        self,
        master: tk.Misc,
        press: Callable[[str], None],
        tell: Callable[[str], None],
        helps: Mapping[str, str],
    ) -> None:
        super().__init__(master)
        self._press, self._tell, self._helps = press, tell, helps
        self.buttons: dict[str, ttk.Button] = {}
        self._why: dict[str, str] = {}
        self._canvas = tk.Canvas(self, highlightthickness=0, borderwidth=0, background=GROUND)
        self._bar = ttk.Scrollbar(self, command=self._canvas.yview)
        self._inside = ttk.Frame(self._canvas)
        self._canvas.create_window(0, 0, window=self._inside, anchor="nw")
        self._canvas.configure(yscrollcommand=self._bar.set)
        self._canvas.pack(side="left", fill="both", expand=True)
        self._draw_groups()
        self._inside.bind("<Configure>", self._fit)
        self._canvas.bind("<Configure>", self._fit)
        self.first = [next(iter(buttons)) for buttons in self._groups.values()]

    def _draw_groups(self) -> None:
        self._groups: dict[str, list[str]] = {}
        columns = [ttk.Frame(self._inside) for _ in COLUMNS]
        for column in columns:
            column.pack(side="left", fill="y", anchor="n", padx=(6, 0))
        for number, (name, buttons) in enumerate(grouped().items(), start=1):
            at = next((i for i, names in enumerate(COLUMNS) if name in names), len(COLUMNS) - 1)
            frame = ttk.LabelFrame(columns[at], text=f"{name}  (Alt+{number})", style="Group.TLabelframe",
                                   padding=(6, 2, 6, 5))  # fmt: skip
            frame.pack(fill="x", pady=(4, 0))
            for button in buttons:
                self._draw_button(frame, button.command, button.label)
            self._groups[name] = [button.command for button in buttons]

    def _draw_button(self, frame: ttk.LabelFrame, command: str, label: str) -> None:
        button = ttk.Button(frame, text=label, style="Work.TButton", command=lambda: self._press(command))
        button.pack(fill="x")
        button.bind("<Return>", lambda _event: button.invoke())
        for event in ("<Enter>", "<FocusIn>"):
            button.bind(event, lambda _event: self._told(command), add=True)
        button.bind("<FocusIn>", lambda _event: self._bring_into_view(button), add=True)
        for event in ("<Leave>", "<FocusOut>"):
            button.bind(event, lambda _event: self._tell(""), add=True)
        self.buttons[command] = button

    def _told(self, command: str) -> None:
        self._tell(self._why.get(command) or self._helps.get(command, ""))

    def draw(self, why_not: Callable[[str], str]) -> None:
        """Enable what can be pressed now."""
        for command, button in self.buttons.items():
            self._why[command] = why_not(command)
            button.state(["disabled" if self._why[command] else "!disabled"])

    def jump(self, number: int) -> None:
        """The keyboard into a group: its first button that can be pressed."""
        groups = list(self._groups.values())
        if 0 < number <= len(groups):
            able = (self.buttons[one] for one in groups[number - 1] if not self._why.get(one))
            if button := next(able, None):
                button.focus_set()

    def _fit(self, _event: object) -> None:
        width, height = self._inside.winfo_reqwidth(), self._inside.winfo_reqheight()
        self._canvas.configure(scrollregion=(0, 0, width, height), width=width)
        if height > self._canvas.winfo_height() > 1:
            self._bar.pack(side="right", fill="y")
        else:
            self._bar.pack_forget()
            self._canvas.yview_moveto(0)

    def _bring_into_view(self, button: ttk.Button) -> None:
        top = button.winfo_rooty() - self._inside.winfo_rooty()
        whole, shown = self._inside.winfo_reqheight(), self._canvas.winfo_height()
        first = self._canvas.canvasy(0)
        if top < first or top + button.winfo_height() > first + shown:
            self._canvas.yview_moveto(max(0.0, (top - shown / 2) / max(1, whole)))

    def __iter__(self) -> Iterator[str]:
        """The commands in the order of the ribbon."""
        return iter(self.buttons)
