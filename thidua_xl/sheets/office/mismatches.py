"""Sheet `Sai lệch`: everything that is not as it must be, cluster by cluster."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from ...domain.values.catalogue import Code, Severity
from ...domain.values.findings import Finding
from ...workbook.grid import Grid
from ...workbook.model import Area, Sheet
from ..severities import STYLES
from ..table import Column, Placement, Table, TableRow, draw, find_table, rows_of
from .checking import FORMS


class Col:
    """The headers of `Sai lệch`."""

    CLUSTER = "Mã cụm"
    CLUSTER_NAME = "Tên cụm"
    SEVERITY = "Mức"
    UNIT = "Mã đơn vị"
    MESSAGE = "Vấn đề"
    ACTION = "Cách xử lý"
    FILE = "File"
    SHEET = "Trang tính"
    CELL = "Ô"
    VALUE = "Giá trị"
    CODE = "Mã lỗi"


TABLE = Table(
    "Sai lệch",
    (
        Column(Col.CLUSTER, 10, "code"),
        Column(Col.CLUSTER_NAME, 18),
        Column(Col.SEVERITY, 9),
        Column(Col.UNIT, 10, "code"),
        Column(Col.MESSAGE, 38),
        Column(Col.ACTION, 36),
        Column(Col.FILE, 19),
        Column(Col.SHEET, 12),
        Column(Col.CELL, 6, "code center"),
        Column(Col.VALUE, 11, "code wrap"),
        Column(Col.CODE, 8, "clip"),
    ),
    header_row=3,
    key=(Col.CODE,),
)


def read_noted(grid: Grid) -> list[Finding]:
    """The findings about checking forms that stand on the sheet."""
    found = find_table(grid, TABLE)
    rows = rows_of(grid, found.placement) if found else ()
    return [
        Finding(
            Code[row.text(Col.CODE)], row.text(Col.UNIT), "", row.text(Col.FILE), row.text(Col.SHEET),
            row.text(Col.CELL), row.text(Col.VALUE), row.text(Col.MESSAGE), row.text(Col.ACTION),
        )
        for row in rows if row.text(Col.CODE) in Code.__members__ and _is_of_form(row)
    ]  # fmt: skip


def _is_of_form(row: TableRow) -> bool:
    refused = row.text(Col.CODE) == Code.APPRAISAL_FORM_REFUSED.name
    return refused or row.text(Col.FILE).startswith(f"{FORMS}_")


def render(
    found: Sequence[tuple[str, Finding]], names: Mapping[str, str], place: Placement | None = None,
    scorers: Mapping[str, str] = MappingProxyType({}),
) -> Sheet:  # fmt: skip
    """`found`: cluster code (empty: the office book itself, or a file of no cluster) and finding.

    `scorers`: whose workbook a file is, told where a cluster's name would stand.
    """
    errors = sum(one.is_error for _, one in found)
    warnings = sum(one.severity is Severity.WARNING for _, one in found)
    note = (
        f"{errors} lỗi, {warnings} cảnh báo, {len(found) - errors - warnings} lưu ý."
        if found
        else "Không có sai lệch."
    )
    drawn = draw(TABLE, place, title="SAI LỆCH", note=note)
    for cluster, one in found:
        drawn.line(
            {
                Col.CLUSTER: cluster,
                Col.CLUSTER_NAME: names.get(cluster, "") or scorers.get(one.file, ""),
                Col.SEVERITY: one.severity.shown,
                Col.UNIT: one.unit,
                Col.MESSAGE: one.message,
                Col.ACTION: one.action,
                Col.FILE: one.file,
                Col.SHEET: one.sheet,
                Col.CELL: one.cell,
                Col.VALUE: one.value,
                Col.CODE: one.code.name,
            },
            styles={Col.SEVERITY: STYLES[one.severity]},
        )
    drawn.sheet.landscape = True
    drawn.sheet.tab = "#9C0006"
    drawn.sheet.filter = Area(drawn.place.header_row, 0, drawn.last, drawn.place.width - 1)
    return drawn.sheet
