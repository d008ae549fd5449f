"""What all clusters amount to: the outcome that sheets, sentences and JSON are made from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ..domain.office.appraisal import Effect, ToCheck
from ..domain.office.clusters import ClusterResult
from ..domain.office.movements import Tally, tally
from ..domain.office.progress import FileState, Progress
from ..domain.office.proposal import Proposal
from ..domain.values.catalogue import Code
from ..domain.values.findings import Finding, any_error, in_order
from ..domain.values.told_apart import told_apart
from ..mail.inbox import Unreadable
from ..sheets.office import own_criteria, scores
from ..sheets.office.calendar import ClusterDuty
from ..sheets.office.files import FileRow
from .book import OfficeBook
from .own_scoring import NOTHING_SCORED, OwnScoring
from .scoring_book import TABLES

_OF_SCORING = frozenset({own_criteria.TABLE.sheet, *(table.sheet for table in TABLES)})
"""Sheets of the superior's own scoring: what is wrong there, of whatever unit, concerns no cluster."""


def _of_superior(found: Finding) -> bool:
    """Whether it is for the superior to mend: its own scoring, or a score of its own that lacks."""
    lacks = found.code is Code.SUPERIOR_SCORE_MISSING and found.sheet == scores.TABLE.sheet
    return lacks or found.sheet in _OF_SCORING


@dataclass(slots=True)
class ClusterOutcome:
    """One cluster of the list and what came of its book."""

    code: str
    name: str
    state: FileState
    file: str = ""
    result: ClusterResult | None = None
    findings: list[Finding] = field(default_factory=list)


@dataclass(slots=True)
class Consolidation:
    """What all clusters amount to."""

    book: OfficeBook
    clusters: list[ClusterOutcome]
    strangers: list[tuple[FileRow, list[Finding]]]
    """Files that belong to no cluster of the list."""
    progress: list[Progress]
    proposal: Proposal
    to_check: list[ToCheck]
    effects: Mapping[str, Effect]
    findings: list[Finding]
    """Of the office book itself: what was typed in it, the proposal, the checking."""
    today: date
    calendar: Sequence[ClusterDuty]
    """Every duty of every cluster as it stands today."""
    own_scoring: OwnScoring = NOTHING_SCORED
    """What the superior's own scorers gave."""
    unreadable: Sequence[Unreadable] = ()
    others: Sequence[str] = ()
    """Files of this run that are no cluster books: not taken in."""
    _duties: Mapping[str, Sequence[ClusterDuty]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._duties = told_apart(self.calendar, lambda one: one.cluster)

    def duties_of(self, cluster: str) -> Sequence[ClusterDuty]:
        """The duties of a cluster of this code."""
        return self._duties.get(cluster, ())

    @property
    def results(self) -> dict[str, ClusterResult]:
        """Cluster code → what counts, in the order of the list."""
        return {one.code: one.result for one in self.clusters if one.result is not None}

    @property
    def movements(self) -> Tally:
        """The movements of all clusters, for the state's statistics."""
        return tally({one.code: one.result.movements if one.result else None for one in self.clusters})

    @property
    def is_provisional(self) -> bool:
        """Whether a cluster's nominee is not known yet."""
        return any(one.result is None or one.result.nominee is None for one in self.clusters)

    def all_findings(self) -> list[tuple[str, Finding]]:
        """(cluster code or nothing, finding): the office's own, cluster by cluster, files of nobody."""
        cluster_of = {unit.code: unit.cluster for unit in self.book.units}
        apart = {row.file for row in self.book.files if row.scorer}
        found = [
            ("" if _of_superior(one) or one.file in apart else cluster_of.get(one.unit, ""), one)
            for one in in_order(self.findings)
        ]
        found += [(one.code, each) for one in self.clusters for each in in_order(one.findings)]
        found += [(row.cluster, each) for row, several in self.strangers for each in in_order(several)]
        return found + [("", one.found) for one in self.unreadable]

    @property
    def needs_a_person(self) -> bool:
        """Whether the command ends with exit code 1."""
        missing = any(one.state is not FileState.RECEIVED for one in self.clusters)
        return missing or any_error(found for _, found in self.all_findings())
