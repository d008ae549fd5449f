"""Archives and signed parcels as other programs make them, built here byte by byte or by those programs."""

import io
import struct
import subprocess
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path


def stored(files: Mapping[str, bytes]) -> bytes:
    """A zip that deflates nothing."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2025, 12, 20, 8, 0, 0)), data)
    return buffer.getvalue()


class Unseekable(io.BytesIO):
    """Where a zip is written as a server streams it: sizes after the data."""

    def seekable(self) -> bool:
        """Not."""
        return False

    def tell(self) -> int:
        """Not either: `zipfile` then counts by itself."""
        raise OSError


def streamed(files: Mapping[str, bytes]) -> bytes:
    """A zip with data descriptors, in the long form of 64 bits."""
    target = Unseekable()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            with archive.open(
                zipfile.ZipInfo(name, (2025, 12, 20, 8, 0, 0)), "w", force_zip64=True
            ) as member:
                member.write(data)
    return target.getvalue()


def packed_by(program: str, folder: Path, files: Mapping[str, bytes], name: str, *options: str) -> list[Path]:
    """What 7-Zip makes of the files: an archive of the kind that its name tells, or its parts."""
    source = folder / "nguon"
    source.mkdir(parents=True)
    for file, data in files.items():
        path = source / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    command = [program, "a", "-bd", *options, str(folder / name), "."]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    return sorted(folder.glob(name + "*"))


# --- RAR, method "store" ----------------------------------------------------------------------------


def rar5(files: Mapping[str, bytes], *, volume: bool = False, locked: bool = False) -> bytes:
    """An archive of RAR 5 (https://www.rarlab.com/technote.htm); `locked`: with encrypted headers."""
    if locked:
        return b"Rar!\x1a\x07\1\0" + _block5(_vint(4) + bytes(3) + b"\x0f" + bytes(16)) + bytes(64)
    parts = [b"Rar!\x1a\x07\1\0", _block5(_vint(1) + _vint(0) + _vint(int(volume)))]
    for name, data in files.items():
        said = name.encode()
        about = (
            _vint(2) + _vint(2) + _vint(len(data)) + _vint(4) + _vint(len(data)) + _vint(0o100644)
            + struct.pack("<L", zlib.crc32(data)) + _vint(0) + _vint(1) + _vint(len(said)) + said
        )  # fmt: skip
        parts += [_block5(about), data]
    return b"".join([*parts, _block5(_vint(5) + _vint(0) + _vint(0))])


def linked5(name: str, data: bytes, again: str) -> bytes:
    """An archive whose second file only points to the first, as WinRAR keeps two that are the same."""
    whole = rar5({name: data})
    target, said = name.encode(), again.encode()
    record = _vint(5) + _vint(4) + _vint(0) + _vint(len(target)) + target
    record = _vint(len(record)) + record
    head = _vint(2) + _vint(3) + _vint(len(record)) + _vint(0) + _vint(4) + _vint(len(data)) + _vint(0o100644)
    about = head + bytes(4) + _vint(0) + _vint(1) + _vint(len(said)) + said + record
    end = _block5(_vint(5) + _vint(0) + _vint(0))
    return whole.removesuffix(end) + _block5(about) + end


def _block5(body: bytes) -> bytes:
    sized = _vint(len(body)) + body
    return struct.pack("<L", zlib.crc32(sized)) + sized


def _vint(number: int) -> bytes:
    out = b""
    while number > 0x7F:
        out += bytes([number & 0x7F | 0x80])
        number >>= 7
    return out + bytes([number])


def rar4(files: Mapping[str, bytes], *, flags: int = 0) -> bytes:
    """An archive of RAR 2.9 to 4; flags of its header: 1 a volume, 0x80 encrypted headers."""
    parts = [b"Rar!\x1a\x07\0", _block4(0x73, flags, bytes(6))]
    for name, data in files.items():
        said = name.encode()
        about = struct.pack("<LLBLLBBHL", len(data), len(data), 3, zlib.crc32(data), 0x5B340000, 20, 0x30,
                            len(said), 0o100644) + said  # fmt: skip
        parts += [_block4(0x74, 0x8000, about), data]
    return b"".join([*parts, _block4(0x7B, 0x4000, b"")])


def _block4(kind: int, flags: int, body: bytes) -> bytes:
    head = struct.pack("<BHH", kind, flags, 7 + len(body)) + body
    return struct.pack("<H", zlib.crc32(head) & 0xFFFF) + head


# --- CMS ----------------------------------------------------------------------------------------------

_SIGNED, _DATA = "2a864886f70d010702", "2a864886f70d010701"
_COMPRESSED, _ZLIB = "2a864886f70d0109100109", "2a864886f70d0109100308"


def signed(content: bytes, *, streamed: bool = False) -> bytes:
    """SignedData around a content (RFC 5652), without certificates: in one piece, or in pieces of unknown length."""
    octets = _tlv(4, content)
    if streamed:
        pieces = [_tlv(4, content[at : at + 1000]) for at in range(0, len(content), 1000)]
        octets = b"\x24\x80" + b"".join(pieces) + bytes(2)
    wrap = _endless if streamed else _tlv
    carried = wrap(0x30, _tlv(6, bytes.fromhex(_DATA)) + wrap(0xA0, octets))
    inside = wrap(0x30, _tlv(2, b"\1") + _tlv(0x31, b"") + carried + _tlv(0x31, b""))
    return wrap(0x30, _tlv(6, bytes.fromhex(_SIGNED)) + wrap(0xA0, inside))


def compressed(content: bytes) -> bytes:
    """CompressedData around a content (RFC 3274)."""
    octets = _tlv(4, zlib.compress(content))
    carried = _tlv(0x30, _tlv(6, bytes.fromhex(_DATA)) + _tlv(0xA0, octets))
    method = _tlv(0x30, _tlv(6, bytes.fromhex(_ZLIB)))
    inside = _tlv(0x30, _tlv(2, b"\0") + method + carried)
    return _tlv(0x30, _tlv(6, bytes.fromhex(_COMPRESSED)) + _tlv(0xA0, inside))


def _tlv(tag: int, content: bytes) -> bytes:
    if len(content) < 0x80:
        return bytes([tag, len(content)]) + content
    size = len(content).to_bytes((len(content).bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(size)]) + size + content


def _endless(tag: int, content: bytes) -> bytes:
    return bytes([tag, 0x80]) + content + bytes(2)
