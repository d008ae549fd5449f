"""Zip archives of scorecards: what is in them, counted while inflating. Names inside are text, never paths."""

import hashlib
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from ..domain.findings import Code
from .gate import READ_ERRORS, SCORECARD
from .provenance import shown_name


class Problem(NamedTuple):
    """Why something that was sent could not be taken out of what it came in."""

    code: Code
    detail: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A file that came inside another one."""

    name: str
    source: str
    data: bytes

    @property
    def sha256(self) -> str:
        """By which it is known."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(slots=True)
class Budget:
    """What may still be taken out of one file from outside, whatever is nested in it."""

    bytes: int = 200_000_000
    files: int = 1_000

    def spend(self, size: int) -> bool:
        """Count one file; False once it is too much."""
        self.bytes -= size
        self.files -= 1
        return self.bytes >= 0 and self.files >= 0


TOO_MUCH = Problem(Code.FILE_TOO_LARGE, "giải nén ra quá nhiều")
_IGNORED = frozenset({"thumbs.db", "desktop.ini"})
_UTF8_NAME, _ENCRYPTED = 0x800, 1


def members(data: bytes, budget: Budget) -> Iterator[tuple[str, bytes] | Problem]:
    """Name and bytes of every file in a zip; what cannot be had as a problem, and nothing after TOO_MUCH."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except READ_ERRORS as error:
        yield Problem(Code.FILE_DAMAGED, type(error).__name__)
        return
    for entry in entries:
        name = _name(entry)
        if entry.is_dir() or _is_litter(name):
            continue
        found = _member(archive, entry, shown_name(name), budget)
        yield found
        if found is TOO_MUCH:
            return


def _member(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, budget: Budget
) -> tuple[str, bytes] | Problem:
    if entry.flag_bits & _ENCRYPTED:
        return Problem(Code.FILE_ENCRYPTED, name)
    most = min(SCORECARD.bytes, budget.bytes)
    try:
        with archive.open(entry) as stream:
            content = stream.read(most + 1)
    except READ_ERRORS as error:
        return Problem(Code.FILE_DAMAGED, f"{name}: {type(error).__name__}")
    except MemoryError:
        return TOO_MUCH
    if not budget.spend(len(content)):
        return TOO_MUCH
    if len(content) > SCORECARD.bytes:
        return Problem(Code.FILE_TOO_LARGE, f"{name}: hơn {SCORECARD.bytes // 1_000_000} MB")
    return name, content


def _name(entry: zipfile.ZipInfo) -> str:
    """Some programs write UTF-8 without saying so, and zipfile then reads code page 437."""
    if entry.flag_bits & _UTF8_NAME:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return entry.filename


def _is_litter(name: str) -> bool:
    """What systems leave in archives, as in folders."""
    parts = name.replace("\\", "/").split("/")
    hidden = any(part.startswith((".", "~$")) and part.strip(".") for part in parts)
    return hidden or parts[0] == "__MACOSX" or parts[-1].casefold() in _IGNORED
