"""Examples of `Tham số`: the one catalogue from which cells offer them, and findings and guides quote them."""

from collections.abc import Mapping

from .consequences import Effect
from .criteria import Method, RowKind

_LOWER = "thấp hơn là tốt"

OF_METHODS: Mapping[Method, tuple[str, ...]] = {
    Method.DIRECT: (),
    Method.PASS_FAIL: (),
    Method.RATIO: (_LOWER,),
    Method.STEPS: (
        "% 100:15; 90:12; 80:8; khác:0",
        "100:15; 90:12; 80:8; khác:0",
        f"{_LOWER}; 0:8; 1:6; 2:4; khác:0",
    ),
    Method.LESS_PER_PERCENT: ("1%: 0,5", f"{_LOWER}; 1%: 0,5"),
    Method.LESS_PER_EVENT: ("0,5/lần; hết từ 5", "0,5/lần", "1/vụ"),
    Method.LEADER: (_LOWER,),
    Method.BY_RANK: ("60; 45; 30; 15; 0", "10; 9; 8; 7; 6"),
    Method.ADD_PER_EVENT: ("3/lần; trần 10", "3/lần", "2/mô hình; trần 6"),
    Method.DEDUCT_PER_EVENT: ("3/lần; trần 10", "3/lần", "5/vụ; trần 15"),
    Method.LEVELS: (
        "Xuất sắc:30; Tốt:27; Khá:20; Trung bình:10; Không:0",
        "Tốt:10; Khá:7; Đạt:5; Không đạt:0",
    ),
    Method.BRACKETS: (
        "10:15; 50:15; 150:25; trên:50",
        "% 50:5; 100:10",
        "10:15; 50:15; 150:25; bậc 10",
    ),
    Method.CLUSTER_RANKS: (
        "60; 45; 30; 15; 0",
        f"{_LOWER}; 60; 45; 30; 15; 0",
        "60; 45; 30; 15; 0; đồng hạng chia điểm",
    ),
    Method.ON_TIME: ("1/ngày; hết từ 5", "0,5/giờ"),
}
"""By rule, the most usual first; nothing where a rule has no parameter."""
MAY_BE_BLANK = frozenset({Method.DIRECT, Method.PASS_FAIL, Method.RATIO, Method.LEADER})
"""Rules that need none."""
OF_KINDS: Mapping[RowKind, tuple[str, ...]] = {
    RowKind.SECTION: ("trần 50", "lấy mức cao nhất", "hệ số 1,5"),
    RowKind.CONDITION: (Effect.NOT_FIRST.value, Effect.NOT_PLACED.value, "Trừ 5 điểm"),
}
"""Of rows that no rule scores: what a section says of its rows, what follows where a condition is not met."""


def quoted(method: Method) -> str:
    """What may stand there, as a finding says it."""
    first = OF_METHODS[method][:1]
    blank = ["(để trống)"] if method in MAY_BE_BLANK else []
    return " hoặc ".join([*blank, *first])
