"""Sheet `Thay đổi tiêu chí`: what changed in the criteria since the first forms went out (HD 1302, II.1).

Rows are only ever added; where a criterion got another code, a person says so in `Chuyển sang mã`.
"""

from enum import StrEnum

from ..kept import Look
from ..table import Column, Table


class Col:
    """The headers of `Thay đổi tiêu chí`."""

    WHEN = "Lúc"
    CODE = "Mã"
    CHANGE = "Thay đổi"
    BEFORE = "Trước"
    AFTER = "Sau"
    ISSUED = "Phiếu đã phát hành"
    RECEIVED = "Phiếu đã nhận"
    REGISTERED = "Đơn vị đã đăng ký"
    MOVES_TO = "Chuyển sang mã"


class Kind(StrEnum):
    """Thay đổi: what became of a criterion."""

    ADDED = "Thêm"
    DROPPED = "Bỏ"
    MAXIMUM = "Đổi điểm tối đa"
    METHOD = "Đổi cách chấm"
    PARAMETER = "Đổi tham số"
    SCORER = "Đổi người chấm"
    WHEN_NOT_ASSIGNED = "Đổi khi không được giao"
    WORDING = "Sửa lời"
    RENAMED = "Chuyển mã"


TABLE = Table(
    "Thay đổi tiêu chí",
    (
        Column(Col.WHEN, 19, "code center"),
        Column(Col.CODE, 9, "code"),
        Column(Col.CHANGE, 22),
        Column(Col.BEFORE, 38),
        Column(Col.AFTER, 38),
        Column(Col.ISSUED, 10, "integer"),
        Column(Col.RECEIVED, 10, "integer"),
        Column(Col.REGISTERED, 10, "integer"),
        Column(Col.MOVES_TO, 12, "code center", typed=True),
    ),
    header_row=3,
    key=(Col.CODE, Col.CHANGE),
)
LOOK = Look(
    "THAY ĐỔI TIÊU CHÍ SAU KHI PHÁT PHIẾU",
    "Chương trình ghi thêm dòng khi trang Tiêu chí khác lần chạy trước. Tiêu chí chỉ đổi mã thì ghi mã mới ở Chuyển "
    "sang mã: chỉ tiêu, kết quả 6 tháng và ô thống nhất đã gõ theo sang mã ấy.",
    spare=0,
)
