"""Khi bằng điểm: ranks by the cluster's own order, against an independent computation by fractions."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.properties.test_standings import CODES, few_points, ways
from thidua_xl.domain.ranking.explain import explain
from thidua_xl.domain.ranking.standings import rank_units
from thidua_xl.domain.scoring.criteria import Criteria, Criterion, RowKind, WhenNotAssigned
from thidua_xl.domain.scoring.scores import Agreement, Claim, ClusterScorer, UnitTotal, total_units
from thidua_xl.domain.scoring.settings import Basis, Settings, TiesBelowFirst
from thidua_xl.domain.scoring.tie_order import BONUS, PENALTY, Figure
from thidua_xl.domain.scoring.units import Unit

_LEAVES = WhenNotAssigned.LEAVES_MAXIMUM
TABLE = Criteria(
    (
        Criterion("I", kind=RowKind.SECTION),
        Criterion("I.1", max_points=2_000, when_not_assigned=_LEAVES),
        Criterion("I.2", max_points=3_000),
        Criterion("II", kind=RowKind.SECTION),
        Criterion("II.1", max_points=2_000, when_not_assigned=_LEAVES),
        Criterion("III", kind=RowKind.SECTION),
        Criterion("III.1", kind=RowKind.BONUS, max_points=2_000),
        Criterion("T", kind=RowKind.PENALTY, max_points=2_000),
    )
)
ITEMS = ("I", "II", "I.2", "III", "T", BONUS, PENALTY)
BELOW = {"I": ("I.1", "I.2"), "II": ("II.1",), "I.2": ("I.2",), "III": ("III.1",), "T": ("T",), BONUS: ("III.1",),
         PENALTY: ("T",)}  # fmt: skip
"""Written down, not derived."""
Scores = Mapping[str, Fraction | None]


@st.composite
def scores(draw: st.DrawFn) -> Scores:
    """Whole and half points, so that totals are often level; None: không giao, where that may be."""
    halves = st.integers(0, 4).map(lambda n: Fraction(n, 2))
    return {
        row.code: draw(st.none() | halves if row.when_not_assigned is _LEAVES else halves)
        for row in TABLE.scored
    }


def rank(given_scores: Mapping[str, Scores], rules: Settings) -> dict[str, int | None]:
    """By the program."""
    units = [Unit(code, code) for code in given_scores]
    claims, agreed = {}, {}
    for unit, own in given_scores.items():
        for code, score in own.items():
            claims[unit, code] = Claim()
            agreed[unit, code] = (
                Agreement(not_assigned=True) if score is None else Agreement(score=_typed(score))
            )
    scorer = ClusterScorer(TABLE, rules, units)
    totals = total_units(TABLE, rules, units, scorer.score(claims, agreed), frozenset())
    lines = rank_units([one.as_unit_total(empty=False) for one in totals], rules, [], []).standings
    return {line.code: line.rank for line in lines}


def _typed(score: Fraction) -> Decimal:
    return Decimal(score.numerator) / Decimal(score.denominator)


def place_of(own: Scores, rules: Settings) -> tuple[Fraction, ...]:
    """What a unit is ranked by, straight from the definition."""
    most = {row.code: Fraction(row.max_points, 1000) for row in TABLE.scored if row.kind is RowKind.CRITERION}

    def points(codes: Sequence[str]) -> Fraction:
        signed = ((own[code] or Fraction(0)) * (-1 if code == "T" else 1) for code in codes)
        return sum(signed, Fraction(0))

    def counted(codes: Sequence[str]) -> Fraction:
        return sum((most[c] for c in codes if c in most and own[c] is not None), Fraction(0))

    total = points(list(own))
    if rules.basis is Basis.POINTS:
        return (total, *(points(BELOW[item]) for item in rules.tie_order))
    percent = _half_up(total * 100 / counted(list(own)))
    shares = []
    for item in rules.tie_order:
        codes = BELOW[item]
        if not any(c in most for c in codes):
            shares.append(points(codes))
        else:
            shares.append(points(codes) / counted(codes) if counted(codes) else percent / 100)
    return (percent, *shares)


def _half_up(value: Fraction) -> Fraction:
    size = int((abs(value) * 100 + Fraction(1, 2)) // 1)
    return Fraction(size if value >= 0 else -size, 100)


clusters = st.lists(scores(), min_size=1, max_size=6).map(lambda found: dict(zip(CODES, found, strict=False)))
rules_of = st.builds(
    Settings,
    basis=st.sampled_from(Basis),
    ties=st.sampled_from([TiesBelowFirst.SHARED, TiesBelowFirst.VOTE]),
    tie_order=st.lists(st.sampled_from(ITEMS), min_size=1, max_size=4, unique=True).map(tuple),
)


@given(clusters, rules_of)
@settings(max_examples=300)
def test_ranks_equal_an_independent_computation(cluster: Mapping[str, Scores], rules: Settings) -> None:
    """1 + the units that are higher by value, or level and higher in the first item in which the two differ."""
    places = {code: place_of(own, rules) for code, own in cluster.items()}
    expected = {code: 1 + sum(other > own for other in places.values()) for code, own in places.items()}
    assert rank(cluster, rules) == expected


@given(clusters, rules_of, st.randoms())
def test_the_order_of_the_book_never_matters(
    cluster: Mapping[str, Scores], rules: Settings, random: Any
) -> None:
    """Units in any order: the same ranks."""
    shuffled = list(cluster)
    random.shuffle(shuffled)
    assert rank({code: cluster[code] for code in shuffled}, rules) == rank(cluster, rules)


@given(clusters, rules_of)
def test_whoever_is_higher_by_value_stays_higher(cluster: Mapping[str, Scores], rules: Settings) -> None:
    """The order tells level units apart and no others: without it nobody was behind a unit it is now before."""
    before, after = rank(cluster, Settings(basis=rules.basis)), rank(cluster, rules)
    for one in cluster:
        for other in cluster:
            if (before[one] or 0) < (before[other] or 0):
                assert (after[one] or 0) < (after[other] or 0)


@given(st.lists(st.tuples(few_points, st.integers(0, 2), st.integers(0, 1)), min_size=2, max_size=7), ways)
@settings(deadline=None)
def test_the_sentence_of_what_changes_the_rank_is_true(
    cluster: list[tuple[int, int, int]], ties: TiesBelowFirst
) -> None:
    """Each amount is tried: whatever section the points come from, beyond it the rank is the one promised."""
    rules = Settings(ties=ties, tie_order=("I", "II"))
    units = [_unit(code, *own) for code, own in zip(CODES, cluster, strict=False)]
    for one in explain(rank_units(units, rules, [], []), rules, {}, Criteria()):
        found = re.findall(r"(thêm|bớt) (dù chỉ |quá )?([\d,]+) điểm thì [^\d]*(\d)", one.changes.lower())
        for verb, how, text, promised in found:
            amount = int(text.replace(",", "")) * 10 + (10 if how == "quá " else 0)
            more = amount if verb == "thêm" else -amount
            for section in (0, more):
                then = [_moved(unit, more, section) if unit.unit.code == one.code else unit for unit in units]
                lines = rank_units(then, rules, [], []).standings
                assert next(line.rank for line in lines if line.code == one.code) == int(promised), (
                    one.changes
                )


def _unit(code: str, total: int, first: int, second: int) -> UnitTotal:
    return UnitTotal(Unit(code, code), agreed_total=total, max_total=100_000,
                     compared=(Figure(first), Figure(second)), apart=(first, second))  # fmt: skip


def _moved(unit: UnitTotal, more: int, section: int) -> UnitTotal:
    first, second = unit.apart
    return unit._replace(agreed_total=unit.agreed_total + more, apart=(first + section, second))
