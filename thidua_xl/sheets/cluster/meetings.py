"""Sheet `Hội nghị`: when and where the year's meetings are held, whether the superior agrees, what came of them."""

from ...domain.year import consent
from ...domain.year.consent import SHEET
from ...domain.year.meetings import Consent
from ..kept import Look
from ..prefilled import COLUMN, KnownCol
from ..table import Column, Table


class Col(consent.Col, KnownCol):
    """The headers of `Hội nghị`."""

    CODE = "Mã"
    NAME = "Tên"
    DAY = "Ngày"
    STARTS = "Bắt đầu"
    ENDS = "Kết thúc"
    PLACE = "Địa điểm"
    CHAIR = "Chủ trì"
    SECRETARY = "Thư ký"
    ASKED = "Gửi xin ý kiến"
    NUMBER = "Số văn bản"
    COURSE = "Diễn biến"
    CONCLUSION = "Kết luận"


CONSENTS = [consent.value for consent in Consent]
TABLE = Table(
    SHEET,
    (
        Column(Col.CODE, 6, "code"),
        Column(Col.NAME, 20),
        Column(Col.DAY, 12, "date", typed=True),
        Column(Col.STARTS, 8, "time", typed=True),
        Column(Col.ENDS, 8, "time", typed=True),
        Column(Col.PLACE, 17, typed=True),
        Column(Col.CHAIR, 14, typed=True),
        Column(Col.SECRETARY, 14, typed=True),
        Column(Col.ASKED, 12, "date", typed=True),
        Column(Col.CONSENT, 10, "center wrap", typed=True),
        Column(Col.NUMBER, 12, "code wrap", typed=True),
        Column(Col.COURSE, 25, typed=True),
        Column(Col.CONCLUSION, 23, typed=True),
        COLUMN,
    ),
    header_row=3,
    key=(Col.CODE,),
)
ALONE = (Col.DAY,)
OWN = (Col.CODE, Col.NAME)
LOOK = Look(
    "CÁC HỘI NGHỊ TRONG NĂM",
    "Ngày của TB, HN lấy từ trang Cụm. Giờ: 08:30 hoặc 8 giờ 30. Ý kiến: của thành viên Hội đồng phụ trách và cấp "
    "trên về thời gian (HD 1302, II.4).",
    spare=2,
    own=OWN,
    lists={Col.CONSENT: CONSENTS},
)
