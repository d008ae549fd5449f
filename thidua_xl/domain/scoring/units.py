"""Đơn vị: a commune or office that is a member of the cluster."""

from enum import StrEnum
from typing import NamedTuple


class Eligibility(StrEnum):
    """Xét thi đua."""

    YES = "Có"
    RANKED_ONLY = "Xếp hạng, không đề nghị Cờ"
    NO = "Không"


class Unit(NamedTuple):
    """One row of the sheet `Đơn vị`."""

    code: str
    name: str
    contact: str = ""
    email: str = ""
    telephone: str = ""
    eligibility: Eligibility = Eligibility.YES
    reason: str = ""
    former: tuple[str, ...] = ()
    """Đơn vị trước đây: codes or names of the units that were merged into it."""
    group: str = ""
    """Nhóm: units of one group share criteria or thresholds of their own."""

    @property
    def is_eligible(self) -> bool:
        """Whether nothing stands against the unit."""
        return self.eligibility is Eligibility.YES

    @property
    def is_excluded(self) -> bool:
        """Whether the unit keeps its points but gets no rank."""
        return self.eligibility is Eligibility.NO
