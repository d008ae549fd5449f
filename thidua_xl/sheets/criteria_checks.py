"""What is told of the table of `Tiêu chí` as a whole, once its rows are read."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from ..domain.scoring.criteria import Criteria, Criterion, WhenNotAssigned, parent_code
from ..domain.scoring.group_rules import GroupRule, parse_group
from ..domain.scoring.groups import grouping_of, may_stand_under, mixed_kinds
from ..domain.scoring.parameters import Invalid, named_points, parse_parameter
from ..domain.scoring.rules import within
from ..domain.scoring.settings import Basis, Settings
from ..domain.scoring.without_target import has_quantity
from ..domain.values.catalogue import Code
from ..domain.values.cells import is_blank
from ..domain.values.findings import Finding, finding
from ..domain.values.grammar import read_number
from ..domain.values.numbers import Points, in_points, is_finer, shown_number
from ..workbook.addresses import address
from ..workbook.grid import Grid
from .criteria import TABLE, Col
from .table import Found, TableRow

MAXIMUM_SAID = "điểm tối đa"


def told_of_table(
    criteria: Criteria,
    settings: Settings,
    typed: Mapping[str, int],
    cells: Mapping[str, TableRow],
    grid: Grid,
    found: Found,
) -> Iterator[Finding]:
    """What is wrong with the table as a whole: codes, sums, rules of sections, points that no score can have.

    Args:
        criteria: as read, sections with the maxima that their rows come to.
        settings: decimals and basis of the cluster.
        typed: the maxima that were typed, by code.
        cells: each criterion's row on the sheet.
        grid: the sheet.
        found: where its table stands.
    """
    yield from _tree_findings(criteria, typed, cells)
    yield from _group_findings(criteria, settings, cells)
    yield from _rounded_maxima(grid, found)
    yield from _fine_maxima(criteria, settings, cells)
    yield from _rounded_points(criteria, settings, cells)
    yield from _basis_findings(criteria, settings, cells)
    yield from _nothing_to_compare(criteria, cells)


def _tree_findings(
    criteria: Criteria, typed: Mapping[str, int], cells: Mapping[str, TableRow]
) -> Iterable[Finding]:
    for row in criteria:
        parent = parent_code(row.code)
        above = criteria.by_code.get(parent)
        if parent and (above is None or not may_stand_under(criteria, row, above)):
            yield finding(Code.CRITERIA_ORPHAN, criterion=row.code, sheet=TABLE.sheet,
                          cell=cells[row.code].cell(Col.CODE), value=row.code, expected=parent)  # fmt: skip
    for row in criteria.sections:
        stated = typed.get(row.code)
        if stated is not None and stated != row.max_points:
            yield finding(Code.SECTION_SUM_DIFFERS, criterion=row.code, sheet=TABLE.sheet,
                          cell=cells[row.code].cell(Col.MAXIMUM), value=decimal_points(stated),
                          expected=decimal_points(row.max_points))  # fmt: skip


def _group_findings(
    criteria: Criteria, settings: Settings, cells: Mapping[str, TableRow]
) -> Iterable[Finding]:
    """Rules of sections that hold for nothing, or that no score can keep to the decimals that are set."""
    exactly = grouping_of(criteria, 3)
    for row in criteria.sections:
        cell = cells[row.code].cell(Col.PARAMETER)
        kinds = mixed_kinds(criteria, row)
        if kinds:
            yield finding(Code.GROUP_MIXED, criterion=row.code, sheet=TABLE.sheet, cell=cell, value=row.parameter,
                          kinds=" và ".join(kinds))  # fmt: skip
        group = exactly.by_name.get(row.code)
        rule = parse_group(row.parameter)
        if group is None or isinstance(rule, Invalid):
            continue
        most = exactly.before_cap(group)
        is_known = not any(code.startswith(f"{row.code}.") for code in criteria.invalid)
        if rule.cap and is_known and most < rule.cap:
            yield finding(Code.CAP_NEVER_REACHED, criterion=row.code, sheet=TABLE.sheet, cell=cell,
                          value=row.parameter, limit=decimal_points(rule.cap), most=decimal_points(most))  # fmt: skip
        for what, fine, mend in _group_maxima(rule, exactly.section_maximum(row.code, group.kind)):
            if is_finer(fine, settings.digits):
                yield finding(Code.MAXIMUM_TOO_FINE, criterion=row.code, sheet=TABLE.sheet, cell=cell,
                              value=decimal_points(fine), limit=settings.digits, what=what, of=f"Mục {row.code}",
                              mend=mend)  # fmt: skip
                break


def _group_maxima(rule: GroupRule, most: Points) -> Iterator[tuple[str, Points, str]]:
    """What a section's own rule makes of its maximum, in words, and what would mend it."""
    if rule.cap:
        yield "mức trần", rule.cap, "mức trần"
    if rule.factor != 1:
        times = shown_number(rule.factor)
        yield f"điểm tối đa đã nhân hệ số {times}", most, "hệ số, hoặc điểm tối đa của các tiêu chí trong mục"


def _fine_maxima(criteria: Criteria, settings: Settings, cells: Mapping[str, TableRow]) -> Iterable[Finding]:
    """Maxima with more decimals than scores have: none could be reached and shown as it is.

    An error, not a warning: 8,5 would be printed as 9 on every paper, above the maximum beside it.
    """
    for row in criteria.scored:
        if is_finer(row.max_points, settings.digits):
            cell = cells[row.code]
            header = Col.PARAMETER if is_blank(cell.raw(Col.MAXIMUM)) else Col.MAXIMUM
            yield finding(Code.MAXIMUM_TOO_FINE, criterion=row.code, sheet=TABLE.sheet, cell=cell.cell(header),
                          value=decimal_points(row.max_points), limit=settings.digits, what=MAXIMUM_SAID,
                          of=f"tiêu chí {row.code}", mend=MAXIMUM_SAID)  # fmt: skip


def _rounded_maxima(grid: Grid, found: Found) -> Iterator[Finding]:
    """Maxima whose cells show fewer decimals than they hold: they count as they are held."""
    for (row, column), shown in sorted(grid.rounded.items()):
        reading = read_number(grid.at(row, column))
        if column == found.placement.columns.get(Col.MAXIMUM) and reading.number is not None:
            yield finding(Code.SHOWN_ROUNDED, sheet=TABLE.sheet, cell=address(row, column), value=reading.raw,
                          shown=shown)  # fmt: skip


def _rounded_points(
    criteria: Criteria, settings: Settings, cells: Mapping[str, TableRow]
) -> Iterable[Finding]:
    """Points that a rule names and no score can have: 2,5 of a level counts as 3 where scores are whole."""
    for row in criteria.scored:
        named = () if row.code in criteria.invalid else named_points(parse_parameter(row))
        counted = {points: _as_counted(points, row, settings) for points in sorted(named)}
        moved = {points: now for points, now in counted.items() if now != points}
        if moved:
            yield finding(Code.POINTS_ROUNDED, criterion=row.code, sheet=TABLE.sheet,
                          cell=cells[row.code].cell(Col.PARAMETER), value=row.parameter,
                          points=_listed(moved), counted=_listed(moved.values()))  # fmt: skip


def _as_counted(points: Points, row: Criterion, settings: Settings) -> Points:
    """Points as a score has them; what takes points off below 0 knows no maximum."""
    if points < 0:
        return settings.rounding.nearest(in_points(points))
    return within(in_points(points), row.max_points, settings.rounding)


def _listed(points: Iterable[Points]) -> str:
    return "; ".join(shown_number(in_points(one)) for one in points)


def _basis_findings(
    criteria: Criteria, settings: Settings, cells: Mapping[str, TableRow]
) -> Iterable[Finding]:
    if settings.basis is Basis.PERCENT:
        return
    for row in criteria.scored:
        if row.when_not_assigned is WhenNotAssigned.LEAVES_MAXIMUM:
            header = Col.WHEN_NOT_ASSIGNED
            yield finding(Code.BASIS_CONFLICT, criterion=row.code, sheet=TABLE.sheet,
                          cell=cells[row.code].cell(header), value=row.when_not_assigned.value)  # fmt: skip


def _nothing_to_compare(criteria: Criteria, cells: Mapping[str, TableRow]) -> Iterable[Finding]:
    """Rules without a number as their result cannot measure a unit by the best one."""
    for row in criteria.scored:
        if row.when_not_assigned is WhenNotAssigned.BESIDE_BEST and not has_quantity(row.method):
            header = Col.WHEN_NOT_ASSIGNED
            yield finding(Code.NOTHING_TO_COMPARE, criterion=row.code, sheet=TABLE.sheet,
                          cell=cells[row.code].cell(header), value=row.when_not_assigned.value,
                          method=row.method.value)  # fmt: skip


def decimal_points(points: Points) -> Decimal:
    """Points as a finding quotes them."""
    return Decimal(points) / 1000
