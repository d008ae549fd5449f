"""Properties of scorers' means: against sums of fractions written out here, whatever the order."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from thidua_xl.domain.scoring.criteria import Criteria, Criterion, Scorer
from thidua_xl.domain.scoring.jury import Jury, Person
from thidua_xl.domain.scoring.scorers import read_scorers
from thidua_xl.domain.scoring.scores import ClusterScorer
from thidua_xl.domain.scoring.settings import Settings
from thidua_xl.domain.scoring.units import Unit

SCORES = st.integers(0, 10_000).map(lambda number: Decimal(number) / 1000)
WEIGHTS = st.integers(1, 900).map(lambda number: Fraction(number, 97))
CODES = [f"P{at}" for at in range(6)]


def rounded(exact: Fraction, digits: int) -> Fraction:
    """Half up, by the floor of a fraction."""
    scale = 10**digits
    return Fraction((exact * scale + Fraction(1, 2)).__floor__(), scale)


@given(st.lists(st.tuples(SCORES, WEIGHTS), min_size=1, max_size=6), st.integers(0, 3))
def test_the_mean_is_that_of_fractions(given_by: list[tuple[Decimal, Fraction]], digits: int) -> None:
    """Weighted, exact until it is rounded once."""
    codes = CODES[: len(given_by)]
    people = {
        code.casefold(): Person(code, weight=weight)
        for code, (_, weight) in zip(codes, given_by, strict=True)
    }
    scores = {(code, "A", "I"): score for code, (score, _) in zip(codes, given_by, strict=True)}
    row = Criterion("I", max_points=10_000, scorer=Scorer.SEVERAL, scorers="+".join(codes))
    unit = Unit("A", "Xã A")
    scorer = ClusterScorer(
        Criteria((row,)), Settings(digits=digits), [unit], jury=Jury(people, [unit], scores=scores)
    )
    weights = sum((weight for _, weight in given_by), Fraction(0))
    exact = sum((Fraction(score) * weight for score, weight in given_by), Fraction(0)) / weights
    points = scorer.score({}, {})["A", "I"].points
    assert points is not None
    assert Fraction(points, 1000) == rounded(exact, digits)


@given(st.lists(SCORES, min_size=3, max_size=8))
def test_what_is_dropped_is_one_highest_and_one_lowest(scores: list[Decimal]) -> None:
    """Of any scores in any order."""
    units = [Unit(f"U{at}", "") for at in range(len(scores) + 1)]
    gave = {(unit.code, "U0", "I"): score for unit, score in zip(units[1:], scores, strict=True)}
    row = Criterion("I", max_points=10_000, scorer=Scorer.CROSS)
    left = sorted(map(Fraction, scores))[1:-1]
    verdict = Jury({}, units, drops=True, scores=gave).verdict(row, "U0", None)
    assert verdict.mean == sum(left, Fraction(0)) / len(left)


@given(st.lists(st.integers(1, 99), min_size=1, max_size=5))
def test_parts_that_do_not_make_a_hundred_are_told(parts: list[int]) -> None:
    """And those that do are read."""
    typed = "+".join(f"{code} {part}%" for code, part in zip(CODES, parts, strict=False))
    assert bool(read_scorers(typed).wrong) == (sum(parts) != 100)
