"""Tables that people fill in the office book: their cells read with findings, their sheets drawn with spare rows."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

from ...domain.scoring.criteria import code_of
from ...domain.values.catalogue import Code
from ...domain.values.cells import as_text, is_blank
from ...domain.values.findings import Finding, finding
from ...domain.values.grammar import read_number
from ...domain.values.numbers import Points, exact_points, round_half_up
from ...domain.values.text import fold
from ...workbook.grid import Grid
from ...workbook.model import Sheet
from ..entry_rules import Rule, add_codes, add_days
from ..examples import draw_example, guard_example
from ..items import UnreadableError, read_date
from ..table import (
    Placement,
    Table,
    TableRow,
    choices,
    draw,
    find_table,
    is_empty,
    ready_for_typing,
    rows_of,
    rows_to_type,
)

LAST_ROW = 14_999
"""Drop-down lists reach so far down: a country's units."""
_T = TypeVar("_T", bound=StrEnum)


def typed_lines(grid: Grid, table: Table) -> tuple[list[TableRow], list[Finding]]:
    """The rows in which something is typed; headers that the sheet lacks are findings."""
    found = find_table(grid, table)
    if found is None:
        heads = ", ".join(table.key)
        return [], [finding(Code.HEADER_MISSING, sheet=table.sheet, value=heads)]
    missing = [finding(Code.HEADER_MISSING, sheet=table.sheet, value=name) for name in found.missing]
    headers = [column.header for column in table.columns if not column.hidden]
    return [row for row in rows_of(grid, found.placement) if not is_empty(row, headers)], missing


def read_code(row: TableRow, header: str, findings: list[Finding]) -> str:
    """A code; one that Excel made a number or a date of is a finding."""
    raw = row.raw(header)
    code = code_of(as_text(raw))
    if not is_blank(raw) and not isinstance(raw, str):
        findings.append(
            finding(Code.CODE_NOT_TEXT, sheet=row.grid.name, **row.spot(header), value=as_text(raw))
        )
    return code


def read_day(row: TableRow, header: str, findings: list[Finding]) -> datetime.date | None:
    """A date; None where nothing is typed, or nothing readable (a finding)."""
    raw = row.raw(header)
    if is_blank(raw):
        return None
    try:
        return read_date(raw)
    except UnreadableError:
        findings.append(
            finding(Code.DATE_UNREADABLE, sheet=row.grid.name, **row.spot(header), value=as_text(raw))
        )
        return None


def read_score(row: TableRow, header: str, findings: list[Finding], unit: str = "") -> Points | None:
    """Points in thousandths; None where nothing is typed, or nothing readable (a finding)."""
    reading = read_number(row.raw(header))
    if reading.code is not None:
        findings.append(
            finding(reading.code, unit=unit, sheet=row.grid.name, **row.spot(header), value=reading.raw,
                    details=reading.details)
        )  # fmt: skip
    if reading.number is None:
        return None
    exact = exact_points(reading.number)
    return round_half_up(reading.number, 3) if exact is None else exact


def read_choice(row: TableRow, header: str, kind: type[_T], findings: list[Finding]) -> _T | None:
    """One of a few words; None where nothing is typed, or something else (a finding)."""
    text = row.text(header)
    if not text:
        return None
    for member in kind:
        if fold(member.value) == fold(text):
            return member
    allowed = " · ".join(member.value for member in kind)
    findings.append(
        finding(Code.VALUE_UNKNOWN, sheet=row.grid.name, **row.spot(header), value=text, allowed=allowed)
    )
    return None


def draw_typed(
    table: Table,
    rows: Iterable[Mapping[str, object]],
    title: str,
    note: str,
    lists: Mapping[str, Sequence[str]] | None = None,
    place: Placement | None = None,
    codes: Mapping[str, Rule] | None = None,
) -> Sheet:
    """The sheet with its rows and room for more.

    Args:
        table: of the rows.
        rows: by header.
        title: above.
        note: below the title.
        lists: header → the words of its drop-down list.
        place: where the table stands, of a sheet that is drawn again and again; None for one that people own.
        codes: header → the list of codes of another sheet.
    """
    drawn = draw(table, place, title=title, note=note)
    for row in rows:
        drawn.line(row)
    if place is None and not drawn.rows:
        draw_example(drawn)
    guard_example(drawn)
    (ready_for_typing if place else rows_to_type)(drawn)
    add_days(drawn, LAST_ROW)
    for header, offered in (codes or {}).items():
        add_codes(drawn, [header], offered, LAST_ROW)
    for header, words in (lists or {}).items():
        rule = choices(drawn.sheet, words)
        area = drawn.area(header)._replace(last_row=LAST_ROW)
        drawn.sheet.validations.append((area, rule))
    drawn.sheet.tab = "#FFC000"
    drawn.sheet.landscape = True
    return drawn.sheet
