"""Nhóm: groups of units with criteria or thresholds of their own, and what in a book contradicts them."""

from collections.abc import Iterator, Mapping, Sequence

from ..domain.scoring.criteria import Criteria, Criterion, RowKind, line_of
from ..domain.scoring.groups import grouping_of
from ..domain.scoring.settings import Basis, Settings
from ..domain.scoring.units import Unit
from ..domain.values.catalogue import Code
from ..domain.values.findings import Finding, finding
from ..domain.values.numbers import Points, in_points, shown_number
from ..domain.values.text import fold
from ..sheets import criteria as criteria_sheet
from ..sheets.cluster import settings as settings_sheet
from ..sheets.cluster import units as units_sheet
from ..sheets.table import Table, TableRow, find_table, rows_of
from ..workbook.grid import Grid

_BASIS = "Xếp theo"


def wrong_groups(
    set_to: Settings, units: Sequence[Unit], criteria: Criteria, grids: Mapping[str, Grid]
) -> Iterator[Finding]:
    """Groups without units, criteria that nobody has, units without a group, maxima that cannot be compared."""
    if not units:
        return
    rows = _rows(grids, criteria_sheet.TABLE, criteria_sheet.Col.CODE)
    yield from _unknown(units, criteria, rows)
    yield from _unknown_classes(set_to, units, grids)
    yield from _apart(criteria, rows)
    if criteria.groups:
        yield from _without(units, criteria, grids)
        yield from _different_maxima(set_to, units, criteria, grids)


def _rows(grids: Mapping[str, Grid], table: Table, key: str) -> dict[str, TableRow]:
    """The rows of a typed table by what stands under a header; of two of one, the first."""
    grid = grids.get(table.sheet)
    found = find_table(grid, table) if grid is not None else None
    rows: dict[str, TableRow] = {}
    for row in rows_of(grid, found.placement) if grid is not None and found else ():
        rows.setdefault(fold(row.text(key)), row)
    return rows


def _cell(rows: Mapping[str, TableRow], code: str, *headers: str) -> str:
    """The first of these cells that the sheet has, in the row of a code."""
    row = rows.get(fold(code))
    return next((cell for header in headers if row and (cell := row.cell(header))), "")


def _borne(units: Sequence[Unit]) -> dict[str, str]:
    return {fold(unit.group): unit.group for unit in units if unit.group}


def _known(units: Sequence[Unit]) -> str:
    borne = _borne(units).values()
    return f" (đang có: {'; '.join(borne)})" if borne else ""


def _unknown(
    units: Sequence[Unit], criteria: Criteria, rows: Mapping[str, TableRow]
) -> Iterator[Finding]:  # fmt: skip
    borne = _borne(units)
    for row in criteria:
        for group in row.groups:
            if fold(group) not in borne:
                cell = _cell(rows, row.code, criteria_sheet.Col.GROUPS)
                yield finding(Code.GROUP_UNKNOWN, criterion=row.code, sheet=criteria_sheet.TABLE.sheet, cell=cell,
                              value=group, where=f"tiêu chí {row.code}", known=_known(units))  # fmt: skip


def _unknown_classes(
    set_to: Settings, units: Sequence[Unit], grids: Mapping[str, Grid]
) -> Iterator[Finding]:  # fmt: skip
    sheet, name = settings_sheet.TABLE.sheet, settings_sheet.Setting.CLASSES
    for group in set_to.classes.groups if set_to.classes else ():
        if fold(group) not in _borne(units):
            cell = settings_sheet.cell_of(grids[sheet], name)
            yield finding(Code.GROUP_UNKNOWN, sheet=sheet, cell=cell, value=group, where=f"mục {name}",
                          known=_known(units))  # fmt: skip


def _apart(criteria: Criteria, rows: Mapping[str, TableRow]) -> Iterator[Finding]:
    """Rows whose groups are others than those of a section above them."""
    for row in criteria:
        above = [
            criteria.by_code[code]
            for code in line_of(row.code)
            if code in criteria.by_code and code != row.code
        ]
        if row.groups and (section := next((one for one in above if _is_apart(row, one)), None)):
            cell = _cell(rows, row.code, criteria_sheet.Col.GROUPS)
            own, above_it = ("; ".join(one.groups) for one in (row, section))
            yield finding(Code.GROUPS_APART, criterion=row.code, sheet=criteria_sheet.TABLE.sheet, cell=cell,
                          value=own, section=section.code, groups=above_it)  # fmt: skip


def _is_apart(row: Criterion, section: Criterion) -> bool:
    return bool(section.groups) and not set(map(fold, row.groups)) & set(map(fold, section.groups))


def _without(units: Sequence[Unit], criteria: Criteria, grids: Mapping[str, Grid]) -> Iterator[Finding]:
    rows = _rows(grids, units_sheet.TABLE, units_sheet.Col.CODE)
    for unit in units:
        if not unit.group:
            cell = _cell(rows, unit.code, units_sheet.Col.GROUP, units_sheet.Col.CODE)
            yield finding(Code.UNIT_WITHOUT_GROUP, unit=unit.code, sheet=units_sheet.TABLE.sheet, cell=cell,
                          value="; ".join(criteria.groups))  # fmt: skip


def _different_maxima(
    set_to: Settings, units: Sequence[Unit], criteria: Criteria, grids: Mapping[str, Grid]
) -> Iterator[Finding]:
    """Points of units that can reach more than others say nothing of who did better."""
    groups = {fold(unit.group): unit.group for unit in reversed(units) if not unit.is_excluded}
    maxima = {group: _maximum(criteria.of(group), set_to) for group in groups.values()}
    if set_to.basis is Basis.PERCENT or len(set(maxima.values())) < 2:
        return
    sheet = settings_sheet.TABLE.sheet
    told = [
        f"{group or 'không nhóm'}: {shown_number(in_points(most))}" for group, most in sorted(maxima.items())
    ]
    yield finding(Code.GROUP_MAXIMA_DIFFER, sheet=sheet, cell=settings_sheet.cell_of(grids[sheet], _BASIS),
                  value="; ".join(told))  # fmt: skip


def _maximum(criteria: Criteria, set_to: Settings) -> Points:
    return grouping_of(criteria, set_to.digits).most_of(RowKind.CRITERION)
