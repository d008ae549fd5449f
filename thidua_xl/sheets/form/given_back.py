"""Sheet `Danh sách` of the index that `give-back` writes: every unit, its copy and its draft."""

from collections.abc import Sequence
from typing import NamedTuple

from ...workbook.model import Area, Sheet
from ..table import Column, Table, draw

TABLE = Table(
    "Danh sách",
    (
        Column("Mã đơn vị", 11, "code"),
        Column("Đơn vị", 26),
        Column("Tình trạng", 20),
        Column("Số lỗi", 8, "integer"),
        Column("Số cảnh báo", 9, "integer"),
        Column("Phiếu trả lại", 30),
        Column("Thư nháp", 30),
        Column("Email", 30, "code wrap"),
        Column("Ghi chú", 52),
    ),
    header_row=4,
    key=("Mã đơn vị",),
)


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
    email: str
    note: str


def render(title: str, summary: str, lines: Sequence[Line]) -> Sheet:
    """The index; copies and drafts are links to the files beside it."""
    drawn = draw(TABLE, title=title, note="Bấm tên thư nháp để mở trong chương trình thư, xem lại rồi bấm Gửi. Chương "
                 "trình không gửi thư nào.")  # fmt: skip
    sheet, place = drawn.sheet, drawn.place
    sheet.put(2, 0, summary, "bold navy")
    for line in lines:
        at = drawn.line(
            {
                "Mã đơn vị": line.unit,
                "Đơn vị": line.name,
                "Tình trạng": line.state,
                "Số lỗi": line.errors or None,
                "Số cảnh báo": line.warnings or None,
                "Phiếu trả lại": line.copy,
                "Thư nháp": line.draft,
                "Email": line.email,
                "Ghi chú": line.note,
            },
            styles={
                "Tình trạng": line.style,
                "Phiếu trả lại": "link" if line.copy else "",
                "Thư nháp": "link" if line.draft else "",
            },
        )
        for header, name in (("Phiếu trả lại", line.copy), ("Thư nháp", line.draft)):
            if name:
                sheet.files[at, place[header]] = name
    sheet.landscape = True
    sheet.filter = Area(place.header_row, 0, drawn.last, place.width - 1)
    sheet.print_area = Area(0, 0, drawn.last, place.width - 1)
    return sheet
