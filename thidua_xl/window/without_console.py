"""What must be said before there is a window, or instead of it, where nobody sees a console (pythonw)."""

import sys
import traceback
from pathlib import Path

from ..wording import window as said


def tell(text: str) -> None:
    """A message box of Windows; elsewhere there is a console, or nobody to tell."""
    if sys.platform == "win32" and sys.stderr is None:
        import ctypes

        ctypes.windll.user32.MessageBoxW(None, text, said.TITLE, 0x30)


def keep(folder: Path) -> Path:
    """The traceback of what just broke, in the log of the window."""
    log = folder / "window.log"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as file:
            file.write(traceback.format_exc())
    except OSError:
        pass  # the sentence is said all the same
    return log
