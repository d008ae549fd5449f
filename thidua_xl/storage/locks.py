"""One command at a time changes a book: a lock beside it, which ends with the process that holds it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ..errors import CannotRunError, reason
from .safe import sweep

PATIENCE = 2.0
"""Seconds that a command waits for another one: most are done by then."""


def lock_file(book: Path) -> Path:
    """`.<book>.khoa` beside the book. Left behind by a dead process it holds nobody up."""
    return book.with_name(f".{book.name}.khoa")


@contextmanager
def held(book: Path) -> Iterator[None]:
    """Hold the book's lock; what dead runs left half written is swept first.

    Raises:
        CannotRunError: another command is at work on the book, or no lock can be put beside it.
    """
    if not book.is_file():  # whoever opens it will say so
        yield
        return
    from filelock import FileLock, Timeout

    lock = FileLock(lock_file(book), timeout=PATIENCE)
    try:
        lock.acquire()
    except Timeout:
        raise CannotRunError(
            f"Sổ {book.name} đang có người khác xử lý (một lệnh hay nút khác đang chạy với sổ này); đợi xong rồi "
            "chạy lại."
        ) from None
    except OSError as error:
        why = reason(error)
        raise CannotRunError(f"Không khóa được sổ {book.name} để xử lý: {why}. Sổ còn nguyên.") from None
    try:
        _sweep(book)
        yield
    finally:
        if os.name != "nt":  # removed while it is held: who waits sees that and begins with a new one
            with suppress(OSError):
                lock_file(book).unlink()
        lock.release()


def _sweep(book: Path) -> None:
    """Only what is this book's: another book in the folder may be being written just now."""
    sweep(book.parent, [book.name])
    sweep(book.parent / "luu", [book.name])
    sweep(book.with_suffix(".goc"))
