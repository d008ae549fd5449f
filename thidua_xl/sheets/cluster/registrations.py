"""Sheet `Đăng ký`: what each unit promised for the year, and what the cluster agreed (HD 1302, I.2.4)."""

from ..form.stage_tables import RegisterCol
from ..kept import Look
from ..table import Column, Table


class Col(RegisterCol):
    """The headers of `Đăng ký` of the book."""

    UNIT = "Mã đơn vị"
    UNIT_NAME = "Đơn vị"
    CRITERION = "Mã tiêu chí"
    TEXT = "Tiêu chí"
    AGREED = "Chỉ tiêu thống nhất đầu năm"
    REASON = "Lý do"
    KEY = "Khóa"
    """Hidden: by which `Cam kết` finds the row, wherever it is sorted to."""


TABLE = Table(
    "Đăng ký",
    (
        Column(Col.UNIT, 9, "code"),
        Column(Col.UNIT_NAME, 16),
        Column(Col.CRITERION, 9, "code"),
        Column(Col.TEXT, 34),
        Column(Col.MEASURE, 10, "center wrap"),
        Column(Col.LAST_YEAR, 10, "number", typed=True),
        Column(Col.COMMON, 10, "number"),
        Column(Col.TARGET, 11, "number", typed=True),
        Column(Col.CONTENT, 30, typed=True),
        Column(Col.AGREED, 12, "number bold", typed=True),
        Column(Col.REASON, 18, typed=True),
        Column(Col.NOTE, 14, typed=True),
        Column(Col.KEY, 14, "code", hidden=True),
    ),
    header_row=3,
    key=(Col.UNIT, Col.CRITERION),
)
RECEIVED = (Col.LAST_YEAR, Col.TARGET, Col.CONTENT, Col.NOTE)
"""What a form of registration brings; typed here for units that register on paper."""
FIGURES = (Col.LAST_YEAR, Col.TARGET, Col.AGREED)
LOOKED_AT = (*FIGURES,)
"""What counts as a person sees it."""
LOOK = Look(
    "ĐĂNG KÝ THI ĐUA ĐẦU NĂM",
    "Phiếu đăng ký của đơn vị vào các cột Chỉ tiêu đăng ký, Nội dung đăng ký; phiếu giấy thì gõ ở đây. Cụm đổi chỉ "
    "tiêu thì ghi ở Chỉ tiêu thống nhất đầu năm, kèm Lý do.",
    spare=0,
)
