"""Văn bản: the papers of a cluster's year by their codes (HD 1302; forms of Nghị định 30/2020/NĐ-CP)."""

from collections.abc import Mapping

from .duties import CONFERENCE, MIDYEAR, PREPARATION

MIDYEAR_REPORT, REPORT, MINUTES, LIST = (
    "bao-cao-6-thang",
    "bao-cao-tong-ket",
    "bien-ban-hoi-nghi",
    "danh-sach",
)
TABLE_LETTER = "cong-van-gui-bang"
AFTER_CONFERENCE = (REPORT, MINUTES, LIST)
"""What goes to the superior after the conference (HD 1302, II.5)."""


def of_meeting(paper: str, meeting: str) -> str:
    """The code of a paper that each meeting has of its own."""
    return f"{paper}:{meeting}"


ASKING, INVITATION = "thong-nhat-thoi-gian", "giay-moi"
PAPERS: Mapping[str, str] = {
    "ke-hoach": "Kế hoạch hoạt động",
    "quy-che": "Quy chế hoạt động",
    "tieu-chi": "Bảng tiêu chí, thang điểm",
    "dang-ky": "Bản đăng ký thi đua của đơn vị",
    "dang-ky-cum": "Bảng tổng hợp đăng ký thi đua",
    "giao-uoc": "Bản giao ước thi đua",
    of_meeting(ASKING, MIDYEAR): "Công văn thống nhất thời gian sơ kết",
    of_meeting(INVITATION, MIDYEAR): "Giấy mời hội nghị sơ kết",
    MIDYEAR_REPORT: "Báo cáo 6 tháng",
    "bien-ban-so-ket": "Biên bản hội nghị sơ kết",
    of_meeting(ASKING, CONFERENCE): "Công văn thống nhất thời gian tổng kết",
    TABLE_LETTER: "Công văn gửi bảng tổng hợp điểm",
    "bang-tong-hop": "Bảng tổng hợp điểm",
    of_meeting(INVITATION, PREPARATION): "Giấy mời họp trù bị",
    of_meeting(INVITATION, CONFERENCE): "Giấy mời hội nghị tổng kết",
    "chuong-trinh": "Chương trình hội nghị",
    "bien-ban-tru-bi": "Biên bản họp trù bị",
    "phieu-bau": "Phiếu bầu",
    "bien-ban-kiem-phieu": "Biên bản kiểm phiếu",
    MINUTES: "Biên bản hội nghị tổng kết",
    LIST: "Danh sách đơn vị được suy tôn, đề nghị",
    REPORT: "Báo cáo tổng kết năm",
    "de-nghi": "Tờ trình đề nghị khen thưởng",
    "bien-ban-bau": "Biên bản bầu Trưởng cụm, Phó Trưởng cụm",
    "de-nghi-phe-duyet": "Tờ trình phê duyệt Trưởng cụm, Phó Trưởng cụm",
    "trinh-chieu": "Bản trình chiếu hội nghị tổng kết",
}
"""Code → name, in the order of the year."""
