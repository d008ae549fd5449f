"""What a received file is: by its bytes, and by its name only where the bytes do not say."""

import re
import zipfile
from collections.abc import Iterator
from enum import Enum
from pathlib import PurePath

from ..domain.values.catalogue import Code
from .cms import content_of, is_encrypted, names_itself
from .pieces import RAR, SEVEN_ZIP, Problem
from .zips import is_whole, listing


class Wrapper(Enum):
    """What holds other files, by how it is opened."""

    ZIP = "zip"
    PACKED = "rar, 7z"
    TAR = "tar"
    LETTER = "eml"
    APPLE_LETTER = "emlx"
    MAILBOX = "mbox"
    OUTLOOK = "msg"
    SIGNED = "p7m"

    @property
    def is_archive(self) -> bool:
        """Whether it is no letter: archives in archives are counted apart."""
        return self in (Wrapper.ZIP, Wrapper.PACKED, Wrapper.TAR)


OLE = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK"
_PACKAGES = (b"PK\3\4", OLE)
"""How a workbook begins, whatever it is called."""
SIGNED = (".p7m", ".p7s")
_TAR, _SQUEEZED = b"ustar", (b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ\0")
_TAR_NAMES = (".tar", ".tgz", ".tar.gz", ".tbz", ".tbz2", ".tar.bz2", ".txz", ".tar.xz")
_SHORTEST = 32
"""Bytes of the shortest archive: less is a name and a signature."""
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")
_MEDIA = (b"heic", b"heix", b"mif1", b"avif", b"isom", b"mp41", b"mp42", b"qt  ", b"3gp4", b"3gp5", b"M4V ")
_BESIDE = (".p7s", ".asc", ".ics", ".vcf")
"""What mail programs add by themselves: signatures, calling cards, invitations."""
_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv")
_TNEF = b"\x78\x9f\x3e\x22"
_WRITTEN = ("word/document.xml", "ppt/presentation.xml")
_TEXTS = (b"application/vnd.oasis.opendocument.text", b"application/vnd.oasis.opendocument.presentation")
_OLE_TEXTS = tuple(name.encode("utf-16-le") for name in ("WordDocument", "PowerPoint Document"))
_PARTS = ("[content_types].xml", "mimetype")
"""Names of the parts by which an Office or OpenDocument package is no archive of files."""
_FIRST_PARTS = ("[Content_Types].xml", "_rels/", "_rels\\", "xl/", "xl\\", "docProps/", "docProps\\")


# --- what holds others ------------------------------------------------------------------------------


def kind_of(name: str, data: bytes) -> Wrapper | None:
    """How it is opened for what is inside; None for what is read as it is."""
    low = name.casefold()
    if (low.endswith(SIGNED) or names_itself(data)) and content_of(data):
        return Wrapper.SIGNED
    if data.startswith(_ZIP) or (low.endswith(".zip") and not data.startswith((RAR, SEVEN_ZIP))):
        return Wrapper.ZIP if _is_archive(low, data) else None
    if data.startswith((RAR, SEVEN_ZIP)):
        return Wrapper.PACKED if len(data) >= _SHORTEST else None
    if data[257:262] == _TAR or (low.endswith(_TAR_NAMES) and data.startswith(_SQUEEZED)):
        return Wrapper.TAR
    if data.startswith(OLE):
        return Wrapper.OUTLOOK if low.endswith(".msg") else None
    return _letter_kind(low, data)


def _letter_kind(low: str, data: bytes) -> Wrapper | None:
    if data.startswith(b"%PDF"):
        return None
    if low.endswith(".emlx") and _COUNT.match(data):
        return Wrapper.APPLE_LETTER
    if _MAILBOX.match(data) and (
        low.endswith((".mbox", ".mbx")) or low == "mbox" or len(_MORE.findall(data))
    ):
        return Wrapper.MAILBOX
    return Wrapper.LETTER if low.endswith((".eml", ".emlx")) or _says_letter(low, data) else None


_COUNT = re.compile(rb"\d{1,12}\s*\n")
_MAILBOX = re.compile(rb"(?:\xef\xbb\xbf)?[\r\n]*From [^\n]*\d{4}[^\n]*\n(?:>From [^\n]*\n)?[!-9;-~]+:")
_MORE = re.compile(rb"\n\r?\nFrom [^\n]*\d{4}[^\n]*\n[!-9;-~]+:")
_NO_LETTERS = (*_WORKBOOKS, ".pdf", ".docx", ".doc", ".jpg", ".png")
_HEADERS = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:From [^\n]*\n)?(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+")
_MULTIPART = re.compile(rb"^Content-Type:\s*(?:multipart/|message/|application/)", re.I | re.M)
_PAGES = (b"Saved by", b"X-Document-Type")
"""Pages of a browser and workbooks of Excel saved as one file (`.mht`) have the headers of a letter."""
_HEAD = 20_000


def _says_letter(low: str, data: bytes) -> bool:
    """A letter under another name (`.txt`, `.mht`, none): headers first, among them one of parts."""
    if low.endswith(_NO_LETTERS):
        return False
    head = _HEADERS.match(data[:_HEAD])
    if head is None or any(mark in head[0] for mark in _PAGES):
        return False
    return b"MIME-Version" in head[0] and _MULTIPART.search(head[0]) is not None


def _is_archive(low: str, data: bytes) -> bool:
    """A zip of files: not a package of Office, and under another name than .zip only with files that we take."""
    named = low.endswith(".zip")
    if not named and first_entry(data).startswith(_FIRST_PARTS):
        return False  # what a workbook begins with: the directory need not be read for every form
    found = listing(data)
    if found is None:
        return named and data.startswith(_ZIP)
    names = {part_name(entry) for entry in found.infolist()}
    if any(part in names for part in _PARTS) or _is_apple(names):
        return False
    return named or _holds_ours(found)


def first_entry(data: bytes) -> str:
    """The name of a zip's first entry, as its own header has it."""
    length = int.from_bytes(data[26:28], "little")
    return data[30 : 30 + length].decode("utf-8", "replace") if data.startswith(b"PK\3\4") else ""


def part_name(entry: zipfile.ZipInfo) -> str:
    """An entry's name as Excel compares it: without case, either slash."""
    return entry.filename.replace("\\", "/").lstrip("./").casefold()


_PEEKED = 50


def _holds_ours(archive: zipfile.ZipFile) -> bool:
    """Whether one of its files is a package, an archive, an Office file, a PDF or picture by its first bytes."""
    ours = (b"PK\3\4", RAR, SEVEN_ZIP, OLE, b"%PDF", *_PICTURES)
    return any(head.startswith(ours) for head in _heads(archive))


def _heads(archive: zipfile.ZipFile) -> Iterator[bytes]:
    files = [entry for entry in archive.infolist() if not entry.is_dir() and not entry.flag_bits & 1]
    for entry in files[:_PEEKED]:
        try:
            with archive.open(entry) as stream:
                yield stream.read(8)
        except Exception:  # whatever is wrong with one entry, another may tell
            continue


def begins_as_file(data: bytes) -> bool:
    """Whether it is a package or signed by its first bytes: no text of a letter."""
    return data.startswith(_PACKAGES) or names_itself(data)


# --- what is kept -----------------------------------------------------------------------------------


def is_document(name: str, data: bytes) -> bool:
    """A PDF, picture, film or written document (and is not called a workbook), or what mail programs add."""
    low = name.casefold()
    if low.endswith(_WORKBOOKS):
        return False
    webp = data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    media = data[4:8] == b"ftyp" and data[8:12] in _MEDIA
    bitmap = data[:2] == b"BM" and low.endswith(".bmp")
    seen = data.startswith((b"%PDF", *_PICTURES, b"{\\rtf")) or webp or media or bitmap
    added = low.endswith(_BESIDE) and not data.startswith(_PACKAGES) and not is_encrypted(data)
    return added or seen or _is_written(data)


def _is_written(data: bytes) -> bool:
    """A document of Word or PowerPoint, or of their kind."""
    if data.startswith(OLE):
        return any(name in data for name in _OLE_TEXTS)
    if not data.startswith(b"PK\3\4") or first_entry(data).startswith("xl"):
        return False
    if first_entry(data) == "mimetype":
        return any(kind in data[:200] for kind in _TEXTS)
    found = listing(data)
    names = {part_name(entry) for entry in found.infolist()} if found else set()
    return "xl/workbook.xml" not in names and any(part in names for part in _WRITTEN)


_OTHERS = (".csv", ".txt", ".log", ".json", ".xml", ".htm", ".html", ".dwg", ".dxf", ".mp3", ".m4a", ".wav")


def is_foreign(name: str, data: bytes) -> bool:
    """Whether what is no workbook is no scorecard spoiled either: a text, a plan, a zip that proves whole."""
    if not data.startswith(b"PK"):
        packed = data.startswith((*_PACKAGES, RAR, SEVEN_ZIP)) or names_itself(data) or is_encrypted(data)
        return name.casefold().endswith(_OTHERS) and not packed
    found = listing(data)
    names = {part_name(entry) for entry in found.infolist()} if found else set()
    if any("xl/" in one or "content.xml" in one or one.startswith(_WRITTEN) for one in names) or _is_apple(
        names
    ):
        return False
    return is_whole(data)


def is_plain_link(name: str) -> bool:
    """Whether a link is called one: `Phieu.xlsx` and a Google table were meant to be the form."""
    return not name.casefold().endswith((*_WORKBOOKS, ".gsheet"))


# --- what is neither --------------------------------------------------------------------------------


_LINKS = {
    ".gsheet": "lối tắt Google Trang tính", ".gdoc": "lối tắt Google Tài liệu", ".url": "lối tắt .url",
    ".website": "lối tắt .website", ".webloc": "lối tắt .webloc", ".desktop": "lối tắt .desktop",
    ".lnk": "lối tắt của Windows (.lnk)", ".gdraw": "lối tắt Google", ".gslides": "lối tắt Google",
    ".gform": "lối tắt Google Biểu mẫu", ".glink": "lối tắt Google",
}  # fmt: skip
_SHORTCUTS = (b"[InternetShortcut]", b"[Desktop Entry]", b"L\0\0\0\1\x14\2\0")
_UNFINISHED = (".crdownload", ".part", ".partial", ".download", ".opdownload", ".filepart", ".tmp", ".!ut")


def not_sent(name: str, source: str, data: bytes) -> Problem | None:
    """What is no file of the sender's but a link to one, half of one, or one of several parts."""
    low = name.casefold()
    ending = PurePath(low).suffix
    named = ending in _LINKS and not data.startswith(_PACKAGES)
    if named or data.lstrip(b"\xef\xbb\xbf\r\n \0").startswith(_SHORTCUTS):
        return Problem(Code.FILE_IS_LINK, _LINKS.get(ending, "lối tắt"))
    if low.endswith(_UNFINISHED) or source.casefold().endswith(".download"):
        return None if is_whole(data) else Problem(Code.FILE_UNFINISHED, PurePath(name).suffix or "tải dở")
    return in_parts(name)


def wrapping(name: str, data: bytes) -> str:
    """What kind of parcel it is that only its own program opens; empty for none."""
    low = name.casefold()
    if data.startswith(_PACKAGES):
        return ""  # a workbook under that name
    if data.startswith(_TNEF) or low == "winmail.dat":
        return "winmail.dat của Outlook"
    if low.endswith((".p7m", ".p7c")) or is_encrypted(data):
        return "thư mã hóa hoặc ký số S/MIME"
    if data.lstrip()[:27] == b"-----BEGIN PGP MESSAGE-----" or low.endswith((".pgp", ".gpg")):
        return "thư mã hóa PGP"
    return "cả hộp thư của Outlook (.pst); lưu từng thư ra .eml hoặc .msg" if data[:4] == b"!BDN" else ""


def _is_apple(names: set[str]) -> bool:
    """A document of Numbers, Pages or Keynote."""
    return any(name.endswith(".iwa") or name in ("index.zip", "index.apxl") for name in names)


_VOLUME = re.compile(r"\.(?:zip|7z|rar)\.\d{2,4}$|\.[zr]\d\d$", re.I)


def in_parts(name: str) -> Problem | None:
    """One of several files into which an archive was cut, by its name (`.7z.001`, `.z01`, `.r00`)."""
    found = _VOLUME.search(name)
    return Problem(Code.ARCHIVE_IN_PARTS, found[0]) if found else None
