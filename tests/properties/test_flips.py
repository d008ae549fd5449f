"""What would change Nhất, Nhì, Ba, against typing every possible score in turn and ranking the cluster anew."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.properties.test_standings import CODES, sheets
from thidua_xl.domain.ranking.flips import Flip, Situation, as_agreed, flips
from thidua_xl.domain.ranking.standings import rank_units
from thidua_xl.domain.ranking.votes import BallotRow
from thidua_xl.domain.scoring.criteria import Criteria, Criterion, Method, RowKind, Scorer, WhenNotAssigned
from thidua_xl.domain.scoring.scores import Agreement, Claim, ClusterScorer, Key, total_units
from thidua_xl.domain.scoring.settings import Basis, Settings, TiesBelowFirst
from thidua_xl.domain.scoring.tie_order import BONUS, PENALTY, Place
from thidua_xl.domain.scoring.units import Eligibility, Unit

PARAMETERS = {
    Method.DIRECT: "",
    Method.PASS_FAIL: "",
    Method.RATIO: "",
    Method.LEADER: "",
    Method.BY_RANK: "2; 1,5; 1; 0",
}
figures = st.sampled_from([None, *map(Fraction, (0, 1, 2, 2, 3, 4))])
typed = st.none() | st.sampled_from([Decimal(text) for text in ("0", "0.5", "1", "1.5", "2", "2.5")])


@st.composite
def tables(draw: st.DrawFn) -> Criteria:
    """One to six criteria of few points, any rule of those that treat scores differently."""
    rows = []
    for at in range(draw(st.integers(1, 6))):
        kind = draw(st.sampled_from([RowKind.CRITERION, RowKind.CRITERION, RowKind.BONUS, RowKind.PENALTY]))
        methods = [*PARAMETERS, Method.LEADER] if kind is RowKind.CRITERION else [Method.DIRECT]
        method = draw(st.sampled_from(methods))
        rows.append(
            Criterion(
                f"I.{at + 1}",
                kind=kind,
                max_points=draw(st.sampled_from([1000, 2000, 2500, 3000])),
                method=method,
                parameter=PARAMETERS[method],
                scorer=draw(st.sampled_from([Scorer.UNIT, Scorer.UNIT, Scorer.HEAD])),
                when_not_assigned=draw(st.sampled_from(list(WhenNotAssigned))),
            )
        )
    return Criteria((Criterion("I", kind=RowKind.SECTION), *rows))


@st.composite
def orders(draw: st.DrawFn, criteria: Criteria) -> tuple[str, ...]:
    """Khi bằng điểm: mostly the vote, else any items of the table."""
    items = st.sampled_from([BONUS, PENALTY, *(row.code for row in criteria)])
    return tuple(draw(st.just([]) | st.lists(items, min_size=1, max_size=3, unique=True)))


@st.composite
def situations(draw: st.DrawFn, table: st.SearchStrategy[Criteria] | None = None) -> Situation:
    """Two to five units with any claims, agreements and votes."""
    units = [
        Unit(code, code, eligibility=draw(st.sampled_from([*[Eligibility.YES] * 4, *Eligibility])))
        for code in CODES[: draw(st.integers(2, 5))]
    ]
    criteria = draw(tables() if table is None else table)
    rules = Settings(
        basis=draw(st.sampled_from(Basis)),
        digits=draw(st.integers(0, 1)),
        ceiling=draw(st.sampled_from([None, None, 4000, 6000])),
        ties=draw(st.sampled_from(TiesBelowFirst)),
        always_voted=draw(st.sampled_from([0, 0, 0, 2, 3])),
        tie_order=draw(orders(criteria)),
    )
    claims: dict[Key, Claim] = {}
    agreements: dict[Key, Agreement] = {}
    for unit in units:
        for row in criteria.scored:
            key = unit.code, row.code
            mark = draw(st.sampled_from([False] * 6 + [True]))
            claims[key] = Claim(draw(figures), draw(figures), None, mark, draw(typed))
            if draw(st.integers(0, 3)) == 0:
                agreements[key] = draw(agreed(row))
    rivals = [
        row.code for row in criteria.scored if row.method is Method.LEADER and row.scorer is Scorer.UNIT
    ]
    for code in rivals if draw(st.booleans()) else ():
        for unit in units:  # one row cannot be read: putting it right moves the others
            claims[unit.code, code] = Claim(Fraction(2), Fraction(draw(st.integers(1, 6))))
            agreements.pop((unit.code, code), None)
        agreements[draw(st.sampled_from(units)).code, code] = Agreement(unreadable=True)
    empty = {unit.code for unit in units if draw(st.integers(0, 9)) == 9}
    return situation(ClusterScorer(criteria, rules, units), claims, agreements, draw(sheets()), empty)


@st.composite
def agreed(draw: st.DrawFn, row: Criterion) -> Agreement:
    """What may stand in the agreed columns of a row."""
    scores = typed.filter(lambda score: score is None or score * 1000 <= row.max_points)
    if row.method is Method.PASS_FAIL:
        scores = st.sampled_from([None, Decimal(0), Decimal(row.max_points) / 1000])
    score = draw(st.none() | scores)
    return Agreement(
        draw(figures), draw(figures), None, draw(st.sampled_from([None, None, True, False])), score,
        unreadable=score is None and draw(st.booleans()),
    )  # fmt: skip


def situation(
    scorer: ClusterScorer, claims: Mapping[Key, Claim], agreements: Mapping[Key, Agreement],
    ballots: list[BallotRow], empty: set[str],
) -> Situation:  # fmt: skip
    """The cluster scored and totalled from scratch."""
    scores = scorer.score(claims, agreements)
    totals = total_units(scorer.criteria, scorer.settings, scorer.units, scores, frozenset())
    ranked = [total.as_unit_total(empty=total.unit.code in empty) for total in totals]
    return Situation(scorer, claims, agreements, scores, ranked, ballots)


def held(now: Situation) -> dict[int, tuple[str, ...]]:
    """Who stands at 1, 2 and 3."""
    lines = {line.code: line.rank for line in rank_units(now.totals, now.settings, now.ballots, []).standings}
    order = [one.unit.code for one in now.totals]
    return {place: tuple(code for code in order if lines[code] == place) for place in (1, 2, 3)}


def every_score(row: Criterion, digits: int) -> Iterator[int]:
    """All scores that a person may type, in thousandths."""
    if row.method is Method.PASS_FAIL:
        yield from (0, row.max_points)
        return
    yield from range(0, row.max_points, 1000 // 10**digits)
    yield row.max_points


def value_of(now: Situation, unit: str) -> Place:
    """What a unit is ranked by; nothing where it has no rank."""
    return next(one for one in now.totals if one.unit.code == unit).standing(now.settings.basis) or ()


def by_force(now: Situation) -> set[Flip]:
    """Every possible score typed in turn; of those on one side that change a place, the nearest."""
    before, found = held(now), set()
    empty = {one.unit.code for one in now.totals if one.empty}
    for total in now.totals:
        unit, value = total.unit.code, total.standing(now.settings.basis)
        for row in now.scorer.criteria.scored if value is not None else ():
            key, nearest = (unit, row.code), dict[tuple[int, bool], tuple[int, Flip]]()
            stands = now.scores[key].points
            for score in every_score(row, now.settings.digits):
                agreements = {**now.agreements, key: as_agreed(now.agreements.get(key), score)}
                then = situation(now.scorer, now.claims, agreements, list(now.ballots), empty)
                signed = -score if row.is_penalty else score
                rises = value_of(then, unit) >= (value or ())
                change = None if stands is None else signed - stands
                for place, to in held(then).items():
                    flip = Flip(place, unit, row.code, score, change, rises, before[place], to)
                    distance = signed if rises else -signed
                    if to != before[place] and distance < nearest.get((place, rises), (10**9, flip))[0]:
                        nearest[place, rises] = distance, flip
            found |= {flip for _, flip in nearest.values()}
    return found


@given(situations())
@settings(max_examples=60, deadline=None)
def test_flips_equal_typing_every_score_in_turn(now: Situation) -> None:
    """The same scores, places and holders; nothing that cannot be reached."""
    found = flips(now)
    assert set(found) == by_force(now)
    assert len(found) == len(set(found))
