"""What papers say of the clusters: what came, who stands where, what is found in their books."""

from collections.abc import Iterator, Sequence

from ...domain.office.clusters import ClusterResult, ClusterUnit
from ...domain.office.progress import FileState
from ...domain.ranking.proclaimed import PLACES
from ...domain.values.catalogue import Code, Severity
from ...domain.values.findings import Finding
from ...domain.values.numbers import shown
from ...domain.values.said import count_said
from ..outcome import ClusterOutcome
from .common import ABSENT, PROVISIONAL
from .facts import Facts, name_of_cluster, name_of_unit

_STATES = {
    FileState.RECEIVED: "đã nhận sổ",
    FileState.MISSING: "chưa nhận được sổ",
    FileState.REFUSED: "sổ gửi về chưa dùng được",
}
_FEW = 3
"""Mismatches of a cluster that are named one by one."""


def how_many(facts: Facts) -> dict[str, object]:
    """How many clusters there are, whose books came, how many units they have; the others by name."""
    clusters = facts.outcome.clusters
    missing = [one for one in clusters if one.state is not FileState.RECEIVED]
    return {
        "so_cum": count_said(len(clusters)),
        "so_don_vi": count_said(len(facts.book.units)),
        "so_da_nhan": count_said(len(clusters) - len(missing)),
        "chua_nhan": list(_by_state(facts, missing)),
    }


def _by_state(facts: Facts, clusters: Sequence[ClusterOutcome]) -> Iterator[str]:
    """`chưa nhận được sổ: Cụm thi đua số 2, Cụm thi đua số 5`."""
    for state in dict.fromkeys(one.state for one in clusters):
        names = [name_of_cluster(facts, one.code) for one in clusters if one.state is state]
        yield f"{_STATES[state]}: {', '.join(names)}"


def cluster_rows(facts: Facts) -> list[dict[str, object]]:
    """Every cluster: its units, who is first, second and third, whom it nominates; a dash for what is not known."""
    return [_cluster(facts, at, one) for at, one in enumerate(facts.outcome.clusters, start=1)]


def _cluster(facts: Facts, at: int, one: ClusterOutcome) -> dict[str, object]:
    result = one.result
    nominee = result.unit(result.nominee) if result and result.nominee else None
    return {
        "tt": at,
        "ma": one.code,
        "ten": name_of_cluster(facts, one.code),
        "tinh_trang": _STATES[one.state],
        "so_don_vi": count_said(len(result.units)) if result else ABSENT,
        "tam": PROVISIONAL if result and result.provisional else "",
        **{
            key: _placed(result, place)
            for key, place in zip(("nhat", "nhi", "ba"), PLACES.values(), strict=True)
        },
        "de_nghi": nominee.name if nominee else ABSENT,
        **{key: said or ABSENT for key, said in figures(nominee, result.digits if result else 0).items()},
    }


def _placed(result: ClusterResult | None, place: str) -> str:
    """The names of the units in a place; a dash while nobody has it."""
    units = (result.unit(code) for code in result.in_place(place)) if result else ()
    return ", ".join(unit.name for unit in units if unit) or ABSENT


def figures(unit: ClusterUnit | None, digits: int) -> dict[str, object]:
    """A unit's figures as printed; None (a blank) where no score stands, which is not 0."""
    if unit is None or unit.stands is None:
        return {"tong": None, "toi_da": None, "ty_le": None}
    return {
        "tong": shown(unit.stands, digits),
        "toi_da": shown(unit.max_total, digits),
        "ty_le": None if unit.percent is None else shown(unit.percent, digits),
    }


def unit_rows(facts: Facts) -> list[dict[str, object]]:
    """Every unit of every cluster whose book came, in the order of the ranking; a cluster's first row names it."""
    rows: list[dict[str, object]] = []
    for result in facts.outcome.results.values():
        for at, unit in enumerate(result.units):
            rows.append({
                "tt": len(rows) + 1,
                "cum": name_of_cluster(facts, result.code),
                "dau_cum": at == 0,
                "ten": name_of_unit(facts, unit.code),
                **figures(unit, result.digits),
                "hang": rank_said(unit.rank, provisional=result.provisional),
                "suy_ton": unit.place or "",
            })  # fmt: skip
    return rows


def rank_said(rank: int | None, *, provisional: bool) -> str:
    """`1`, `1 (tạm)` while it may still move; empty for a unit without a rank."""
    return "" if rank is None else f"{rank}{PROVISIONAL * provisional}"


def why_open(facts: Facts) -> list[str]:
    """Cluster by cluster why nobody knows yet whom it nominates."""
    return [f"{name_of_cluster(facts, one.code)} {_why(one)}" for one in facts.without_nominee]


def _why(one: ClusterOutcome) -> str:
    if one.result is None:
        return _STATES[one.state]
    ranks = ", ".join(map(str, one.result.open_ranks))
    return f"đang đồng hạng {ranks}, chưa bỏ phiếu" if ranks else "chưa xác định được đơn vị đề nghị"


# --- mismatches ---------------------------------------------------------------------------------


def mismatch_rows(facts: Facts) -> list[dict[str, object]]:
    """Clusters in whose books anything was found: how many, the first few in words, what else is left."""
    rows: list[dict[str, object]] = []
    for one in facts.outcome.clusters:
        loud = [found for found in one.findings if found.severity is not Severity.NOTE]
        if loud:
            rows.append({
                "tt": len(rows) + 1,
                "ten": name_of_cluster(facts, one.code),
                "noi_dung": list(_contents(facts, loud)),
            })  # fmt: skip
    return rows


def _contents(facts: Facts, found: Sequence[Finding]) -> Iterator[str]:
    named = [one for one in found if one.code is not Code.ERRORS_LEFT]
    errors = sum(one.is_error for one in named)
    counts = ((errors, "lỗi"), (len(named) - errors, "cảnh báo"))
    if named:
        said = ", ".join(count_said(number, what) for number, what in counts if number)
        yield f"{said} ({'; '.join(_named(facts, named))})"
    for one in found:
        if one.code is Code.ERRORS_LEFT:
            other = " khác" if errors else ""
            yield f"sổ còn {count_said(int(one.value), f'lỗi{other}')} cụm chưa sửa"


def _named(facts: Facts, found: Sequence[Finding]) -> Iterator[str]:
    ordered = sorted(found, key=lambda one: not one.is_error)
    for one in ordered[:_FEW]:
        whose = f"{name_of_unit(facts, one.unit)}: " if one.unit else ""
        yield f"{whose}{one.message.rstrip('.')}"
    if len(ordered) > _FEW:
        yield f"và {count_said(len(ordered) - _FEW)} nội dung khác"
