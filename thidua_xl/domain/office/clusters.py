"""What a cluster's book amounts to upstairs: recomputed, compact, plain data that a worker can send. No file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from ..ranking.proclaimed import PLACES
from ..ranking.standings import UnitStatus
from ..scoring.groups import Grouping
from ..scoring.settings import Basis
from ..values.findings import Finding
from ..values.numbers import Points
from ..year.calendar import KnownYear
from ..year.movements import Movement


class ClusterUnit(NamedTuple):
    """One unit as recomputed; points in thousandths, `percent` in thousandths of a percent.

    `place` is what the members proclaimed, else what the points propose (HD 1302, III.3).
    """

    code: str
    name: str
    rank: int | None
    place: str | None
    status: UnitStatus
    nominee: bool
    self_total: Points | None
    agreed_total: Points
    max_total: Points
    percent: Points | None
    sections: tuple[Points, ...] = ()
    at_maximum: bool = False
    """Whether every criterion that it scored itself stands at its maximum."""
    gap: Points | None = None
    """Self less agreed score over the criteria that it scored itself; None where it scored none."""
    decided_by: str = ""
    """Căn cứ xếp hạng where points did not decide: a vote, a decision."""
    unscored: bool = False
    """Whether no score of it stands: then it has no total, not one of 0."""

    @property
    def stands(self) -> Points | None:
        """The agreed total as it is printed."""
        return None if self.unscored else self.agreed_total

    def value(self, basis: Basis) -> Points | None:
        """What it is ranked by; None where there is nothing."""
        return self.stands if basis is Basis.POINTS or self.unscored else self.percent


class Sent(NamedTuple):
    """One submission as recorded in `Lần gửi`."""

    number: int
    kind: str
    day: date | None


class DetailLine(NamedTuple):
    """One row of the criteria as it stands for one unit; `maximum` and `score` in thousandths."""

    code: str
    text: str
    depth: int
    is_section: bool
    is_penalty: bool
    maximum: Points
    score: Points | None = None
    """Điểm tính, signed; None where none stands or none counts."""
    evidence: str = ""
    explanation: str = ""
    asked: bool = False
    """Whether the unit was asked for evidence and what it wrote is known: then a blank says that it wrote none."""
    reported: Points | None = None
    """The score that the unit gave itself, signed; None where it gave none."""


class UnitDetail(NamedTuple):
    """What a cluster's book holds on one unit, criterion by criterion, for the superior to check."""

    unit: str
    lines: tuple[DetailLine, ...]

    def line(self, criterion: str) -> DetailLine | None:
        """The line of a criterion that bears points."""
        return next((one for one in self.lines if one.code == criterion and not one.is_section), None)


@dataclass(slots=True)
class ClusterResult:
    """A cluster book recomputed from its scores; its own totals are believed nowhere."""

    code: str
    year: int
    name: str = ""
    phase: str = ""
    basis: Basis = Basis.POINTS
    digits: int = 2
    criteria: str = ""
    """The fingerprint of the criteria."""
    conference: date | None = None
    ceiling: Points | None = None
    """Trần tổng điểm."""
    penalties: frozenset[str] = frozenset()
    """Criteria whose points are deducted."""
    maxima: Mapping[str, Points] = field(default_factory=dict)
    """The maximum of every scored criterion."""
    scores: Mapping[tuple[str, str], Points | None] = field(default_factory=dict)
    """Unit and criterion → the score that stands, for those that were asked for one by one."""
    grouping: Grouping = field(default_factory=Grouping)
    """The groups of its table."""
    points: Mapping[str, Mapping[str, Points]] = field(default_factory=dict)
    """Unit → its scores by criterion, where groups or a ceiling make another total of them than their sum, or where
    `order` asks for parts of it."""
    deducted: Mapping[str, Points] = field(default_factory=dict)
    """Unit → what conditions and violations take off its total, beside these points."""
    order: tuple[str, ...] = ()
    """Khi bằng điểm: what tells level units apart; empty where only a vote does."""
    counting: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Unit → the criteria that take part in its maximum, where there is such an order."""
    provisional: bool = False
    open_ranks: tuple[int, ...] = ()
    nominee: str | None = None
    units: tuple[ClusterUnit, ...] = ()
    """In the order of the ranking."""
    sections: tuple[tuple[str, str, Points], ...] = ()
    """Code, name, maximum of the top sections."""
    sent: tuple[Sent, ...] = ()
    journal: tuple[str, ...] = ()
    """The hashes of its journal, shortened: whether one book continues another."""
    saved: str = ""
    """When the saving program says it saved the file (ISO, UTC); empty where it does not say."""
    seal: str = ""
    details: tuple[UnitDetail, ...] = ()
    """The criteria one by one of units that may be checked, where they were asked for."""
    known_year: KnownYear | None = None
    """What its calendar follows from, whatever day it is; None where only whose it is was asked."""
    registered: tuple[int, int] = (0, 0)
    """How many units have registered, of how many that are asked to."""
    next_head: str = ""
    """Who was elected head for the next year: a unit's code."""
    papers: Mapping[str, str] = field(default_factory=dict)
    """The numbers of its papers by their codes (`domain.year.papers`)."""
    movements: tuple[Movement, ...] | None = None
    """The movements that its units registered; None where its book has no list of them, which is not none at all."""
    findings: list[Finding] = field(default_factory=list)
    """Every mismatch found in the book itself."""

    @property
    def key(self) -> tuple[str, Basis]:
        """Units are comparable across clusters only where this is equal."""
        return self.criteria, self.basis

    def in_place(self, place: str) -> tuple[str, ...]:
        """The units proclaimed (else proposed) Nhất, Nhì or Ba."""
        return tuple(unit.code for unit in self.units if unit.place == place)

    @property
    def places(self) -> Mapping[str, tuple[str, ...]]:
        """Nhất, Nhì, Ba → units."""
        return {place: self.in_place(place) for place in PLACES.values()}

    def unit(self, code: str) -> ClusterUnit | None:
        """The unit of this code."""
        return next((unit for unit in self.units if unit.code == code), None)


class FileKind(StrEnum):
    """What a file is that lay among the cluster books."""

    BOOK = "book"
    OURS = "ours"
    """Another workbook of the program's: a scorecard, an office book."""
    SCORERS = "scorers"
    """A scorer's workbook, of a cluster's or of the superior's own."""
    STRANGER = "stranger"
    """A workbook that is none of the program's."""
    UNREAD = "unread"


class ClusterFile(NamedTuple):
    """What reading one file gave."""

    kind: FileKind
    result: ClusterResult | None = None
    findings: tuple[Finding, ...] = ()
    """Why it is refused, or what is noted of it."""
