"""Sheet `Giải thích`: why each unit stands where it stands, and what would change it."""

from collections.abc import Callable, Sequence

from ...domain.ranking.explain import Explanation
from ...domain.values.numbers import stored
from ...workbook.model import Sheet
from ..paper import print_all
from ..table import Column, Placement, Table, draw
from . import ranking
from .typed_since import Since


class Col:
    """The headers of `Giải thích`."""

    CODE = "Mã"
    UNIT_NAME = "Đơn vị"
    RANK = "Hạng"
    TOTAL = "Tổng điểm"
    GAP = "Cách đơn vị trên"
    TIE_GROUP = "Nhóm đồng hạng"
    BASIS = "Căn cứ xếp hạng"
    DECIDING = "Tiêu chí quyết định"
    CHANGES = "Điều gì làm đổi hạng"


TABLE = Table(
    "Giải thích",
    (
        Column(Col.CODE, 9, "code"),
        Column(Col.UNIT_NAME, 22),
        Column(Col.RANK, 7, "integer"),
        Column(Col.TOTAL, 11, "number"),
        Column(Col.GAP, 11, "number"),
        Column(Col.TIE_GROUP, 20),
        Column(Col.BASIS, 20),
        Column(Col.DECIDING, 35),
        Column(Col.CHANGES, 54),
    ),
    header_row=3,
    key=(Col.CODE,),
)


_BLANKED = (
    Col.GAP,
    Col.TIE_GROUP,
    Col.BASIS,
    Col.DECIDING,
    Col.CHANGES,
)
"""What only the program can say."""
_LIVE = {Col.RANK: ranking.Col.RANK, Col.TOTAL: ranking.Col.AGREED_TOTAL}
"""What follows `Xếp hạng`, and the header there."""


def render(
    explanations: Sequence[Explanation],
    digits: int,
    ranked: Callable[[str, str], str],
    since: Since,
    place: Placement | None = None,
) -> Sheet:
    """Every unit in the order of the ranking.

    Args:
        explanations: as computed.
        digits: decimals of a score.
        ranked: header of `Xếp hạng` and cell of a unit's code → a formula part that gives the value there, live.
        since: whether something was typed since; the explanations are blank then.
    """
    drawn = draw(TABLE, place, title="GIẢI THÍCH XẾP HẠNG", note="Tính đến lần chạy Tổng hợp gần nhất; số trong "
                 "ngoặc là chênh lệch điểm so với đơn vị liền trên (đơn vị đầu: so với đơn vị thứ hai).")  # fmt: skip
    points = f"points{digits}"
    for line in explanations:
        code = "$" + drawn.place.cell(drawn.first + drawn.rows, Col.CODE)
        texts = (line.tie_group, line.basis, line.deciding, line.changes)
        said = (None if line.gap is None else stored(line.gap), *texts)
        drawn.line(
            {
                Col.CODE: line.code,
                Col.UNIT_NAME: line.name,
                Col.RANK: "–" if line.rank is None else line.rank,
                Col.TOTAL: None if line.total is None else stored(line.total),
                **dict(zip(_BLANKED, said, strict=True)),
            },
            formulas={
                **{header: "=" + ranked(there, code) for header, there in _LIVE.items()},
                **{header: since.blanking(value) for header, value in zip(_BLANKED, said, strict=True)},
            },
            styles={Col.TOTAL: points, Col.GAP: points},
        )
    since.warn(drawn.sheet)
    print_all(drawn.sheet)
    drawn.sheet.landscape = True
    return drawn.sheet
