"""The gate: what a file is, before any reader touches it. Standard library only.

python-calamine has no limits of its own (a 5 kB file can end the process), so sizes are counted
while inflating and shapes are checked first.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from ..domain.findings import Code
from ..domain.text import fold


class Limits(NamedTuple):
    """What a workbook may hold at most."""

    bytes: int = 20_000_000
    inflated: int = 60_000_000
    parts: int = 400
    cells: int = 20_000
    area: int = 2_000_000
    """Rows × columns of a sheet's bounding box: readers allocate all of it."""


SCORECARD = Limits()
BOOK = Limits(bytes=100_000_000, inflated=600_000_000, parts=2_000, cells=3_000_000, area=8_000_000)


class Refused(NamedTuple):
    """Why a file is not read any further."""

    code: Code
    detail: str = ""


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SIGNATURES = (
    (b"%PDF", "tệp PDF"),
    (b"\x89PNG", "ảnh PNG"),
    (b"\xff\xd8\xff", "ảnh JPEG"),
    (b"{\\rtf", "văn bản RTF"),
    (b"Rar!", "tệp nén RAR"),
    (b"7z\xbc\xaf", "tệp nén 7z"),
)
READ_ERRORS = (
    zipfile.BadZipFile, KeyError, ValueError, IndexError, OSError, OverflowError, zlib.error, EOFError,
    RuntimeError, NotImplementedError, TypeError,
)  # fmt: skip


@dataclass(slots=True)
class Package:
    """A workbook's parts, inflated on demand within the limits."""

    archive: zipfile.ZipFile
    data: bytes
    limits: Limits
    sheets: Sequence[tuple[str, str]] = ()
    """Sheet name and part name, in the order of the workbook."""
    _inflated: int = 0
    _parts: dict[str, bytes] = field(default_factory=dict)

    def part(self, name: str) -> bytes:
        """A part's bytes. Raises `TooLargeError` past the limit, and what zipfile raises."""
        known = self._parts.get(name)
        if known is not None:
            return known
        room = self.limits.inflated - self._inflated
        data = _plainly_deflated(self.data, self.archive.getinfo(name), room)
        if data is None:
            with self.archive.open(name) as stream:
                data = stream.read(room + 1)
        self._inflated += len(data)
        if self._inflated > self.limits.inflated:
            raise TooLargeError(name)
        self._parts[name] = data
        return data

    def copy_of(self, sheets: Iterable[str]) -> tuple[bytes, frozenset[str]]:
        """A package of what reading these sheets takes, its parts as they are here, and their names.

        The reader then inflates nothing a second time, and sees the very bytes that were checked. Nothing is
        returned where a part is missing, stands under another spelling or cannot be read.
        """
        have = {name.casefold(): name for name in self.archive.namelist()}
        wanted = [name for name in _READER_PARTS if name.casefold() in have]
        for places in map(self.named, sheets):
            wanted += [part for _, part in places[:1]]
        if not {*_READER_PARTS[:3], *wanted} <= {*have.values()}:
            return b"", frozenset()
        try:
            parts = [
                (name, self.part(name), self.archive.getinfo(name).CRC) for name in dict.fromkeys(wanted)
            ]
        except READ_ERRORS:
            return b"", frozenset()
        return stored_zip(parts), frozenset(wanted)

    def named(self, sheet: str) -> list[tuple[int, str]]:
        """Position and part of every sheet of this name (NFC and case folded)."""
        wanted = fold(sheet)
        return [(at, part) for at, (name, part) in enumerate(self.sheets) if fold(name) == wanted]


_READER_PARTS = (
    "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/sharedStrings.xml",
)  # fmt: skip
"""What the reader looks for besides the sheets; it cannot do without the first three."""
_ENTRY, _DIRECTORY, _END = struct.Struct("<4s5H3L2H"), struct.Struct("<4s6H3L5H2L"), struct.Struct("<4s4H2LH")
_DAY = 0x21  # 1 January 1980


def stored_zip(parts: Iterable[tuple[str, bytes, int]]) -> bytes:
    """A zip of parts (name, bytes, their sum) without deflating: zipfile takes ten times as long for it."""
    body: list[bytes] = []
    directory: list[bytes] = []
    at = 0
    for text, part, crc in parts:
        name, size = text.encode(), len(part)
        about = (0x800, 0, 0, _DAY, crc, size, size, len(name), 0)
        body += (_ENTRY.pack(b"PK\3\4", 20, *about), name, part)
        directory += (_DIRECTORY.pack(b"PK\1\2", 20, 20, *about, 0, 0, 0, 0, at), name)
        at += _ENTRY.size + len(name) + size
    entries, number = b"".join(directory), len(directory) // 2
    length = len(entries)
    return b"".join((*body, entries, _END.pack(b"PK\5\6", 0, 0, number, number, length, at, 0)))


_LOCAL = struct.Struct("<4s2xHH16xHH")
"""Of an entry's own header: signature, flags, method, lengths of name and extra field."""
_HARMLESS = 0x80E
"""Flags that change nothing for the reader: level of deflation, sizes after the data, name in UTF-8."""


def _plainly_deflated(data: bytes, entry: zipfile.ZipInfo, room: int) -> bytes | None:
    """An ordinary entry straight from the bytes (zipfile's stream takes as long again as the inflating).

    None where anything is unusual, too long or wrong: zipfile then reads it, or says what is wrong with it.
    """
    at = entry.header_offset + _LOCAL.size
    if entry.compress_type != zipfile.ZIP_DEFLATED or entry.file_size > room or at > len(data):
        return None
    signature, flags, method, name, extra = _LOCAL.unpack_from(data, entry.header_offset)
    known = entry.orig_filename.encode("utf-8" if flags & 0x800 else "cp437", "replace")
    if (signature, method, data[at : at + name]) != (b"PK\x03\x04", zipfile.ZIP_DEFLATED, known):
        return None
    if flags != entry.flag_bits or flags & ~_HARMLESS:
        return None
    start = at + name + extra
    try:
        stream = zlib.decompressobj(-zlib.MAX_WBITS)
        part = stream.decompress(data[start : start + entry.compress_size], entry.file_size + 1)
    except zlib.error:
        return None
    return part if len(part) == entry.file_size and zlib.crc32(part) == entry.CRC else None


class TooLargeError(ValueError):
    """More bytes than a workbook of this kind may hold."""


def open_package(data: bytes, limits: Limits = SCORECARD) -> Package | Refused:
    """The package, or why it is not opened."""
    if not data:
        return Refused(Code.FILE_EMPTY)
    if len(data) > limits.bytes:
        return Refused(Code.FILE_TOO_LARGE, f"{len(data) // 1_000_000} MB")
    if not data.startswith(b"PK\x03\x04"):
        return _not_a_zip(data)
    try:
        return _checked(data, limits)
    except TooLargeError:
        return Refused(Code.FILE_TOO_LARGE, "giải nén ra quá lớn")
    except READ_ERRORS as error:
        return Refused(Code.FILE_DAMAGED, type(error).__name__)


def _not_a_zip(data: bytes) -> Refused:
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            return Refused(Code.FILE_ENCRYPTED)
        return Refused(Code.FILE_NOT_XLSX, "tệp Office đời cũ (.xls hoặc .doc)")
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            return Refused(Code.FILE_NOT_XLSX, name)
    head = data[:512].lstrip().lower()
    if head.startswith((b"<!doctype html", b"<html", b"<table")):
        return Refused(Code.FILE_NOT_XLSX, "trang HTML đổi đuôi")
    if b"\0" not in data[:512]:
        return Refused(Code.FILE_NOT_XLSX, "tệp chữ (CSV hoặc TXT)")
    return Refused(Code.FILE_NOT_XLSX, "không rõ loại")


def _checked(data: bytes, limits: Limits) -> Package | Refused:
    archive = zipfile.ZipFile(io.BytesIO(data))
    names = archive.namelist()
    if len(names) > limits.parts:
        return Refused(Code.FILE_UNSAFE, f"{len(names)} phần")
    if len({name.casefold() for name in names}) != len(names):
        return Refused(Code.FILE_UNSAFE, "hai phần trùng tên trong tệp")
    if any(info.flag_bits & 1 for info in archive.infolist()):
        return Refused(Code.FILE_ENCRYPTED)
    if "xl/workbook.xml" not in names:
        if "xl/workbook.bin" in names:
            return Refused(Code.FILE_NOT_XLSX, "tệp .xlsb")
        return Refused(Code.FILE_NOT_XLSX, "tệp nén hoặc văn bản khác")
    package = Package(archive, data, limits)
    problem = _sound_xml(package, [n for n in _SMALL_PARTS if n in names])
    if problem:
        return problem
    workbook, rels = map(package.part, _SMALL_PARTS[:2])
    known = len(workbook) + len(rels) <= _MEMORABLE
    package.sheets = (_sheet_parts if known else _sheet_parts.__wrapped__)(workbook, rels)
    return package


_SMALL_PARTS = ("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml")
_UNIQUE = re.compile(rb'\b(?:uniqueCount|count)="(\d+)"')


def _sound_xml(package: Package, names: list[str]) -> Refused | None:
    for name in names:
        xml = package.part(name)
        if xml[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return Refused(Code.FILE_DAMAGED, "mã hóa UTF-16")
        if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
            return Refused(Code.FILE_UNSAFE, "khai báo DOCTYPE")
    if "xl/sharedStrings.xml" in names:
        xml = package.part("xl/sharedStrings.xml")
        claimed = [int(count) for count in _UNIQUE.findall(xml[:1000])[:2]]
        if any(count > len(xml) for count in claimed[1:]):
            return Refused(Code.FILE_UNSAFE, "số chuỗi khai sai")
    return None


_SHEET = re.compile(r"<(?:\w+:)?sheet\s([^>]*?)/?>", re.S)
_ATTRIBUTE = re.compile(r'([\w:]+)\s*=\s*(?:"([^"]*)"|\'([^\']*)\')')
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s([^>]*?)/?>", re.S)


def attributes(text: str) -> dict[str, str]:
    """The attributes of one XML tag, unescaped."""
    return {name: _unescape(one or other) for name, one, other in _ATTRIBUTE.findall(text)}


def _unescape(text: str) -> str:
    if "&" not in text:
        return text
    import html

    return html.unescape(text)


_MEMORABLE = 50_000
"""No more bytes than this are remembered of a file."""


@lru_cache(maxsize=16)  # many forms of a cluster come back with the list of sheets they were issued with
def _sheet_parts(workbook: bytes, rels: bytes) -> tuple[tuple[str, str], ...]:
    relations = {}
    for tag in _RELATION.findall(rels.decode("utf-8", "replace")):
        found = attributes(tag)
        relations[found.get("Id", "")] = found.get("Target", "")
    sheets = []
    for tag in _SHEET.findall(workbook.decode("utf-8", "replace")):
        found = attributes(tag)
        identifier = next((v for k, v in found.items() if k.endswith(":id")), "")
        target = relations.get(identifier, "")
        path = target.lstrip("/") if target.startswith("/") else "xl/" + target
        sheets.append((found.get("name", ""), path))
    return tuple(sheets)


def holds_markup_declaration(xml: bytes) -> bool:
    """Whether `<!` stands anywhere: a comment, CDATA, DOCTYPE (one byte is found ten times as fast as two)."""
    *before, rest = xml.split(b"!", _PIECES)
    return any(piece.endswith(b"<") for piece in before) or (len(before) == _PIECES and b"<!" in rest)


_PIECES = 1000
"""A form has some 150; not to be split into any number of pieces."""


def sound_sheet(xml: bytes) -> Refused | None:
    """Whether a sheet's part may be given to the reader."""
    if xml[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return Refused(Code.FILE_DAMAGED, "mã hóa UTF-16")
    if holds_markup_declaration(xml) and (b"<!DOCTYPE" in xml or b"<!ENTITY" in xml):
        return Refused(Code.FILE_UNSAFE, "khai báo DOCTYPE")
    return None
