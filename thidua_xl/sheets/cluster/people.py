"""Sheet `Thành phần`: who is invited to the meetings of the year and who came (HD 1302, II.1, II.3)."""

from collections.abc import Mapping

from ...domain.values.cells import as_text
from ...domain.values.choices import chosen
from ...domain.year.duties import CONFERENCE, MIDYEAR, PREPARATION
from ...domain.year.meetings import Group, Part
from ..kept import Look
from ..prefilled import COLUMN, KnownCol
from ..table import Column, Table


class Col(KnownCol):
    """The headers of `Thành phần`."""

    GROUP = "Nhóm"
    UNIT = "Mã đơn vị"
    NAME = "Họ tên"
    POST = "Chức vụ"
    EMAIL = "Email"
    TELEPHONE = "Điện thoại"
    MIDYEAR = "Sơ kết"
    PREPARATION = "Trù bị"
    CONFERENCE = "Tổng kết"
    NOTE = "Ghi chú"


MEETINGS: Mapping[str, str] = {
    MIDYEAR: Col.MIDYEAR,
    PREPARATION: Col.PREPARATION,
    CONFERENCE: Col.CONFERENCE,
}
"""The column of each meeting, by its code."""
GROUPS = [group.value for group in Group]
PARTS = [part.value for part in Part]

TABLE = Table(
    "Thành phần",
    (
        Column(Col.GROUP, 27, typed=True),
        Column(Col.UNIT, 10, "code", typed=True),
        Column(Col.NAME, 25, typed=True),
        Column(Col.POST, 27, typed=True),
        Column(Col.EMAIL, 26, typed=True),
        Column(Col.TELEPHONE, 14, "code", typed=True),
        Column(Col.MIDYEAR, 10, "center", typed=True),
        Column(Col.PREPARATION, 10, "center", typed=True),
        Column(Col.CONFERENCE, 10, "center", typed=True),
        Column(Col.NOTE, 30, typed=True),
        COLUMN,
    ),
    header_row=3,
    key=(Col.GROUP, Col.NAME),
)
ALONE = (Col.NAME,)
LOOK = Look(
    "THÀNH PHẦN CÁC HỘI NGHỊ TRONG NĂM",
    "HD 1302, II.1, II.3. Chương trình điền sẵn từ trang Cụm, Đơn vị và phiếu đăng ký; ô đã sửa, đã xóa thì giữ "
    "nguyên. Sau hội nghị ghi Có mặt, Vắng hoặc Cử thay (họ tên người thay ghi ở Ghi chú).",
    lists={Col.GROUP: GROUPS, **dict.fromkeys(MEETINGS.values(), PARTS)},
    units=(Col.UNIT,),
)


def rank(cells: Mapping[str, object]) -> int:
    """Where the group of a row stands among the groups; one without a group stands last."""
    group = chosen(as_text(cells.get(Col.GROUP)), GROUPS)
    return GROUPS.index(group) if group else len(GROUPS)
