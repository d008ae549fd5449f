"""Sheet `Trưởng, Phó cụm`: who has headed the cluster year by year (HD 1302, I.1); next year's book takes it over."""

from ...domain.ranking.posts import TITLES
from ..kept import Look
from ..table import Column, Table


class Col:
    """The headers of `Trưởng, Phó cụm`."""

    YEAR = "Năm"
    OFFICE = "Chức danh"
    UNIT = "Mã đơn vị"
    PERSON = "Họ tên"
    POSITION = "Chức vụ"
    NUMBER = "Số quyết định"
    DAY = "Ngày quyết định"


TABLE = Table(
    "Trưởng, Phó cụm",
    (
        Column(Col.YEAR, 9, "integer", typed=True),
        Column(Col.OFFICE, 19, typed=True),
        Column(Col.UNIT, 14, "code", typed=True),
        Column(Col.PERSON, 28, typed=True),
        Column(Col.POSITION, 30, typed=True),
        Column(Col.NUMBER, 22, "code", typed=True),
        Column(Col.DAY, 15, "date", typed=True),
    ),
    header_row=8,
    key=(Col.YEAR, Col.OFFICE, Col.UNIT),
    example={
        Col.YEAR: "Ví dụ: 2024", Col.OFFICE: TITLES[0], Col.UNIT: "DLY", Col.PERSON: "Nguyễn Thị Thanh Diệp",
        Col.POSITION: "Chủ tịch UBND xã", Col.NUMBER: "123/QĐ-UBND", Col.DAY: "15/3/2024",
    },
)  # fmt: skip
ALONE = (Col.UNIT,)
LOOK = Look(
    "TRƯỞNG CỤM, PHÓ TRƯỞNG CỤM QUA CÁC NĂM",
    "Năm nay lấy từ trang Cụm; ghi thêm các năm trước để biết đến lượt đơn vị nào. Sổ năm sau mang theo bảng này.",
    lists={Col.OFFICE: TITLES},
    units=(Col.UNIT,),
)
