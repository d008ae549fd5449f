"""How far a long piece of work has come, told file by file."""

from collections.abc import Callable

Step = Callable[[int, int], None]
"""Told how many of how many files are done."""

TOLD = "THIDUA_PROGRESS"
"""Set by whoever watches a command from another process: progress is told on the standard error."""
PROGRESS = "\x1fprogress "
"""Begins such a line; no sentence begins so."""


def quietly(done: int, total: int) -> None:
    """Nobody watches."""


def progress_line(done: int, total: int) -> str:
    """How far it is, for another process."""
    return f"{PROGRESS}{done} {total}"


def read_progress(line: str) -> tuple[int, int] | None:
    """How many of how many; None where the line is cut off."""
    words = line.removeprefix(PROGRESS).split()
    if len(words) == 2 and all(word.isdecimal() for word in words):
        return int(words[0]), int(words[1])
    return None
