"""Properties of the ranking, against an independent computation."""

import re
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from thidua_xl.domain.ranking.explain import explain
from thidua_xl.domain.ranking.proclaimed import Proclamation
from thidua_xl.domain.ranking.standings import Standings, UnitStatus, rank_units
from thidua_xl.domain.ranking.votes import BallotRow, Decision, settle_votes
from thidua_xl.domain.scoring.criteria import Criteria
from thidua_xl.domain.scoring.scores import UnitTotal
from thidua_xl.domain.scoring.settings import Majority, Settings, TiesBelowFirst
from thidua_xl.domain.scoring.units import Eligibility, Unit

CODES = "ABCDEFGH"
few_points = st.sampled_from([90_000, 90_010, 85_500, 80_000])
ways = st.sampled_from(list(TiesBelowFirst))
majorities = st.sampled_from(list(Majority))


@st.composite
def clusters(draw: st.DrawFn) -> list[UnitTotal]:
    """One to eight units of few values, so that ties are frequent; any state a unit may be in."""
    return [
        UnitTotal(
            Unit(code, code, eligibility=draw(st.sampled_from([Eligibility.YES, *Eligibility]))),
            agreed_total=draw(few_points),
            max_total=100_000,
            missing=draw(st.sampled_from([(), (), (), ("I.1",)])),
            empty=draw(st.sampled_from([False, False, False, True])),
        )
        for code in CODES[: draw(st.integers(1, 8))]
    ]


numbers = st.none() | st.integers(0, 8)
rows = st.builds(
    BallotRow,
    row=st.just(0),
    round=st.integers(1, 3),
    rank=st.integers(1, 4),
    unit=st.sampled_from(CODES),
    votes=numbers,
    eligible=numbers,
    present=numbers,
    issued=numbers,
    collected=numbers,
    valid=numbers,
    invalid=numbers,
    decision=st.none() | st.sampled_from(list(Decision)),
    reason=st.sampled_from(["", "x"]),
    starts_ballot=st.booleans(),
)


@st.composite
def rounds(draw: st.DrawFn, tied: str, rank: int, number: int = 1) -> list[BallotRow]:
    """A complete and consistent round between `tied`."""
    votes = [draw(st.integers(0, 5)) for _ in tied]
    invalid, absent = draw(st.integers(0, 2)), draw(st.integers(0, 2))
    collected = sum(votes) + invalid
    first: dict[str, Any] = {
        "eligible": collected + absent,
        "issued": collected,
        "collected": collected,
        "valid": sum(votes),
        "invalid": invalid,
    }
    return [
        BallotRow(place, number, rank, unit, votes[place], **({} if place else first))
        for place, unit in enumerate(tied)
    ]


@st.composite
def sheets(draw: st.DrawFn) -> list[BallotRow]:
    """Rounds between the first units of the book, voted or still blank, and rows of any content."""
    found: list[BallotRow] = []
    for _ in range(draw(st.integers(0, 6))):
        tied = "".join(draw(st.lists(st.sampled_from(CODES[:4]), min_size=2, max_size=4, unique=True)))
        rank, number = draw(st.integers(1, 3)), draw(st.integers(1, 3))
        blank = st.just([BallotRow(0, number, rank, unit) for unit in tied])
        part = draw(rounds(tied, rank, number) | blank | st.lists(rows, min_size=1, max_size=3))
        found += [part[0]._replace(starts_ballot=draw(st.booleans())), *part[1:]]
    return [row._replace(row=place) for place, row in enumerate(found)]


proclamations = st.builds(
    Proclamation,
    unit=st.sampled_from(CODES),
    place=st.sampled_from(["", "Nhất", "Ba"]),
    flag=st.none() | st.booleans(),
)
said = st.lists(proclamations, max_size=4)


def ranked(units: list[UnitTotal], ties: TiesBelowFirst, **given_: Any) -> Standings:
    """The standings under a setting."""
    return rank_units(units, Settings(ties=ties), given_.get("ballots", []), given_.get("said", []))


def expected_ranks(units: list[UnitTotal], ties: TiesBelowFirst) -> dict[str, int]:
    """Ranks before any vote, straight from their definition."""
    values = {
        one.unit.code: Fraction(one.agreed_total, 1000)
        for one in units
        if one.unit.eligibility is not Eligibility.NO and not one.empty
    }
    found = {}
    for code, value in values.items():
        above = [other for other in values.values() if other > value]
        if ties is TiesBelowFirst.SHARED_DENSE and above:
            two_ranks = above.count(max(above)) > 1  # a winner to come, and the losers behind it
            found[code] = len(set(above)) + 1 + two_ranks
        else:
            found[code] = len(above) + 1
    return found


@given(clusters(), ways)
def test_ranks_equal_an_independent_computation(units: list[UnitTotal], ties: TiesBelowFirst) -> None:
    """Without votes, by fractions."""
    standings = ranked(units, ties)
    found = {one.code: one.rank for one in standings.standings if one.rank is not None}
    assert found == expected_ranks(units, ties)


@given(clusters(), ways, sheets(), said, st.randoms())
def test_input_order_never_changes_the_result(
    units: list[UnitTotal],
    ties: TiesBelowFirst,
    sheet: list[BallotRow],
    typed: list[Proclamation],
    random: Any,
) -> None:
    """Rows of the book sorted otherwise: the same ranks, places, states and nominee."""
    shuffled = list(units)
    random.shuffle(shuffled)
    one, other = (ranked(order, ties, ballots=sheet, said=typed) for order in (units, shuffled))
    assert _by_unit(one) == _by_unit(other)
    assert (one.nominee, one.provisional, one.votes) == (other.nominee, other.provisional, other.votes)
    assert _kinds(one) == _kinds(other)


def _by_unit(standings: Standings) -> dict[str, tuple[object, ...]]:
    return {
        one.code: (one.rank, one.place, one.status, frozenset(one.tied_with), one.nominee, one.adjustment)
        for one in standings.standings
    }


def _kinds(standings: Standings) -> list[tuple[str, str]]:
    return sorted((found.code.name, found.unit) for found in standings.findings)


@given(clusters(), ways, sheets(), said)
def test_at_most_one_nominee_and_never_a_wrong_one(
    units: list[UnitTotal], ties: TiesBelowFirst, sheet: list[BallotRow], typed: list[Proclamation]
) -> None:
    """Whatever stands in the sheets; never while provisional or while first place is open."""
    standings = ranked(units, ties, ballots=sheet, said=typed)
    nominees = [one for one in standings.standings if one.nominee]
    assert [one.code for one in nominees] == ([standings.nominee] if standings.nominee else [])
    for one in nominees:
        assert one.total.unit.eligibility is Eligibility.YES and one.rank is not None
        assert not standings.provisional
        assert all(tie.rank != 1 for tie in standings.open_ties)


@given(clusters(), ways, sheets())
def test_everybody_is_ranked_unless_excluded_or_missing(
    units: list[UnitTotal], ties: TiesBelowFirst, sheet: list[BallotRow]
) -> None:
    """And nobody is lost; nothing typed into `Bỏ phiếu` breaks that."""
    standings = ranked(units, ties, ballots=sheet)
    assert sorted(one.code for one in standings.standings) == sorted(one.unit.code for one in units)
    for one in standings.standings:
        assert (one.rank is None) == (one.status in (UnitStatus.EXCLUDED, UnitStatus.MISSING))
    ranks = [one.rank for one in standings.standings if one.rank is not None]
    assert ranks == sorted(ranks) and (not ranks or ranks[0] == 1)


@given(st.data(), st.integers(2, 5), st.integers(0, 3), ways, majorities)
def test_a_complete_vote_leaves_exactly_one_unit_at_its_rank(
    data: st.DataObject, level: int, behind: int, ties: TiesBelowFirst, majority: Majority
) -> None:
    """One winner and the losers behind it; or all wait and the next round is to be filled in."""
    tied = CODES[:level]
    units = [UnitTotal(Unit(code, code), agreed_total=90_000) for code in tied]
    units += [UnitTotal(Unit(code, code), agreed_total=80_000) for code in CODES[level : level + behind]]
    sheet = data.draw(rounds(tied, 1))
    standings = rank_units(units, Settings(ties=ties, majority=majority), sheet, [])
    outcome = settle_votes(sheet, 1, frozenset(tied), majority)
    first = [one.code for one in standings.standings if one.rank == 1]
    assert outcome.rounds[0].counted
    if outcome.winner:
        assert first == [outcome.winner] == [standings.nominee]
        losers = {one.rank for one in standings.standings if one.code in tied and one.code not in first}
        assert losers == {2}
    else:
        assert first == list(tied) and outcome.next_round is not None
        assert set(outcome.next_round[1]) <= set(tied) and len(outcome.next_round[1]) > 1


@given(clusters(), ways, sheets())
def test_filling_in_what_is_asked_for_is_done_once(
    units: list[UnitTotal], ties: TiesBelowFirst, sheet: list[BallotRow]
) -> None:
    """After adding the rows and removing the droppable ones, a second run changes nothing."""
    standings = ranked(units, ties, ballots=sheet)
    gone = {row.row for held in standings.droppable for row in held.rows}
    kept = [row for row in sheet if row.row not in gone]
    for rank, number, codes in standings.prefill:
        kept += [BallotRow(0, number, rank, code, starts_ballot=code == codes[0]) for code in codes]
    again = ranked(units, ties, ballots=[row._replace(row=at) for at, row in enumerate(kept)])
    assert _by_unit(again) == _by_unit(standings)
    assert (again.prefill, again.droppable) == ((), ())


@given(clusters(), ways)
def test_the_sentence_of_what_changes_the_rank_is_true(units: list[UnitTotal], ties: TiesBelowFirst) -> None:
    """Each amount is tried: the rank it promises is the rank that results, one step less is not enough."""
    settings = Settings(ties=ties)
    for one in explain(rank_units(units, settings, [], []), settings, {}, Criteria()):
        for verb, how, text, rank in re.findall(
            r"(thêm|bớt) (dù chỉ |quá )?([\d,]+) điểm thì [^\d]*(\d)", one.changes.lower()
        ):
            amount = int(text.replace(",", "")) * 10 + (10 if how == "quá " else 0)
            step = amount if verb == "thêm" else -amount
            assert _rank_with(units, one.code, step, settings) == int(rank), one.changes
            if how != "dù chỉ ":
                less = step - (10 if verb == "thêm" else -10)
                assert _rank_with(units, one.code, less, settings) != int(rank) or how == "quá ", one.changes


def _rank_with(units: list[UnitTotal], code: str, more: int, settings: Settings) -> int | None:
    changed = [
        one._replace(agreed_total=one.agreed_total + more) if one.unit.code == code else one for one in units
    ]
    return next(one.rank for one in rank_units(changed, settings, [], []).standings if one.code == code)
