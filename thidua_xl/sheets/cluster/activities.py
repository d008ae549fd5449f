"""Sheet `Hoạt động`: what the cluster did together in the year (HD 1302, II.2), typed by the head."""

from enum import StrEnum

from ...domain.year.activities import SHEET
from ..kept import Look
from ..table import Column, Table


class Col:
    """The headers of `Hoạt động`."""

    DAY = "Ngày"
    KIND = "Loại"
    WHAT = "Nội dung"
    LED_BY = "Chủ trì"
    TAKING_PART = "Tham gia"
    VALUE = "Kinh phí, giá trị"
    RESULT = "Kết quả"


class Kind(StrEnum):
    """Loại."""

    TALK = "Tọa đàm"
    EXCHANGE = "Giao lưu"
    GRATITUDE = "Đền ơn đáp nghĩa"
    WELFARE = "An sinh xã hội"
    EXPERTISE = "Trao đổi nghiệp vụ"
    MODEL = "Học tập mô hình"
    OTHER = "Khác"


TABLE = Table(
    SHEET,
    (
        Column(Col.DAY, 12, "date", typed=True),
        Column(Col.KIND, 18, typed=True),
        Column(Col.WHAT, 44, typed=True),
        Column(Col.LED_BY, 11, "code", typed=True),
        Column(Col.TAKING_PART, 18, "code wrap", typed=True),
        Column(Col.VALUE, 18, typed=True),
        Column(Col.RESULT, 40, typed=True),
    ),
    header_row=4,
    key=(Col.DAY, Col.WHAT),
    example={
        Col.DAY: "Ví dụ: 15/5", Col.KIND: Kind.EXCHANGE.value, Col.WHAT: "Trao đổi kinh nghiệm xây dựng nông thôn mới",
        Col.LED_BY: "DLY", Col.TAKING_PART: "cả Cụm", Col.VALUE: "20 triệu đồng", Col.RESULT: "60 cán bộ tham gia",
    },
)  # fmt: skip
ALONE = (Col.WHAT,)
ALL = ("cả Cụm", "cả Khối")
"""What stands under `Tham gia` for every unit."""
LOOK = Look(
    "HOẠT ĐỘNG CHUNG",
    "HD 1302, II.2: từ 1 đến 2 đợt trong năm, hoặc 1 đợt và giao lưu, học tập ở 1 đến 2 đơn vị. Chủ trì: mã đơn vị. "
    f"Tham gia: các mã cách nhau bằng dấu chấm phẩy, hoặc {ALL[0]}.",
    lists={Col.KIND: [kind.value for kind in Kind]},
    units=(Col.LED_BY,),
)
