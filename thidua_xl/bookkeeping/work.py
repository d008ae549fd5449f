"""One piece of work on a book: opened under its lock, changed, kept, and only then let go."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ..storage import locks
from ..workers import garbage
from .kept_book import B


@contextmanager
def at_work(path: Path, open_book: Callable[[Path], B]) -> Iterator[B]:
    """The book of this file, which nobody else changes until the work is done.

    Raises:
        CannotRunError: another command is at work on it, or it cannot be opened.
    """
    with garbage.held(), locks.held(path):
        yield open_book(path)
