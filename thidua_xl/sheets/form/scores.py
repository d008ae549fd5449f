"""Sheet `Tự chấm` of the scorecard: where a unit enters targets, results, scores and evidence."""

from collections.abc import Mapping
from typing import NamedTuple

from ...domain.scoring.criteria import IN_WORDS, Criteria, Criterion, Method, RowKind
from ...domain.scoring.groups import DEDUCTED
from ...domain.scoring.levels import lowest_points
from ...domain.scoring.parameters import Parameter, result_words
from ...domain.scoring.rows import FigureCol
from ...domain.scoring.settings import Settings
from ...domain.scoring.taken_suggestion import WORD
from ...domain.scoring.without_target import measures_without_target
from ...domain.values.numbers import in_points, shown_number
from ...domain.values.text import capitalised
from ...workbook.addresses import address, column_name
from ...workbook.model import Area, Sheet
from ..table import Column, Table, choices, draw
from . import heading
from . import identity as form_identity
from .formulas import Cells, ratio_formula, suggestion_formula
from .groups import FormSums, Summed, sums_of, vertical
from .heading import Identity
from .reminders import (
    CHECK,
    DONE,
    CheckColumn,
    Open,
    banner,
    first_reminder,
    open_cells,
    others_score,
    there,
)
from .states import TAKING, State
from .wording_cell import put_worded


class Col(FigureCol):
    """The headers of `Tự chấm`."""

    CODE = "Mã"
    NUMBER = "TT"
    TEXT = "Nội dung tiêu chí"
    MAXIMUM = "Điểm tối đa"
    MEASURE = "Đơn vị tính"
    PERCENT = "Tỷ lệ %"
    SUGGESTION = "Điểm gợi ý"
    EVIDENCE = "Minh chứng"
    EXPLANATION = "Giải trình"
    REMINDER = "Nhắc"


TABLE = Table(
    "Tự chấm",
    (
        Column(Col.CODE, 7, "code"),
        Column(Col.NUMBER, 5, "code center"),
        Column(Col.TEXT, 46),
        Column(Col.MAXIMUM, 8, "number"),
        Column(Col.MEASURE, 10, "center wrap"),
        Column(Col.TARGET, 9, "number", typed=True),
        Column(Col.RESULT, 9, "number", typed=True),
        Column(Col.PERCENT, 8, "number"),
        Column(Col.SUGGESTION, 8, "number italic"),
        Column(Col.SCORE, 9, "number bold", typed=True),
        Column(Col.NOT_ASSIGNED, 9, "center", typed=True),
        Column(Col.EVIDENCE, 20, typed=True),
        Column(Col.EXPLANATION, 18, typed=True),
        Column(Col.REMINDER, 30, "small wrap"),
    ),
    header_row=8,
    key=(Col.CODE,),
)
LAST_PRINTED = 12
TOTAL_LABEL = "TỔNG ĐIỂM TỰ CHẤM"
PARTLY = " – còn "
"""Behind a sum of which some cells are still open: how many."""
C = TABLE.home.columns
"""Column numbers of an untouched scorecard."""


class ScoreSheet(NamedTuple):
    """The drawn sheet and where the criteria and the total stand."""

    sheet: Sheet
    rows: Mapping[str, int]
    total_row: int


def render(
    criteria: Criteria, parameters: Mapping[str, Parameter], settings: Settings, identity: Identity
) -> ScoreSheet:
    """The sheet as it is sent out, nothing scored yet."""
    drawn = draw(TABLE)
    sheet = drawn.sheet
    rows = {row.code: TABLE.header_row + 1 + at for at, row in enumerate(criteria)}
    sums = sums_of(criteria, settings)
    for row in criteria:
        if row.is_section:
            _section(sheet, sums, row, rows[row.code], settings)
        else:
            _criterion(sheet, row, parameters.get(row.code), rows[row.code], sums, settings)
    _number_validations(sheet, criteria, parameters, rows)
    total_row = TABLE.header_row + 1 + len(criteria)
    _total(sheet, sums, total_row, settings)
    _heading(sheet, settings, identity)
    _signatures(sheet, total_row + 2, settings)
    _page(sheet, total_row)
    return ScoreSheet(sheet, rows, total_row)


def _section(sheet: Sheet, sums: FormSums, row: Criterion, at: int, settings: Settings) -> None:
    points = f"points{settings.digits}"
    for column in range(len(TABLE.columns) - 1):
        sheet.put(at, column, None, "grid section")
    sheet.put(at, C[Col.CODE], row.code, "grid section code")
    sheet.put(at, C[Col.NUMBER], row.printed_number, "grid section code center")
    sheet.put(at, C[Col.TEXT], row.text, f"grid section wrap {_indent(row)}")
    inside = sums.of_section(row.code)
    if inside or row.max_points:
        sheet.put(at, C[Col.MAXIMUM], float(in_points(row.max_points)), "grid section number")
    if inside:
        sheet.put(at, C[Col.SCORE], "", f"grid section {points}", _sum(sums, inside, settings))
    group = sums.grouping.by_name.get(row.code)
    if group and group.rule.short:
        rule = capitalised(group.rule.short)
        live = f'="{rule}"&{sums.where_other(group, " (", ")")}'
        sheet.put(at, C[Col.MEASURE], rule, "grid section small left", live)


def _sum(sums: FormSums, summed: Summed, settings: Settings, *, ceiling: bool = False) -> str:
    """What counts in these rows of `Kiểm tra`; while a cell of theirs is open or wrong, with how many there are.

    So a text that no sum adds, a score over its maximum, a blank never make a clean-looking total. The decimal
    sign is a comma on every machine.
    """
    rows = [sums.rows[code] for code in summed.criteria]
    counted, errors = (vertical(rows, column) for column in (CheckColumn.COUNTED, CheckColumn.ERRORS))
    total = f"SUM({sums.points(summed.names)})"
    if ceiling and settings.ceiling is not None:
        total = f"MIN({float(in_points(settings.ceiling)):.15g},{total})"
    left = f"SUM({errors})"
    partly = f'SUBSTITUTE(FIXED({total},{settings.digits},TRUE),".",",")&"{PARTLY}"&{left}&" ô"'
    return f'=IF(COUNT({counted})=0,"",IF({left}=0,ROUND({total},{settings.digits}),{partly}))'


def _indent(row: Criterion) -> str:
    return f"indent{min(row.depth - 1, 3)}" if row.depth > 1 else ""


def _criterion(
    sheet: Sheet, row: Criterion, parameter: Parameter | None, at: int, sums: FormSums, settings: Settings
) -> None:
    may = open_cells(row, parameter)
    points = f"points{settings.digits}"
    target, result_cell, maximum = (address(at, C[h]) for h in (Col.TARGET, Col.RESULT, Col.MAXIMUM))
    cells = Cells(target, result_cell, maximum)
    put = sheet.put
    put(at, C[Col.CODE], row.code, "grid code")
    put(at, C[Col.NUMBER], row.printed_number, "grid code center")
    put_worded(sheet, at, C[Col.TEXT], row, parameter, settings.calling, f"grid wrap {_indent(row)}")
    put(at, C[Col.MAXIMUM], None if row.is_condition else float(in_points(row.max_points)), "grid number")
    put(at, C[Col.MEASURE], row.measure, "grid center wrap")
    put(at, C[Col.TARGET], None, "grid number input" if may.target else "grid unused")
    result = (
        "grid center wrap input"
        if row.method is Method.LEVELS
        else ("grid center input" if row.method in IN_WORDS else "grid number input")
    )
    put(at, C[Col.RESULT], None, result if may.result else "grid unused")
    ratio = ratio_formula(row, parameter, cells) if may.result else ""
    put(at, C[Col.PERCENT], "" if ratio else None, "grid points2" if ratio else "grid unused", ratio)
    advice = suggestion_formula(row, parameter, cells, settings.rounding) if may.score else ""
    put(
        at,
        C[Col.SUGGESTION],
        "" if advice else None,
        f"grid {points} italic" if advice else "grid unused",
        advice,
    )
    put(at, C[Col.SCORE], None, f"grid {points} bold input" if may.score else "grid unused")
    put(at, C[Col.NOT_ASSIGNED], None, "grid center input" if may.not_assigned else "grid unused")
    put(at, C[Col.EVIDENCE], None, "grid wrap input")
    put(at, C[Col.EXPLANATION], None, "grid wrap input")
    status, errors = (there(CHECK) + address(sums.rows[row.code], column)
                      for column in (CheckColumn.STATE, CheckColumn.ERRORS))  # fmt: skip
    deducted = sums.grouping.by_name.get(DEDUCTED + row.code)
    done = sums.where_other(deducted, "Các dòng dưới ", f", {deducted.said}") if deducted else '""'
    live = f'=IF(LEFT({status},{len(DONE)})="{DONE}",{done},{status})'
    if not (may.score or may.result):
        live = f'=IF({errors}>0,{status},"{others_score(row)}")'
    put(at, C[Col.REMINDER], first_reminder(row, may), "small wrap redtext", live)
    _validations(sheet, row, parameter, may, at)


_A_NUMBER = "Nhập một số không âm, không kèm chữ."
"""Kept short, like all texts that stand on every row: a form is read as fast as it is small."""


def _validations(sheet: Sheet, row: Criterion, parameter: Parameter | None, may: Open, at: int) -> None:
    def rule(header: str, **options: object) -> None:
        column = C[header]
        sheet.validations.append((Area(at, column, at, column), options))

    title = f"Tiêu chí {row.code}"[:32]
    maximum = float(in_points(row.max_points))
    limit = shown_number(in_points(row.max_points))
    if may.score:
        lowest = in_points(lowest_points(row))
        low = -maximum if row.is_penalty else float(lowest)
        word, least = "Nhập số điểm bị trừ" if row.is_penalty else "Nhập điểm", shown_number(lowest)
        offers = bool(sheet.cells[at, C[Col.SUGGESTION]].formula)
        told = f"{word} từ {least} đến {limit}; không có thì nhập 0."
        wrong = f"Nhập một số từ {least} đến {limit}"
        rule(Col.SCORE, **_bounds(address(at, C[Col.SCORE]), low, maximum, offers), input_title=title,
             input_message=_message(row, f"{told} {_TAKING}" if offers else told),
             error_message=f"{wrong}, hoặc ghi {WORD}." if offers else f"{wrong}.")  # fmt: skip
    if may.result and row.method is Method.PASS_FAIL:
        rule(
            Col.RESULT, validate="list", source=["Đạt", "Không đạt"], error_message="Chọn Đạt hoặc Không đạt."
        )
    words = result_words(row, parameter)
    if may.result and words and row.method is Method.LEVELS:
        rule(Col.RESULT, **choices(sheet, words), error_message="Chọn một mức trong danh sách.")
    if may.not_assigned:
        rule(Col.NOT_ASSIGNED, validate="list", source=["x"], input_title=title,
             input_message=f"Chọn x{_also(row)} và để trống điểm. Xử lý: {row.when_not_assigned.value}.",
             error_message="Chỉ nhận x.")  # fmt: skip


_TAKING = f"Lấy điểm gợi ý thì ghi {WORD}."


def _bounds(cell: str, least: float, most: float, offers: bool) -> dict[str, object]:
    """A number within bounds; beside a suggested score also the word that takes it."""
    if not offers:
        return {"validate": "decimal", "criteria": "between", "minimum": least, "maximum": most}
    number = f"AND(ISNUMBER({cell}),{cell}>={least:.15g},{cell}<={most:.15g})"
    word = f'ISNUMBER(FIND("|"&LOWER(TRIM({cell}))&"|","{TAKING}"))'
    return {"validate": "custom", "value": f"=OR({number},{word})"}


def _also(row: Criterion) -> str:
    return ", nhập kết quả" if measures_without_target(row) else ""


def _number_validations(sheet: Sheet, criteria: Criteria, parameters: Mapping[str, Parameter],
                        rows: Mapping[str, int]) -> None:  # fmt: skip
    """Targets and results: one rule for all cells of a measure, which is what its message tells."""
    groups: dict[tuple[str, str], list[int]] = {}
    for row in criteria.scored:
        may = open_cells(row, parameters.get(row.code))
        if may.target:
            groups.setdefault((Col.TARGET, row.measure), []).append(rows[row.code])
        if may.result and row.method not in IN_WORDS:
            groups.setdefault((Col.RESULT, row.measure), []).append(rows[row.code])
    titles = {Col.TARGET: "Chỉ tiêu được giao", Col.RESULT: "Kết quả thực hiện"}
    for (header, measure), lines in groups.items():
        column = C[header]
        cells = [Area(at, column, at, column) for at in lines]
        options = {
            "validate": "decimal", "criteria": ">=", "value": 0, "error_message": _A_NUMBER,
            "input_title": titles[header], "input_message": f"Nhập số, đơn vị tính: {measure or 'số'}.",
            "other_cells": [list(cell) for cell in cells[1:]],
        }  # fmt: skip
        sheet.validations.append((cells[0], options))


def _message(row: Criterion, first: str) -> str:
    """At most 255 characters: the entry, the rule, the parameter."""
    rule = f"\nCách chấm: {row.method.value}" + (f" ({row.parameter})" if row.parameter else "")
    return (first + rule)[:255]


def _total(sheet: Sheet, sums: FormSums, at: int, settings: Settings) -> None:
    for each in range(len(TABLE.columns) - 1):
        sheet.put(at, each, None, "grid total")
    sheet.put(at, C[Col.TEXT], TOTAL_LABEL, "grid total")
    formula = _sum(sums, sums.of_all(), settings, ceiling=True) if sums.grouping.most else ""
    sheet.put(at, C[Col.SCORE], "", f"grid total points{settings.digits}", formula)
    maximum = sums.grouping.most_of(RowKind.CRITERION)
    sheet.put(at, C[Col.MAXIMUM], float(in_points(maximum)), "grid total number")


_BANNER_ROW = 0
"""Above the printed area; the one frozen row."""
_IN_SHORT = {
    Col.MAXIMUM: "Tối đa",
    Col.MEASURE: "Đ.vị tính",
    Col.TARGET: "Chỉ tiêu giao",
    Col.RESULT: "Kết quả đạt",
    Col.PERCENT: "% đạt",
    Col.SUGGESTION: "Gợi ý",
    Col.SCORE: "Tự chấm",
    Col.NOT_ASSIGNED: "Không giao",
    Col.EVIDENCE: "Minh chứng (số văn bản)",
    Col.EXPLANATION: "Giải trình (lý do)",
    Col.REMINDER: "Nhắc việc",
}
"""The columns as the frozen row calls them."""


def put_banner(sheet: Sheet, text: str) -> None:
    """How many cells are left, with a link to the next one; `text` is what it says now."""
    area = Area(_BANNER_ROW, 0, _BANNER_ROW, C[Col.TEXT])
    sheet.merge(area, text, "bold middle left link", banner())
    for begins, style in (("ĐỦ", "green"), ("CHƯA", "red"), ("", "amber")):
        rule = {"type": "formula", "criteria": f'=LEFT($A$1,{len(begins)})="{begins}"', "style": style}
        sheet.conditionals.append((area, rule))


def _heading(sheet: Sheet, settings: Settings, identity: Identity) -> None:
    deadline = f" Hạn gửi: {settings.deadline:%d/%m/%Y}." if settings.deadline else ""
    note = (
        "Chỉ điền các ô màu vàng; ô xám không dùng. Bỏ trống là chưa chấm, không có thì nhập 0. Xem trang Kiểm tra "
        f"trước khi gửi.{deadline}"
    )
    title = f"PHIẾU TỰ CHẤM ĐIỂM THI ĐUA {settings.period_said.upper()}"
    blocks = heading.Blocks(3, C[Col.MAXIMUM] + 3, LAST_PRINTED)
    signed = form_identity.signed_by(settings)
    heading.head(sheet, settings, identity, title, note, blocks, signed=signed)
    sheet.put(TABLE.header_row, C[Col.REMINDER], Col.REMINDER, "note bold center")


def _signatures(sheet: Sheet, at: int, settings: Settings) -> None:
    signed = form_identity.signed_by(settings)
    heading.sign(sheet, at, "NGƯỜI LẬP PHIẾU", heading.Blocks(3, 8, LAST_PRINTED), signed)


def _page(sheet: Sheet, total_row: int) -> None:
    first, last = TABLE.header_row + 1, total_row - 1
    score = column_name(C[Col.SCORE])
    reminder = column_name(C[Col.REMINDER])
    area = Area(first, C[Col.SCORE], last, C[Col.SCORE])
    n = first + 1
    said = f"${reminder}{n}"
    over = f'=OR(LEFT({said},4)="Vượt",LEFT({said},5)="Điểm ",LEFT({said},7)="Chỉ giữ")'
    blank, hint = State.NO_SCORE.value, State.SUGGESTED.value[:5]
    missing = f'=AND(${score}{n}="",OR(LEFT({said},{len(blank)})="{blank}",LEFT({said},5)="{hint}"))'
    sheet.conditionals.append((area, {"type": "formula", "criteria": over, "style": "red bold"}))
    sheet.conditionals.append((area, {"type": "formula", "criteria": missing, "style": "amber"}))
    heading.keep_in_sight(sheet, {C[header]: label for header, label in _IN_SHORT.items()}, C[Col.TEXT] + 1)
    sheet.repeat_rows = (TABLE.header_row, TABLE.header_row)
    sheet.print_area = Area(_BANNER_ROW + 1, 0, total_row + 8, LAST_PRINTED)
    sheet.landscape = True
    heading.keep_signature(sheet, total_row + 2)
    sheet.protected = True
    sheet.tab = "#FFC000"
