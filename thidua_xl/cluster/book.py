"""Sổ cụm as state: everything that is known of a cluster and year, read from the book's sheets."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from ..bookkeeping.opening import LookedAt, look_at, opened, read_grids, refuse_lost_columns, schema_of
from ..bookkeeping.rewrite import Owned
from ..domain.ranking import dates
from ..domain.ranking.submissions import Submission
from ..domain.scoring.criteria import Criteria
from ..domain.scoring.parameters import Parameter
from ..domain.scoring.scores import Key, parameters_of
from ..domain.scoring.settings import Phase, Settings
from ..domain.scoring.units import Unit
from ..domain.values.findings import Code, Finding, finding
from ..errors import CannotRunError
from ..intake.grids import Grid, GridSource
from ..sheets import criteria, journal
from ..sheets.cluster import (
    agreed,
    ballots,
    explained,
    proclaimed,
    ranking,
    receipts,
    settings,
    submissions,
    to_fix,
)
from ..sheets.cluster import units as units_sheet
from ..sheets.cluster.agreed import LedgerRow
from ..sheets.cluster.ballots import Ballots
from ..sheets.cluster.proclaimed import ProclaimedRow
from ..sheets.cluster.receipts import Receipt
from ..sheets.cluster.submissions import SentRow, submissions_of
from ..sheets.hidden import (
    CLUSTER,
    EVIDENCE,
    ISSUED,
    MEMORY,
    META,
    SEAL,
    VERSIONS,
    Issued,
    read_evidence,
    read_issued,
    read_memory,
    read_meta,
    read_versions,
)
from ..sheets.journal import JournalRow
from ..sheets.table import Found, Table, find_table

T = TypeVar("T")

OWNED: Mapping[str, Owned] = {
    table.sheet: Owned(table, key)
    for table, key in (
        (receipts.TABLE, ("SHA-256", "Mã đơn vị", "File")),
        (to_fix.TABLE, ("Mã lỗi", "Mã đơn vị", "Mã tiêu chí", "File", "Trang tính", "Ô")),
        (agreed.TABLE, ("Mã đơn vị", "Mã tiêu chí")),
        (ranking.TABLE, ("Mã",)),
        (proclaimed.TABLE, ("Mã đơn vị",)),
        (explained.TABLE, ("Mã",)),
        (ballots.TABLE, ()),
        (submissions.TABLE, ("Lần", "Mã đơn vị")),
        (journal.TABLE, ("Lúc", "Thay đổi")),
    )
}
_TYPED_SHEETS = (agreed.TABLE, receipts.TABLE, proclaimed.TABLE, ballots.TABLE)
_WRITTEN_SHEETS = (to_fix.TABLE, ranking.TABLE, explained.TABLE, journal.TABLE)
TABLES: tuple[Table, ...] = (*_TYPED_SHEETS, *_WRITTEN_SHEETS, submissions.TABLE)
"""The tables that the program writes into an existing book."""
PHASE = "Giai đoạn"
"""The setting that commands move on."""
_LOOKED_AT = (
    LookedAt(criteria.TABLE, ("Điểm tối đa",)),
    LookedAt(agreed.TABLE, agreed.LOOKED_AT, agreed.AGREED),
    LookedAt(ballots.TABLE, ballots.LOOKED_AT, ballots.EACH_ROW),
    LookedAt(proclaimed.TABLE, proclaimed.TYPED[:2], proclaimed.TYPED[:2]),
)
"""Typed numbers and words that count as people see them."""
_NEVER_LOST = (*_TYPED_SHEETS, submissions.TABLE)
"""What stands there comes from people, or is the record of what they did."""


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
class Book:
    """A cluster book as read."""

    settings: Settings
    units: list[Unit]
    criteria: Criteria
    parameters: dict[str, Parameter]
    findings: list[Finding] = field(default_factory=list)
    """What is wrong with settings, units and criteria."""
    receipts: list[Receipt] = field(default_factory=list)
    remarks: dict[str, tuple[str, str]] = field(default_factory=dict)
    """What was typed on `Tiếp nhận` beside units that have not sent."""
    ledger: dict[Key, LedgerRow] = field(default_factory=dict)
    doubles: list[LedgerRow] = field(default_factory=list)
    noted: list[Finding] = field(default_factory=list)
    """What stands on `Cần sửa` from files received earlier."""
    proclaimed: dict[str, ProclaimedRow] = field(default_factory=dict)
    proclaimed_twice: list[ProclaimedRow] = field(default_factory=list)
    """Second rows of a unit on `Suy tôn`: kept, never counted."""
    ballots: Ballots = field(default_factory=Ballots)
    journal: list[JournalRow] = field(default_factory=list)
    sent: list[SentRow] = field(default_factory=list)
    """The rows of `Lần gửi` as they stand; what they say: `submissions`."""
    evidence: dict[Key, tuple[str, str]] = field(default_factory=dict)
    """Minh chứng and Giải trình of the first units, as at the last submission."""
    issued: list[Issued] = field(default_factory=list)
    versions: dict[str, Criteria] = field(default_factory=dict)
    meta: dict[str, str] = field(default_factory=dict)
    places: dict[str, Found] = field(default_factory=dict)
    memory: dict[str, str] = field(default_factory=dict)
    """What the program saw last time (`memory.py`)."""
    retyped: dict[str, dict[str, object]] = field(default_factory=dict)
    """Cells of input sheets that the command itself fills in (`Giai đoạn`): sheet → address → value."""
    grids: dict[str, Grid] = field(default_factory=dict)
    """The sheets as they stand in the file, by contract name."""
    path: Path = Path()
    data: bytes = b""
    _by_code: "_Index[Unit]" = field(init=False, repr=False, compare=False)
    _by_issue: "_Index[Issued]" = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._by_code = _Index(lambda units: {unit.code: unit for unit in reversed(units)})
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
    def names(self) -> dict[str, str]:
        """Unit names by code."""
        return {unit.code: unit.name for unit in self.units}

    @property
    def submissions(self) -> list[Submission]:
        """What was sent to the superior, as far as it can be read."""
        return submissions_of(self.sent)

    @property
    def originals(self) -> Path:
        """The folder with the untouched originals received."""
        return self.path.with_suffix(".goc")

    def unit(self, code: str) -> Unit | None:
        """The unit of this code."""
        return self._by_code.of(self.units).get(code)

    def issue(self, issue_id: str) -> Issued | None:
        """The scorecard issued under this number."""
        return self._by_issue.of(self.issued).get(issue_id)


def open_book(path: Path, *, to_write: bool = True) -> Book:
    """The book. Raises CannotRunError if it is not there, not ours, or open elsewhere (`to_write`)."""
    data, source = opened(path, to_write=to_write)
    book = read_book(source, path)
    book.data = data
    return book


def read_book(source: GridSource, path: Path, *, to_write: bool = True) -> Book:
    """The state of an opened cluster book. Raises CannotRunError if it is not one."""
    if schema_of(source) != CLUSTER:
        raise CannotRunError(f"{path.name} không phải sổ cụm do chương trình tạo ra.")
    grids = _read_grids(source, path, formulas=to_write)
    look_at(path, grids, _LOOKED_AT)
    book = _inputs(grids)
    book.path, book.grids = path, grids
    _state(book)
    return book


def _read_grids(source: GridSource, path: Path, *, formulas: bool) -> dict[str, Grid]:
    """All sheets; texts of formulas that people typed only where they shall be written again."""
    inputs = (settings.TABLE, units_sheet.TABLE, criteria.TABLE)
    sheets = dict.fromkeys((table.sheet for table in (*inputs, *_WRITTEN_SHEETS)), False)
    sheets |= dict.fromkeys((table.sheet for table in (*_TYPED_SHEETS, submissions.TABLE)), formulas)
    sheets |= dict.fromkeys(("Tổng hợp", META, ISSUED, VERSIONS, MEMORY, EVIDENCE), False)
    return read_grids(source, path, sheets, (*inputs, *_TYPED_SHEETS))


def _inputs(grids: Mapping[str, Grid]) -> Book:
    set_to, wrong_settings, _ = settings.read_settings(grids[settings.TABLE.sheet])
    members, wrong_units, _ = units_sheet.read_units(grids[units_sheet.TABLE.sheet])
    scored, wrong_criteria, _ = criteria.read_criteria(grids[criteria.TABLE.sheet], set_to)
    wrong = [*wrong_settings, *_date_findings(set_to, grids[settings.TABLE.sheet]), *wrong_units, *wrong_criteria,
             *_head_findings(set_to, members, grids)]  # fmt: skip
    return Book(set_to, members, scored, parameters_of(scored), wrong)


def _date_findings(set_to: Settings, grid: Grid) -> Iterator[Finding]:
    return dates.of_settings(set_to, settings.TABLE.sheet, lambda name: settings.cell_of(grid, name))


def _head_findings(set_to: Settings, members: list[Unit], grids: Mapping[str, Grid]) -> list[Finding]:
    codes = {unit.code for unit in members}
    return [
        finding(Code.SETTING_INVALID, sheet=settings.TABLE.sheet,
                cell=settings.cell_of(grids[settings.TABLE.sheet], name), value=code, name=name,
                used="để trống", allowed="mã của một đơn vị ở trang Đơn vị")
        for name, code in (("Trưởng cụm", set_to.head), ("Phó Trưởng cụm", set_to.deputy))
        if code and members and code not in codes
    ]  # fmt: skip


def _state(book: Book) -> None:
    grids = book.grids
    found: dict[str, Found | None] = {}
    if agreed.TABLE.sheet in grids:
        book.ledger, book.doubles, found["ledger"] = agreed.read_ledger(grids[agreed.TABLE.sheet])
    if receipts.TABLE.sheet in grids:
        book.receipts, found["receipts"] = receipts.read_receipts(grids[receipts.TABLE.sheet])
        book.remarks = receipts.read_remarks(grids[receipts.TABLE.sheet])
    if proclaimed.TABLE.sheet in grids:
        grid = grids[proclaimed.TABLE.sheet]
        book.proclaimed, book.proclaimed_twice, found["proclaimed"] = proclaimed.read_proclaimed(grid)
    if ballots.TABLE.sheet in grids:
        book.ballots, found["ballots"] = ballots.read_ballots(grids[ballots.TABLE.sheet])
    if to_fix.TABLE.sheet in grids:
        book.noted = [f for f in to_fix.read_findings(grids[to_fix.TABLE.sheet])[0] if f.file]
    if journal.TABLE.sheet in grids:
        book.journal = journal.read_journal(grids[journal.TABLE.sheet])[0]
    if submissions.TABLE.sheet in grids:
        book.sent, found["sent"] = submissions.read_rows(grids[submissions.TABLE.sheet])
    book.meta = read_meta(grids[META])
    book.issued = read_issued(grids[ISSUED]) if ISSUED in grids else []
    book.memory = read_memory(grids[MEMORY]) if MEMORY in grids else {}
    book.versions = read_versions(grids[VERSIONS]) if VERSIONS in grids else {}
    book.evidence = read_evidence(grids[EVIDENCE]) if EVIDENCE in grids else {}
    for table in TABLES:
        place = find_table(grids[table.sheet], table) if table.sheet in grids else None
        if place is not None:
            book.places[table.sheet] = place
        if table in _NEVER_LOST and table.sheet in grids:
            refuse_lost_columns(book.path, book.grids[table.sheet], table, place)


def refuse_closed(book: Book) -> None:
    """Raises CannotRunError for a book whose phase is `Đã chốt`, or that is sealed whatever its phase says."""
    if book.settings.phase is Phase.CLOSED or is_sealed(book):
        raise CannotRunError(
            f"Sổ {book.path.name} đã chốt (giai đoạn Đã chốt) nên không sửa được; muốn mở lại dùng lệnh reopen "
            "(Mở lại sổ) kèm lý do."
        )


def is_sealed(book: Book) -> bool:
    """Whether `close` has sealed it and `reopen` has not opened it since."""
    return bool(book.meta.get(SEAL))


def retype(book: Book, name: str, value: object) -> None:
    """Have a setting on `Cụm` filled in when the book is written. Raises CannotRunError without its line."""
    grid = book.grids[settings.TABLE.sheet]
    cell = settings.cell_of(grid, name)
    if not cell:
        raise CannotRunError(
            f"Trang Cụm của sổ {book.path.name} thiếu mục {name}; thêm dòng ấy rồi chạy lại."
        )
    book.retyped.setdefault(settings.TABLE.sheet, {})[cell] = value


def refuse_empty(book: Book) -> None:
    """Raises CannotRunError for a book without units or without criteria."""
    if not book.units:
        raise CannotRunError(f"Sổ {book.path.name} chưa có đơn vị nào: điền trang Đơn vị rồi chạy lại.")
    if not book.criteria.scored:
        raise CannotRunError(f"Sổ {book.path.name} chưa có tiêu chí nào: điền trang Tiêu chí rồi chạy lại.")
