"""The sheets of the forms of registration and of June, as they are sent out: rows, lists, free texts, what is left.

All forms of a stage differ in texts and numbers of the unit alone, which are stamped in (`scorecard.stamp`).
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ...domain.scoring.criteria import Criteria, Criterion, Method
from ...domain.scoring.parameters import Parameter, result_words
from ...domain.scoring.settings import Settings
from ...domain.values.numbers import shown_number
from ...domain.year.stages import Stage
from ...workbook.addresses import address, quoted, span
from ...workbook.model import Area, ColumnFormat, RowFormat, Sheet
from ..table import choices, draw
from . import heading
from .formulas import Cells, is_word, ratio_formula
from .heading import Identity
from .identity import signed_by
from .reminders import CHECK, open_cells
from .stage_tables import (
    BOX_SHEET,
    BOXES,
    LONGEST,
    MODELS,
    STAGE_TABLES,
    CheckCol,
    MidyearCol,
    ModelCol,
    RegisterCol,
)

_ITEMS = 20
"""Lines for the unit's own list."""
_TITLES = {
    Stage.REGISTER: "BẢN ĐĂNG KÝ THI ĐUA",
    Stage.MIDYEAR: "BÁO CÁO KẾT QUẢ THI ĐUA 6 THÁNG ĐẦU",
}
_NOTES = {
    Stage.REGISTER: "Điền các ô màu vàng: Chỉ tiêu đăng ký (số), Nội dung đăng ký (chữ). Tiêu chí không có chỉ tiêu "
    "bằng số thì chỉ ghi nội dung. Ô xám không dùng.",
    Stage.MIDYEAR: "Điền các ô màu vàng: Kết quả 6 tháng, Ước cả năm (số), Khó khăn, kiến nghị (chữ). Chưa có kết quả "
    "thì để trống; không làm được gì thì nhập 0.",
}
DONE = "Xong"
_TO_CHECK = f"Chỉ điền ô màu vàng; trước khi gửi xem trang {CHECK}"
_IN_SHORT: Mapping[Stage, Mapping[str, str]] = {
    Stage.REGISTER: {
        RegisterCol.MEASURE: "Đ.vị tính",
        RegisterCol.COMMON: "Của cụm",
        RegisterCol.LAST_YEAR: "Năm trước",
        RegisterCol.TARGET: "Đăng ký (số)",
        RegisterCol.CONTENT: "Đăng ký (nội dung)",
        RegisterCol.NOTE: "Ghi thêm",
    },
    Stage.MIDYEAR: {
        MidyearCol.MEASURE: "Đ.vị tính",
        MidyearCol.TARGET: "Chỉ tiêu năm",
        MidyearCol.RESULT: "6 tháng",
        MidyearCol.PERCENT: "% đạt",
        MidyearCol.ESTIMATE: "Cả năm (ước)",
        MidyearCol.TROUBLE: "Khó khăn và kiến nghị",
    },
}
"""The columns as the frozen row calls them."""


class StageRows(NamedTuple):
    """The drawn table of criteria and where each stands (0-based)."""

    sheet: Sheet
    rows: Mapping[str, int]


def open_figures(stage: Stage, criterion: Criterion, parameter: Parameter | None) -> tuple[bool, ...]:
    """Which of the figures of `STAGE_TABLES` a unit fills for a criterion: those that its rule works with."""
    may = open_cells(criterion, parameter)
    if stage is Stage.REGISTER:
        return may.target, may.target
    return may.result, may.result


def render_rows(
    stage: Stage,
    criteria: Criteria,
    parameters: Mapping[str, Parameter],
    settings: Settings,
    identity: Identity,
) -> StageRows:
    """A row a criterion, nothing filled in yet."""
    tables = STAGE_TABLES[stage]
    table, drawn = tables.rows, draw(tables.rows)
    sheet, c = drawn.sheet, tables.rows.home.columns
    rows = {row.code: table.header_row + 1 + at for at, row in enumerate(criteria)}
    for row in criteria:
        at, indent = rows[row.code], f"indent{min(row.depth - 1, 3)}" if row.depth > 1 else ""
        style = "section" if row.is_section else ""
        for column in table.columns:
            sheet.put(at, c[column.header], None, f"grid {style}")
        sheet.put(at, c[RegisterCol.CODE], row.code, f"grid code {style}")
        sheet.put(at, c[RegisterCol.NUMBER], row.printed_number, f"grid code center {style}")
        sheet.put(at, c[RegisterCol.TEXT], row.text, f"grid wrap {style} {indent}")
        if not (row.is_section or row.is_condition):
            _criterion(sheet, stage, row, parameters.get(row.code), at)
    last, blocks = table.header_row + len(criteria), heading.Blocks(2, 5, len(c) - 1)
    title, signed = f"{_TITLES[stage]} {settings.period_said.upper()}", signed_by(settings, stage)
    heading.head(sheet, settings, identity, title, _NOTES[stage], blocks, signed=signed)
    heading.sign(sheet, last + 2, "NGƯỜI LẬP", blocks, signed)
    sheet.merge(Area(0, 0, 0, 2), _TO_CHECK, "bold middle left navy wrap")
    heading.keep_in_sight(sheet, {c[header]: label for header, label in _IN_SHORT[stage].items()}, 3)
    sheet.repeat_rows = (table.header_row, table.header_row)
    sheet.print_area = Area(1, 0, last + 8, len(c) - 1)
    heading.keep_signature(sheet, last + 2)
    sheet.landscape, sheet.protected, sheet.tab = True, True, "#FFC000"
    return StageRows(sheet, rows)


def _criterion(sheet: Sheet, stage: Stage, row: Criterion, parameter: Parameter | None, at: int) -> None:
    tables = STAGE_TABLES[stage]
    c = tables.rows.home.columns
    sheet.put(at, c[RegisterCol.MEASURE], row.measure, "grid center wrap")
    opened = open_figures(stage, row, parameter)
    for header, is_open in zip(tables.figures, opened, strict=True):
        style = tables.rows.column(header).style
        sheet.put(at, c[header], None, f"grid {style} input" if is_open else "grid unused")
        if is_open:
            sheet.validations.append(
                (Area(at, c[header], at, c[header]), _number_rule(sheet, row, parameter))
            )
    for header in tables.words:
        sheet.put(at, c[header], None, "grid wrap input")
    if stage is Stage.REGISTER:
        common = float(row.common_target) if row.common_target is not None else None
        sheet.put(at, c[RegisterCol.COMMON], common, "grid number" if any(opened) else "grid unused")
    else:
        cells = Cells(address(at, c[MidyearCol.TARGET]), address(at, c[MidyearCol.RESULT]), "")
        ratio = ratio_formula(row, parameter, cells) if any(opened) else ""
        sheet.put(at, c[MidyearCol.TARGET], None, "grid number" if ratio else "grid unused")
        sheet.put(
            at,
            c[MidyearCol.PERCENT],
            "" if ratio else None,
            "grid points2" if ratio else "grid unused",
            ratio,
        )


def _number_rule(sheet: Sheet, row: Criterion, parameter: Parameter | None) -> dict[str, object]:
    """What may be typed as a figure; a rule whose result is a word takes one of its words."""
    if row.method is Method.PASS_FAIL:
        return {
            "validate": "list",
            "source": ["Đạt", "Không đạt"],
            "error_message": "Chọn Đạt hoặc Không đạt.",
        }
    words = result_words(row, parameter)
    if words:
        return {**choices(sheet, words), "error_message": "Chọn một mức trong danh sách."}
    return {"validate": "decimal", "criteria": ">=", "value": 0,
            "error_message": "Nhập một số không âm, không kèm chữ.", "input_title": f"Tiêu chí {row.code}"[:32],
            "input_message": f"Nhập số, đơn vị tính: {row.measure or 'số'}."}  # fmt: skip


def render_items(stage: Stage) -> Sheet:
    """The unit's own list: movements (register), models (midyear)."""
    table = STAGE_TABLES[stage].items
    title, note = (
        ("PHONG TRÀO THI ĐUA ĐƠN VỊ ĐĂNG KÝ", "Mỗi phong trào một dòng; không có thì để trống.")
        if stage is Stage.REGISTER
        else (
            "MÔ HÌNH, CÁCH LÀM HAY",
            "Mỗi mô hình một dòng; đề nghị nhân rộng thì chọn x. HD 1302, II.1: cụm chọn mô hình để tham quan.",
        )
    )
    drawn = draw(table, title=title, note=note)
    for _ in range(_ITEMS):
        drawn.line({})
    if table is MODELS:
        drawn.sheet.validations.append((drawn.area(ModelCol.SPREAD), choices(drawn.sheet, ["x"])))
    drawn.sheet.protected, drawn.sheet.landscape, drawn.sheet.tab = True, True, "#FFC000"
    drawn.sheet.print_area = Area(0, 0, drawn.last, len(table.columns) - 1)
    return drawn.sheet


def render_boxes(stage: Stage) -> Sheet:
    """Free texts from which reports are written: a heading, a large cell."""
    sheet = Sheet(BOX_SHEET, protected=True, tab="#FFC000")
    sheet.columns = {0: ColumnFormat(30), 1: ColumnFormat(100)}
    sheet.put(0, 0, "ĐÁNH GIÁ CỦA ĐƠN VỊ", "title left huge")
    sheet.put(1, 0, f"Trưởng cụm viết báo cáo từ các ô này; mỗi ô không quá {LONGEST} ký tự.", "note")
    for at, label in enumerate(BOXES[stage], start=3):
        sheet.put(at, 0, label, "grid bold top navy wrap")
        sheet.put(at, 1, None, "grid input wrap top")
        sheet.rows[at] = RowFormat(150)
        rule = {
            "validate": "length",
            "criteria": "<=",
            "value": LONGEST,
            "error_message": f"Tối đa {LONGEST} ký tự.",
        }
        sheet.validations.append((Area(at, 1, at, 1), rule))
    sheet.print_area = Area(0, 0, 2 + len(BOXES[stage]), 1)
    sheet.landscape = True
    return sheet


_HEADERS = ((CheckCol.CODE, 9.0), (CheckCol.TEXT, 60.0), (CheckCol.CELL, 9.0), (CheckCol.STATE, 50.0))
_FIRST = 5
_READY = "ĐỦ – có thể gửi cho Trưởng cụm"
_LEFT = " ô nên xem lại; bấm địa chỉ ô để đến nơi"


def render_check(
    stage: Stage, criteria: Criteria, parameters: Mapping[str, Parameter], drawn: StageRows
) -> Sheet:
    """What is still open, row by row with links; live."""
    sheet = Sheet(CHECK, protected=True)
    sheet.columns = {at: ColumnFormat(width) for at, (_, width) in enumerate(_HEADERS)}
    sheet.put(0, 0, "KIỂM TRA TRƯỚC KHI GỬI", "title left huge")
    for at, (name, _) in enumerate(_HEADERS):
        sheet.put(_FIRST - 1, at, name, "header")
    lines = list(_check_lines(stage, criteria, parameters, drawn))
    here = quoted(drawn.sheet.name)
    for at, (row, cell, formula, first) in enumerate(lines, start=_FIRST):
        sheet.put(at, 0, row.code, "grid code")
        sheet.put(at, 1, row.text, "grid wrap")
        sheet.put(at, 2, cell, "grid link center")
        sheet.links[at, 2] = f"{here}!{cell}"
        sheet.put(at, 3, first, "grid", formula)
    last = _FIRST + len(lines) - 1
    if lines:
        states = span(_FIRST, last, 3)
        left = f'(ROWS({states})-COUNTIF({states},"{DONE}"))'
        formula = f'=IF({left}=0,"{_READY}","CÒN "&{left}&"{_LEFT}")'
        sheet.put(2, 0, f"CÒN {len(lines)}{_LEFT}", "bold big navy", formula)
        area = Area(_FIRST, 3, last, 3)
        sheet.conditionals.append(
            (area, {"type": "cell", "criteria": "==", "value": f'"{DONE}"', "style": "green"})
        )
        sheet.conditionals.append(
            (area, {"type": "cell", "criteria": "!=", "value": f'"{DONE}"', "style": "amber"})
        )
    else:
        sheet.put(2, 0, "Không có ô số nào phải điền; ghi nội dung rồi gửi cho Trưởng cụm", "bold big navy")
    sheet.freeze = (_FIRST, 0)
    sheet.repeat_rows = (_FIRST - 1, _FIRST - 1)
    sheet.print_area = Area(0, 0, max(last, _FIRST), 3)
    return sheet


def _check_lines(
    stage: Stage, criteria: Criteria, parameters: Mapping[str, Parameter], drawn: StageRows
) -> Iterator[tuple[Criterion, str, str, str]]:
    """Criterion, cell, formula of its state, the state of an empty form."""
    c = STAGE_TABLES[stage].rows.home.columns
    header, missing = (
        (RegisterCol.TARGET, "Chưa đăng ký chỉ tiêu") if stage is Stage.REGISTER
        else (MidyearCol.RESULT, "Chưa có kết quả")
    )  # fmt: skip
    for row in criteria.scored:
        parameter = parameters.get(row.code)
        if not any(open_figures(stage, row, parameter)):
            continue
        cell = address(drawn.rows[row.code], c[header])
        there = f"{quoted(drawn.sheet.name)}!{cell}"
        if row.method is Method.PASS_FAIL:
            is_wrong = (
                f'IF(OR(TRIM({there})="Đạt",TRIM({there})="Không đạt"),"{DONE}","Chọn Đạt hoặc Không đạt")'
            )
        elif words := result_words(row, parameter):
            known = ",".join(is_word(there, word) for word in words)
            is_wrong = f'IF(OR({known}),"{DONE}","Chọn một mức trong danh sách")'
        else:
            number = f'IF({there}<0,"Số âm",{_below(stage, row, parameter, there)})'
            is_wrong = f'IF(ISNUMBER({there}),{number},"Là chữ, không phải số")'
        yield row, cell, f'=IF(LEN(TRIM({there}))=0,"{missing}",{is_wrong})', missing


def _below(stage: Stage, row: Criterion, parameter: Parameter | None, cell: str) -> str:
    """The state of a number: a registered target that is easier than the common one is told."""
    if stage is not Stage.REGISTER or row.common_target is None:
        return f'"{DONE}"'
    sign = ">" if getattr(parameter, "lower_is_better", False) else "<"
    said = f"Thấp hơn chỉ tiêu chung {shown_number(row.common_target)}"
    return f'IF({cell}{sign}{float(row.common_target):.15g},"{said}","{DONE}")'
