"""Lịch of the superior's office: every cluster's duties, as its book says, else by the days that the office knows."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from ..scoring.settings import Settings
from ..year.calendar import Entry, Typed, entries, plan, standing
from ..year.duties import REPORT, TABLE, Facts, Span
from .inputs import Cluster, OfficeSettings, Paper, PaperKind

_AFTER = (PaperKind.REPORT, PaperKind.MINUTES, PaperKind.LIST)


def arrived(papers: Sequence[Paper]) -> Mapping[str, date]:
    """What the papers of a cluster show to be done: the table sent, and the three papers after the conference."""
    days = {kind: [one.received for one in papers if one.kind is kind and one.received] for kind in PaperKind}
    done = {TABLE: min(days[PaperKind.TABLE])} if days[PaperKind.TABLE] else {}
    if all(days[kind] for kind in _AFTER):
        done[REPORT] = max(min(days[kind]) for kind in _AFTER)
    return done


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


def as_office_knows(entry: Entry, typed: Typed, came: Mapping[str, date], today: date) -> Entry:
    """A duty of a cluster as it stands upstairs.

    The cluster's day holds unless the office typed `Hạn riêng`; a typed `Ngày xong` wins over all that is known.

    Args:
        entry: as the cluster's book says, or `without_book`.
        typed: what the office typed beside it.
        came: what the papers received show, by code.
        today: as the door says.
    """
    known = entry.done or came.get(entry.duty.code)
    due, done = typed.due or entry.due, typed.done or known
    state, days = standing(entry.span.starts, due, done, today)
    return replace(entry, span=Span(entry.span.starts, entry.due), due=due, done=done, known_done=known, state=state,
                   days=days)  # fmt: skip
