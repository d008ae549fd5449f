"""Sheet `Cần sửa`: every finding, in words."""

from collections.abc import Sequence

from ...domain.values.catalogue import Code, Severity
from ...domain.values.findings import Finding, in_order
from ...workbook.grid import Grid
from ...workbook.model import Area, Sheet
from ..severities import STYLES
from ..table import Column, Found, Placement, Table, draw, find_table, rows_of
from .typed_since import Since

TABLE = Table(
    "Cần sửa",
    (
        Column("Mã lỗi", 26),
        Column("Mức", 10),
        Column("Mã đơn vị", 10, "code"),
        Column("File", 30),
        Column("Trang tính", 16),
        Column("Ô", 7, "code center"),
        Column("Giá trị", 18, "code wrap"),
        Column("Vấn đề", 62),
        Column("Cách sửa", 50),
        Column("Mã tiêu chí", 10, "code"),
    ),
    header_row=3,
    key=("Mã lỗi",),
)


def read_findings(grid: Grid) -> tuple[list[Finding], Found | None]:
    """The findings that stand on the sheet; rows with an unknown code are not ours."""
    found = find_table(grid, TABLE)
    if found is None:
        return [], None
    findings = []
    for row in rows_of(grid, found.placement):
        name = row.text("Mã lỗi")
        if name in Code.__members__:
            findings.append(
                Finding(
                    Code[name],
                    row.text("Mã đơn vị"),
                    row.text("Mã tiêu chí"),
                    row.text("File"),
                    row.text("Trang tính"),
                    row.text("Ô"),
                    row.text("Giá trị"),
                    row.text("Vấn đề"),
                    row.text("Cách sửa"),
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
                "Mã lỗi": found.code.name,
                "Mức": found.severity.shown,
                "Mã đơn vị": found.unit,
                "File": found.file,
                "Trang tính": found.sheet,
                "Ô": found.cell,
                "Giá trị": found.value,
                "Vấn đề": found.message,
                "Cách sửa": found.action,
                "Mã tiêu chí": found.criterion,
            },
            styles={"Mức": STYLES[found.severity]},
        )
    if since is not None:
        since.warn(drawn.sheet)
    drawn.sheet.landscape = True
    drawn.sheet.filter = Area(drawn.place.header_row, 0, drawn.last, drawn.place.width - 1)
    return drawn.sheet
