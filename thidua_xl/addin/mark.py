"""The Mark of the Web: what Windows and macOS hang on a file that came from the Internet or a mail.

Excel blocks the macros of such a file without a button to allow them.
"""

from pathlib import Path

from .places import Machine
from .running import Run

QUARANTINE = "com.apple.quarantine"
_XATTR = "/usr/bin/xattr"


def is_marked(machine: Machine, path: Path, run: Run) -> bool:
    """Whether the file has the mark."""
    if machine.is_windows:
        return _stream(path).exists()
    return machine.is_macos and run([_XATTR, "-p", QUARANTINE, str(path)]).worked


def unmark(machine: Machine, path: Path, run: Run) -> bool:
    """Take the mark away; returns whether there was one."""
    if not is_marked(machine, path, run):
        return False
    if machine.is_windows:
        _stream(path).unlink()
    else:
        run([_XATTR, "-d", QUARANTINE, str(path)])
    return True


def _stream(path: Path) -> Path:
    """NTFS keeps the mark in a second stream of the file."""
    return Path(f"{path}:Zone.Identifier")
