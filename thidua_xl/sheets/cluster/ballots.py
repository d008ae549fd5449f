"""Sheet `Bỏ phiếu`: ballots, a row a candidate and round; rounds stand apart by a blank row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

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

TABLE = Table(
    SHEET,
    (
        Column("Lần", 6, "integer", typed=True),
        Column("Hạng", 7, "integer", typed=True),
        Column("Mã đơn vị", 10, "code", typed=True),
        Column("Đơn vị", 24),
        Column("Số phiếu", 9, "integer", typed=True),
        Column("Được bỏ phiếu", 10, "integer", typed=True),
        Column("Có mặt", 8, "integer", typed=True),
        Column("Phát ra", 8, "integer", typed=True),
        Column("Thu vào", 8, "integer", typed=True),
        Column("Hợp lệ", 8, "integer", typed=True),
        Column("Không hợp lệ", 8, "integer", typed=True),
        Column("Ngày", 12, "date", typed=True),
        Column("Ban kiểm phiếu", 24, typed=True),
        Column("Quyết định", 20, typed=True),
        Column("Lý do", 34, typed=True),
    ),
    header_row=3,
    key=("Mã đơn vị", "Số phiếu"),
)
TYPED = tuple(column.header for column in TABLE.columns if column.typed)
NUMBERS = ("Số phiếu", "Được bỏ phiếu", "Có mặt", "Phát ra", "Thu vào", "Hợp lệ", "Không hợp lệ")
LOOKED_AT = ("Lần", "Hạng", *NUMBERS, "Quyết định")
"""What counts as a person sees it."""
EACH_ROW = ("Lần", "Hạng", "Số phiếu", "Quyết định")
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
    unit = code_of(row.text("Mã đơn vị"))
    if not unit:
        if not is_empty(row, (*NUMBERS, "Quyết định")):
            findings.append(finding(Code.VOTE_WITHOUT_UNIT, sheet=SHEET, **row.spot("Mã đơn vị")))
        return None
    numbers = {header: _whole(row, header, findings) for header in (*NUMBERS, "Lần", "Hạng")}
    decision = row.text("Quyết định")
    if decision and fold(decision) not in _DECISIONS:
        findings.append(_unknown_decision(unit, row.spot("Quyết định"), decision))
    return BallotRow(
        row.row,
        numbers["Lần"] or 1,
        numbers["Hạng"] or 1,
        unit,
        votes=numbers["Số phiếu"],
        eligible=numbers["Được bỏ phiếu"],
        present=numbers["Có mặt"],
        issued=numbers["Phát ra"],
        collected=numbers["Thu vào"],
        valid=numbers["Hợp lệ"],
        invalid=numbers["Không hợp lệ"],
        decision=_DECISIONS.get(fold(decision)) if decision else None,
        reason=row.text("Lý do"),
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
        finding(reading.code or Code.NOT_A_NUMBER, unit=code_of(row.text("Mã đơn vị")), sheet=SHEET,
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
        unit = code_of(as_text(values["Mã đơn vị"]))
        drawn.line({**values, "Đơn vị": names.get(unit, "")})
    for rank, number, codes in prefill:
        if drawn.rows:
            _blank(drawn)
        for code in codes:
            drawn.line({"Lần": number, "Hạng": rank, "Mã đơn vị": code, "Đơn vị": names.get(code, "")})
    _blank(drawn)
    for _ in range(4):
        drawn.line({})
    source = [d.value for d in Decision]
    rule = {"validate": "list", "source": source, "error_title": "Chọn trong danh sách"}
    drawn.sheet.validations.append((drawn.area("Quyết định"), rule))
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
    return not (is_blank(values["Ngày"]) and is_blank(values["Ban kiểm phiếu"]))


def _blank(drawn: Drawn) -> None:
    """The row that keeps two rounds apart."""
    drawn.line({})
