"""A folder built beside the one in use and put in its place in one move; a failure leaves the old one working."""

import contextlib
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from ...errors import CannotRunError

NEW, OLD = ".moi", ".cu"
_TRIES, _PAUSE = 10, 0.3
"""A virus scanner holds fresh files for a moment."""


def beside(place: Path) -> Path:
    """An empty place for the new folder, on the same volume."""
    new = place.with_name(place.name + NEW)
    remove(new)
    return new


def recover(place: Path) -> None:
    """What a power cut between two moves left half done is undone."""
    old = place.with_name(place.name + OLD)
    if old.exists() and not place.exists():
        _move(old, place)


@contextlib.contextmanager
def swapped(new: Path, place: Path) -> Iterator[None]:
    """The new folder stands in its place for what is done inside; if that fails, the old one does again.

    Raises:
        CannotRunError: a program of the old one is running; nothing was moved.
    """
    old = place.with_name(place.name + OLD)
    if place.exists():
        remove(old)
        try:
            _move(place, old)
        except PermissionError as held:
            raise CannotRunError(
                f"Thư mục {place} đang được dùng: đóng Excel, cửa sổ Thi đua, cửa sổ lệnh rồi chạy lại. "
                "Bản cũ còn nguyên."
            ) from held
    try:
        _move(new, place)
        yield
    except BaseException:
        remove(place)
        if old.exists():
            _move(old, place)
        raise
    remove(old)


def remove(folder: Path) -> None:
    """Delete a folder, as far as nobody holds it; what remains goes at the next time."""
    shutil.rmtree(folder, ignore_errors=True)


def _move(source: Path, target: Path) -> None:
    for left in range(_TRIES - 1, -1, -1):
        try:
            source.rename(target)
        except PermissionError:
            if not left:
                raise
            time.sleep(_PAUSE)
        else:
            return
