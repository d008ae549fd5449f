"""Sheet `Đề nghị`: what the council decides on each nominee (HD 1302, III.4). Drawn where people left its rows."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from ...domain.office import proposal
from ...domain.office.inputs import CouncilCol, CouncilResult, FlagDecision, OfficeUnit, Verdict
from ...domain.values.catalogue import Code
from ...domain.values.cells import is_blank
from ...domain.values.findings import Finding, RowKey, any_error, finding
from ...domain.values.grammar import read_number
from ...domain.values.text import fold
from ...workbook.grid import Grid
from ...workbook.model import Sheet
from ..table import Column, Placement, Table, TableRow, find_table
from .typed import draw_typed, read_choice, read_code, typed_lines


class Col(proposal.Col, CouncilCol):
    """The headers of `Đề nghị`."""

    FLAG = "Hình thức đề nghị"
    DECISION = "Quyết định"


TABLE = Table(
    "Đề nghị",
    (
        Column(Col.UNIT, 12, "code", typed=True),
        Column(Col.FLAG, 34, typed=True),
        Column(Col.DECISION, 14, typed=True),
        Column(Col.REASON, 60, typed=True),
        Column(Col.IN_FAVOUR, 11, "integer", typed=True, optional=True),
        Column(Col.MEMBERS, 11, "integer", typed=True, optional=True),
        Column(Col.RESULT, 18, typed=True, optional=True),
    ),
    header_row=3,
    key=(Col.UNIT,),
)
HEADERS = tuple(column.header for column in TABLE.columns)


@dataclass(slots=True)
class Decisions:
    """What stands on the sheet."""

    said: dict[str, FlagDecision] = field(default_factory=dict)
    """Unit → what its row says."""
    cells: list[dict[str, object]] = field(default_factory=list)
    """Every row from the first to the last that is filled: raw cells by header."""
    lines: dict[str, int] = field(default_factory=dict)
    """Unit → the place of its row among these."""
    is_lost: bool = False
    """Whether the sheet has no table any more: nothing is drawn over it."""


def read_decisions(
    grid: Grid, units: Sequence[OfficeUnit], flags: Sequence[str]
) -> tuple[Decisions, list[Finding]]:
    """What stands there, and what is wrong; `flags` are the names of the forms of award in use."""
    rows, findings = typed_lines(grid, TABLE)
    found = find_table(grid, TABLE)
    first = found.placement.header_row + 1 if found else 0
    read = Decisions(is_lost=found is None)
    read.cells = [{} for _ in range(first, max((row.row + 1 for row in rows), default=first))]
    known = {fold(one.code): one.code for one in units}
    for row in rows:
        read.cells[row.row - first] = {header: row.raw(header) for header in HEADERS}
        typed, cell = read_code(row, Col.UNIT, findings), row.cell(Col.UNIT)
        unit = known.get(fold(typed))
        if unit is None:
            findings.append(finding(Code.UNIT_NOT_LISTED, sheet=TABLE.sheet, cell=cell, value=typed))
        elif unit in read.said:
            findings.append(finding(Code.ROW_DOUBLE, unit=unit, sheet=TABLE.sheet, cell=cell, value=typed))
        else:
            read.said[unit] = _decision(row, unit, flags, findings)
            read.lines[unit] = row.row - first
    return read, findings


def _decision(row: TableRow, unit: str, flags: Sequence[str], findings: list[Finding]) -> FlagDecision:
    flag = row.text(Col.FLAG)
    named = next((name for name in flags if fold(name) == fold(flag)), "")
    if flag and not named:
        findings.append(
            finding(Code.VALUE_UNKNOWN, unit=unit, sheet=TABLE.sheet, cell=row.cell(Col.FLAG), value=flag,
                    allowed=" · ".join(flags))
        )  # fmt: skip
    verdict = read_choice(row, Col.DECISION, Verdict, findings)
    before = len(findings)
    favour, members = (_count(row, header, unit, findings) for header in (Col.IN_FAVOUR, Col.MEMBERS))
    findings += _impossible(row, unit, favour, members) if len(findings) == before else ()
    wrong = any_error(findings[before:])
    result = read_choice(row, Col.RESULT, CouncilResult, findings)
    return FlagDecision(unit, named, verdict, row.text(Col.REASON), None if wrong else favour,
                        None if wrong else members, result, wrong)  # fmt: skip


def _count(row: TableRow, header: str, unit: str, findings: list[Finding]) -> int | None:
    """So many people; None where nothing is typed, or no such number (a finding)."""
    reading = read_number(row.raw(header))
    if reading.code is not None:
        findings.append(
            finding(reading.code, unit=unit, sheet=TABLE.sheet, **row.spot(header), value=reading.raw,
                    details=reading.details)
        )  # fmt: skip
    number = reading.number
    if number is None:
        return None
    if number != int(number) or number < 0:
        why = f"{header} phải là số nguyên không âm"
        findings.append(_invalid(row, unit, header, why))
        return None
    return int(number)


def _impossible(row: TableRow, unit: str, favour: int | None, members: int | None) -> Iterator[Finding]:
    """Figures that are numbers, and no vote together."""
    if favour is None and members is None:
        return
    if favour is None or members is None:
        lacking = Col.IN_FAVOUR if favour is None else Col.MEMBERS
        if is_blank(row.raw(lacking)):
            yield _invalid(row, unit, lacking, f"thiếu {lacking}")
    elif not members:
        yield _invalid(row, unit, Col.MEMBERS, f"{Col.MEMBERS} phải lớn hơn 0")
    elif favour > members:
        yield _invalid(row, unit, Col.IN_FAVOUR, f"{favour} tán thành nhiều hơn {members} thành viên")


def _invalid(row: TableRow, unit: str, header: str, why: str) -> Finding:
    return finding(Code.COUNCIL_VOTE_INVALID, unit=unit, sheet=TABLE.sheet, cell=row.cell(header),
                   value=row.text(header), why=why)  # fmt: skip


def lines(read: Decisions, decided: Collection[str], first: int) -> dict[RowKey, int]:
    """Where the row of each unit that is decided about stands; `first` is the line below the header."""
    return {(unit,): first + read.lines[unit] for unit in decided if unit in read.lines}


def render(read: Decisions, flags: Sequence[str], place: Placement | None = None) -> Sheet:
    """The rows where they stand, with room for more."""
    return draw_typed(
        TABLE, read.cells, "ĐỀ NGHỊ", "Để trống là theo thứ tự ở trang Danh sách đề nghị; khác thứ tự thì ghi hình "
        "thức, lý do. Hội đồng bỏ phiếu xong: ghi số phiếu, Kết quả tự ghi theo tỷ lệ thông qua.",
        {Col.FLAG: list(flags), Col.DECISION: [verdict.value for verdict in Verdict],
         Col.RESULT: [result.value for result in CouncilResult]},
        place,
    )  # fmt: skip
