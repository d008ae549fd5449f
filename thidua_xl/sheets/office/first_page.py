"""Sheet `Trang đầu` of the office book: what is done next, what has come, every cluster in a line."""

from collections.abc import Sequence
from typing import NamedTuple

from ...workbook.addresses import quoted
from ...workbook.model import Sheet
from ..cluster.typed_since import literal
from ..front import HEADER_ROW, NAME, WIDTHS, Front, draw_front
from ..table import Column, Placement, Table, draw
from . import progress


class Col:
    """The headers of `Trang đầu`."""

    CLUSTER = "Mã cụm"
    CLUSTER_NAME = "Tên cụm"
    BOOK = "Sổ cụm"
    MISMATCHES = "Sai lệch"
    LACKING = "Thiếu hồ sơ"
    FIRST = "Nhất"
    SHARE = "%"
    FLAG = "Đề nghị Cờ"


_HEADERS = (
    Col.CLUSTER,
    Col.CLUSTER_NAME,
    Col.BOOK,
    Col.MISMATCHES,
    Col.LACKING,
    Col.FIRST,
    Col.SHARE,
    Col.FLAG,
)
_STYLES = ("code", "wrap link", "center", "integer", "integer", "code center", "points2", "code center")
TABLE = Table(
    NAME,
    tuple(
        Column(header, width, style) for header, width, style in zip(_HEADERS, WIDTHS, _STYLES, strict=True)
    ),
    header_row=HEADER_ROW,
    key=(Col.CLUSTER,),
)


class ClusterLine(NamedTuple):
    """A cluster as the page shows it, in the order of the columns."""

    code: str
    name: str
    book: str
    mismatches: int
    lacking: int
    first: str
    share: float | None
    flag: str
    is_here: bool


def render(
    front: Front, clusters: Sequence[ClusterLine], at: Placement, place: Placement | None = None
) -> Sheet:
    """The page; `at`: where `Tiến độ` has its table, whose rows stand in the same order."""
    drawn = draw(TABLE, place)
    for line in clusters:
        there = at.cell(at.header_row + 1 + drawn.rows, progress.Col.CLUSTER)
        drawn.line(
            dict(zip(_HEADERS, line[: len(_HEADERS)], strict=True)),
            formulas={
                Col.CLUSTER_NAME: f'=HYPERLINK("#{quoted(progress.TABLE.sheet)}!{there}",{literal(line.name)})'
            },
            styles={
                Col.BOOK: "" if line.is_here else "amber",
                Col.MISMATCHES: "amber" if line.mismatches else "",
                Col.LACKING: "amber" if line.lacking else "",
            },
        )
    draw_front(drawn.sheet, front)
    return drawn.sheet
