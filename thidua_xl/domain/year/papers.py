"""Văn bản: the papers of a cluster's year by their codes (HD 1302; forms of Nghị định 30/2020/NĐ-CP)."""

import re
from collections.abc import Mapping, Sequence
from enum import Enum, auto
from typing import NamedTuple

from ..ranking.posts import Office
from .duties import CONFERENCE, MIDYEAR, PREPARATION

MIDYEAR_REPORT, MIDYEAR_MINUTES, REPORT, MINUTES, LIST = (
    "bao-cao-6-thang",
    "bien-ban-so-ket",
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


PLAN, REGULATION, SCALE = "ke-hoach", "quy-che", "tieu-chi"
REGISTRATION, REGISTRATIONS, COVENANT = "dang-ky", "dang-ky-cum", "giao-uoc"
ASKING, INVITATION, PROGRAMME = "thong-nhat-thoi-gian", "giay-moi", "chuong-trinh"
TABLE, PREPARATION_MINUTES, PROPOSAL, SLIDES = "bang-tong-hop", "bien-ban-tru-bi", "de-nghi", "trinh-chieu"
ELECTION_MINUTES, APPROVAL = "bien-ban-bau", "de-nghi-phe-duyet"
BALLOT, COUNT = "phieu-bau", "bien-ban-kiem-phieu"
"""What each vote has of its own: `of_round`."""
PAPERS: Mapping[str, str] = {
    PLAN: "Kế hoạch hoạt động",
    REGULATION: "Quy chế hoạt động",
    SCALE: "Bảng tiêu chí, thang điểm",
    REGISTRATION: "Bản đăng ký thi đua của đơn vị",
    REGISTRATIONS: "Bảng tổng hợp đăng ký thi đua",
    COVENANT: "Bản giao ước thi đua",
    of_meeting(ASKING, MIDYEAR): "Công văn thống nhất thời gian sơ kết",
    of_meeting(INVITATION, MIDYEAR): "Giấy mời hội nghị sơ kết",
    of_meeting(PROGRAMME, MIDYEAR): "Chương trình hội nghị sơ kết",
    MIDYEAR_REPORT: "Báo cáo 6 tháng",
    MIDYEAR_MINUTES: "Biên bản hội nghị sơ kết",
    of_meeting(ASKING, CONFERENCE): "Công văn thống nhất thời gian tổng kết",
    TABLE_LETTER: "Công văn gửi bảng tổng hợp điểm",
    "bang-tong-hop": "Bảng tổng hợp điểm",
    of_meeting(INVITATION, PREPARATION): "Giấy mời họp trù bị",
    of_meeting(PROGRAMME, PREPARATION): "Chương trình họp trù bị",
    of_meeting(INVITATION, CONFERENCE): "Giấy mời hội nghị tổng kết",
    of_meeting(PROGRAMME, CONFERENCE): "Chương trình hội nghị tổng kết",
    PREPARATION_MINUTES: "Biên bản họp trù bị",
    BALLOT: "Phiếu bầu",
    COUNT: "Biên bản kiểm phiếu",
    MINUTES: "Biên bản hội nghị tổng kết",
    LIST: "Danh sách đơn vị được suy tôn, đề nghị",
    REPORT: "Báo cáo tổng kết năm",
    PROPOSAL: "Tờ trình đề nghị khen thưởng",
    ELECTION_MINUTES: "Biên bản bầu Trưởng cụm, Phó Trưởng cụm",
    APPROVAL: "Tờ trình phê duyệt Trưởng cụm, Phó Trưởng cụm",
    SLIDES: "Bản trình chiếu hội nghị tổng kết",
}
"""Code → name, in the order of the year."""


class Occasion(Enum):
    """What papers are made together for."""

    START = auto()
    """The year begins."""
    MIDYEAR = auto()
    """Sơ kết 6 tháng."""
    CONFERENCE = auto()
    """Hội nghị tổng kết, from its preparation to the proposals after it."""


_START = (PLAN, REGULATION, SCALE, REGISTRATION, REGISTRATIONS, COVENANT)
_MIDYEAR = (
    of_meeting(ASKING, MIDYEAR),
    of_meeting(INVITATION, MIDYEAR),
    of_meeting(PROGRAMME, MIDYEAR),
    MIDYEAR_REPORT,
    MIDYEAR_MINUTES,
)
OCCASIONS: Mapping[Occasion, Sequence[str]] = {
    Occasion.START: _START,
    Occasion.MIDYEAR: _MIDYEAR,
    Occasion.CONFERENCE: tuple(code for code in PAPERS if code not in (*_START, *_MIDYEAR)),
}
"""The codes of each; a paper of no other occasion is one of the conference."""
FORMER: Mapping[str, str] = {PROGRAMME: of_meeting(PROGRAMME, CONFERENCE)}
"""Codes of earlier versions, and what the paper is called now."""


class Vote(NamedTuple):
    """A round (Lần) of a vote on a rank, or on an `Office`."""

    post: int
    number: int


FIRST_VOTE = Vote(1, 1)
"""On the first rank: most clusters hold no other, and its papers have the plain codes."""
_OFFICES: Mapping[str, Office] = {"truong-cum": Office.HEAD, "pho-truong-cum": Office.DEPUTY}
_OF_ROUND = re.compile(rf"({BALLOT}|{COUNT})(?::(?:hang-(\d+)|({'|'.join(_OFFICES)})))?(?:[:-](\d+))?")


def of_round(paper: str, vote: Vote) -> str:
    """The code of a paper of one round: `phieu-bau`, `phieu-bau:2`, `phieu-bau:hang-2-3`, `phieu-bau:truong-cum`."""
    if isinstance(vote.post, Office):
        post = next(word for word, office in _OFFICES.items() if office is vote.post)
    else:
        post = "" if vote.post == FIRST_VOTE.post else f"hang-{vote.post}"
    number = "" if vote.number == FIRST_VOTE.number else str(vote.number)
    behind = "-".join(filter(None, (post, number)))
    return f"{paper}:{behind}" if behind else paper


def round_in(code: str) -> tuple[str, Vote] | None:
    """The paper and the round of such a code; None for any other."""
    found = _OF_ROUND.fullmatch(code)
    if found is None:
        return None
    paper, rank, office, number = found.groups()
    post = _OFFICES[office] if office else int(rank or FIRST_VOTE.post)
    vote = Vote(post, int(number or FIRST_VOTE.number))
    return (paper, vote) if of_round(paper, vote) == code else None


def round_name(paper: str, vote: Vote) -> str:
    """The name of a paper of one round: `Biên bản kiểm phiếu hạng 2 lần 2`."""
    number = "" if vote.number == FIRST_VOTE.number else f"lần {vote.number}"
    if isinstance(vote.post, Office):
        about = vote.post.title if paper == BALLOT else f"bầu {vote.post.title}"
    else:
        about = "" if vote.post == FIRST_VOTE.post else f"hạng {vote.post}"
    return " ".join(filter(None, (PAPERS[paper], about, number)))
