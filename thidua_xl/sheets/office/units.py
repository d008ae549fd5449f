"""Sheet `Đơn vị` of the office book: the members of every cluster, typed once."""

from collections.abc import Sequence

from ...domain.office.inputs import Cluster, OfficeUnit
from ...domain.values.catalogue import Code
from ...domain.values.codes import wrong_code
from ...domain.values.findings import Finding, finding
from ...domain.values.text import fold
from ...workbook.grid import Grid
from ...workbook.model import Sheet
from ..entry_rules import code_list
from ..table import Column, Table
from . import clusters as cluster_sheet
from .typed import draw_typed, read_code, typed_lines


class Col:
    """The headers of `Đơn vị`."""

    CODE = "Mã"
    NAME = "Tên đơn vị"
    CLUSTER = "Mã cụm"
    EMAIL = "Email"


TITLE = "CÁC ĐƠN VỊ"
TABLE = Table(
    "Đơn vị",
    (
        Column(Col.CODE, 12, "code", typed=True),
        Column(Col.NAME, 40, typed=True),
        Column(Col.CLUSTER, 12, "code", typed=True),
        Column(Col.EMAIL, 34, typed=True),
    ),
    header_row=4,
    key=(Col.CODE,),
    example={
        Col.CODE: "Ví dụ: DLY",
        Col.NAME: "Xã Dân Lý",
        Col.CLUSTER: "C01",
        Col.EMAIL: "vanphong@danly.gov.vn",
    },
)


CODES = code_list(TABLE, TABLE.home, Col.CODE)
"""The codes of the units, in a new book."""


def read_units(grid: Grid, clusters: Sequence[Cluster]) -> tuple[list[OfficeUnit], list[Finding]]:
    """The units in the order of the sheet, and what is wrong with them; each code belongs to one cluster."""
    rows, findings = typed_lines(grid, TABLE)
    known = {fold(one.code): one.code for one in clusters}
    units: dict[str, OfficeUnit] = {}
    for row in rows:
        code, cluster = read_code(row, Col.CODE, findings), read_code(row, Col.CLUSTER, findings)
        if not code:
            findings.append(finding(Code.UNIT_NOT_LISTED, sheet=TABLE.sheet, cell=row.cell(Col.CODE)))
        elif fold(code) in units:
            findings.append(
                finding(Code.UNIT_DOUBLE, unit=code, sheet=TABLE.sheet, cell=row.cell(Col.CODE), value=code)
            )
        else:
            if fold(cluster) not in known:
                findings.append(
                    finding(Code.CLUSTER_NOT_LISTED, unit=code, sheet=TABLE.sheet, cell=row.cell(Col.CLUSTER),
                            value=cluster)
                )  # fmt: skip
            findings += wrong_code(
                row.text(Col.CODE), TABLE.sheet, row.spot(Col.CODE), "mã đơn vị", "DLY", unit=code
            )
            name = row.text(Col.NAME) or code
            units[fold(code)] = OfficeUnit(code, name, known.get(fold(cluster), cluster), row.text(Col.EMAIL))
    return list(units.values()), findings


def render(units: Sequence[OfficeUnit]) -> Sheet:
    """The sheet of a new book."""
    rows = [
        {Col.CODE: one.code, Col.NAME: one.name, Col.CLUSTER: one.cluster, Col.EMAIL: one.email}
        for one in units
    ]
    return draw_typed(TABLE, rows, TITLE, "Mỗi đơn vị một dòng, thuộc một cụm. Lệnh issue-books lập sổ cụm từ "
                      "danh sách này nên không ai phải gõ lại.",
                      codes={Col.CLUSTER: cluster_sheet.CODES})  # fmt: skip
