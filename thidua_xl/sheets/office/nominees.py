"""Sheet `Danh sách đề nghị`: the nominees of all clusters, ranked where the book gives the rule (HD 1302, III.4)."""

from collections.abc import Mapping

from ...domain.office.clusters import ClusterResult
from ...domain.office.inputs import OfficeSettings
from ...domain.office.proposal import Nominee, Proposal, reason_of
from ...domain.values.numbers import Points, in_points, shown_number, stored
from ...workbook.model import Sheet
from ..table import Column, Placement, Table, draw


class Col:
    """The headers of `Danh sách đề nghị`."""

    NUMBER = "TT"
    RANK = "Thứ tự"
    CLUSTER = "Mã cụm"
    UNIT = "Mã đơn vị"
    UNIT_NAME = "Đơn vị"
    CLUSTER_PERCENT = "% của cụm"
    SUPERIOR_PERCENT = "% cấp trên"
    APPRAISED_PERCENT = "% sau thẩm định"
    RANKED_BY = "Giá trị xét"
    FLAG = "Hình thức đề nghị"
    GROUNDS = "Căn cứ"


TABLE = Table(
    "Danh sách đề nghị",
    (
        Column(Col.NUMBER, 6, "integer"),
        Column(Col.RANK, 8, "integer"),
        Column(Col.CLUSTER, 11, "code"),
        Column(Col.UNIT, 11, "code"),
        Column(Col.UNIT_NAME, 24),
        Column(Col.CLUSTER_PERCENT, 10, "points2"),
        Column(Col.SUPERIOR_PERCENT, 10, "points2"),
        Column(Col.APPRAISED_PERCENT, 10, "points2"),
        Column(Col.RANKED_BY, 10, "points2"),
        Column(Col.FLAG, 27, "wrap indent1"),
        Column(Col.GROUNDS, 56),
    ),
    header_row=3,
    key=(Col.UNIT,),
)
REFUSED, VOTED_DOWN, WAITING = "Không đề nghị", "Hội đồng không thông qua", "chờ quyết định"


def render(
    proposal: Proposal, results: Mapping[str, ClusterResult], settings: OfficeSettings, provisional: bool,
    place: Placement | None = None,
) -> Sheet:  # fmt: skip
    """All nominees; `provisional`: a cluster's nominee is not known yet, so places and flags may still move."""
    drawn = draw(
        TABLE, place, title="DANH SÁCH ĐỀ NGHỊ TẶNG CỜ THI ĐUA", note=_note(proposal, settings, provisional)
    )
    has_quota = any(quota is not None for _, quota in settings.flags)
    waits = proposal.is_ranked and has_quota
    for number, one in enumerate(proposal.nominees, start=1):
        flag = _flag(one, provisional)
        left_over = _left_over(proposal, settings) if waits and not flag else ""
        drawn.line(
            {
                Col.NUMBER: number,
                Col.RANK: one.rank,
                Col.CLUSTER: one.cluster,
                Col.UNIT: one.unit.code,
                Col.UNIT_NAME: one.unit.name,
                Col.CLUSTER_PERCENT: _stored(one.unit.percent),
                Col.SUPERIOR_PERCENT: _stored(one.superior),
                Col.APPRAISED_PERCENT: _stored(one.appraised),
                Col.RANKED_BY: _stored(one.value),
                Col.FLAG: flag or left_over,
                Col.GROUNDS: reason_of(one, results[one.cluster]),
            },
            styles={
                Col.APPRAISED_PERCENT: "amber" if one.appraised not in (None, one.unit.percent) else "",
                Col.FLAG: _look(one),
            },
        )
    drawn.sheet.landscape = True
    drawn.sheet.tab = "#1E5631"
    return drawn.sheet


def _flag(one: Nominee, provisional: bool) -> str:
    """The flag and what it still waits for, or why there is none; empty where nobody is against it."""
    if one.refused or one.failed:
        return REFUSED if one.refused else VOTED_DOWN
    notes = [note for note in (one.pending, "tạm" if provisional else None) if note]
    return f"{one.flag} ({', '.join(notes)})" if one.flag and notes else one.flag


def _look(one: Nominee) -> str:
    if one.refused or one.failed:
        return "red"
    return ("amber" if one.pending else "green bold") if one.flag else ""


def _left_over(proposal: Proposal, settings: OfficeSettings) -> str:
    """Why a nominee has no flag: the quotas are used up, or people must decide first."""
    given = sum(bool(one.flag) for one in proposal.nominees)
    quota = sum(quota or 0 for _, quota in settings.flags)
    return "hết chỉ tiêu" if given >= quota else WAITING


def _stored(points: Points | None) -> float | None:
    return None if points is None else stored(points)


def _note(proposal: Proposal, settings: OfficeSettings, provisional: bool) -> str:
    weights = (settings.cluster_weight, settings.superior_weight)
    if proposal.is_ranked:
        cluster, superior = (shown_number(in_points(weight or 0)) for weight in weights)
        text = f"Thứ tự theo trung bình có trọng số: cụm {cluster}, cấp trên {superior} (trang Cấp trên)."
    elif weights == (None, None):
        text = "Chưa xếp thứ tự: trang Cấp trên chưa ghi trọng số (HD 1302 không quy định)."
    else:
        text = "Chưa xếp thứ tự: còn thiếu số liệu, xem trang Sai lệch."
    return text + (" TẠM: chưa đủ kết quả các cụm." if provisional else "")
