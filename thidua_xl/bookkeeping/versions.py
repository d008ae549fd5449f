"""Bản trước: the versions of a book that lie in `luu` beside it, each as it was before a command changed it."""

import datetime
import hashlib
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from .. import clock
from ..errors import CannotRunError
from ..sheets.journal import JournalRow

_KEPT = re.compile(r"(\d{8}-\d{6})_([0-9a-f]{8})")


class Version(NamedTuple):
    """A version that was kept: when, its file, the mark of its bytes, and what the journal tells of that moment."""

    moment: datetime.datetime
    path: Path
    mark: str
    rows: Sequence[JournalRow]

    @property
    def command(self) -> str:
        """The command that it was kept before, as the journal names it; empty where the journal does not know."""
        return self.rows[0].command if self.rows else ""


def versions_of(path: Path, journal: Sequence[JournalRow] = ()) -> list[Version]:
    """The versions of a book by the name of its file, the newest first, with what its journal tells of them."""
    folder = path.parent / "luu"
    found = []
    for file in folder.iterdir() if folder.is_dir() else ():
        rest = file.stem.removeprefix(f"{path.stem}_")
        kept = _KEPT.fullmatch(rest) if rest != file.stem and file.suffix == path.suffix else None
        moment = _moment(kept[1]) if kept else None
        if kept and moment:
            when = clock.timestamp(moment)
            rows = [row for row in journal if row.when == when]
            found.append(Version(moment, file, kept[2], rows))
    return sorted(found, key=lambda one: (one.moment, one.path.name), reverse=True)


def _moment(text: str) -> datetime.datetime | None:
    try:
        return datetime.datetime.strptime(text, "%Y%m%d-%H%M%S")
    except ValueError:
        return None


def bytes_of(version: Version) -> bytes:
    """The version as it was kept. Raises CannotRunError where it cannot be read, or somebody changed it since."""
    try:
        data = version.path.read_bytes()
    except OSError as error:
        raise CannotRunError(f"Không đọc được {version.path}: {error.strerror or error}.") from None
    if hashlib.sha256(data).hexdigest()[:8] != version.mark:
        raise CannotRunError(
            f"{version.path.name} đã bị sửa từ khi được giữ nên không dùng làm bản trước; chọn bản khác."
        )
    return data
