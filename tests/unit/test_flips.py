"""Which agreed score changes who holds Nhất, Nhì, Ba: small clusters worked out by hand."""

import time
from decimal import Decimal
from fractions import Fraction

import pytest

from thidua_xl.domain.ranking.flips import Flip, Situation, flips, possible_scores
from thidua_xl.domain.scoring.criteria import Criteria, Criterion, Method, RowKind
from thidua_xl.domain.scoring.scores import Agreement, Claim, ClusterScorer, Key, total_units
from thidua_xl.domain.scoring.settings import Basis, Settings
from thidua_xl.domain.scoring.units import Eligibility, Unit
from thidua_xl.domain.values.numbers import Rounding

SECTION = Criterion("I", kind=RowKind.SECTION)


def direct(code: str, points: int, kind: RowKind = RowKind.CRITERION) -> Criterion:
    """A criterion that units score themselves."""
    return Criterion(code, kind=kind, max_points=points * 1000)


def situation(
    rows: list[Criterion], claims: dict[Key, Claim], rules: Settings | None = None,
    agreements: dict[Key, Agreement] | None = None, excluded: str = "",
) -> Situation:  # fmt: skip
    """A cluster of the units that claim something, scored."""
    codes = dict.fromkeys(unit for unit, _ in claims)
    units = [Unit(c, c, eligibility=Eligibility.NO if c in excluded else Eligibility.YES) for c in codes]
    criteria = Criteria((SECTION, *rows))
    scorer = ClusterScorer(criteria, rules or Settings(digits=1), units)
    scores = scorer.score(claims, agreements or {})
    totals = total_units(criteria, scorer.settings, units, scores, frozenset(codes))
    ranked = [total.as_unit_total(empty=False) for total in totals]
    return Situation(scorer, claims, agreements or {}, scores, ranked, [])


def scored(text: str, code: str = "I.1") -> dict[Key, Claim]:
    """`"A9 B8.5"`: self-scores in one criterion."""
    return {(word[0], code): Claim(score=Decimal(word[1:])) for word in text.split()}


def told(found: list[Flip]) -> list[str]:
    """`"1 B.I.1 9+0.5 A→A,B"`: place, unit, criterion, score, change, holders now and then."""
    return [
        f"{one.place} {one.unit}.{one.criterion} {Decimal(one.score) / 1000}"
        f"{'' if one.change is None else format(Decimal(one.change) / 1000, '+')} "
        f"{','.join(one.holders)}→{','.join(one.to)}"
        for one in found
    ]


def test_a_tie_comes_before_the_change_and_is_called_one() -> None:
    """B reaches A exactly first; what is level is a change."""
    found = flips(situation([direct("I.1", 10)], scored("A9 B8.5")))
    assert told(found) == [
        "1 A.I.1 8.5-0.5 A→A,B", "2 A.I.1 8.5-0.5 B→",
        "1 B.I.1 9+0.5 A→A,B", "2 B.I.1 9+0.5 B→",
    ]  # fmt: skip
    assert [one.is_tie for one in found] == [True, False, True, False]


def test_what_is_over_the_maximum_is_no_change() -> None:
    """B has 10 of 10 already in I.1 and lacks a point."""
    claims = scored("A9 B10") | scored("A5 B3", "I.2")
    found = flips(situation([direct("I.1", 10), direct("I.2", 5)], claims))
    assert [line for line in told(found) if line.startswith("1 B")] == ["1 B.I.2 4+1 A→A,B"]


def test_a_penalty_is_told_as_it_is_typed() -> None:
    """B deducts 3; one point less deducted makes it level."""
    claims = scored("A9 B10") | scored("A0 B3", "I.2")
    found = flips(situation([direct("I.1", 10), direct("I.2", 5, RowKind.PENALTY)], claims))
    assert [line for line in told(found) if line.startswith("1")] == [
        "1 A.I.1 7-2 A→A,B", "1 A.I.2 2-2 A→A,B", "1 B.I.2 1+2 A→A,B",
    ]  # fmt: skip


def test_who_is_not_considered_changes_nothing() -> None:
    """C has most points and no rank."""
    found = flips(situation([direct("I.1", 10)], scored("A9 B8.5 C10"), excluded="C"))
    assert {one.unit for one in found} == {"A", "B"}


def test_a_ceiling_is_reached_by_both() -> None:
    """Nothing is gained above it."""
    rules = Settings(digits=1, ceiling=9000)
    found = flips(situation([direct("I.1", 10)], scored("A10 B8.5"), rules))
    assert "1 B.I.1 9+0.5 A→A,B" in told(found)
    assert "1 A.I.1 8.5-1.5 A→A,B" in told(found)


def test_a_score_that_is_missing_has_no_change_to_be_told() -> None:
    """It is not 0: nothing stands that it could be measured against."""
    claims = scored("A9 B7") | scored("A3", "I.2")
    found = flips(situation([direct("I.1", 10), direct("I.2", 10)], claims))
    assert "1 B.I.2 5 A→A,B" in told(found)


def test_a_row_put_right_moves_the_whole_cluster() -> None:
    """What A typed cannot be read; with a score there, A leads again, and B falls from 3 to 2.3."""
    rows = [Criterion("I.1", max_points=3000, method=Method.LEADER), direct("I.2", 3)]
    claims = {
        (unit, "I.1"): Claim(Fraction(2), Fraction(result)) for unit, result in (("A", 4), ("B", 3), ("C", 2))
    } | scored("A1 B1 C2.5", "I.2")
    found = flips(situation(rows, claims, agreements={("A", "I.1"): Agreement(unreadable=True)}))
    assert told(found)[:2] == ["1 A.I.1 0 B,C→C", "2 A.I.1 0 →B"]


@pytest.mark.parametrize(
    ("row", "digits", "scores"),
    [
        (direct("I.1", 1), 0, [0, 1000]),
        (Criterion("I.1", max_points=1250), 1, [*range(0, 1201, 100), 1250]),
        (Criterion("I.1", kind=RowKind.PENALTY, max_points=2500), 0, [-2500, -2000, -1000, 0]),
        (Criterion("I.1", max_points=2500, method=Method.PASS_FAIL), 0, [0, 2500]),
        (Criterion("I.1", max_points=0), 2, [0]),
    ],
)
def test_possible_scores_are_whole_steps_and_the_maximum(
    row: Criterion, digits: int, scores: list[int]
) -> None:
    """A maximum with more decimals may be given, nothing between."""
    assert list(possible_scores(row, Rounding(digits))) == scores


@pytest.mark.parametrize("basis", Basis)
def test_a_large_cluster_takes_no_time(basis: Basis) -> None:
    """20 units × 60 criteria in steps of a thousandth."""
    rows = [Criterion(f"I.{at}", max_points=20_000, method=list(Method)[at % 3 * 3]) for at in range(60)]
    claims = {
        (f"{unit:02}", row.code): Claim(
            Fraction(80), Fraction(70 + (unit * 7 + at) % 19), score=Decimal(15 + (unit * at) % 5)
        )
        for unit in range(20)
        for at, row in enumerate(rows)
    }
    now = situation(rows, claims, Settings(digits=3, basis=basis))
    started = time.process_time()
    assert flips(now)
    assert time.process_time() - started < 3  # 0.3 s on a desk
