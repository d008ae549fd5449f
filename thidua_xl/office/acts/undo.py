"""Về bản trước: a book as it was before a command, the present one kept beside it, the step back in its journal.

What was received stays in the folder of originals; a file that the earlier version does not know comes in again with
the next collection. What was issued since has gone out: the book goes on knowing it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ... import clock
from ...bookkeeping.happened import WentBack
from ...bookkeeping.opening import open_source_of
from ...bookkeeping.rewrite import Saved
from ...bookkeeping.versions import Version, bytes_of, versions_of
from ...bookkeeping.work import at_work
from ...cluster.book import Book
from ...cluster.reassess import computed
from ...cluster.refusals import is_sealed, refuse_closed
from ...cluster.save import save_cluster_book
from ...errors import CannotRunError
from ...sheets.journal import JournalRow
from ..book import OfficeBook
from ..either import open_either, open_to_write, read_either
from ..save import save_office_book
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
    """The versions that there are, the newest first. Raises CannotRunError where the book cannot be read."""
    return Undone(path, versions_of(open_either(path)))


def go_back(path: Path, number: int) -> Undone:
    """Put a version in the place of the book.

    Args:
        path: of a cluster's or the superior's book.
        number: which one, 1 the newest.

    Raises:
        CannotRunError: there is no such version, the book or the version is closed, or it cannot be written.
    """
    with at_work(path, open_to_write) as present:
        known = versions_of(present)
        if not 1 <= number <= len(known):
            raise CannotRunError(_none_said(path, len(known)))
        if isinstance(present, Book):
            refuse_closed(present)
        taken = known[number - 1]
        book = _as_it_was(taken, path)
        _still_out(present, book)
        told = {row.hash for row in book.journal}
        lost = [row for row in present.journal if row.hash not in told]
        event = WentBack(clock.timestamp(taken.moment), len(lost))
        if isinstance(book, OfficeBook):
            saved = save_office_book(take_books_in(book, []), "undo", [event], always=True)
        else:
            outcome, events = computed(book)
            saved = save_cluster_book(book, outcome, "undo", [event, *events], always=True)
        return Undone(path, known, taken, lost, saved)


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


def _still_out(present: Book | OfficeBook, book: Book | OfficeBook) -> None:
    """What was issued since is in people's hands: it stays known, or their answers would be refused."""
    (there, here) = (one if isinstance(one, Book) else one.scoring for one in (present, book))
    known = {line.issue_id for line in here.issued}
    here.issued += [line for line in there.issued if line.issue_id not in known]
    here.versions = {**there.versions, **here.versions}


def _none_said(path: Path, kept: int) -> str:
    if not kept:
        return f"Sổ {path.name} chưa có bản trước nào trong thư mục luu cạnh sổ."
    return f"Sổ {path.name} có {kept} bản trước: chọn số từ 1 đến {kept}."
