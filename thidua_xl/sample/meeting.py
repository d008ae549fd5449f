"""What becomes of the sample's scorecards: a first file full of mistakes, the agreed scores, the vote."""

from dataclasses import dataclass
from datetime import date

from ..domain.scoring.criteria import Criteria, Method
from .cluster import YEAR, settings
from .figures import Figure, given
from .table import criteria

TIED = ("MSO", "TDA")
"""The units that end level for first once everything is agreed."""
CARELESS = "HLY"
"""The unit whose first file is full of mistakes."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """The typed columns of `Thống nhất điểm` for one unit and criterion."""

    target: float | int | None = None
    result: float | int | str | None = None
    not_assigned: str = ""
    """`Có`, `Không` or blank."""
    score: float | int | None = None
    reason: str = ""


def agreed(year: int = YEAR) -> dict[tuple[str, str], Agreed]:
    """Unit and criterion → what the preparatory meeting typed.

    The ranks and scores of the head's own criteria, the one target that was not given, and five changes,
    each with its reason. With them Minh Sơn and Thọ Dân are level for first.
    """
    table = Criteria(criteria())
    own = {(one.unit, one.criterion): _given(table, one) for one in given()}
    return own | {("XLO", "I.2.b"): Agreed(not_assigned="Có")} | _changes(year)


def _given(table: Criteria, figure: Figure) -> Agreed:
    if isinstance(figure.value, str):
        raise ValueError(f"{figure.criterion} of {figure.unit}: the head enters a number")
    if table.by_code[figure.criterion].method is Method.BY_RANK:
        return Agreed(result=figure.value)
    return Agreed(score=figure.value)


def _changes(year: int) -> dict[tuple[str, str], Agreed]:
    return {
        ("MSO", "I.2.b"): Agreed(
            result=5559,
            reason="Đối chiếu Kho bạc Nhà nước: 541 triệu đồng là tiền đặt trước, chưa đủ điều kiện ghi thu",
        ),
        ("MSO", "III.3.d"): Agreed(result=3, reason=f"01 điển hình đã được tính điểm năm {year - 1}"),
        ("DLU", "III.2.e"): Agreed(score=9, reason="Báo cáo quý III nộp chậm 02 ngày"),
        ("VSO", "III.1.d"): Agreed(score=12, reason="Chưa có minh chứng sơ kết chuyên đề năm"),
        ("THO", "I.1.d"): Agreed(
            result=50, reason="Bổ sung hợp đồng thuê đất 02 ha ký tháng 11, các đơn vị thống nhất công nhận"
        ),
    }


def mistakes(year: int = YEAR) -> list[tuple[str, str, str, object]]:
    """Unit, criterion, column and value: what stands in one unit's first file instead of its clean fill."""
    excel_made_a_date = date(year, 4, 9)  # the clerk typed 9.4
    return [
        (CARELESS, "I.1.a", "Điểm tự chấm", "23,03"),
        (CARELESS, "I.1.b", "Kết quả", "3.950"),
        (CARELESS, "I.2.c", "Điểm tự chấm", excel_made_a_date),
        (CARELESS, "I.3.d", "Điểm tự chấm", True),
        (CARELESS, "II.1.b", "Kết quả", 0.95),
        (CARELESS, "II.4.b", "Điểm tự chấm", None),
        (CARELESS, "III.2.e", "Điểm tự chấm", "9,5đ"),
        (CARELESS, "III.3.a", "Điểm tự chấm", 15.5),
    ]


HEADERS = (
    "Lần",
    "Hạng",
    "Mã đơn vị",
    "Số phiếu",
    "Được bỏ phiếu",
    "Có mặt",
    "Phát ra",
    "Thu vào",
    "Hợp lệ",
    "Không hợp lệ",
    "Ngày",
    "Ban kiểm phiếu",
)
"""The columns of `Bỏ phiếu` that the sample fills."""


def ballots(year: int = YEAR) -> list[dict[str, object]]:
    """The vote at the conference, two delegates a unit: header → value, None where the cell stays blank."""
    whole = {
        "Được bỏ phiếu": 16,
        "Có mặt": 16,
        "Phát ra": 16,
        "Thu vào": 16,
        "Hợp lệ": 15,
        "Không hợp lệ": 1,
        "Ngày": settings(year).conference,
        "Ban kiểm phiếu": "Phạm Thị Ngọc Lam (Trưởng ban), Vũ Văn Trường Giang, Đỗ Thị Mai Trúc",
    }
    blank: dict[str, object] = dict.fromkeys(HEADERS)
    first, second = (
        {"Lần": 1, "Hạng": 1, "Mã đơn vị": unit, "Số phiếu": votes}
        for unit, votes in zip(TIED, (9, 6), strict=True)
    )
    return [blank | first | whole, blank | second]
