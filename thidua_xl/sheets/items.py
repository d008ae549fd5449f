"""Settings as a sheet of lines (`Mục`, `Giá trị`, `Giải thích`): declared as items, drawn and read by them."""

import datetime
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

from ..domain.values.catalogue import Code
from ..domain.values.cells import as_text, is_blank
from ..domain.values.findings import Finding, finding, with_reasons
from ..domain.values.grammar import read_number
from ..domain.values.numbers import exact_points
from ..domain.values.text import clean, fold
from ..workbook.grid import Grid
from ..workbook.model import Area, Sheet
from .entry_rules import Rule, day_rule
from .table import Column, Drawn, Table, TableRow, choices, find_table, rows_of

_APART = re.compile(r"[;\n]")


class Col:
    """The headers of a sheet of settings."""

    NAME = "Mục"
    VALUE = "Giá trị"
    EXPLANATION = "Giải thích"


def settings_table(sheet: str) -> Table:
    """The table of a sheet of settings."""
    columns = (Column(Col.NAME, 27), Column(Col.VALUE, 41, typed=True), Column(Col.EXPLANATION, 64))
    return Table(sheet, columns, header_row=3, key=(Col.NAME,))


class Item(NamedTuple):
    """One setting: the field it fills, its name on the sheet, and how it is read."""

    field: str
    name: str
    explanation: str
    read: Callable[[object], Any]
    allowed: str = "văn bản"
    choices: tuple[str, ...] = ()
    style: str = "left"
    required: bool = False
    carried: bool = True
    """Whether next year's book takes it over (`new cluster --from`)."""
    told: Callable[[Any], str] = str
    """Its value as a person types it."""
    offers: tuple[str, ...] = ()
    """Examples that its cell offers; anything else may be typed."""


class UnreadableError(ValueError):
    """A setting whose value cannot be understood; its arguments are sentences that say why."""


# --- one value ----------------------------------------------------------------------------------


def read_text(value: object) -> str:
    """A text without what only looks like one."""
    return clean(as_text(value))


def read_lines(value: object) -> tuple[str, ...]:
    """Lines of a printed page, apart at line breaks or semicolons; blank ones are none."""
    pieces = _APART.split(as_text(value))
    return tuple(line for piece in pieces if (line := clean(piece)))


def told_lines(lines: Sequence[str]) -> str:
    """The lines as they are typed into one cell."""
    return "; ".join(lines)


def read_whole(low: int, high: int) -> Callable[[object], int]:
    """A whole number between two bounds. Its reader raises UnreadableError."""

    def read(value: object) -> int:
        number = read_number(value).number
        if number is None or number != int(number) or not low <= number <= high:
            raise UnreadableError
        return int(number)

    return read


def read_date(value: object) -> datetime.date:
    """A day. Raises UnreadableError."""
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    for form in ("%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d", "%d.%m.%Y"):
        try:
            return datetime.datetime.strptime(read_text(value), form).date()
        except ValueError:
            continue
    raise UnreadableError


def day_in(typed: object) -> datetime.date | None:
    """The day that a cell holds; None where it holds none."""
    if is_blank(typed):
        return None
    try:
        return read_date(typed)
    except UnreadableError:
        return None


def read_points(value: object) -> int:
    """A number of at least 0 in thousandths. Raises UnreadableError."""
    number = read_number(value, limit=Decimal(100_000)).number
    points = exact_points(number) if number is not None and number >= 0 else None
    if points is None:
        raise UnreadableError
    return points


def read_positive(value: object) -> int:
    """The same, and above 0."""
    points = read_points(value)
    if not points:
        raise UnreadableError
    return points


def _one_of(kind: type[StrEnum]) -> Callable[[object], StrEnum]:
    known = {fold(member.value): member for member in kind}

    def read(value: object) -> StrEnum:
        member = known.get(fold(as_text(value)))
        if member is None:
            raise UnreadableError
        return member

    return read


def choice(field: str, name: str, explanation: str, kind: type[StrEnum], **more: Any) -> Item:
    """A setting that is one of a few words."""
    words = tuple(member.value for member in kind)
    return Item(field, name, explanation, _one_of(kind), "một trong: " + " · ".join(words), words, **more)


def day(field: str, name: str, explanation: str) -> Item:
    """A date, which no other year takes over."""
    return Item(field, name, explanation, read_date, "ngày/tháng/năm", style="date left", carried=False)


# --- the sheet ----------------------------------------------------------------------------------


def lines_by_name(grid: Grid, table: Table) -> dict[str, list[TableRow]] | None:
    """The lines by what two spellings of their name have in common; None where the sheet has no table."""
    found = find_table(grid, table)
    if found is None:
        return None
    by_name: dict[str, list[TableRow]] = {}
    for row in rows_of(grid, found.placement):
        if not is_blank(row.raw(Col.NAME)):
            by_name.setdefault(fold(row.text(Col.NAME)), []).append(row)
    return by_name


def read_items(
    lines: Mapping[str, Sequence[TableRow]], items: Sequence[Item], defaults: object, sheet: str
) -> tuple[dict[str, Any], list[Finding]]:
    """The values by field (those that are typed and readable), and what is wrong with the others."""
    findings: list[Finding] = []
    values: dict[str, Any] = {}
    for item in items:
        rows = lines.get(fold(item.name), ())
        values |= _read_item(item, rows[0] if rows else None, defaults, sheet, findings)
    return values, findings


def _read_item(
    item: Item, row: TableRow | None, defaults: object, sheet: str, findings: list[Finding]
) -> dict[str, Any]:
    raw = row.raw(Col.VALUE) if row else None
    if row is None or is_blank(raw):
        if item.required:
            cell = row.cell(Col.VALUE) if row else ""
            findings.append(finding(Code.SETTING_MISSING, sheet=sheet, cell=cell, value=item.name))
        return {}
    try:
        return {item.field: item.read(raw)}
    except UnreadableError as error:
        used = getattr(defaults, item.field)
        invalid = finding(
            Code.SETTING_INVALID,
            sheet=sheet,
            cell=row.cell(Col.VALUE),
            value=as_text(raw),
            name=item.name,
            used="giá trị trống" if used in (None, "", 0) and item.told is str else item.told(used),
            allowed=item.allowed,
        )
        findings.append(with_reasons(invalid, error.args))
        return {}


def stray_lines(
    lines: Mapping[str, Sequence[TableRow]], names: Sequence[str], sheet: str
) -> Iterator[Finding]:  # fmt: skip
    """Values that nothing reads: on a line that is no setting, or on a second line of one."""
    known = {fold(name) for name in names}
    for name, rows in lines.items():
        for at, row in enumerate(rows):
            if is_blank(row.raw(Col.VALUE)) or (name in known and at == 0):
                continue
            code = Code.ROW_DOUBLE if name in known else Code.SETTING_UNKNOWN
            yield finding(code, sheet=sheet, cell=row.cell(Col.NAME), value=row.text(Col.NAME))


def cell_of(grid: Grid, table: Table, name: str) -> str:
    """The A1 address of a setting's value; empty where the sheet has no such line."""
    lines = (lines_by_name(grid, table) or {}).get(fold(name), ())
    return lines[0].cell(Col.VALUE) if lines else ""


def draw_items(
    drawn: Drawn, items: Sequence[Item], values: Mapping[str, object], rules: Mapping[str, Rule] | None = None
) -> None:
    """A line for every item, with its list of choices.

    Args:
        drawn: the table.
        items: one a line.
        values: by field, as they shall stand in the cells.
        rules: by field, what its cell offers instead.
    """
    column = drawn.place[Col.VALUE]
    for item in items:
        value = values.get(item.field)
        at = drawn.line(
            {Col.NAME: item.name, Col.VALUE: value.value if isinstance(value, StrEnum) else value,
             Col.EXPLANATION: item.explanation},
            styles={Col.NAME: "bold", Col.VALUE: item.style, Col.EXPLANATION: "note"},
        )  # fmt: skip
        rule = (rules or {}).get(item.field) or _rule(drawn.sheet, item)
        if rule:
            drawn.sheet.validations.append((Area(at, column, at, column), rule))


def _rule(sheet: Sheet, item: Item) -> Rule | None:
    """What the cell of an item says while somebody types."""
    if item.choices:
        return choices(sheet, item.choices) | {"error_message": f"{item.name}: {item.allowed}."[:255]}
    if item.offers:
        return choices(sheet, item.offers) | {"show_error": False}
    return day_rule(item.name) if item.read is read_date else None
