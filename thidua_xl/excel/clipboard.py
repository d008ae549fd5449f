"""A text into the clipboard of this desktop, with the tool that it has for it."""

import shutil
import subprocess
import sys
from collections.abc import Sequence

_TOOLS: Sequence[Sequence[str]] = (("wl-copy",), ("xclip", "-selection", "clipboard"), ("xsel", "-ib"))
_SECONDS = 5.0


def copy(text: str) -> bool:
    """Whether the text could be copied; where there is no tool for it, nothing happens."""
    if sys.platform == "win32":
        return _fed(("clip",), text.encode("utf-16-le"))  # the one encoding in which it takes every sign
    if sys.platform == "darwin":
        return _fed(("pbcopy",), text.encode())
    return any(_fed(tool, text.encode()) for tool in _TOOLS if shutil.which(tool[0]))


def _fed(tool: Sequence[str], data: bytes) -> bool:
    hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    try:
        done = subprocess.run(tool, input=data, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                              timeout=_SECONDS, creationflags=hidden, check=False)  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
