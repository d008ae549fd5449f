"""Tiến độ: how a promise stands in June (the thresholds are the program's choice; HD 1302 names none)."""

from decimal import Decimal
from enum import StrEnum

from ..scoring.settings import Milestones


class Progress(StrEnum):
    """Tiến độ."""

    NOT_REPORTED = "Chưa báo cáo"
    UNCLEAR = "Chưa rõ"
    BEHIND = "Chậm"
    ON_TIME = "Đúng"
    AHEAD = "Vượt"


def progress_of(
    target: Decimal | None, result: Decimal | None, estimate: Decimal | None, lower_is_better: bool,
    milestones: Milestones,
) -> Progress:  # fmt: skip
    """How a promise stands; None is what nobody has said.

    Where less is better, a rate and a count behave differently in June: only a result above the target, or an
    estimate, says anything.
    """
    if result is None:
        return Progress.NOT_REPORTED
    if target is None:
        return Progress.UNCLEAR
    if lower_is_better:
        if result > target or (estimate is not None and estimate > target):
            return Progress.BEHIND
        return Progress.UNCLEAR if estimate is None else Progress.ON_TIME
    if target <= 0:
        return Progress.UNCLEAR
    percent = result / target * 100
    if percent < milestones.behind:
        return Progress.BEHIND
    return Progress.AHEAD if percent >= milestones.ahead else Progress.ON_TIME
