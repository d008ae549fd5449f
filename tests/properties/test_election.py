"""Properties of the election: the same arithmetic as for ranks, never one unit in both offices."""

from hypothesis import given
from hypothesis import strategies as st

from tests.properties.test_standings import CODES, majorities, rounds, sheets
from thidua_xl.domain.ranking.posts import Office
from thidua_xl.domain.ranking.votes import BallotRow, Settled, settle_election, settle_votes
from thidua_xl.domain.scoring.settings import Majority
from thidua_xl.domain.scoring.units import Eligibility, Unit
from thidua_xl.domain.year.election import elect

TIED = "ABCD"
offices = st.sampled_from(list(Office))
subsets = st.lists(st.sampled_from(TIED), min_size=2, max_size=4, unique=True).map("".join)


@st.composite
def ballots(draw: st.DrawFn) -> list[BallotRow]:
    """Rounds of one tie: first rounds between all of it, later ones between some; a few figures are wrong."""
    rows: list[BallotRow] = []
    for _ in range(draw(st.integers(1, 4))):
        number = draw(st.integers(1, 3))
        part = draw(rounds(TIED if number == 1 else draw(subsets), 1, number))
        valid = draw(st.sampled_from([part[0].valid] * 4 + [1]))
        rows += [part[0]._replace(starts_ballot=True, valid=valid), *part[1:]]
    return [row._replace(row=place) for place, row in enumerate(rows)]


def told(outcome: Settled) -> tuple[object, ...]:
    """What it says, whatever is voted on."""
    return (
        outcome.winner,
        outcome.by,
        outcome.next_round,
        [(one.round, one.counted, one.winner) for one in outcome.rounds],
        [(one.code, one.row, one.header, one.value) for one in outcome.findings],
    )


@given(ballots(), majorities, offices)
def test_an_office_is_voted_on_like_a_rank(rows: list[BallotRow], majority: Majority, office: Office) -> None:
    """Between the same units the two sheets say the same: winner, rounds, findings, next round."""
    for_office = [row._replace(rank=office) for row in rows]
    expected = settle_votes(rows, 1, frozenset(TIED), majority)
    if not any(row.round == 1 for row in rows):
        expected = expected._replace(next_round=None)  # nobody is asked to elect
    assert told(settle_election(for_office, office, majority)) == told(expected)


@given(st.lists(st.tuples(offices, sheets()), max_size=3), majorities, st.data())
def test_no_unit_holds_both_offices(
    parts: list[tuple[Office, list[BallotRow]]], majority: Majority, data: st.DataObject
) -> None:
    """Whatever was typed: two different units of the cluster, no deputy without a head, nothing dropped."""
    rows = [row._replace(rank=office) for office, part in parts for row in part]
    rows = [row._replace(row=place) for place, row in enumerate(rows)]
    units = [
        Unit(code, code, eligibility=data.draw(st.sampled_from(list(Eligibility)))) for code in CODES[:5]
    ]
    outcome = elect(rows, units, majority)
    head, deputy = outcome.winners.get(Office.HEAD), outcome.winners.get(Office.DEPUTY)
    assert deputy is None or head is not None
    assert head is None or head != deputy
    assert {head, deputy} <= {None, *(unit.code for unit in units)}
    assert {one.winner for one in outcome.results} <= {None, head, deputy}
    assert outcome.head.droppable == outcome.deputy.droppable == ()
