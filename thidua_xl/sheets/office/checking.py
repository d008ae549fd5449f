"""Sheet `Thẩm định` of a checking form: one unit's criteria, where the superior's officer enters what it found."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from ...domain.office.clusters import DetailLine
from ...domain.scoring.criteria import code_of
from ...domain.values.catalogue import Code
from ...domain.values.cells import as_text, is_blank
from ...domain.values.findings import Finding, finding
from ...domain.values.grammar import read_number
from ...domain.values.numbers import Points, exact_points, in_points, round_half_up, shown_number, stored
from ...domain.values.text import clean, fold
from ...workbook.grid import Grid
from ...workbook.heights import text_height
from ...workbook.model import Area, RowFormat, Sheet
from ..items import UnreadableError, read_date
from ..table import Column, Placement, Table, TableRow, draw, find_table, look, rows_of

FORMS = "PhieuThamDinh"
"""What the names of checking forms begin with."""


class Col:
    """The headers of `Thẩm định`."""

    CODE = "Mã tiêu chí"
    TEXT = "Nội dung"
    MAXIMUM = "Điểm tối đa"
    CLUSTER_SCORE = "Điểm của cụm"
    EVIDENCE = "Minh chứng"
    SCORE = "Điểm thẩm định"
    REASON = "Lý do"


TABLE = Table(
    "Thẩm định",
    (
        Column(Col.CODE, 9, "code"),
        Column(Col.TEXT, 46),
        Column(Col.MAXIMUM, 9, "number"),
        Column(Col.CLUSTER_SCORE, 9, "number"),
        Column(Col.EVIDENCE, 40),
        Column(Col.SCORE, 10, "number", typed=True),
        Column(Col.REASON, 36, typed=True),
    ),
    header_row=9,
    key=(Col.CODE, Col.SCORE),
)


class Label:
    """What stands beside the cells above the table."""

    APPRAISED_BY = "Người thẩm định"
    DAY = "Ngày"


NO_EVIDENCE = "(sổ của cụm không kèm minh chứng)"
NOTHING_WRITTEN = "(đơn vị không ghi minh chứng)"
DEDUCTED = " (điểm trừ)"
C = TABLE.home.columns
_LAST = len(TABLE.columns) - 1
_WIDTH = sum(column.width for column in TABLE.columns)


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above the table."""

    unit: str
    name: str
    cluster: str
    cluster_name: str
    year: int
    standing: str
    """Place, rank and total by the cluster's scores, as a sentence."""
    reasons: tuple[str, ...]
    digits: int = 2


# --- written --------------------------------------------------------------------------------------


def render(heading: Heading, lines: Sequence[DetailLine]) -> Sheet:
    """The form as the officer gets it, nothing entered yet."""
    drawn = draw(TABLE)
    sheet = drawn.sheet
    points = f"points{heading.digits}"
    for line in lines:
        look = f"indent{min(line.depth - 1, 3)}" if line.depth > 1 else ""
        values: dict[str, object] = {
            Col.CODE: line.code,
            Col.TEXT: line.text + (DEDUCTED if line.is_penalty else ""),
            Col.MAXIMUM: float(in_points(line.maximum)) if line.maximum or not line.is_section else None,
        }
        if line.is_section:
            at = drawn.line(values)
            _band(sheet, at, look)
            continue
        if line.score is not None:
            values[Col.CLUSTER_SCORE] = stored(_without_sign(line))
        values[Col.EVIDENCE] = _evidence(line)
        styles = {Col.TEXT: look, Col.CLUSTER_SCORE: points, Col.SCORE: f"{points} bold"}
        at = drawn.line(values, styles=styles)
        if line.score is None:
            sheet.put(at, C[Col.SCORE], None, "grid unused")
        else:
            _validate(sheet, at, line)
    _above(sheet, heading)
    sheet.freeze = (TABLE.header_row + 1, C[Col.TEXT] + 1)
    sheet.print_area = Area(0, 0, drawn.last, _LAST)
    sheet.footer = f"Phiếu thẩm định {heading.unit}"
    sheet.landscape = sheet.protected = True
    sheet.tab = "#FFC000"
    return sheet


def _without_sign(line: DetailLine) -> Points:
    """A deduction is shown as its size, like its maximum."""
    score = line.score or 0
    return abs(score) if line.is_penalty else score


def _evidence(line: DetailLine) -> str:
    nothing = NOTHING_WRITTEN if line.asked else "" if line.explanation else NO_EVIDENCE
    said = f"({line.explanation})" if line.explanation else ""
    return " ".join(text for text in (line.evidence or nothing, said) if text)


def _band(sheet: Sheet, at: int, look: str) -> None:
    for column in TABLE.columns:
        cell = sheet.cells[at, C[column.header]]
        words = f"grid section {column.style}" + (f" {look}" if column.header == Col.TEXT else "")
        sheet.put(at, C[column.header], cell.value, words)


def _validate(sheet: Sheet, at: int, line: DetailLine) -> None:
    limit = shown_number(in_points(line.maximum))
    what = "số điểm bị trừ, không ghi dấu âm," if line.is_penalty else "điểm"
    rule = {
        "validate": "decimal", "criteria": "between", "minimum": 0, "maximum": float(in_points(line.maximum)),
        "input_title": f"Tiêu chí {line.code}"[:32],
        "input_message": f"Nhập {what} từ 0 đến {limit}; để trống là chưa thẩm định.",
        "error_message": f"Nhập một số từ 0 đến {limit}.",
    }  # fmt: skip
    sheet.validations.append((Area(at, C[Col.SCORE], at, C[Col.SCORE]), rule))


_NOTE = ("Chỉ điền ô màu vàng. Để trống là chưa thẩm định, không được điểm thì nhập 0. Điểm trừ: ghi số điểm bị trừ, "
         "không ghi dấu âm. Khác điểm của cụm thì ghi Lý do. Điền xong, lưu lại, để trong thư mục này rồi bấm Kiểm "
         "tra, thẩm định ở sổ tổng hợp.")  # fmt: skip


def _above(sheet: Sheet, heading: Heading) -> None:
    lines = (
        (f"PHIẾU THẨM ĐỊNH NĂM {heading.year}", "title huge"),
        (f"Đơn vị: {heading.name} (mã {heading.unit})", "bold big left"),
        (f"Cụm: {heading.cluster_name} (mã {heading.cluster})", "left"),
        (f"Theo điểm của cụm: {heading.standing}", "left"),
        (f"Vì sao kiểm tra: {'; '.join(heading.reasons)}.", "left wrap middle"),
        (_NOTE, "note wrap middle"),
    )
    for at, (text, style) in enumerate(lines):
        sheet.merge(Area(at, 0, at, _LAST), text, style)
        height = text_height(text, _WIDTH, style)
        if height:
            sheet.rows[at] = RowFormat(height)
    sheet.rows[0] = RowFormat(28)
    for at, (label, style) in enumerate(
        ((Label.APPRAISED_BY, "left"), (Label.DAY, "date left")), start=len(lines)
    ):
        sheet.merge(Area(at, 0, at, C[Col.TEXT]), label, "grid bold right")
        sheet.merge(Area(at, C[Col.MAXIMUM], at, C[Col.EVIDENCE]), None, f"grid {style} input")


# --- read -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CheckedLine:
    """A row in which something is typed. `score` as typed, in thousandths; None: blank, or unreadable."""

    criterion: str
    cluster_score: Points | None
    score: Points | None
    reason: str
    cell: str
    value: Decimal | str = ""
    """What the cell of the score holds."""


@dataclass(slots=True)
class Answers:
    """What the officer entered."""

    lines: tuple[CheckedLine, ...] = ()
    who: str = ""
    day: datetime.date | None = None
    touched: bool = False
    """Whether anything at all is typed: such a form is never overwritten."""
    findings: list[Finding] = field(default_factory=list)


def read(grid: Grid, file: str, unit: str) -> Answers | None:
    """The form's answers; None where the table cannot be found. Raises ValueError if it cannot be read twice."""
    found = find_table(grid, TABLE)
    if found is None or found.missing:
        return None
    look(grid, TABLE, (Col.SCORE,), (Col.SCORE,))
    grid.compare(0, found.placement.columns.values())
    answers = Answers()
    answers.lines = tuple(
        _line(row, answers, file, unit)
        for row in rows_of(grid, found.placement)
        if not (is_blank(row.raw(Col.SCORE)) and is_blank(row.raw(Col.REASON)))
    )
    who, _ = _beside(grid, Label.APPRAISED_BY, found.placement)
    day, cell = _beside(grid, Label.DAY, found.placement)
    answers.who = clean(as_text(who))
    if not is_blank(day):
        try:
            answers.day = read_date(day)
        except UnreadableError:
            answers.findings.append(
                finding(Code.DATE_UNREADABLE, unit=unit, file=file, sheet=TABLE.sheet, cell=cell, value=as_text(day))
            )  # fmt: skip
    answers.touched = bool(answers.lines or answers.who or not is_blank(day))
    return answers


def _line(row: TableRow, answers: Answers, file: str, unit: str) -> CheckedLine:
    code = code_of(as_text(row.raw(Col.CODE)))
    limit = read_number(row.raw(Col.MAXIMUM)).number
    reading = read_number(row.raw(Col.SCORE), limit=limit)
    if reading.code is not None:
        answers.findings.append(
            finding(reading.code, unit=unit, criterion=code, file=file, sheet=TABLE.sheet, cell=row.cell(Col.SCORE),
                    value=reading.raw, details=reading.details)
        )  # fmt: skip
    return CheckedLine(code, _points(read_number(row.raw(Col.CLUSTER_SCORE)).number), _points(reading.number),
                       row.text(Col.REASON), row.cell(Col.SCORE), reading.raw)  # fmt: skip


def _points(number: Decimal | None) -> Points | None:
    if number is None:
        return None
    exact = exact_points(number)
    return round_half_up(number, 3) if exact is None else exact


def _beside(grid: Grid, label: str, place: Placement) -> tuple[object, str]:
    """What is typed at the right of a label above the table, and where."""
    for at in range(place.header_row):
        row = TableRow(grid, place, at)
        if any(fold(row.text(header)) == fold(label) for header in (Col.CODE, Col.TEXT)):
            filled = [h for h in (Col.MAXIMUM, Col.CLUSTER_SCORE, Col.EVIDENCE) if not is_blank(row.raw(h))]
            header = filled[0] if filled else Col.MAXIMUM
            return row.raw(header), row.cell(header)
    return None, ""
