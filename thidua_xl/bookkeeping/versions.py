"""Bản trước: the versions of a book that lie in `luu` beside it, each as it was before a command changed it.

Their names are for people: they tell the minute and the act. What they cannot tell (the second, the mark of the bytes)
stands in a list beside them, `.<book>.ban_truoc`. A version whose line there is lost is one all the same. Versions of
earlier programs bear time and mark in their names.
"""

import datetime
import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from .. import clock
from ..errors import CannotRunError, reason
from ..sheets.acts_said import ACTS, act_said
from ..sheets.journal import JournalRow
from ..storage.safe import backup, write_safely, year_in

_KEPT = re.compile(r"_(\d{8}-\d{6})_([0-9a-f]{8})")
_NAMED = re.compile(
    r" – (?P<day>\d\d)-(?P<month>\d\d)(?:-(?P<year>\d{4}))? (?P<hour>\d\d)h(?P<minute>\d\d) trước khi "
    r"(?P<before>.+?)(?: \((?P<number>\d+)\))?"
)
_COMMANDS = {said: command for command, said in ACTS.items()}
_DIGITS = 8


class Version(NamedTuple):
    """A version that was kept: when, its file, before which command, and what the journal tells of that moment."""

    moment: datetime.datetime
    path: Path
    mark: str
    """Begins the hash of its bytes; empty where nobody knows it any more."""
    command: str
    """As the journal names it; empty where neither its name nor the journal tells."""
    rows: Sequence[JournalRow]


class _Line(NamedTuple):
    """What is remembered of a version."""

    mark: str
    when: str
    command: str
    name: str


def keep_version(path: Path, moment: datetime.datetime, command: str) -> Path:
    """Keep the book as it is, before a command changes it. Raises OSError where it cannot be kept."""
    kept = backup(path, moment, act_said(command))
    name = _composed(kept.name)
    lines = {known: line for known, line in _remembered(path).items() if known != name}
    mark = hashlib.sha256(kept.read_bytes()).hexdigest()[:_DIGITS]
    lines[name] = _Line(mark, clock.timestamp(moment), command, name)
    data = "".join("\t".join(line) + "\n" for line in lines.values()).encode()
    memory = _memory(path)
    if not memory.exists() or memory.read_bytes() != data:
        write_safely(memory, data, path.name)
    return kept


def _memory(path: Path) -> Path:
    return path.parent / "luu" / f".{path.name}.ban_truoc"


def _remembered(path: Path) -> dict[str, _Line]:
    """By the names of their files, the oldest first; nothing where the list is lost or was spoilt."""
    try:
        text = _memory(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return {}
    lines = [
        _Line(*parts) for line in text.splitlines() if len(parts := line.split("\t")) == len(_Line._fields)
    ]
    return {_composed(line.name): line for line in lines}


def _composed(name: str) -> str:
    """A name as it is compared: a Mac writes `ổ` as three characters."""
    return unicodedata.normalize("NFC", name)


def versions_of(path: Path, journal: Sequence[JournalRow] = ()) -> list[Version]:
    """The versions of a book by the name of its file, the newest first, with what its journal tells of them."""
    folder = path.parent / "luu"
    known = _remembered(path)
    files = [file for file in folder.iterdir() if file.suffix == path.suffix] if folder.is_dir() else []
    found = [one for file in files if (one := _version(path, file, known, journal))]
    order = {name: at for at, name in enumerate(known)}  # two acts may have been done in one second
    found.sort(
        key=lambda one: (
            one[1].moment, order.get(_composed(one[1].path.name), -1), one[0], one[1].path.name,
        ),
        reverse=True,
    )  # fmt: skip
    return [version for _, version in found]


def _version(
    path: Path, file: Path, known: Mapping[str, _Line], journal: Sequence[JournalRow]
) -> tuple[int, Version] | None:
    """The version that a file is, and which one of its minute."""
    stem, own = (_composed(one.stem) for one in (file, path))
    rest = stem.removeprefix(own)
    if rest == stem:
        return None
    if kept := _KEPT.fullmatch(rest):
        moment = _moment(kept[1], "%Y%m%d-%H%M%S")
        return (0, _told(file, moment, kept[2], "", journal)) if moment else None
    named = _NAMED.fullmatch(rest)
    moment = _minute(named, year_in(own)) if named else None
    if not named or moment is None:
        return None
    number = int(named["number"] or 1)
    line = known.get(_composed(file.name))
    exactly = _moment(line.when, "%Y-%m-%d %H:%M:%S") if line else None
    if line and exactly:
        return number, _told(file, exactly, line.mark, line.command, journal)
    return number, Version(moment, file, "", _COMMANDS.get(named["before"], ""), ())


def _told(
    file: Path, moment: datetime.datetime, mark: str, command: str, journal: Sequence[JournalRow]
) -> Version:
    """With the rows of the journal that were written at this moment, by this command where it is known."""
    rows = [row for row in journal if row.when == clock.timestamp(moment)]
    rows = [row for row in rows if row.command == (command or rows[0].command)]
    return Version(moment, file, mark, command or (rows[0].command if rows else ""), rows)


def _minute(named: re.Match[str], year: int | None) -> datetime.datetime | None:
    parts = named.group("day", "month", "hour", "minute")
    return _moment(f"{named['year'] or year} {' '.join(parts)}", "%Y %d %m %H %M")


def _moment(text: str, form: str) -> datetime.datetime | None:
    try:
        return datetime.datetime.strptime(text, form)
    except ValueError:
        return None


def bytes_of(version: Version) -> bytes:
    """The version as it was kept. Raises CannotRunError where it cannot be read, or somebody changed it since."""
    try:
        data = version.path.read_bytes()
    except OSError as error:
        raise CannotRunError(f"Không đọc được {version.path}: {reason(error)}.") from None
    if version.mark and hashlib.sha256(data).hexdigest()[:_DIGITS] != version.mark:
        raise CannotRunError(
            f"{version.path.name} đã bị sửa từ khi được giữ nên không dùng làm bản trước; chọn bản khác."
        )
    return data
