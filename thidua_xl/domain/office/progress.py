"""Tiến độ: what each cluster has sent, and how long before its conference (HD 1302, I.2.1, II.5)."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from ..ranking.standings import UnitStatus
from ..ranking.submissions import Sending
from ..year.calendar import Entry
from ..year.duties import MIDYEAR, REGISTRATION, REPORT_MIDYEAR
from .clusters import ClusterResult
from .inputs import Cluster, OfficeSettings, Paper, PaperKind

_NOTHING = frozenset({UnitStatus.MISSING, UnitStatus.EXCLUDED})


class FileState(StrEnum):
    """State of a cluster, by its name in JSON."""

    RECEIVED = "received"
    MISSING = "missing"
    REFUSED = "refused"

    @property
    def shown(self) -> str:
        """The words that people read."""
        return {"received": "Đã nhận", "missing": "Chưa nhận", "refused": "Chưa dùng được"}[self.value]


class YearProgress(NamedTuple):
    """How far a cluster's year has come before the conference; None where no book of it is there."""

    registration: Entry | None = None
    registered: tuple[int, int] = (0, 0)
    """How many units have registered, of how many."""
    report: Entry | None = None
    """The report of six months."""
    meeting: Entry | None = None
    """The mid-year meeting."""
    next_head: str = ""
    """Who heads the cluster next year: code and name."""


_UNKNOWN = YearProgress()


class Progress(NamedTuple):
    """One cluster's line. `days` before the conference that the table went up; None where that is not known."""

    cluster: Cluster
    state: FileState
    phase: str
    conference: date | None
    table: date | None
    days: int | None
    papers: Mapping[PaperKind, tuple[bool, date | None]]
    """Kind → whether it came, and on which day where that is known."""
    late: tuple[str, ...]
    missing: tuple[str, ...]
    year: YearProgress = _UNKNOWN

    @property
    def is_done(self) -> bool:
        """Whether nothing is late or missing."""
        return not (self.late or self.missing)


def progress_of(
    cluster: Cluster, state: FileState, result: ClusterResult | None, papers: Sequence[Paper],
    settings: OfficeSettings, duties: Mapping[str, Entry],
) -> Progress:  # fmt: skip
    """The line of a cluster; `papers` and `duties` (by code) are those of this cluster.

    The day of the table is the first one typed in `Hồ sơ nhận`, else that of the first submission before the
    conference, else nothing: no day is guessed.
    """
    came = {kind: _came(kind, papers) for kind in PaperKind}
    conference = cluster.conference or (result.conference if result else None)
    table = came[PaperKind.TABLE][1] or _first_sent(result)
    days = (conference - table).days if conference and table else None
    has_table = came[PaperKind.TABLE][0] or _has_scores(result)
    late = [PaperKind.TABLE.value] if days is not None and days < settings.latest else []
    missing = [] if has_table else [PaperKind.TABLE.value]
    for kind in (PaperKind.REPORT, PaperKind.MINUTES, PaperKind.LIST):
        is_here, day = came[kind]
        if not is_here:
            missing.append(kind.value)
        elif day and settings.papers_due and day > settings.papers_due:
            late.append(kind.value)
    came[PaperKind.TABLE] = (has_table, table)
    phase = result.phase if result else ""
    return Progress(cluster, state, phase, conference, table, days, came, tuple(late), tuple(missing),
                    _year(result, duties))  # fmt: skip


def _year(result: ClusterResult | None, duties: Mapping[str, Entry]) -> YearProgress:
    if result is None:
        return YearProgress(report=duties.get(REPORT_MIDYEAR), meeting=duties.get(MIDYEAR))
    head = result.unit(result.next_head)
    return YearProgress(
        duties.get(REGISTRATION), result.registered, duties.get(REPORT_MIDYEAR), duties.get(MIDYEAR),
        f"{head.code} {head.name}" if head else result.next_head,
    )  # fmt: skip


def _came(kind: PaperKind, papers: Sequence[Paper]) -> tuple[bool, date | None]:
    own = [paper for paper in papers if paper.kind is kind]
    return bool(own), min((paper.received for paper in own if paper.received), default=None)


def _has_scores(result: ClusterResult | None) -> bool:
    """Whether the book is more than the one that was handed out: sent as a table, or scored at all."""
    if result is None:
        return False
    return bool(result.sent) or any(unit.status not in _NOTHING for unit in result.units)


def _first_sent(result: ClusterResult | None) -> date | None:
    days = [sent.day for sent in result.sent if sent.day and sent.kind == Sending.BEFORE] if result else []
    return min(days, default=None)
