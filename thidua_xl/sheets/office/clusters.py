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
from ..entry_rules import Rule, code_list
from ..table import Column, Table
from .typed import draw_typed, read_code, read_day, typed_lines


class Col:
    """The headers of `Danh sách cụm`."""

    CLUSTER = "Mã cụm"
    CLUSTER_NAME = "Tên cụm"
    HEAD = "Trưởng cụm"
    DEPUTY = "Phó Trưởng cụm"
    MEMBER = "Thành viên Hội đồng phụ trách"
    OFFICER = "Chuyên viên theo dõi"
    EMAIL = "Email"
    CONFERENCE = "Ngày hội nghị"


TITLE = "DANH SÁCH CỤM THI ĐUA"
TABLE = Table(
    "Danh sách cụm",
    (
        Column(Col.CLUSTER, 11, "code", typed=True),
        Column(Col.CLUSTER_NAME, 40, typed=True),
        Column(Col.HEAD, 12, "code", typed=True),
        Column(Col.DEPUTY, 12, "code", typed=True),
        Column(Col.MEMBER, 28, typed=True),
        Column(Col.OFFICER, 24, typed=True),
        Column(Col.EMAIL, 28, typed=True),
        Column(Col.CONFERENCE, 13, "date", typed=True),
    ),
    header_row=4,
    key=(Col.CLUSTER,),
    example={
        Col.CLUSTER: "Ví dụ: C01", Col.CLUSTER_NAME: "Cụm thi đua số 1", Col.HEAD: "DLY", Col.DEPUTY: "TDA",
        Col.MEMBER: "Nguyễn Văn An", Col.OFFICER: "Lê Thị Bình", Col.CONFERENCE: "18/12/2026",
    },
)  # fmt: skip


CODES = code_list(TABLE, TABLE.home, Col.CLUSTER)
"""The codes of the clusters, in a new book."""


def read_clusters(grid: Grid) -> tuple[list[Cluster], list[Finding]]:
    """The clusters in the order of the sheet, and what is wrong with them."""
    rows, findings = typed_lines(grid, TABLE)
    clusters: dict[str, Cluster] = {}
    for row in rows:
        code, cell = read_code(row, Col.CLUSTER, findings), row.cell(Col.CLUSTER)
        if not code:
            findings.append(finding(Code.CLUSTER_NOT_LISTED, sheet=TABLE.sheet, cell=cell))
        elif fold(code) in clusters:
            findings.append(finding(Code.CLUSTER_DOUBLE, sheet=TABLE.sheet, cell=cell, value=code))
        else:
            findings += wrong_code(row.text(Col.CLUSTER), TABLE.sheet, {"cell": cell}, "mã cụm", "C01")
            clusters[fold(code)] = Cluster(
                code, row.text(Col.CLUSTER_NAME) or code, row.text(Col.HEAD), row.text(Col.DEPUTY),
                row.text(Col.MEMBER), row.text(Col.OFFICER), row.text(Col.EMAIL),
                read_day(row, Col.CONFERENCE, findings),
            )  # fmt: skip
    return list(clusters.values()), findings


def wrong_days(grid: Grid, year: int) -> Iterator[Finding]:
    """Conferences of another year, and one unit as head and as deputy."""
    for row in typed_lines(grid, TABLE)[0]:
        day = read_day(row, Col.CONFERENCE, [])
        if day is not None:
            yield from dates.out_of(
                dates.season(year), year, day, TABLE.sheet, row.cell(Col.CONFERENCE), Col.CONFERENCE
            )
        head, deputy = row.text(Col.HEAD), row.text(Col.DEPUTY)
        cluster = row.text(Col.CLUSTER)
        yield from dates.one_person(head, deputy, TABLE.sheet, row.cell(Col.DEPUTY), cluster)


def render(clusters: Sequence[Cluster], units: Rule | None = None) -> Sheet:
    """The sheet of a new book; `units` is the list of the units' codes."""
    rows = [
        {
            Col.CLUSTER: one.code,
            Col.CLUSTER_NAME: one.name,
            Col.HEAD: one.head,
            Col.DEPUTY: one.deputy,
            Col.MEMBER: one.member,
            Col.OFFICER: one.officer,
            Col.EMAIL: one.email,
            Col.CONFERENCE: one.conference,
        }
        for one in clusters
    ]
    return draw_typed(TABLE, rows, TITLE, "Mỗi cụm một dòng. Mã cụm viết liền, không đổi trong năm. "
                      "Trưởng cụm, Phó Trưởng cụm: mã đơn vị.",
                      codes=dict.fromkeys((Col.HEAD, Col.DEPUTY), units) if units else None)  # fmt: skip
