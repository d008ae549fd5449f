"""Files in a tar archive, counted while they are read."""

import bz2
import gzip
import io
import lzma
import tarfile
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from ..domain.values.catalogue import Code
from ..intake.gate import READ_ERRORS, SCORECARD
from ..intake.pieces import TOO_MUCH, Budget, Member, Problem, counted, is_litter
from .provenance import shown_name


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
