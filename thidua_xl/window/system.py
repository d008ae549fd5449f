"""What the window asks of the machine: a file or folder opened, whether Excel may be here."""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from ..errors import reason


def show(path: Path) -> str:
    """Open a book in its own program, a folder in the file manager; returns why not, or an empty text."""
    try:
        if sys.platform == "win32":
            os.startfile(path)
        else:
            opener = "open" if sys.platform == "darwin" else "xdg-open"
            subprocess.Popen([opener, str(path)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    except OSError as problem:
        return f"Không mở được {path}: {reason(problem)}."
    return ""


def may_have_excel() -> bool:
    """Whether a command could be done on a workbook that Excel has open."""
    return sys.platform in ("win32", "darwin") and find_spec("xlwings") is not None
