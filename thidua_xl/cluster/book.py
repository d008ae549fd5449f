"""Sổ cụm as state: everything that is known of a cluster and year, read from the book's sheets."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from ..bookkeeping.kept_book import KeptBook, Owned, by_sheet
from ..domain.ranking.submissions import Submission
from ..domain.scoring.criteria import Criteria
from ..domain.scoring.parameters import Parameter
from ..domain.scoring.scores import Key
from ..domain.scoring.settings import Settings
from ..domain.scoring.units import Unit
from ..domain.values.findings import Finding
from ..domain.values.text import fold
from ..domain.year.copied_texts import Written
from ..domain.year.stages import Stage
from ..errors import CannotRunError
from ..sheets import criteria, journal
from ..sheets.cluster import (
    agreed,
    ballots,
    by_criterion,
    by_unit,
    calendar,
    election,
    explained,
    first_page,
    meeting,
    pledges,
    proclaimed,
    ranking,
    receipts,
    settings,
    submissions,
    to_fix,
    trial,
    units,
)
from ..sheets.cluster.agreed import LedgerRow
from ..sheets.cluster.ballots import Ballots
from ..sheets.cluster.calendar import Calendar
from ..sheets.cluster.chosen import NOT_CHOSEN, Choice
from ..sheets.cluster.proclaimed import ProclaimedRow
from ..sheets.cluster.receipts import Receipt
from ..sheets.cluster.submissions import SentRow, submissions_of
from ..sheets.cluster.trial import NOTHING_TRIED, Trial
from ..sheets.cluster.year_tables import YEAR_TABLES
from ..sheets.hidden import Issued
from ..sheets.kept import KeptRow

T = TypeVar("T")

OWNED = by_sheet((
    Owned(units.TABLE, (units.Col.CODE,), all_typed=True),
    Owned(criteria.TABLE, (criteria.Col.CODE,), all_typed=True),
    Owned(agreed.TABLE, (agreed.Col.UNIT, agreed.Col.CRITERION)),
    Owned(receipts.TABLE, (receipts.Col.SHA256, receipts.Col.UNIT, receipts.Col.FILE)),
    Owned(proclaimed.TABLE, (proclaimed.Col.UNIT,)),
    Owned(ballots.TABLE, ()),
    Owned(election.TABLE, ()),
    Owned(to_fix.TABLE, (to_fix.Col.CODE, to_fix.Col.UNIT, to_fix.Col.CRITERION, to_fix.Col.FILE, to_fix.Col.SHEET,
                         to_fix.Col.CELL), (to_fix.Col.CODE, to_fix.Col.SEVERITY)),
    Owned(ranking.TABLE, (ranking.Col.CODE, ranking.Col.SIGNED)),
    Owned(explained.TABLE, (explained.Col.CODE,)),
    Owned(first_page.TABLE, (first_page.Col.CODE,), (first_page.Col.CODE,)),
    Owned(journal.TABLE, (journal.Col.WHEN, journal.Col.CHANGE)),
    Owned(submissions.TABLE, (submissions.Col.NUMBER, submissions.Col.UNIT)),
    Owned(calendar.TABLE, (calendar.Col.CODE,)),
    Owned(meeting.TABLE, (meeting.Col.SECTION, meeting.Col.UNIT, meeting.Col.CRITERION)),
    Owned(pledges.TABLE, (pledges.Col.UNIT, pledges.Col.CRITERION)),
    Owned(trial.TABLE, (trial.Col.CODE,), (trial.Col.CODE,)),
    Owned(by_unit.TABLE, (by_unit.Col.CODE,), (by_unit.Col.CODE,)),
    Owned(by_criterion.TABLE, (by_criterion.Col.KEY,), (by_criterion.Col.KEY,)),
    *(Owned(one.table, one.table.key) for one in YEAR_TABLES),
))  # fmt: skip
"""The tables that the program writes into an existing book."""
TYPED_SHEETS = (agreed.TABLE, receipts.TABLE, proclaimed.TABLE, ballots.TABLE)
WRITTEN_SHEETS = (
    first_page.TABLE, to_fix.TABLE, ranking.TABLE, explained.TABLE, journal.TABLE, pledges.TABLE,
)  # fmt: skip


class _Index(Generic[T]):
    """A list by the codes of its items, made anew for another list or a longer one.

    Every file that comes asks for its unit and its issue: searched for, they took longer the more units.
    """

    def __init__(self, index: Callable[[Sequence[T]], dict[str, T]]) -> None:
        self._index = index
        self._items: Sequence[T] = ()
        self._known: dict[str, T] = {}
        self._size = 0

    def of(self, items: Sequence[T]) -> Mapping[str, T]:
        """The items by code."""
        if items is not self._items or len(items) != self._size:
            self._items, self._size, self._known = items, len(items), self._index(items)
        return self._known


@dataclass(slots=True)
class Book(KeptBook):
    """A cluster book as read."""

    settings: Settings
    units: list[Unit]
    criteria: Criteria
    parameters: dict[str, Parameter]
    receipts: list[Receipt] = field(default_factory=list)
    remarks: dict[str, tuple[object, object]] = field(default_factory=dict)
    """What was typed on `Tiếp nhận` beside units that have not sent."""
    ledger: dict[Key, LedgerRow] = field(default_factory=dict)
    doubles: list[LedgerRow] = field(default_factory=list)
    noted: list[Finding] = field(default_factory=list)
    """What stands on `Cần sửa` from files received earlier."""
    proclaimed: dict[str, ProclaimedRow] = field(default_factory=dict)
    proclaimed_twice: list[ProclaimedRow] = field(default_factory=list)
    """Second rows of a unit on `Suy tôn`: kept, never counted."""
    ballots: Ballots = field(default_factory=Ballots)
    election: Ballots = field(default_factory=lambda: Ballots(election.OFFICES))
    """What stands on `Bầu Trưởng cụm`."""
    calendar: Calendar = field(default_factory=Calendar)
    """What stands on `Lịch`."""
    kept: dict[str, list[KeptRow]] = field(default_factory=dict)
    """The rows of the year's tables (`cluster.kept`) by sheet."""
    meets: bool = False
    """Whether `Họp trù bị` is drawn: it stands in the book, or is asked for now."""
    trial: Trial = NOTHING_TRIED
    """What stands on `Thử chấm`."""
    shown_unit: Choice = NOT_CHOSEN
    """What is chosen on `Theo đơn vị`."""
    shown_criterion: Choice = NOT_CHOSEN
    """What is chosen on `Theo tiêu chí`."""
    written: dict[str, Mapping[str, Written]] = field(default_factory=dict)
    """Hash of an accepted form → criterion → the marks of its texts, as far as they are known."""
    sent: list[SentRow] = field(default_factory=list)
    """The rows of `Lần gửi` as they stand; what they say: `submissions`."""
    evidence: dict[Key, tuple[str, str]] = field(default_factory=dict)
    """Minh chứng and Giải trình of the first units, as at the last submission."""
    issued: list[Issued] = field(default_factory=list)
    versions: dict[str, Criteria] = field(default_factory=dict)
    _by_code: "_Index[Unit]" = field(init=False, repr=False, compare=False)
    _by_fold: "_Index[Unit]" = field(init=False, repr=False, compare=False)
    _by_issue: "_Index[Issued]" = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._by_code = _Index(lambda units: {unit.code: unit for unit in reversed(units)})
        self._by_fold = _Index(lambda units: {fold(unit.code): unit for unit in reversed(units)})
        self._by_issue = _Index(lambda issued: {line.issue_id: line for line in issued})

    @property
    def owned(self) -> Mapping[str, Owned]:
        """The tables that the program writes."""
        return OWNED

    @property
    def title(self) -> str:
        """The document's title."""
        return f"Sổ cụm thi đua {self.settings.cluster}"

    @property
    def typed_titles(self) -> Mapping[str, str]:
        """The three sheets that people fill."""
        return {module.TABLE.sheet: module.TITLE for module in (settings, units, criteria)}

    @property
    def names(self) -> dict[str, str]:
        """Unit names by code."""
        return {unit.code: unit.name for unit in self.units}

    @property
    def submissions(self) -> list[Submission]:
        """What was sent to the superior, as far as it can be read."""
        return submissions_of(self.sent)

    def forms(self, stage: Stage) -> list[Receipt]:
        """The files received of one collection."""
        return [one for one in self.receipts if one.stage is stage and not one.scorer]

    def issued_at(self, stage: str) -> list[Issued]:
        """What was issued, oldest first: for a collection (`Stage`), or to scorers, as `_meta` of it says."""
        return [line for line in self.issued if line.stage == stage]

    def unit(self, code: str) -> Unit | None:
        """The unit of this code."""
        return self._by_code.of(self.units).get(code)

    def listed(self, code: str) -> str:
        """A unit's code as `Đơn vị` spells it, in whatever case it is given; another one as it is."""
        if not code or self.unit(code) is not None:
            return code
        known = self._by_fold.of(self.units).get(fold(code))
        return code if known is None else known.code

    def own(self, code: str) -> Criteria:
        """The criteria that a unit has; all of them for one that is not in the book."""
        unit = self.unit(code)
        return self.criteria if unit is None else self.criteria.of(unit.group)

    def issue(self, issue_id: str) -> Issued | None:
        """The scorecard issued under this number."""
        return self._by_issue.of(self.issued).get(issue_id)


def retype(book: Book, name: str, value: object) -> None:
    """Have a setting on `Cụm` filled in when the book is written. Raises CannotRunError without its line."""
    grid = book.file.grids[settings.TABLE.sheet]
    cell = settings.cell_of(grid, name)
    if not cell:
        raise CannotRunError(
            f"Trang Cụm của sổ {book.file.path.name} thiếu mục {name}; thêm dòng ấy rồi chạy lại."
        )
    book.retyped.setdefault(settings.TABLE.sheet, {})[cell] = value
