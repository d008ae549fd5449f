"""Chương trình: what a meeting of the cluster goes through, in the order of HD 1302, II.1 and II.3.

The minutes are proposed: HD 1302 says what is done, not how long it takes.
"""

from collections.abc import Iterable, Mapping
from datetime import time
from typing import NamedTuple

from .duties import CONFERENCE, MIDYEAR, PREPARATION

GIVING_WORD = "Ý kiến của thành viên Hội đồng Thi đua, Khen thưởng phụ trách cụm"
"""No matter of the meeting: whoever came from above speaks where he likes."""


class Item(NamedTuple):
    """A point of a programme."""

    what: str
    minutes: int
    is_matter: bool = True
    """It is what the meeting is held for, not its opening or its end."""


def _around(*matters: Item) -> tuple[Item, ...]:
    return (
        Item("Đón tiếp đại biểu, phát tài liệu", 15, is_matter=False),
        Item("Tuyên bố lý do, giới thiệu đại biểu, thông qua chương trình, cử thư ký", 10, is_matter=False),
        *matters,
        Item("Thông qua biên bản, bế mạc hội nghị", 15, is_matter=False),
    )


ITEMS: Mapping[str, tuple[Item, ...]] = {
    MIDYEAR: _around(
        Item("Báo cáo sơ kết việc tổ chức các phong trào thi đua của các đơn vị, kết quả thực hiện các chỉ tiêu thi "
             "đua đã đăng ký", 30),
        Item("Thảo luận, thống nhất tiêu chí chấm điểm thi đua của cụm", 45),
        Item("Trao đổi kinh nghiệm, giới thiệu điển hình tiên tiến; bàn biện pháp triển khai nhiệm vụ 6 tháng cuối "
             "năm", 40),
        Item("Chọn điển hình để các đơn vị trong cụm tham quan, học tập", 15),
        Item(GIVING_WORD, 15, is_matter=False),
    ),
    PREPARATION: (
        Item("Kiểm tra thành phần, nêu nội dung, cách làm việc, cử thư ký", 10, is_matter=False),
        Item("Trình bày bảng tổng hợp điểm tự chấm, phần điểm Trưởng cụm chấm", 20),
        Item("Rà soát các tiêu chí có số liệu, điểm khác nhau hoặc thiếu minh chứng", 60),
        Item("Thống nhất điểm của từng đơn vị, ghi lý do các điểm được thay đổi", 60),
        Item("Thống nhất dự kiến xếp hạng, suy tôn, đề nghị khen thưởng trình hội nghị tổng kết", 20),
        Item("Thông qua biên bản họp trù bị", 10, is_matter=False),
    ),
    CONFERENCE: _around(
        Item("Báo cáo kết quả hoạt động của cụm và các đơn vị thành viên trong năm, nhiệm vụ năm tới", 30),
        Item("Thảo luận, nhận xét, đánh giá, bàn biện pháp triển khai nhiệm vụ năm tới", 40),
        Item("Phổ biến mô hình mới, cách làm hay, nhân rộng điển hình tiên tiến", 20),
        Item("Công bố kết quả chấm điểm; suy tôn đơn vị Nhất, Nhì, Ba, đề nghị khen thưởng (bỏ phiếu khi có đơn vị "
             "bằng nhau)", 30),
        Item("Bầu Trưởng cụm, Phó Trưởng cụm năm sau", 20),
        Item(GIVING_WORD, 15, is_matter=False),
        Item("Phát động thi đua, ký kết giao ước thi đua năm sau", 20),
    ),
}  # fmt: skip
"""By the code of the meeting."""


def matters(meeting: str) -> list[str]:
    """What a meeting is held for, as a letter names it."""
    return [one.what for one in ITEMS[meeting] if one.is_matter]


class Slot(NamedTuple):
    """A point of a programme and when its turn is; None where nobody said when the meeting begins."""

    item: Item
    starts: time | None
    ends: time | None


_HOUR, _DAY = 60, 24 * 60


def timed(items: Iterable[Item], starts: time | None) -> list[Slot]:
    """The points one after the other from an hour on."""
    slots: list[Slot] = []
    at = None if starts is None else starts.hour * _HOUR + starts.minute
    for item in items:
        ends = None if at is None else at + item.minutes
        slots.append(Slot(item, _time(at), _time(ends)))
        at = ends
    return slots


def _time(minutes: int | None) -> time | None:
    return None if minutes is None else time(*divmod(minutes % _DAY, _HOUR))
