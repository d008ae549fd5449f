"""Lịch of all clusters: what is late and what comes next, told; as a calendar file. The office book does not change."""

from pathlib import Path

from ... import clock
from ...cluster.acts.calendar import YearCalendar, write_ics
from ...cluster.ics import Event, file_of
from ...domain.year.calendar import Entry
from ...sheets.office.calendar import TABLE, ClusterDuty
from ...workers import garbage
from ...workers.steps import Step, quietly
from ..book import OfficeBook
from .consolidate import take_books_in


@garbage.held()
def office_calendar(book: OfficeBook, ics: Path | None = None, step: Step = quietly) -> YearCalendar:
    """The calendar of all clusters as of now; the code of a duty begins with its cluster's (`C01-HN`).

    Args:
        book: the office book.
        ics: where the calendar file goes, if anywhere.
        step: told how many books of how many are read.

    Raises:
        CannotRunError: the book lists no cluster, or the file is not ours or cannot be written.
    """
    moment = clock.now()
    outcome = take_books_in(book, [], step)
    if ics is not None:
        year = book.settings.year
        events = [
            Event(f"{one.cluster}-{year}-{one.entry.duty.code}", one.entry, f"[{one.cluster}] ")
            for one in outcome.calendar
        ]
        name = f"{book.settings.office or book.settings.superior} – {year}"
        ics = write_ics(ics, file_of(events, name, moment))
    found = [one for one in outcome.findings if one.sheet == TABLE.sheet]
    return YearCalendar(moment.date(), [_named(one) for one in outcome.calendar], found, ics)


def _named(one: ClusterDuty) -> Entry:
    """A duty under the code of its cluster and its own."""
    duty = one.entry.duty
    return one.entry._replace(duty=duty._replace(code=f"{one.cluster}-{duty.code}"))
