"""Sheet `Bỏ phiếu`: ballots, a row a candidate and round; rounds stand apart by a blank row.

Every sheet of ballots is read and drawn here: what tells them apart is their `Kind`.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from ...domain.ranking import votes
from ...domain.ranking.posts import post_said
from ...domain.ranking.votes import BallotRow, Decision, Round, key_of
from ...domain.scoring.criteria import code_of
from ...domain.scoring.settings import Majority
from ...domain.values.catalogue import Code
from ...domain.values.cells import as_text, is_blank
from ...domain.values.findings import Finding, RowKey, finding
from ...domain.values.grammar import doubt_in, read_number
from ...domain.values.text import fold
from ...workbook.grid import Grid
from ..table import Column, Drawn, Found, Placement, Table, TableRow, draw, find_table, is_empty, rows_of
from .typed_since import Since


class Col(votes.Col):
    """The headers of a sheet of ballots."""

    UNIT_NAME = "Đơn vị"


LAST_ROW = 999
"""Drop-down lists reach so far down."""
NUMBERS = (Col.VOTES, Col.ELIGIBLE, Col.PRESENT, Col.ISSUED, Col.COLLECTED, Col.VALID, Col.INVALID)
_DECISIONS = {fold(member.value): member for member in Decision}


@dataclass(frozen=True)
class Kind:
    """What tells one sheet of ballots from another: what is voted on, and how that is typed."""

    sheet: str
    post: Column
    """The column of what is voted on."""
    read_post: Callable[[TableRow, list[Finding]], int | None]
    """What a row is about; None, with a finding, where nobody can tell."""
    typed_post: Callable[[int], object]
    """The same as it stands in the cell."""
    title: str
    notes: tuple[str, ...]
    """Lines above the table, no longer than it is wide; with `{majority}`."""
    spare: int
    """Blank rows below the last ballot, ready for typing."""
    header_row: int = 3

    @cached_property
    def table(self) -> Table:
        """The sheet's table."""
        return Table(
            self.sheet,
            (
                Column(Col.ROUND, 6, "integer", typed=True),
                self.post,
                Column(Col.UNIT, 10, "code", typed=True),
                Column(Col.UNIT_NAME, 22),
                Column(Col.VOTES, 9, "integer", typed=True),
                Column(Col.ELIGIBLE, 9, "integer", typed=True),
                Column(Col.PRESENT, 8, "integer", typed=True),
                Column(Col.ISSUED, 8, "integer", typed=True),
                Column(Col.COLLECTED, 8, "integer", typed=True),
                Column(Col.VALID, 8, "integer", typed=True),
                Column(Col.INVALID, 8, "integer", typed=True),
                Column(Col.DAY, 12, "date", typed=True),
                Column(Col.TELLERS, 20, typed=True),
                Column(Col.DECISION, 18, typed=True),
                Column(Col.REASON, 22, typed=True),
            ),
            header_row=self.header_row,
            key=(Col.UNIT, Col.VOTES),
        )

    @cached_property
    def typed(self) -> tuple[str, ...]:
        """The headers under which people type."""
        return tuple(column.header for column in self.table.columns if column.typed)

    @property
    def looked_at(self) -> tuple[str, ...]:
        """What counts as a person sees it."""
        return (Col.ROUND, self.post.header, *NUMBERS, Col.DECISION)

    @property
    def each_row(self) -> tuple[str, ...]:
        """What each candidate's row says for itself; the round's other figures may be merged over its rows."""
        return (Col.ROUND, self.post.header, Col.VOTES, Col.DECISION)


def _read_rank(row: TableRow, findings: list[Finding]) -> int:
    """The first, where no other is named."""
    return _whole(row, Col.RANK, votes.SHEET, findings) or 1


RANKS = Kind(
    votes.SHEET,
    Column(Col.RANK, 7, "integer", typed=True),
    _read_rank,
    lambda rank: rank,
    title="BỎ PHIẾU",
    notes=(
        "Mỗi phiếu ghi một đơn vị (HD 1302, III.3). Số liệu chung ghi ở dòng đầu của lần bỏ phiếu. Trúng: {majority}. "
        "Không bỏ phiếu: chọn Quyết định, ghi Lý do. Bấm Xếp hạng để có hiệu lực.",
    ),
    spare=4,
)
TABLE = RANKS.table


@dataclass(slots=True)
class Ballots:
    """A sheet of ballots as read: typed rows (raw cells) and what they mean."""

    kind: Kind = RANKS
    rows: list[BallotRow] = field(default_factory=list)
    raw: dict[int, list[object]] = field(default_factory=dict)
    """0-based sheet row → the typed cells in the order of `kind.typed`."""
    findings: list[Finding] = field(default_factory=list)
    listed: Collection[str] | None = None
    """The codes of the book's units; None where they are not known."""
    names: dict[int, str] = field(default_factory=dict)
    """0-based sheet row → what stands there as the unit's name: a person's where the code says nothing."""

    def cell(self, row: BallotRow, header: str) -> object:
        """What was typed under this header."""
        return self.raw[row.row][self.kind.typed.index(header)]

    @property
    def said(self) -> dict[str, str]:
        """What was typed in each row, by what the row is about; a row that is only pre-filled says nothing."""
        said: dict[str, str] = {}
        about = (Col.ROUND, self.kind.post.header, Col.UNIT)
        for row in self.rows:
            typed = dict(zip(self.kind.typed, map(as_text, self.raw[row.row]), strict=True))
            told = [f"{header} {value}" for header, value in typed.items() if value and header not in about]
            label = f"Bỏ phiếu {post_said(row.rank)} lần {row.round} {row.unit}"
            while told and label in said:
                label += " (bản khác)"
            if told:
                said[label] = ", ".join(told)
        return said


def read_ballots(grid: Grid, kind: Kind = RANKS) -> tuple[Ballots, Found | None]:
    """Every row in which something was typed."""
    found = find_table(grid, kind.table)
    ballots = Ballots(kind)
    if found is None:
        return ballots, None
    after_blank = True
    for row in rows_of(grid, found.placement):
        if is_empty(row, (*kind.typed, Col.UNIT_NAME)):
            after_blank = True
            continue
        ballots.names[row.row] = row.text(Col.UNIT_NAME)
        ballots.raw[row.row] = [row.raw(header) for header in kind.typed]
        row.key = key_of(row.row)
        read = _read_row(row, after_blank, ballots)
        if read is not None:
            ballots.rows.append(read)
        after_blank = False
    return ballots, found


def _read_row(row: TableRow, after_blank: bool, ballots: Ballots) -> BallotRow | None:
    """A row that says of which unit and what it is; None for another, told where it says more than who counted."""
    kind, findings, unit = ballots.kind, ballots.findings, code_of(row.text(Col.UNIT))
    if not unit:
        if has_figures(row) or not is_empty(row, (Col.UNIT_NAME, Col.ROUND, kind.post.header, Col.REASON)):
            findings.append(finding(Code.VOTE_WITHOUT_UNIT, sheet=kind.sheet, **row.spot(Col.UNIT),
                                    what="mã đơn vị"))  # fmt: skip
        return None
    post = kind.read_post(row, findings)
    if post is None:
        return None
    numbers = {header: _whole(row, header, kind.sheet, findings) for header in (*NUMBERS, Col.ROUND)}
    decision = row.text(Col.DECISION)
    if decision and fold(decision) not in _DECISIONS:
        findings.append(_unknown_decision(unit, row, decision, kind.sheet))
    return BallotRow(
        row.row,
        numbers[Col.ROUND] or 1,
        post,
        unit,
        votes=numbers[Col.VOTES],
        eligible=numbers[Col.ELIGIBLE],
        present=numbers[Col.PRESENT],
        issued=numbers[Col.ISSUED],
        collected=numbers[Col.COLLECTED],
        valid=numbers[Col.VALID],
        invalid=numbers[Col.INVALID],
        decision=_DECISIONS.get(fold(decision)) if decision else None,
        reason=row.text(Col.REASON),
        starts_ballot=after_blank,
    )


def has_figures(row: TableRow) -> bool:
    """Whether figures or a decision stand in the row."""
    return not is_empty(row, (*NUMBERS, Col.DECISION))


def _unknown_decision(unit: str, row: TableRow, typed: str, sheet: str) -> Finding:
    return doubted(row, Col.DECISION, sheet) or finding(
        Code.RULE_UNKNOWN, unit=unit, sheet=sheet, **row.spot(Col.DECISION), name="Quyết định", value=typed,
        allowed=" · ".join(d.value for d in Decision),
    )  # fmt: skip


def doubted(row: TableRow, header: str, sheet: str) -> Finding | None:
    """That a cell shows something else than it holds; None where it does not."""
    doubt = doubt_in(row.text(header))
    if doubt is None or doubt.code is None:
        return None
    unit = code_of(row.text(Col.UNIT))
    return finding(
        doubt.code, unit=unit, sheet=sheet, **row.spot(header), value=doubt.raw, details=doubt.details
    )


def _whole(row: TableRow, header: str, sheet: str, findings: list[Finding]) -> int | None:
    raw = row.raw(header)
    if is_blank(raw):
        return None
    reading = read_number(raw)
    number = reading.number
    if number is not None and number >= 0 and number == int(number):
        return int(number)
    code, details = reading.code or Code.NOT_A_NUMBER, reading.details
    if number is not None:
        code, details = Code.NOT_A_COUNT, {"why": "là số âm" if number < 0 else "không phải số nguyên"}
    findings.append(
        finding(code, unit=code_of(row.text(Col.UNIT)), sheet=sheet, **row.spot(header),
                value=reading.raw if number is None else number, details={"likely": "", "why": "", **details})
    )  # fmt: skip
    return None


def render(
    ballots: Ballots,
    droppable: Sequence[Round],
    prefill: Sequence[tuple[int, int, tuple[str, ...]]],
    names: Mapping[str, str],
    majority: Majority,
    since: Since,
    place: Placement | None = None,
) -> tuple[Drawn, dict[int, int]]:
    """The typed rows as they were, then the rows pre-filled for what must be voted on now.

    Returns the sheet as drawn and old row → new row.
    """
    kind = ballots.kind
    drawn = draw(kind.table, place, title=kind.title)
    drawn.above([(note.format(majority=majority.value), "note") for note in kind.notes])
    moved = positions(ballots, droppable, drawn.place.header_row + 1)
    units = {row.row: row.unit for row in ballots.rows}
    for old, new in moved.items():
        while drawn.first + drawn.rows < new:
            _blank(drawn)
        values = dict(zip(kind.typed, ballots.raw[old], strict=True))
        unit = units.get(old) or code_of(as_text(values[Col.UNIT]))
        drawn.line({**values, Col.UNIT_NAME: names.get(unit) or ballots.names[old]})
    for post, number, codes in prefill:
        if drawn.rows:
            _blank(drawn)
        for code in codes:
            about = {Col.ROUND: number, kind.post.header: kind.typed_post(post), Col.UNIT: code}
            drawn.line({**about, Col.UNIT_NAME: names.get(code, "")})
    _blank(drawn)
    for _ in range(kind.spare):
        drawn.line({})
    source = [d.value for d in Decision]
    rule = {"validate": "list", "source": source, "error_title": "Chọn trong danh sách"}
    drawn.sheet.validations.append((drawn.area(Col.DECISION), rule))
    for header in NUMBERS:
        whole = {"validate": "integer", "criteria": ">=", "value": 0, "error_title": "Không phải số phiếu",
                 "error_message": "Nhập số nguyên không âm."}  # fmt: skip
        drawn.sheet.validations.append((drawn.area(header), whole))
    since.warn(drawn.sheet)
    drawn.sheet.landscape = True
    drawn.sheet.tab = "#FFC000"
    return drawn, moved


def positions(ballots: Ballots, droppable: Sequence[Round], first: int) -> dict[int, int]:
    """Old row → new row of every typed row that stays; a blank row before each ballot but the first."""
    dropped = {
        row.row for held in droppable for row in held.rows
        if not any(_has_more(ballots, one) for one in held.rows)
    }  # fmt: skip
    starts = {row.row for row in ballots.rows if row.starts_ballot}
    moved: dict[int, int] = {}
    at = first
    for old in ballots.raw:
        if old in dropped:
            continue
        if old in starts and moved:
            at += 1
        moved[old] = at
        at += 1
    return moved


def lines(ballots: Ballots, droppable: Sequence[Round], first: int) -> dict[RowKey, int]:
    """The new line of every typed row that stays, by its key."""
    return {key_of(old): new for old, new in positions(ballots, droppable, first).items()}


def _has_more(ballots: Ballots, row: BallotRow) -> bool:
    """Whether somebody typed in a row that the vote does not look at: a date, what is no number, the row itself.

    What the program fills in beforehand is all of it there, and of a unit of the book.
    """
    kind = ballots.kind
    offered: dict[str, object] = {Col.ROUND: row.round, kind.post.header: kind.typed_post(row.rank)}
    typed = dict(zip(kind.typed, ballots.raw[row.row], strict=True))
    others = (cell for header, cell in typed.items() if header not in offered and header != Col.UNIT)
    stranger = ballots.listed is not None and row.unit not in ballots.listed
    is_offered = all(typed[header] == value for header, value in offered.items())
    return stranger or not is_offered or not all(map(is_blank, others))


def _blank(drawn: Drawn) -> None:
    """The row that keeps two rounds apart."""
    drawn.line({})
