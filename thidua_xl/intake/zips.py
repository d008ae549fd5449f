"""A zip from outside: its directory, and whether it is whole. Nothing is taken out."""

import io
import zipfile

from .gate import READ_ERRORS
from .pieces import Budget

LARGEST_DIRECTORY = 4_000_000
"""Bytes of a zip's directory that is read: many more entries than files that are taken out."""
_LONG_FORM = 20
"""Bytes of the pointer to the directory's end in the long form (zip64)."""


def listing(data: bytes) -> zipfile.ZipFile | None:
    """The zip with its directory read; None where it has none, or one beyond all measure."""
    if directory_size(data) > LARGEST_DIRECTORY:
        return None
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except READ_ERRORS:
        return None


def directory_size(data: bytes) -> int:
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
