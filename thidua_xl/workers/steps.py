"""How far a long piece of work has come, told file by file (letter by letter, paper by paper)."""

import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")
Step = Callable[[int, int], None]
"""Told how many of how many files are done."""
_PAUSE = 0.1
"""Seconds between two tellings: Excel's status bar takes longer to be changed than a form to be written."""

TOLD = "THIDUA_PROGRESS"
"""Set by whoever watches a command from another process: progress is told on the standard error."""
PROGRESS = "\x1fprogress "
"""Begins such a line; no sentence begins so."""


def quietly(done: int, total: int) -> None:
    """Nobody watches."""


def nothing() -> None:
    """Nothing is done meanwhile."""


def watched(items: Iterable[T], total: int, step: Step) -> Iterator[T]:
    """The items; how many are done is told now and then, as each next one is asked for."""
    if total:
        step(0, total)
    told = time.monotonic()
    for done, item in enumerate(items, start=1):
        yield item
        if done == total or time.monotonic() - told > _PAUSE:
            step(done, total)
            told = time.monotonic()


def progress_line(done: int, total: int) -> str:
    """How far it is, for another process."""
    return f"{PROGRESS}{done} {total}"


def read_progress(line: str) -> tuple[int, int] | None:
    """How many of how many; None where the line is cut off."""
    words = line.removeprefix(PROGRESS).split()
    if len(words) == 2 and all(word.isdecimal() for word in words):
        return int(words[0]), int(words[1])
    return None
