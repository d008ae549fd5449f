"""Việc tiếp theo of the superior's office: the one thing to do next, by what came from the clusters."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum, auto

from ..year.next_step import Home, NextStep
from ..year.steps_said import few
from ..year.year_state import Place


class OfficeStep(StrEnum):
    """What is done next, in the order of the office's year."""

    CLUSTERS = auto()
    UNITS = auto()
    DECIDE = auto()
    ISSUE_BOOKS = auto()
    CONSOLIDATE = auto()
    MISMATCHES = auto()
    SCORE = auto()
    PAPERS = auto()
    CHECK = auto()
    PROPOSE = auto()
    DOCUMENTS = auto()


@dataclass(frozen=True, slots=True)
class OfficeState:
    """What the office book shows."""

    clusters: int = 0
    units: int = 0
    missing: tuple[str, ...] = ()
    """The names of clusters of which no book counts."""
    waiting: int = 0
    """Files that wait for a choice."""
    errors: int = 0
    """What has to be settled, in the office's own book and the clusters'."""
    unscored: tuple[str, ...] = ()
    """Units that the superior's own scorers have not scored."""
    lacking: tuple[str, ...] = ()
    """The names of clusters of which papers lack."""
    to_check: int = 0
    """Units proposed for checking of which nothing is entered."""
    nominees: int = 0
    undecided: int = 0
    """Nominees whose proposal waits for the council or an order."""
    places: Mapping[OfficeStep, Place] = field(default_factory=dict)

    @property
    def received(self) -> int:
        """Clusters whose book counts."""
        return self.clusters - len(self.missing)


HOMES: Mapping[OfficeStep, Home] = {
    OfficeStep.CLUSTERS: Home("Danh sách cụm"),
    OfficeStep.UNITS: Home("Đơn vị"),
    OfficeStep.DECIDE: Home("Sổ đã nhận"),
    OfficeStep.ISSUE_BOOKS: Home("Danh sách cụm", "issue-books"),
    OfficeStep.CONSOLIDATE: Home("Tiến độ", "consolidate"),
    OfficeStep.MISMATCHES: Home("Sai lệch"),
    OfficeStep.SCORE: Home("Điểm cấp trên"),
    OfficeStep.PAPERS: Home("Tiến độ", "remind"),
    OfficeStep.CHECK: Home("Kiểm tra", "appraise"),
    OfficeStep.PROPOSE: Home("Đề nghị"),
    OfficeStep.DOCUMENTS: Home("Văn bản", "documents"),
}
_WAITING: Sequence[tuple[OfficeStep, Callable[[OfficeState], bool]]] = (
    (OfficeStep.CLUSTERS, lambda state: not state.clusters),
    (OfficeStep.UNITS, lambda state: not state.units),
    (OfficeStep.DECIDE, lambda state: state.waiting > 0),
    (OfficeStep.ISSUE_BOOKS, lambda state: not state.received),
    (OfficeStep.CONSOLIDATE, lambda state: bool(state.missing)),
    (OfficeStep.MISMATCHES, lambda state: state.errors > 0),
    (OfficeStep.SCORE, lambda state: bool(state.unscored)),
    (OfficeStep.PAPERS, lambda state: bool(state.lacking)),
    (OfficeStep.CHECK, lambda state: state.to_check > 0),
    (OfficeStep.PROPOSE, lambda state: state.undecided > 0),
)
"""The steps in the order in which they are asked."""
_SAID: Mapping[OfficeStep, Callable[[OfficeState], str]] = {
    OfficeStep.CLUSTERS: lambda _: "Nhập các cụm vào trang Danh sách cụm, mỗi cụm một dòng.",
    OfficeStep.UNITS: lambda _: "Nhập các đơn vị của từng cụm vào trang Đơn vị.",
    OfficeStep.DECIDE: lambda state: (
        f"Chọn Quyết định cho {state.waiting} tệp đang chờ ở trang Sổ đã nhận, rồi bấm Tổng hợp các cụm."
    ),
    OfficeStep.ISSUE_BOOKS: lambda state: (
        f"Bấm Lập sổ các cụm (đã lập thì thôi), gửi sổ cho {state.clusters} cụm; khi có sổ gửi lên thì bấm Tổng "
        "hợp các cụm."
    ),
    OfficeStep.CONSOLIDATE: lambda state: (
        f"Khi có sổ gửi lên, bấm Tổng hợp các cụm: đã có {state.received}/{state.clusters} cụm, còn chờ "
        f"{few(state.missing)}."
    ),
    OfficeStep.MISMATCHES: lambda state: (
        f"Xử lý {state.errors} lỗi ở trang Sai lệch, rồi bấm Tổng hợp các cụm."
    ),
    OfficeStep.SCORE: lambda state: (
        f"Nhập điểm cấp trên của {len(state.unscored)} đơn vị: nhận phiếu chấm, hoặc gõ ở trang Điểm cấp trên."
    ),
    OfficeStep.PAPERS: lambda state: (
        f"Bấm Nhắc việc: {few(state.lacking)} còn thiếu hồ sơ; nhận rồi thì ghi ở trang Hồ sơ nhận."
    ),
    OfficeStep.CHECK: lambda state: (
        f"Bấm Kiểm tra, thẩm định: {state.to_check} đơn vị được đề xuất kiểm tra."
    ),
    OfficeStep.PROPOSE: lambda state: (
        f"Ghi quyết định, kết quả Hội đồng cho {state.undecided} đơn vị ở trang Đề nghị."
    ),
    OfficeStep.DOCUMENTS: lambda state: (
        f"Bấm Mọi văn bản để xuất tờ trình, danh sách đề nghị ({state.nominees} đơn vị)."
    ),
}


def office_step(state: OfficeState) -> NextStep:
    """The one thing to do next: the first that waits; where none does, the papers go out."""
    step = next((step for step, waits in _WAITING if waits(state)), OfficeStep.DOCUMENTS)
    sheet, cell = state.places.get(step) or Place(HOMES[step].sheet)
    return NextStep(step, _SAID[step](state), sheet, cell, HOMES[step].command)
