"""Sheet `Kiểm tra`: which first and second units to check, and what the checking would change (HD 1302, III.4)."""

from collections.abc import Mapping, Sequence

from ...domain.office.appraisal import Effect, ToCheck
from ...domain.office.clusters import ClusterResult
from ...domain.values.numbers import shown, stored
from ...workbook.model import Sheet
from ..table import Column, Placement, Table, draw

TABLE = Table(
    "Kiểm tra",
    (
        Column("Mã đơn vị", 11, "code"),
        Column("Đơn vị", 26),
        Column("Mã cụm", 11, "code"),
        Column("Suy tôn", 10, "center"),
        Column("Tổng điểm", 12, "number"),
        Column("Vì sao kiểm tra", 52, "wrap indent1"),
        Column("Đã thẩm định", 10, "integer"),
        Column("Khác điểm của cụm", 52),
        Column("Tổng nếu áp dụng", 12, "number"),
        Column("Hạng nếu áp dụng", 18, "center"),
    ),
    header_row=3,
    key=("Mã đơn vị",),
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
            "Mã đơn vị": one.unit.code, "Đơn vị": one.unit.name, "Mã cụm": one.cluster, "Suy tôn": one.unit.place,
            "Tổng điểm": stored(one.unit.agreed_total), "Vì sao kiểm tra": "; ".join(one.reasons),
        }  # fmt: skip
        moved = False
        if done and done.filled:
            moved = done.rank != one.unit.rank or bool(done.level_with)
            values |= {
                "Đã thẩm định": done.filled,
                "Khác điểm của cụm": "; ".join(
                    f"{code}: {shown(old, result.digits)} → {shown(new, result.digits)}"
                    for code, old, new in done.changed
                ) or "không",
                "Tổng nếu áp dụng": stored(done.total),
                "Hạng nếu áp dụng": rank_words(one.unit.rank, done),
            }  # fmt: skip
        drawn.line(values, styles={"Tổng điểm": points, "Tổng nếu áp dụng": points,
                                   "Hạng nếu áp dụng": "amber" if moved else ""})  # fmt: skip
    drawn.sheet.landscape = True
    return drawn.sheet


def rank_words(before: int | None, done: Effect) -> str:
    """Old and new rank."""
    if done.rank is None:
        return "không xếp hạng"
    level = f" (bằng {', '.join(done.level_with)})" if done.level_with else ""
    return f"{done.rank}{level}" if done.rank == before else f"{before} → {done.rank}{level}"
