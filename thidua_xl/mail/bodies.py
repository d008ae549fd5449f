"""Bodies of letters decoded as they are really written: tolerant of the way, strict about the outcome.

What does not follow the rules of its encoding is taken only where the package that comes out proves itself: every
checksum of a zip (or of an archive that its own program checks). A document that is only kept need not.
"""

import binascii
import contextlib
import quopri
import re
from base64 import b64decode
from collections.abc import Iterator
from email.message import Message
from typing import Any, NamedTuple

from ..intake.pieces import RAR, SEVEN_ZIP
from ..intake.zips import is_whole

BASE64, QUOTED, UU, PLAIN = "base64", "quoted-printable", "uuencode", ""
_NAMES = {"base64": BASE64, "base-64": BASE64, "b64": BASE64, "quoted-printable": QUOTED, "quotedprintable": QUOTED,
          "uuencode": UU, "x-uuencode": UU, "x-uue": UU, "uue": UU}  # fmt: skip
_ZIP_IN_BASE64 = b"UEsDB"
_PURE = re.compile(rb"[A-Za-z0-9+/]+={0,2}")
_SEGMENT = re.compile(rb"[A-Za-z0-9+/]+")
_STRANGE = re.compile(rb"[^A-Za-z0-9+/=\s]")
_END_RECORD = 22


class Body(NamedTuple):
    """What a body holds; `sure`: by the rules of its encoding, or by its own checksums."""

    data: bytes
    sure: bool = True
    name: str = ""
    """As a body of uuencode names it."""


def encoding_of(part: "Message[Any, Any]") -> str:
    """The encoding that a part names, however it is written: in capitals, with spaces, a comment, quotes."""
    text = re.sub(r"\([^)]*\)|[\s\";']", "", str(part.get("Content-Transfer-Encoding", "") or "")).casefold()
    return _NAMES.get(text, PLAIN)


def text_of(part: "Message[Any, Any]") -> bytes:
    """The body as it was sent, to the byte where no encoding is named (`8bit`, `binary`)."""
    text = part.get_payload()
    if not isinstance(text, str):
        return b""
    raw = part.get_payload(decode=True) if encoding_of(part) == PLAIN else None
    return raw if isinstance(raw, bytes) else text.encode("utf-8", "surrogateescape")


def body_of(part: "Message[Any, Any]") -> Body:
    """The body of a part without parts of its own, decoded."""
    text, encoding = text_of(part), encoding_of(part)
    if encoding == BASE64 or text.lstrip()[:5] == _ZIP_IN_BASE64:
        return from_base64(text)
    if encoding == QUOTED:
        return Body(quopri.decodestring(text))
    if encoding == UU:
        return next(uu_files(text), Body(b"", sure=False))
    return Body(text)


def from_base64(text: bytes) -> Body:
    """Strictly; else whatever reading of it gives a package that is whole."""
    with contextlib.suppress(binascii.Error):
        compact = b"".join(text.split())
        if len(compact) % 4 == 0:  # the strict reading lets a sign of padding too many pass
            return Body(binascii.a2b_base64(compact, strict_mode=True))
    rough = _segments(text)
    if rough.startswith((RAR, SEVEN_ZIP)):
        return Body(rough)  # its own program sees to the checksums
    for reading in (text, *_readings(text)):
        package = _package(_segments(reading))
        if package:
            return Body(package)
    return Body(rough, sure=False)


def _readings(text: bytes) -> Iterator[bytes]:
    """The text without what scanners and lists add to it: lines of another alphabet, what follows a gap."""
    lines = text.strip().splitlines()
    pure = [bool(_PURE.fullmatch(line.strip())) for line in lines]
    yield b"\n".join(line for line, good in zip(lines, pure, strict=True) if good)
    first = pure.index(True) if True in pure else 0
    last = next((at for at in range(first, len(lines)) if not pure[at]), len(lines))
    yield b"\n".join(lines[first:last])
    yield b"\n".join(line.lstrip(b"> \t") for line in lines)


def _segments(text: bytes) -> bytes:
    """Decoded in pieces, each of which may have had its own padding, or lost it."""
    joined = _STRANGE.sub(b"", b"".join(text.split()))
    pieces = []
    for found in _SEGMENT.finditer(joined):
        piece = found[0][: len(found[0]) - (len(found[0]) % 4 == 1)]
        pieces.append(b64decode(piece + b"=" * (-len(piece) % 4)))
    return b"".join(pieces)


def _package(data: bytes) -> bytes:
    """The zip at the beginning, without what stands behind its end; empty where it is not whole."""
    at = data.rfind(b"PK\5\6")
    if not data.startswith(b"PK") or at < 0 or at + _END_RECORD > len(data):
        return b""
    package = data[: at + _END_RECORD + int.from_bytes(data[at + 20 : at + 22], "little")]
    return package if is_whole(package) else b""


_BEGIN = re.compile(rb"^begin (?P<mode>[0-7]{3,4}) (?P<name>[^\r\n]{1,250})\r?\n", re.M)


def uu_files(text: bytes) -> Iterator[Body]:
    """The files that stand in a text as uuencode writes them (`begin 644 Phieu.xlsx` … `end`)."""
    for found in _BEGIN.finditer(text):
        data, sure = _uu(text[found.end() :])
        yield Body(data, sure or is_whole(data), found["name"].decode("utf-8", "replace").strip())


def _uu(text: bytes) -> tuple[bytes, bool]:
    """The file up to its `end`, and whether all lines were in order."""
    pieces: list[bytes] = []
    for line in text.splitlines():
        if line.rstrip() == b"end":
            return b"".join(pieces), True
        try:
            pieces.append(_uu_line(line))
        except binascii.Error:
            break
    return b"".join(pieces), False


def _uu_line(line: bytes) -> bytes:
    if not line.strip():
        return b""
    wanted = ((line[0] - 32) & 63) * 4 // 3 + 5  # some writers add a checksum at the end of the line
    return binascii.a2b_uu(line[:wanted])
