"""The clusters' year as the office book shows it on a day."""

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ..domain.office.calendar import arrived, as_office_knows, conference_held, without_book
from ..domain.office.clusters import ClusterResult
from ..domain.office.inputs import Cluster, Paper
from ..domain.values.text import fold
from ..domain.values.told_apart import told_apart
from ..domain.year.calendar import Entry, Typed, standing
from ..sheets.office.calendar import ClusterDuty, OfficeRow
from .book import OfficeBook

_NOTHING = Typed()


def duties_of(
    book: OfficeBook, results: Mapping[str, ClusterResult], today: datetime.date
) -> list[ClusterDuty]:  # fmt: skip
    """Every duty of every cluster as it stands on this day, in the order of the list of clusters."""
    added: defaultdict[str, list[tuple[str, OfficeRow]]] = defaultdict(list)
    for (owner, code), row in book.calendar.rows.items():
        if row.is_added:
            added[owner].append((code, row))
    papers = told_apart(book.papers, lambda one: one.cluster)
    return [
        duty
        for cluster in book.clusters
        for duty in _of_cluster(
            book, cluster, results, papers.get(cluster.code, ()), added[fold(cluster.code)], today
        )
    ]


def _of_cluster(
    book: OfficeBook, cluster: Cluster, results: Mapping[str, ClusterResult], papers: Sequence[Paper],
    added: Sequence[tuple[str, OfficeRow]], today: datetime.date,
) -> Iterator[ClusterDuty]:  # fmt: skip
    result = results.get(cluster.code)
    base: Sequence[Entry] = result.known_year.on(today) if result and result.known_year else ()
    base = base or without_book(cluster, papers, book.settings, today)
    came = {code: day for code, day in arrived(papers).items() if day <= today}
    held = conference_held(papers, result.phase if result else "")
    for entry in base:
        row = book.calendar.row(cluster.code, entry.duty.code)
        known = as_office_knows(entry, row.typed if row else _NOTHING, came, held, today)
        yield ClusterDuty(cluster.code, known, row)
    codes = {fold(entry.duty.code) for entry in base}
    for code, row in added:
        if code not in codes:
            yield ClusterDuty(cluster.code, _added(row, today), row, is_added=True)


def _added(row: OfficeRow, today: datetime.date) -> Entry:
    """A row that the office added, as it stands."""
    own, typed = row.own, row.typed
    due = typed.due or own.span.due
    state, days = standing(own.span.starts, due, typed.done, today)
    return Entry(own.duty, own.span, due, typed.done, None, state, days)


def left_over(book: OfficeBook, duties: Sequence[ClusterDuty]) -> list[OfficeRow]:
    """Rows that follow nothing any more and in which somebody typed: kept at the bottom."""
    drawn = {one.row.row for one in duties if one.row}
    rows = [row for row in book.calendar.rows.values() if row.row not in drawn]
    return [row for row in (*rows, *book.calendar.loose) if row.is_added or row.is_typed_in]
