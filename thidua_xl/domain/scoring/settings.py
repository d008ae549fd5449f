"""Settings of a cluster and year (sheet `Cụm`), as read, with their defaults."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ..values.numbers import Points


class Phase(StrEnum):
    """Giai đoạn."""

    RECEIVING = "Đang nhận"
    SENT = "Đã gửi"
    AGREED = "Đã thông qua"
    CLOSED = "Đã chốt"


class Basis(StrEnum):
    """Xếp theo."""

    POINTS = "Điểm"
    PERCENT = "Tỷ lệ %"


class TiesBelowFirst(StrEnum):
    """Đồng hạng Nhì, Ba: HD 1302 is silent on them, so the cluster chooses."""

    SHARED = "Cùng hạng"
    SHARED_DENSE = "Cùng hạng, không bỏ hạng sau"
    VOTE = "Bỏ phiếu"


class Majority(StrEnum):
    """Cách trúng phiếu."""

    PLURALITY = "Nhiều phiếu nhất"
    OF_VALID = "Quá bán phiếu hợp lệ"
    OF_ELIGIBLE = "Quá bán số người được bỏ phiếu"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the sheet `Cụm` says. `ceiling` in thousandths of a point."""

    year: int = 0
    cluster: str = ""
    name: str = ""
    head: str = ""
    deputy: str = ""
    superior: str = ""
    office: str = ""
    place: str = ""
    signer: str = ""
    signer_title: str = ""
    deadline: date | None = None
    meeting: date | None = None
    conference: date | None = None
    phase: Phase = Phase.RECEIVING
    reopening: str = ""
    """Why a closed book shall be opened again: typed for the button, emptied by it."""
    basis: Basis = Basis.POINTS
    digits: int = 2
    ceiling: Points | None = None
    ties: TiesBelowFirst = TiesBelowFirst.SHARED
    majority: Majority = Majority.PLURALITY
    member: str = ""
    """Thành viên Hội đồng phụ trách cụm (HD 1302, II.4, III.2)."""
    officer: str = ""
    """Chuyên viên theo dõi."""
    grounds: tuple[str, ...] = ()
