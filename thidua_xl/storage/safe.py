"""Files written so that a crash leaves the old one whole, and copies kept of what was there before."""

import contextlib
import hashlib
import os
import re
import tempfile
import time as clock
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import count
from pathlib import Path

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
    handle, name = tempfile.mkstemp(prefix=_prefix(owner or path.name), suffix=_ENDING, dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if temporary.read_bytes() != data:
            raise OSError(f"{temporary} does not hold what was written to it")
        _take_mode(temporary, path)
        written = _put_in_place(temporary, path, data)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(path.parent)
    return written


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
