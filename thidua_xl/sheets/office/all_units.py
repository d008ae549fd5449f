"""Sheet `Toàn bộ đơn vị`: every unit of every cluster, ranked together only where that is fair."""

from collections.abc import Mapping, Sequence

from ...domain.office.clusters import ClusterResult
from ...domain.office.comparable import ComparedUnit
from ...domain.ranking.standings import UnitStatus
from ...domain.scoring.settings import Basis
from ...domain.values.numbers import stored
from ...workbook.model import Area, Sheet
from ..table import Column, Placement, Table, draw

TABLE = Table(
    "Toàn bộ đơn vị",
    (
        Column("Mã", 11, "code"),
        Column("Đơn vị", 28),
        Column("Mã cụm", 11, "code"),
        Column("Tên cụm", 30),
        Column("Hạng trong cụm", 10, "integer"),
        Column("Suy tôn", 10, "center"),
        Column("Tổng điểm", 12, "number"),
        Column("Điểm tối đa", 12, "number"),
        Column("Tỷ lệ %", 10, "number"),
        Column("Nhóm so sánh", 10, "center"),
        Column("Hạng trong nhóm", 10, "integer"),
        Column("Ghi chú", 52),
    ),
    header_row=3,
    key=("Mã", "Mã cụm"),
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
                "Mã": unit.code,
                "Đơn vị": unit.name,
                "Mã cụm": line.cluster,
                "Tên cụm": names.get(line.cluster, result.name),
                "Hạng trong cụm": unit.rank,
                "Suy tôn": (unit.place or "") + (" · Cờ" if unit.nominee else ""),
                "Tổng điểm": stored(unit.agreed_total) if came and not unit.unscored else None,
                "Điểm tối đa": stored(unit.max_total) if came else None,
                "Tỷ lệ %": stored(unit.percent) if came and unit.percent is not None else None,
                "Nhóm so sánh": line.group,
                "Hạng trong nhóm": line.group_rank,
                "Ghi chú": "; ".join(filter(None, notes)),
            },
            styles={"Tổng điểm": points, "Điểm tối đa": points, "Tỷ lệ %": points,
                    "Suy tôn": "green bold" if unit.nominee else ""},
        )  # fmt: skip
    drawn.sheet.landscape = True
    drawn.sheet.filter = Area(drawn.place.header_row, 0, drawn.last, drawn.place.width - 1)
    return drawn.sheet
