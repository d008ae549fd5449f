"""The calendar as a file that Outlook, Google Calendar and telephones read (RFC 5545)."""

import datetime
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..domain.ranking.dates import told
from ..domain.scoring.settings import Settings
from ..domain.year.calendar import Entry
from ..sheets.cluster.calendar import Col

if TYPE_CHECKING:
    from icalendar import Event as Component

PRODUCT = "-//thidua-xl//Lich cum thi dua//VI"
"""What a file of ours names as its maker."""
_AHEAD = (7, 1)
"""Days before a duty's day on which it is called to mind."""


def dated(calendar: Sequence[Entry]) -> list[tuple[Entry, datetime.date]]:
    """The duties that have a day, with it."""
    return [(one, one.due) for one in calendar if one.due is not None]


class Event(NamedTuple):
    """A duty as an event: what tells it apart everywhere, and what stands before its name."""

    mark: str
    entry: Entry
    before: str = ""


def to_ics(calendar: Sequence[Entry], settings: Settings, moment: datetime.datetime) -> bytes:
    """One all-day event for each duty that has a day; the same arguments give the same bytes."""
    events = [Event(f"{settings.cluster}-{settings.year}-{one.duty.code}", one) for one in calendar]
    return file_of(events, f"{settings.name or settings.cluster} – {settings.period_said}", moment)


def file_of(events: Iterable[Event], name: str, moment: datetime.datetime) -> bytes:
    """The same of duties from several calendars."""
    from icalendar import Calendar

    file = Calendar()
    file.add("prodid", PRODUCT)
    file.add("version", "2.0")
    file.add("x-wr-calname", name)
    for one in events:
        if one.entry.due is not None:
            file.add_component(_event(one, one.entry.due, moment))
    data: bytes = file.to_ical()
    return data


def _event(one: Event, day: datetime.date, moment: datetime.datetime) -> "Component":
    from icalendar import Alarm
    from icalendar import Event as Component

    summary = one.before + (one.entry.duty.what or one.entry.duty.code)
    event = Component()
    event.add("uid", f"{one.mark}@thidua-xl")
    event.add("dtstamp", moment.astimezone(datetime.UTC))
    event.add("dtstart", day)
    event.add("dtend", day + datetime.timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("summary", summary)
    event.add("description", _described(one.entry))
    for days in _AHEAD:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", summary)
        alarm.add("trigger", -datetime.timedelta(days=days))
        event.add_component(alarm)
    return event


def _described(entry: Entry) -> str:
    """What stays true until its day: how it stands today does not."""
    starts = told(entry.span.starts) if entry.span.starts else ""
    lines = {Col.WHO: entry.duty.who, Col.SOURCE: entry.duty.source, Col.STARTS: starts, Col.OFF: entry.off}
    return "\n".join(f"{name}: {text}" for name, text in lines.items() if text)
