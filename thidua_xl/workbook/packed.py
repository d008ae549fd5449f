"""Parts compressed as they are made: together, the parts of a book are ten times as large as its file."""

import zipfile
import zlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

PIECE = 1 << 20
"""Bytes of a part that are looked at together."""
LEVEL = 5
"""Of compression: 3 % larger than with 6, a third faster."""
_RAW = -zlib.MAX_WBITS
_TOGETHER = 1 << 16


class Packed(NamedTuple):
    """A part as it stands in a package."""

    deflated: bytes
    crc: int
    size: int

    def pieces(self) -> Iterator[bytes]:
        """Its bytes, some at a time."""
        inflate = zlib.decompressobj(_RAW)
        left = self.deflated
        while piece := inflate.decompress(left, PIECE):
            yield piece
            left = inflate.unconsumed_tail

    def whole(self) -> bytes:
        """All its bytes."""
        return zlib.decompress(self.deflated, _RAW, max(1, self.size))


def packed_of(pieces: Iterable[bytes], level: int = LEVEL) -> Packed:
    """The part of these bytes, compressed as `zipfile` does it: into how many pieces they fall makes no difference."""
    deflate = zlib.compressobj(level, zlib.DEFLATED, _RAW)
    made, crc, size = list[bytes](), 0, 0
    for piece in _together(pieces):
        made.append(deflate.compress(piece))
        crc, size = zlib.crc32(piece, crc), size + len(piece)
    return Packed(b"".join([*made, deflate.flush()]), crc, size)


def _together(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in larger pieces: rows are short."""
    waiting, size = list[bytes](), 0
    for piece in pieces:
        waiting.append(piece)
        size += len(piece)
        if size >= _TOGETHER:
            yield b"".join(waiting)
            waiting, size = [], 0
    yield b"".join(waiting)


def put_into(archive: zipfile.ZipFile, info: zipfile.ZipInfo, part: Packed) -> None:
    """Write a part behind the others of an archive that is being written, as `writestr` would.

    `zipfile` knows no way to write what is compressed already; the bytes are the same.
    """
    file = archive.fp
    if file is None:
        raise ValueError("the archive is closed")
    info.CRC, info.compress_size, info.file_size = part.crc, len(part.deflated), part.size
    info.header_offset = file.tell()
    file.write(info.FileHeader())
    file.write(part.deflated)
    archive.filelist.append(info)
    archive.NameToInfo[info.filename] = info
    archive.start_dir = file.tell()
