"""Papers of the conference: the list of those honoured, the minutes (HD 1302, II.3, II.5)."""

from ...domain.year.duties import CONFERENCE
from ...domain.year.papers import COUNT, ELECTION_MINUTES, LIST, MINUTES, REPORT
from ..kept.covenant import covenant_lines
from .apart import set_apart
from .common import attached_to, cited_paper
from .meetings import meeting_values
from .offices import elected
from .paper import Facts, Paper, Values
from .preparation import there_are_scores
from .results import all_rows, barred, by_class, differences, honoured
from .voting import held_rounds, is_decided, votes_said


def _list(facts: Facts, part: str) -> Values:
    del part
    return {
        "don_vi": honoured(facts),
        "xep_loai": by_class(facts),
        "kem_theo": attached_to(facts, "Báo cáo", REPORT, own=LIST),
    }


def _minutes(facts: Facts, part: str) -> Values:
    del part
    return {
        **meeting_values(facts, CONFERENCE),
        "khong_bo_phieu": there_are_scores(facts) and not facts.outcome.standings.open_ties,
        "ket_qua": all_rows(facts),
        "xep_loai": by_class(facts),
        "khong_xet": set_apart(facts),
        "bo_phieu": votes_said(facts),
        "co_bo_phieu": any(not is_decided(one.round) for one in held_rounds(facts)),
        "suy_ton": honoured(facts),
        "khac_diem": [one._asdict() for one in differences(facts)],
        "kiem_phieu": cited_paper(facts.book, COUNT, "Biên bản kiểm phiếu", "BB"),
        "trung_cu": elected(facts),
        "nam_sau": facts.book.settings.year + 1 if facts.book.settings.year else None,
        "giao_uoc": list(covenant_lines(facts.book)),
        "bien_ban_bau": cited_paper(facts.book, ELECTION_MINUTES, "Biên bản bầu", "BB"),
    }


PAPERS: tuple[Paper[Facts], ...] = (
    Paper(MINUTES, "BB", _minutes, barred=barred),
    Paper(LIST, "", _list, barred=barred),
)
