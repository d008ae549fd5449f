"""Ranks, places, ties and the nominee (HD 1302, III.3; design, 4)."""

from collections.abc import Sequence
from typing import Any

import pytest

from thidua_xl.domain.ranking.proclaimed import Proclamation
from thidua_xl.domain.ranking.standings import (
    OpenTie,
    SettledTie,
    Standing,
    Standings,
    UnitStatus,
    few,
    rank_units,
)
from thidua_xl.domain.ranking.votes import BallotRow, Decision
from thidua_xl.domain.scoring.scores import UnitTotal
from thidua_xl.domain.scoring.settings import Basis, Settings, TiesBelowFirst
from thidua_xl.domain.scoring.units import Eligibility, Unit
from thidua_xl.domain.values.catalogue import Code

SHARED, DENSE, VOTE = TiesBelowFirst
COLUMNS = {"Hội nghị suy tôn": "D", "Đề nghị Cờ": "E", "Lý do": "F"}


def total(code: str, points: int, **changes: Any) -> UnitTotal:
    """A unit with this many points of 100, complete unless said otherwise."""
    eligibility = changes.pop("eligibility", Eligibility.YES)
    unit = Unit(code, f"Xã {code}", eligibility=eligibility, reason=changes.pop("reason", ""))
    given = {"agreed_total": points * 1000, "self_total": points * 1000, "max_total": 100_000, **changes}
    return UnitTotal(unit, **given)


def cluster(points: str) -> list[UnitTotal]:
    """`"90 90 80"`: units A, B, C."""
    return [total(code, int(text)) for code, text in zip("ABCDEFGH", points.split(), strict=False)]


def vote(rank: int, votes: str, *, at: int = 4) -> list[BallotRow]:
    """`"A7 B5"`: a round in which every figure agrees."""
    pairs = [(word[0], int(word[1:])) for word in votes.split()]
    whole = sum(number for _, number in pairs)
    first: dict[str, Any] = {"issued": whole, "collected": whole, "valid": whole, "invalid": 0}
    return [
        BallotRow(at + place, 1, rank, unit, number, **({} if place else first))
        for place, (unit, number) in enumerate(pairs)
    ]


def ranked(
    totals: str | Sequence[UnitTotal],
    ties: TiesBelowFirst = SHARED,
    ballots: Sequence[BallotRow] = (),
    said: Sequence[Proclamation] = (),
    basis: Basis = Basis.POINTS,
) -> Standings:
    """The standings of a cluster."""
    units = cluster(totals) if isinstance(totals, str) else totals
    return rank_units(units, Settings(ties=ties, basis=basis), ballots, said)


def lines(standings: Standings) -> dict[str, Standing]:
    """Every line by its unit."""
    return {line.code: line for line in standings.standings}


def ranks(standings: Standings) -> str:
    """The ranks in the order of the book; a vote that is waited for shows as `?`."""
    ordered = sorted(standings.standings, key=lambda line: line.code)
    return " ".join(
        f"{line.rank or '-'}{'?' if line.status is UnitStatus.WAITING_VOTE else ''}" for line in ordered
    )


def codes(standings: Standings) -> list[str]:
    """The names of what was found."""
    return [found.code.name for found in standings.findings]


# --- ranks ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("points", "shared", "dense", "voted"),
    [
        ("90", "1", "1", "1"),
        ("70 90 80", "3 1 2", "3 1 2", "3 1 2"),
        ("90 90", "1? 1?", "1? 1?", "1? 1?"),
        ("90 90 80", "1? 1? 3", "1? 1? 3", "1? 1? 3"),
        ("90 90 90 80", "1? 1? 1? 4", "1? 1? 1? 3", "1? 1? 1? 4"),
        ("90 80 80 70", "1 2 2 4", "1 2 2 3", "1 2? 2? 4"),
        ("90 80 80 80 70", "1 2 2 2 5", "1 2 2 2 3", "1 2? 2? 2? 5"),
        ("90 80 70 70 60", "1 2 3 3 5", "1 2 3 3 4", "1 2 3? 3? 5"),
        ("90 80 70 70 70 60", "1 2 3 3 3 6", "1 2 3 3 3 4", "1 2 3? 3? 3? 6"),
        ("90 80 70 60 60 50", "1 2 3 4 4 6", "1 2 3 4 4 5", "1 2 3 4 4 6"),
        ("90 90 80 80 70", "1? 1? 3 3 5", "1? 1? 3 3 4", "1? 1? 3? 3? 5"),
        ("90 90 90 90", "1? 1? 1? 1?", "1? 1? 1? 1?", "1? 1? 1? 1?"),
    ],
)
def test_ranks_before_any_vote(points: str, shared: str, dense: str, voted: str) -> None:
    """A tie at first always waits; below it the setting decides."""
    assert [ranks(ranked(points, ties)) for ties in TiesBelowFirst] == [shared, dense, voted]


@pytest.mark.parametrize(
    ("points", "ballots", "shared", "dense", "voted"),
    [
        ("90 90 80", vote(1, "A5 B7"), "2 1 3", "2 1 3", "2 1 3"),
        ("90 90 90 80", vote(1, "A5 B6 C1"), "2 1 2 4", "2 1 2 3", "2? 1 2? 4"),
        ("90 90 90 80", [*vote(1, "A5 B6 C1"), *vote(2, "A5 C7", at=9)], "2 1 2 4", "2 1 2 3", "3 1 2 4"),
        ("90 80 80 70", vote(2, "B5 C7"), "1 2 2 4", "1 2 2 3", "1 3 2 4"),
        ("90 80 80 80 70", vote(2, "B5 C7 D0"), "1 2 2 2 5", "1 2 2 2 3", "1 3? 2 3? 5"),
        ("90 80 70 70 70 60", vote(3, "C5 D7 E0"), "1 2 3 3 3 6", "1 2 3 3 3 4", "1 2 4 3 4 6"),
        ("90 80 80 80", [*vote(2, "B5 C7 D0"), *vote(3, "B5 D7", at=9)], "1 2 2 2", "1 2 2 2", "1 4 2 3"),
    ],
)
def test_ranks_after_a_vote(
    points: str, ballots: list[BallotRow], shared: str, dense: str, voted: str
) -> None:
    """The winner takes the rank; the losers share the next one, or vote on it, whatever their votes."""
    assert [ranks(ranked(points, ties, ballots)) for ties in TiesBelowFirst] == [shared, dense, voted]


@pytest.mark.parametrize(
    ("points", "ties", "ballots", "adjustments"),
    [
        ("90 80 80 70", SHARED, [], "0 0 0 0"),
        ("90 90 80 70", SHARED, vote(1, "A5 B7"), "1 0 0 0"),
        ("90 90 90 80", VOTE, [*vote(1, "A5 B6 C1"), *vote(2, "A5 C7", at=9)], "2 0 1 0"),
        ("90 90 80 80", DENSE, [], "0 0 1 1"),
        ("90 90 80 70", DENSE, vote(1, "A5 B7"), "1 0 1 1"),
    ],
)
def test_the_adjustment_makes_the_live_rank_the_stored_one(
    points: str, ties: TiesBelowFirst, ballots: list[BallotRow], adjustments: str
) -> None:
    """Rank by points plus adjustment is the rank."""
    found = lines(ranked(points, ties, ballots))
    assert " ".join(str(found[code].adjustment) for code in sorted(found)) == adjustments


def test_a_line_knows_its_group_before_the_vote() -> None:
    """The live formula drops the adjustment once that group has changed."""
    found = lines(ranked("90 90 80", ballots=vote(1, "A5 B7")))
    assert [(found[c].group_total, found[c].group_size) for c in "ABC"] == [
        (90_000, 2),
        (90_000, 2),
        (80_000, 1),
    ]


# --- the tie at first -----------------------------------------------------------------------


def test_a_tie_at_first_stops_and_says_so() -> None:
    """No place, no nominee, an error that names the units and their points, rows for the vote."""
    standings = ranked("90 90 80")
    a, c = lines(standings)["A"], lines(standings)["C"]
    assert (a.place, a.tied_with, a.tie_text) == (None, ("B",), "Đồng hạng 1 – chờ bỏ phiếu")
    assert (a.note, c.place, c.tie_text) == ("Chờ bỏ phiếu chọn Nhất", "Ba", "")
    assert (standings.nominee, standings.open_ties) == (None, (OpenTie(1, ("A", "B")),))
    assert standings.prefill == ((1, 1, ("A", "B")),)
    found = standings.findings[0]
    assert (found.code, found.value, "hạng 1 (90,00 điểm)" in found.message) == (Code.TIE_OPEN, "A, B", True)


def test_the_vote_names_the_first_unit() -> None:
    """The winner is first and nominee, the loser second."""
    standings = ranked("90 90 80", ballots=vote(1, "A5 B7"))
    found = lines(standings)
    assert [(found[c].place, found[c].nominee, found[c].tied_with) for c in "ABC"] == [
        ("Nhì", False, ()),
        ("Nhất", True, ()),
        ("Ba", False, ()),
    ]
    assert standings.settled_ties == (SettledTie(1, ("A", "B"), "B", Decision.BALLOT, 1),)
    assert (standings.nominee, standings.findings, found["A"].note) == ("B", [], "Hạng theo: Bỏ phiếu lần 1")


def test_a_level_vote_asks_for_the_next_round() -> None:
    """Candidates of round 2 are filled in, in the order of the book."""
    standings = ranked("90 90 80", ballots=vote(1, "B6 A6"))
    assert standings.prefill == ((1, 2, ("A", "B")),)
    assert codes(standings) == ["TIE_OPEN", "VOTE_TIED"]


def test_a_vote_between_units_no_longer_level_is_stale() -> None:
    """A corrected score undid the tie: the points decide again, the vote is kept and reported."""
    standings = ranked("91 90 80", ballots=vote(1, "A5 B7"))
    assert (ranks(standings), standings.nominee, codes(standings)) == ("1 2 3", "A", ["VOTE_STALE"])
    assert [(one.rank, one.counted) for one in standings.votes] == [(1, False)]


def test_pre_filled_rows_of_a_vanished_tie_may_go() -> None:
    """Nothing was typed in them, so nobody is bothered."""
    rows = [BallotRow(4, 1, 1, "A"), BallotRow(5, 1, 1, "B")]
    standings = ranked("91 90 80", ballots=rows)
    assert (standings.findings, standings.votes) == ([], ())
    assert [held.candidates for held in standings.droppable] == [frozenset("AB")]


# --- ties at second and third ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("points", "ties", "places", "note"),
    [
        ("90 80 80 70", SHARED, "Nhất Nhì Nhì -", "Hai đơn vị cùng Nhì nên không có Ba"),
        ("90 80 80 80", SHARED, "Nhất Nhì Nhì Nhì", "Ba đơn vị cùng Nhì nên không có Ba"),
        ("90 80 80 70", DENSE, "Nhất Nhì Nhì Ba", ""),
        ("90 80 80 70", VOTE, "Nhất - - -", "Chờ bỏ phiếu chọn Nhì"),
        ("90 85 80 80", SHARED, "Nhất Nhì Ba Ba", ""),
    ],
)
def test_places_and_notes_of_ties_below_first(
    points: str, ties: TiesBelowFirst, places: str, note: str
) -> None:
    """Where a tie leaves no Ba, the tied lines say so."""
    found = lines(ranked(points, ties))
    assert " ".join(found[code].place or "-" for code in "ABCD") == places
    assert found["C"].note == note


def test_losers_of_a_vote_who_share_second_leave_no_third() -> None:
    """Three level for first: one Nhất, two Nhì."""
    note = lines(ranked("90 90 90 80", ballots=vote(1, "A5 B6 C1")))["C"].note
    assert note == "Hạng theo: Bỏ phiếu lần 1; Hai đơn vị cùng Nhì nên không có Ba"


def test_an_open_tie_at_second_keeps_the_nominee() -> None:
    """A person must act, but the flag is not in doubt."""
    standings = ranked("90 80 80", VOTE)
    assert (standings.nominee, codes(standings)) == ("A", ["TIE_OPEN"])


# --- excluded, missing, incomplete ----------------------------------------------------------


def test_an_excluded_unit_keeps_its_points_and_gets_no_rank() -> None:
    """It is not in anybody's way either."""
    out = total("A", 95, eligibility=Eligibility.NO, reason="Có đơn thư", missing=("I.1",))
    standings = ranked([out, total("B", 90)])
    line = lines(standings)["A"]
    assert (line.status, line.rank, line.total.agreed_total) == (UnitStatus.EXCLUDED, None, 95_000)
    assert (line.note, standings.nominee) == ("Không xét thi đua: Có đơn thư", "B")
    assert (standings.provisional, standings.findings) == (False, [])


def test_a_missing_unit_makes_the_result_provisional() -> None:
    """No rank for it, no nominee for anybody."""
    standings = ranked([total("A", 90), total("B", 0, empty=True)])
    line = lines(standings)["B"]
    assert (line.status, line.rank, line.note) == (UnitStatus.MISSING, None, "Chưa có phiếu, chưa nhập điểm")
    assert (standings.provisional, standings.nominee, codes(standings)) == (True, None, ["UNIT_MISSING"])


def test_an_incomplete_unit_is_ranked_on_what_it_has() -> None:
    """It has its place, provisionally; the finding says what is missing."""
    missing = tuple(f"I.{number}" for number in range(1, 8))
    standings = ranked([total("A", 90, missing=missing), total("B", 80)])
    line = lines(standings)["A"]
    assert (line.status, line.rank, line.place) == (UnitStatus.INCOMPLETE, 1, "Nhất")
    assert line.note == "Thiếu điểm I.1, I.2, I.3, I.4, I.5, … (còn 2)"
    assert (standings.provisional, standings.nominee) == (True, None)
    found = standings.findings[0]
    assert (found.code, found.unit) == (Code.UNIT_INCOMPLETE, "A")
    assert "của 7 tiêu chí: I.1, I.2" in found.message


def test_waiting_for_the_vote_is_said_before_incomplete() -> None:
    """The first state that fits; what is missing is reported all the same."""
    standings = ranked([total("A", 90, missing=("I.1",)), total("B", 90)])
    assert [line.status for line in standings.standings] == [UnitStatus.WAITING_VOTE] * 2
    assert lines(standings)["A"].note == "Tạm bằng điểm; chờ đủ điểm của A; Thiếu điểm I.1"
    assert codes(standings) == ["UNIT_INCOMPLETE", "TIE_OPEN"]


@pytest.mark.parametrize("count", [1, 5])
def test_few_codes_are_all_named(count: int) -> None:
    """Nothing is abridged that fits."""
    assert few(["I.1"] * count) == ", ".join(["I.1"] * count)


def test_nobody_to_rank_is_no_error() -> None:
    """An empty book, or one with excluded units only."""
    assert ranked([]).standings == ()
    assert ranked([total("A", 90, eligibility=Eligibility.NO)]).nominee is None
    assert ranked([total("A", 90, eligibility=Eligibility.NO)]).findings == []


def test_unranked_units_stand_last() -> None:
    """By rank, then in the order of the book."""
    units = [total("A", 0, empty=True), total("B", 80), total("C", 90), total("D", 80)]
    assert [line.code for line in ranked(units).standings] == ["C", "B", "D", "A"]


# --- percent --------------------------------------------------------------------------------


def test_the_setting_ranks_by_percent() -> None:
    """Fewer points of a smaller maximum may be the better share."""
    units = [total("A", 90, percent=90_000), total("B", 85, max_total=90_000, percent=94_440)]
    assert ranks(ranked(units, basis=Basis.PERCENT)) == "2 1"
    assert ranks(ranked(units)) == "1 2"


def test_equal_percentages_are_a_tie() -> None:
    """Whatever the points behind them."""
    units = [total("A", 90, percent=90_000), total("B", 45, max_total=50_000, percent=90_000)]
    standings = ranked(units, basis=Basis.PERCENT)
    assert "hạng 1 (90,00 %)" in standings.findings[0].message


def test_without_a_maximum_there_is_no_percentage_and_no_rank() -> None:
    """Incomplete, and said so."""
    units = [total("A", 90, percent=90_000), total("B", 0, max_total=0)]
    standings = ranked(units, basis=Basis.PERCENT)
    line = lines(standings)["B"]
    assert (line.status, line.rank, standings.provisional) == (UnitStatus.INCOMPLETE, None, True)
    assert line.note == "Điểm tối đa bằng 0 nên không tính được tỷ lệ %"
    assert codes(standings) == ["UNIT_INCOMPLETE"]


# --- the nominee ----------------------------------------------------------------------------


def says(unit: str, place: str = "", flag: bool | None = None, reason: str = "") -> Proclamation:
    """What the conference typed on a unit's row."""
    return Proclamation(unit, place, flag, reason)


def test_the_first_unit_is_proposed() -> None:
    """Exactly one unit, as HD 1302 has it."""
    standings = ranked("90 80")
    assert [line.code for line in standings.standings if line.nominee] == ["A"]


def test_the_conference_may_nominate_another_unit() -> None:
    """The difference is recorded with its reason."""
    standings = ranked("90 80", said=[says("A"), says("B", flag=True, reason="Thực tế hoạt động")])
    found = standings.findings[0]
    assert (standings.nominee, found.code, COLUMNS[found.header], found.value) == (
        "B",
        Code.PROCLAIMED_DIFFERS,
        "E",
        "Có",
    )
    assert "hội nghị ghi đề nghị Cờ, theo điểm là không đề nghị Cờ. Lý do: Thực tế" in found.message


def test_the_conference_may_refuse_the_flag() -> None:
    """A typed `Không` for the first unit leaves no nominee."""
    standings = ranked("90 80", said=[says("A", flag=False, reason="Hội nghị không đề nghị")])
    assert (standings.nominee, codes(standings)) == (None, ["PROCLAIMED_DIFFERS"])


def test_refusing_the_first_needs_no_second_reason_where_another_is_named() -> None:
    """The row of the unit that gets the flag carries the reason."""
    said = [says("A", flag=False), says("B", flag=True, reason="Thực tế hoạt động")]
    assert codes(ranked("90 80", said=said)) == ["PROCLAIMED_DIFFERS"]


def test_two_flags_are_one_too_many() -> None:
    """Only one unit is nominated (III.3)."""
    standings = ranked("90 80", said=[says("A", flag=True), says("B", flag=True, reason="x")])
    found = standings.findings[0]
    assert (standings.nominee, found.code, COLUMNS[found.header]) == (None, Code.NOMINEE_DOUBLE, "E")
    assert "A, B" in found.message


def test_a_unit_that_is_ranked_only_is_never_nominated() -> None:
    """Where it is first there is no nominee, with a finding."""
    standings = ranked(
        [total("A", 90, eligibility=Eligibility.RANKED_ONLY, reason="Mới lập"), total("B", 80)]
    )
    assert (standings.nominee, codes(standings)) == (None, ["NOMINEE_BARRED"])
    assert lines(standings)["A"].place == "Nhất"
    assert lines(standings)["A"].note == "Không đề nghị Cờ: Mới lập"
    assert "Mới lập" in standings.findings[0].message


def test_behind_a_barred_unit_the_conference_names_the_nominee() -> None:
    """With the reason that the finding asked for."""
    units = [total("A", 90, eligibility=Eligibility.RANKED_ONLY), total("B", 80)]
    standings = ranked(units, said=[says("A", flag=False), says("B", flag=True, reason="A không xét Cờ")])
    assert (standings.nominee, codes(standings)) == ("B", ["PROCLAIMED_DIFFERS"])


@pytest.mark.parametrize("eligibility", [Eligibility.RANKED_ONLY, Eligibility.NO])
def test_a_barred_unit_cannot_be_typed_as_nominee(eligibility: Eligibility) -> None:
    """Nor does the program put another one in its place."""
    units = [total("A", 90), total("B", 80, eligibility=eligibility)]
    standings = ranked(units, said=[says("B", flag=True, reason="x")])
    barred = standings.findings[0]
    assert (standings.nominee, barred.code, barred.unit, COLUMNS[barred.header]) == (
        None,
        Code.NOMINEE_BARRED,
        "B",
        "E",
    )


def test_a_typed_nominee_waits_while_the_tie_at_first_is_open() -> None:
    """The vote comes first; nothing is compared before it."""
    standings = ranked("90 90", said=[says("A", "Nhất", flag=True)])
    assert (standings.nominee, codes(standings)) == (None, ["TIE_OPEN"])


# --- proclaimed places ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "reason", "found"),
    [
        ("", "", []),
        ("Nhì", "", []),
        (" nhì ", "", []),
        ("Ba", "Thực tế", ["PROCLAIMED_DIFFERS", "PLACE_DOUBLE"]),
        ("Ba", "", ["PROCLAIMED_WITHOUT_REASON", "PLACE_DOUBLE"]),
        ("Không", "", ["PROCLAIMED_WITHOUT_REASON"]),
        ("Không", "Thực tế", ["PROCLAIMED_DIFFERS"]),
        ("Nhì cụm", "", ["VALUE_UNKNOWN"]),
    ],
)
def test_a_proclaimed_place_is_compared_with_the_proposal(place: str, reason: str, found: list[str]) -> None:
    """Blank: the proposal stands; another place needs a reason, and C has Ba already."""
    assert codes(ranked("90 80 70", said=[says("B", place, reason=reason)])) == found


@pytest.mark.parametrize(
    ("place", "found"), [("Không", []), ("-", []), ("Ba", ["PROCLAIMED_WITHOUT_REASON", "PLACE_DOUBLE"])]
)
def test_a_unit_without_a_place_may_be_proclaimed_without_one(place: str, found: list[str]) -> None:
    """`Không` says the same as the points there."""
    assert codes(ranked("90 80 70 60", said=[says("D", place)])) == found


def test_the_difference_names_cell_value_and_proposal() -> None:
    """What is typed where, and what the points say."""
    found = ranked("90 80 70 60", said=[says("D", "Ba")]).findings[0]
    assert (found.unit, found.sheet, COLUMNS[found.header], found.value) == ("D", "Suy tôn", "D", "Ba")
    assert "hội nghị ghi Ba, theo điểm là không suy tôn" in found.message


def test_a_proclamation_of_an_unknown_unit_is_left_to_the_reader() -> None:
    """Its row is orphaned; the ranking knows nothing of it."""
    standings = ranked("90 80", said=[says("Z", "Nhất", flag=True)])
    assert (standings.nominee, standings.findings) == ("A", [])
