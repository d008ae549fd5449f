"""Sheet `Toàn bộ đơn vị`: every unit of every cluster, ranked together only where that is fair."""

from collections.abc import Mapping, Sequence

from ...domain.office.clusters import ClusterResult
from ...domain.office.comparable import ComparedUnit
from ...domain.ranking.standings import UnitStatus
from ...domain.scoring.settings import Basis
from ...domain.values.numbers import stored
from ...workbook.model import Area, Sheet
from ..table import Column, Placement, Table, draw


class Col:
    """The headers of `Toàn bộ đơn vị`."""

    CODE = "Mã"
    UNIT_NAME = "Đơn vị"
    CLUSTER = "Mã cụm"
    CLUSTER_NAME = "Tên cụm"
    RANK = "Hạng trong cụm"
    PLACE = "Suy tôn"
    TOTAL = "Tổng điểm"
    MAXIMUM = "Điểm tối đa"
    PERCENT = "Tỷ lệ %"
    GROUP = "Nhóm so sánh"
    GROUP_RANK = "Hạng trong nhóm"
    NOTE = "Ghi chú"


TABLE = Table(
    "Toàn bộ đơn vị",
    (
        Column(Col.CODE, 11, "code"),
        Column(Col.UNIT_NAME, 26),
        Column(Col.CLUSTER, 11, "code"),
        Column(Col.CLUSTER_NAME, 27),
        Column(Col.RANK, 10, "integer"),
        Column(Col.PLACE, 10, "center"),
        Column(Col.TOTAL, 12, "number"),
        Column(Col.MAXIMUM, 12, "number"),
        Column(Col.PERCENT, 10, "number"),
        Column(Col.GROUP, 10, "center"),
        Column(Col.GROUP_RANK, 10, "integer"),
        Column(Col.NOTE, 34),
    ),
    header_row=3,
    key=(Col.CODE, Col.CLUSTER),
)
ALONE = "Không so sánh với cụm khác: tiêu chí hoặc cách xếp khác."
_STATUS = {
    UnitStatus.EXCLUDED: "không xét thi đua",
    UnitStatus.MISSING: "chưa có phiếu, chưa nhập điểm",
    UnitStatus.WAITING_VOTE: "chờ bỏ phiếu",
    UnitStatus.INCOMPLETE: "còn thiếu điểm",
    UnitStatus.RANKED: "",
}


def render(
    lines: Sequence[ComparedUnit], results: Mapping[str, ClusterResult], names: Mapping[str, str],
    place: Placement | None = None,
) -> Sheet:  # fmt: skip
    """By group of comparable clusters, then by rank; `results` and `names` by cluster code."""
    groups = {line.group for line in lines if not line.is_alone}
    note = "Chỉ so sánh được giữa các cụm cùng bộ tiêu chí và cùng cách xếp (cùng Nhóm so sánh). "
    note += (
        f"Có {len(groups)} nhóm so sánh được."
        if groups
        else "Hiện không có hai cụm nào so sánh được với nhau."
    )
    drawn = draw(TABLE, place, title="TOÀN BỘ ĐƠN VỊ", note=note)
    for line in lines:
        unit, result = line.unit, results[line.cluster]
        came = unit.status is not UnitStatus.MISSING
        points = f"points{result.digits}"
        basis = "xếp theo %" if result.basis is Basis.PERCENT else ""
        notes = [_STATUS[unit.status], basis, ALONE if line.is_alone else ""]
        drawn.line(
            {
                Col.CODE: unit.code,
                Col.UNIT_NAME: unit.name,
                Col.CLUSTER: line.cluster,
                Col.CLUSTER_NAME: names.get(line.cluster, result.name),
                Col.RANK: unit.rank,
                Col.PLACE: (unit.place or "") + (" · Cờ" if unit.nominee else ""),
                Col.TOTAL: stored(unit.agreed_total) if came and not unit.unscored else None,
                Col.MAXIMUM: stored(unit.max_total) if came else None,
                Col.PERCENT: stored(unit.percent) if came and unit.percent is not None else None,
                Col.GROUP: line.group,
                Col.GROUP_RANK: line.group_rank,
                Col.NOTE: "; ".join(filter(None, notes)),
            },
            styles={Col.TOTAL: points, Col.MAXIMUM: points, Col.PERCENT: points,
                    Col.PLACE: "green bold" if unit.nominee else ""},
        )  # fmt: skip
    drawn.sheet.landscape = True
    drawn.sheet.filter = Area(drawn.place.header_row, 0, drawn.last, drawn.place.width - 1)
    return drawn.sheet
