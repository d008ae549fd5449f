"""Sheet `Chấm điểm` of a scorer's workbook: its criteria × units, what each unit says beside the cell to fill."""

from collections.abc import Sequence
from typing import NamedTuple

from ...domain.scoring.criteria import Criterion
from ...domain.scoring.settings import Settings
from ...domain.scoring.units import Unit
from ...domain.values.numbers import in_points
from ...workbook.addresses import column_name
from ...workbook.model import Area, Sheet
from ..table import Column, Table, draw
from ..typed_score import TYPE_A_NUMBER, stands, way_to_type
from . import heading
from .heading import Identity


class Col:
    """The headers of `Chấm điểm`."""

    CRITERION = "Mã tiêu chí"
    TEXT = "Tiêu chí"
    UNIT = "Mã đơn vị"
    UNIT_NAME = "Đơn vị"
    MAXIMUM = "Điểm tối đa"
    TARGET = "Chỉ tiêu"
    RESULT = "Kết quả"
    EVIDENCE = "Minh chứng"
    EXPLANATION = "Giải trình"
    OWN_SCORE = "Điểm tự chấm"
    SCORE = "Điểm"
    REASON = "Lý do"
    REMINDER = "Nhắc"
    WAY_TO_TYPE = "Cách nhập"


TABLE = Table(
    "Chấm điểm",
    (
        Column(Col.CRITERION, 9, "code"),
        Column(Col.TEXT, 36),
        Column(Col.UNIT, 9, "code"),
        Column(Col.UNIT_NAME, 18),
        Column(Col.MAXIMUM, 8, "number"),
        Column(Col.TARGET, 9, "center wrap"),
        Column(Col.RESULT, 9, "center wrap"),
        Column(Col.EVIDENCE, 26),
        Column(Col.EXPLANATION, 20),
        Column(Col.OWN_SCORE, 9, "center wrap"),
        Column(Col.SCORE, 9, "number bold", typed=True),
        Column(Col.REASON, 24, typed=True),
        Column(Col.REMINDER, 20, "small wrap redtext"),
        Column(Col.WAY_TO_TYPE, 9, hidden=True),
    ),
    header_row=8,
    key=(Col.CRITERION, Col.UNIT, Col.SCORE),
)
_IN_SHORT = {
    Col.MAXIMUM: "Tối đa",
    Col.TARGET: "Chỉ tiêu giao",
    Col.RESULT: "Kết quả đạt",
    Col.EVIDENCE: "Minh chứng (số văn bản)",
    Col.EXPLANATION: "Giải trình (lý do)",
    Col.OWN_SCORE: "Tự chấm",
    Col.SCORE: "Điểm chấm",
    Col.REASON: "Lý do (nếu có)",
    Col.REMINDER: "Nhắc việc",
}
"""The columns as the frozen row calls them."""
MISSING, WRONG = "Chưa có điểm", "Điểm ngoài thang hoặc không phải số"


class Receiver(NamedTuple):
    """Whom a scorer sends its workbook to."""

    name: str
    has_reports: bool = True
    """Whether units report to that one what they have done: it stands beside the cells to fill."""


HEAD = Receiver("Trưởng cụm")
OFFICE = Receiver("cơ quan tổng hợp", has_reports=False)
_NOTE = (
    "Điền Điểm vào các ô màu vàng, có lý do thì ghi cạnh đó. Bỏ trống là chưa chấm, không có thì nhập 0. Cột Nhắc "
    "trống là đủ; lưu rồi gửi lại cho {}."
)


class Asked(NamedTuple):
    """One score that the scorer is asked for, with what the unit says of it."""

    unit: Unit
    criterion: Criterion
    target: object = None
    result: object = None
    own: object = None
    evidence: str = ""
    explanation: str = ""


def render(
    asked: Sequence[Asked], settings: Settings, identity: Identity, receiver: Receiver = HEAD
) -> Sheet:
    """The sheet as it is sent out, nothing scored yet; `receiver` is whom it is sent back to."""
    drawn = draw(TABLE)
    sheet, place = drawn.sheet, drawn.place
    for one in asked:
        row = drawn.first + drawn.rows
        cells = [place.cell(row, header) for header in (Col.SCORE, Col.MAXIMUM, Col.WAY_TO_TYPE)]
        drawn.line(
            {
                Col.CRITERION: one.criterion.code, Col.TEXT: one.criterion.text, Col.UNIT: one.unit.code,
                Col.UNIT_NAME: one.unit.name, Col.MAXIMUM: float(in_points(one.criterion.max_points)),
                Col.TARGET: one.target, Col.RESULT: one.result, Col.EVIDENCE: one.evidence or None,
                Col.EXPLANATION: one.explanation or None, Col.OWN_SCORE: one.own, Col.REMINDER: MISSING,
                Col.WAY_TO_TYPE: way_to_type(one.criterion),
            },
            formulas={Col.REMINDER: _reminder(*cells)},
        )  # fmt: skip
    last = drawn.last
    cells = [place.cell(drawn.first, header) for header in (Col.SCORE, Col.MAXIMUM, Col.WAY_TO_TYPE)]
    sheet.validations.append((drawn.area(Col.SCORE), {
        "validate": "custom", "value": f"={stands(*cells)}", "error_title": "Điểm ngoài thang điểm",
        "error_message": TYPE_A_NUMBER,
    }))  # fmt: skip
    _banner(sheet, drawn.first, last, len(asked), receiver)
    if not receiver.has_reports:
        _hide_reports(sheet)
    blocks = heading.Blocks(3, 7, place[Col.REASON])
    heading.head(
        sheet,
        settings,
        identity,
        f"PHIẾU CHẤM ĐIỂM {settings.period_said.upper()}",
        _NOTE.format(receiver.name),
        blocks,
        "Người chấm",
    )
    heading.sign(sheet, last + 2, "NGƯỜI CHẤM", blocks)
    heading.keep_in_sight(sheet, {place[header]: label for header, label in _IN_SHORT.items()}, 4)
    sheet.print_area = Area(1, 0, last + 8, place[Col.REASON])
    heading.keep_signature(sheet, last + 2)
    sheet.landscape, sheet.protected, sheet.tab = True, True, "#FFC000"
    return sheet


_WIDER = {Col.TEXT: 58, Col.UNIT_NAME: 32, Col.REASON: 62}
"""Widths with which the page's head is not cut where those are hidden."""
_OF_UNITS = (Col.TARGET, Col.RESULT, Col.EVIDENCE, Col.EXPLANATION, Col.OWN_SCORE)


def _hide_reports(sheet: Sheet) -> None:
    """Columns in which nothing ever stands, out of sight; their room is given to others."""
    for header in _OF_UNITS:
        at = TABLE.home[header]
        sheet.columns[at] = sheet.columns[at]._replace(hidden=True)
    for header, width in _WIDER.items():
        at = TABLE.home[header]
        sheet.columns[at] = sheet.columns[at]._replace(width=width)


def _reminder(score: str, limit: str, way: str) -> str:
    return f'=IF(IFERROR(LEN(TRIM({score})),1)=0,"{MISSING}",IF({stands(score, limit, way)},"","{WRONG}"))'


def _banner(sheet: Sheet, first: int, last: int, count: int, receiver: Receiver) -> None:
    """Above the printed page: how many cells still lack or are wrong."""
    letter = column_name(TABLE.home[Col.REMINDER])
    left = f'COUNTIF(${letter}${first + 1}:${letter}${last + 1},"?*")'
    done, more = f"ĐỦ – gửi lại cho {receiver.name}", f" ô, xem cột {Col.REMINDER}"
    said = f'=IF({left}=0,"{done}","CHƯA GỬI ĐƯỢC – còn "&{left}&"{more}")'
    text = f"CHƯA GỬI ĐƯỢC – còn {count} ô, xem cột {Col.REMINDER}"
    sheet.merge(Area(0, 0, 0, TABLE.home[Col.UNIT_NAME]), text, "bold middle left navy", said)
