"""Sheet `Giải thích`: why each unit stands where it stands, and what would change it."""

from collections.abc import Callable, Sequence

from ...domain.ranking.explain import Explanation
from ...domain.values.numbers import stored
from ...workbook.model import Sheet
from ..table import Column, Placement, Table, draw
from .typed_since import Since

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


_BLANKED = (
    "Cách đơn vị trên",
    "Nhóm đồng hạng",
    "Căn cứ xếp hạng",
    "Tiêu chí quyết định",
    "Điều gì làm đổi hạng",
)
"""What only the program can say."""
_LIVE = {"Hạng": "Hạng", "Tổng điểm": "Tổng điểm thống nhất"}
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
        code = "$" + drawn.place.cell(drawn.first + drawn.rows, "Mã")
        texts = (line.tie_group, line.basis, line.deciding, line.changes)
        said = (None if line.gap is None else stored(line.gap), *texts)
        drawn.line(
            {
                "Mã": line.code,
                "Đơn vị": line.name,
                "Hạng": "–" if line.rank is None else line.rank,
                "Tổng điểm": None if line.total is None else stored(line.total),
                **dict(zip(_BLANKED, said, strict=True)),
            },
            formulas={
                **{header: "=" + ranked(there, code) for header, there in _LIVE.items()},
                **{header: since.blanking(value) for header, value in zip(_BLANKED, said, strict=True)},
            },
            styles={"Tổng điểm": points, "Cách đơn vị trên": points},
        )
    since.warn(drawn.sheet)
    drawn.sheet.landscape = True
    return drawn.sheet
