"""Về bản trước: a book as it was before a command, the present one kept beside it, the step back in its journal.

What was received stays in the folder of originals; a file that the earlier version does not know comes in again with
the next collection. What was issued since has gone out: the book goes on knowing it.
"""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ... import clock
from ...bookkeeping.from_file import open_source_of, read_bytes, refuse_if_open
from ...bookkeeping.happened import Happened, WentBack
from ...bookkeeping.saved import Saved
from ...bookkeeping.versions import Version, bytes_of, versions_of
from ...cluster.book import Book
from ...cluster.computed import computed
from ...cluster.refusals import is_sealed, refuse_closed
from ...cluster.save import save_cluster_book, told
from ...errors import CannotRunError
from ...sheets.journal import JournalRow
from ...storage import locks
from ...workers import garbage
from ..book import OfficeBook
from ..either import open_either, open_to_write, read_either
from ..save import save_office_book
from ..save import told as told_upstairs
from .consolidate import take_books_in


@dataclass(frozen=True, slots=True)
class Undone:
    """The versions of a book; with `saved` one of them was taken."""

    path: Path
    versions: Sequence[Version]
    taken: Version | None = None
    lost: Sequence[JournalRow] = ()
    """What the journal of the book told that the earlier version knows nothing of."""
    saved: Saved | None = None


def versions(path: Path) -> Undone:
    """The versions that there are, the newest first. Raises CannotRunError: none, and no readable book."""
    try:
        return Undone(path, versions_of(path, open_either(path).journal))
    except CannotRunError:
        known = versions_of(path)  # of a book that nobody can read any more they are all there is
        if not known:
            raise
        return Undone(path, known)


def go_back(path: Path, number: int) -> Undone:
    """Put a version in the place of the book, be it one that cannot be read any more.

    Args:
        path: of a cluster's or the superior's book.
        number: which one, 1 the newest.

    Raises:
        CannotRunError: there is no such version, it is another book's, the book or the version is closed, or it cannot
            be written.
    """

    def chosen(known: Sequence[Version]) -> Version:
        if not 1 <= number <= len(known):
            raise CannotRunError(_none_said(path, len(known)))
        return known[number - 1]

    return _go_back(path, chosen)


def go_back_to(path: Path, file: Path) -> Undone:
    """The same by the version's file, whatever number it has by now. Raises CannotRunError as well."""
    return _go_back(path, lambda known: version_in(known, path, file))


def version_in(known: Sequence[Version], path: Path, file: Path) -> Version:
    """The version that a file is; its name alone will do. Raises CannotRunError for one that is none of the book's."""
    wanted = unicodedata.normalize("NFC", file.name)
    found = next((one for one in known if unicodedata.normalize("NFC", one.path.name) == wanted), None)
    elsewhere = file.name != str(file) and file.parent.resolve() != (path.parent / "luu").resolve()
    if found is None or elsewhere:
        raise CannotRunError(_is_no_version_said(path, file, len(known)))
    return found


def _go_back(path: Path, chosen: Callable[[Sequence[Version]], Version]) -> Undone:
    with garbage.held(), locks.held(path):
        present = _present(path)
        known = versions_of(path, present.journal if present else ())
        taken = chosen(known)
        book = _as_it_was(taken, path)
        if present:
            _refuse_other(present, book, taken)
            _still_out(present, book)
        if isinstance(book, OfficeBook):
            outcome = take_books_in(book, [])
            lost = _lost(present, book, told_upstairs(book, []))
            saved = save_office_book(outcome, "undo", [_went_back(taken, lost)], always=True)
        else:
            scored, events = computed(book)
            lost = _lost(present, book, told(book, scored, events))
            saved = save_cluster_book(book, scored, "undo", [_went_back(taken, lost), *events], always=True)
        return Undone(path, known, taken, lost, saved)


def _went_back(taken: Version, lost: Sequence[JournalRow]) -> WentBack:
    return WentBack(clock.timestamp(taken.moment), len(lost))


def _present(path: Path) -> Book | OfficeBook | None:
    """The book that is left; None where nobody can read it. Raises CannotRunError: it is gone, open or closed."""
    read_bytes(path)
    refuse_if_open(path)
    try:
        present = open_to_write(path)
    except CannotRunError:
        return None
    if isinstance(present, Book):
        refuse_closed(present)
    return present


def _lost(
    present: Book | OfficeBook | None, book: Book | OfficeBook, again: Sequence[Happened]
) -> list[JournalRow]:
    """What the journal told since and is gone: neither told `again`, nor an issue that stays known."""
    known, lines = {row.hash for row in book.journal}, {one.line for one in again}
    issued = [line.issue_id for line in _of_scoring(book).issued]
    return [
        row for row in (present.journal if present else ())
        if row.hash not in known and row.change not in lines and not any(mark in row.change for mark in issued)
    ]  # fmt: skip


def _as_it_was(version: Version, path: Path) -> Book | OfficeBook:
    """The version, read as if it lay where the book lies."""
    data = bytes_of(version)
    book = read_either(open_source_of(data, version.path.name), path)
    book.file.data = data
    if isinstance(book, Book) and is_sealed(book):
        raise CannotRunError(
            f"Bản {version.path.name} là sổ đã chốt, mã niêm phong chỉ đúng với chính nó; muốn xem thì mở thẳng tệp ấy "
            "trong luu."
        )
    return book


def _refuse_other(present: Book | OfficeBook, book: Book | OfficeBook, version: Version) -> None:
    """Raises CannotRunError for a version of another book that once had the same file name."""
    there, here = _of_scoring(present).settings, _of_scoring(book).settings
    named = there.cluster and here.cluster and there.cluster != here.cluster
    if type(present) is not type(book) or named or (there.year and here.year and there.year != here.year):
        raise CannotRunError(
            f"Bản {version.path.name} là của sổ khác (cụm khác, năm khác hoặc loại sổ khác) từng có cùng tên tệp; chọn "
            "bản khác."
        )


def _of_scoring(book: Book | OfficeBook) -> Book:
    """What is scored in it: a cluster's book itself."""
    return book if isinstance(book, Book) else book.scoring


def _still_out(present: Book | OfficeBook, book: Book | OfficeBook) -> None:
    """What was issued since is in people's hands: it stays known, or their answers would be refused."""
    there, here = _of_scoring(present), _of_scoring(book)
    known = {line.issue_id for line in here.issued}
    here.issued += [line for line in there.issued if line.issue_id not in known]
    here.versions = {**there.versions, **here.versions}


def _is_no_version_said(path: Path, file: Path, kept: int) -> str:
    if not kept:
        return _none_said(path, kept)
    return (
        f"{file.name} không phải bản trước của sổ {path.name}. Chọn một tệp trong thư mục luu cạnh sổ có tên bắt đầu "
        f"bằng {path.stem}."
    )


def _none_said(path: Path, kept: int) -> str:
    if not kept:
        return f"Sổ {path.name} chưa có bản trước nào trong thư mục luu cạnh sổ."
    return f"Sổ {path.name} có {kept} bản trước: chọn số từ 1 đến {kept}."
