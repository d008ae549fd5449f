"""Sheet `Mô hình`: what the units do well and others may learn from (HD 1302, I.2.4, II.1), from the mid-year forms."""

from ..kept import Look
from ..prefilled import COLUMN, KnownCol
from ..table import Column, Table


class Col(KnownCol):
    """The headers of `Mô hình`."""

    UNIT = "Mã đơn vị"
    UNIT_NAME = "Đơn vị"
    NAME = "Tên mô hình"
    TEXT = "Nội dung, hiệu quả"
    SPREAD = "Đề nghị nhân rộng"
    CHOSEN = "Chọn tham quan"
    VISIT = "Ngày tham quan"
    SPREAD_AT = "Nhân rộng tại"


TABLE = Table(
    "Mô hình",
    (
        Column(Col.UNIT, 10, "code", typed=True),
        Column(Col.UNIT_NAME, 24),
        Column(Col.NAME, 30, typed=True),
        Column(Col.TEXT, 50, typed=True),
        Column(Col.SPREAD, 11, "center", typed=True),
        Column(Col.CHOSEN, 10, "center", typed=True),
        Column(Col.VISIT, 12, "date", typed=True),
        Column(Col.SPREAD_AT, 18, "code wrap", typed=True),
        COLUMN,
    ),
    header_row=4,
    key=(Col.UNIT, Col.NAME),
    example={
        Col.UNIT: "Ví dụ: DLY", Col.NAME: "Camera an ninh cộng đồng", Col.TEXT: "12 thôn lắp 80 camera; giảm trộm cắp",
        Col.SPREAD: "x",
    },
)  # fmt: skip
ALONE = (Col.NAME,)
LOOK = Look(
    "MÔ HÌNH, CÁCH LÀM HAY CỦA CÁC ĐƠN VỊ",
    "HD 1302, II.1: Trưởng cụm và Phó Trưởng cụm chọn điển hình để các đơn vị tham quan, học tập (x). Đơn vị báo bằng "
    "giấy thì ghi thêm dòng. Nhân rộng tại: các mã cách nhau bằng dấu chấm phẩy.",
    units=(Col.UNIT,),
)
