"""The gate: what a file is, before any reader touches it. Standard library only.

python-calamine has no limits of its own (a 5 kB file can end the process), so sizes are counted
while inflating and shapes are checked first.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from ..domain.values.catalogue import Code
from ..domain.values.text import fold
from ..workbook.addresses import as_part
from ..workbook.grid import Refused
from ..workbook.trimmed import TooLongError, strained
from .layout import (
    HOME_ROOT_LINKS,
    ROOT_LINKS,
    STRINGS,
    STYLES,
    TYPES,
    WORKBOOK,
    AstrayError,
    Layout,
    Names,
    content_type,
    home_of,
    layout_of,
    links_of,
    main_part,
)
from .markup import holds_markup_declaration
from .merges import merges_of


class Limits(NamedTuple):
    """What a workbook may hold at most."""

    bytes: int = 100_000_000
    plain: int = 20_000_000
    """Bytes of the file besides pictures and other parts that are never read."""
    inflated: int = 20_000_000
    """Bytes of what is read, blank cells of long sheets left out."""
    raw: int = 300_000_000
    """Bytes of long sheets as they stand in the file."""
    long: int = 200_000
    """Bytes from which a sheet is long; most forms have a fifth of it, a book's sheet of 1,800 rows has 4 million."""
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
    bytes=100_000_000,
    plain=100_000_000,
    inflated=600_000_000,
    long=150_000_000,
    parts=2_000,
    sheets=500,
    cells=3_000_000,
    area=8_000_000,
)
RECEIVED_BOOK = Limits(
    plain=60_000_000,
    inflated=300_000_000,
    long=10_000_000,
    parts=1_000,
    sheets=300,
    cells=1_500_000,
    area=4_000_000,
)
"""A cluster's book as it comes by mail: read twice, like a scorecard."""
DOCUMENT = Limits(bytes=60_000_000, plain=20_000_000, inflated=60_000_000, parts=1_000, cells=50_000)
"""A text of Word that holds tables."""


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SIGNATURES = (
    (b"%PDF", "tệp PDF"),
    (b"\x89PNG", "ảnh PNG"),
    (b"\xff\xd8\xff", "ảnh JPEG"),
    (b"{\\rtf", "văn bản RTF"),
    (b"Rar!", "tệp nén RAR"),
    (b"7z\xbc\xaf", "tệp nén 7z"),
    (b"MZ", "chương trình .exe; nếu là tệp nén tự giải thì đề nghị gửi phiếu .xlsx hoặc .zip"),
)
READ_ERRORS = (
    zipfile.BadZipFile, KeyError, ValueError, IndexError, OSError, OverflowError, zlib.error, EOFError,
    RuntimeError, NotImplementedError, TypeError,
)  # fmt: skip


_NOWHERE = Layout("", (), "", "", (), plain=True)


@dataclass(slots=True)
class CheckedPackage:
    """A workbook's parts, inflated on demand within the limits."""

    archive: zipfile.ZipFile
    data: bytes
    limits: Limits
    names: Names
    layout: Layout = _NOWHERE
    remarks: Sequence[Code] = ()
    """What is noted of the file, and never run or followed."""
    _inflated: int = 0
    _raw: int = 0
    _parts: dict[str, bytes] = field(default_factory=dict)
    _strained: dict[str, bytes] = field(default_factory=dict)

    @property
    def sheets(self) -> Sequence[tuple[str, str]]:
        """Sheet name and part name, in the order of the workbook."""
        return self.layout.sheets

    def has(self, name: str) -> bool:
        """Whether there is such a part, whatever the case of its name."""
        return bool(self.names.find(name))

    def entry(self, name: str) -> zipfile.ZipInfo:
        """The zip's entry of a part. Raises KeyError where there is none."""
        return self.archive.getinfo(self.names.entries[name.casefold()])

    def part(self, name: str) -> bytes:
        """A part's bytes. Raises `TooLargeError` past the limit, and what zipfile raises."""
        known = self._parts.get(name)
        if known is not None:
            return known
        room, entry = self.limits.inflated - self._inflated, self.entry(name)
        with self.archive.open(entry) as stream:
            data = stream.read(room + 1)
        if len(data) > room:
            raise TooLargeError(name)
        self._inflated += len(data)
        self._parts[name] = data
        return data

    def is_long(self, name: str) -> bool:
        """Whether blank cells of the sheet are left out while it is inflated."""
        return self.entry(name).file_size > self.limits.long

    def sheet(self, name: str) -> bytes:
        """A sheet's bytes; of a long one without its blank cells. Raises as `part` does."""
        if not self.is_long(name):
            return self.part(name)
        if name not in self._strained:
            room = self.limits.inflated - self._inflated
            try:
                found = strained(self._pieces(name), room)
            except TooLongError:
                raise TooLargeError(name) from None
            self._inflated += len(found)
            self._strained[name] = found
        return self._strained[name]

    def let_go(self, name: str) -> None:
        """Keep a part no longer in memory: who asks for it once more has it inflated again."""
        for known in (self._parts, self._strained):
            self._inflated -= len(known.pop(name, b""))

    def _pieces(self, name: str) -> Iterator[bytes]:
        """A long part as it is inflated, within what may be inflated at all and what so few bytes can hold."""
        entry, length = self.entry(name), 0
        with self.archive.open(entry) as stream:
            while piece := stream.read(_PIECE):
                length += len(piece)
                self._raw += len(piece)
                if self._raw > self.limits.raw or length > max(_PACKED * entry.compress_size, _SMALL):
                    raise TooLargeError(name)
                yield piece

    def copy_of(self, sheets: Iterable[str]) -> tuple[bytes, frozenset[str]]:
        """A package of what reading these sheets takes, its parts as they are here, and their names.

        The reader then inflates nothing a second time, and sees the very bytes that were checked. Nothing is
        returned where a part is missing or cannot be read. Where the parts stand elsewhere than the reader
        looks, there are no sheets in it: each is given to it by itself.
        """
        if not self.layout.plain:
            return self.copy_with({}), frozenset()
        wanted = [part for places in map(self.named, sheets) for _, part in places[:1]]
        try:
            parts = {name: self.part(name) for name in _READER_PARTS if self.has(name)}
            parts |= {name: self.sheet(name) for name in wanted}
            sums = [zlib.crc32(parts[name]) if self.is_long(name) else self.entry(name).CRC for name in parts]
        except READ_ERRORS:
            return b"", frozenset()
        return stored_zip(zip(parts, parts.values(), sums, strict=True)), frozenset(parts)

    def copy_with(self, sheets: Mapping[int, bytes], *, bare: bool = False) -> bytes:
        """A package that holds these sheets, by their positions, all parts under the names the reader looks for.

        A bare one lists the sheets and nothing else. Raises ValueError where the list is not sound.
        """
        layout, workbook = self.layout, self.part(self.layout.workbook)
        parts = {
            ROOT_LINKS: HOME_ROOT_LINKS,
            WORKBOOK: layout.bare_workbook(workbook) if bare else workbook, links_of(WORKBOOK): layout.home_links(),
            **{home: self.part(name) for home, name in ((STRINGS, layout.strings), (STYLES, layout.styles)) if name},
            **{home_of(position): xml for position, xml in sheets.items()},
        }  # fmt: skip
        return stored_zip((name, part, zlib.crc32(part)) for name, part in parts.items())

    def named(self, sheet: str) -> list[tuple[int, str]]:
        """Position and part of every sheet of this name (NFC and case folded)."""
        wanted = fold(sheet)
        return [(at, part) for at, (name, part) in enumerate(self.sheets) if fold(name) == wanted]


_PIECE = 1 << 20
_SMALL, _PACKED = 20_000_000, 200
"""A sheet of more bytes than this, so many times as long as it was packed, was made to be long."""
_READER_PARTS = (ROOT_LINKS, WORKBOOK, links_of(WORKBOOK), STYLES, STRINGS)
"""What the reader looks for besides the sheets."""
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


class TooLargeError(ValueError):
    """More bytes than a workbook of this kind may hold."""


_SPANNED = b"PK00PK\x03\x04"
"""The mark of an archive that was to be cut in parts and needed one alone (APPNOTE, 8.5.4)."""


def open_package(data: bytes, limits: Limits = SCORECARD) -> CheckedPackage | Refused:
    """The package, or why it is not opened."""
    return _opened(data, limits, _laid_out)


def open_document(data: bytes, limits: Limits = DOCUMENT) -> CheckedPackage | Refused:
    """A text of Word whose zip is as sound as that of a workbook, or why it is not opened."""
    return _opened(data, limits, _is_text)


def _opened(
    data: bytes, limits: Limits, lay_out: Callable[[CheckedPackage, tuple[str, ...]], Refused | None]
) -> CheckedPackage | Refused:
    if not data:
        return Refused(Code.FILE_EMPTY)
    if len(data) > limits.bytes:
        return Refused(Code.FILE_TOO_LARGE, f"{len(data) // 1_000_000} MB")
    if data.startswith(_SPANNED):
        data = data[4:]
    if not data.startswith(b"PK\x03\x04"):
        return _not_a_zip(data)
    try:
        return _checked(data, limits, lay_out)
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


def _checked(
    data: bytes, limits: Limits, lay_out: Callable[[CheckedPackage, tuple[str, ...]], Refused | None]
) -> CheckedPackage | Refused:
    problem = _unsound_end(data, limits)
    if problem:
        return problem
    archive = zipfile.ZipFile(io.BytesIO(data))
    entries = tuple(archive.namelist())
    names = Names(entries)
    problem = _unsafe_entries(archive.infolist(), names, limits) or _too_much(
        archive.infolist(), limits, data
    )
    if problem:
        return problem
    package = CheckedPackage(archive, data, limits, names, remarks=_remarks(entries))
    try:
        return lay_out(package, entries) or package
    except AstrayError:
        return Refused(Code.FILE_UNSAFE, "các phần của tệp nằm sai chỗ")


def _laid_out(package: CheckedPackage, entries: tuple[str, ...]) -> Refused | None:
    """Find the parts and look at those that list the others; why the package is refused."""
    problem = _sound_parts(package, (ROOT_LINKS, TYPES))
    if problem:
        return problem
    root = package.part(ROOT_LINKS) if package.has(ROOT_LINKS) else b""
    main = main_part(entries, root) if len(root) <= _MEMORABLE else main_part.__wrapped__(entries, root)
    problem = _other_kind(package, main) or _sound_parts(package, (main, links_of(main)))
    if problem:
        return problem
    if not package.has(ROOT_LINKS):
        return Refused(Code.FILE_DAMAGED, "thiếu phần chỉ mục")
    layout = package.layout = layout_of(entries, root, main, package.part(main), package.part(links_of(main)))
    if len(layout.sheets) > package.limits.sheets:
        return Refused(Code.FILE_TOO_LARGE, f"{len(layout.sheets)} trang")
    return _sound_parts(package, (layout.strings, layout.styles)) or _sound_count(package)


TEXT, NUMBERING, TEXT_STYLES = "word/document.xml", "word/numbering.xml", "word/styles.xml"
"""The parts of a text that are read."""


def _is_text(package: CheckedPackage, _: tuple[str, ...]) -> Refused | None:
    """Look at the parts of a text; why the package is refused."""
    if not package.has(TEXT):
        return Refused(Code.FILE_NOT_XLSX, "không rõ loại")
    return _sound_parts(package, (TEXT, NUMBERING, TEXT_STYLES))


# --- the zip ----------------------------------------------------------------------------------

_ENTRY_ROOM = 1_000
"""Bytes of the directory for a part: far more than an ordinary name takes."""


_LOCATOR = 20
"""Bytes of the pointer to the directory's end in the long form (zip64)."""


_FIRST_PART = re.compile(rb"PK\x03\x04.{26}[!-~]", re.S)
"""How a package begins: its first entry has a name."""


def _unsound_end(data: bytes, limits: Limits) -> Refused | None:
    """Whether the directory that the readers will take is the file's only one, and of a sane size."""
    at = data.rfind(b"PK\5\6")
    if at < 0 or at + _END.size > len(data):
        if len(data) > limits.plain and not _FIRST_PART.match(data):
            return Refused(Code.FILE_TOO_LARGE, f"{len(data) // 1_000_000} MB")
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


def _unsafe_entries(entries: Sequence[zipfile.ZipInfo], names: Names, limits: Limits) -> Refused | None:
    if len(entries) > limits.parts:
        return Refused(Code.FILE_UNSAFE, f"{len(entries)} phần")
    if len(names.entries) != len(entries):
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


_UNREAD = re.compile(
    r"(?:^|/)(?:media|drawings|embeddings|printersettings|activex|ctrlprops|charts|diagrams|theme|customxml)/"
    r"|^docprops/thumbnail",
    re.I,
)
"""Pictures and what else is never inflated: of no weight for what is read."""


def _too_much(entries: Sequence[zipfile.ZipInfo], limits: Limits, data: bytes) -> Refused | None:
    """Whether too much of a large file may be read."""
    if len(data) <= limits.plain:
        return None
    unread = sum(entry.compress_size for entry in entries if _UNREAD.search(as_part(entry.filename)))
    if len(data) - unread > limits.plain:
        return Refused(Code.FILE_TOO_LARGE, f"{len(data) // 1_000_000} MB")
    return None


_KINDS = (
    ("xl/workbook.bin", "sheet.binary", "tệp .xlsb; lưu lại thành .xlsx"),
    ("content.xml", "opendocument", "tệp OpenDocument (.ods hoặc .odt); lưu lại thành .xlsx"),
    ("word/document.xml", "wordprocessingml", "văn bản Word"),
    ("ppt/presentation.xml", "presentationml", "bản trình chiếu PowerPoint"),
)


def _other_kind(package: CheckedPackage, main: str) -> Refused | None:
    """What a zip is that holds no workbook: by what it says of its main part, or by the names in it."""
    said = content_type(package.part(TYPES), main).lower() if main and package.has(TYPES) else ""
    for part, word, kind in _KINDS:
        if word in said or main.casefold() == part or (not main and package.has(part)):
            return Refused(Code.FILE_NOT_XLSX, kind)
    if main:
        return None
    if any(name.endswith(".iwa") for name in package.archive.namelist()):
        return Refused(
            Code.FILE_NOT_XLSX,
            "tệp Apple Numbers; trong Numbers chọn Tệp, Xuất sang, Excel rồi gửi tệp .xlsx",
        )
    return Refused(Code.FILE_NOT_XLSX, "tệp nén hoặc văn bản khác")


_MACROS = re.compile(r"vbaproject\.bin$|[/\\](?:macrosheets|activex|dialogsheets)[/\\]", re.I)
_OUTSIDE = re.compile(
    r"^xl/(?:externallinks/|connections\.xml|querytables/|embeddings/|webextensions/)", re.I
)


_PICTURE = re.compile(r"(?:^|/)media/[^/]", re.I)


@lru_cache(maxsize=16)
def _remarks(names: tuple[str, ...]) -> Sequence[Code]:
    """Macros, and what leads out of the file: by the names of the parts, which are never opened."""
    found = []
    if any(map(_MACROS.search, names)):
        found.append(Code.FILE_HAS_MACROS)
    if any(map(_OUTSIDE.search, map(as_part, names))):
        found.append(Code.FILE_HAS_LINKS)
    if any(map(_PICTURE.search, map(as_part, names))):
        found.append(Code.FILE_HAS_PICTURES)
    return found


# --- the parts --------------------------------------------------------------------------------

_UNIQUE = re.compile(rb'\buniqueCount\s*=\s*["\'](\d+)')
_MEMORABLE = 50_000
"""No more bytes than this are remembered of a file."""


def _sound_parts(package: CheckedPackage, names: Iterable[str]) -> Refused | None:
    for name in names:
        problem = sound_part(package.part(name), package.limits) if name and package.has(name) else None
        if problem:
            return problem
    return None


def _sound_count(package: CheckedPackage) -> Refused | None:
    """Whether there can be as many strings as are said to be: the reader makes room for them."""
    xml = package.part(package.layout.strings) if package.layout.strings else b""
    claimed = _UNIQUE.search(xml[:1000])
    return Refused(Code.FILE_UNSAFE, "số chuỗi khai sai") if claimed and int(claimed[1]) > len(xml) else None


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


def sound_sheet(xml: bytes, limits: Limits = SCORECARD) -> Refused | None:
    """Whether a sheet's part may be given to the reader."""
    problem = sound_part(xml, limits)
    if problem:
        return problem
    if _merged(xml) > limits.area:
        return Refused(Code.FILE_UNSAFE, "ô gộp phủ gần hết trang")
    return None


def _merged(xml: bytes) -> int:
    """How many cells the merges cover together."""
    return sum(max(0, one.right - one.left + 1) * max(0, one.bottom - one.top + 1) for one in merges_of(xml))
