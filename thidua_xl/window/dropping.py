"""Folders and files dropped onto the window, where tkinterdnd2 is installed (an extra); without it nothing is lost."""

import tkinter as tk
from collections.abc import Callable, Sequence
from pathlib import Path


def root() -> tk.Tk:
    """The main window, able to take what is dropped where that is possible."""
    try:
        from tkinterdnd2 import TkinterDnD

        made: tk.Tk = TkinterDnD.Tk()
    except (ImportError, RuntimeError):  # not installed, or its library does not fit this Tk
        return tk.Tk()
    return made


def accept(window: tk.Tk, take: Callable[[Sequence[Path]], None]) -> bool:
    """Have `take` called with what is dropped; returns whether that is possible here."""
    if not hasattr(window, "drop_target_register"):
        return False
    window.drop_target_register("DND_Files")
    window.dnd_bind("<<Drop>>", lambda event: take(paths_of(window, event.data)))  # type: ignore[attr-defined]
    return True


def paths_of(window: tk.Misc, dropped: str) -> list[Path]:
    """The names as Tk lists them: those with blanks stand in braces."""
    return [Path(name) for name in window.tk.splitlist(dropped)]
