"""The council's vote: what the figures amount to, and what it does to the list (real councils refuse some)."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.test_proposal import BY_CLUSTER, FIRST, SECOND, THREE, cluster, flags, found, order, proposed
from thidua_xl.domain.office.council import votes_of
from thidua_xl.domain.office.inputs import CouncilResult, FlagDecision, Verdict
from thidua_xl.domain.office.proposal import Pending, Proposal, reason_of

PASSED, FAILED = CouncilResult.PASSED, CouncilResult.FAILED
QUOTAS: dict[str, Any] = {**BY_CLUSTER, "quota_1": 1, "quota_2": 1, "council_share": 80_000}


def voted(unit: str, in_favour: int | None = None, members: int | None = 10, **more: Any) -> FlagDecision:
    """A row of `Đề nghị` with so many of ten members in favour."""
    return FlagDecision(unit, in_favour=in_favour, members=members, **more)


def pending(proposal: Proposal) -> dict[str, Pending | None]:
    """Unit → what its flag waits for."""
    return {one.unit.code: one.pending for one in proposal.nominees}


@given(st.integers(0, 60), st.integers(1, 60), st.integers(1_001, 100_000))
def test_a_unit_passes_from_the_threshold_on(favour: int, members: int, threshold: int) -> None:
    """Compared exactly, not as printed: 2/3 is not 66,67 %."""
    votes, wrong = votes_of({"A": voted("A", favour, members)}, threshold)
    assert votes["A"].result is (PASSED if favour * 100_000 >= threshold * members else FAILED)
    assert wrong == []


def test_two_thirds_are_less_than_they_print() -> None:
    """66,67 % on paper is below a threshold of 66,67 %."""
    votes, _ = votes_of({"A": voted("A", 2, 3)}, 66_670)
    assert (votes["A"].result, votes["A"].said) == (FAILED, "Hội đồng không thông qua (2/3, 66,67 %)")


def test_without_a_threshold_the_result_is_a_question() -> None:
    """No default: one question for all units; a typed result needs none."""
    own = proposed(THREE, voted("A", 9), voted("B", 3, result=FAILED), **{**QUOTAS, "council_share": None})
    assert found(own) == [("COUNCIL_SHARE_MISSING", "", "", "A"), ("COUNCIL_NOT_VOTED", "", "", "C")]
    assert pending(own) == {"A": Pending.UNKNOWN, "B": None, "C": Pending.NOT_VOTED}
    assert flags(own) == {"A": FIRST, "B": "", "C": SECOND}
    result = cluster("A", 90_000)
    assert "Hội đồng đã bỏ phiếu (9/10, 90,00 %), chưa rõ kết quả" in reason_of(own.nominees[0], result)


def test_before_any_vote_nothing_waits_for_one() -> None:
    """As ever: the list goes to the council."""
    own = proposed(THREE, **QUOTAS)
    assert (flags(own), found(own)) == ({"A": FIRST, "B": SECOND, "C": ""}, [])
    assert set(pending(own).values()) == {None}


def test_a_nominee_that_did_not_pass_has_no_flag() -> None:
    """It stands last; the list says how many agreed."""
    own = proposed(THREE, voted("A", 9), voted("B", 7), voted("C", 2), **QUOTAS)
    assert (order(own), flags(own)) == ("A1 B- C-", {"A": FIRST, "B": "", "C": ""})
    assert found(own) == []
    assert [one.failed for one in own.nominees] == [False, True, True]
    line = reason_of(own.nominees[1], cluster("B", 80_000))
    assert line.endswith("Hội đồng không thông qua (7/10, 70,00 %)")


def test_a_unit_that_moves_up_must_be_voted_on_itself() -> None:
    """B passed for the second flag: the first is another question. C was not voted on at all."""
    own = proposed(THREE, voted("A", 7), voted("B", 9), **QUOTAS)
    assert flags(own) == {"A": "", "B": FIRST, "C": SECOND}
    assert pending(own) == {"A": None, "B": Pending.NOT_VOTED, "C": Pending.NOT_VOTED}
    assert found(own) == [("COUNCIL_NOT_VOTED", "", "", "B, C")]
    told = {one.unit.code: reason_of(one, cluster(one.unit.code, 1000)) for one in own.nominees}
    assert f"Hội đồng thông qua (9/10, 90,00 %) về {SECOND}" in told["B"]
    assert "Hội đồng chưa bỏ phiếu" in told["C"]


def test_a_second_vote_is_told_by_the_flag_that_is_typed() -> None:
    """What order gives now needs no reason, nor does what it gave before."""
    for flag, waiting in ((FIRST, {"C"}), (SECOND, {"C"})):
        own = proposed(THREE, voted("A", 7), voted("B", 9, flag=flag), **QUOTAS)
        assert (flags(own)["B"], pending(own)["B"]) == (flag, None)
        assert {one.unit.code for one in own.nominees if one.pending} == waiting
        assert [code for code, *_ in found(own)] == ["COUNCIL_NOT_VOTED"]


def test_the_flag_of_one_that_failed_asks_for_no_reason() -> None:
    """It was typed before the vote."""
    own = proposed(
        THREE, voted("A", 7, flag=FIRST), voted("B", 9, flag=FIRST), voted("C", 9, flag=SECOND), **QUOTAS
    )
    assert (flags(own), found(own)) == ({"A": "", "B": FIRST, "C": SECOND}, [])


@pytest.mark.parametrize(("typed", "favour", "flag"), [(PASSED, 7, FIRST), (FAILED, 9, "")])
def test_a_typed_result_counts_and_a_contradiction_is_told(
    typed: CouncilResult, favour: int, flag: str
) -> None:
    """Who typed it may know of a vote by letter; one question, at the result."""
    own = proposed({"A": 90_000}, voted("A", favour, result=typed), **QUOTAS)
    assert (flags(own)["A"], found(own)) == (flag, [("COUNCIL_RESULT_DIFFERS", "A", "G", typed.value)])


def test_figures_that_cannot_be_are_no_vote_and_no_second_question() -> None:
    """They were found where they stand."""
    own = proposed({"A": 90_000}, voted("A", None, None, is_vote_wrong=True), **QUOTAS)
    assert (flags(own)["A"], pending(own)["A"], found(own)) == (FIRST, Pending.UNKNOWN, [])


def test_a_vote_on_a_unit_that_nobody_nominates() -> None:
    """DECISION_NOT_NOMINEE, as every other decision for it."""
    assert ("DECISION_NOT_NOMINEE", "X", "A", "X") in found(proposed(THREE, voted("X", 9), **QUOTAS))


def test_who_is_not_proposed_needs_no_vote() -> None:
    """The standing members were against it."""
    refused = FlagDecision("B", verdict=Verdict.REFUSED, reason="Đang thanh tra")
    own = proposed(THREE, voted("A", 9), refused, voted("C", 8), **QUOTAS)
    assert (flags(own), found(own)) == ({"A": FIRST, "B": "", "C": SECOND}, [])


def test_without_an_order_the_typed_flags_are_voted_on() -> None:
    """Side by side, no weights."""
    own = proposed(THREE, voted("A", 9, flag=FIRST), voted("B", 1, flag=SECOND), council_share=80_000)
    assert (flags(own), found(own)) == ({"A": FIRST, "B": "", "C": ""}, [])
    assert set(pending(own).values()) == {None}
