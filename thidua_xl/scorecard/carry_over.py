"""Chuyển phiếu cũ: a scorecard made from older criteria, moved to those that count now.

Rows are moved by their codes. Where a criterion was changed (its maximum, rule, …) its cells are read again under
the present one, and a warning says that the score was given by another measure: only a person can tell what it
is worth now. What is gone and what is new is listed.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ..domain.scoring.criteria import Criteria, Criterion, meaning
from ..domain.scoring.parameters import Parameter
from ..domain.scoring.rows import SCORE, Row, read_row
from ..domain.scoring.taken_suggestion import SUGGESTED
from ..domain.values.catalogue import Code
from ..domain.values.findings import Finding, finding
from ..domain.values.numbers import shown
from .read import UnitForm


class Plan(NamedTuple):
    """What becomes of each scored criterion between two versions, by code."""

    same: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    new: tuple[str, ...]

    def __str__(self) -> str:
        parts = [f"chuyển nguyên {len(self.same)} tiêu chí"]
        if self.changed:
            parts.append(f"chuyển nhưng thang điểm, cách chấm đã đổi, phải xem lại: {_listed(self.changed)}")
        if self.gone:
            parts.append(f"không còn trong sổ: {_listed(self.gone)}")
        if self.new:
            parts.append(f"mới có, phiếu chưa chấm: {_listed(self.new)}")
        return "; ".join(parts)


def _listed(codes: tuple[str, ...]) -> str:
    return ", ".join(codes)


def plan(old: Criteria, now: Criteria) -> Plan:
    """Compare two versions of a cluster's criteria; wording does not count."""
    before = {row.code: row for row in old.asked}
    after = {row.code: row for row in now.asked}
    both = [code for code in before if code in after]
    equal = {code for code in both if meaning(before[code]) == meaning(after[code])}
    return Plan(
        tuple(code for code in both if code in equal),
        tuple(code for code in both if code not in equal),
        tuple(code for code in before if code not in after),
        tuple(row.code for row in now.asked if row.code not in before and row.is_reported_by_unit),
    )


def carry_over(
    form: UnitForm, unit: str, old: Criteria, now: Criteria, parameters: Mapping[str, Parameter]
) -> None:
    """Move the rows of a form that was read by its own criteria to the present ones; adds what to tell."""
    what = plan(old, now)
    form.findings.append(
        finding(Code.CARRIED_OVER, unit=unit, file=form.file, sheet=form.grid.name, value=str(what))
    )
    gone = [row for row in form.rows if row.criterion.code in what.gone]
    form.rows = [row for row in form.rows if row.criterion.code not in what.gone]
    for row in gone:
        form.raw.pop(row.criterion.code, None)
        form.findings += _gone(row)
    form.rows = [_moved(form, row, now.by_code[row.criterion.code], what, parameters) for row in form.rows]
    for code in what.new:
        form.findings.append(
            finding(
                Code.CRITERION_NEW,
                unit=unit,
                criterion=code,
                file=form.file,
                sheet=form.grid.name,
                value=code,
            )
        )


def _gone(row: Row) -> Iterator[Finding]:
    if not (row.score.blank and row.lacks_result and row.target.blank):
        yield row.found(Code.CRITERION_GONE, SCORE, row.score.raw)


def _moved(
    form: UnitForm, row: Row, criterion: Criterion, what: Plan, parameters: Mapping[str, Parameter]
) -> Row:
    """The row under the present criterion; where that was changed, its cells are read again."""
    parameter = parameters.get(criterion.code)
    if criterion.code in what.same:
        row.criterion, row.parameter = criterion, parameter
        return row
    moved = Row(row.unit, criterion, parameter, row.origin, row.row, evidence=row.evidence,
                evidence_text=row.evidence_text, explanation=row.explanation, rounded=row.rounded, twice=row.twice,
                carried=True)  # fmt: skip
    target, result, mark, score = form.raw[criterion.code]
    if row.score.code in SUGGESTED:  # the present rule suggests another score than the unit saw
        moved.score, score = row.score, None
    form.findings += read_row(moved, target, result, mark, score)
    if criterion.scored_by_unit and not row.score.blank:
        old = f"tối đa {shown(row.criterion.max_points, 2)}, {row.criterion.method.value}"
        now = f"tối đa {shown(criterion.max_points, 2)}, {criterion.method.value}"
        form.findings.append(row.found(Code.MEASURE_CHANGED, SCORE, row.score.raw, old=old, now=now))
    return moved
