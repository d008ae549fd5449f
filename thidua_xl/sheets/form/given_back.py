"""Sheet `Danh sách` of the index that `give-back` writes: every unit, its copy and its draft."""

from collections.abc import Sequence
from typing import NamedTuple

from ...workbook.model import Area, Sheet
from ..table import Column, Table, draw


class Col:
    """The headers of `Danh sách`."""

    UNIT = "Mã đơn vị"
    UNIT_NAME = "Đơn vị"
    STATE = "Tình trạng"
    ERRORS = "Số lỗi"
    WARNINGS = "Số cảnh báo"
    COPY = "Phiếu trả lại"
    DRAFT = "Thư nháp"
    TEXT = "Thư để dán"
    EMAIL = "Email"
    NOTE = "Ghi chú"


TABLE = Table(
    "Danh sách",
    (
        Column(Col.UNIT, 10, "code"),
        Column(Col.UNIT_NAME, 23),
        Column(Col.STATE, 18),
        Column(Col.ERRORS, 8, "integer"),
        Column(Col.WARNINGS, 8, "integer"),
        Column(Col.COPY, 25),
        Column(Col.DRAFT, 24),
        Column(Col.TEXT, 10),
        Column(Col.EMAIL, 25, "code wrap"),
        Column(Col.NOTE, 36),
    ),
    header_row=4,
    key=(Col.UNIT,),
)


HOW_TO_SEND = (
    "Bấm tên thư nháp để mở trong chương trình thư, xem lại rồi bấm Gửi; dùng thư trên trang web thì bấm ở cột Thư để "
    "dán, chép sang. Chương trình không gửi thư nào."
)
OPEN = "mở, chép"
"""What the link to a letter's text says."""


class Line(NamedTuple):
    """A unit, or a file of which nobody knows whose it is."""

    unit: str
    name: str
    state: str
    style: str
    errors: int
    warnings: int
    copy: str
    draft: str
    text: str
    email: str
    note: str


def render(title: str, summary: str, lines: Sequence[Line]) -> Sheet:
    """The index; copies and drafts are links to the files beside it."""
    drawn = draw(TABLE, title=title, note=HOW_TO_SEND)
    sheet, place = drawn.sheet, drawn.place
    sheet.put(2, 0, summary, "bold navy")
    for line in lines:
        at = drawn.line(
            {
                Col.UNIT: line.unit,
                Col.UNIT_NAME: line.name,
                Col.STATE: line.state,
                Col.ERRORS: line.errors or None,
                Col.WARNINGS: line.warnings or None,
                Col.COPY: line.copy,
                Col.DRAFT: line.draft,
                Col.TEXT: OPEN if line.text else "",
                Col.EMAIL: line.email,
                Col.NOTE: line.note,
            },
            styles={
                Col.STATE: line.style,
                Col.COPY: "link" if line.copy else "",
                Col.DRAFT: "link" if line.draft else "",
                Col.TEXT: "link" if line.text else "",
            },
        )
        for header, name in ((Col.COPY, line.copy), (Col.DRAFT, line.draft), (Col.TEXT, line.text)):
            if name:
                sheet.files[at, place[header]] = name
    sheet.landscape = True
    sheet.filter = Area(place.header_row, 0, drawn.last, place.width - 1)
    sheet.print_area = Area(0, 0, drawn.last, place.width - 1)
    return sheet
