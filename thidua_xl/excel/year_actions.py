"""Buttons of the year: its calendar, reminders."""

from .. import clock
from ..bookkeeping.opening import schema_of
from ..domain.year.calendar import agenda
from ..sheets.cluster import calendar
from ..sheets.hidden import OFFICE
from ..wording.calendar import coming_said, entry_said
from ..wording.next_step import NO_FIRST_PAGE, following_said, next_said
from .click import Answer, Click
from .live import LiveBook, path_of


def show_next(click: Click) -> Answer:
    """What is done next, and the cell where it is done; nothing changes."""
    from ..cluster.next_step import next_now

    live = click.live()
    if schema_of(live) == OFFICE:
        return _next_of_office(live)
    step = next_now(click.cluster_book(live, to_write=False), clock.now().date())
    return Answer(next_said(step), sheet=step.sheet, cell=step.cell)


def _next_of_office(live: LiveBook) -> Answer:
    from ..office.book import read_office
    from ..office.next_step import next_of_office

    live.book.app.calculate()
    step = next_of_office(read_office(live, path_of(live.book)))
    return Answer(following_said(step.text or NO_FIRST_PAGE), not step.text, step.sheet, step.cell)


def show_calendar(click: Click) -> Answer:
    """What is late and what comes next, beside the sheet `Lịch`; nothing changes."""
    from ..cluster.year import calendar_of

    book = click.cluster_book(click.live(), to_write=False)
    late, coming = told = agenda(calendar_of(book, clock.now().date()))
    lines = [*map(entry_said, (*late, *coming)), "", coming_said(told)]
    return Answer("\n".join(lines).strip(), bool(late), calendar.TABLE.sheet)


def remind_all(click: Click) -> Answer:
    """Drafts to whoever is late or has something due soon, into the folder; nothing is written into the book."""
    from ..cluster.acts.remind import WITHIN, remind
    from ..wording.reminders import reminded_said

    out, live = click.chosen(), click.live()
    if schema_of(live) == OFFICE:
        from ..office.acts.remind import remind_clusters
        from ..office.book import read_office

        done = remind_clusters(read_office(live, path_of(live.book)), out, WITHIN, click.step)
    else:
        done = remind(click.cluster_book(live, to_write=False), out, step=click.step)
    return Answer(reminded_said(done), done.drafts > 0)
