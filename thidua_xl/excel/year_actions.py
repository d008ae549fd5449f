"""The button of the year's calendar."""

from .. import clock
from ..domain.year.calendar import agenda
from ..sheets.cluster import calendar
from ..wording.calendar import entry_said, next_said
from .click import Answer, Click


def show_calendar(click: Click) -> Answer:
    """What is late and what comes next, beside the sheet `Lịch`; nothing changes."""
    from ..cluster.year import calendar_of

    book = click.cluster_book(click.live(), to_write=False)
    late, coming = told = agenda(calendar_of(book, clock.now().date()))
    lines = [*map(entry_said, (*late, *coming)), "", next_said(told)]
    return Answer("\n".join(lines).strip(), bool(late), calendar.TABLE.sheet)
