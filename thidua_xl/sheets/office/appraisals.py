"""Sheet `Thẩm định`: what the superior found when it checked a unit (HD 1302, III.4)."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from ...domain.office.inputs import AppraisalCol, Appraised, OfficeUnit
from ...domain.scoring.criteria import code_of
from ...domain.values.catalogue import Code
from ...domain.values.findings import Finding, RowKey, finding, nth
from ...domain.values.text import fold
from ...workbook.grid import Grid
from ...workbook.model import Sheet
from ..table import Column, Placement, Table
from .typed import draw_typed, read_code, read_day, read_score, typed_lines


class Col(AppraisalCol):
    """The headers of `Thẩm định`."""

    APPRAISED_BY = "Người thẩm định"
    DAY = "Ngày"


TABLE = Table(
    "Thẩm định",
    (
        Column(Col.UNIT, 12, "code", typed=True),
        Column(Col.CRITERION, 12, "code", typed=True),
        Column(Col.CLUSTER_SCORE, 12, "number", typed=True),
        Column(Col.SCORE, 12, "number", typed=True),
        Column(Col.REASON, 60, typed=True),
        Column(Col.APPRAISED_BY, 26, typed=True),
        Column(Col.DAY, 13, "date", typed=True),
    ),
    header_row=3,
    key=(Col.UNIT, Col.CRITERION),
)
HEADERS = tuple(column.header for column in TABLE.columns)


@dataclass(slots=True)
class AppraisalRow:
    """A row as it stands: raw cells by header, and what they mean."""

    raw: dict[str, object]
    row: int = -1
    meant: Appraised | None = None
    """None where the row names no known unit or stands twice."""
    day: datetime.date | None = None


def read_appraisals(grid: Grid, units: Sequence[OfficeUnit]) -> tuple[list[AppraisalRow], list[Finding]]:
    """Every row in the order of the sheet, and what is wrong."""
    lines, findings = typed_lines(grid, TABLE)
    known = {fold(one.code): one.code for one in units}
    rows: list[AppraisalRow] = []
    seen: set[tuple[str, str]] = set()
    for line in lines:
        line.key = nth(len(rows))
        one = AppraisalRow({h: line.raw(h) for h in HEADERS}, line.row)
        rows.append(one)
        typed = read_code(line, Col.UNIT, findings)
        unit, criterion = known.get(fold(typed)), code_of(read_code(line, Col.CRITERION, findings))
        one.day = read_day(line, Col.DAY, findings)
        if unit is None:
            findings.append(
                finding(Code.UNIT_NOT_LISTED, sheet=TABLE.sheet, **line.spot(Col.UNIT), value=typed)
            )
        elif (unit, criterion) in seen:
            findings.append(
                finding(Code.ROW_DOUBLE, unit=unit, criterion=criterion, sheet=TABLE.sheet,
                        **line.spot(Col.CRITERION), value=f"{unit} {criterion}".strip())
            )  # fmt: skip
        else:
            seen.add((unit, criterion))
            one.meant = Appraised(
                unit, criterion, read_score(line, Col.CLUSTER_SCORE, findings, unit),
                read_score(line, Col.SCORE, findings, unit), line.text(Col.REASON),
            )  # fmt: skip
    return rows, findings


def lines_of(rows: Sequence[AppraisalRow], first: int) -> dict[RowKey, int]:
    """Where the rows stand once they are drawn from the line `first` on: by number, and by unit and criterion."""
    by_number = {nth(at): first + at for at in range(len(rows))}
    meant = {(row.meant.unit, row.meant.criterion): first + at for at, row in enumerate(rows) if row.meant}
    return by_number | meant


def render(rows: Sequence[AppraisalRow], place: Placement | None = None) -> Sheet:
    """The rows as they stand, with room for more."""
    return draw_typed(
        TABLE, [row.raw for row in rows], "THẨM ĐỊNH", "Nút Kiểm tra, thẩm định lập phiếu cho các đơn vị được đề xuất "
        "kiểm tra (trang Kiểm tra) và đọc kết quả vào đây; cũng gõ thẳng được.", place=place,
    )  # fmt: skip
