"""Thẩm định: which first and second units to check, and what the checking would change (HD 1302, III.4)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

from ..scoring.settings import Basis
from ..scoring.tie_order import Place, figures, told_apart
from ..values.catalogue import Code
from ..values.findings import Finding
from ..values.numbers import Points, round_half_up, shown
from .clusters import ClusterResult, ClusterUnit
from .inputs import AppraisalCol, Appraised, OfficeSettings

_DIGITS = 2


class ToCheck(NamedTuple):
    """A unit that the office should check, and why."""

    cluster: str
    unit: ClusterUnit
    reasons: tuple[str, ...]


def may_be_checked(unit: ClusterUnit) -> bool:
    """Only first and second units are meant (III.4)."""
    return unit.place in ("Nhất", "Nhì")


def units_to_check(results: Sequence[ClusterResult], settings: OfficeSettings) -> list[ToCheck]:
    """All firsts; seconds within the set distance; the widest gaps; whoever stands at every maximum.

    Only first and second units are meant (III.4), in the order of the clusters.
    """
    tops = [(one, unit) for one in results for unit in one.units if may_be_checked(unit)]
    widest = sorted((-gap, at) for at, (_, unit) in enumerate(tops) if (gap := _gap(unit)))
    wide = {at for _, at in widest[: settings.widest_gaps]}
    found = []
    for at, (one, unit) in enumerate(tops):
        reasons = list(_reasons(one, unit, settings))
        if at in wide:
            apart = f"{shown(abs(unit.gap or 0), one.digits)} điểm ({_percent(_gap(unit))} % điểm tối đa)"
            reasons.append(f"điểm tự chấm và điểm thống nhất chênh {apart}")
        if unit.at_maximum:
            reasons.append("mọi tiêu chí đơn vị chấm đều đạt điểm tối đa")
        if reasons:
            found.append(ToCheck(one.code, unit, tuple(reasons)))
    return found


def _reasons(result: ClusterResult, unit: ClusterUnit, settings: OfficeSettings) -> Iterator[str]:
    if unit.place == "Nhất":
        yield "xếp thứ Nhất trong cụm"
        return
    firsts = [one for one in result.units if one.place == "Nhất" and one.percent is not None]
    if settings.second_within is None or unit.percent is None or not firsts:
        return
    first = max(firsts, key=lambda one: one.percent or 0)
    if (first.percent or 0) - unit.percent <= settings.second_within:
        yield f"xếp thứ Nhì, {_beside(unit, first)}"


def _beside(unit: ClusterUnit, first: ClusterUnit) -> str:
    """How a second unit stands to the first, which members may have proclaimed against the points."""
    behind = (first.percent or 0) - (unit.percent or 0)
    if behind:
        less = "kém" if behind > 0 else "hơn"
        return f"{less} đơn vị xếp thứ Nhất {shown(abs(behind), _DIGITS)} điểm phần trăm"
    same = (unit.agreed_total, unit.max_total) == (first.agreed_total, first.max_total)
    return f"bằng {'điểm' if same else 'tỷ lệ %'} đơn vị xếp thứ Nhất"


def _gap(unit: ClusterUnit) -> Fraction:
    """How far self and agreed score lie apart, in percent of the unit's maximum."""
    if unit.max_total <= 0 or unit.gap is None:
        return Fraction(0)
    return Fraction(abs(unit.gap) * 100, unit.max_total)


def _percent(value: Fraction) -> str:
    return shown(round_half_up(value, _DIGITS), _DIGITS)


@dataclass(frozen=True, slots=True)
class Effect:
    """What a unit's appraised scores would make of its standing; nothing is changed by it."""

    filled: int
    """Criteria that have been checked."""
    changed: tuple[tuple[str, Points, Points], ...]
    """Criterion, the cluster's score, the appraised one, where they differ."""
    total: Points
    percent: Points | None
    rank: int | None
    level_with: tuple[str, ...] = field(default=())
    """Units that would then stand level with it."""


def usable(result: ClusterResult, rows: Sequence[Appraised]) -> tuple[list[Appraised], list[Finding]]:
    """The rows that count, against the scores that the cluster's book has now, and why others do not."""
    counted: list[Appraised] = []
    found: list[Finding] = []
    for row in rows:
        if row.score is None:
            continue
        maximum, now = result.maxima.get(row.criterion), result.scores.get((row.unit, row.criterion))
        size = abs(row.score) if row.criterion in result.penalties else row.score
        if maximum is None or now is None:
            found.append(_refused(Code.APPRAISAL_NOT_SCORED, row, result))
        elif not 0 <= size <= maximum:
            found.append(
                _refused(Code.APPRAISAL_OVER_MAXIMUM, row, result, limit=shown(maximum, result.digits))
            )
        else:
            counted.append(replace(row, cluster_score=now))
    return counted, found


def _refused(code: Code, row: Appraised, result: ClusterResult, **details: object) -> Finding:
    return row.found(code, AppraisalCol.SCORE, shown(row.score or 0, result.digits), **details)


def effects(result: ClusterResult, rows: Mapping[str, Sequence[Appraised]]) -> dict[str, Effect]:
    """What all appraised scores of a cluster would make of each unit that was checked; `rows` are usable ones."""
    checked = [unit for unit in result.units if rows.get(unit.code)]
    alone = {unit.code: effect(result, unit, rows[unit.code]) for unit in checked}
    others = {unit.code: _place(result, unit, alone[unit.code]) for unit in checked}
    return {unit.code: effect(result, unit, rows[unit.code], others) for unit in checked}


def effect(
    result: ClusterResult, unit: ClusterUnit, rows: Sequence[Appraised],
    others_now: Mapping[str, Place | None] = MappingProxyType({}),
) -> Effect:  # fmt: skip
    """The unit's standing with the appraised scores in the place of the cluster's.

    `others_now` is where other units stand that were checked too. Units level with each other are told apart by the
    cluster's own order (Khi bằng điểm), with the appraised scores; a vote that decided between units that the order
    leaves level stands as long as they stay so.

    Only this unit's own scores are replaced: what they would do to criteria that compare units is not guessed.
    A score appraised at a penalty deducts, whatever its sign.
    """
    filled = [row for row in rows if row.score is not None and row.cluster_score is not None]
    scores = {row.criterion: (row.cluster_score or 0, _signed(result, row)) for row in filled}
    changed = tuple((code, old, new) for code, (old, new) in scores.items() if old != new)
    total = _total(result, unit, changed)
    percent = None
    if unit.max_total > 0:
        percent = round_half_up(Fraction(total * 100, unit.max_total), result.digits)
    done = Effect(len(filled), changed, total, percent, None)
    place = _place(result, unit, done)
    if unit.rank is None or place is None:
        return done
    before = _place(result, unit)
    rank, level = 1, list[str]()
    for one in result.units:
        if one.code == unit.code or one.rank is None:
            continue
        was = _place(result, one)
        other = others_now.get(one.code, was)
        settled = was == before and one.rank != unit.rank  # by a vote, or a decision
        if other is not None and (other > place or (other == place and settled and _above(one, unit))):
            rank += 1
        elif other == place and not settled:
            level.append(one.code)
    return replace(done, rank=rank, level_with=tuple(level))


def _place(result: ClusterResult, unit: ClusterUnit, done: Effect | None = None) -> Place | None:
    """What a unit is ranked by, as it is or with its appraised scores; None where there is nothing."""
    total, percent = (unit.stands, unit.percent) if done is None else (done.total, done.percent)
    value = total if result.basis is Basis.POINTS else percent
    if value is None or (done is None and unit.unscored):
        return None
    points = result.points.get(unit.code)
    if not result.order or points is None:
        return (value,)
    now = {**points, **{code: new for code, _, new in (done.changed if done else ())}}
    counting = result.counting.get(unit.code, frozenset())
    compared = figures(result.order, result.grouping, result.basis, now, counting)
    return (value, *told_apart(compared, percent))


def _total(result: ClusterResult, unit: ClusterUnit, changed: Iterable[tuple[str, Points, Points]]) -> Points:
    """The unit's total with other scores: within the groups and the ceiling of its cluster."""
    points = result.points.get(unit.code)
    if points is None:
        total = unit.agreed_total + sum(new - old for _, old, new in changed)
    else:
        total = result.grouping.total({**points, **{code: new for code, _, new in changed}})
        total -= result.deducted.get(unit.code, 0)
    return total if result.ceiling is None else min(total, result.ceiling)


def _above(one: ClusterUnit, other: ClusterUnit) -> bool:
    return (one.rank or 0) < (other.rank or 0)


def _signed(result: ClusterResult, row: Appraised) -> Points:
    points = row.score or 0
    return -abs(points) if row.criterion in result.penalties else points


def by_unit(rows: Sequence[Appraised]) -> Mapping[str, list[Appraised]]:
    """The rows of each unit."""
    found: dict[str, list[Appraised]] = {}
    for row in rows:
        found.setdefault(row.unit, []).append(row)
    return found
