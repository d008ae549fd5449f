"""Archives of scorecards (zip, tar): what is in them, counted while inflating. Names inside are text, never paths."""

import bz2
import gzip
import hashlib
import io
import lzma
import re
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, NamedTuple, cast

from ..domain.values.findings import Code
from ..intake.gate import READ_ERRORS, SCORECARD
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
RAR, SEVEN_ZIP = b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c"
_IGNORED = frozenset({"thumbs.db", "desktop.ini"})
_UTF8_NAME, _ENCRYPTED = 0x800, 1
_INFLATED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
"""What the standard library takes out; other programs are asked for the rest."""
_DIRECTORY = 4_000_000
"""Bytes of a zip's directory that is read: many more entries than files that are taken out."""
_VOLUME = re.compile(r"\.(?:zip|7z|rar)\.\d{2,4}$|\.[zr]\d\d$", re.I)
_LONG_FORM = 20
"""Bytes of the pointer to the directory's end in the long form (zip64)."""

Member = tuple[str, bytes]


def in_parts(name: str) -> Problem | None:
    """One of several files into which an archive was cut, by its name (`.7z.001`, `.z01`, `.r00`)."""
    found = _VOLUME.search(name)
    return Problem(Code.ARCHIVE_IN_PARTS, found[0]) if found else None


def listing(data: bytes) -> zipfile.ZipFile | None:
    """The zip with its directory read; None where it has none, or one beyond all measure."""
    if _directory(data) > _DIRECTORY:
        return None
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except READ_ERRORS:
        return None


def _directory(data: bytes) -> int:
    """How many bytes the zip says that its directory has."""
    at = data.rfind(b"PK\5\6")
    if at < 0 or at + 22 > len(data):
        return 0
    long = data.rfind(b"PK\6\6", 0, at) if data[max(0, at - _LONG_FORM) : at].startswith(b"PK\6\7") else -1
    return int.from_bytes(data[long + 40 : long + 48] if long >= 0 else data[at + 12 : at + 16], "little")


def is_whole(data: bytes) -> bool:
    """Whether it is a zip, every entry of which inflates to what its checksum says, within the limits."""
    archive = listing(data)
    if archive is None or not archive.infolist():
        return False
    room = Budget().bytes
    try:
        for entry in archive.infolist():
            with archive.open(entry) as stream:
                while piece := stream.read(1 << 20):
                    room -= len(piece)
                    if room < 0:
                        return False
    except READ_ERRORS:
        return False
    return True


def members(data: bytes, budget: Budget) -> Iterator[Member | Problem]:
    """Name and bytes of every file in a zip; what cannot be had as a problem, and nothing after TOO_MUCH."""
    if _directory(data) > _DIRECTORY:
        yield TOO_MUCH
        return
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except READ_ERRORS as error:
        spans = "multiple disks" in str(error)
        yield (
            Problem(Code.ARCHIVE_IN_PARTS, ".zip")
            if spans
            else Problem(Code.FILE_DAMAGED, type(error).__name__)
        )
        return
    if any(entry.compress_type not in _INFLATED and not entry.flag_bits & _ENCRYPTED for entry in entries):
        from . import packed

        yield from packed.members(data, budget)
        return
    for entry in entries:
        name = _name(entry)
        if entry.is_dir() or is_litter(name):
            continue
        found = _member(archive, entry, shown_name(name), budget)
        yield found
        if found is TOO_MUCH:
            return


def _member(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, budget: Budget) -> Member | Problem:
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
    return counted(name, content, budget)


def counted(name: str, content: bytes, budget: Budget) -> Member | Problem:
    """A file that was taken out, if it may be."""
    if not budget.spend(len(content)):
        return TOO_MUCH
    if len(content) > SCORECARD.bytes:
        return Problem(Code.FILE_TOO_LARGE, f"{name}: hơn {SCORECARD.bytes // 1_000_000} MB")
    return name, content


def tar_members(stream: BinaryIO, budget: Budget) -> Iterator[Member | Problem]:
    """The files of a tar as it is read; what is wrong with it comes last."""
    capped: Any = _Capped(stream, budget.bytes + _AROUND)
    try:
        with tarfile.open(fileobj=capped, mode="r|", bufsize=1 << 16) as archive:
            for entry in archive:
                if not entry.isfile() or is_litter(entry.name):
                    continue
                content = archive.extractfile(entry)
                most = min(SCORECARD.bytes, budget.bytes)
                found = counted(shown_name(entry.name), content.read(most + 1) if content else b"", budget)
                yield found
                if found is TOO_MUCH:
                    return
    except (tarfile.TarError, lzma.LZMAError, *READ_ERRORS) as error:
        yield TOO_MUCH if capped.left <= 0 else Problem(Code.FILE_DAMAGED, type(error).__name__)


def unsqueezed(data: bytes) -> BinaryIO:
    """A tar's bytes, inflated as they are read."""
    plain = io.BytesIO(data)
    if data.startswith(b"\x1f\x8b"):
        return cast(BinaryIO, gzip.GzipFile(fileobj=plain))
    if data.startswith(b"BZh"):
        return cast(BinaryIO, bz2.BZ2File(plain))
    return cast(BinaryIO, lzma.LZMAFile(plain)) if data.startswith(b"\xfd7zXZ") else plain


_AROUND = 20_000_000
"""Bytes of a tar that are no files: its headers."""


class _Capped:
    """A stream that ends after so many bytes."""

    def __init__(self, stream: BinaryIO, left: int) -> None:
        self._stream, self.left = stream, left

    def read(self, size: int) -> bytes:
        data = self._stream.read(min(size, max(0, self.left)))
        self.left -= len(data)
        return data


def _name(entry: zipfile.ZipInfo) -> str:
    """Some programs write UTF-8 without saying so, and zipfile then reads code page 437."""
    if entry.flag_bits & _UTF8_NAME:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return entry.filename


def is_litter(name: str) -> bool:
    """What systems leave in archives, as in folders."""
    parts = name.replace("\\", "/").split("/")
    hidden = any(part.startswith((".", "~$")) and part.strip(".") for part in parts)
    return hidden or parts[0] == "__MACOSX" or parts[-1].casefold() in _IGNORED
