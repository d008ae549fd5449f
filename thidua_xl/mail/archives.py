"""Archives of scorecards (zip, tar): what is in them, counted while inflating. Names inside are text, never paths."""

import io
import zipfile
from collections.abc import Iterator

from ..domain.values.catalogue import Code
from ..intake.gate import READ_ERRORS, SCORECARD
from ..intake.pieces import TOO_MUCH, Budget, Member, Problem, counted, is_litter
from ..intake.zips import LARGEST_DIRECTORY, directory_size
from .provenance import shown_name

_UTF8_NAME, _ENCRYPTED = 0x800, 1
_INFLATED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
"""What the standard library takes out; other programs are asked for the rest."""


def members(data: bytes, budget: Budget) -> Iterator[Member | Problem]:
    """Name and bytes of every file in a zip; what cannot be had as a problem, and nothing after TOO_MUCH."""
    if directory_size(data) > LARGEST_DIRECTORY:
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


def _name(entry: zipfile.ZipInfo) -> str:
    """Some programs write UTF-8 without saying so, and zipfile then reads code page 437."""
    if entry.flag_bits & _UTF8_NAME:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return entry.filename
