"""Hội nghị: the three meetings of a year, who is invited to which (HD 1302, II.1, II.3), what is agreed on them."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from .duties import AGREEMENT, AGREEMENT_MIDYEAR, CONFERENCE, MIDYEAR, PREPARATION


class Group(StrEnum):
    """Nhóm: who takes part in the meetings, in the order of HD 1302."""

    MEMBER = "Thành viên Hội đồng phụ trách"
    PARTY = "Đảng ủy đơn vị Trưởng cụm"
    LEADER = "Thủ trưởng đơn vị"
    OFFICE = "Cơ quan tổng hợp"
    STAFF = "Cán bộ thi đua"
    GUEST = "Khách mời"


class Part(StrEnum):
    """What is known of a person and a meeting."""

    INVITED = "Mời"
    PRESENT = "Có mặt"
    ABSENT = "Vắng"
    REPLACED = "Cử thay"


CAME = (Part.PRESENT, Part.REPLACED)


class Consent(StrEnum):
    """Ý kiến of the superior on the day of a meeting (II.4)."""

    AGREED = "Đồng ý"
    OTHERWISE = "Đề nghị đổi"
    WAITING = "Chưa trả lời"


_LEADING = frozenset({Group.MEMBER, Group.PARTY, Group.LEADER, Group.OFFICE})
INVITED: Mapping[str, frozenset[Group]] = {
    MIDYEAR: _LEADING | {Group.STAFF},
    PREPARATION: frozenset({Group.STAFF}),
    CONFERENCE: _LEADING,
}
"""By the code of the meeting. At the conference the staff are not on the list: they prepare it (II.3)."""

NAMES: Mapping[str, str] = {
    MIDYEAR: "Hội nghị sơ kết 6 tháng",
    PREPARATION: "Họp trù bị",
    CONFERENCE: "Hội nghị tổng kết",
}
"""In the order of the year."""
AGREED_BY: Mapping[str, str] = {MIDYEAR: AGREEMENT_MIDYEAR, CONFERENCE: AGREEMENT}
"""Meetings whose day the superior agrees to beforehand, and the duty that this is."""


class Meeting(NamedTuple):
    """What the book knows of a meeting."""

    code: str
    day: date | None = None
    consent: Consent | None = None
    asked: date | None = None
    """Gửi xin ý kiến."""
