"""The command files of an installation: ASCII, found by their own place, whatever that place is called."""

from importlib import resources
from pathlib import Path

from .home import COMMAND, DOCTOR, OWN, TAKE_AWAY

NAMES = (COMMAND, DOCTOR, TAKE_AWAY)
_HOME = "@HOME@"
"""Stands in the files for where Python lies, seen from their folder."""


def write(root: Path, home: str) -> None:
    """Each of them, new or as it was."""
    for name in NAMES:
        (root / name).write_bytes(command_file(name, home))


def command_file(name: str, home: str) -> bytes:
    """As cmd.exe reads it."""
    text = (resources.files(__package__) / name).read_text(encoding="ascii")
    text = text.replace(_HOME, home if home == OWN else rf"{home}\Scripts")
    return "\r\n".join([*text.splitlines(), ""]).encode("ascii")
