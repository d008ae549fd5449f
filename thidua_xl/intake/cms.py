"""Signed letters whose text stands inside the signature (S/MIME, opaque): the content, without judging the signature.

Signed is not encrypted: CMS SignedData (RFC 5652, 5) bears its content as octets, in one piece (DER) or in
pieces of unknown length (BER), as mail programs write it.
"""

import base64
import binascii
import re
import zlib
from collections.abc import Iterator
from typing import NamedTuple

_SIGNED = bytes.fromhex("2a864886f70d010702")  # 1.2.840.113549.1.7.2
_COMPRESSED = bytes.fromhex("2a864886f70d0109100109")  # 1.2.840.113549.1.9.16.1.9
_ENVELOPED = bytes.fromhex("2a864886f70d010703")  # 1.2.840.113549.1.7.3
_ARMOURED = (b"-----BEGIN PKCS7-----", b"-----BEGIN CMS-----")
_HEAD = 40
"""Bytes in which the type stands: behind two lengths."""
_OCTETS, _OBJECT, _SEQUENCE, _FIRST = 0x04, 0x06, 0x10, 0x80
_DEEP, _MOST_NODES = 12, 1_000_000
_INFLATED = 100_000_000
_ARMOUR = re.compile(rb"-----[A-Z0-9 #]{1,40}-----")


class _Node(NamedTuple):
    """An element: its tag without the bit for `constructed`, whether it holds others, and where its content is."""

    tag: int
    holds: bool
    start: int
    end: int
    after: int


def names_itself(data: bytes) -> bool:
    """Whether it begins as signed or compressed octets do, or as their text (PEM)."""
    head = data[:_HEAD]
    return (data[:1] == b"\x30" and (_SIGNED in head or _COMPRESSED in head)) or head.startswith(_ARMOURED)


def is_encrypted(data: bytes) -> bool:
    """Whether it begins as encrypted octets do."""
    return data[:1] == b"\x30" and _ENVELOPED in data[:_HEAD]


def content_of(data: bytes) -> bytes:
    """What was signed (or only compressed); empty where it is neither, or bears no content."""
    try:
        return _content(_binary(data))
    except (ValueError, IndexError, RecursionError, zlib.error):
        return b""


def _binary(data: bytes) -> bytes:
    """The bytes themselves, where they came as text."""
    if data[:1] == b"\x30":
        return data
    try:
        return base64.b64decode(b"".join(_ARMOUR.sub(b"", data).split()), validate=True)
    except binascii.Error:
        return b""


def _content(data: bytes) -> bytes:
    counter = [0]
    kind, body = _children(data, _node(data, 0, len(data), 0, counter), counter)[:2]
    oid = data[kind.start : kind.end]
    (inside,) = _children(data, body, counter)
    parts = _children(data, inside, counter)
    if oid not in (_SIGNED, _COMPRESSED):
        return b""
    carried = [part for part in parts[1:] if part.tag == _SEQUENCE and _is_typed(data, part, counter, oid)]
    found = [one for part in carried[:1] for one in _children(data, part, counter) if one.tag == _FIRST]
    octets = b"".join(piece for one in found for piece in _octets(data, one, counter, 0))
    if oid == _SIGNED:
        return octets
    return zlib.decompressobj().decompress(octets, _INFLATED)


def _is_typed(data: bytes, part: _Node, counter: list[int], oid: bytes) -> bool:
    """Whether it is the content with its type: in a compressed one an algorithm (of a type, too) stands before."""
    inside = _children(data, part, counter)
    if not inside or inside[0].tag != _OBJECT:
        return False
    return oid == _SIGNED or any(one.tag == _FIRST for one in inside)


def _octets(data: bytes, node: _Node, counter: list[int], depth: int) -> Iterator[bytes]:
    """The pieces of a string of octets, in order."""
    if depth > _DEEP:
        raise ValueError("too deep")
    if not node.holds:
        yield data[node.start : node.end]
        return
    for child in _children(data, node, counter):
        yield from _octets(data, child, counter, depth + 1)


def _children(data: bytes, node: _Node, counter: list[int]) -> list[_Node]:
    found, at = [], node.start
    while node.holds and at < node.end:
        child = _node(data, at, node.end, 0, counter)
        found.append(child)
        at = child.after
    return found


def _node(data: bytes, at: int, most: int, depth: int, counter: list[int]) -> _Node:
    """The element that begins there. Raises ValueError or IndexError where it is none."""
    counter[0] += 1
    if depth > _DEEP or counter[0] > _MOST_NODES:
        raise ValueError("too deep or too many")
    first, length, at = data[at], data[at + 1], at + 2
    tag, holds = first & ~0x20, bool(first & 0x20)
    if length == _UNKNOWN:
        return _endless(data, tag, at, most, depth, counter)
    if length > _UNKNOWN:
        count = length & 0x7F
        length, at = int.from_bytes(data[at : at + count], "big"), at + count
    if at + length > most:
        raise ValueError("longer than what it stands in")
    return _Node(tag, holds, at, at + length, at + length)


_UNKNOWN = 0x80


def _endless(data: bytes, tag: int, start: int, most: int, depth: int, counter: list[int]) -> _Node:
    """An element that ends where two zeros stand after its last child."""
    at = start
    while data[at : at + 2] != b"\0\0":
        at = _node(data, at, most, depth + 1, counter).after
    return _Node(tag, True, start, at, at + 2)
