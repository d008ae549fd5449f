"""The calendar in Vietnamese sentences: what comes, and the file that was written."""

from typing import TYPE_CHECKING

from ..domain.ranking.dates import told
from ..domain.year.calendar import Agenda, Entry

if TYPE_CHECKING:
    from ..cluster.acts.calendar import YearCalendar


def day_said(entry: Entry) -> str:
    """Its day, with why that is a day off."""
    day = told(entry.due) if entry.due else ""
    return f"{day} ({entry.off})" if entry.off else day


def entry_said(entry: Entry) -> str:
    """A duty in one line: what, by when, how it stands."""
    day = f", hạn {day_said(entry)}" if entry.due else ""
    return f"• {entry.duty.code} – {entry.duty.what}{day}: {entry.said[0].lower()}{entry.said[1:]}"


def coming_said(agenda: Agenda) -> str:
    """The one line on what comes, else on what is late."""
    first = next(iter((*agenda.coming, *agenda.late)), None)
    if first is None:
        return "Việc sắp đến: không còn việc nào có hạn."
    said = first.said[0].lower() + first.said[1:]
    return f"Việc sắp đến: {first.duty.code} – {first.duty.what}, hạn {day_said(first)}, {said}."


def calendar_file_said(done: "YearCalendar") -> str:
    """How many duties stand in the calendar file."""
    return f"Đã ghi {done.events} việc vào {done.file}."
