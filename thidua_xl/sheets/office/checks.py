"""Sheet `Kiểm tra`: which first and second units to check, and what the checking would change (HD 1302, III.4)."""

from collections.abc import Mapping, Sequence

from ...domain.office.appraisal import Effect, ToCheck
from ...domain.office.clusters import ClusterResult
from ...domain.values.numbers import shown, stored
from ...workbook.model import Sheet
from ..table import Column, Placement, Table, draw


class Col:
    """The headers of `Kiểm tra`."""

    UNIT = "Mã đơn vị"
    UNIT_NAME = "Đơn vị"
    CLUSTER = "Mã cụm"
    PLACE = "Suy tôn"
    TOTAL = "Tổng điểm"
    WHY = "Vì sao kiểm tra"
    FILLED = "Đã thẩm định"
    CHANGED = "Khác điểm của cụm"
    NEW_TOTAL = "Tổng nếu áp dụng"
    NEW_RANK = "Hạng nếu áp dụng"


TABLE = Table(
    "Kiểm tra",
    (
        Column(Col.UNIT, 11, "code"),
        Column(Col.UNIT_NAME, 25),
        Column(Col.CLUSTER, 11, "code"),
        Column(Col.PLACE, 10, "center"),
        Column(Col.TOTAL, 12, "number"),
        Column(Col.WHY, 41, "wrap indent1"),
        Column(Col.FILLED, 10, "integer"),
        Column(Col.CHANGED, 41),
        Column(Col.NEW_TOTAL, 12, "number"),
        Column(Col.NEW_RANK, 16, "center"),
    ),
    header_row=3,
    key=(Col.UNIT,),
)


def render(
    to_check: Sequence[ToCheck], effects: Mapping[str, Effect], results: Mapping[str, ClusterResult],
    place: Placement | None = None,
) -> Sheet:  # fmt: skip
    """`effects` by unit, `results` by cluster code."""
    drawn = draw(TABLE, place, title="ĐỀ XUẤT KIỂM TRA, THẨM ĐỊNH", note="Theo HD 1302, III.4. Nút Kiểm tra, thẩm "
                 "định lập phiếu thẩm định cho từng đơn vị dưới đây; kết quả không tự đổi điểm của cụm.")  # fmt: skip
    for one in to_check:
        result, done = results[one.cluster], effects.get(one.unit.code)
        points = f"points{result.digits}"
        values: dict[str, object] = {
            Col.UNIT: one.unit.code, Col.UNIT_NAME: one.unit.name, Col.CLUSTER: one.cluster, Col.PLACE: one.unit.place,
            Col.TOTAL: stored(one.unit.agreed_total), Col.WHY: "; ".join(one.reasons),
        }  # fmt: skip
        moved = False
        if done and done.filled:
            moved = done.rank != one.unit.rank or bool(done.level_with)
            values |= {
                Col.FILLED: done.filled,
                Col.CHANGED: "; ".join(
                    f"{code}: {shown(old, result.digits)} → {shown(new, result.digits)}"
                    for code, old, new in done.changed
                ) or "không",
                Col.NEW_TOTAL: stored(done.total),
                Col.NEW_RANK: rank_words(one.unit.rank, done),
            }  # fmt: skip
        drawn.line(values, styles={Col.TOTAL: points, Col.NEW_TOTAL: points,
                                   Col.NEW_RANK: "amber" if moved else ""})  # fmt: skip
    drawn.sheet.landscape = True
    return drawn.sheet


def rank_words(before: int | None, done: Effect) -> str:
    """Old and new rank."""
    if done.rank is None:
        return "không xếp hạng"
    level = f" (bằng {', '.join(done.level_with)})" if done.level_with else ""
    return f"{done.rank}{level}" if done.rank == before else f"{before} → {done.rank}{level}"
