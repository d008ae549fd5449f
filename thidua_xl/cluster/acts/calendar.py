"""Lịch: what is late and what comes next, told; the whole year as a calendar file. The book does not change."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ... import clock
from ...domain.values.findings import Finding
from ...domain.year.calendar import Agenda, Entry, agenda
from ...errors import CannotRunError, reason
from ...storage.safe import write_safely
from ...workers import garbage
from ..book import Book
from ..ics import PRODUCT, dated, to_ics
from ..year import calendar_of, of_the_year


@dataclass(frozen=True, slots=True)
class YearCalendar:
    """The outcome of `calendar`."""

    today: datetime.date
    entries: Sequence[Entry]
    findings: Sequence[Finding]
    """What is wrong with the days of the year."""
    file: Path | None = None
    """The calendar file that was written."""

    @property
    def agenda(self) -> Agenda:
        """What is told first."""
        return agenda(self.entries)

    @property
    def events(self) -> int:
        """How many duties have a day."""
        return len(dated(self.entries))

    @property
    def needs_a_person(self) -> bool:
        """Whether the command ends with exit code 1: something is late."""
        return bool(self.agenda.late)


@garbage.held()
def calendar(book: Book, ics: Path | None = None) -> YearCalendar:
    """The calendar of a book as of now.

    Args:
        book: the cluster's.
        ics: where the calendar file goes, if anywhere.

    Raises:
        CannotRunError: the file is not ours or cannot be written.
    """
    moment = clock.now()
    today = moment.date()
    entries = calendar_of(book, today)
    if ics is not None:
        ics = write_ics(ics, to_ics(entries, book.settings, moment))
    return YearCalendar(today, entries, list(of_the_year(book, today)), ics)


def write_ics(path: Path, data: bytes) -> Path:
    """Write a calendar file. Raises CannotRunError over a file that is not ours, or where it cannot be written."""
    try:
        if path.exists() and PRODUCT.encode() not in path.read_bytes():
            raise CannotRunError(
                f"{path} đã có và không phải tệp lịch của chương trình; không ghi đè. Chọn tên khác."
            )
        path.parent.mkdir(parents=True, exist_ok=True)
        return write_safely(path, data)
    except OSError as error:
        raise CannotRunError(f"Không ghi được {path}: {reason(error)}.") from None
