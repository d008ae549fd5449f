"""Many packages that differ in a few parts: what they have in common is compressed once.

The bytes are those that `zipfile` writes; only its work is not done again for every package. Where the numbers of
an entry stand is fixed by the ZIP specification (APPNOTE.TXT 4.3.7, 4.3.12, 4.3.16).
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence

from ..workbook.packed import Packed, packed_of

FIXED = (1980, 1, 1, 0, 0, 0)
"""When every part was made: the same content gives the same bytes."""
_LOCAL, _CENTRAL, _END = 30, 46, 22
"""Bytes of a header before the name, of an entry of the directory before it, of the end record."""
_SUMS = struct.Struct("<LLL")
"""CRC-32, compressed size, size."""


def packed(data: bytes) -> Packed:
    """The part compressed as `zipfile` does it."""
    return packed_of((data,), zlib.Z_DEFAULT_COMPRESSION)


class Pattern:
    """Everything of the packages but the parts that each has of its own."""

    def __init__(self, same: Mapping[str, bytes], own: Sequence[str]) -> None:
        """The parts that all have, and the names of those that come after them."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as package:
            for name, data in [*same.items(), *((name, b"") for name in own)]:
                package.writestr(zipfile.ZipInfo(name, FIXED), data, zipfile.ZIP_DEFLATED)
        whole = buffer.getvalue()
        lengths = [len(name.encode()) for name in own]
        starts = [package.getinfo(name).header_offset for name in own]
        (self._directory_at,) = struct.unpack_from("<L", whole, len(whole) - 6)
        self._same = whole[: starts[0]]
        self._headers = [whole[at : at + _LOCAL + length] for at, length in zip(starts, lengths, strict=True)]
        self._directory = whole[self._directory_at :]
        entries = len(self._directory) - _END - sum(_CENTRAL + length for length in lengths)
        self._entries = [entries + sum(_CENTRAL + one for one in lengths[:at]) for at in range(len(own))]

    def package(self, own: Sequence[Packed]) -> bytes:
        """One package with these parts, in the order of their names."""
        pieces, at = [self._same], len(self._same)
        directory = bytearray(self._directory)
        for header, entry, part in zip(self._headers, self._entries, own, strict=True):
            sums = part.crc, len(part.deflated), part.size
            mine = bytearray(header)
            _SUMS.pack_into(mine, 14, *sums)
            _SUMS.pack_into(directory, entry + 16, *sums)
            struct.pack_into("<L", directory, entry + 42, at)
            pieces += [bytes(mine), part.deflated]
            at += len(mine) + len(part.deflated)
        struct.pack_into("<L", directory, len(directory) - 6, at)
        return b"".join([*pieces, directory])
