"""Votes: which rounds count, whom they choose, and which ballot serves the present tie."""

from typing import Any

import pytest

from thidua_xl.cluster.asked import asked_for
from thidua_xl.domain.ranking.votes import (
    BallotRow,
    Decision,
    Round,
    RoundResult,
    Settled,
    as_stale,
    group_rounds,
    is_untouched,
    settle_votes,
    stale,
    votes_by_unit,
)
from thidua_xl.domain.scoring.settings import Majority
from thidua_xl.domain.values.catalogue import Code
from thidua_xl.domain.values.findings import Finding
from thidua_xl.sheets.cluster import ballots
from thidua_xl.workbook.grid import Grid

COLUMNS = {
    "Lần": "A",
    "Hạng": "B",
    "Mã đơn vị": "C",
    "Số phiếu": "E",
    "Được bỏ phiếu": "F",
    "Có mặt": "G",
    "Phát ra": "H",
    "Thu vào": "I",
    "Hợp lệ": "J",
    "Không hợp lệ": "K",
    "Quyết định": "N",
    "Lý do": "O",
}
AB = frozenset("AB")
TWELVE: dict[str, Any] = {
    "eligible": 12,
    "present": 12,
    "issued": 12,
    "collected": 12,
    "valid": 12,
    "invalid": 0,
}
PLURALITY, OF_VALID, OF_ELIGIBLE = Majority


def held(
    votes: dict[str, int | None], /, *, at: int = 4, rank: int = 1, number: int = 1, **figures: Any
) -> list[BallotRow]:
    """A round whose first row stands in sheet row `at` (as Excel counts), with figures on that row."""
    rows = [
        BallotRow(
            row=at - 1 + place,
            round=number,
            rank=rank,
            unit=unit,
            votes=count,
        )
        for place, (unit, count) in enumerate(votes.items())
    ]
    rows[0] = rows[0]._replace(**figures)
    return rows


def vote(votes: dict[str, int], /, **place: Any) -> list[BallotRow]:
    """A round of twelve voters in which every figure agrees."""
    spoilt = 12 - sum(votes.values())
    return held({**votes}, **{**TWELVE, "valid": 12 - spoilt, "invalid": spoilt, **place})


def blank(units: str, **place: Any) -> list[BallotRow]:
    """Rows as the program pre-fills them."""
    return held(dict.fromkeys(units), **place)


def decide(rows: list[BallotRow], unit: str, by: Decision, reason: str = "Đã thảo luận") -> list[BallotRow]:
    """The same rows with a decision marked on one of them."""
    return [row._replace(decision=by, reason=reason) if row.unit == unit else row for row in rows]


def settled(
    rows: list[BallotRow], tied: str = "AB", majority: Majority = PLURALITY, rank: int = 1
) -> Settled:
    """The tie settled by these rows."""
    return settle_votes(rows, rank, frozenset(tied), majority)


def cell_of(found: Finding) -> str:
    """Where it points, on a sheet that stands as it was read."""
    return f"{COLUMNS[found.header]}{int(found.row[0]) + 1}"


def codes(outcome: Settled) -> list[Code]:
    """The codes found, in order."""
    return [found.code for found in outcome.findings]


# --- rounds ---------------------------------------------------------------------------------


def test_rows_of_one_rank_and_round_form_a_round() -> None:
    """Rank and round number tell rounds apart."""
    rows = [*vote({"A": 6, "B": 6}), *blank("AB", at=6, number=2), *blank("CD", at=8, rank=2, number=2)]
    assert [(one.rank, one.number, sorted(one.candidates)) for one in group_rounds(rows)] == [
        (1, 1, ["A", "B"]),
        (1, 2, ["A", "B"]),
        (2, 2, ["C", "D"]),
    ]


@pytest.mark.parametrize(
    ("second", "why"),
    [
        (blank("AC", at=6), "a unit that stood already"),
        ([row._replace(starts_ballot=row.unit == "C") for row in blank("CD", at=6)], "a blank row before it"),
        (vote({"C": 7, "D": 5}, at=6), "figures although the round has its own"),
    ],
)
def test_a_second_ballot_of_the_same_rank_is_a_round_of_its_own(second: list[BallotRow], why: str) -> None:
    """Two first rounds below each other are not one of four candidates."""
    assert [len(one.rows) for one in group_rounds([*vote({"A": 7, "B": 5}), *second])] == [2, 2], why


def test_figures_typed_on_the_second_row_are_the_rounds() -> None:
    """They belong on the first row, but nothing else can be meant."""
    first, second = vote({"A": 7, "B": 5})
    nothing: dict[str, Any] = dict.fromkeys(TWELVE)
    rows = [first._replace(**nothing), second._replace(**TWELVE)]
    assert settled(rows).winner == "A"


@pytest.mark.parametrize(
    ("change", "untouched"),
    [
        ({}, True),
        ({"votes": 0}, False),
        ({"issued": 12}, False),
        ({"decision": Decision.BALLOT}, False),
        ({"reason": "x"}, False),
    ],
)
def test_only_rows_as_pre_filled_are_untouched(change: dict[str, Any], untouched: bool) -> None:
    """Whatever a person typed keeps the rows in the sheet."""
    first, second = blank("AB")
    assert is_untouched(Round(1, 1, (first._replace(**change), second))) is untouched


# --- counting -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("majority", "votes", "winner", "ahead"),
    [
        (PLURALITY, {"A": 7, "B": 5}, "A", ""),
        (PLURALITY, {"A": 5, "B": 4, "C": 3}, "A", ""),
        (PLURALITY, {"A": 6, "B": 6}, None, "AB"),
        (PLURALITY, {"A": 5, "B": 5, "C": 2}, None, "AB"),
        (PLURALITY, {"A": 4, "B": 4, "C": 4}, None, "ABC"),
        (PLURALITY, {"A": 0, "B": 0}, None, "AB"),
        (OF_VALID, {"A": 7, "B": 5}, "A", ""),
        (OF_VALID, {"A": 6, "B": 6}, None, "AB"),
        (OF_VALID, {"A": 4, "B": 3}, "A", ""),
        (OF_VALID, {"A": 6, "B": 4, "C": 2}, None, "AB"),
        (OF_VALID, {"A": 6, "B": 3, "C": 3}, None, "ABC"),
        (OF_VALID, {"A": 5, "B": 5, "C": 2}, None, "AB"),
        (OF_VALID, {"A": 4, "B": 4, "C": 3, "D": 1}, None, "AB"),
        (OF_ELIGIBLE, {"A": 7, "B": 5}, "A", ""),
        (OF_ELIGIBLE, {"A": 6, "B": 3}, None, "AB"),
        (OF_ELIGIBLE, {"A": 6, "B": 2, "C": 1}, None, "AB"),
    ],
)
def test_who_is_elected_and_who_stands_again(
    majority: Majority, votes: dict[str, int], winner: str | None, ahead: str
) -> None:
    """One winner, or the next round is between those the rule names."""
    outcome = settled(vote(votes), "".join(votes), majority)
    assert outcome.winner == winner
    assert outcome.rounds == (RoundResult(1, 1, True, winner),)
    assert outcome.next_round == ((2, tuple(ahead)) if ahead else None)
    assert codes(outcome) == ([] if winner else [Code.VOTE_TIED])
    assert outcome.by == (Decision.BALLOT if winner else None)


def test_a_level_vote_says_between_whom_and_quotes_the_cell() -> None:
    """The next round's candidates stand in the action, the cell holds the number quoted."""
    found = settled(vote({"A": 2, "B": 5, "C": 5}), "ABC").findings[0]
    assert (found.code, found.sheet, cell_of(found), found.value) == (Code.VOTE_TIED, "Bỏ phiếu", "E5", "5")
    assert "B, C cùng được 5 phiếu" in found.message
    assert "giữa B, C" in found.action


@pytest.mark.parametrize(
    ("figures", "cell", "value", "why"),
    [
        ({"valid": 11}, "J4", "11", "tổng Số phiếu 12 khác Hợp lệ 11"),
        ({"collected": 13, "issued": 13, "invalid": 1}, "H4", "13", "Phát ra 13 nhiều hơn Có mặt 12"),
        ({"issued": 11}, "I4", "12", "Thu vào 12 nhiều hơn Phát ra 11"),
        ({"invalid": 1}, "I4", "12", "Hợp lệ 12 + Không hợp lệ 1 = 13, khác Thu vào 12"),
        ({"eligible": 11}, "G4", "12", "Có mặt 12 nhiều hơn Được bỏ phiếu 11"),
        ({"eligible": 11, "present": None}, "H4", "12", "Phát ra 12 nhiều hơn Được bỏ phiếu 11"),
        ({"invalid": None}, "K4", "", "còn thiếu Không hợp lệ"),
        ({"issued": None}, "H4", "", "còn thiếu Phát ra"),
        ({"collected": None, "valid": None}, "I4", "", "còn thiếu Thu vào, Hợp lệ"),
        ({"votes": None}, "E4", "", "còn thiếu Số phiếu của A"),
        ({"present": -1}, "G4", "-1", "Có mặt -1 là số âm"),
    ],
)
def test_a_round_whose_figures_do_not_agree_does_not_count(
    figures: dict[str, int | None], cell: str, value: str, why: str
) -> None:
    """The finding names the cell, quotes it and says what does not agree."""
    outcome = settled(vote({"A": 7, "B": 5}, **figures))
    assert outcome.rounds == (RoundResult(1, 1, False, None),)
    assert (outcome.winner, outcome.next_round) == (None, None)
    assert (Code.VOTE_ARITHMETIC, cell, value) in [(f.code, cell_of(f), f.value) for f in outcome.findings]
    assert any(why in found.message for found in outcome.findings)


def test_every_fault_of_a_round_is_named_at_once() -> None:
    """One correction is enough."""
    outcome = settled(vote({"A": 7, "B": 5}, issued=11, valid=10))
    assert [cell_of(found) for found in outcome.findings] == ["I4", "I4", "J4"]


@pytest.mark.parametrize(
    ("majority", "figures", "winner"),
    [
        (PLURALITY, {"eligible": None, "present": None}, "A"),
        (OF_VALID, {"eligible": None, "present": None}, "A"),
        (OF_ELIGIBLE, {"present": None}, "A"),
        (OF_ELIGIBLE, {"eligible": None}, None),
        (PLURALITY, {"issued": 20, "present": 20, "eligible": 25}, "A"),
    ],
)
def test_voters_may_be_blank_except_where_half_of_them_is_needed(
    majority: Majority, figures: dict[str, int | None], winner: str | None
) -> None:
    """`Được bỏ phiếu` is needed under `Quá bán số người được bỏ phiếu` alone."""
    outcome = settled(vote({"A": 7, "B": 5}, **figures), majority=majority)
    assert outcome.winner == winner
    assert codes(outcome) == ([] if winner else [Code.VOTE_ARITHMETIC])


def test_a_round_in_which_nothing_was_typed_only_waits() -> None:
    """The program's own rows are no vote and no mistake."""
    assert settled(blank("AB")) == Settled()


def test_without_rows_the_first_round_is_to_be_filled_in() -> None:
    """The tied units become the candidates of round 1."""
    assert settled([]) == Settled(next_round=(1, ("A", "B")))


@pytest.mark.parametrize(
    "on_second",
    [TWELVE, {"valid": 12, "invalid": 0}],
    ids=["typed twice", "some of them"],
)
def test_figures_of_a_round_on_both_rows_are_one_rounds(on_second: dict[str, Any]) -> None:
    """Copied down, or spread over the rows: a person sees one round, and so the vote counts."""
    first, second = vote({"A": 7, "B": 5})
    if on_second is not TWELVE:
        blanks: dict[str, Any] = dict.fromkeys(on_second)
        first = first._replace(**blanks)
    assert settled([first, second._replace(**on_second)]).winner == "A"


def test_a_figure_on_another_row_is_told_there() -> None:
    """The cell named holds the value quoted, whichever row of the round it stands on."""
    first, second = vote({"A": 7, "B": 5}, valid=None)
    outcome = settled([first, second._replace(valid=11)])
    assert ("J5", "11") in [(cell_of(found), found.value) for found in outcome.findings]


def test_a_round_of_one_unit_says_why_it_does_not_count() -> None:
    """Other figures on each row, or a blank row between, make two rounds of one: the tie stays open, and it is told."""
    first, second = vote({"A": 7, "B": 5})
    for odd in (second._replace(**{**TWELVE, "valid": 5}), second._replace(starts_ballot=True)):
        outcome = settled([first, odd])
        assert outcome.winner is None
        assert codes(outcome) == [Code.VOTE_OF_ONE, Code.VOTE_OF_ONE]


# --- decisions ------------------------------------------------------------------------------


@pytest.mark.parametrize("by", [Decision.MEETING, Decision.SUPERIOR])
def test_a_decision_takes_the_unit_on_whose_row_it_stands(by: Decision) -> None:
    """No vote is needed, only a reason."""
    outcome = settled(decide(blank("AB"), "B", by))
    assert (outcome.winner, outcome.by, outcome.findings) == ("B", by, ())


def test_a_decision_settles_a_level_vote() -> None:
    """Six votes each, then the meeting agrees; no further round is asked for."""
    outcome = settled(decide(vote({"A": 6, "B": 6}), "B", Decision.MEETING))
    assert (outcome.winner, outcome.by, outcome.next_round) == ("B", Decision.MEETING, None)


def test_a_reason_on_the_first_row_serves_the_decision() -> None:
    """The round's own entries stand on its first row."""
    rows = decide(blank("AB"), "B", Decision.SUPERIOR, reason="")
    rows[0] = rows[0]._replace(reason="Văn bản 12/UBND")
    assert settled(rows).winner == "B"


def test_a_decision_without_a_reason_does_not_count() -> None:
    """The cell of `Lý do` on the chosen row is named; it holds nothing."""
    outcome = settled(decide(blank("AB"), "B", Decision.SUPERIOR, reason=""))
    found = outcome.findings[0]
    assert outcome.rounds == (RoundResult(1, 1, False, None),)
    assert (found.code, found.unit, cell_of(found), found.value) == (Code.REASON_MISSING, "B", "O5", "")
    assert "hạng của đơn vị B đã đổi (đồng hạng 1 → hạng 1 – Cấp trên quyết định)" in found.message


@pytest.mark.parametrize(
    ("rows", "cell", "why"),
    [
        (
            decide(decide(blank("AB"), "A", Decision.MEETING), "B", Decision.MEETING),
            "N5",
            "quyết định ghi ở nhiều dòng (A, B)",
        ),
        (
            decide(vote({"A": 7, "B": 5}), "B", Decision.MEETING),
            "N5",
            "quyết định chọn B nhưng số phiếu chọn A",
        ),
        (
            decide(held({"A": 7, "B": None}), "B", Decision.SUPERIOR),
            "N5",
            "quyết định chọn B nhưng số phiếu chọn A",
        ),
    ],
)
def test_a_decision_must_not_contradict_itself_or_the_vote(
    rows: list[BallotRow], cell: str, why: str
) -> None:
    """Two chosen units, or votes that single out another one."""
    outcome = settled(rows)
    assert (outcome.winner, codes(outcome)) == (None, [Code.VOTE_ARITHMETIC])
    assert (cell_of(outcome.findings[0]), why in outcome.findings[0].message) == (cell, True)


def test_the_word_ballot_is_no_decision() -> None:
    """`Bỏ phiếu` on the first row only says how; the votes still decide."""
    assert settled(vote({"A": 5, "B": 7}, decision=Decision.BALLOT)).winner == "B"


# --- further rounds -------------------------------------------------------------------------

LEVEL = vote({"A": 6, "B": 6})


def test_the_second_round_decides_a_level_first_one() -> None:
    """Both rounds counted; the first no longer asks for anything."""
    outcome = settled([*LEVEL, *vote({"A": 5, "B": 7}, at=6, number=2)])
    assert outcome.winner == "B"
    assert outcome.rounds == (RoundResult(1, 1, True, None), RoundResult(1, 2, True, "B"))
    assert outcome.findings == ()


def test_a_third_round_follows_a_level_second_one() -> None:
    """As often as it takes."""
    rows = [*LEVEL, *[row._replace(round=2, row=row.row + 2) for row in LEVEL]]
    assert settled(rows).next_round == (3, ("A", "B"))
    assert settled([*rows, *vote({"A": 12, "B": 0}, at=8, number=3)]).winner == "A"


def test_a_pending_second_round_still_asks_for_the_vote() -> None:
    """Its rows are there, so they are not filled in again."""
    outcome = settled([*LEVEL, *blank("AB", at=6, number=2)])
    assert (codes(outcome), outcome.next_round, outcome.droppable) == ([Code.VOTE_TIED], None, ())


def test_a_faulty_second_round_is_the_only_thing_reported() -> None:
    """One cause, one finding."""
    outcome = settled([*LEVEL, *vote({"A": 5, "B": 7}, at=6, number=2, valid=11)])
    assert set(codes(outcome)) == {Code.VOTE_ARITHMETIC}
    assert [cell_of(found) for found in outcome.findings] == ["I6", "J6"]


def test_a_second_round_between_others_is_stale() -> None:
    """Three stood, A and B were level; a round between A and C settles nothing."""
    rows = [*vote({"A": 5, "B": 5, "C": 2}), *vote({"A": 5, "C": 7}, at=7, number=2)]
    outcome = settled(rows, "ABC")
    assert (outcome.winner, outcome.next_round) == (None, (2, ("A", "B")))
    assert sorted(code.name for code in codes(outcome)) == ["VOTE_STALE", "VOTE_TIED"]
    assert outcome.rounds[1] == RoundResult(1, 2, False, None)


def test_a_round_after_a_faulty_one_waits_without_a_finding() -> None:
    """Once the first is corrected it may well fit."""
    rows = [*vote({"A": 6, "B": 6}, valid=11), *vote({"A": 5, "B": 7}, at=6, number=2)]
    outcome = settled(rows)
    assert set(codes(outcome)) == {Code.VOTE_ARITHMETIC}
    assert [result.counted for result in outcome.rounds] == [False, False]


def test_a_round_after_a_decided_one_is_stale() -> None:
    """The first round chose; a second one changes nothing."""
    outcome = settled([*vote({"A": 7, "B": 5}), *vote({"A": 5, "B": 7}, at=6, number=2)])
    assert (outcome.winner, codes(outcome)) == ("A", [Code.VOTE_STALE])


def test_a_skipped_round_number_is_not_the_next_round() -> None:
    """Round 3 cannot follow round 1."""
    outcome = settled([*LEVEL, *vote({"A": 5, "B": 7}, at=6, number=3)])
    assert (outcome.winner, outcome.next_round) == (None, (2, ("A", "B")))


def test_a_next_round_appended_after_other_ballots_is_found() -> None:
    """Rows added at the end of the sheet must not be added again at every run."""
    rows = [*LEVEL, *vote({"A": 7, "C": 5}, at=6), *blank("AB", at=8, number=2)]
    outcome = settled(rows)
    assert (outcome.next_round, outcome.droppable) == (None, ())
    assert settled([*rows[:-2], *vote({"A": 5, "B": 7}, at=8, number=2)]).winner == "B"


# --- which ballot applies -------------------------------------------------------------------


@pytest.mark.parametrize("tied", ["ABC", "AC", "CD"])
def test_a_ballot_between_other_units_is_kept_ignored_and_reported(tied: str) -> None:
    """A late unit or a corrected score made another tie of it."""
    outcome = settled(vote({"A": 7, "B": 5}), tied)
    found = outcome.findings[0]
    assert (outcome.winner, outcome.next_round) == (None, (1, tuple(tied)))
    assert outcome.rounds == (RoundResult(1, 1, False, None),)
    assert (found.code, cell_of(found), found.value) == (Code.VOTE_STALE, "C4", "A")
    assert "giữa A, B" in found.message


def test_a_pre_filled_round_that_no_longer_fits_is_dropped_silently() -> None:
    """The program may take back what only it wrote."""
    outcome = settled(blank("AB"), "ABC")
    assert (outcome.findings, outcome.rounds, outcome.next_round) == ((), (), (1, ("A", "B", "C")))
    assert [held.candidates for held in outcome.droppable] == [AB]


def test_of_two_ballots_the_later_one_that_counts_applies() -> None:
    """The vote was repeated; the earlier one stays in the sheet as stale."""
    outcome = settled([*vote({"A": 7, "B": 5}), *vote({"A": 5, "B": 7}, at=7)])
    assert (outcome.winner, codes(outcome)) == ("B", [Code.VOTE_STALE])
    assert outcome.rounds == (RoundResult(1, 1, False, None), RoundResult(1, 1, True, "B"))
    assert cell_of(outcome.findings[0]) == "C4"


def test_a_repeated_vote_with_a_fault_leaves_the_earlier_one_standing() -> None:
    """Its own fault is reported, so that a person looks at it."""
    outcome = settled([*vote({"A": 7, "B": 5}), *vote({"A": 5, "B": 7}, at=7, invalid=3)])
    assert (outcome.winner, codes(outcome)) == ("A", [Code.VOTE_ARITHMETIC])


def test_a_repeated_vote_that_is_level_takes_the_earlier_ones_place() -> None:
    """The last word of the meeting is that it is level."""
    outcome = settled([*vote({"A": 7, "B": 5}), *vote({"A": 6, "B": 6}, at=7)])
    assert (outcome.winner, outcome.next_round) == (None, (2, ("A", "B")))


def test_the_other_ballots_own_rounds_come_before_those_further_down() -> None:
    """A second round belongs to the first round it follows."""
    rows = [*LEVEL, *vote({"A": 7, "B": 5}, at=6, number=2)]
    rows += [*vote({"A": 5, "B": 5, "C": 2}, at=9), *vote({"A": 5, "B": 7}, at=12, number=2)]
    assert settled(rows).winner == "A"
    assert settled(rows, "ABC").winner == "B"


def test_a_vote_for_another_rank_says_nothing_about_this_one() -> None:
    """Ranks are voted on one by one."""
    assert settled(vote({"A": 7, "B": 5}, rank=2)) == Settled(next_round=(1, ("A", "B")))


def test_votes_for_ranks_without_a_tie_are_stale() -> None:
    """Typed ones are reported, pre-filled ones may go, those of a live rank are left alone."""
    rows = [*vote({"A": 7, "B": 5}), *vote({"C": 7, "D": 5}, at=6, rank=2), *blank("EF", at=8, rank=3)]
    outcome = stale(rows, {1}, as_stale(Majority.PLURALITY))
    assert codes(outcome) == [Code.VOTE_STALE]
    assert outcome.rounds == (RoundResult(2, 1, False, None),)
    assert [held.rank for held in outcome.droppable] == [3]


@pytest.mark.parametrize(
    ("kept", "known"),
    [("A B", True), ("A B |", False), ("A B | 0123456789abcdef", False), ("A C", False), ("", False)],
    ids=["kept without marks", "none was typed", "another was", "between others", "never"],
)
def test_a_vote_that_the_book_remembers(kept: str, known: bool) -> None:
    """A book of an earlier version keeps only between whom; since then also what was typed while they were level."""
    (held,) = group_rounds(vote({"A": 7, "B": 5}))
    memory = {f"§bỏ phiếu hạng 1: {kept[:3]}": kept} if kept else {}
    assert asked_for(memory).knows(held) is known
    assert asked_for({"§bỏ phiếu hạng 1: A B": f"A B | {held.mark}"}).knows(held)


@pytest.mark.parametrize(
    ("typed", "code", "said"),
    [
        (-3, Code.NOT_A_COUNT, "-3 là số âm."),
        ("-3", Code.NOT_A_COUNT, "-3 là số âm."),
        (2.5, Code.NOT_A_COUNT, "2,5 không phải số nguyên."),
        ("2,5", Code.NOT_A_COUNT, "2,5 không phải số nguyên."),
        ("ba", Code.NOT_A_NUMBER, "“ba” không phải là số."),
    ],
)
def test_figures_that_are_no_count_say_why(typed: object, code: Code, said: str) -> None:
    """A negative number is one all the same, and a text that is no count is no mere note."""
    header = [column.header for column in ballots.TABLE.columns]
    row = [{"Mã đơn vị": "A", "Số phiếu": typed}.get(name) for name in header]
    read, _ = ballots.read_ballots(Grid("Bỏ phiếu", [list(header), row]))
    (found,) = read.findings
    assert (found.code, found.header) == (code, "Số phiếu")
    assert found.message.endswith(said)


def test_votes_of_a_ballot_held_again_are_those_of_the_last_that_counts() -> None:
    """Of two ballots between the same units the last one ranks them; a third whose figures disagree changes nothing."""
    first, second = vote({"A": 7, "B": 5}), vote({"A": 4, "B": 8}, at=6)
    wrong = vote({"A": 9, "B": 3}, at=8, collected=11)
    assert votes_by_unit([*first, *second, *wrong], 1, AB, PLURALITY) == {"A": 4, "B": 8}
    assert votes_by_unit([*first, *second], 2, AB, PLURALITY) == {}
