"""Sheet `Danh mục` of the list that lies among the originals: whose each file is, whether it counts. Nobody reads it
but people."""

from collections.abc import Sequence
from typing import NamedTuple

from ..workbook.model import Area, Sheet
from .journal import shown_when
from .table import Column, Table, draw


class Col:
    """The headers of `Danh mục`."""

    CODE = "Mã"
    NAME = "Đơn vị"
    STAGE = "Kỳ"
    RECEIVED = "Nhận lúc"
    SOURCE = "Nhận từ"
    FILE = "Tên tệp khi nhận"
    COUNTS = "Được tính"
    WHY = "Vì sao"
    ORIGINAL = "Tệp gốc"


TABLE = Table(
    "Danh mục",
    (
        Column(Col.CODE, 10, "code"),
        Column(Col.NAME, 28),
        Column(Col.STAGE, 12),
        Column(Col.RECEIVED, 17, "code center"),
        Column(Col.SOURCE, 25),
        Column(Col.FILE, 32),
        Column(Col.COUNTS, 16),
        Column(Col.WHY, 36),
        Column(Col.ORIGINAL, 16),
    ),
    header_row=3,
    key=(Col.ORIGINAL,),
)
_MARK = 8
"""Signs of a file's name that are shown: the whole is the link."""


class Line(NamedTuple):
    """An original."""

    code: str
    name: str
    stage: str
    received: str
    source: str
    file: str
    counts: str
    style: str
    why: str
    original: str
    """The name of its file, which lies beside the list."""


def render(lines: Sequence[Line], name: str = Col.NAME) -> Sheet:
    """The list; originals are links to the files beside it. `name`: what the second column is called there."""
    drawn = draw(TABLE, title="DANH MỤC BẢN GỐC ĐÃ NHẬN", note="Bấm tên tệp gốc để mở; xin đừng sửa, đổi tên các "
                 "tệp trong thư mục này. Chương trình ghi lại danh mục mỗi lần nhận tệp, không đọc nó.")  # fmt: skip
    sheet, place = drawn.sheet, drawn.place
    if name != Col.NAME:
        sheet.put(place.header_row, place[Col.NAME], name, "header")
    for line in lines:
        at = drawn.line(
            {
                Col.CODE: line.code,
                Col.NAME: line.name,
                Col.STAGE: line.stage,
                Col.RECEIVED: shown_when(line.received),
                Col.SOURCE: line.source,
                Col.FILE: line.file,
                Col.COUNTS: line.counts,
                Col.WHY: line.why,
                Col.ORIGINAL: f"{line.original[:_MARK]}…{line.original[-5:]}",
            },
            styles={Col.COUNTS: line.style, Col.ORIGINAL: "link"},
        )
        sheet.files[at, place[Col.ORIGINAL]] = line.original
    sheet.landscape = True
    sheet.filter = Area(place.header_row, 0, drawn.last, place.width - 1)
    sheet.print_area = Area(0, 0, drawn.last, place.width - 1)
    return sheet
