"""Sheet `Cần sửa`: every finding, in words."""

from collections.abc import Sequence

from ...domain.values.catalogue import EARLIER_NAMES, Code, Severity
from ...domain.values.findings import Finding, in_order
from ...workbook.grid import Grid
from ...workbook.model import Area, Sheet
from ..severities import STYLES
from ..table import Column, Found, Placement, Table, draw, find_table, rows_of
from .typed_since import Since


class Col:
    """The headers of `Cần sửa`."""

    CODE = "Mã lỗi"
    SEVERITY = "Mức"
    UNIT = "Mã đơn vị"
    FILE = "File"
    SHEET = "Trang tính"
    CELL = "Ô"
    VALUE = "Giá trị"
    MESSAGE = "Vấn đề"
    ACTION = "Cách sửa"
    CRITERION = "Mã tiêu chí"


TABLE = Table(
    "Cần sửa",
    (
        Column(Col.CODE, 26),
        Column(Col.SEVERITY, 10),
        Column(Col.UNIT, 10, "code"),
        Column(Col.FILE, 30),
        Column(Col.SHEET, 16),
        Column(Col.CELL, 7, "code center"),
        Column(Col.VALUE, 18, "code wrap"),
        Column(Col.MESSAGE, 62),
        Column(Col.ACTION, 50),
        Column(Col.CRITERION, 10, "code"),
    ),
    header_row=3,
    key=(Col.CODE,),
)


def read_findings(grid: Grid) -> tuple[list[Finding], Found | None]:
    """The findings that stand on the sheet; rows with an unknown code are not ours."""
    found = find_table(grid, TABLE)
    if found is None:
        return [], None
    findings = []
    for row in rows_of(grid, found.placement):
        name = EARLIER_NAMES.get(row.text(Col.CODE), row.text(Col.CODE))
        if name in Code.__members__:
            findings.append(
                Finding(
                    Code[name],
                    row.text(Col.UNIT),
                    row.text(Col.CRITERION),
                    row.text(Col.FILE),
                    row.text(Col.SHEET),
                    row.text(Col.CELL),
                    row.text(Col.VALUE),
                    row.text(Col.MESSAGE),
                    row.text(Col.ACTION),
                )
            )
    return findings, found


def render(findings: Sequence[Finding], place: Placement | None = None, since: Since | None = None) -> Sheet:
    """All findings, errors first within a unit; `since` says when they are not of what is typed now."""
    errors = sum(f.is_error for f in findings)
    warnings = sum(f.severity is Severity.WARNING for f in findings)
    drawn = draw(TABLE, place, title="CẦN SỬA", note=f"{errors} lỗi, {warnings} cảnh báo, "
                 f"{len(findings) - errors - warnings} lưu ý." if findings else "Không có gì cần sửa.")  # fmt: skip
    for found in in_order(findings):
        drawn.line(
            {
                Col.CODE: found.code.name,
                Col.SEVERITY: found.severity.shown,
                Col.UNIT: found.unit,
                Col.FILE: found.file,
                Col.SHEET: found.sheet,
                Col.CELL: found.cell,
                Col.VALUE: found.value,
                Col.MESSAGE: found.message,
                Col.ACTION: found.action,
                Col.CRITERION: found.criterion,
            },
            styles={Col.SEVERITY: STYLES[found.severity]},
        )
    if since is not None:
        since.warn(drawn.sheet)
    drawn.sheet.landscape = True
    drawn.sheet.filter = Area(drawn.place.header_row, 0, drawn.last, drawn.place.width - 1)
    return drawn.sheet
