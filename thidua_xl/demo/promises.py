"""What the sample's communes promise in spring and report in June, worked out from what they have in December.

In spring the table of criteria is not yet what it is in December: in July one weight is raised, one criterion gets
another number, one is added.
"""

import math
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from .. import sample
from ..domain.scoring.criteria import Criteria, Criterion
from ..domain.scoring.groups import grouping_of
from ..sample import Filled
from ..sheets.form.stage_tables import MidyearCol, RegisterCol
from .forms import Cells

LATE, ON_PAPER, ODD = "VSO", "XLO", "HLY"
"""Who registers after the day, who on paper, and who registers less than the cluster's common target."""
COMMON = {"I.3.a": 95, "I.6.a": 95}
"""Criteria with one target for all."""
RAISED, RENUMBERED, ADDED = "I.4.b", "I.5.c", "V.2"
IN_SPRING = "I.5.d"
"""The code that the renumbered criterion has in spring."""
_POINTS_IN_SPRING = 20_000
PROMISED = {("HLY", "I.6.a"): 85, ("TDA", "I.2.b"): 8000}
"""Targets that are another in spring than on the form of December: an odd one, and one that is lowered later."""
BEHIND = {
    ("HLY", "I.2.b"): (1850, 4600, "Hai phiên đấu giá đầu năm không có người tham gia; đề nghị giãn tiến độ"),
    ("VSO", "I.2.b"): (1400, 3500, "Mặt bằng khu trung tâm còn 06 hộ chưa nhận tiền bồi thường"),
}
"""Unit and criterion → result of six months, estimate and why: the two promises that are late in June."""


def spring_criteria() -> Criteria:
    """The table with which the year begins."""
    plain = Criteria(tuple(_in_spring(row) for row in sample.criteria() if row.code != ADDED))
    grouping = grouping_of(plain, digits=2)
    return Criteria(tuple(
        replace(row, max_points=grouping.section_maximum(row.code)) if row.is_section else row for row in plain
    ))  # fmt: skip


def _in_spring(row: Criterion) -> Criterion:
    if row.code in COMMON:
        return replace(row, common_target=Decimal(COMMON[row.code]))
    if row.code == RAISED:
        return replace(row, max_points=_POINTS_IN_SPRING)
    if row.code == RENUMBERED:
        return replace(row, code=IN_SPRING, number=IN_SPRING.rpartition(".")[2])
    return row


def registered(unit: str, year: int) -> Cells:
    """What a commune fills in on its form of registration: its targets, what it reached the year before."""
    cells: dict[tuple[str, str], object] = {}
    for code, target in _targets(unit, year):
        now = IN_SPRING if code == RENUMBERED else code
        cells[now, RegisterCol.TARGET] = target
        cells[now, RegisterCol.LAST_YEAR] = _share(target, 0.96)
    for code, content in _CONTENTS.items():
        cells[code, RegisterCol.CONTENT] = content
    return cells


_CONTENTS = {
    "III.1.d": "Mỗi chi bộ đăng ký một việc làm theo cụ thể trong năm",
    "III.2.e": "Gửi báo cáo đúng hạn, đúng mẫu",
    "III.3.a": "Phát động 02 phong trào thi đua, sơ kết trong tháng 6",
    "III.3.e": "Ký giao ước thi đua trong quý I",
}
"""Of criteria without a number, a unit says in words what it will do (HD 1302, I.2.4)."""


def halfway(unit: str, year: int) -> Cells:
    """What a commune reports in June: a good half of every target, but for the two that are late."""
    cells: dict[tuple[str, str], object] = {}
    for code, target in _targets(unit, year):
        result, estimate, why = BEHIND.get((unit, code), (_half(code, target), target, ""))
        cells[code, MidyearCol.RESULT] = result
        cells[code, MidyearCol.ESTIMATE] = estimate
        if why:
            cells[code, MidyearCol.TROUBLE] = why
    return cells


def _targets(unit: str, year: int) -> Iterator[tuple[str, float | int]]:
    """Criterion and what was promised."""
    filled: dict[str, Filled] = sample.fills(year)[unit]
    for code, one in filled.items():
        if one.target is not None:
            yield code, PROMISED.get((unit, code), one.target)


def _half(code: str, target: float | int) -> float | int:
    """Rates stand where they will stand in December; what is counted has come in by a good half."""
    criterion = next(row for row in sample.criteria() if row.code == code)
    is_rate = criterion.measure == "%"
    return _share(target, 0.97 if is_rate else 0.54)


def _share(target: float | int, share: float) -> float | int:
    """So much of a target, as whole as the target is."""
    return math.ceil(target * share) if isinstance(target, int) else round(target * share, 1)
