"""The sample's superior: a province with three clusters. The communes are real, everything else is invented."""

from datetime import date
from typing import NamedTuple

from ..domain.criteria import Criteria
from ..domain.office import Cluster, OfficeSettings, OfficeUnit
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
                    f"cum{at}@example.vn", working_day(day.replace(day=day.day + 2 * (at - 1))))
        )  # fmt: skip
        members += [
            OfficeUnit(unit, commune, code, f"{unit.lower()}@example.vn") for unit, commune in communes
        ]
    set_to = OfficeSettings(
        year=year, superior=first.superior, office=first.office,
        council="Hội đồng Thi đua – Khen thưởng tỉnh Thanh Hóa", place="Thanh Hóa", signer="Đỗ Trọng Gia Huy",
        signer_title="GIÁM ĐỐC", papers_due=date(year, 12, 24), quota_1=1, quota_2=1,
    )  # fmt: skip
    return SampleOffice(set_to, tuple(clusters), tuple(members), Criteria(tuple(criteria())))
