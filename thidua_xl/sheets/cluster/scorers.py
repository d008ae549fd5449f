"""Sheet `Người chấm`: who scores beside the units and the head, and how much the points of each weigh."""

from ..kept import Look
from ..table import Column, Table


class Col:
    """The headers of `Người chấm`."""

    CODE = "Mã"
    NAME = "Tên"
    EMAIL = "Email"
    WEIGHT = "Trọng số"


TABLE = Table(
    "Người chấm",
    (
        Column(Col.CODE, 12, "code", typed=True),
        Column(Col.NAME, 44, typed=True),
        Column(Col.EMAIL, 32, typed=True),
        Column(Col.WEIGHT, 11, "number", typed=True),
    ),
    header_row=3,
    key=(Col.CODE, Col.WEIGHT),
)  # fmt: skip
ALONE = (Col.CODE,)
LOOKED_AT = (Col.WEIGHT,)
"""What counts as a person sees it."""
LOOK = Look(
    "NGƯỜI CHẤM",
    "Phòng, ban, người cùng chấm. Ghi Mã (ví dụ TC, NV) ở cột Ai chấm, trang Tiêu chí: TC; TC+NV (trung bình theo "
    "Trọng số, để trống là 1); Đơn vị 30%+TC 70%. Chấm chéo thì không phải ghi ở đây.",
)
