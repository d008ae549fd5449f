"""Sheet `Tổng hợp`: units × criteria with section and grand totals, all live formulas."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ...domain.scoring.criteria import Criteria, Criterion, RowKind
from ...domain.scoring.group_rules import group_said
from ...domain.scoring.groups import POINT_KINDS, Group, Grouping, grouping_of, section_maxima
from ...domain.scoring.scores import Key, Score, Totals
from ...domain.scoring.settings import Settings
from ...domain.values.numbers import Points, in_cell, in_points, shown_number, stored
from ...workbook.addresses import column_name, quoted, span
from ...workbook.alike_rows import ROW, Alike
from ...workbook.heights import text_height
from ...workbook.model import Area, ColumnFormat, RowFormat, Sheet
from ..group_formula import decimals_of_sums, group_amount
from ..paper import pages_across
from .agreed import NOT_HELD
from .agreed import Col as LedgerCol
from .agreed_lines import shown_score
from .agreed_page import LedgerSheet

NAME = "Tổng hợp"
HEADER_ROW = 4
_TITLE = 2
"""The titles' column: the first two are repeated on every page, too narrow for them."""
_WIDTH, _LOWEST, _HIGHEST = 8.5, 80, 300
"""The width of a criterion's column; between which heights its upright name stands over it."""
_MARGIN = 0.8
"""LibreOffice breaks the lines of upright texts a little sooner."""
_LONGEST = 140
"""Characters of a criterion's text that are printed over its column."""


class Col:
    """The headers of `Tổng hợp`; between them stand the codes of sections and criteria."""

    CODE = "Mã"
    UNIT_NAME = "Đơn vị"
    BONUS = "Điểm thưởng"
    PENALTY = "Điểm trừ"
    DEDUCTED = "Trừ theo điều kiện"
    """What conditions and violations take off: a column where they take anything off a unit."""
    TOTAL = "Tổng điểm"
    LACKING = "Còn thiếu"
    OWN_LACKING = "Đơn vị còn thiếu"
    """Hidden: as `Còn thiếu`, of the criteria that the unit itself reports (all, where it reports none)."""
    ADDED = "Cộng"
    """Before the name of a group: what its parts come to, where its cap, highest part or factor makes another sum."""


FIRST = 2
"""The first column behind the units' names."""
Maxima = Mapping[str, tuple[Points, ...]]
"""Section → its maximum; the lowest and the highest where groups of units differ."""


class Column(NamedTuple):
    """A column behind those of the unit: a score, a section, a group with what its parts come to, or a sum."""

    header: str
    level: int = 0
    """Of the outline."""
    row: Criterion | None = None
    """Whose points these are; None of a sum."""
    group: Group | None = None
    """The group that counts here; None of a plain section, a score, a sum."""
    is_added: bool = False
    """Whether it holds what the group's parts come to."""

    @property
    def is_score(self) -> bool:
        """Whether it holds the scores of a criterion."""
        return self.row is not None and not self.row.is_section and self.group is None

    @property
    def is_important(self) -> bool:
        """Whether it stands out: a section, a sum."""
        return not self.is_score and not self.is_added


class MatrixSheet(NamedTuple):
    """The drawn sheet and where its columns and units stand."""

    sheet: Sheet
    columns: Mapping[str, int]
    """Header → column: criterion and section codes, `Điểm thưởng`, `Điểm trừ`, `Tổng điểm`, `Còn thiếu`."""
    rows: Mapping[str, int]
    first: int
    last: int

    def body(self, header: str) -> str:
        """An absolute reference to a column's body, with the sheet's name."""
        return f"{quoted(NAME)}!{span(self.first, self.last, self.columns[header])}"

    def codes(self) -> str:
        """An absolute reference to the unit codes."""
        return f"{quoted(NAME)}!{span(self.first, self.last, 0)}"


def layout(criteria: Criteria, grouping: Grouping, *, deducts: bool = False) -> list[Column]:
    """The columns in their order.

    A section stands after what it sums; bonus and penalty criteria stand before their totals, a group of them after
    its last part. What the parts of a group come to stands before it.
    """
    columns: list[Column] = []
    open_sections: list[Criterion] = []
    for row in criteria:
        while open_sections and not row.code.startswith(open_sections[-1].code + "."):
            columns += _closed(criteria, grouping, open_sections)
        if row.is_section:
            open_sections.append(row)
        elif row.kind is RowKind.CRITERION:
            columns.append(Column(row.code, min(_DEEPEST, len(open_sections)), row))
    while open_sections:
        columns += _closed(criteria, grouping, open_sections)
    for kind, header in ((RowKind.BONUS, Col.BONUS), (RowKind.PENALTY, Col.PENALTY)):
        columns += [*_apart(criteria, grouping, kind), Column(header)]
    ends = (*([Col.DEDUCTED] * deducts), Col.TOTAL, Col.LACKING, Col.OWN_LACKING)
    return [*columns, *map(Column, ends)]


_DEEPEST = 7
"""Levels of an outline."""


def _closed(criteria: Criteria, grouping: Grouping, open_sections: list[Criterion]) -> list[Column]:
    """The columns of the section that ends here; none where it only groups bonus or penalty criteria."""
    section, level = open_sections.pop(), len(open_sections)
    if not criteria.below(section.code):
        return []
    group = grouping.by_name.get(section.code)
    if group is None:
        return [Column(section.code, level, section)]
    return [_added(group, level + 1), Column(section.code, level, section, group)]


def _apart(criteria: Criteria, grouping: Grouping, kind: RowKind) -> Iterator[Column]:
    """The criteria of a kind that stands outside the sections, in the order of the book, and their groups."""
    left = [group for group in grouping.groups if group.kind is kind]
    there: set[str] = set()
    for row in criteria.scored:
        if row.kind is not kind:
            continue
        yield Column(row.code, min(_DEEPEST, 1 + len(grouping.around(row.code))), row)
        there.add(row.code)
        for group in list(left):  # the inner ones come first
            if there.issuperset(group.parts):
                yield from _group_columns(criteria, grouping, group)
                there.add(group.name)
                left.remove(group)


def _group_columns(criteria: Criteria, grouping: Grouping, group: Group) -> Iterator[Column]:
    level = min(_DEEPEST, 1 + len(grouping.around(group.name)))
    yield _added(group, min(_DEEPEST, level + 1))
    yield Column(group.name, level, criteria.by_code[group.code], group)


def _added(group: Group, level: int) -> Column:
    return Column(f"{Col.ADDED} {group.code}", min(_DEEPEST, level), None, group, is_added=True)


def render(
    criteria: Criteria,
    settings: Settings,
    totals: Sequence[Totals],
    scores: Mapping[Key, Score],
    ledger: LedgerSheet,
) -> MatrixSheet:
    """Cells look the hidden key `unit|criterion` up, so sorting either sheet harms nothing."""
    grouping = grouping_of(criteria, settings.digits)
    columns = layout(criteria, grouping, deducts=any(total.deducted for total in totals))
    sheet = Sheet(NAME, header_row=HEADER_ROW, fixed_columns=False)
    places = {column.header: at for at, column in enumerate(columns, start=FIRST)}
    sheet.table_columns = frozenset(range(len(columns) + 2))
    _head(
        sheet, columns, totals, section_maxima(criteria, {one.unit.group for one in totals}, settings.digits)
    )
    place = ledger.drawn.place
    first, last = ledger.drawn.first, ledger.drawn.last
    source = quoted(ledger.sheet.name) + "!"
    lookup = (
        source + span(first, last, place[LedgerCol.COUNTS]),
        source + span(first, last, place[LedgerCol.KEY]),
    )
    exact = decimals_of_sums((row.max_points for row in criteria.scored), grouping.groups, settings.digits)
    sums = {column.header: [places[name] for name in _parts(column, criteria, grouping)]
            for column in columns if not column.is_score and column.header != Col.DEDUCTED}  # fmt: skip
    drawing = _Drawing(columns, places, sums, lookup, settings, exact, {})
    rows: dict[str, int] = {}
    for at, total in enumerate(totals, start=HEADER_ROW + 1):
        rows[total.unit.code] = at
        drawing.line(sheet, at, total, criteria, scores)
    bottom = max(HEADER_ROW + 1, HEADER_ROW + len(totals))
    _finish(sheet, columns, bottom)
    return MatrixSheet(sheet, places, rows, HEADER_ROW + 1, bottom)


def _head(sheet: Sheet, columns: Sequence[Column], totals: Sequence[Totals], most: Maxima) -> None:
    sheet.put(0, _TITLE, "TỔNG HỢP ĐIỂM THI ĐUA", "title left huge")
    sheet.put(
        1, _TITLE, "Công thức sống theo trang Thống nhất điểm. Bấm dấu + ở trên để mở từng mục.", "note"
    )
    lacking = span(HEADER_ROW + 1, HEADER_ROW + 400, 2 + [one.header for one in columns].index(Col.LACKING))
    text = "Còn tiêu chí thiếu điểm: xem cột Còn thiếu"
    value = text if any(total.missing for total in totals) else ""
    sheet.put(2, _TITLE, value, "redtext bold", f'=IF(COUNTIF({lacking},">0")>0,"{text}","")')
    for at, (header, width) in enumerate(((Col.CODE, 9.0), (Col.UNIT_NAME, 24.0))):
        sheet.columns[at] = ColumnFormat(width)
        sheet.put(HEADER_ROW, at, header, "header")
        sheet.put(HEADER_ROW - 1, at, None, "header")
    for at, column in enumerate(columns, start=FIRST):
        important = column.is_important
        sheet.columns[at] = ColumnFormat(
            11 if important else _WIDTH, hidden=column.header == Col.OWN_LACKING, level=column.level
        )
        sheet.put(HEADER_ROW, at, column.header, "header" + (" total" if important else ""))
        name = _name(column, most)
        sheet.put(HEADER_ROW - 1, at, name, "header" + (" total" if important else " upright"))
    names = [_name(column, most) for column in columns if not column.is_important]
    sheet.rows[HEADER_ROW - 1] = RowFormat(_height(names))


def _name(column: Column, maxima: Maxima) -> str:
    """What stands over a column's code: its number as printed, its text and its maximum; the rule of a group."""
    row, group = column.row, column.group
    if column.is_added:
        return "Cộng các dòng (khi khác số tính)"
    if row is None:
        return ""
    if group is not None and group.of_criterion:
        return f"Trừ ở tiêu chí {row.printed_number}\n({group_said(group.rule, deducts=True)})"
    points = maxima.get(row.code, (row.max_points,))
    most = f"({'–'.join(shown_number(in_points(one)) for one in points)})"
    if row.is_section:
        said = group_said(group.rule, deducts=group.kind is RowKind.PENALTY) if group else ""
        return f"{row.text}\n{most}" + (f"\n{said}" if said else "")
    text = row.text if len(row.text) <= _LONGEST else row.text[:_LONGEST].rsplit(" ", 1)[0] + " …"
    return f"{row.printed_number}. {text} {most}"


def _height(names: Iterable[str]) -> float:
    """Points that the upright names need, at the width of a criterion's column."""
    room = _WIDTH * 7 * 0.75  # a character is seven pixels wide, a pixel three quarters of a point
    for height in range(_LOWEST, _HIGHEST, 10):
        if all(text_height(name, height * _MARGIN / 0.75 / 7, "header") <= room for name in names):
            return height
    return _HIGHEST


def _parts(column: Column, criteria: Criteria, grouping: Grouping) -> Sequence[str]:
    """The headers of the columns that a column adds, or counts."""
    if column.group is not None:
        return column.group.parts
    match column.header:
        case Col.BONUS:
            return grouping.sums["", RowKind.BONUS]
        case Col.PENALTY:
            return grouping.sums["", RowKind.PENALTY]
        case Col.TOTAL:
            return [name for kind in POINT_KINDS for name in grouping.sums["", kind]]
        case Col.LACKING:
            return [row.code for row in criteria.scored]
        case Col.OWN_LACKING:
            return [row.code for row in criteria.scored if row.code in criteria.of_units]
    return grouping.sums[column.header, RowKind.CRITERION]


def _ranges(columns: Iterable[int]) -> str:
    """`D7:F7,H7`: neighbouring columns of a row as few references; `ROW` stands for its number."""
    runs: list[list[int]] = []
    for column in sorted(columns):
        if runs and column == runs[-1][1] + 1:
            runs[-1][1] = column
        else:
            runs.append([column, column])
    return ",".join(f"{column_name(a)}{ROW}" + (f":{column_name(b)}{ROW}" if b > a else "") for a, b in runs)


class _Drawing(NamedTuple):
    """What every unit's line is drawn from."""

    columns: Sequence[Column]
    places: Mapping[str, int]
    sums: Mapping[str, Sequence[int]]
    """Header → the columns that it adds, or counts."""
    lookup: tuple[str, str]
    settings: Settings
    exact: int
    """Decimals of a sum."""
    alike: dict[tuple[int, ...], Alike]
    """How the lines of units look by the columns of the criteria that they do not have."""

    def line(
        self, sheet: Sheet, at: int, total: Totals, criteria: Criteria, scores: Mapping[Key, Score]
    ) -> None:
        """One unit: its scores looked up, its sums over them."""
        values = [value_of(column, total, criteria, scores) for column in self.columns]
        unheld = tuple(
            place
            for place, column in enumerate(self.columns)
            if column.is_score and values[place] == NOT_HELD
        )
        alike = self.alike.get(unheld)
        if alike is None:
            alike = self.alike[unheld] = self._alike(unheld)
        sheet.put_row(at, alike, [total.unit.code, total.unit.name, *values])

    def _alike(self, unheld: Collection[int]) -> Alike:
        """How the line of a unit looks that does not have these criteria."""
        looks = [("grid code", ""), ("grid wrap", "")]
        looks += [
            ("grid center unused", "") if place in unheld else self._look(column, place + FIRST)
            for place, column in enumerate(self.columns)
        ]
        formulas = {place: formula for place, (_, formula) in enumerate(looks) if formula}
        return Alike.of(enumerate(style for style, _ in looks), formulas)

    def _look(self, column: Column, place: int) -> tuple[str, str]:
        """The style and the formula of a unit's cell."""
        points = f"grid points{self.settings.digits}"
        if column.is_score:
            return points, self._looked_up(place)
        if column.header == Col.DEDUCTED:
            return points + " total", ""
        inside = _ranges(self.sums[column.header])
        if column.header in (Col.LACKING, Col.OWN_LACKING):
            counts = "+".join(f"COUNTBLANK({part})" for part in inside.split(",")) if inside else "0"
            return "grid integer", f"={counts}"
        return points if column.is_added else points + " total", self._summed(column, inside)

    def _looked_up(self, place: int) -> str:
        key = f'$A{ROW}&"|"&{column_name(place)}${HEADER_ROW + 1}'
        return f"=INDEX({self.lookup[0]},MATCH({key},{self.lookup[1]},0))"

    def _summed(self, column: Column, inside: str) -> str:
        if not inside:
            return '=""'
        taken = ""
        if column.header == Col.TOTAL and Col.DEDUCTED in self.places:
            taken = f",{column_name(self.places[Col.DEDUCTED])}{ROW}"
        amount = f"SUM({inside}{taken})"
        if column.header == Col.TOTAL and self.settings.ceiling is not None:
            amount = f"MIN({float(in_points(self.settings.ceiling)):.15g},{amount})"
        amount = f"ROUND({amount},{self.exact})"
        if column.is_added and column.group is not None:
            counted = f"{column_name(self.places[column.group.name])}{ROW}"
            amount = f'IF({amount}={counted},"",{amount})'
        elif column.group is not None:
            amount = group_amount(column.group, inside, self.settings.digits, self.exact)
        return f'=IF(COUNT({inside})=0,"",{amount})'


def value_of(column: Column, total: Totals, criteria: Criteria, scores: Mapping[Key, Score]) -> object:
    """What a unit's cell of a column holds."""
    if column.is_score:
        score = scores[total.unit.code, column.header]
        return shown_score(score) if score.held else NOT_HELD
    match column.header:
        case Col.DEDUCTED:
            return stored(-total.deducted)
        case Col.LACKING:
            return len(total.missing)
        case Col.OWN_LACKING:
            return sum(code in criteria.of_units for code in total.missing)
    return in_cell(_points(column, total))


def _points(column: Column, total: Totals) -> Points | None:
    """What a sum's cell holds; of what a group's parts come to nothing where they count as they are."""
    if column.group is not None:
        name = column.group.name
        added, counted = total.added.get(name), total.counted.get(name)
        return (None if added == counted else added) if column.is_added else counted
    sums = {Col.BONUS: total.bonus, Col.PENALTY: total.penalty, Col.TOTAL: total.stands}
    return sums[column.header] if column.header in sums else total.sections[column.header]


def _finish(sheet: Sheet, columns: Sequence[Column], bottom: int) -> None:
    for at, column in enumerate(columns, start=FIRST):
        row = column.row
        area = Area(HEADER_ROW + 1, at, bottom, at)
        if column.is_score:
            sheet.conditionals.append((area, {"type": "blanks", "style": "red"}))
        if row is not None and _shows_failure(column):
            scale = {"type": "2_color_scale", "min_type": "num", "min_value": 0, "max_type": "num",
                     "max_value": float(in_points(row.max_points)) or 1,
                     "min_color": "#F8D7B5", "max_color": "#FFFFFF"}  # fmt: skip
            sheet.conditionals.append((area, scale))
        if column.header == Col.LACKING:
            sheet.conditionals.append(
                (area, {"type": "cell", "criteria": ">", "value": 0, "style": "red bold"})
            )
    sheet.freeze = (HEADER_ROW + 1, 2)
    sheet.landscape = True
    _for_paper(sheet, bottom)
    sheet.repeat_rows = (HEADER_ROW - 1, HEADER_ROW)
    sheet.repeat_columns = (0, 1)
    sheet.tab = "#1F3864"


def _for_paper(sheet: Sheet, bottom: int) -> None:
    """As many pages side by side as large letters need, the units on each; what is for the screen stays off them."""
    widths = [form.width for at, form in sorted(sheet.columns.items()) if not form.hidden]
    sheet.fit = (pages_across(widths[FIRST:], widths[:FIRST]), 0)
    last = max(at for at, form in sheet.columns.items() if not form.hidden)
    sheet.print_area = Area(0, 0, bottom, last)


def _shows_failure(column: Column) -> bool:
    """Whether few points are worth a colour: no bonus is no failure."""
    kind = column.group.kind if column.group else RowKind.CRITERION
    return kind is RowKind.CRITERION and column.row is not None and column.row.kind in (
        RowKind.CRITERION, RowKind.SECTION)  # fmt: skip
