"""Sheet `Đề nghị`: what the council's standing members decide on each nominee (HD 1302, III.4)."""

from collections.abc import Collection, Sequence

from ...domain.office import proposal
from ...domain.office.inputs import FlagDecision, OfficeUnit, Verdict
from ...domain.values.catalogue import Code
from ...domain.values.findings import Finding, RowKey, finding
from ...domain.values.text import fold
from ...workbook.grid import Grid
from ...workbook.model import Sheet
from ..table import Column, Table
from .typed import draw_typed, read_choice, read_code, typed_lines


class Col(proposal.Col):
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
    ),
    header_row=3,
    key=(Col.UNIT,),
)


def read_decisions(
    grid: Grid, units: Sequence[OfficeUnit], flags: Sequence[str]
) -> tuple[dict[str, FlagDecision], list[Finding]]:
    """Unit → what was typed, and what is wrong; `flags` are the names of the forms of award in use."""
    rows, findings = typed_lines(grid, TABLE)
    known = {fold(one.code): one.code for one in units}
    decided: dict[str, FlagDecision] = {}
    for row in rows:
        typed, cell = read_code(row, Col.UNIT, findings), row.cell(Col.UNIT)
        unit = known.get(fold(typed))
        if unit is None:
            findings.append(finding(Code.UNIT_NOT_LISTED, sheet=TABLE.sheet, cell=cell, value=typed))
        elif unit in decided:
            findings.append(finding(Code.ROW_DOUBLE, unit=unit, sheet=TABLE.sheet, cell=cell, value=typed))
        else:
            flag = row.text(Col.FLAG)
            named = next((name for name in flags if fold(name) == fold(flag)), "")
            if flag and not named:
                findings.append(
                    finding(Code.VALUE_UNKNOWN, unit=unit, sheet=TABLE.sheet, cell=row.cell(Col.FLAG),
                            value=flag, allowed=" · ".join(flags))
                )  # fmt: skip
            verdict = read_choice(row, Col.DECISION, Verdict, findings)
            decided[unit] = FlagDecision(unit, named, verdict, row.text(Col.REASON))
    return decided, findings


def lines(grid: Grid, decided: Collection[str]) -> dict[RowKey, int]:
    """Where the row of each unit that is decided about stands: people fill the sheet, no command draws it."""
    found = {fold(row.text(Col.UNIT)): row.row for row in reversed(typed_lines(grid, TABLE)[0])}
    return {(unit,): found[fold(unit)] for unit in decided if fold(unit) in found}


def render(decisions: Sequence[FlagDecision], flags: Sequence[str]) -> Sheet:
    """The sheet of a new book."""
    rows = [
        {Col.UNIT: one.unit, Col.FLAG: one.flag, Col.DECISION: one.verdict.value if one.verdict else "",
         Col.REASON: one.reason}
        for one in decisions
    ]  # fmt: skip
    return draw_typed(
        TABLE, rows, "ĐỀ NGHỊ", "Để trống là theo thứ tự ở trang Danh sách đề nghị. Khác thứ tự, hoặc bằng nhau ở chỗ "
        "hết chỉ tiêu: ghi hình thức và lý do. Không: không đề nghị đơn vị này.",
        {Col.FLAG: list(flags), Col.DECISION: [verdict.value for verdict in Verdict]},
    )  # fmt: skip
