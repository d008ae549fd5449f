"""Sheet `Văn bản`: the register of the cluster's papers, with the numbers that other papers cite."""

from ..kept import Look
from ..table import Column, Table


class Col:
    """The headers of `Văn bản`."""

    CODE = "Mã văn bản"
    NAME = "Tên"
    NUMBER = "Số"
    DAY = "Ngày"
    SIGNER = "Người ký"
    SENT_TO = "Nơi gửi"
    FILE = "Tệp"
    SHA256 = "SHA-256"


TABLE = Table(
    "Văn bản",
    (
        Column(Col.CODE, 23, "code"),
        Column(Col.NAME, 40),
        Column(Col.NUMBER, 15, "code wrap", typed=True),
        Column(Col.DAY, 12, "date", typed=True),
        Column(Col.SIGNER, 20, typed=True),
        Column(Col.SENT_TO, 24, typed=True),
        Column(Col.FILE, 28, "code wrap"),
        Column(Col.SHA256, 25, "code wrap", hidden=True),
    ),
    header_row=3,
    key=(Col.CODE,),
)
ALONE = (Col.NUMBER,)
OWN = (Col.CODE, Col.NAME)
"""What people type in rows of papers that the program does not make."""
MADE = (Col.FILE, Col.SHA256)
"""What is written when a paper is made, and stays until it is made again."""
LOOK = Look(
    "SỔ VĂN BẢN",
    "Số, ngày ghi ở đây được dẫn trong các văn bản khác. Danh sách là phụ lục thì ghi số của báo cáo. Văn bản khác ghi "
    "ở dòng vàng dưới bảng, mã tự đặt.",
    own=OWN,
)
