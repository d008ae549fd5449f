"""Sheet `Phong trào`: the movements that units registered (HD 1302, I.2.4)."""

from ...domain.year.movements import Level, Manner
from ..form.stage_tables import MovementCol
from ..kept import Look
from ..prefilled import COLUMN, KnownCol
from ..table import Column, Table


class Col(MovementCol, KnownCol):
    """The headers of `Phong trào` of the book."""

    UNIT = "Mã đơn vị"
    UNIT_NAME = "Đơn vị"
    LEVEL = "Cấp phát động"
    MANNER = "Phương thức"


TABLE = Table(
    "Phong trào",
    (
        Column(Col.UNIT, 9, "code", typed=True),
        Column(Col.UNIT_NAME, 18),
        Column(Col.NAME, 38, typed=True),
        Column(Col.AIM, 38, typed=True),
        Column(Col.LAUNCHED, 16, typed=True),
        Column(Col.CONCLUDED, 16, typed=True),
        Column(Col.TITLE, 26, typed=True),
        Column(Col.LEVEL, 14, typed=True),
        Column(Col.MANNER, 14, typed=True),
        COLUMN,
    ),
    header_row=3,
    key=(Col.UNIT, Col.NAME),
)
RECEIVED = (Col.NAME, Col.AIM, Col.LAUNCHED, Col.CONCLUDED, Col.TITLE)
LOOK = Look(
    "PHONG TRÀO THI ĐUA CÁC ĐƠN VỊ ĐĂNG KÝ",
    "Vào từ phiếu đăng ký; đăng ký giấy thì thêm dòng ở đây. Cấp phát động, Phương thức: theo biểu thống kê "
    "0601.N/BNV-TĐKT.",
    lists={Col.LEVEL: [one.value for one in Level], Col.MANNER: [one.value for one in Manner]},
    units=(Col.UNIT,),
)
