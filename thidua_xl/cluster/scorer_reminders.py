"""Scorers whose workbooks lack when the scores are due: reminded as units are of their forms."""

import datetime
from collections.abc import Iterator, Sequence

from ..domain.values.text import one_line
from ..domain.year.calendar import Entry
from ..domain.year.duties import FORMS, TABLE
from .assess import Assessment
from .book import Book
from .kept.people import Contact
from .letters import subject_of
from .reminders import STATES, Reminder, To, is_near, of_unit
from .replies import Reply
from .scorer_replies import SCORES, scorer_replies
from .year import calendar_of


def scorer_reminders(
    book: Book, outcome: Assessment, today: datetime.date, within: int
) -> Iterator[Reminder]:
    """The letters to those who owe scores, once forms or the table of scores are due, until that table was sent.

    Args:
        book: the cluster's.
        outcome: what it amounts to.
        today: as the door says.
        within: so many days before its day a duty is called to mind.
    """
    entries = [one for one in calendar_of(book, today) if one.duty.code in (FORMS, TABLE)]
    near = [one for one in entries if is_near(one.due, today, within)]
    if not near or any(one.done for one in entries if one.duty.code == TABLE):
        return
    asked = SCORES._replace(due=_next_day(entries, today))
    for reply in scorer_replies(book, outcome):
        if reply.state in STATES and (reply.errors or not reply.findings):
            yield Reminder(
                To.SCORER, reply.unit.code, one_line(reply.unit.name), _reached(book, reply), STATES[reply.state],
                tuple(one.duty.code for one in near), subject_of(book.settings, reply), reply=reply, asked=asked,
            )  # fmt: skip


def _next_day(entries: Sequence[Entry], today: datetime.date) -> datetime.date | None:
    """The first of their days that is still to come; none where all are past."""
    return min((one.due for one in entries if one.due and one.due >= today), default=None)


def _reached(book: Book, reply: Reply) -> Contact:
    """As `Người chấm` says; a unit as always."""
    unit = book.unit(reply.unit.code)
    return of_unit(book, unit) if unit else Contact(email=reply.unit.email)
