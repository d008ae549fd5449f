"""A folder into which the program writes again and again, and in which people work meanwhile."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from .. import clock
from ..intake.gate import SCORECARD
from ..intake.grids import open_source
from ..sheets.acts_said import act_said
from ..sheets.hidden import META, read_meta
from ..storage.safe import backup, write_safely
from ..workbook.grid import Grid, Refused


def sha256(data: bytes) -> str:
    """The hash by which a file is known again."""
    return hashlib.sha256(data).hexdigest()


class Folder:
    """Knows by its index (`_meta`: name, hash) which files are as they were written last time."""

    def __init__(self, path: Path, index: str, command: str) -> None:
        self.path = path
        self.written: dict[str, str] = {}
        """Name and hash of what this run wrote: what the index must remember."""
        self._before = _remembered(path / index)
        self._moment, self._act = clock.now(), act_said(command)

    def put(self, name: str, data: bytes) -> Path:
        """Write a file. One that a person changed since, or that is not ours, goes into `luu/` first.

        Raises:
            OSError: it could not be written; what was there is whole.
        """
        path = self.path / name
        old = path.read_bytes() if path.exists() else None
        if old is not None and old != data and self._before.get(name) != sha256(old):
            backup(path, self._moment, self._act)
        if old != data:
            path = write_safely(path, data)
        self.written[path.name] = sha256(data)
        return path

    def clear(self, is_ours: Callable[[str], bool]) -> None:
        """Put away what an earlier run wrote and nobody needs any more, lest somebody send it."""
        current = {name.casefold() for name in self.written}
        for file in sorted(self.path.iterdir()):
            if is_ours(file.name) and file.name.casefold() not in current and file.is_file():
                backup(file, self._moment, self._act)
                file.unlink()


def _remembered(index: Path) -> dict[str, str]:
    try:
        source = open_source(index.read_bytes(), SCORECARD)
    except OSError:
        return {}
    grid = None if isinstance(source, Refused) else source.grid(META)
    return read_meta(grid) if isinstance(grid, Grid) else {}
