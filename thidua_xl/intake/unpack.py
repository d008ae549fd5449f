"""What files are inside a file that was received: archives, messages, one in the other, to a bounded depth.

The same bytes under the same name always give the same: a letter or archive that did not come apart whole is
kept among the originals and asked again in every run.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..domain.findings import Code
from .archives import Budget, Piece, Problem, members
from .provenance import inside

_ARCHIVE, _MESSAGE, _OUTLOOK = ".zip", ".eml", ".msg"
_ZIP, _OFFICE = b"PK", (b"[Content_Types].xml", b"mimetypeapplication/vnd.")
_OLE = b"\xd0\xcf\x11\xe0"
_ZIPS_DEEP, _DEEP = 2, 4
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")
_BESIDE = (".p7s", ".asc", ".ics", ".vcf")
"""What mail programs add by themselves: signatures, calling cards, invitations."""
_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv")
_TNEF = b"\x78\x9f\x3e\x22"


class Unpacked(NamedTuple):
    """What came out of a file, and why something did not; `source` is its own `Nguồn`."""

    source: str
    pieces: list[Piece]
    problems: list[Problem]

    @property
    def has_form(self) -> bool:
        """Whether anything may be a scorecard, or was meant to be one."""
        return any(not is_document(piece.name, piece.data) for piece in self.pieces)


def holds_files(name: str, data: bytes) -> bool:
    """Whether it is an archive or a message, by its name and as far as its first bytes do not deny it."""
    ending = name[-4:].casefold()
    if ending == _ARCHIVE:
        return data.startswith(_ZIP) and not any(mark in data[:200] for mark in _OFFICE)
    if ending == _MESSAGE:
        return not data.startswith((_ZIP, _OLE, b"%PDF"))
    return ending == _OUTLOOK and data.startswith(_OLE)


def is_document(name: str, data: bytes) -> bool:
    """A PDF or picture (and is not called a workbook), or what mail programs add: kept, never read."""
    low = name.casefold()
    if low.endswith(_WORKBOOKS):
        return False
    webp = data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    heic = data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"mif1", b"avif")
    bitmap = data[:2] == b"BM" and low.endswith(".bmp")
    return low.endswith(_BESIDE) or data.startswith((b"%PDF", *_PICTURES)) or webp or heic or bitmap


def wrapping(name: str, data: bytes) -> str:
    """What kind of parcel it is that only its own mail program opens; empty for none."""
    low = name.casefold()
    if data.startswith(_TNEF) or low == "winmail.dat":
        return "winmail.dat của Outlook"
    return "thư mã hóa hoặc ký số S/MIME" if low.endswith(".p7m") else ""


def unpack(name: str, data: bytes, source: str, arrived: str = "") -> Unpacked:
    """All files inside, in order; `arrived` is when the mail server says it took a letter."""
    budget = Budget()
    own, files = _opened(Piece(name, source, data), budget, arrived)
    out = Unpacked(own, [], [])
    for found in _deeper(files, budget, 1, int(name.casefold().endswith(_ARCHIVE))):
        if isinstance(found, Problem):
            out.problems.append(found)
        else:
            out.pieces.append(found)
    return out


Files = Iterable[Piece | Problem]


def _deeper(files: Files, budget: Budget, depth: int, zips: int) -> Iterator[Piece | Problem]:
    """The files, and instead of each that holds others those others."""
    for found in files:
        if isinstance(found, Problem) or not holds_files(found.name, found.data):
            yield found
            continue
        now = zips + found.name.casefold().endswith(_ARCHIVE)
        if depth >= _DEEP or now > _ZIPS_DEEP:
            yield Problem(Code.FILE_UNSAFE, f"{found.name}: lồng quá nhiều lớp")
            continue
        _, inner = _opened(found, budget)
        yield from (_named(one, found.name) for one in _deeper(inner, budget, depth + 1, now))


def _named(found: Piece | Problem, outer: str) -> Piece | Problem:
    if isinstance(found, Problem) and not found.detail.startswith(outer):
        return found._replace(detail=f"{outer}: {found.detail}".rstrip(": "))
    return found


def _opened(of: Piece, budget: Budget, arrived: str = "") -> tuple[str, Files]:
    """The `Nguồn` of an archive or message itself, and the files that are directly in it."""
    ending = of.name[-4:].casefold()
    if ending == _ARCHIVE:
        return of.source, _in_archive(of, budget)
    if ending == _OUTLOOK:
        from . import outlook

        letter, files = outlook.opened(of.data, budget)
    else:
        from . import mail

        letter, files = mail.opened(of.data, budget, arrived)
    pieces = (
        one if isinstance(one, Problem) else Piece(one.name, one.letter.source, one.data) for one in files
    )
    return letter.source if letter else of.source, pieces


def _in_archive(of: Piece, budget: Budget) -> Iterator[Piece | Problem]:
    empty = True
    for found in members(of.data, budget):
        empty = False
        yield found if isinstance(found, Problem) else Piece(found[0], inside(of.source, of.name), found[1])
    if empty:
        yield Problem(Code.FILE_NOT_XLSX, "tệp nén rỗng")
