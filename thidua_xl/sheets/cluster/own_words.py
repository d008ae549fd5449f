"""Sheet `Hoạt động đơn vị`: what units say of themselves in words; the reports are written from it."""

from ..form.identity import Label
from ..form.stage_tables import BOX_SHEET, BoxCol
from ..kept import Look
from ..prefilled import COLUMN, KnownCol
from ..table import Column, Table


class Col(BoxCol, KnownCol):
    """The headers of `Hoạt động đơn vị` of the book."""

    UNIT = "Mã đơn vị"
    UNIT_NAME = "Đơn vị"
    STAGE = "Kỳ"
    TITLES = Label.TITLES
    HEAD = Label.HEAD
    POSITION = Label.POSITION
    NEXT = "Nhiệm vụ tiếp theo"


TABLE = Table(
    BOX_SHEET,
    (
        Column(Col.UNIT, 9, "code", typed=True),
        Column(Col.UNIT_NAME, 16),
        Column(Col.STAGE, 10, typed=True),
        Column(Col.TITLES, 24, typed=True),
        Column(Col.HEAD, 17, typed=True),
        Column(Col.POSITION, 14, typed=True),
        Column(Col.ASSESSMENT, 35, "wrap top", typed=True),
        Column(Col.SHORTCOMINGS, 33, "wrap top", typed=True),
        Column(Col.NEXT, 31, "wrap top", typed=True),
        COLUMN,
    ),
    header_row=3,
    key=(Col.UNIT, Col.STAGE),
)
RECEIVED = (Col.TITLES, Col.HEAD, Col.POSITION, Col.ASSESSMENT, Col.SHORTCOMINGS, Col.NEXT)
LOOK = Look(
    "ĐÁNH GIÁ, ĐĂNG KÝ DANH HIỆU CỦA CÁC ĐƠN VỊ",
    "Vào từ phiếu của từng kỳ; đơn vị gửi giấy thì gõ ở đây. Báo cáo 6 tháng, báo cáo năm viết từ các cột này.",
    spare=4,
)
