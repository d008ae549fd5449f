"""The calendar as a file that Outlook, Google Calendar and telephones read (RFC 5545)."""

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..domain.ranking.dates import told
from ..domain.scoring.settings import Settings
from ..domain.year.calendar import Entry
from ..sheets.cluster.calendar import Col

if TYPE_CHECKING:
    from icalendar import Event

PRODUCT = "-//thidua-xl//Lich cum thi dua//VI"
"""What a file of ours names as its maker."""
_AHEAD = (7, 1)
"""Days before a duty's day on which it is called to mind."""


def dated(calendar: Sequence[Entry]) -> list[tuple[Entry, datetime.date]]:
    """The duties that have a day, with it."""
    return [(one, one.due) for one in calendar if one.due is not None]


def to_ics(calendar: Sequence[Entry], settings: Settings, moment: datetime.datetime) -> bytes:
    """One all-day event for each duty that has a day; the same arguments give the same bytes."""
    from icalendar import Calendar

    file = Calendar()
    file.add("prodid", PRODUCT)
    file.add("version", "2.0")
    file.add("x-wr-calname", f"{settings.name or settings.cluster} – {settings.period_said}")
    for entry, day in dated(calendar):
        file.add_component(_event(entry, day, settings, moment))
    data: bytes = file.to_ical()
    return data


def _event(entry: Entry, day: datetime.date, settings: Settings, moment: datetime.datetime) -> "Event":
    from icalendar import Alarm, Event

    duty = entry.duty
    event = Event()
    event.add("uid", f"{settings.cluster}-{settings.year}-{duty.code}@thidua-xl")
    event.add("dtstamp", moment.astimezone(datetime.UTC))
    event.add("dtstart", day)
    event.add("dtend", day + datetime.timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("summary", duty.what or duty.code)
    event.add("description", _described(entry))
    for days in _AHEAD:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", duty.what or duty.code)
        alarm.add("trigger", -datetime.timedelta(days=days))
        event.add_component(alarm)
    return event


def _described(entry: Entry) -> str:
    """What stays true until its day: how it stands today does not."""
    starts = told(entry.span.starts) if entry.span.starts else ""
    lines = {Col.WHO: entry.duty.who, Col.SOURCE: entry.duty.source, Col.STARTS: starts, Col.OFF: entry.off}
    return "\n".join(f"{name}: {text}" for name, text in lines.items() if text)
