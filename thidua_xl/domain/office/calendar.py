"""Lịch of the superior's office: every cluster's duties, as its book says, else by the days that the office knows."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ..scoring.settings import Phase, Settings
from ..year.calendar import Entry, Typed, entries, plan, standing
from ..year.duties import CONFERENCE, PREPARATION, REPORT, TABLE, Facts, Span
from .inputs import Cluster, OfficeSettings, Paper, PaperKind

AFTER_CONFERENCE = (PaperKind.REPORT, PaperKind.MINUTES, PaperKind.LIST)
"""What goes up after the conference (HD 1302, II.5)."""
_OF_CONFERENCE = (PaperKind.MINUTES, PaperKind.LIST)
"""Nobody writes them before it was held; a report is drafted earlier."""
_MEETINGS = (PREPARATION, CONFERENCE)
_AGREED = frozenset({Phase.AGREED.value, Phase.CLOSED.value})


class Held(NamedTuple):
    """That the conference, and what prepared it, was held; `by` this day, where a day is known at all."""

    by: date | None = None


def arrived(papers: Sequence[Paper]) -> Mapping[str, date]:
    """What the papers of a cluster show to be done: the table sent, and the three papers after the conference."""
    days = {kind: [one.received for one in papers if one.kind is kind and one.received] for kind in PaperKind}
    done = {TABLE: min(days[PaperKind.TABLE])} if days[PaperKind.TABLE] else {}
    if all(days[kind] for kind in AFTER_CONFERENCE):
        done[REPORT] = max(min(days[kind]) for kind in AFTER_CONFERENCE)
    return done


def conference_held(papers: Sequence[Paper], phase: str) -> Held | None:
    """Whether a cluster's conference was held: its minutes or its list came, or its book says that scores were agreed.

    Args:
        papers: of this cluster.
        phase: of its book; empty without one.
    """
    own = [one for one in papers if one.kind in _OF_CONFERENCE]
    day = min((one.received for one in own if one.received), default=None)
    return Held(day) if own or phase in _AGREED else None


def without_book(
    cluster: Cluster, papers: Sequence[Paper], settings: OfficeSettings, today: date
) -> list[Entry]:  # fmt: skip
    """The duties of a cluster whose book is not there: by the office's own days and the defaults of HD 1302."""
    known = Settings(
        year=settings.year,
        conference=cluster.conference,
        papers_due=settings.papers_due,
        cluster=cluster.code,
    )
    return entries(plan(known, {}), known, Facts(shown=arrived(papers)), today)


def as_office_knows(
    entry: Entry, typed: Typed, came: Mapping[str, date], held: Held | None, today: date
) -> Entry:  # fmt: skip
    """A duty of a cluster as it stands upstairs.

    The cluster's day holds unless the office typed `Hạn riêng`; a typed `Ngày xong` wins over all that is known. What
    came on a day was sent by then, whatever later day the cluster's book has for it.

    Args:
        entry: as the cluster's book says, or `without_book`.
        typed: what the office typed beside it.
        came: what the papers received show, by code.
        held: whether the conference is known to be over.
        today: as the door says.
    """
    meeting = _met(entry, held, today) if entry.duty.code in _MEETINGS else None
    known = min(filter(None, (entry.done, came.get(entry.duty.code), meeting)), default=None)
    due, done = typed.due or entry.due, typed.done or known
    state, days = standing(entry.span.starts, due, done, today)
    return entry._replace(span=Span(entry.span.starts, entry.due), due=due, done=done, known_done=known, state=state,
                   days=days)  # fmt: skip


def _met(entry: Entry, held: Held | None, today: date) -> date | None:
    """The day of a meeting that is over: the planned one, unless the papers show an earlier one."""
    if held is None:
        return None
    days = [day for day in (entry.due, held.by) if day and day <= today]
    return min(days, default=None)
