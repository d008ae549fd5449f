"""Files written so that a crash leaves the old one whole, and copies kept of what was there before."""

import contextlib
import hashlib
import os
import re
import tempfile
import time as clock
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import BinaryIO

_PATIENCE = 1.0
_PAUSE = 0.1
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


def write_safely(path: Path, data: bytes, owner: str = "") -> Path:
    """Write beside the file, read again, put in place at once.

    Returns the path that holds the data: `path`, or a second name `… (moi <8 hex>)` beside it where `path`
    is open in another program. The temporary file bears the mark of `owner` (a file name; the path's own where
    none is given), so that `sweep` knows whose it was.

    Raises:
        OSError: nothing was written; the old file is whole and no temporary file is left.
    """
    return write_together([(path, data)], owner)[0]


TOGETHER = 64
"""So many files are written together by who has many: their bytes are in memory meanwhile."""


def write_together(files: Sequence[tuple[Path, bytes]], owner: str = "") -> list[Path]:
    """Write several files, each as `write_safely` does it; a disk takes many in little more time than one.

    No file is put in its place before all of them are on the disk and were read again. Raises OSError: each is
    whole, the old one or the new one.
    """
    temporary: list[Path] = []
    try:
        with contextlib.ExitStack() as opened:
            handles = [opened.enter_context(_beside(path, owner, temporary)) for path, _ in files]
            for handle, (_, data) in zip(handles, files, strict=True):
                handle.write(data)
                handle.flush()
            for handle in handles:
                os.fsync(handle.fileno())
        for name, (path, data) in zip(temporary, files, strict=True):
            if name.read_bytes() != data:
                raise OSError(f"{name} does not hold what was written to it")
            _take_mode(name, path)
        return list(_all_in_place(temporary, files))
    except BaseException:
        for name in temporary:
            with contextlib.suppress(OSError):
                name.unlink()
        raise


def _beside(path: Path, owner: str, temporary: list[Path]) -> BinaryIO:
    """A new file beside the one that it will replace; its name goes to the others."""
    handle, name = tempfile.mkstemp(prefix=_prefix(owner or path.name), suffix=_ENDING, dir=path.parent)
    temporary.append(Path(name))
    return os.fdopen(handle, "wb")


def _all_in_place(temporary: Sequence[Path], files: Sequence[tuple[Path, bytes]]) -> Iterator[Path]:
    try:
        for name, (path, data) in zip(temporary, files, strict=True):
            yield _put_in_place(name, path, data)
    finally:
        for folder in {path.parent for path, _ in files}:
            _sync_folder(folder)


def _take_mode(temporary: Path, path: Path) -> None:
    """Temporary files are private to their owner; a workbook has the old one's mode, or the usual one."""
    if os.name == "nt":
        return
    if path.exists():
        mode = path.stat().st_mode & 0o777
    else:
        mask = os.umask(0)
        os.umask(mask)
        mode = 0o666 & ~mask
    temporary.chmod(mode)


def _put_in_place(temporary: Path, path: Path, data: bytes) -> Path:
    until = clock.monotonic() + _PATIENCE
    while True:
        try:
            os.replace(temporary, path)  # noqa: PTH105 - the tests put a failing one in its place
            return path
        except PermissionError:
            if clock.monotonic() >= until:
                break
            clock.sleep(_PAUSE)
    second = path.with_name(f"{path.stem} (moi {_mark(data)}){path.suffix}")
    os.replace(temporary, second)  # noqa: PTH105
    return second


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):  # some file systems can't; the file itself is synced
            os.fsync(handle)
    finally:
        os.close(handle)


def make_folder(folder: Path) -> None:
    """Make a folder inside one that is there; its name is on the disk before anything is put into it."""
    if not folder.is_dir():
        folder.mkdir(exist_ok=True)
        _sync_folder(folder.parent)


_BEGINNING, _ENDING = ".thidua-", ".tmp"


def _prefix(owner: str) -> str:
    return f"{_BEGINNING}{_mark(owner.encode())}-"


def sweep(folder: Path, owners: Iterable[str] | None = None) -> None:
    """Remove the temporary files that dead runs left here; to be called only by who holds the owners' lock.

    Args:
        folder: one that is not there is nothing to be swept.
        owners: the files whose writing may have been cut short; None: whatever lies here is the caller's.
    """
    begins = _BEGINNING if owners is None else tuple(map(_prefix, owners))
    with contextlib.suppress(OSError):  # what cannot be removed harms nothing
        for name in os.listdir(folder):  # noqa: PTH208 - as fast as it can be: a folder may hold many files
            if name.endswith(_ENDING) and name.startswith(begins):
                with contextlib.suppress(OSError):
                    (folder / name).unlink()


def _mark(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:8]


def is_open_elsewhere(path: Path) -> str:
    """The name of the lock file that Excel or LibreOffice keeps beside an open workbook, or an empty text."""
    name = path.name
    locks = (f"~${name}", f"~${name[2:]}", f".~lock.{name}#")
    return next((lock for lock in locks if path.with_name(lock).exists()), "")


def backup(path: Path, time: datetime, before: str) -> Path:
    """Copy the file into `luu/` beside it under a name that people read; a copy that is there is left alone.

    Args:
        path: the file as it is.
        time: the moment that the name tells.
        before: the act that the copy is kept before, in words.
    """
    data = path.read_bytes()
    folder = path.parent / "luu"
    make_folder(folder)
    for copy in (folder / f"{name}{path.suffix}" for name in names_before(path.stem, time, before)):
        if not copy.exists():
            return write_safely(copy, data, path.name)
        if copy.read_bytes() == data:
            return copy
    raise AssertionError("the names never end")


def names_before(stem: str, time: datetime, before: str) -> Iterator[str]:
    """`<stem> – 28-11 09h25 trước khi <before>`, then with a number: two copies in a minute."""
    day = f"{time:%d-%m}" if year_in(stem) == time.year else f"{time:%d-%m-%Y}"
    name = f"{stem} – {day} {time:%Hh%M} trước khi {before}"
    yield name
    yield from (f"{name} ({number})" for number in count(2))


def year_in(stem: str) -> int | None:
    """The year that a file's name tells: a date without a year is one of this year.

    A book of 2026 is still worked with in 2027, so dates of other years are told with them.
    """
    years = _YEAR.findall(stem)
    return int(years[-1]) if years else None
