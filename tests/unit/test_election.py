"""The election of head and deputy: whom the ballots choose, in which order they count, who may stand."""

from typing import Any

import pytest

from thidua_xl.domain.ranking.posts import Office, post_said, read_office
from thidua_xl.domain.ranking.votes import BallotRow, Decision, RoundResult
from thidua_xl.domain.scoring.settings import Majority
from thidua_xl.domain.scoring.units import Eligibility, Unit
from thidua_xl.domain.values.catalogue import Code
from thidua_xl.domain.year.election import Election, elect

UNITS = [
    Unit("A", "Xã A"),
    Unit("B", "Xã B"),
    Unit("C", "Xã C", eligibility=Eligibility.RANKED_ONLY),
    Unit("D", "Xã D", eligibility=Eligibility.NO, reason="mới thành lập"),
]
HEAD, DEPUTY = Office.HEAD, Office.DEPUTY


def ballot(
    office: Office, votes: dict[str, int | None], *, at: int = 0, number: int = 1, **first: Any
) -> list[BallotRow]:
    """A ballot whose figures agree, from the row `at` on; `first` is typed on its first row."""
    total = sum(count or 0 for count in votes.values())
    rows = [
        BallotRow(at + place, number, office, unit, count)
        for place, (unit, count) in enumerate(votes.items())
    ]
    figures = {"issued": total, "collected": total, "valid": total, "invalid": 0}
    return [rows[0]._replace(**{"starts_ballot": True, **figures, **first}), *rows[1:]]


def elected(*ballots: list[BallotRow], majority: Majority = Majority.PLURALITY) -> Election:
    """The outcome of the ballots in this order."""
    return elect([row for rows in ballots for row in rows], UNITS, majority)


def codes(outcome: Election) -> list[Code]:
    """The codes found, in order."""
    return [found.code for found in outcome.findings]


def results(outcome: Election) -> list[tuple[str, int, bool, str | None]]:
    """What became of the rounds."""
    return [(Office(one.rank).code, one.round, one.counted, one.winner) for one in outcome.results]


@pytest.mark.parametrize(
    ("typed", "office"),
    [
        ("Trưởng cụm", HEAD),
        (" TRƯỞNG  CỤM ", HEAD),
        ("Phó Trưởng cụm", DEPUTY),
        ("phó trưởng khối", DEPUTY),
        ("Trưởng khối", HEAD),
        ("Phó cụm", None),
        ("", None),
    ],
)
def test_an_office_is_read_by_its_title(typed: str, office: Office | None) -> None:
    """In any case of letters, in a cluster or a khối; another word is no office."""
    assert read_office(typed) is office


def test_what_is_voted_on_is_named() -> None:
    """A rank by its number, an office by its title."""
    assert (post_said(1), post_said(HEAD), post_said(DEPUTY)) == (
        "hạng 1",
        "chức Trưởng cụm",
        "chức Phó Trưởng cụm",
    )


def test_nobody_is_asked_to_elect() -> None:
    """No row, no finding, no result."""
    assert elected() == Election()


def test_both_offices_by_their_ballots() -> None:
    """Whoever stands: there is no group of units that must."""
    outcome = elected(ballot(HEAD, {"B": 7, "C": 5}), ballot(DEPUTY, {"A": 8, "C": 4}, at=3))
    assert outcome.winners == {HEAD: "B", DEPUTY: "A"}
    assert results(outcome) == [("head", 1, True, "B"), ("deputy", 1, True, "A")]
    assert codes(outcome) == []


def test_one_candidate_is_elected_by_its_votes() -> None:
    """The usual case in practice; nobody wins without a vote."""
    assert elected(ballot(HEAD, {"B": 9})).winners == {HEAD: "B"}
    outcome = elected(ballot(HEAD, {"B": 0}, issued=9, collected=9, invalid=9))
    assert (outcome.winners, codes(outcome)) == ({}, [Code.VOTE_TIED])


def test_a_decision_with_its_reason_needs_no_vote() -> None:
    """Hands were raised: the meeting's decision, as for a rank."""
    rows = [BallotRow(0, 1, HEAD, "B", decision=Decision.MEETING, reason="Biểu quyết 100%")]
    assert elected(rows).winners == {HEAD: "B"}
    outcome = elected([rows[0]._replace(reason="")])
    assert (outcome.winners, codes(outcome)) == ({}, [Code.REASON_MISSING])
    assert "chức danh của đơn vị B đã đổi (chưa bầu → chức Trưởng cụm" in outcome.findings[0].message


def test_figures_that_disagree_do_not_count() -> None:
    """The sentence names the office and the sheet."""
    outcome = elected(ballot(HEAD, {"A": 7, "B": 5}, valid=11))
    assert results(outcome) == [("head", 1, False, None)]
    assert set(codes(outcome)) == {Code.VOTE_ARITHMETIC}
    found = outcome.findings[0]
    assert (found.sheet, found.row) == ("Bầu Trưởng cụm", ("0",))
    assert "cho chức Trưởng cụm" in found.message and "trang Bầu Trưởng cụm" in found.action


def test_level_candidates_stand_again() -> None:
    """The next round is asked for, and decides."""
    first = ballot(HEAD, {"A": 5, "B": 5, "C": 2})
    outcome = elected(first)
    assert outcome.prefill == ((HEAD, 2, ("A", "B")),)
    assert codes(outcome) == [Code.VOTE_TIED]
    outcome = elected(first, ballot(HEAD, {"A": 4, "B": 8}, at=4, number=2))
    assert (outcome.winners, codes(outcome)) == ({HEAD: "B"}, [])
    assert results(outcome) == [("head", 1, True, None), ("head", 2, True, "B")]


def test_the_majority_is_the_clusters() -> None:
    """Cách trúng phiếu serves both sheets."""
    rows = ballot(HEAD, {"A": 5, "B": 4, "C": 3})
    assert elected(rows).winners == {HEAD: "A"}
    outcome = elected(rows, majority=Majority.OF_VALID)
    assert (outcome.winners, outcome.prefill) == ({}, ((HEAD, 2, ("A", "B")),))


def test_the_last_ballot_that_counts_decides() -> None:
    """An earlier one is kept and told."""
    outcome = elected(ballot(HEAD, {"A": 7, "B": 5}), ballot(HEAD, {"B": 9, "C": 3}, at=3))
    assert outcome.winners == {HEAD: "B"}
    assert codes(outcome) == [Code.VOTE_STALE]
    assert outcome.findings[0].row == ("0",)
    assert "đồng hạng" not in outcome.findings[0].message + outcome.findings[0].action


def test_one_unit_cannot_win_both() -> None:
    """The deputy's ballot that chooses the head is told and not followed; a later one is."""
    head = ballot(HEAD, {"A": 7, "B": 5})
    outcome = elected(head, ballot(DEPUTY, {"A": 8, "C": 4}, at=3))
    assert (outcome.winners, codes(outcome)) == ({HEAD: "A"}, [Code.OFFICE_DOUBLE])
    assert results(outcome)[-1] == ("deputy", 1, False, None)
    assert outcome.findings[0].row == ("3",)
    again = elected(head, ballot(DEPUTY, {"A": 8, "C": 4}, at=3), ballot(DEPUTY, {"B": 7, "C": 5}, at=6))
    assert (again.winners, codes(again)) == ({HEAD: "A", DEPUTY: "B"}, [Code.VOTE_STALE])


def test_the_head_may_lose_as_deputy() -> None:
    """It stood before it was chosen, and nobody chose it twice."""
    outcome = elected(ballot(HEAD, {"A": 7, "B": 5}), ballot(DEPUTY, {"A": 2, "B": 10}, at=3))
    assert (outcome.winners, codes(outcome)) == ({HEAD: "A", DEPUTY: "B"}, [])


def test_the_deputys_ballot_waits_for_the_head() -> None:
    """Counted once the head is chosen, wherever its ballot stands in the sheet."""
    deputy = ballot(DEPUTY, {"B": 7, "C": 5})
    outcome = elected(deputy)
    assert (outcome.winners, codes(outcome)) == ({}, [Code.OFFICE_WAITS])
    assert results(outcome) == [("deputy", 1, False, None)]
    assert elected(deputy, ballot(HEAD, {"A": 12}, at=3)).winners == {HEAD: "A", DEPUTY: "B"}


def test_what_is_wrong_with_the_heads_ballot_is_said_once() -> None:
    """The deputy's follows from it; its own mistakes are told all the same."""
    head = ballot(HEAD, {"A": 6, "B": 6})
    outcome = elected(head, ballot(DEPUTY, {"B": 7, "C": 5}, at=3))
    assert codes(outcome) == [Code.VOTE_TIED]
    outcome = elected(head, ballot(DEPUTY, {"B": 7, "C": 5}, at=3, valid=3))
    assert codes(outcome)[0] is Code.VOTE_TIED and set(codes(outcome)[1:]) == {Code.VOTE_ARITHMETIC}


def test_a_unit_that_is_not_considered_waits_for_a_reason() -> None:
    """HD 1302 does not say whether it may hold office: a person does."""
    rows = ballot(HEAD, {"A": 7, "D": 5})
    outcome = elected(rows)
    assert (outcome.winners, codes(outcome)) == ({}, [Code.OFFICE_BARRED])
    assert outcome.findings[0].unit == "D" and "mới thành lập" in outcome.findings[0].message
    told = [row._replace(reason="Hội nghị đồng ý" if row.unit == "D" else "") for row in rows]
    assert (elected(told).winners, codes(elected(told))) == ({HEAD: "A"}, [])


def test_a_unit_that_only_gets_no_flag_may_be_elected() -> None:
    """Xếp hạng, không đề nghị Cờ is about the flag."""
    assert elected(ballot(HEAD, {"C": 12})).winners == {HEAD: "C"}


def test_a_later_ballot_settles_a_barred_one() -> None:
    """What was asked before is answered: kept, told as a vote that decides nothing."""
    outcome = elected(ballot(HEAD, {"A": 5, "D": 7}), ballot(HEAD, {"A": 7, "B": 5}, at=3))
    assert (outcome.winners, codes(outcome)) == ({HEAD: "A"}, [Code.VOTE_STALE])


def test_a_stranger_is_not_elected() -> None:
    """A code that is no unit of the cluster, even before anybody votes."""
    outcome = elected(ballot(HEAD, {"A": 5, "Z": 7}))
    assert (outcome.winners, codes(outcome)) == ({}, [Code.UNIT_NOT_LISTED])
    listed = [BallotRow(0, 1, HEAD, "Z")]
    assert codes(elected(listed)) == [Code.UNIT_NOT_LISTED]


def test_candidates_that_were_only_listed_stay() -> None:
    """Nothing is found, nothing is dropped: people typed them."""
    rows = [BallotRow(0, 1, HEAD, "A", starts_ballot=True), BallotRow(1, 1, HEAD, "B")]
    outcome = elected(rows, ballot(HEAD, {"C": 12}, at=3))
    assert (outcome.head.droppable, codes(outcome)) == ((), [])
    assert outcome.head.rounds == (RoundResult(HEAD, 1, True, "C"),)
