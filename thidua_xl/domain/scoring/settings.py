"""Settings of a cluster and year (sheet `Cụm`), as read, with their defaults."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from ..values.calling import Calling
from ..values.numbers import Points, Rounding
from .class_scale import ClassScale


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


class VacantPlace(StrEnum):
    """Khuyết hạng: what becomes of a place that a condition keeps from its unit."""

    LEFT_EMPTY = "Để trống"
    MOVED_UP = "Đơn vị sau lên thay"


class Majority(StrEnum):
    """Cách trúng phiếu."""

    PLURALITY = "Nhiều phiếu nhất"
    OF_VALID = "Quá bán phiếu hợp lệ"
    OF_ELIGIBLE = "Quá bán số người được bỏ phiếu"


class Window(NamedTuple):
    """Between so many days before the conference the table of scores goes up (HD 1302, I.2.1: "trước 03-5 ngày")."""

    least: int = 3
    most: int = 5

    def __str__(self) -> str:
        """As it is typed: `3–5`, or the one number."""
        return str(self.least) if self.least == self.most else f"{self.least}–{self.most}"


STEPS: tuple[Points, ...] = (1000, 500, 250, 100, 50, 10)
"""Làm tròn đến: 1 · 0,5 · 0,25 · 0,1 · 0,05 · 0,01 of a point."""

USUAL_WINDOW = Window()


class Milestones(NamedTuple):
    """Mốc tiến độ: % of the year's target in June, below the first behind, from the second ahead (our choice)."""

    behind: Decimal = Decimal(50)
    ahead: Decimal = Decimal(60)

    def __str__(self) -> str:
        """As it is typed: `50; 60`."""
        return "; ".join(format(one.normalize(), "f").replace(".", ",") for one in self)


USUAL_MILESTONES = Milestones()


class Award(NamedTuple):
    """Hình thức đề nghị: a form of award, and for how many units the cluster may propose it."""

    name: str
    quota: int


FLAG_ALONE = (Award("Cờ thi đua", 1),)
"""HD 1302, III.3: one unit for the flag, nothing else."""


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
    period: str = ""
    """Kỳ thi đua, as titles print it: `period_said`."""
    starts: date | None = None
    """Từ ngày, as typed; with its default, as all days of the year that follow: `domain.year.deadlines`."""
    ends: date | None = None
    registration_due: date | None = None
    midyear_due: date | None = None
    final_due: date | None = None
    papers_due: date | None = None
    window: Window = USUAL_WINDOW
    milestones: Milestones = USUAL_MILESTONES
    calling: Calling = Calling.CLUSTER
    stage: str = ""
    """Giai đoạn năm, as `domain.year.stages` names it; empty: the last."""
    deadline: date | None = None
    meeting: date | None = None
    conference: date | None = None
    phase: Phase = Phase.RECEIVING
    reopening: str = ""
    """Why a closed book shall be opened again: typed for the button, emptied by it."""
    basis: Basis = Basis.POINTS
    digits: int = 2
    step: Points | None = None
    """Làm tròn đến: scores are multiples of it; None: as many decimals as `digits` says."""
    ceiling: Points | None = None
    ties: TiesBelowFirst = TiesBelowFirst.SHARED
    tie_order: tuple[str, ...] = ()
    """Khi bằng điểm: what tells level units apart, before any vote (`scoring.tie_order`)."""
    majority: Majority = Majority.PLURALITY
    vacant: VacantPlace = VacantPlace.LEFT_EMPTY
    always_voted: int = 0
    """Bỏ phiếu suy tôn: so many of the first by points are voted on, level or not; 0: only units that are level."""
    awards: tuple[Award, ...] = FLAG_ALONE
    """In the order of the ranks."""
    classes: ClassScale | None = None
    """Xếp loại; None: the cluster has no classes."""
    member: str = ""
    """Thành viên Hội đồng phụ trách cụm (HD 1302, II.4, III.2)."""
    officer: str = ""
    """Chuyên viên theo dõi."""
    grounds: tuple[str, ...] = ()
    letterhead_superior: tuple[str, ...] = ()
    """Cơ quan chủ quản trên văn bản, line by line; a paper may have none."""
    letterhead: str = ""
    """Cơ quan ban hành trên văn bản; empty: the unit of the head."""
    letterhead_cluster: str = ""
    """Tên cụm trên văn bản: the third line of the letterhead."""
    symbol: str = "CTĐ"
    """Ký hiệu: what stands in a paper's number for who issues it."""
    sealed: bool = True
    """Đóng dấu đơn vị Trưởng cụm: with the office's seal a signature names both titles, without it the cluster's."""
    signs_for: bool = False
    """Ký thay Trưởng cụm: the deputy signs (KT. TRƯỞNG CỤM)."""

    drops_ends: bool = False
    """Bỏ điểm cao nhất, thấp nhất: of the scores that units give each other."""

    @property
    def rounding(self) -> Rounding:
        """How every score is rounded; a percentage is rounded by the digits alone."""
        return Rounding(self.digits, self.step)

    @property
    def is_dense(self) -> bool:
        """Whether no rank is left out behind level units; a ballot on the first units gives each its own."""
        return self.ties is TiesBelowFirst.SHARED_DENSE and not self.always_voted

    @property
    def class_names(self) -> tuple[str, ...]:
        """Every class of the cluster, best first; none where it has no classes."""
        return self.classes.names if self.classes else ()

    @property
    def given(self) -> tuple[str, ...]:
        """What people typed here and printed pages quote."""
        return (self.name, self.superior, self.office, self.period, self.signer_title, *self.grounds,
                *self.letterhead_superior, self.letterhead, self.letterhead_cluster)  # fmt: skip

    @property
    def period_said(self) -> str:
        """The period as titles name it: what was typed (`năm học 2026 – 2027`), else the year."""
        return self.period or f"năm {self.year or ''}".rstrip()
