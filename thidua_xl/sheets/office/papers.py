"""Sheet `Hồ sơ nhận`: what each cluster has sent on paper or by mail (HD 1302, I.2.1, II.5)."""

from collections.abc import Iterator, Sequence
from datetime import date

from ...domain.office.inputs import Cluster, Paper, PaperKind
from ...domain.ranking.dates import told
from ...domain.values.catalogue import Code
from ...domain.values.findings import Finding, finding
from ...domain.values.text import fold
from ...workbook.grid import Grid
from ...workbook.model import Sheet
from ..table import Column, Table, TableRow
from .clusters import CODES
from .typed import draw_typed, read_choice, read_code, read_day, typed_lines


class Col:
    """The headers of `Hồ sơ nhận`."""

    CLUSTER = "Mã cụm"
    KIND = "Loại hồ sơ"
    NUMBER = "Số ký hiệu"
    RECEIVED = "Ngày nhận"


TITLE = "HỒ SƠ NHẬN"
TABLE = Table(
    "Hồ sơ nhận",
    (
        Column(Col.CLUSTER, 12, "code", typed=True),
        Column(Col.KIND, 26, typed=True),
        Column(Col.NUMBER, 26, "code", typed=True),
        Column(Col.RECEIVED, 14, "date", typed=True),
    ),
    header_row=4,
    key=(Col.CLUSTER, Col.KIND),
    example={
        Col.CLUSTER: "Ví dụ: C01", Col.KIND: PaperKind.TABLE.value, Col.NUMBER: "15/BC-CTĐ", Col.RECEIVED: "16/12/2026",
    },
)  # fmt: skip


PROPOSED = " (theo sổ cụm)"
"""Ends a number that the program proposed: it counts once somebody types the day on which the paper came."""


def read_papers(grid: Grid, clusters: Sequence[Cluster]) -> tuple[list[Paper], list[Finding]]:
    """The papers in the order of the sheet, and what is wrong with them."""
    rows, findings = typed_lines(grid, TABLE)
    known = {fold(one.code): one.code for one in clusters}
    conferences = {fold(one.code): one.conference for one in clusters}
    papers = []
    for row in rows:
        code, kind = read_code(row, Col.CLUSTER, findings), read_choice(row, Col.KIND, PaperKind, findings)
        received = read_day(row, Col.RECEIVED, findings)
        findings += _too_early(row, kind, received, conferences.get(fold(code)))
        if fold(code) not in known:
            findings.append(
                finding(Code.CLUSTER_NOT_LISTED, sheet=TABLE.sheet, cell=row.cell(Col.CLUSTER), value=code)
            )
        elif kind is not None and not (received is None and row.text(Col.NUMBER).endswith(PROPOSED.strip())):
            number = row.text(Col.NUMBER).removesuffix(PROPOSED)
            papers.append(Paper(known[fold(code)], kind, number, received))
    return papers, findings


def _too_early(
    row: TableRow, kind: PaperKind | None, received: date | None, conference: date | None
) -> Iterator[Finding]:  # fmt: skip
    """A paper on the conference that came before it was held."""
    if kind in (None, PaperKind.TABLE) or received is None or conference is None or received >= conference:
        return
    yield finding(Code.DATE_UNUSUAL, sheet=TABLE.sheet, cell=row.cell(Col.RECEIVED), value=told(received),
                  name=f"Ngày nhận {kind}", why=f"trước ngày hội nghị của cụm {told(conference)}")  # fmt: skip


def render(papers: Sequence[Paper]) -> Sheet:
    """The sheet of a new book."""
    rows = [
        {
            Col.CLUSTER: one.cluster,
            Col.KIND: one.kind.value,
            Col.NUMBER: one.number,
            Col.RECEIVED: one.received,
        }
        for one in papers
    ]
    return draw_typed(TABLE, rows, TITLE, _NOTE, {Col.KIND: [kind.value for kind in PaperKind]},
                      codes={Col.CLUSTER: CODES})  # fmt: skip


_NOTE = (
    "Bảng tổng hợp điểm: trước hội nghị 03–5 ngày (HD 1302, I.2.1). Báo cáo, biên bản, danh sách: sau hội nghị, trước "
    "25/12 (II.5). Dòng “(theo sổ cụm)” chỉ tính là đã nhận khi ghi Ngày nhận."
)
