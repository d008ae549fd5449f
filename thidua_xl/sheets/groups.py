"""The sheets of books in five groups: what is filled in, received, scored, what comes of it, the records.

A group has a colour on its tabs, and new books have their sheets in this order, seldom used ones last in their group.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ..workbook.model import Sheet
from .front import NAME


class Group(NamedTuple):
    """A group: what it is called, the colour of its tabs, its sheets in their order."""

    name: str
    colour: str
    sheets: tuple[str, ...]


FRONT = Group("đầu", "#1F3864", (NAME, "Tổng quan"))
GROUPS = (
    FRONT,
    Group("nhập", "#FFC000", (
        "Cụm", "Cấp trên", "Danh sách cụm", "Đơn vị", "Tiêu chí", "Tiêu chí cấp trên", "Người chấm", "Điều kiện",
    )),
    Group("nhận", "#2E86AB", (
        "Tiếp nhận", "Sổ đã nhận", "Hồ sơ nhận", "Tiến độ", "Cần sửa", "Sai lệch", "Đăng ký", "Phong trào", "Sơ kết",
        "Hoạt động đơn vị", "Mô hình", "Cam kết",
    )),
    Group("chấm", "#7FB069", (
        "Thống nhất điểm", "Theo đơn vị", "Theo tiêu chí", "Điểm cấp trên", "Điểm người chấm", "Vi phạm", "Kiểm tra",
        "Thẩm định", "Thử chấm",
    )),
    Group("kết quả", "#C00000", (
        "Xếp hạng", "Tổng hợp", "Toàn bộ đơn vị", "Bỏ phiếu", "Suy tôn", "Đề nghị", "Danh sách đề nghị", "Giải thích",
        "Họp trù bị",
    )),
    Group("hồ sơ", "#6C757D", (
        "Lịch", "Hội nghị", "Thành phần", "Văn bản", "Lần gửi", "Nhật ký", "Giao ước", "Hoạt động", "Bầu Trưởng cụm",
        "Trưởng, Phó cụm", "Thay đổi tiêu chí",
    )),
)  # fmt: skip
_OF: Mapping[str, Group] = {sheet: group for group in GROUPS for sheet in group.sheets}
_ORDER: Mapping[str, int] = {sheet: at for at, sheet in enumerate(_OF)}


def group_of(sheet: str) -> Group | None:
    """The group of a sheet; None for one that is in none."""
    return _OF.get(sheet)


def coloured(sheet: Sheet) -> Sheet:
    """The sheet with the colour of its group on its tab."""
    group = group_of(sheet.name)
    if group is not None:
        sheet.tab = group.colour
    return sheet


def in_order(sheets: Iterable[Sheet]) -> list[Sheet]:
    """The sheets of a new book: by groups, then those of none, hidden ones last."""
    return sorted(sheets, key=lambda one: (one.visibility != "visible", _ORDER.get(one.name, len(_ORDER))))
