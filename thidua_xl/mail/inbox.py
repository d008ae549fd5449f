"""Where files come from: folders, archives and letters named by the user, read in a fixed order."""

import hashlib
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from ..domain.values.catalogue import Code
from ..domain.values.findings import Finding, finding
from ..domain.values.text import clean
from ..errors import CannotRunError, reason
from .provenance import letter_of
from .unpack import Unpacked, holds_files, unpack

_IGNORED = frozenset({"thumbs.db", "desktop.ini"})


CHANGED = "đã thay đổi trong khi đang được đọc"


class ChangedError(CannotRunError):
    """Raised where a file is not any more what it was when it was first read."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file as it came."""

    path: Path
    source: str
    held: bytes | None
    """Its bytes; None where they are read again when its turn comes."""
    sha256: str
    """Of the bytes that were read first."""

    @property
    def data(self) -> bytes:
        """Its bytes, the very same at every time. Raises ChangedError where they cannot be had any more."""
        if self.held is not None:
            return self.held
        with suppress(OSError):
            data = self.path.read_bytes()
            if hashlib.sha256(data).hexdigest() == self.sha256:
                return data
        raise ChangedError(f"{self.name} {CHANGED}. Lưu hoặc tải xong tệp ấy rồi chạy lại.")

    @property
    def name(self) -> str:
        """The file's name, as shown to people (a Mac writes `ế` as three characters)."""
        return clean(self.path.name)


def find_files(paths: Sequence[Path]) -> list[Path]:
    """Every file below the paths, sorted. Raises CannotRunError if a path is missing or nothing is there."""
    found: set[Path] = set()
    for path in paths:
        if path.is_dir():
            files = {file for file in path.rglob("*") if file.is_file() and _counts(file, path)}
            found.update(file for file in files if not _is_placeholder(file, files))
        elif path.is_file():
            found.add(path)
        else:
            raise CannotRunError(f"Không thấy {path}.")
    if not found:
        names = ", ".join(str(path) for path in paths)
        raise CannotRunError(f"Không có tệp nào trong {names}.")
    return sorted(found, key=lambda path: (path.name, str(path)))


def _counts(file: Path, root: Path) -> bool:
    """Lock files, hidden files, our own backups and originals are not mail."""
    inside = file.relative_to(root).parts
    hidden = any(part.startswith((".", "~$")) for part in inside)
    ours = any(part == "luu" or part.endswith(".goc") for part in inside[:-1])
    return not (hidden or ours or file.name.casefold() in _IGNORED)


def _is_placeholder(file: Path, files: Container[Path]) -> bool:
    """The empty file that Firefox puts where a download will be, beside the half that has come (`.part`)."""
    return file.with_name(file.name + ".part") in files and not file.stat().st_size


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file whose bytes could not be had (locked, no permission, not downloaded): try again later."""

    path: Path
    found: Finding


AT_ONCE = 16_000_000
"""Bytes of a folder's files that are held: a cluster's. Of thousands, each is read again when its turn comes."""


def read_files(paths: Iterable[Path], at_once: int | None = None) -> tuple[list[Incoming], list[Unreadable]]:
    """The files, and those that could not be read: one bad file never stops the rest.

    Args:
        paths: of files.
        at_once: bytes that are held; `AT_ONCE` where it is not said. Pieces of archives and letters are always.
    """
    room = AT_ONCE if at_once is None else at_once
    incoming: list[Incoming] = []
    unreadable: list[Unreadable] = []
    for path in paths:
        try:
            data = path.read_bytes()
        except OSError as error:
            shut = finding(Code.FILE_NOT_OPENED, file=clean(path.name), detail=reason(error))
            unreadable.append(Unreadable(path, shut))
            continue
        for file in received(path, data, clean(path.parent.name)):
            let_go = file.path == path and len(data) > room
            room -= 0 if let_go else len(file.data)
            incoming.append(replace(file, held=None) if let_go else file)
    incoming.sort(key=_order)
    return incoming, unreadable


def received(path: Path, data: bytes, source: str) -> list[Incoming]:
    """The file, or the files inside it; the path of such a one is for showing only: it never lay there."""
    name = clean(path.name)
    if not holds_files(name, data):
        return [_incoming(path, source, data)]
    return files_of(path, data, unpack(name, data, source))


def files_of(path: Path, data: bytes, unpacked: Unpacked) -> list[Incoming]:
    """The files inside one that was taken apart, and that one itself where there is something to say of it."""
    files = [_incoming(path / piece.name, piece.source, piece.data) for piece in unpacked.pieces]
    if unpacked.problems or not unpacked.pieces or (letter_of(unpacked.source) and not unpacked.has_form):
        files.append(_incoming(path, unpacked.source, data))
    return files


def _incoming(path: Path, source: str, data: bytes) -> Incoming:
    return Incoming(path, source, data, hashlib.sha256(data).hexdigest())


def under_own_names(files: Iterable[Incoming], taken: Iterable[str]) -> Iterator[tuple[Incoming, str]]:
    """Each file with the name under which it is listed: its own, or with its mark where another has that already."""
    names = set(taken)
    for file in files:
        name, mark = file.name, file.sha256[:8]
        if name in names:
            name = clean(f"{file.path.stem} ({mark}){file.path.suffix}")
        if name in names:
            name = clean(f"{file.path.stem} ({mark}-{len(names)}){file.path.suffix}")
        names.add(name)
        yield file, name


def in_order(files: Iterable[Incoming]) -> list[Incoming]:
    """Sorted by what they are and where they came from, not by when they were found."""
    return sorted(files, key=_order)


def _order(file: Incoming) -> tuple[str, str, str, str]:
    return file.name, file.sha256, file.source, str(file.path)
