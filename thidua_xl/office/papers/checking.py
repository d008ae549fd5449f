"""Papers of the checking: the notice to a unit, the minutes of what was found, what came of all (HD 1302, III.4)."""

from collections.abc import Iterator
from typing import Any

from ...cluster.papers.common import TINY
from ...cluster.papers.paper import Paper, Values
from ...domain.office.appraisal import Effect, usable
from ...domain.office.clusters import ClusterResult, ClusterUnit, DetailLine
from ...domain.office.inputs import Appraised
from ...domain.office.papers import CHECKING_MINUTES, NOTICE, PaperCode
from ...domain.values.cells import as_text
from ...domain.values.numbers import Points, shown
from ...domain.values.said import count_said
from ...domain.values.text import clean
from ...sheets.office.appraisals import AppraisalRow, Col
from .clusters import figures, rank_said
from .common import ABSENT, hour_of
from .facts import Facts, head_of, name_of_cluster, name_of_unit, parts_of


def _unit(facts: Facts, code: str) -> tuple[ClusterResult, ClusterUnit]:
    """A unit with what its cluster's book amounts to; a paper has a part only for those that are there."""
    found = ((one, unit) for one in facts.outcome.results.values() if (unit := one.unit(code)))
    return next(found)


def _standing(facts: Facts, result: ClusterResult, unit: ClusterUnit) -> Values:
    """Who it is and where it stands in its cluster."""
    return {
        "don_vi": name_of_unit(facts, unit.code),
        "cum_thi_dua": name_of_cluster(facts, result.code),
        "truong_cum": head_of(facts, result.code),
        "hang": rank_said(unit.rank, provisional=result.provisional) or None,
        "suy_ton": unit.place,
        **figures(unit, result.digits),
    }


# --- the notice ---------------------------------------------------------------------------------


def _notice(facts: Facts, unit: str) -> Values:
    result, own = _unit(facts, unit)
    differing, detail = list(_differing(facts, unit)), facts.details.get(unit)
    return {
        **_standing(facts, result, own),
        "ly_do": next(one.reasons for one in facts.outcome.to_check if one.unit.code == unit),
        "chuan_bi": [_to_prepare(at, line, result.digits) for at, line in enumerate(differing, start=1)],
        "tu_diem_toi_da": own.at_maximum,
        "co_tu_cham": any(line.reported is not None for line in detail.lines) if detail else None,
    }


def _differing(facts: Facts, unit: str) -> Iterator[DetailLine]:
    """The criteria that the cluster scored otherwise than the unit did."""
    detail = facts.details.get(unit)
    for line in detail.lines if detail else ():
        if line.reported is not None and line.score is not None and line.reported != line.score:
            yield line


def _to_prepare(at: int, line: DetailLine, digits: int) -> dict[str, object]:
    return {
        "tt": at,
        "ma": line.code,
        "noi_dung": line.text,
        "tu_cham": _points(line.reported, digits),
        "cum_cham": _points(line.score, digits),
        "chenh": _difference(line.reported, line.score, digits),
        "minh_chung": line.evidence,
    }


def _points(points: Points | None, digits: int) -> str | None:
    return None if points is None else shown(points, digits)


def _difference(before: Points | None, after: Points | None, digits: int) -> str | None:
    """`+1,50`, `-0,50`, `0`; None where one of both is missing."""
    if before is None or after is None:
        return None
    sign = "+" if after > before else ""
    return f"{sign}{shown(after - before, digits)}" if after != before else "0"


# --- the minutes --------------------------------------------------------------------------------


def _minutes(facts: Facts, unit: str) -> Values:
    result, own = _unit(facts, unit)
    effect, rows = facts.outcome.effects[unit], _rows(facts, unit)
    counted, _ = usable(result, [row.meant for row in rows if row.meant])
    days = {row.day for row in rows if row.day}
    ordered = enumerate(_in_order(facts, unit, counted), start=1)
    notice = facts.by_code.register.entry(PaperCode(NOTICE, unit))
    return {
        **_standing(facts, result, own),
        "bat_dau": hour_of(days.pop() if len(days) == 1 else None),
        "ket_thuc": f"{TINY} giờ {TINY} phút",
        "doan": _who(rows),
        "thong_bao": notice.number or None,
        "tieu_chi": [_checked(facts, at, result, effect, one) for at, one in ordered],
        "so_tieu_chi": count_said(effect.filled),
        "so_thay_doi": count_said(len(effect.changed)),
        "tong_sau": shown(effect.total, result.digits),
        "chenh_tong": _difference(own.stands, effect.total, result.digits),
        "ty_le_sau": _points(effect.percent, result.digits),
        "hang_sau": rank_said(effect.rank, provisional=result.provisional) or None,
        "bang_voi": [name_of_unit(facts, code) for code in effect.level_with],
        "doi_hang": effect.rank != own.rank or bool(effect.level_with and effect.changed),
        "dai_dien_don_vi": None,
        "truong_doan": None,
    }  # fmt: skip


def _rows(facts: Facts, unit: str) -> list[AppraisalRow]:
    """The rows of `Thẩm định` of a unit in which a score stands."""
    return [
        row
        for row in facts.book.appraisals
        if row.meant and row.meant.unit == unit and row.meant.score is not None
    ]


def _who(rows: list[AppraisalRow]) -> list[str]:
    """Người thẩm định, each once."""
    typed = (clean(as_text(row.raw.get(Col.APPRAISED_BY))) for row in rows)
    return list(dict.fromkeys(filter(None, typed)))


def _in_order(facts: Facts, unit: str, counted: list[Appraised]) -> list[Appraised]:
    """In the order of the criteria; as typed where the cluster's book does not say it."""
    detail = facts.details.get(unit)
    order = {line.code: at for at, line in enumerate(detail.lines)} if detail else {}
    return sorted(counted, key=lambda one: order.get(one.criterion, len(order)))


def _checked(
    facts: Facts, at: int, result: ClusterResult, effect: Effect, row: Appraised
) -> dict[str, object]:
    """A criterion: the cluster's score, the one found (a deduction is negative, whatever its sign), why."""
    detail = facts.details.get(row.unit)
    line = detail.line(row.criterion) if detail else None
    after = next((new for code, _, new in effect.changed if code == row.criterion), row.cluster_score)
    return {
        "tt": at,
        "ma": row.criterion,
        "noi_dung": line.text if line else "",
        "diem_cum": _points(row.cluster_score, result.digits),
        "diem_tham_dinh": _points(after, result.digits),
        "chenh": _difference(row.cluster_score, after, result.digits),
        "ly_do": row.reason or (None if after != row.cluster_score else ""),
    }


# --- what came of all ---------------------------------------------------------------------------


def checked_rows(facts: Facts) -> list[dict[str, object]]:
    """Every unit that was proposed for checking, or was checked: before and after."""
    proposed = [(one.cluster, one.unit, one.reasons) for one in facts.outcome.to_check]
    codes = {unit.code for _, unit, _ in proposed}
    others = [
        (one.code, unit, ()) for one in facts.outcome.results.values() for unit in one.units
        if unit.code in facts.outcome.effects and unit.code not in codes
    ]  # fmt: skip
    return [
        _outcome(facts, at, cluster, unit, reasons)
        for at, (cluster, unit, reasons) in enumerate((*proposed, *others), start=1)
    ]


def checked_lists(facts: Facts) -> dict[str, list[Any]]:
    """All of them, those that were checked, and by name those that were not."""
    rows = checked_rows(facts)
    return {
        "tham_dinh": rows,
        "da_tham_dinh": [row for row in rows if row["da_tham_dinh"]],
        "chua_tham_dinh": [f"{row['ten']} ({row['cum']})" for row in rows if not row["da_tham_dinh"]],
    }


def _outcome(
    facts: Facts, at: int, cluster: str, unit: ClusterUnit, reasons: tuple[str, ...]
) -> dict[str, object]:
    result, effect = facts.outcome.results[cluster], facts.outcome.effects.get(unit.code)
    return {
        "tt": at,
        "ten": name_of_unit(facts, unit.code),
        "cum": name_of_cluster(facts, cluster),
        "vi_sao": "; ".join(reasons),
        **figures(unit, result.digits),
        "hang": rank_said(unit.rank, provisional=result.provisional),
        "da_tham_dinh": effect is not None,
        "so_thay_doi": count_said(len(effect.changed)) if effect else ABSENT,
        "tong_sau": shown(effect.total, result.digits) if effect else ABSENT,
        "hang_sau": rank_said(effect.rank, provisional=result.provisional) if effect else ABSENT,
    }


def _lacks(facts: Facts, unit: str) -> str:
    return "" if unit in facts.details else "sổ cụm chưa cho biết từng tiêu chí"


PAPERS: tuple[Paper[Facts], ...] = (
    Paper(NOTICE, "TB", _notice, parts_of(NOTICE), lacks=_lacks, none="chưa có đơn vị nào cần thẩm định"),
    Paper(
        CHECKING_MINUTES,
        "BB",
        _minutes,
        parts_of(CHECKING_MINUTES),
        lacks=_lacks,
        none="trang Thẩm định chưa có điểm của đơn vị nào",
    ),
)
