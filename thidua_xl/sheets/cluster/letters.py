"""Sheet `Danh sách` of the index that `remind` writes: whom a draft is for, what it reminds of."""

from collections.abc import Sequence
from typing import NamedTuple

from ...workbook.model import Area, Sheet
from ..form.given_back import HOW_TO_SEND, OPEN
from ..table import Column, Table, draw


class Col:
    """The headers of `Danh sách`."""

    CODE = "Mã"
    NAME = "Nơi nhận"
    STATE = "Tình trạng"
    DUTIES = "Mã việc"
    FORM = "Tệp gửi kèm"
    DRAFT = "Thư nháp"
    TEXT = "Thư để dán"
    EMAIL = "Email"
    TELEPHONE = "Điện thoại"
    NOTE = "Ghi chú"


TABLE = Table(
    "Danh sách",
    (
        Column(Col.CODE, 10, "code"),
        Column(Col.NAME, 24),
        Column(Col.STATE, 17),
        Column(Col.DUTIES, 14, "code wrap"),
        Column(Col.FORM, 25),
        Column(Col.DRAFT, 24),
        Column(Col.TEXT, 10),
        Column(Col.EMAIL, 24, "code wrap"),
        Column(Col.TELEPHONE, 14, "code wrap"),
        Column(Col.NOTE, 26),
    ),
    header_row=4,
    key=(Col.NAME,),
)


class Line(NamedTuple):
    """Somebody who is to be reminded."""

    code: str
    name: str
    state: str
    style: str
    duties: str
    form: str
    draft: str
    text: str
    """The name of the file with the same letter to be pasted."""
    email: str
    telephone: str
    note: str


_HEADERS = (
    Col.CODE,
    Col.NAME,
    Col.STATE,
    Col.DUTIES,
    Col.FORM,
    Col.DRAFT,
    Col.TEXT,
    Col.EMAIL,
    Col.TELEPHONE,
    Col.NOTE,
)


def render(title: str, summary: str, lines: Sequence[Line]) -> Sheet:
    """The index; drafts are links to the files beside it."""
    drawn = draw(TABLE, title=title, note=f"{HOW_TO_SEND} Nơi không có email: gọi theo số điện thoại.")
    sheet, place = drawn.sheet, drawn.place
    sheet.put(2, 0, summary, "bold navy")
    for line in lines:
        code, name, state, style, *rest = line
        values = dict(zip(_HEADERS, (code, name, state, *rest), strict=True))
        links = {header: name for header, name in ((Col.DRAFT, line.draft), (Col.TEXT, line.text)) if name}
        at = drawn.line(
            values | ({Col.TEXT: OPEN} if line.text else {}),
            styles={Col.STATE: style, **dict.fromkeys(links, "link")},
        )
        sheet.files |= {(at, place[header]): name for header, name in links.items()}
    sheet.landscape = True
    sheet.filter = Area(place.header_row, 0, drawn.last, place.width - 1)
    sheet.print_area = Area(0, 0, drawn.last, place.width - 1)
    return sheet
