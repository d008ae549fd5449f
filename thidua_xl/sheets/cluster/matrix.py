"""Sheet `Tổng hợp`: units × criteria with section and grand totals, all live formulas."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ...domain.scoring.criteria import Criteria, Criterion, RowKind
from ...domain.scoring.scores import Key, Score, Totals
from ...domain.scoring.settings import Settings
from ...domain.values.numbers import in_cell, in_points, is_finer, shown, stored
from ...workbook.addresses import column_name, quoted, span
from ...workbook.heights import text_height
from ...workbook.model import Area, ColumnFormat, RowFormat, Sheet
from .agreed import Col as LedgerCol
from .agreed import LedgerSheet, shown_score

NAME = "Tổng hợp"
HEADER_ROW = 4
_TITLE = 2
"""The titles' column: the first two are repeated on every page, too narrow for them."""
_WIDTH, _LOWEST, _HIGHEST = 8.5, 80, 230
"""The width of a criterion's column; between which heights its upright name stands over it."""
_MARGIN = 0.85
"""LibreOffice breaks the lines of upright texts a little sooner."""
_LONGEST = 160
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


def layout(criteria: Criteria, *, deducts: bool = False) -> list[tuple[str, Criterion | None, int]]:
    """(header, criterion or None, outline level) in the order of the columns.

    A section stands after what it sums; bonus and penalty criteria stand before their totals.
    """
    columns: list[tuple[str, Criterion | None, int]] = []
    open_sections: list[Criterion] = []
    outside = {RowKind.BONUS: [], RowKind.PENALTY: []}  # type: dict[RowKind, list[Criterion]]
    for row in criteria:
        while open_sections and not row.code.startswith(open_sections[-1].code + "."):
            section = open_sections.pop()
            columns.append((section.code, section, len(open_sections)))
        if row.is_section:
            open_sections.append(row)
        elif row.kind in outside:
            outside[row.kind].append(row)
        else:
            columns.append((row.code, row, min(7, len(open_sections))))
    while open_sections:
        section = open_sections.pop()
        columns.append((section.code, section, len(open_sections)))
    columns = [entry for entry in columns if not _is_hollow(criteria, entry[1])]
    for kind, header in ((RowKind.BONUS, Col.BONUS), (RowKind.PENALTY, Col.PENALTY)):
        columns += [(row.code, row, 1) for row in outside[kind]]
        columns.append((header, None, 0))
    ends = (*([Col.DEDUCTED] * deducts), Col.TOTAL, Col.LACKING, Col.OWN_LACKING)
    return [*columns, *((header, None, 0) for header in ends)]


def _is_hollow(criteria: Criteria, row: Criterion | None) -> bool:
    """A section that only groups bonus or penalty criteria: it has no points of its own."""
    return row is not None and row.is_section and not criteria.below(row.code)


def render(
    criteria: Criteria,
    settings: Settings,
    totals: Sequence[Totals],
    scores: Mapping[Key, Score],
    ledger: LedgerSheet,
) -> MatrixSheet:
    """Cells look the hidden key `unit|criterion` up, so sorting either sheet harms nothing."""
    columns = layout(criteria, deducts=any(total.deducted for total in totals))
    sheet = Sheet(NAME, header_row=HEADER_ROW, fixed_columns=False)
    places = {header: at for at, (header, _, _) in enumerate(columns, start=2)}
    sheet.table_columns = frozenset(range(len(columns) + 2))
    _head(sheet, columns, totals)
    place = ledger.drawn.place
    first, last = ledger.drawn.first, ledger.drawn.last
    source = quoted(ledger.sheet.name) + "!"
    lookup = (
        source + span(first, last, place[LedgerCol.COUNTS]),
        source + span(first, last, place[LedgerCol.KEY]),
    )
    sums = {header: _sum_columns(header, criteria, places) for header, row, _ in columns
            if header != Col.DEDUCTED and (row is None or row.is_section)}  # fmt: skip
    rows: dict[str, int] = {}
    for at, total in enumerate(totals, start=HEADER_ROW + 1):
        rows[total.unit.code] = at
        _line(sheet, at, total, criteria, columns, scores, lookup, sums, settings)
    bottom = max(HEADER_ROW + 1, HEADER_ROW + len(totals))
    _finish(sheet, columns, places, bottom)
    return MatrixSheet(sheet, places, rows, HEADER_ROW + 1, bottom)


def _head(
    sheet: Sheet, columns: Sequence[tuple[str, Criterion | None, int]], totals: Sequence[Totals]
) -> None:
    sheet.put(0, _TITLE, "TỔNG HỢP ĐIỂM THI ĐUA", "title left huge")
    sheet.put(
        1, _TITLE, "Công thức sống theo trang Thống nhất điểm. Bấm dấu + ở trên để mở từng mục.", "note"
    )
    lacking = span(HEADER_ROW + 1, HEADER_ROW + 400, 2 + [name for name, _, _ in columns].index(Col.LACKING))
    text = "Còn tiêu chí thiếu điểm: xem cột Còn thiếu"
    value = text if any(total.missing for total in totals) else ""
    sheet.put(2, _TITLE, value, "redtext bold", f'=IF(COUNTIF({lacking},">0")>0,"{text}","")')
    for at, (header, width) in enumerate(((Col.CODE, 10.0), (Col.UNIT_NAME, 26.0))):
        sheet.columns[at] = ColumnFormat(width)
        sheet.put(HEADER_ROW, at, header, "header")
        sheet.put(HEADER_ROW - 1, at, None, "header")
    for at, (header, row, level) in enumerate(columns, start=2):
        important = row is None or row.is_section
        sheet.columns[at] = ColumnFormat(
            11 if important else _WIDTH, hidden=header == Col.OWN_LACKING, level=level
        )
        sheet.put(HEADER_ROW, at, header, "header" + (" total" if important else ""))
        sheet.put(HEADER_ROW - 1, at, _name(row), "header small" + (" total" if important else " upright"))
    names = [_name(row) for _, row, _ in columns if row is not None and not row.is_section]
    sheet.rows[HEADER_ROW - 1] = RowFormat(_height(names))


def _name(row: Criterion | None) -> str:
    """What stands over a column's code: its number as printed, its text and its maximum."""
    if row is None:
        return ""
    most = f"({shown(row.max_points, 2).rstrip('0').rstrip(',')})"
    if row.is_section:
        return f"{row.text}\n{most}"
    text = row.text if len(row.text) <= _LONGEST else row.text[:_LONGEST].rsplit(" ", 1)[0] + " …"
    return f"{row.printed_number}. {text} {most}"


def _height(names: Iterable[str]) -> float:
    """Points that the upright names need, at the width of a criterion's column."""
    room = _WIDTH * 7 * 0.75  # a character is seven pixels wide, a pixel three quarters of a point
    for height in range(_LOWEST, _HIGHEST, 10):
        if all(text_height(name, height * _MARGIN / 0.75 / 7, "header small") <= room for name in names):
            return height
    return _HIGHEST


def _sum_columns(header: str, criteria: Criteria, places: Mapping[str, int]) -> list[int]:
    if header == Col.BONUS:
        return [places[c.code] for c in criteria.scored if c.kind is RowKind.BONUS]
    if header == Col.PENALTY:
        return [places[c.code] for c in criteria.scored if c.kind is RowKind.PENALTY]
    if header == Col.OWN_LACKING:
        return [places[c.code] for c in criteria.scored if c.code in criteria.of_units]
    if header in (Col.TOTAL, Col.LACKING):
        return [places[c.code] for c in criteria.scored]
    return [places[c.code] for c in criteria.below(header)]


def ranges(row: int, columns: Iterable[int]) -> str:
    """`D7:F7,H7`: neighbouring columns of a row as few references."""
    runs: list[list[int]] = []
    for column in sorted(columns):
        if runs and column == runs[-1][1] + 1:
            runs[-1][1] = column
        else:
            runs.append([column, column])
    number = row + 1
    return ",".join(
        f"{column_name(a)}{number}" + (f":{column_name(b)}{number}" if b > a else "") for a, b in runs
    )


def _line(
    sheet: Sheet,
    at: int,
    total: Totals,
    criteria: Criteria,
    columns: Sequence[tuple[str, Criterion | None, int]],
    scores: Mapping[Key, Score],
    lookup: tuple[str, str],
    sums: Mapping[str, list[int]],
    settings: Settings,
) -> None:
    digits = settings.digits
    points = f"grid points{digits}"
    exact = 3 if any(is_finer(row.max_points, digits) for row in criteria.scored) else digits
    unit = total.unit
    own = sum(code in criteria.of_units for code in total.missing)
    missing = {Col.LACKING: len(total.missing), Col.OWN_LACKING: own}
    deducts = any(header == Col.DEDUCTED for header, _, _ in columns)
    sheet.put(at, 0, unit.code, "grid code")
    sheet.put(at, 1, unit.name, "grid wrap")
    for column, (header, row, _) in enumerate(columns, start=2):
        if row is not None and not row.is_section:
            key = f'$A{at + 1}&"|"&{column_name(column)}${HEADER_ROW + 1}'
            formula = f"=INDEX({lookup[0]},MATCH({key},{lookup[1]},0))"
            sheet.put(at, column, shown_score(scores[unit.code, row.code]), points, formula)
            continue
        if header == Col.DEDUCTED:
            sheet.put(at, column, stored(-total.deducted), points + " total")
            continue
        inside = ranges(at, sums[header])
        if header in (Col.LACKING, Col.OWN_LACKING):
            counts = "+".join(f"COUNTBLANK({part})" for part in inside.split(",")) if inside else "0"
            sheet.put(at, column, missing[header], "grid integer", f"={counts}")
            continue
        taken = ""
        if header == Col.TOTAL and deducts:
            taken = f",{ranges(at, [column - 1])}"  # `Trừ theo điều kiện` stands left of the total
        amount = f"SUM({inside}{taken})"
        if header == Col.TOTAL and settings.ceiling is not None:
            amount = f"MIN({float(in_points(settings.ceiling)):.15g},{amount})"
        sums_to = {
            Col.BONUS: total.bonus,
            Col.PENALTY: total.penalty,
            Col.TOTAL: total.stands,
            **total.sections,
        }
        formula = f'=IF(COUNT({inside})=0,"",ROUND({amount},{exact}))' if inside else '=""'
        sheet.put(at, column, in_cell(sums_to[header]), points + " total", formula)


def _finish(sheet: Sheet, columns: Sequence[tuple[str, Criterion | None, int]], places: Mapping[str, int],
            bottom: int) -> None:  # fmt: skip
    for header, row, _ in columns:
        at = places[header]
        area = Area(HEADER_ROW + 1, at, bottom, at)
        if row is not None and not row.is_section:
            sheet.conditionals.append((area, {"type": "blanks", "style": "red"}))
        if row is not None and row.kind in (RowKind.CRITERION, RowKind.SECTION):  # no bonus is no failure
            scale = {"type": "2_color_scale", "min_type": "num", "min_value": 0, "max_type": "num",
                     "max_value": float(in_points(row.max_points)) or 1,
                     "min_color": "#F8D7B5", "max_color": "#FFFFFF"}  # fmt: skip
            sheet.conditionals.append((area, scale))
        if header == Col.LACKING:
            sheet.conditionals.append(
                (area, {"type": "cell", "criteria": ">", "value": 0, "style": "red bold"})
            )
    sheet.freeze = (HEADER_ROW + 1, 2)
    sheet.landscape = True
    sheet.fit = (1, 0) if len(columns) <= 16 else (max(1, -(-len(columns) // 16)), 0)
    sheet.repeat_rows = (HEADER_ROW - 1, HEADER_ROW)
    sheet.repeat_columns = (0, 1)
    sheet.tab = "#1F3864"
