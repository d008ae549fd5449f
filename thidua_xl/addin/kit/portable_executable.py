"""What a program of Windows says of itself: for which processor it is, its version resource, whether it is signed.

Read from the file's own headers (Microsoft's "PE Format"), because a name can be changed by anybody.
"""

import struct
from collections.abc import Iterator, Mapping
from typing import NamedTuple

X86, AMD64, ARM64 = 0x14C, 0x8664, 0xAA64
_LARGE = 0x20B  # "PE32+": the optional header of 64-bit programs
_RESOURCES, _CERTIFICATES = 2, 4  # rows of the table of data directories
_VERSION_RESOURCE = 16  # RT_VERSION
_MOST_ENTRIES = 4096


class Program(NamedTuple):
    """An .exe or .dll as far as anybody can tell without running it."""

    processor: int
    words: Mapping[str, str]
    """Its version resource: `CompanyName`, `FileVersion`, `OriginalFilename`, …"""
    has_signature: bool
    """A certificate table is there; whose it is and whether it holds, only Windows tells."""

    def says(self, name: str) -> str:
        """One entry of the version resource; empty where there is none."""
        return self.words.get(name, "").strip()


def read_program(data: bytes) -> Program | None:
    """The program in these bytes; None where they are none, or a damaged one."""
    try:
        return _read(data)
    except (struct.error, IndexError, UnicodeDecodeError):
        return None


def _read(data: bytes) -> Program | None:
    at = _number(data, 0x3C, 4) if data[:2] == b"MZ" else 0
    if not at or data[at : at + 4] != b"PE\0\0":
        return None
    processor, sections, optional_size = (
        _number(data, at + 4, 2),
        _number(data, at + 6, 2),
        _number(data, at + 20, 2),
    )
    optional = at + 24
    directories = optional + (112 if _number(data, optional, 2) == _LARGE else 96)
    table = [
        struct.unpack_from("<8x4I", data, optional + optional_size + 40 * one) for one in range(sections)
    ]
    if any(start + size > len(data) for _size, _address, size, start in table):
        return None  # cut off: the last sections are missing
    certificates, length = struct.unpack_from("<2I", data, directories + 8 * _CERTIFICATES)
    resources = _number(data, directories + 8 * _RESOURCES, 4)
    signed = bool(certificates and length and certificates + length <= len(data))
    return Program(processor, dict(_version(data, table, resources)), signed)


def _number(data: bytes, at: int, size: int) -> int:
    if at < 0 or at + size > len(data):
        raise IndexError(at)
    return int.from_bytes(data[at : at + size], "little")


def _version(data: bytes, table: list[tuple[int, ...]], address: int) -> Iterator[tuple[str, str]]:
    """The words of the first version resource, whatever its language."""
    root = _offset(table, address) if address else None
    if root is None:
        return
    found = dict(_entries(data, root, root)).get(_VERSION_RESOURCE)
    for _level in ("name", "language"):
        found = next((target for _key, target in _entries(data, root, found)), None) if found else None
    if found is None:
        return
    start = _offset(table, _number(data, found, 4))
    if start is not None:
        yield from _words(data[start : start + _number(data, found + 4, 4)])


def _offset(table: list[tuple[int, ...]], address: int) -> int | None:
    """Where the file has what stands at this address in memory."""
    for virtual_size, virtual, size, start in table:
        if virtual <= address < virtual + max(size, virtual_size):
            return start + address - virtual
    return None


def _entries(data: bytes, root: int, at: int) -> Iterator[tuple[int, int]]:
    """A directory of resources: each key with the place of what it leads to."""
    count = _number(data, at + 12, 2) + _number(data, at + 14, 2)
    for one in range(min(count, _MOST_ENTRIES)):
        key, target = struct.unpack_from("<2I", data, at + 16 + 8 * one)
        yield key, root + (target & 0x7FFFFFFF)


def _words(block: bytes) -> Iterator[tuple[str, str]]:
    """The strings in a VS_VERSIONINFO: blocks of length, length of value, type, key, value, blocks within."""
    length, value_length, kind = struct.unpack_from("<3H", block)
    block = block[: max(length, 6)]
    end = _end_of_text(block, 6)
    key, value = block[6:end].decode("utf-16-le"), _aligned(end + 2)
    if kind == 1 and value_length:
        yield key, block[value : _end_of_text(block, value)].decode("utf-16-le")
        return
    at = _aligned(value + value_length)
    while at + 6 <= len(block):
        size = _number(block, at, 2)
        if size < 6:
            return
        yield from _words(block[at : at + size])
        at = _aligned(at + size)


def _aligned(at: int) -> int:
    return (at + 3) & ~3


def _end_of_text(block: bytes, at: int) -> int:
    """The place of the two zero bytes that end a UTF-16 text, or the end of the block."""
    return next(
        (one for one in range(at, len(block) - 1, 2) if block[one : one + 2] == b"\0\0"), len(block) & ~1
    )
