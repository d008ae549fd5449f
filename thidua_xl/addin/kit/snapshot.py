"""The small files that an installation writes, remembered before it begins, and given back when it fails."""

from pathlib import Path
from typing import NamedTuple

from .. import places
from ..install import read_record
from .commands import NAMES
from .home import GUIDE, links
from .listed import LIST
from .pc import Pc


class Snapshot(NamedTuple):
    """How it was."""

    files: dict[Path, bytes | None]
    """None: there was no such file."""
    brought: frozenset[str]
    """What `addin install` had brought besides."""

    def give_back(self, pc: Pc) -> None:
        """All as it was: the former Python is called, and where there was none nothing is."""
        new = set(read_record(places.record(pc.machine)).files) - self.brought
        for path in map(Path, new):
            path.unlink(missing_ok=True)
        for path, data in self.files.items():
            if data is None:
                path.unlink(missing_ok=True)
            elif not (path.is_file() and path.read_bytes() == data):
                path.write_bytes(data)


def snapshot(pc: Pc) -> Snapshot:
    """What is there now."""
    record = places.record(pc.machine)
    brought = read_record(record).files
    own = (pc.root / name for name in (*NAMES, GUIDE, LIST))
    addin = (places.configuration(pc.machine), places.installed_addin(pc.machine), record)
    paths = (*addin, *links(pc.machine), *own, *map(Path, brought))
    files = {path: path.read_bytes() if path.is_file() else None for path in paths}
    return Snapshot(files, frozenset(brought))
