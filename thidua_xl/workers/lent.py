"""What was lent to read files, instead of workers of our own."""

from collections.abc import Callable
from concurrent.futures import Executor
from contextvars import ContextVar
from typing import NamedTuple

_AHEAD = 8
"""Files of a long list that wait for our own workers: each is held twice, as bytes and as a call."""


class Lent(NamedTuple):
    """Where files are read."""

    readers: Callable[[float], Executor]
    """What gives each file so many seconds there."""
    ahead: int
    """Files of a long list under way at once."""


LENT: ContextVar[Lent | None] = ContextVar("LENT", default=None)
"""Set by `elsewhere.reading_on` alone."""


def ahead() -> int:
    """How many files of a long list are given away before the first answer is waited for."""
    lent = LENT.get()
    return lent.ahead if lent else _AHEAD
