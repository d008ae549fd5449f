"""Cấp trên và các cụm: what the superior's office knows of its clusters (HD 1302, I.1, II, III). No file."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from ..values.catalogue import Code
from ..values.findings import Finding, finding
from ..values.numbers import Points

APPRAISALS = "Thẩm định"


class AppraisalCol:
    """The headers of `Thẩm định` that say something of the appraisal."""

    UNIT = "Mã đơn vị"
    CRITERION = "Mã tiêu chí"
    CLUSTER_SCORE = "Điểm của cụm"
    SCORE = "Điểm thẩm định"
    REASON = "Lý do"


@dataclass(frozen=True, slots=True)
class OfficeSettings:
    """What the sheet `Cấp trên` says. Distances, weights in thousandths; None is blank, which is not 0."""

    year: int = 0
    superior: str = ""
    """Cấp trên: the district of 2017, a province or a commune of today."""
    office: str = ""
    """Cơ quan tổng hợp, e.g. Sở Nội vụ."""
    council: str = ""
    """Hội đồng Thi đua – Khen thưởng."""
    place: str = ""
    signer: str = ""
    signer_title: str = ""
    earliest: int = 5
    """The table goes up at most so many days before the conference (HD 1302, I.2.1: 3–5)."""
    latest: int = 3
    papers_due: date | None = None
    """Report, minutes and list are due on this day (HD 1302, II.5: before 25 December)."""
    second_within: Points | None = 1000
    """A second unit is checked if it is at most so many points of % behind the first."""
    widest_gaps: int = 3
    """So many units with the widest gap between self and agreed score are checked."""
    cluster_weight: Points | None = None
    """No default: the source gives none."""
    superior_weight: Points | None = None
    flag_1: str = "Cờ thi đua của Chính phủ"
    quota_1: int | None = None
    flag_2: str = "Cờ thi đua của UBND tỉnh"
    quota_2: int | None = None
    council_share: Points | None = None
    """Tỷ lệ thông qua của Hội đồng in thousandths of a percent of all members: no default, see `council`."""
    letterhead_superior: tuple[str, ...] = ()
    """Cơ quan chủ quản trên văn bản: the lines above the body that issues a paper; none for a body without one."""
    letterhead: str = ""
    """Cơ quan ban hành trên văn bản, as typed: `issued_by`."""
    symbol: str = ""
    """Ký hiệu of the papers' numbers; blank is left to people."""
    grounds: tuple[str, ...] = ()
    """Căn cứ, one a line."""

    @property
    def issued_by(self) -> str:
        """The body that issues the office's papers."""
        return self.letterhead or self.office

    @property
    def flags(self) -> tuple[tuple[str, int | None], ...]:
        """The flags that have a name, the highest first, with their quotas."""
        both = ((self.flag_1, self.quota_1), (self.flag_2, self.quota_2))
        return tuple((name, quota) for name, quota in both if name)


class Cluster(NamedTuple):
    """Cụm thi đua, as a row of `Danh sách cụm`."""

    code: str
    name: str
    head: str = ""
    """Trưởng cụm: a unit's code."""
    deputy: str = ""
    member: str = ""
    """Thành viên Hội đồng phụ trách."""
    officer: str = ""
    """Chuyên viên theo dõi."""
    email: str = ""
    conference: date | None = None


class OfficeUnit(NamedTuple):
    """A row of the office book's `Đơn vị`."""

    code: str
    name: str
    cluster: str
    email: str = ""


class PaperKind(StrEnum):
    """Loại hồ sơ: what a cluster sends (HD 1302, I.2.1 and II.5)."""

    TABLE = "Bảng tổng hợp điểm"
    REPORT = "Báo cáo tổng kết"
    MINUTES = "Biên bản hội nghị"
    LIST = "Danh sách suy tôn"


class Paper(NamedTuple):
    """A row of `Hồ sơ nhận`."""

    cluster: str
    kind: PaperKind
    number: str = ""
    received: date | None = None


class SuperiorScore(NamedTuple):
    """A row of `Điểm cấp trên`: the superior's own scoring, on its own scale."""

    unit: str
    total: Points
    maximum: Points


@dataclass(frozen=True, slots=True)
class Appraised:
    """A row of `Thẩm định`. `score` None: not filled in yet, which is not 0."""

    unit: str
    criterion: str
    cluster_score: Points | None
    score: Points | None
    reason: str = ""

    def found(self, code: Code, header: str, value: str, **details: object) -> Finding:
        """A finding at the cell under `header` in this row."""
        return finding(code, unit=self.unit, criterion=self.criterion, sheet=APPRAISALS,
                       row=(self.unit, self.criterion), header=header, value=value, details=details)  # fmt: skip


class Verdict(StrEnum):
    """Quyết định on a proposal."""

    AGREED = "Đồng ý"
    REFUSED = "Không"


class CouncilCol:
    """The headers of `Đề nghị` that say how the council voted."""

    IN_FAVOUR = "Tán thành"
    MEMBERS = "Tổng số thành viên"
    RESULT = "Kết quả"


class CouncilResult(StrEnum):
    """Kết quả of the council's vote on a unit."""

    PASSED = "Thông qua"
    FAILED = "Không thông qua"


class FlagDecision(NamedTuple):
    """A row of `Đề nghị`: what the council's standing members typed, and how the whole council voted."""

    unit: str
    flag: str = ""
    verdict: Verdict | None = None
    reason: str = ""
    in_favour: int | None = None
    members: int | None = None
    """All members of the council, present or not."""
    result: CouncilResult | None = None
    """As people typed it; what the program wrote itself is not here."""
    is_vote_wrong: bool = False
    """Whether figures are typed that cannot be."""

    @property
    def was_voted(self) -> bool:
        """Whether anything is known of a vote."""
        return self.in_favour is not None or self.result is not None or self.is_vote_wrong
