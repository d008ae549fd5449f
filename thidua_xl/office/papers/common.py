"""What all papers of an office share: letterhead, number, place and date, who signs, who receives."""

from collections.abc import Iterator
from datetime import date

from ...cluster.kept.papers import PaperEntry
from ...cluster.papers.common import (
    DOTS,
    SHORT,
    TINY,
    annex_line,
    cited_entry,
    dated,
    lines_of,
    number_line,
    receiver_lines,
)
from ...cluster.papers.paper import Paper, Values
from ...domain.office.inputs import OfficeSettings
from ...domain.office.papers import OF_CLUSTERS, PAPERS, PaperCode
from ...domain.values.numbers import Points, shown
from ...domain.year.grounds import as_ground_lines
from .facts import Facts, name_of_cluster

PERCENT_DIGITS = 2
PROVISIONAL = " (tạm)"
ABSENT = "–"
"""Stands for a figure that is not there and that nobody has to write into the paper: no score of the superior's,
nothing checked."""
_ADDRESSED = ("", "BC", "TTr")
"""Kinds with Kính gửi."""


def common(facts: Facts, paper: Paper[Facts], part: str) -> Values:
    """The placeholders that every template may use."""
    settings, written = facts.settings, facts.by_code.register.entry(PaperCode(paper.code, part))
    return {
        "chu_quan": list(settings.letterhead_superior),
        "co_quan": issuer(settings),
        "so": number_line(settings.symbol, paper.kind, written.number),
        "dia_danh_ngay": f"{settings.place or SHORT}, {dated(written.day)}",
        "nam": settings.year or None,
        "tam": PROVISIONAL if facts.outcome.is_provisional else "",
        "cap_tren": settings.superior or None,
        "co_quan_tong_hop": settings.office or None,
        "hoi_dong": settings.council or None,
        "can_cu": as_ground_lines(settings.grounds) or [f"Căn cứ {DOTS}."],
        "ky_chuc_danh": lines_of(settings.signer_title) or [DOTS],
        "ky_chuc_vu": [],
        "ky_ten": written.signer or settings.signer or None,
        "noi_nhan": list(receiver_lines(written.sent_to, paper.kind, _usual(facts, paper, part))),
        "ma_so": facts.code,
    }


def issuer(settings: OfficeSettings) -> list[str]:
    """Cơ quan ban hành in lines: as typed, else the office."""
    return lines_of(settings.issued_by) or [DOTS]


def _usual(facts: Facts, paper: Paper[Facts], part: str) -> Iterator[str]:
    """Those whom it concerns: who is addressed, the council, the cluster or the unit with its cluster."""
    settings = facts.settings
    if paper.kind in _ADDRESSED:
        yield "Như trên"
    addressed = {"BC": settings.superior, "TTr": settings.council}.get(paper.kind, "")
    others = (settings.superior if paper.kind else "", settings.council)
    yield from (one for one in others if one and one != addressed)
    if part:
        yield from _whose(facts, paper, part)
    elif paper.kind == "BC":
        yield "Các cụm thi đua"


def _whose(facts: Facts, paper: Paper[Facts], part: str) -> Iterator[str]:
    if paper.code in OF_CLUSTERS:
        cluster = facts.book.cluster(part)
        if cluster and cluster.member:
            yield f"{cluster.member} (Thành viên Hội đồng phụ trách cụm)"
        return
    unit = next((one for one in facts.book.units if one.code == part), None)
    if unit:
        yield from (unit.name, f"Trưởng {name_of_cluster(facts, unit.cluster)}")


def attached_to(facts: Facts, name: str, code: str) -> str:
    """`(Kèm theo Tờ trình số 07/TTr-SNV ngày … của …)`; for an electronic paper number and day stay empty."""
    settings, written = facts.settings, register_of(facts, code)
    return annex_line(name, written, settings.symbol, " ".join(issuer(settings)), electronic=facts.electronic)


def cited(facts: Facts, code: str, kind: str) -> str:
    """`Tờ trình … số 12/TTr-SNV ngày …`, by its name in the register."""
    return cited_entry(register_of(facts, code), PAPERS[code], kind, facts.settings.symbol)


def register_of(facts: Facts, code: str) -> PaperEntry:
    """What `Văn bản` says of a paper on all clusters."""
    return facts.by_code.register.entry(PaperCode(code))


def hour_of(day: date | None) -> str:
    """An hour that only people know, and the day: `…… giờ …… phút, ngày 22 tháng 12 năm 2026`."""
    return f"{TINY} giờ {TINY} phút, {dated(day)}"


def percent(points: Points | None) -> str | None:
    """A percentage as printed; None (a blank) where there is none, which is not 0."""
    return None if points is None else shown(points, PERCENT_DIGITS)


def small(name: str) -> str:
    """The name of a paper within a sentence."""
    return f"{name[:1].lower()}{name[1:]}"
