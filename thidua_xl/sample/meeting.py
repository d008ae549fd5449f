"""What becomes of the sample's scorecards: a first file full of mistakes, the agreed scores, the vote."""

from dataclasses import dataclass
from datetime import date

from ..domain.ranking.votes import Col as VoteCol
from ..domain.scoring.criteria import Criteria, Method
from ..domain.scoring.rows import FigureCol
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
        (CARELESS, "I.1.a", FigureCol.SCORE, "23,03"),
        (CARELESS, "I.1.b", FigureCol.RESULT, "3.950"),
        (CARELESS, "I.2.c", FigureCol.SCORE, excel_made_a_date),
        (CARELESS, "I.3.d", FigureCol.SCORE, True),
        (CARELESS, "II.1.b", FigureCol.RESULT, 0.95),
        (CARELESS, "II.4.b", FigureCol.SCORE, None),
        (CARELESS, "III.2.e", FigureCol.SCORE, "9,5đ"),
        (CARELESS, "III.3.a", FigureCol.SCORE, 15.5),
    ]


HEADERS = (
    VoteCol.ROUND,
    VoteCol.RANK,
    VoteCol.UNIT,
    VoteCol.VOTES,
    VoteCol.ELIGIBLE,
    VoteCol.PRESENT,
    VoteCol.ISSUED,
    VoteCol.COLLECTED,
    VoteCol.VALID,
    VoteCol.INVALID,
    VoteCol.DAY,
    VoteCol.TELLERS,
)
"""The columns of `Bỏ phiếu` that the sample fills."""


def ballots(year: int = YEAR) -> list[dict[str, object]]:
    """The vote at the conference, two delegates a unit: header → value, None where the cell stays blank."""
    whole = {
        VoteCol.ELIGIBLE: 16,
        VoteCol.PRESENT: 16,
        VoteCol.ISSUED: 16,
        VoteCol.COLLECTED: 16,
        VoteCol.VALID: 15,
        VoteCol.INVALID: 1,
        VoteCol.DAY: settings(year).conference,
        VoteCol.TELLERS: "Phạm Thị Ngọc Lam (Trưởng ban), Vũ Văn Trường Giang, Đỗ Thị Mai Trúc",
    }
    blank: dict[str, object] = dict.fromkeys(HEADERS)
    first, second = (
        {VoteCol.ROUND: 1, VoteCol.RANK: 1, VoteCol.UNIT: unit, VoteCol.VOTES: votes}
        for unit, votes in zip(TIED, (9, 6), strict=True)
    )
    return [blank | first | whole, blank | second]
