"""Sheet `Giải thích`: why each unit stands where it stands, and what would change it."""

from collections.abc import Sequence

from ..domain.explain import Explanation
from ..domain.numbers import stored
from ..workbook.model import Sheet
from .table import Column, Placement, Table, draw

TABLE = Table(
    "Giải thích",
    (
        Column("Mã", 9, "code"),
        Column("Đơn vị", 24),
        Column("Hạng", 7, "integer"),
        Column("Tổng điểm", 11, "number"),
        Column("Cách đơn vị trên", 11, "number"),
        Column("Nhóm đồng hạng", 22),
        Column("Căn cứ xếp hạng", 20),
        Column("Tiêu chí quyết định", 36),
        Column("Điều gì làm đổi hạng", 60),
    ),
    header_row=3,
    key=("Mã",),
)


def render(explanations: Sequence[Explanation], digits: int, place: Placement | None = None) -> Sheet:
    """Every unit in the order of the ranking."""
    drawn = draw(TABLE, place, title="GIẢI THÍCH XẾP HẠNG", note="Tính đến lần chạy Tổng hợp gần nhất; số trong "
                 "ngoặc là chênh lệch điểm so với đơn vị liền trên (đơn vị đầu: so với đơn vị thứ hai).")  # fmt: skip
    points = f"points{digits}"
    for line in explanations:
        drawn.line(
            {
                "Mã": line.code,
                "Đơn vị": line.name,
                "Hạng": "–" if line.rank is None else line.rank,
                "Tổng điểm": None if line.total is None else stored(line.total),
                "Cách đơn vị trên": None if line.gap is None else stored(line.gap),
                "Nhóm đồng hạng": line.tie_group,
                "Căn cứ xếp hạng": line.basis,
                "Tiêu chí quyết định": line.deciding,
                "Điều gì làm đổi hạng": line.changes,
            },
            styles={"Tổng điểm": points, "Cách đơn vị trên": points},
        )
    drawn.sheet.landscape = True
    return drawn.sheet
