"""Sheet `Sơ kết`: how each unit stands after six months (HD 1302, II.1)."""

from ...domain.year.progress import Progress
from ..form.stage_tables import MidyearCol
from ..kept import Look
from ..table import Column, Table


class Col(MidyearCol):
    """The headers of `Sơ kết` of the book."""

    UNIT = "Mã đơn vị"
    UNIT_NAME = "Đơn vị"
    CRITERION = "Mã tiêu chí"
    TEXT = "Tiêu chí"
    PROGRESS = "Tiến độ"
    KEY = "Khóa"
    """Hidden: by which `Cam kết` finds the row, wherever it is sorted to."""


TABLE = Table(
    "Sơ kết",
    (
        Column(Col.UNIT, 9, "code"),
        Column(Col.UNIT_NAME, 18),
        Column(Col.CRITERION, 9, "code"),
        Column(Col.TEXT, 40),
        Column(Col.MEASURE, 10, "center wrap"),
        Column(Col.TARGET, 11, "number"),
        Column(Col.RESULT, 11, "number", typed=True),
        Column(Col.PERCENT, 9, "points2"),
        Column(Col.ESTIMATE, 11, "number", typed=True),
        Column(Col.PROGRESS, 14, "center"),
        Column(Col.TROUBLE, 40, typed=True),
        Column(Col.KEY, 14, "code", hidden=True),
    ),
    header_row=3,
    key=(Col.UNIT, Col.CRITERION),
)
RECEIVED = (Col.RESULT, Col.ESTIMATE, Col.TROUBLE)
"""What a form of June brings; typed here for units that report on paper."""
LOOKED_AT = (Col.RESULT, Col.ESTIMATE)
"""What counts as a person sees it."""
LOOK = Look(
    "KẾT QUẢ 6 THÁNG ĐẦU NĂM",
    "Phiếu sơ kết của đơn vị vào các cột vàng; báo cáo giấy thì gõ ở đây. Chỉ tiêu lấy từ trang Đăng ký.",
    spare=0,
)
STYLES = {
    Progress.BEHIND: "red",
    Progress.ON_TIME: "green",
    Progress.AHEAD: "green",
    Progress.NOT_REPORTED: "amber",
}
