"""The way in on macOS, where the add-in can only start a line of Python through AppleScript."""

from pathlib import Path

from .run import run, write_outcome


def start(command: str, path: str, outcome: str) -> None:
    """Run a command. Paths arrive as hex digits of UTF-8: nothing in them can be taken for code."""
    told = Path(_text(outcome))
    chosen = _text(path)
    write_outcome(told, run(command, Path(chosen) if chosen else None, log=told.with_name("addin.log")))


def _text(digits: str) -> str:
    return bytes.fromhex(digits).decode("utf-8")
