"""How far a cluster's year has come, in figures: what the next step follows from."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum, auto
from typing import NamedTuple

from ..scoring.settings import Phase
from .stages import Stage


class Step(StrEnum):
    """What is done next, in the order of the year; what has to be mended first stands where it holds the rest up."""

    SETTINGS = auto()
    UNITS = auto()
    CRITERIA = auto()
    MEND = auto()
    """Errors on the sheets that people fill: nothing is issued while there are any."""
    UNSEALED = auto()
    """Something was typed into a sealed book."""
    RANK = auto()
    """Something was typed since the last computation."""
    CHANGED = auto()
    """Criteria or units are others than those of the forms: nothing is sent or sealed over that."""
    DEADLINE = auto()
    ISSUE_REGISTER = auto()
    ISSUE_MIDYEAR = auto()
    ISSUE = auto()
    DECIDE = auto()
    """Files wait for a choice."""
    GIVE_BACK = auto()
    REMIND = auto()
    COLLECT = auto()
    AWAIT = auto()
    """Units were asked to mend their forms, and nothing else can be done meanwhile."""
    NEXT_STAGE = auto()
    """A collection before the last one is complete."""
    NOT_ASSIGNED = auto()
    """Không giao that units claim, to be confirmed."""
    SCORERS = auto()
    """Those who score others owe points."""
    AGREE = auto()
    """Scores are missing."""
    ERRORS = auto()
    CONFERENCE_DAY = auto()
    SUBMIT = auto()
    """The table goes up before the conference."""
    VOTE = auto()
    PROCLAIM = auto()
    MEETING = auto()
    """Họp trù bị."""
    CONFERENCE = auto()
    APPROVE = auto()
    """The result goes up after the conference; with that the scores are approved."""
    PAPERS = auto()
    DEMANDS = auto()
    """What the year leaves open, without which a book is not closed."""
    CLOSE = auto()
    NEXT_YEAR = auto()


class Behind(StrEnum):
    """Why what the book shows is not what it would amount to now."""

    NOT = ""
    SCORES = "nhập thêm điểm"
    DECISIONS = "chọn quyết định cho tệp đang chờ"
    RULES = "sửa tiêu chí, đơn vị hoặc mục của trang Cụm"


class Place(NamedTuple):
    """A cell: where a step is done."""

    sheet: str
    cell: str = ""


class Tie(NamedTuple):
    """Units that wait for a vote on a rank."""

    rank: int
    names: tuple[str, ...]


class YearState(NamedTuple):
    """What is known of a book on a day. A blank book is one of the year without anything."""

    today: date
    year: int = 0
    phase: Phase = Phase.RECEIVING
    is_sealed: bool = False
    behind: Behind = Behind.NOT
    stage: Stage = Stage.YEAREND
    units: int = 0
    criteria: int = 0
    settings: tuple[str, ...] = ()
    """Settings that a book cannot do without, and that are blank."""
    wrong: int = 0
    """Errors on the sheets that people fill."""
    changed: int = 0
    """Causes from which much else follows (`findings.STOPS`)."""
    sends_forms: bool = True
    """Whether units send a form at this stage."""
    issued: bool = False
    issued_stages: frozenset[Stage] = frozenset()
    """The collections for which forms went out."""
    answered_stages: frozenset[Stage] = frozenset()
    """Those of them for which something came back, on paper too."""
    expected: int = 0
    """Units that are scored."""
    missing: tuple[str, ...] = ()
    """The names of those of which nothing is there."""
    received: int = 0
    """Files of this stage, whatever became of them."""
    waiting: int = 0
    """Files that wait for a choice, of any stage."""
    to_fix: tuple[str, ...] = ()
    """The names of units that have to mend their file or send it again, and of whom no letter was made about it."""
    returned: tuple[str, ...] = ()
    """The names of those for whom it was made."""
    returned_on: date | None = None
    """The day of the latest of these letters."""
    reminded_on: date | None = None
    """The day of the latest letter that reminds of a missing form; None where one of `missing` has none."""
    is_timed: bool = False
    """Whether a criterion is scored by the day on which forms came while nobody said by when they are due."""
    due: date | None = None
    """The day by which forms of this stage are due."""
    not_assigned: int = 0
    awaited: tuple[str, ...] = ()
    """Who owes points as a scorer."""
    unscored: int = 0
    errors: int = 0
    """Errors that nothing else here counts."""
    ties: tuple[Tie, ...] = ()
    proclaimed_wrong: int = 0
    """What is wrong, or without a reason, on `Suy tôn`."""
    opens: date | None = None
    """From when the table of scores goes up before the conference."""
    closes: date | None = None
    conference: date | None = None
    meets: bool = False
    """Whether the page of the preparatory meeting is there."""
    sent_after: bool = False
    papers_made: bool = False
    """Whether report, minutes or list of the conference were made or have a number."""
    outdated: int = 0
    """Papers that say other figures than the book."""
    demands: int = 0
    places: Mapping[Step, Place] = {}
    """Where the first thing of a step stands, as far as that is known."""

    @property
    def is_complete(self) -> bool:
        """Whether every unit is there, and no form waits or has to be mended."""
        return self.expected > 0 and not (self.missing or self.to_fix or self.returned or self.waiting)

    @property
    def days_left(self) -> int | None:
        """Days until the forms are due, below 0 for days late; None without a day."""
        return None if self.due is None else (self.due - self.today).days

    @property
    def is_before_conference(self) -> bool:
        """Whether its day is known and has not passed."""
        return self.conference is not None and self.today <= self.conference

    @property
    def must_go_up(self) -> bool:
        """Whether the days of sending the table have come, so that nothing may hold it up."""
        return self.opens is not None and self.opens <= self.today and self.is_before_conference
