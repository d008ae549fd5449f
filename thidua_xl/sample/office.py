"""The sample's superior: a province with three clusters. The communes are real, everything else is invented."""

from datetime import date, timedelta
from typing import NamedTuple

from ..domain.office.inputs import Cluster, OfficeSettings, OfficeUnit, Paper, PaperKind, SuperiorScore
from ..domain.scoring.criteria import Criteria
from ..domain.year.grounds import grounds_for
from .cluster import settings, units, working_day
from .table import criteria

_OTHERS = {
    "TS02": ("Cụm thi đua số 2 các xã vùng đồi (mẫu)", (
        ("TTI", "Xã Thọ Tiến"), ("TSO", "Xã Thọ Sơn"), ("BSO", "Xã Bình Sơn"), ("TBI", "Xã Thọ Bình"),
        ("TLA", "Xã Triệu Thành"), ("HTH", "Xã Hợp Thành"),
    )),
    "TS03": ("Cụm thi đua số 3 các xã ven sông (mẫu)", (
        ("DTI", "Xã Dân Quyền"), ("TPH", "Xã Thọ Phú"), ("XTH", "Xã Xuân Thịnh"), ("TTH", "Xã Thọ Thế"),
        ("TTA", "Xã Thọ Tân"), ("XLC", "Xã Xuân Thọ"),
    )),
}  # fmt: skip


class SampleOffice(NamedTuple):
    """What the sample's office book is filled with."""

    settings: OfficeSettings
    clusters: tuple[Cluster, ...]
    units: tuple[OfficeUnit, ...]
    criteria: Criteria
    papers: tuple[Paper, ...]
    scores: dict[str, SuperiorScore]


_SUPERIOR = {
    "DLY": 91.5, "DLU": 90, "MSO": 94.5, "TDA": 95, "HLY": 84, "XLO": 86.5, "VSO": 88, "THO": 89.5,
    "TTI": 92, "TSO": 93.5, "BSO": 85, "TBI": 90.5, "TLA": 87.5, "HTH": 83,
    "DTI": 93, "TPH": 90, "XTH": 88.5, "TTH": 86, "TTA": 91, "XLC": 82.5,
}  # fmt: skip
"""What the office itself scored, of 100 points."""


def _papers(clusters: list[Cluster]) -> list[Paper]:
    """The first cluster has sent everything in time, the second lacks its report, the third sent its table late."""
    sent: list[Paper] = []
    for at, cluster in enumerate(clusters):
        day = cluster.conference
        assert day is not None
        table, after = day - timedelta(days=(4, 3, 1)[at]), day + timedelta(days=2)
        sent.append(Paper(cluster.code, PaperKind.TABLE, f"{11 + at}/BC-CTĐ", table))
        if at != 1:
            sent.append(Paper(cluster.code, PaperKind.REPORT, f"{15 + at}/BC-CTĐ", after))
        sent.append(Paper(cluster.code, PaperKind.MINUTES, "", after))
        sent.append(Paper(cluster.code, PaperKind.LIST, f"{19 + at}/DS-CTĐ", after))
    return sent


def office(year: int) -> SampleOffice:
    """The office, its clusters, their units and the common criteria."""
    first = settings(year)
    day = first.conference or date(year, 12, 18)
    clusters = [
        Cluster(first.cluster, first.name, first.head, first.deputy, "Nguyễn Đức Bảo Khang", "Lê Thị Quỳnh Chi",
                "cum1@example.vn", day)
    ]  # fmt: skip
    members = [OfficeUnit(unit.code, unit.name, first.cluster, unit.email) for unit in units()]
    for at, (code, (name, communes)) in enumerate(_OTHERS.items(), start=2):
        clusters.append(
            Cluster(code, name, communes[0][0], communes[1][0], "Trần Hữu Minh Đạt", "Lê Thị Quỳnh Chi",
                    f"cum{at}@example.vn", working_day(day + timedelta(days=4 * (at - 1) - 1)))
        )  # fmt: skip
        members += [
            OfficeUnit(unit, commune, code, f"{unit.lower()}@example.vn") for unit, commune in communes
        ]
    set_to = OfficeSettings(
        year=year, superior=first.superior, office=first.office,
        council="Hội đồng Thi đua – Khen thưởng tỉnh Thanh Hóa", place="Thanh Hóa", signer="Đỗ Trọng Gia Huy",
        signer_title="GIÁM ĐỐC", papers_due=date(year, 12, 24), quota_1=1, quota_2=1, cluster_weight=60_000,
        superior_weight=40_000, letterhead_superior=("UBND tỉnh Thanh Hóa",), symbol="SNV", grounds=grounds_for(year),
    )  # fmt: skip
    scores = {unit: SuperiorScore(unit, round(points * 1000), 100_000) for unit, points in _SUPERIOR.items()}
    return SampleOffice(
        set_to, tuple(clusters), tuple(members), Criteria(tuple(criteria())), tuple(_papers(clusters)), scores
    )
