"""Sheet `Sai lệch`: everything that is not as it must be, cluster by cluster."""

from collections.abc import Mapping, Sequence

from ...domain.values.catalogue import Code, Severity
from ...domain.values.findings import Finding
from ...workbook.grid import Grid
from ...workbook.model import Area, Sheet
from ..severities import STYLES
from ..table import Column, Placement, Table, TableRow, draw, find_table, rows_of
from .checking import FORMS

TABLE = Table(
    "Sai lệch",
    (
        Column("Mã cụm", 11, "code"),
        Column("Tên cụm", 24),
        Column("Mức", 10),
        Column("Mã đơn vị", 11, "code"),
        Column("Vấn đề", 62),
        Column("Cách xử lý", 50),
        Column("File", 28),
        Column("Trang tính", 16),
        Column("Ô", 7, "code center"),
        Column("Giá trị", 18, "code wrap"),
        Column("Mã lỗi", 26),
    ),
    header_row=3,
    key=("Mã lỗi",),
)


def read_noted(grid: Grid) -> list[Finding]:
    """The findings about checking forms that stand on the sheet."""
    found = find_table(grid, TABLE)
    rows = rows_of(grid, found.placement) if found else ()
    return [
        Finding(
            Code[row.text("Mã lỗi")], row.text("Mã đơn vị"), "", row.text("File"), row.text("Trang tính"),
            row.text("Ô"), row.text("Giá trị"), row.text("Vấn đề"), row.text("Cách xử lý"),
        )
        for row in rows if row.text("Mã lỗi") in Code.__members__ and _is_of_form(row)
    ]  # fmt: skip


def _is_of_form(row: TableRow) -> bool:
    refused = row.text("Mã lỗi") == Code.APPRAISAL_FORM_REFUSED.name
    return refused or row.text("File").startswith(f"{FORMS}_")


def render(
    found: Sequence[tuple[str, Finding]], names: Mapping[str, str], place: Placement | None = None
) -> Sheet:
    """`found`: cluster code (empty: the office book itself, or a file of no cluster) and finding."""
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
                "Mã cụm": cluster,
                "Tên cụm": names.get(cluster, ""),
                "Mức": one.severity.shown,
                "Mã đơn vị": one.unit,
                "Vấn đề": one.message,
                "Cách xử lý": one.action,
                "File": one.file,
                "Trang tính": one.sheet,
                "Ô": one.cell,
                "Giá trị": one.value,
                "Mã lỗi": one.code.name,
            },
            styles={"Mức": STYLES[one.severity]},
        )
    drawn.sheet.landscape = True
    drawn.sheet.tab = "#9C0006"
    drawn.sheet.filter = Area(drawn.place.header_row, 0, drawn.last, drawn.place.width - 1)
    return drawn.sheet
