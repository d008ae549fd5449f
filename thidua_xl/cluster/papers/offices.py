"""Papers of the election: its minutes, and the request to approve head and deputy (HD 1302, I.1, II.3)."""

from collections.abc import Iterator

from ...domain.ranking.posts import Office
from ...domain.values.calling import called
from ...domain.values.said import count_said
from ...domain.year.duties import CONFERENCE
from ...domain.year.papers import APPROVAL, ELECTION_MINUTES
from ...domain.year.regulation import majority_said
from ..kept.people import leaders
from .common import cited_paper, unit_name
from .meetings import meeting_values
from .paper import Facts, Paper, Values
from .voting import elections, round_values


def elected(facts: Facts) -> list[Values]:
    """Whom the members elected, the head first: office, unit, the person who leads that unit."""
    book = facts.book
    names = leaders(book)
    return [
        {
            "chuc_danh": called(office.title, book.settings.calling),
            "don_vi": unit_name(book, code),
            "ho_ten": names.get(code) or None,
        }
        for office, code in facts.outcome.election.winners.items()
    ]


def _ballots(facts: Facts) -> Iterator[Values]:
    for office in Office:
        for one in elections(facts, office):
            title = called(office.title, facts.book.settings.calling)
            yield {"chuc_danh": title, **round_values(facts.book, one)}


def _none_voted(facts: Facts) -> bool:
    """Whether everything was decided without a ballot."""
    rounds = list(_ballots(facts))
    return bool(rounds) and all(one["khong_bo_phieu"] for one in rounds)


def _present(facts: Facts) -> Values:
    """How many were there, as the tellers counted them; nothing where they did not: then the list of people says it."""
    sums = [one.round.sums for office in Office for one in elections(facts, office)]
    counted = next((one.present for one in sums if one.present is not None), None)
    return {} if counted is None else {"so_co_mat": count_said(counted)}


def _minutes(facts: Facts, part: str) -> Values:
    del part
    settings = facts.book.settings
    return {
        **meeting_values(facts, CONFERENCE),
        **_present(facts),
        "khong_bo_phieu": _none_voted(facts),
        "nam_sau": settings.year + 1 if settings.year else None,
        "cach_trung": majority_said(settings.majority),
        "bo_phieu": list(_ballots(facts)),
        "trung_cu": elected(facts),
        "so_don_vi": count_said(len(facts.book.units)),
    }


def _approval(facts: Facts, part: str) -> Values:
    del part
    settings = facts.book.settings
    return {
        **meeting_values(facts, CONFERENCE),
        "nam_sau": settings.year + 1 if settings.year else None,
        "trung_cu": elected(facts),
        "chuc_danh": [one["chuc_danh"] for one in elected(facts)],
        "khong_bo_phieu": _none_voted(facts),
        "bien_ban": cited_paper(facts.book, ELECTION_MINUTES, "Biên bản bầu", "BB"),
    }


def _lacks(facts: Facts, part: str) -> str:
    del part
    return "" if facts.outcome.election.winners else "chưa có kết quả ở trang Bầu Trưởng cụm"


PAPERS: tuple[Paper[Facts], ...] = (
    Paper(ELECTION_MINUTES, "BB", _minutes, lacks=_lacks),
    Paper(APPROVAL, "TTr", _approval, lacks=_lacks),
)
