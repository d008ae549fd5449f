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
from ..workbook.addresses import column_number


class Limits(NamedTuple):
    """What a workbook may hold at most."""

    bytes: int = 20_000_000
    inflated: int = 20_000_000
    parts: int = 400
    sheets: int = 50
    cells: int = 20_000
    area: int = 2_000_000
    """Rows × columns of a sheet's bounding box, or of its merged cells: readers allocate all of it."""

    @property
    def tags(self) -> int:
        """How many tags a part may hold: a parser makes an object of each."""
        return 12 * self.cells


SCORECARD = Limits()
BOOK = Limits(
    bytes=100_000_000, inflated=600_000_000, parts=2_000, sheets=500, cells=3_000_000, area=8_000_000
)
RECEIVED_BOOK = Limits(
    bytes=60_000_000, inflated=300_000_000, parts=1_000, sheets=300, cells=1_500_000, area=4_000_000
)
"""A cluster's book as it comes by mail: read twice, like a scorecard."""


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
    remarks: Sequence[Code] = ()
    """What is noted of the file, and never run or followed."""
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
        return Refused(Code.FILE_NOT_XLSX, "tệp Office đời cũ, .xls hoặc .doc; lưu lại thành .xlsx")
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
    problem = _unsound_end(data, limits)
    if problem:
        return problem
    archive = zipfile.ZipFile(io.BytesIO(data))
    names = archive.namelist()
    problem = _unsafe_entries(archive.infolist(), names, limits) or _other_kind(names, archive)
    if problem:
        return problem
    package = Package(archive, data, limits, remarks=_remarks(tuple(names)))
    problem = _sound_parts(package, [name for name in _SMALL_PARTS if name in names])
    if problem:
        return problem
    workbook, rels = map(package.part, _SMALL_PARTS[:2])
    known = len(workbook) + len(rels) <= _MEMORABLE
    package.sheets = (_sheet_parts if known else _sheet_parts.__wrapped__)(workbook, rels)
    if len(package.sheets) > limits.sheets:
        return Refused(Code.FILE_TOO_LARGE, f"{len(package.sheets)} trang")
    root = package.part(_ROOT_LINKS) if _ROOT_LINKS in names else b""
    if not _leads_home(root, rels):
        return Refused(Code.FILE_UNSAFE, "các phần của tệp nằm sai chỗ")
    return package


# --- the zip ----------------------------------------------------------------------------------

_ENTRY_ROOM = 1_000
"""Bytes of the directory for a part: far more than an ordinary name takes."""


_LOCATOR = 20
"""Bytes of the pointer to the directory's end in the long form (zip64)."""


def _unsound_end(data: bytes, limits: Limits) -> Refused | None:
    """Whether the directory that the readers will take is the file's only one, and of a sane size."""
    at = data.rfind(b"PK\5\6")
    if at < 0 or at + _END.size > len(data):
        return Refused(Code.FILE_DAMAGED, "tệp bị cắt ngắn")
    *_, size, offset, _ = _END.unpack_from(data, at)
    if size > limits.parts * _ENTRY_ROOM:
        return Refused(Code.FILE_UNSAFE, "quá nhiều phần")
    if data[at - _LOCATOR : at].startswith(b"PK\6\7"):
        return (
            None  # of the long form: zipfile goes by its own records, and the first entry is looked at below
        )
    if offset + size != at:
        return Refused(Code.FILE_UNSAFE, "nhiều tệp nén nối nhau")
    return None


_STRANGE_NAME = re.compile(
    r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)


def _unsafe_entries(
    entries: Sequence[zipfile.ZipInfo], names: Sequence[str], limits: Limits
) -> Refused | None:
    if len(names) > limits.parts:
        return Refused(Code.FILE_UNSAFE, f"{len(names)} phần")
    if len({name.casefold() for name in names}) != len(names):
        return Refused(Code.FILE_UNSAFE, "hai phần trùng tên trong tệp")
    if _strange(tuple(entry.orig_filename for entry in entries)):
        return Refused(Code.FILE_UNSAFE, "tên phần chỉ ra ngoài tệp")
    if any(entry.flag_bits & 1 for entry in entries):
        return Refused(Code.FILE_ENCRYPTED)
    if min((entry.header_offset for entry in entries), default=0) != 0:
        return Refused(Code.FILE_UNSAFE, "có dữ liệu lạ ở đầu tệp")
    return None


@lru_cache(maxsize=16)  # forms come back with the parts they were issued with
def _strange(names: tuple[str, ...]) -> bool:
    return any(map(_STRANGE_NAME.search, names))


_KINDS = (
    ("xl/workbook.bin", "tệp .xlsb; lưu lại thành .xlsx"),
    ("content.xml", "tệp OpenDocument (.ods hoặc .odt); lưu lại thành .xlsx"),
    ("word/document.xml", "văn bản Word"),
    ("ppt/presentation.xml", "bản trình chiếu PowerPoint"),
)


def _other_kind(names: Sequence[str], archive: zipfile.ZipFile) -> Refused | None:
    """What a zip is that holds no workbook."""
    if "xl/workbook.xml" in archive.NameToInfo:
        return None
    for part, kind in _KINDS:
        if part in names:
            return Refused(Code.FILE_NOT_XLSX, kind)
    return Refused(Code.FILE_NOT_XLSX, "tệp nén hoặc văn bản khác")


_MACROS = re.compile(r"vbaproject\.bin$|/(?:macrosheets|activex|dialogsheets)/", re.I)
_OUTSIDE = re.compile(
    r"^xl/(?:externallinks/|connections\.xml|querytables/|embeddings/|webextensions/)", re.I
)


@lru_cache(maxsize=16)
def _remarks(names: tuple[str, ...]) -> Sequence[Code]:
    """Macros, and what leads out of the file: by the names of the parts, which are never opened."""
    found = []
    if any(map(_MACROS.search, names)):
        found.append(Code.FILE_HAS_MACROS)
    if any(map(_OUTSIDE.search, names)):
        found.append(Code.FILE_HAS_LINKS)
    return found


# --- the parts --------------------------------------------------------------------------------

_ROOT_LINKS = "_rels/.rels"
_SMALL_PARTS = (
    "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml", _ROOT_LINKS, "[Content_Types].xml",
    "xl/styles.xml",
)  # fmt: skip
_UNIQUE = re.compile(rb'\buniqueCount\s*=\s*["\'](\d+)')


def _sound_parts(package: Package, names: list[str]) -> Refused | None:
    for name in names:
        problem = sound_part(package.part(name), package.limits)
        if problem:
            return problem
    if "xl/sharedStrings.xml" in names:
        xml = package.part("xl/sharedStrings.xml")
        claimed = _UNIQUE.search(xml[:1000])
        if claimed and int(claimed[1]) > len(xml):
            return Refused(Code.FILE_UNSAFE, "số chuỗi khai sai")
    return None


_HOME = {
    "officeDocument": "/xl/workbook.xml",
    "sharedStrings": "/xl/sharedStrings.xml",
    "styles": "/xl/styles.xml",
}
"""Where the reader looks, wherever the links lead that Excel follows."""


@lru_cache(maxsize=16)
def _leads_home(root: bytes, rels: bytes) -> bool:
    """Whether the links lead to the parts that the reader takes."""
    for links, folder in ((root, "/"), (rels, "/xl/")):
        for tag in _RELATION.findall(links.decode("utf-8", "replace")):
            found = attributes(tag)
            home = _HOME.get(found.get("Type", "").rpartition("/")[2])
            target = found.get("Target", "").removeprefix("./")
            path = target if target.startswith("/") else folder + target
            if (
                home
                and (home == _HOME["officeDocument"]) is (folder == "/")
                and path.casefold() != home.casefold()
            ):
                return False
    return True


_SHEET = re.compile(r"<(?:\w+:)?sheet\s([^<>]*?)/?>", re.S)
_ATTRIBUTE = re.compile(r'([\w:]+)\s*=\s*(?:"([^"]*)"|\'([^\']*)\')')
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s([^<>]*?)/?>", re.S)


_LONGEST_TAG = 5_000


def attributes(text: str) -> dict[str, str]:
    """The attributes of one XML tag, unescaped. Raises ValueError if it is longer than any of a link."""
    if len(text) > _LONGEST_TAG:
        raise ValueError("tag too long")
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
    if b"<!" in workbook or b"<!" in rels:
        workbook, rels = map(_without_comments, (workbook, rels))
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


def _without_comments(xml: bytes) -> bytes:
    """The part as a parser has it: a sheet in a comment is none. Raises ValueError if it is not sound."""
    import xml.etree.ElementTree as ET

    try:
        return ET.tostring(ET.fromstring(xml))
    except ET.ParseError as error:
        raise ValueError(str(error)) from error


def holds_markup_declaration(xml: bytes) -> bool:
    """Whether `<!` stands anywhere: a comment, CDATA, DOCTYPE (one byte is found ten times as fast as two)."""
    *before, rest = xml.split(b"!", _PIECES)
    return any(piece.endswith(b"<") for piece in before) or (len(before) == _PIECES and b"<!" in rest)


_PIECES = 1000
"""A form has some 150; not to be split into any number of pieces."""


_ENCODING = re.compile(rb"""<\?xml[^<>]{0,100}?\sencoding\s*=\s*["']([^"']{1,40})""")


def sound_part(xml: bytes, limits: Limits = SCORECARD) -> Refused | None:
    """Whether a part may be given to a parser."""
    if b"\0" in xml[:4] or xml[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return Refused(Code.FILE_DAMAGED, "mã hóa UTF-16")
    declared = _ENCODING.match(xml.removeprefix(b"\xef\xbb\xbf"))
    if declared and declared[1].lower() not in (b"utf-8", b"utf8", b"us-ascii"):
        return Refused(Code.FILE_DAMAGED, "mã hóa khác UTF-8")
    if len(xml) > limits.tags and xml.count(b"<") > limits.tags:
        return Refused(Code.FILE_TOO_LARGE, "quá nhiều thẻ")
    if holds_markup_declaration(xml) and (b"<!DOCTYPE" in xml or b"<!ENTITY" in xml):
        return Refused(Code.FILE_UNSAFE, "khai báo DOCTYPE")
    return None


_MERGE = re.compile(
    rb"mergeCell\s[^<>]*?\bref\s*=\s*[\"']\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})[\"']"
)


def sound_sheet(xml: bytes, limits: Limits = SCORECARD) -> Refused | None:
    """Whether a sheet's part may be given to the reader."""
    problem = sound_part(xml, limits)
    if problem:
        return problem
    behind = xml.rfind(b"sheetData")
    if b"mergeCell " in xml[behind:] and _merged(xml, behind) > limits.area:
        return Refused(Code.FILE_UNSAFE, "ô gộp phủ gần hết trang")
    return None


def _merged(xml: bytes, begin: int) -> int:
    """How many cells the merges cover together."""
    covered = 0
    for left, top, right, bottom in _MERGE.findall(xml, begin):
        wide = column_number(right.decode()) - column_number(left.decode()) + 1
        covered += max(0, wide) * max(0, int(bottom) - int(top) + 1)
    return covered
