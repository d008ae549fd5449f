"""`Thống nhất điểm` with no more in it than what a check compares: whose row it is, what counts in it."""

from collections.abc import Mapping, Sequence

from ...domain.scoring.criteria import Criteria
from ...domain.scoring.scores import Key, Score
from ...domain.scoring.units import Unit
from ..table import Placement, draw
from .agreed import TABLE, Col, LedgerRow, LedgerSheet, counting, is_invalid


def render_results(
    units: Sequence[Unit], criteria: Criteria, ledger: Mapping[Key, LedgerRow], scores: Mapping[Key, Score],
    orphans: Sequence[LedgerRow], place: Placement,
) -> LedgerSheet:  # fmt: skip
    """The same rows in the same places as in the whole sheet (`agreed.render`), at a tenth of its price."""
    drawn = draw(TABLE, place)
    rows: dict[Key, int] = {}
    invalid: dict[str, list[str]] = {}
    put, (of_unit, of_criterion, of_points) = drawn.sheet.put, (place[h] for h in (*TABLE.key, Col.COUNTS))
    asked = {group: criteria.of(group).asked for group in {unit.group for unit in units}}
    row = drawn.first
    for unit in units:
        for criterion in asked[unit.group]:
            key = (unit.code, criterion.code)
            entry = ledger.get(key)
            put(row, of_unit, unit.code)
            put(row, of_criterion, criterion.code)
            put(row, of_points, counting(criterion, scores[key]))
            if entry is not None and is_invalid(criterion, entry, scores[key]):
                invalid.setdefault(unit.code, []).append(criterion.code)
            rows[key] = row
            row += 1
    for orphan in orphans:
        put(row, of_unit, orphan.unit)
        put(row, of_criterion, orphan.criterion)
        row += 1
    drawn.rows = len(rows) + len(orphans)
    return LedgerSheet(drawn.sheet, drawn, rows, invalid)
