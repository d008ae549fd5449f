"""How the window looks: the colours of the workbooks, letters large enough, the screen's own sharpness."""

import contextlib
import sys
import tkinter as tk
from tkinter import font, ttk

from ..workbook.styles import AMBER, AMBER_INK, GREEN, GREEN_INK, INK, NAVY, RED, RED_INK, SECTION
from .work import State

GROUND, PAPER, SOFT = "#F3F4F6", "#FFFFFF", "#4B5563"
FAINT = "#6B7280"
"""Of what cannot be pressed now: still read easily."""
SIZE = 11
"""Points: what a clerk reads at arm's length."""
COLOURS = {
    State.NOTHING: (SECTION, NAVY),
    State.RUNNING: (SECTION, NAVY),
    State.DONE: (GREEN, GREEN_INK),
    State.ATTENTION: (AMBER, AMBER_INK),
    State.FAILED: (RED, RED_INK),
    State.STOPPED: (AMBER, AMBER_INK),
}
"""Ground and ink of the line that says how it ended; the words say it too."""
SIGNS = {
    State.NOTHING: "",
    State.RUNNING: "… ",
    State.DONE: "✓ ",
    State.ATTENTION: "! ",
    State.FAILED: "✗ ",
    State.STOPPED: "■ ",
}


def sharpen() -> None:
    """On Windows: letters drawn in the screen's own dots; before the first window."""
    if sys.platform == "win32":
        import ctypes

        with contextlib.suppress(OSError, AttributeError):  # Windows 7 has no such call
            ctypes.windll.shcore.SetProcessDpiAwareness(1)


def dots(widget: tk.Misc, number: int) -> int:
    """So many dots of a usual screen (96 an inch), as dots of this one."""
    return round(number * widget.winfo_fpixels("1i") / 96)


def dress(root: tk.Misc) -> None:
    """Fonts and colours of everything below."""
    for name in ("TkDefaultFont", "TkTextFont", "TkMenuFont", "TkHeadingFont"):
        font.nametofont(name, root).configure(size=SIZE)
    font.nametofont("TkFixedFont", root).configure(size=SIZE - 1)
    style = ttk.Style(root)
    if isinstance(root, tk.Tk):
        root.configure(background=GROUND)
    if sys.platform not in ("win32", "darwin"):
        style.theme_use("clam")
        style.configure(".", background=GROUND, foreground=INK)
        style.configure("TButton", padding=(8, 2))
        style.map(
            "TButton",
            foreground=[("disabled", FAINT)],
            background=[("disabled", GROUND), ("focus", "#DCE6F5"), ("active", "#DCE6F5")],
        )
    style.configure("Group.TLabelframe.Label", foreground=NAVY, font=bold(root))
    style.configure("Work.TButton", anchor="w")
    for of_the_bar in ("Bar.TButton", "Bar.TMenubutton"):
        style.configure(of_the_bar, width=0)
    style.configure("Count.TLabel", font=bold(root, SIZE + 3), foreground=NAVY)
    style.configure("Soft.TLabel", foreground=SOFT)
    style.configure("TProgressbar", thickness=8)


def bold(root: tk.Misc, size: int = SIZE) -> font.Font:
    """The window's own letters, bold; kept by the root, or Tk forgets it."""
    name = f"thidua-bold-{size}"
    if name in font.names(root):
        return font.nametofont(name, root)
    family = font.nametofont("TkDefaultFont", root).actual("family")
    made = font.Font(root, family=family, size=size, weight="bold", name=name)
    kept: list[font.Font] = root.__dict__.setdefault("thidua_fonts", [])
    kept.append(made)
    return made
