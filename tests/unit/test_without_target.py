"""So với đơn vị cao nhất: without the target, measured by the best of those without it."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua_xl.domain.scoring.criteria import Criteria, Criterion, Method, RowKind, Scorer, WhenNotAssigned
from thidua_xl.domain.scoring.rule_said import when_not_assigned_said
from thidua_xl.domain.scoring.rules import Outcome
from thidua_xl.domain.scoring.scores import Agreement, Claim, ClusterScorer, Origin, Score
from thidua_xl.domain.scoring.settings import Settings
from thidua_xl.domain.scoring.units import Eligibility, Unit
from thidua_xl.domain.scoring.without_target import beside_best, has_quantity
from thidua_xl.domain.values.catalogue import Code
from thidua_xl.domain.values.numbers import Rounding, round_half_up

YES, NO = Agreement(not_assigned=True), Agreement(not_assigned=False)
_OF_METHOD = {Method.CLUSTER_RANKS: "10; 5; 0", Method.LESS_PER_EVENT: "1/lần"}


def criterion(method: Method = Method.RATIO, scorer: Scorer = Scorer.UNIT) -> Criterion:
    """A criterion of 10 points whose target not every unit was given."""
    return Criterion("I.1", max_points=10_000, method=method, parameter=_OF_METHOD.get(method, ""), scorer=scorer,
                     when_not_assigned=WhenNotAssigned.BESIDE_BEST)  # fmt: skip


def scored(row: Criterion, claims: Mapping[str, Claim], agreed: Mapping[str, Agreement]) -> dict[str, Score]:
    """The scores of A to D and of X, who is not considered."""
    units = [*(Unit(code, code) for code in "ABCD"), Unit("X", "X", eligibility=Eligibility.NO)]
    scorer = ClusterScorer(Criteria((row,)), Settings(), units)
    found = scorer.score({(unit, "I.1"): one for unit, one in claims.items()},
                         {(unit, "I.1"): one for unit, one in agreed.items()})  # fmt: skip
    return {unit: score for (unit, _), score in found.items()}


def marked(result: int | None) -> Claim:
    """A unit that says it has no target, and what it reached all the same."""
    return Claim(result=None if result is None else Fraction(result), not_assigned=True)


@pytest.mark.parametrize("method", [Method.RATIO, Method.LEADER, Method.CLUSTER_RANKS, Method.LESS_PER_EVENT])
def test_the_best_without_the_target_has_the_maximum(method: Method) -> None:
    """40 of 60 is 6,67; a unit with the target is no measure, however much it reached."""
    claims = {"A": marked(60), "B": marked(40), "C": Claim(Fraction(100), Fraction(500))}
    found = scored(criterion(method), claims, {"A": YES, "B": YES})
    assert [(found[unit].points, found[unit].origin) for unit in "AB"] == [
        (10_000, Origin.NOT_ASSIGNED), (6_670, Origin.NOT_ASSIGNED)]  # fmt: skip
    assert found["B"].granted == 6_670


def test_only_confirmed_units_are_compared() -> None:
    """D marks and waits, B was refused: their results move nobody."""
    claims = {"A": marked(30), "B": marked(90), "D": marked(80)}
    found = scored(criterion(), claims, {"A": YES, "B": NO})
    assert (found["A"].points, found["D"].points) == (10_000, None)


def test_who_is_not_considered_is_no_measure() -> None:
    """X has more than the best: it gets the maximum and no more, and A stays the measure."""
    found = scored(
        criterion(), {"A": marked(30), "B": marked(15), "X": marked(90)}, dict.fromkeys("ABX", YES)
    )
    assert [found[unit].points for unit in "ABX"] == [10_000, 5_000, 10_000]


def test_none_above_zero_is_zero_and_no_result_is_missing() -> None:
    """Three things: 0, blank, and not given."""
    found = scored(
        criterion(), {"A": marked(0), "B": marked(0), "C": marked(None)}, dict.fromkeys("ABC", YES)
    )
    assert (found["A"].points, found["B"].points) == (0, 0)
    assert (found["C"].points, found["C"].is_missing, found["C"].lacks) == (None, True, "result")


def test_the_head_types_the_result() -> None:
    """The agreed result comes first; of a criterion that the head scores the unit's own is none."""
    agreed = {"A": Agreement(result=Fraction(50), not_assigned=True), "B": YES}
    found = scored(criterion(), {"A": marked(10), "B": marked(25)}, agreed)
    assert (found["A"].points, found["B"].points) == (10_000, 5_000)
    by_head = scored(criterion(scorer=Scorer.HEAD), {"A": marked(10), "B": marked(25)}, agreed)
    assert (by_head["A"].points, by_head["B"].points) == (10_000, None)


def test_what_cannot_be_read_counts_nowhere() -> None:
    """A result that nobody understands leaves the score missing; a negative one, too."""
    agreed = {"A": Agreement(not_assigned=True, unreadable=True), "B": YES, "C": YES}
    found = scored(criterion(), {"A": marked(90), "B": marked(30), "C": marked(-5)}, agreed)
    assert (found["A"].points, found["B"].points) == (None, 10_000)
    assert (found["C"].points, found["C"].problem) == (None, Code.NEGATIVE)


def test_the_agreed_score_stands_above_it() -> None:
    """And the result goes on measuring the others."""
    agreed = {"A": YES, "B": Agreement(not_assigned=True, score=Decimal(3))}
    found = scored(criterion(), {"A": marked(20), "B": marked(40)}, agreed)
    assert (found["A"].points, found["B"].points) == (5_000, 3_000)


def test_in_words() -> None:
    """As the regulations print it; of a deduction it deducts."""
    assert when_not_assigned_said(criterion()) == (
        "Được 10 điểm nhân với tỷ lệ kết quả trên kết quả cao nhất của các đơn vị không được giao"
    )
    row = Criterion(
        "V", kind=RowKind.PENALTY, max_points=5_000, when_not_assigned=WhenNotAssigned.BESIDE_BEST
    )
    assert when_not_assigned_said(row).startswith("Trừ 5 điểm nhân")


def test_a_word_a_rank_and_a_delay_are_no_quantity() -> None:
    """Nothing can be a part of them."""
    without = {method for method in Method if not has_quantity(method)}
    assert without == {Method.DIRECT, Method.PASS_FAIL, Method.LEVELS, Method.BY_RANK, Method.ON_TIME}


@given(st.dictionaries(st.sampled_from("ABCDEF"), st.integers(0, 50), min_size=1), st.sets(st.sampled_from("ABCDEF")),
       st.integers(1, 99_999), st.integers(0, 3))  # fmt: skip
def test_it_equals_an_independent_computation(
    results: dict[str, int], out: set[str], maximum: int, digits: int
) -> None:
    """The share first, cut off at 1, then the points."""
    row = Criterion("I.1", max_points=maximum, method=Method.RATIO)
    exact = {unit: Fraction(result) for unit, result in results.items()}
    found = beside_best(row, exact, set(results) - out, Rounding(digits))
    best = max([0, *(result for unit, result in results.items() if unit not in out)])
    for unit, result in results.items():
        share = min(Fraction(result, best), Fraction(1)) if best else Fraction(0)
        expected = min(maximum, round_half_up(share * Fraction(maximum, 1000), digits))
        assert found[unit] == Outcome(expected)
