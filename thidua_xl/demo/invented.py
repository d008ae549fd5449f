"""What the sample's communes and their head write down in a year besides figures. People and numbers are invented."""

from datetime import date

from ..domain.ranking.posts import Office
from ..domain.scoring.settings import Award
from ..domain.year.duties import CONFERENCE, MIDYEAR, PREPARATION
from ..domain.year.papers import (
    APPROVAL,
    ASKING,
    COUNT,
    ELECTION_MINUTES,
    INVITATION,
    LIST,
    MIDYEAR_MINUTES,
    MIDYEAR_REPORT,
    MINUTES,
    PLAN,
    PREPARATION_MINUTES,
    PROPOSAL,
    REGULATION,
    REPORT,
    TABLE_LETTER,
    of_meeting,
)
from ..sample import Agreed
from ..sheets.cluster import activities, holders
from ..sheets.form.stage_tables import BoxCol, ModelCol, MovementCol
from .days import Days

MEMBER, OFFICER = "Nguyễn Đức Bảo Khang", "Lê Thị Quỳnh Chi"
AWARDS = (Award("Cờ thi đua của UBND tỉnh", 1), Award("Bằng khen của Chủ tịch UBND tỉnh", 1))
POST = "Chủ tịch UBND xã"
TITLES = "Tập thể lao động xuất sắc; Bằng khen của Chủ tịch UBND tỉnh"
LEADERS = {
    "DLY": "Lê Đình Khải Nguyên", "DLU": "Trịnh Xuân Phú Cường", "MSO": "Phạm Hữu Nhật Minh",
    "TDA": "Hoàng Thị Bích Ngà", "HLY": "Lê Sỹ Gia Bách", "XLO": "Vi Văn Thiên Ân", "VSO": "Đỗ Quang Hải Đăng",
    "THO": "Nguyễn Thị Hạ Vy",
}  # fmt: skip
"""Who leads each commune."""
PARTY = ("Nguyễn Hữu Thái Dương", "Phó Bí thư Thường trực Đảng ủy")


def movements(year: int) -> list[dict[str, str]]:
    """The movements that every commune registers."""
    rows = (
        ("Thi đua xây dựng xã nông thôn mới nâng cao", "Thêm ít nhất 01 thôn kiểu mẫu", "tháng 2", "tháng 12",
         "Giấy khen của Chủ tịch UBND xã"),
        (f"Thi đua hoàn thành thu ngân sách năm {year}", "Vượt dự toán được giao", "tháng 3", "tháng 11", ""),
    )  # fmt: skip
    headers = (
        MovementCol.NAME, MovementCol.AIM, MovementCol.LAUNCHED, MovementCol.CONCLUDED, MovementCol.TITLE,
    )  # fmt: skip
    return [dict(zip(headers, row, strict=True)) for row in rows]


CHOSEN = "Ngày thứ Bảy vì dân"
_MODELS = {
    "DLU": (
        CHOSEN,
        "Giải quyết thủ tục hành chính tại nhà văn hóa thôn sáng thứ Bảy; 6 tháng đã trả 412 hồ sơ",
    ),
    "MSO": ("Camera an ninh do dân góp", "64 mắt camera ở 9 thôn, giúp làm rõ 03 vụ trộm cắp"),
    "TDA": ("Cánh đồng một giống", "120 ha lúa một giống, năng suất tăng 5 tạ/ha"),
}


def models(unit: str) -> list[dict[str, str]]:
    """What a commune does well and tells in June."""
    if unit not in _MODELS:
        return []
    name, what = _MODELS[unit]
    return [{ModelCol.NAME: name, ModelCol.WHAT: what, ModelCol.SPREAD: "x"}]


BOXES = {
    BoxCol.ASSESSMENT: "Các chỉ tiêu chủ yếu đạt trên 50% kế hoạch năm; an ninh, trật tự ổn định.",
    BoxCol.SHORTCOMINGS: "Giải phóng mặt bằng, đấu giá quyền sử dụng đất còn chậm do vướng mắc hồ sơ đất đai.",
    BoxCol.NEXT: "Tập trung thu ngân sách, giải ngân vốn đầu tư công, hoàn thiện hồ sơ nông thôn mới.",
}
YEAR_BOXES = {
    BoxCol.ASSESSMENT: "Hoàn thành phần lớn chỉ tiêu năm; thu ngân sách vượt dự toán; quốc phòng, an ninh giữ vững.",
    BoxCol.SHORTCOMINGS: "Đấu giá quyền sử dụng đất đạt thấp; một số hồ sơ quyết toán dự án chậm.",
    BoxCol.NEXT_YEAR: "Đẩy nhanh giải phóng mặt bằng, nâng chất lượng nông thôn mới, chuyển đổi số ở cơ sở.",
}
COVENANT = (
    "Hoàn thành và hoàn thành vượt mức các chỉ tiêu đã đăng ký năm nay",
    "Xây dựng Đảng bộ, chính quyền trong sạch, vững mạnh; không để xảy ra vụ việc phức tạp kéo dài",
    "Mỗi đơn vị có ít nhất một mô hình, cách làm hay được giới thiệu trong Cụm",
    "Tham gia đầy đủ hoạt động của Cụm, báo cáo đúng hạn, chấm điểm trung thực",
)


def first_activity(days: Days) -> dict[str, object]:
    """The cluster's talk in May."""
    return {
        activities.Col.DAY: days.first_activity, activities.Col.KIND: activities.Kind.TALK.value,
        activities.Col.WHAT: "Tọa đàm kinh nghiệm thu ngân sách và giải phóng mặt bằng",
        activities.Col.LED_BY: "DLY", activities.Col.TAKING_PART: activities.ALL[0],
        activities.Col.VALUE: "12 triệu đồng", activities.Col.RESULT: "Rút ra 05 cách làm, gửi các xã áp dụng",
    }  # fmt: skip


def second_activity(days: Days) -> dict[str, object]:
    """The visit to the model that was chosen."""
    return {
        activities.Col.DAY: days.visit, activities.Col.KIND: activities.Kind.MODEL.value,
        activities.Col.WHAT: f"Tham quan, học tập mô hình “{CHOSEN}” tại xã Dân Lực",
        activities.Col.LED_BY: "DLU", activities.Col.TAKING_PART: activities.ALL[0],
        activities.Col.VALUE: "20 suất quà cho hộ nghèo, 10 triệu đồng",
        activities.Col.RESULT: "Hai xã Hợp Lý, Xuân Lộc đăng ký nhân rộng",
    }  # fmt: skip


def history(year: int) -> list[dict[str, object]]:
    """Who headed the cluster in the two years before."""
    former = ((1, "DLU", "MSO"), (2, "THO", "HLY"))
    return [
        {
            holders.Col.YEAR: year - ago, holders.Col.OFFICE: office.title, holders.Col.UNIT: unit,
            holders.Col.PERSON: LEADERS[unit], holders.Col.POSITION: POST,
            holders.Col.NUMBER: f"{4100 - 37 * ago}/QĐ-UBND", holders.Col.DAY: date(year - ago, 1, 15),
        }
        for ago, head, deputy in former for office, unit in ((Office.HEAD, head), (Office.DEPUTY, deputy))
    ]  # fmt: skip


def approved(year: int) -> list[tuple[str, str, dict[str, object]]]:
    """Office, unit and the decision for those of this year."""
    day = date(year, 1, 20)
    return [
        (office.title, unit, {
            holders.Col.PERSON: LEADERS[unit], holders.Col.POSITION: POST,
            holders.Col.NUMBER: "287/QĐ-UBND", holders.Col.DAY: day,
        })
        for office, unit in ((Office.HEAD, "DLY"), (Office.DEPUTY, "TDA"))
    ]  # fmt: skip


NEXT = {Office.HEAD: "VSO", Office.DEPUTY: "XLO"}
"""Whose turn it is: the two that have held no office yet."""


ASKED = {MIDYEAR: "05/CTĐ-TĐKT", CONFERENCE: "08/CTĐ-TĐKT"}
"""Meeting → the number of the letter that asks for consent to its day."""


def papers(days: Days) -> dict[str, tuple[str, date]]:
    """Paper → its number and day."""
    return {
        PLAN: ("01/KH-CTĐ", days.planned), REGULATION: ("02/QC-CTĐ", days.planned),
        of_meeting(ASKING, MIDYEAR): (ASKED[MIDYEAR], days.changed),
        of_meeting(INVITATION, MIDYEAR): ("06/GM-CTĐ", days.changed), MIDYEAR_REPORT: ("07/BC-CTĐ", days.midyear),
        MIDYEAR_MINUTES: ("04/BB-CTĐ", days.midyear), of_meeting(ASKING, CONFERENCE): (ASKED[CONFERENCE], days.asked),
        of_meeting(INVITATION, PREPARATION): ("09/GM-CTĐ", days.asked),
        of_meeting(INVITATION, CONFERENCE): ("10/GM-CTĐ", days.asked),
        PREPARATION_MINUTES: ("11/BB-CTĐ", days.preparation), TABLE_LETTER: ("13/CTĐ-TĐKT", days.table_sent),
        COUNT: ("14/BB-CTĐ", days.conference), MINUTES: ("12/BB-CTĐ", days.conference),
        ELECTION_MINUTES: ("17/BB-CTĐ", days.conference), REPORT: ("15/BC-CTĐ", days.papers),
        LIST: ("15/BC-CTĐ", days.papers),  # its annex
        PROPOSAL: ("16/TTr-CTĐ", days.papers), APPROVAL: ("18/TTr-CTĐ", days.papers),
    }  # fmt: skip


def agreed() -> dict[tuple[str, str], Agreed]:
    """What the preparatory meeting types besides the sample's: the target that was lowered during the year."""
    return {
        ("TDA", "I.2.b"): Agreed(
            target=7500, reason="Cấp trên giao lại chỉ tiêu tháng 9, từ 8.000 xuống 7.500"
        ),
    }
