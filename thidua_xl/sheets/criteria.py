"""Sheet `Tiêu chí` of the cluster book: what is scored and how."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from enum import StrEnum
from fractions import Fraction

from ..domain.scoring.criteria import Criterion, Method, RowKind, Scorer, WhenNotAssigned
from ..domain.scoring.scorers import WORDS
from ..domain.values.cells import as_text
from ..domain.values.grammar import read_number
from ..domain.values.numbers import in_points
from ..domain.values.text import clean, fold
from ..workbook.grid import Grid
from ..workbook.model import Area, RenewedList, Sheet
from . import parameter_list
from .criteria_total import Headers, Line, draw_total
from .examples import draw_example, guard_example
from .more_lines import rows_below
from .table import Column, Drawn, Placement, Table, draw, ready_for_typing, rows_to_type


class Col:
    """The headers of `Tiêu chí`."""

    CODE = "Mã"
    NUMBER = "TT"
    TEXT = "Nội dung"
    KIND = "Loại"
    MAXIMUM = "Điểm tối đa"
    METHOD = "Cách chấm"
    PARAMETER = "Tham số"
    MEASURE = "Đơn vị tính"
    SCORER = "Ai chấm"
    WHEN_NOT_ASSIGNED = "Khi không được giao"
    NOTE = "Ghi chú"
    COMMON_TARGET = "Chỉ tiêu chung"
    GROUPS = "Chỉ nhóm"


TITLE = "TIÊU CHÍ VÀ THANG ĐIỂM"
TABLE = Table(
    "Tiêu chí",
    (
        Column(Col.CODE, 9, "code", typed=True),
        Column(Col.NUMBER, 6, "code center", typed=True),
        Column(Col.TEXT, 42, typed=True),
        Column(Col.KIND, 12, typed=True),
        Column(Col.MAXIMUM, 9, "number", typed=True),
        Column(Col.METHOD, 17, typed=True),
        Column(Col.PARAMETER, 24, typed=True),
        Column(Col.MEASURE, 10, typed=True),
        Column(Col.SCORER, 10, typed=True),
        Column(Col.WHEN_NOT_ASSIGNED, 14, typed=True),
        Column(Col.NOTE, 14, typed=True),
        Column(Col.COMMON_TARGET, 9, "number", typed=True, optional=True),
        Column(Col.GROUPS, 10, typed=True, optional=True),
    ),
    header_row=4,
    key=(Col.CODE,),
    example={
        Col.CODE: "Ví dụ: I.1", Col.NUMBER: "1", Col.TEXT: "Giải ngân vốn đầu tư công so với kế hoạch được giao",
        Col.KIND: RowKind.CRITERION.value, Col.MAXIMUM: 15, Col.METHOD: Method.STEPS.value,
        Col.PARAMETER: "% 100:15; 90:12; 80:8; khác:0", Col.MEASURE: "triệu đồng", Col.SCORER: Scorer.UNIT.value,
    },
)  # fmt: skip
LAST_ROW = 1999
ANSWERING = (Scorer.UNIT.value, Scorer.HEAD.value)
"""Who answers a condition."""
CHOICES: Mapping[str, Iterable[StrEnum]] = {
    Col.KIND: RowKind,
    Col.METHOD: Method,
    Col.SCORER: WORDS,
    Col.WHEN_NOT_ASSIGNED: WhenNotAssigned,
}
_FREE = frozenset({Col.SCORER})
"""Columns whose list only offers: codes of scorers may be typed there as well."""


def names_in(text: str) -> tuple[str, ...]:
    """The groups that a cell names, apart at semicolons; each once."""
    named = (clean(part) for part in text.split(";"))
    return tuple({fold(name): name for name in named if name}.values())


def values_of(row: Criterion, typed_maximum: bool = True) -> dict[str, object]:
    """A criterion as the cells of its row."""
    maximum = float(in_points(row.max_points)) if row.max_points and typed_maximum else None
    return {
        Col.CODE: row.code,
        Col.NUMBER: row.number,
        Col.TEXT: row.text,
        Col.KIND: row.kind.value,
        Col.MAXIMUM: maximum,
        Col.METHOD: "" if row.is_section else row.method.value,
        Col.PARAMETER: row.parameter,
        Col.MEASURE: row.measure,
        Col.SCORER: "" if row.is_section else row.who,
        Col.WHEN_NOT_ASSIGNED: row.when_not_assigned.value,
        Col.NOTE: row.note,
        Col.COMMON_TARGET: None if row.common_target is None else float(row.common_target),
        Col.GROUPS: "; ".join(row.groups) or None,
    }


def render(
    criteria: Iterable[Criterion], place: Placement | None = None, unruled: Collection[str] = (),
    table: Table = TABLE,
) -> Sheet:  # fmt: skip
    """The sheet of a new book, with spare rows ready to be typed in; or at this place, all typed rows anew.

    Codes of `unruled` have neither points nor a rule: their cells stay blank and are found.
    """
    drawn = draw(table, place, title=TITLE, note="Dấu chấm trong Mã cho biết cấp: I → I.1 → I.1.a. "
                 "Điểm tối đa của Mục bằng tổng các Tiêu chí bên dưới (có thể để trống). Tham số của Mục: "
                 "trần 50 · lấy mức cao nhất · hệ số 1,5.")  # fmt: skip
    _draw_rows(drawn, criteria, unruled)
    filled = drawn.rows
    if place is None and not filled:
        draw_example(drawn)
    guard_example(drawn)
    (ready_for_typing if place else rows_to_type)(drawn)
    rows = [_line(drawn, at) for at in range(drawn.first, drawn.first + filled)]
    if has_lines_above := drawn.place.header_row >= table.header_row:
        parameter_list.draw_examples(drawn)
        draw_total(drawn, _ADDED, rows, LAST_ROW, drawn.place[Col.KIND])
    drawn.sheet.validations += _rules(drawn, LAST_ROW, offers=has_lines_above)
    drawn.sheet.tab = "#FFC000"
    drawn.sheet.landscape = True
    drawn.sheet.freeze = (drawn.place.header_row + 1, 3)
    return drawn.sheet


_BEFORE = {
    Col.KIND: ("Mục,Tiêu chí,Điểm thưởng,Điểm trừ",),
    Col.METHOD: (
        "Chấm trực tiếp,Đạt/không đạt,Theo tỷ lệ,Theo bậc,Trừ theo % chưa đạt,Trừ từ điểm tối đa,"
        "So với đơn vị dẫn đầu,Theo thứ hạng,Cộng theo lần,Trừ theo lần",
    ),
    Col.SCORER: ("Đơn vị,Trưởng cụm",),
    Col.WHEN_NOT_ASSIGNED: ("Không tính vào điểm tối đa,Đủ điểm,0 điểm",),
}
"""The lists of versions before 0.6.0."""


def renewed_lists() -> Iterator[RenewedList]:
    """What the columns of a book of an earlier version shall offer."""
    for header, lists in _BEFORE.items():
        now = ",".join(member.value for member in CHOICES[header] if member.value)
        yield from (RenewedList(before, now, header in _FREE) for before in lists)


def render_below(criteria: Iterable[Criterion], grid: Grid, unruled: Collection[str] = ()) -> Sheet | None:
    """Rows below all that stands on the sheet; None where there is no table to continue, or a column is missing."""
    drawn = rows_below(grid, TABLE)
    if drawn is None:
        return None
    _draw_rows(drawn, criteria, unruled)
    return drawn.sheet


def _draw_rows(drawn: Drawn, criteria: Iterable[Criterion], unruled: Collection[str]) -> None:
    for row in criteria:
        indent = f"indent{min(row.depth - 1, 3)}" if row.depth > 1 else ""
        values = values_of(row) | ({Col.METHOD: None} if row.code in unruled else {})
        drawn.line(values, style="bold" if row.is_section else "", styles={Col.TEXT: indent})


_ADDED = Headers(Col.CODE, Col.KIND, Col.MAXIMUM, Col.PARAMETER)


def _line(drawn: Drawn, row: int) -> Line:
    """A drawn row as it is added up."""
    code, kind, maximum, parameter = (drawn.sheet.cells[row, drawn.place[header]].value for header in _ADDED)
    exact = read_number(maximum).number
    return Line(as_text(code), as_text(kind), None if exact is None else Fraction(exact), as_text(parameter))


def _rules(drawn: Drawn, last_row: int, *, offers: bool) -> list[tuple[Area, Mapping[str, object]]]:
    """What the columns offer and say while somebody types."""
    rules: list[tuple[Area, Mapping[str, object]]] = []
    for header, kind in CHOICES.items():
        source = [member.value for member in kind if member.value]
        rule: dict[str, object] = {"validate": "list", "source": source, "error_title": "Chọn trong danh sách",
                "error_message": " · ".join(source)[:255]}  # fmt: skip
        if header in _FREE:
            rule = {"validate": "list", "source": source, "show_error": False, "input_title": header,
                    "input_message": _SCORER_HELP}  # fmt: skip
        rules.append((drawn.area(header)._replace(last_row=last_row), rule))
    about: dict[str, object] = {"validate": "any"}
    if offers:
        about = parameter_list.rule(drawn, Col.KIND, Col.METHOD)
    about |= {"input_title": "Tham số", "input_message": _PARAMETER_HELP}
    return [*rules, (drawn.area(Col.PARAMETER)._replace(last_row=last_row), about)]


_SCORER_HELP = (
    "Đơn vị, Trưởng cụm, Chấm chéo;\nhoặc mã ở trang Người chấm:\nTC+NV (trung bình)\n"
    "Đơn vị 30%+TC 70% (cộng đủ 100%)"
)
_PARAMETER_HELP = (
    "Theo bậc: % 100:15; 90:12; khác:0\nTrừ theo %: 1%: 0,5\nTrừ từ tối đa: 0,5/lần; hết từ 5\n"
    "Thứ hạng: 60; 45; 30; 0\nCộng/Trừ theo lần: 3/lần; trần 10\n"
    "Chọn mức: Tốt:27; Khá:20\nTheo khoảng: 10:15; 50:25\n"
    "Ít hơn là tốt: thêm “thấp hơn là tốt;”"
)
