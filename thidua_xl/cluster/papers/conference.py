"""Papers of the conference: the list of those honoured, the minutes (HD 1302, II.3, II.5)."""

from ...domain.year.duties import CONFERENCE
from ...domain.year.papers import LIST, MINUTES, REPORT
from .common import attached_to
from .meetings import meeting_values
from .paper import Facts, Paper, Values
from .results import all_rows, barred, differences, honoured
from .voting import votes_said


def _list(facts: Facts, part: str) -> Values:
    del part
    return {"don_vi": honoured(facts), "kem_theo": attached_to(facts, "Báo cáo", REPORT)}


def _minutes(facts: Facts, part: str) -> Values:
    del part
    return {
        **meeting_values(facts, CONFERENCE),
        "ket_qua": all_rows(facts),
        "bo_phieu": votes_said(facts),
        "suy_ton": honoured(facts),
        "khac_diem": [one._asdict() for one in differences(facts)],
    }


PAPERS: tuple[Paper[Facts], ...] = (
    Paper(MINUTES, "BB", _minutes, barred=barred),
    Paper(LIST, "", _list, barred=barred),
)
