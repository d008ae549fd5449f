"""Sheet `Danh sách cụm`: the clusters of the superior (HD 1302, I.1, III.2)."""

from collections.abc import Iterator, Sequence

from ...domain.office.inputs import Cluster
from ...domain.ranking import dates
from ...domain.values.catalogue import Code
from ...domain.values.codes import wrong_code
from ...domain.values.findings import Finding, finding
from ...domain.values.text import fold
from ...workbook.grid import Grid
from ...workbook.model import Sheet
from ..table import Column, Table
from .typed import draw_typed, read_code, read_day, typed_lines

CONFERENCE = "Ngày hội nghị"
TABLE = Table(
    "Danh sách cụm",
    (
        Column("Mã cụm", 11, "code", typed=True),
        Column("Tên cụm", 40, typed=True),
        Column("Trưởng cụm", 12, "code", typed=True),
        Column("Phó Trưởng cụm", 12, "code", typed=True),
        Column("Thành viên Hội đồng phụ trách", 28, typed=True),
        Column("Chuyên viên theo dõi", 24, typed=True),
        Column("Email", 28, typed=True),
        Column(CONFERENCE, 13, "date", typed=True),
    ),
    header_row=3,
    key=("Mã cụm",),
)


def read_clusters(grid: Grid) -> tuple[list[Cluster], list[Finding]]:
    """The clusters in the order of the sheet, and what is wrong with them."""
    rows, findings = typed_lines(grid, TABLE)
    clusters: dict[str, Cluster] = {}
    for row in rows:
        code, cell = read_code(row, "Mã cụm", findings), row.cell("Mã cụm")
        if not code:
            findings.append(finding(Code.CLUSTER_NOT_LISTED, sheet=TABLE.sheet, cell=cell))
        elif fold(code) in clusters:
            findings.append(finding(Code.CLUSTER_DOUBLE, sheet=TABLE.sheet, cell=cell, value=code))
        else:
            findings += wrong_code(row.text("Mã cụm"), TABLE.sheet, {"cell": cell}, "mã cụm", "C01")
            clusters[fold(code)] = Cluster(
                code, row.text("Tên cụm") or code, row.text("Trưởng cụm"), row.text("Phó Trưởng cụm"),
                row.text("Thành viên Hội đồng phụ trách"), row.text("Chuyên viên theo dõi"), row.text("Email"),
                read_day(row, CONFERENCE, findings),
            )  # fmt: skip
    return list(clusters.values()), findings


def wrong_days(grid: Grid, year: int) -> Iterator[Finding]:
    """Conferences of another year, and one unit as head and as deputy."""
    for row in typed_lines(grid, TABLE)[0]:
        day = read_day(row, CONFERENCE, [])
        if day is not None:
            yield from dates.out_of(
                dates.season(year), year, day, TABLE.sheet, row.cell(CONFERENCE), CONFERENCE
            )
        head, deputy = row.text("Trưởng cụm"), row.text("Phó Trưởng cụm")
        cluster = row.text("Mã cụm")
        yield from dates.one_person(head, deputy, TABLE.sheet, row.cell("Phó Trưởng cụm"), cluster)


def render(clusters: Sequence[Cluster]) -> Sheet:
    """The sheet of a new book."""
    rows = [
        {
            "Mã cụm": one.code,
            "Tên cụm": one.name,
            "Trưởng cụm": one.head,
            "Phó Trưởng cụm": one.deputy,
            "Thành viên Hội đồng phụ trách": one.member,
            "Chuyên viên theo dõi": one.officer,
            "Email": one.email,
            CONFERENCE: one.conference,
        }
        for one in clusters
    ]
    return draw_typed(TABLE, rows, "DANH SÁCH CỤM THI ĐUA", "Mỗi cụm một dòng. Mã cụm viết liền, không đổi trong năm. "
                      "Trưởng cụm, Phó Trưởng cụm: mã đơn vị.")  # fmt: skip
