"""Sheet `Bỏ phiếu`: ballots, a row a candidate and round; rounds stand apart by a blank row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ...domain.ranking import votes
from ...domain.ranking.votes import SHEET, BallotRow, Decision, Round, key_of
from ...domain.scoring.criteria import code_of
from ...domain.scoring.settings import Majority
from ...domain.values.catalogue import Code
from ...domain.values.cells import as_text, is_blank
from ...domain.values.findings import Finding, RowKey, Spot, finding
from ...domain.values.grammar import doubt_in, read_number
from ...domain.values.text import fold
from ...workbook.grid import Grid
from ...workbook.model import Sheet
from ..table import Column, Drawn, Found, Placement, Table, TableRow, draw, find_table, is_empty, rows_of
from .typed_since import Since


class Col(votes.Col):
    """The headers of `Bỏ phiếu`."""

    UNIT_NAME = "Đơn vị"


TABLE = Table(
    SHEET,
    (
        Column(Col.ROUND, 6, "integer", typed=True),
        Column(Col.RANK, 7, "integer", typed=True),
        Column(Col.UNIT, 10, "code", typed=True),
        Column(Col.UNIT_NAME, 24),
        Column(Col.VOTES, 9, "integer", typed=True),
        Column(Col.ELIGIBLE, 10, "integer", typed=True),
        Column(Col.PRESENT, 8, "integer", typed=True),
        Column(Col.ISSUED, 8, "integer", typed=True),
        Column(Col.COLLECTED, 8, "integer", typed=True),
        Column(Col.VALID, 8, "integer", typed=True),
        Column(Col.INVALID, 8, "integer", typed=True),
        Column(Col.DAY, 12, "date", typed=True),
        Column(Col.TELLERS, 24, typed=True),
        Column(Col.DECISION, 20, typed=True),
        Column(Col.REASON, 34, typed=True),
    ),
    header_row=3,
    key=(Col.UNIT, Col.VOTES),
)
TYPED = tuple(column.header for column in TABLE.columns if column.typed)
NUMBERS = (Col.VOTES, Col.ELIGIBLE, Col.PRESENT, Col.ISSUED, Col.COLLECTED, Col.VALID, Col.INVALID)
LOOKED_AT = (Col.ROUND, Col.RANK, *NUMBERS, Col.DECISION)
"""What counts as a person sees it."""
EACH_ROW = (Col.ROUND, Col.RANK, Col.VOTES, Col.DECISION)
"""What each candidate's row says for itself; the other figures are the round's and may be merged over its rows."""
_DECISIONS = {fold(member.value): member for member in Decision}


@dataclass(slots=True)
class Ballots:
    """The sheet as read: typed rows (raw cells) and what they mean."""

    rows: list[BallotRow] = field(default_factory=list)
    raw: dict[int, list[object]] = field(default_factory=dict)
    """0-based sheet row → the typed cells in the order of TYPED."""
    findings: list[Finding] = field(default_factory=list)


def read_ballots(grid: Grid) -> tuple[Ballots, Found | None]:
    """Every row in which something was typed."""
    found = find_table(grid, TABLE)
    ballots = Ballots()
    if found is None:
        return ballots, None
    after_blank = True
    for row in rows_of(grid, found.placement):
        if is_empty(row, TYPED):
            after_blank = True
            continue
        ballots.raw[row.row] = [row.raw(header) for header in TYPED]
        row.key = key_of(row.row)
        read = _read_row(row, after_blank, ballots.findings)
        if read is not None:
            ballots.rows.append(read)
        after_blank = False
    return ballots, found


def _read_row(row: TableRow, after_blank: bool, findings: list[Finding]) -> BallotRow | None:
    unit = code_of(row.text(Col.UNIT))
    if not unit:
        if not is_empty(row, (*NUMBERS, Col.DECISION)):
            findings.append(finding(Code.VOTE_WITHOUT_UNIT, sheet=SHEET, **row.spot(Col.UNIT)))
        return None
    numbers = {header: _whole(row, header, findings) for header in (*NUMBERS, Col.ROUND, Col.RANK)}
    decision = row.text(Col.DECISION)
    if decision and fold(decision) not in _DECISIONS:
        findings.append(_unknown_decision(unit, row.spot(Col.DECISION), decision))
    return BallotRow(
        row.row,
        numbers[Col.ROUND] or 1,
        numbers[Col.RANK] or 1,
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


def _unknown_decision(unit: str, spot: Spot, typed: str) -> Finding:
    doubt = doubt_in(typed)
    if doubt is not None and doubt.code is not None:
        return finding(doubt.code, unit=unit, sheet=SHEET, **spot, value=doubt.raw, details=doubt.details)
    return finding(Code.RULE_UNKNOWN, unit=unit, sheet=SHEET, **spot, name="Quyết định", value=typed,
                   allowed=" · ".join(d.value for d in Decision))  # fmt: skip


def _whole(row: TableRow, header: str, findings: list[Finding]) -> int | None:
    raw = row.raw(header)
    if is_blank(raw):
        return None
    reading = read_number(raw)
    number = reading.number
    if number is not None and number >= 0 and number == int(number):
        return int(number)
    findings.append(
        finding(reading.code or Code.NOT_A_NUMBER, unit=code_of(row.text(Col.UNIT)), sheet=SHEET,
                **row.spot(header), value=reading.raw,
                details={"likely": "Cần một số nguyên không âm.", **reading.details})
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
) -> tuple[Sheet, dict[int, int]]:
    """The typed rows as they were, then the rows pre-filled for what must be voted on now.

    Returns the sheet and old row → new row.
    """
    drawn = draw(TABLE, place, title="BỎ PHIẾU", note="Mỗi phiếu ghi một đơn vị (HD 1302, III.3). Số liệu chung của "
                 f"lần bỏ phiếu ghi ở dòng đầu. Trúng: {majority.value}. Không bỏ phiếu: chọn Quyết định ở dòng "
                 "đơn vị được chọn và ghi Lý do. Số liệu ở trang này có hiệu lực sau khi bấm Xếp hạng.")  # fmt: skip
    moved = positions(ballots, droppable, drawn.place.header_row + 1)
    for old, new in moved.items():
        while drawn.first + drawn.rows < new:
            _blank(drawn)
        values = dict(zip(TYPED, ballots.raw[old], strict=True))
        unit = code_of(as_text(values[Col.UNIT]))
        drawn.line({**values, Col.UNIT_NAME: names.get(unit, "")})
    for rank, number, codes in prefill:
        if drawn.rows:
            _blank(drawn)
        for code in codes:
            drawn.line(
                {Col.ROUND: number, Col.RANK: rank, Col.UNIT: code, Col.UNIT_NAME: names.get(code, "")}
            )
    _blank(drawn)
    for _ in range(4):
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
    return drawn.sheet, moved


def positions(ballots: Ballots, droppable: Sequence[Round], first: int) -> dict[int, int]:
    """Old row → new row of every typed row that stays; a blank row before each ballot but the first."""
    dropped = {row.row for held in droppable for row in held.rows if not _has_more(ballots.raw[row.row])}
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


def _has_more(typed: Sequence[object]) -> bool:
    """Whether a pre-filled row holds a date or the counters' names, which the vote does not look at."""
    values = dict(zip(TYPED, typed, strict=True))
    return not (is_blank(values[Col.DAY]) and is_blank(values[Col.TELLERS]))


def _blank(drawn: Drawn) -> None:
    """The row that keeps two rounds apart."""
    drawn.line({})
