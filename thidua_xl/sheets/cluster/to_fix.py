"""Sheet `Cần sửa`: every finding, in words."""

from collections.abc import Mapping, Sequence

from ...domain.values.catalogue import EARLIER_NAMES, Code, Severity
from ...domain.values.findings import Finding, in_order
from ...workbook.addresses import quoted
from ...workbook.grid import Grid
from ...workbook.model import Area, Sheet
from ..severities import STYLES
from ..table import Column, Drawn, Found, Placement, Table, draw, find_table, rows_of
from .typed_since import Since


class Col:
    """The headers of `Cần sửa`."""

    UNIT_NAME = "Đơn vị"
    CELL = "Ô"
    MESSAGE = "Vấn đề"
    ACTION = "Cách sửa"
    SEVERITY = "Mức"
    SHEET = "Trang tính"
    VALUE = "Giá trị"
    FILE = "File"
    CODE = "Mã lỗi"
    UNIT = "Mã đơn vị"
    CRITERION = "Mã tiêu chí"


TABLE = Table(
    "Cần sửa",
    (
        Column(Col.UNIT_NAME, 19),
        Column(Col.CELL, 8, "code center"),
        Column(Col.MESSAGE, 54),
        Column(Col.ACTION, 42),
        Column(Col.SEVERITY, 9, "center"),
        Column(Col.SHEET, 13),
        Column(Col.VALUE, 11, "code wrap"),
        Column(Col.FILE, 9, "clip"),
        Column(Col.CODE, 7, "clip"),
        Column(Col.UNIT, 8, "code"),
        Column(Col.CRITERION, 8, "code"),
    ),
    header_row=3,
    key=(Col.CODE,),
)
"""What people read stands first. In a book of an earlier version `Đơn vị` stands right of all that was there."""


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


def render(
    findings: Sequence[Finding],
    names: Mapping[str, str],
    place: Placement | None = None,
    since: Since | None = None,
) -> Sheet:
    """All findings, errors on top; `names` by code; `since` says when they are not of what is typed now."""
    errors = sum(f.is_error for f in findings)
    warnings = sum(f.severity is Severity.WARNING for f in findings)
    drawn = draw(TABLE, place, title="CẦN SỬA", note=f"{errors} lỗi, {warnings} cảnh báo, "
                 f"{len(findings) - errors - warnings} lưu ý. Bấm địa chỉ ở cột Ô để đến nơi; ô của phiếu thì mở "
                 "tệp phiếu." if findings else "Không có gì cần sửa.")  # fmt: skip
    for found in sorted(in_order(findings), key=lambda one: _GRAVITY[one.severity]):
        _line(drawn, found, _unit_said(found.unit, names))
    if since is not None:
        since.warn(drawn.sheet)
    drawn.sheet.landscape = True
    drawn.sheet.filter = Area(drawn.place.header_row, 0, drawn.last, drawn.place.width - 1)
    return drawn.sheet


_GRAVITY = {severity: at for at, severity in enumerate(Severity)}


def _unit_said(code: str, names: Mapping[str, str]) -> str:
    """Whose it is: code and name."""
    name = names.get(code, "")
    return f"{code} – {name}" if name else code


def _line(drawn: Drawn, found: Finding, unit: str) -> None:
    """One finding; its address leads to the cell where that is one of the book."""
    linked = bool(found.cell and found.sheet) and not found.file
    row = drawn.line(
        {
            Col.UNIT_NAME: unit,
            Col.CELL: found.cell,
            Col.MESSAGE: found.message,
            Col.ACTION: found.action,
            Col.SEVERITY: found.severity.shown,
            Col.SHEET: found.sheet,
            Col.VALUE: found.value,
            Col.FILE: found.file,
            Col.CODE: found.code.name,
            Col.UNIT: found.unit,
            Col.CRITERION: found.criterion,
        },
        styles={Col.SEVERITY: STYLES[found.severity], Col.CELL: "link" if linked else ""},
    )
    if linked:
        drawn.sheet.links[row, drawn.place[Col.CELL]] = f"{quoted(found.sheet)}!{found.cell}"
