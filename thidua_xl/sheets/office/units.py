"""Sheet `Đơn vị` of the office book: the members of every cluster, typed once."""

from collections.abc import Sequence

from ...domain.office.inputs import Cluster, OfficeUnit
from ...domain.values.catalogue import Code
from ...domain.values.codes import wrong_code
from ...domain.values.findings import Finding, finding
from ...domain.values.text import fold
from ...workbook.grid import Grid
from ...workbook.model import Sheet
from ..table import Column, Table
from .typed import draw_typed, read_code, typed_lines

TABLE = Table(
    "Đơn vị",
    (
        Column("Mã", 12, "code", typed=True),
        Column("Tên đơn vị", 40, typed=True),
        Column("Mã cụm", 12, "code", typed=True),
        Column("Email", 34, typed=True),
    ),
    header_row=3,
    key=("Mã",),
)


def read_units(grid: Grid, clusters: Sequence[Cluster]) -> tuple[list[OfficeUnit], list[Finding]]:
    """The units in the order of the sheet, and what is wrong with them; each code belongs to one cluster."""
    rows, findings = typed_lines(grid, TABLE)
    known = {fold(one.code): one.code for one in clusters}
    units: dict[str, OfficeUnit] = {}
    for row in rows:
        code, cluster = read_code(row, "Mã", findings), read_code(row, "Mã cụm", findings)
        if not code:
            findings.append(finding(Code.UNIT_NOT_LISTED, sheet=TABLE.sheet, cell=row.cell("Mã")))
        elif fold(code) in units:
            findings.append(
                finding(Code.UNIT_DOUBLE, unit=code, sheet=TABLE.sheet, cell=row.cell("Mã"), value=code)
            )
        else:
            if fold(cluster) not in known:
                findings.append(
                    finding(Code.CLUSTER_NOT_LISTED, unit=code, sheet=TABLE.sheet, cell=row.cell("Mã cụm"),
                            value=cluster)
                )  # fmt: skip
            findings += wrong_code(row.text("Mã"), TABLE.sheet, row.spot("Mã"), "mã đơn vị", "DLY", unit=code)
            name = row.text("Tên đơn vị") or code
            units[fold(code)] = OfficeUnit(code, name, known.get(fold(cluster), cluster), row.text("Email"))
    return list(units.values()), findings


def render(units: Sequence[OfficeUnit]) -> Sheet:
    """The sheet of a new book."""
    rows = [
        {"Mã": one.code, "Tên đơn vị": one.name, "Mã cụm": one.cluster, "Email": one.email} for one in units
    ]
    return draw_typed(TABLE, rows, "CÁC ĐƠN VỊ", "Mỗi đơn vị một dòng, thuộc một cụm. Lệnh issue-books lập sổ cụm từ "
                      "danh sách này nên không ai phải gõ lại.")  # fmt: skip
