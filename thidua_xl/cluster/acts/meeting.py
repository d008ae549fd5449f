"""Họp trù bị: the page that the preparatory meeting works through (HD 1302, II.3), drawn into the book."""

from collections.abc import Sequence
from typing import NamedTuple

from ...bookkeeping.keep import Keep, in_file
from ...bookkeeping.saved import Saved
from ...domain.ranking.flips import Flip
from ...domain.values.cells import is_blank
from ...errors import CannotRunError
from ...sheets.cluster import meeting as sheet
from ...sheets.cluster.meeting import Line
from ..assess import Assessment
from ..book import Book
from ..computed import computed
from ..counts import waits_for_a_person
from ..meeting import meeting_lines, prepared
from ..refusals import refuse_closed, refuse_empty
from ..save import save_cluster_book


class MeetingPrepared(NamedTuple):
    """The outcome of `meeting`."""

    book: Book
    outcome: Assessment
    lines: Sequence[Line]
    flips: Sequence[Flip]
    """Every agreed score that would change a place; the page tells the same gain in several criteria once."""
    saved: Saved

    @property
    def needs_a_person(self) -> bool:
        """Whether the command ends with exit code 1, and the click asks for attention."""
        return waits_for_a_person(self.book, self.outcome)


def prepare_meeting(book: Book, keep: Keep = in_file) -> MeetingPrepared:
    """Draw the page, as the book stands now; from then on every command keeps it up to date.

    Raises:
        CannotRunError: the book is closed or empty, or a person's own sheet bears the name.
    """
    refuse_closed(book)
    refuse_empty(book)
    _refuse_own_sheet(book)
    book.meets = True
    outcome, events = computed(book)
    saved = save_cluster_book(book, outcome, "meeting", events, keep)
    known = prepared(book, outcome)
    return MeetingPrepared(book, outcome, meeting_lines(book, known), known.flips, saved)


def _refuse_own_sheet(book: Book) -> None:
    """Raises CannotRunError where nothing may be drawn over what a person made."""
    name = sheet.TABLE.sheet
    grid = book.file.grids.get(name)
    if book.meets or grid is None or all(is_blank(cell) for row in grid.rows for cell in row):
        return
    raise CannotRunError(
        f"Trang {name} của sổ {book.file.path.name} không có bảng của chương trình: nếu là trang của riêng mình thì "
        "đổi tên trang, nếu mất dòng tiêu đề thì ghi lại, rồi chạy lại."
    )
