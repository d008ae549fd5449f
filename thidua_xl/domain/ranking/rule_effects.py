"""What changed rules changed for whom: each unit as it stands beside how it would stand under the rules of before."""

from collections.abc import Iterator, Mapping

from ..values.numbers import shown
from .standings import Standing, Standings

_NONE = "không có"


def effects(before: Standings, now: Standings, digits: int) -> Mapping[str, str]:
    """Unit → `tổng điểm 85,00 → 80,00; hạng 2 → 4`; nothing of units for which all is as before."""
    were = {line.code: line for line in before.standings}
    told = {
        line.code: "; ".join(_changed(were[line.code], line, digits))
        for line in now.standings if line.code in were
    }  # fmt: skip
    return {code: said for code, said in told.items() if said}


def _changed(was: Standing, line: Standing, digits: int) -> Iterator[str]:
    for what, old, new in zip(_WHAT, _figures(was, digits), _figures(line, digits), strict=True):
        if old != new:
            yield f"{what} {old} → {new}"


_WHAT = ("tổng điểm", "điểm tối đa", "hạng", "Nhất, Nhì, Ba:", "xếp loại", "hình thức đề nghị:")


def _figures(line: Standing, digits: int) -> tuple[str, ...]:
    total = line.total
    return (
        "chưa có" if total.unscored else shown(total.agreed_total, digits),
        shown(total.max_total, digits),
        "chưa xếp" if line.rank is None else str(line.rank),
        line.place or _NONE,
        line.grading.shown or _NONE,
        line.award or _NONE,
    )
