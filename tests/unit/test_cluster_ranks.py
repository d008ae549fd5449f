"""Theo hạng trong cụm: the program ranks the results, level ones share, who is not considered takes no place."""

from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua_xl.domain.scoring.cluster_ranks import ClusterRanks
from thidua_xl.domain.scoring.criteria import Criteria, Criterion, Method
from thidua_xl.domain.scoring.parameters import Invalid, needs_target, parse_parameter
from thidua_xl.domain.scoring.rule_said import rule_said, scorer_said
from thidua_xl.domain.scoring.rules import Outcome, cluster_ranks, suggest
from thidua_xl.domain.scoring.scores import Agreement, Claim, ClusterScorer, Origin
from thidua_xl.domain.scoring.settings import Settings
from thidua_xl.domain.scoring.units import Eligibility, Unit
from thidua_xl.domain.values.catalogue import Code
from thidua_xl.domain.values.numbers import Rounding, round_half_up
from thidua_xl.excel.cell_functions import points_by_rule

FIVE = "60; 45; 30; 15; 0"
SHARED, LOWER = "đồng hạng chia điểm", "thấp hơn là tốt"


def criterion(parameter: str) -> Criterion:
    """A criterion of 60 points."""
    return Criterion("I.1", max_points=60_000, method=Method.CLUSTER_RANKS, parameter=parameter)


def rule(parameter: str) -> ClusterRanks:
    """What is understood."""
    read = parse_parameter(criterion(parameter))
    assert isinstance(read, ClusterRanks), read
    return read


def points(parameter: str, results: Mapping[str, int], out: str = "", digits: int = 2) -> dict[str, object]:
    """Unit → points; units of `out` are not considered."""
    exact = {unit: Fraction(result) for unit, result in results.items()}
    found = cluster_ranks(60_000, rule(parameter), exact, set(results) - set(out), Rounding(digits))
    return {unit: outcome.points for unit, outcome in found.items()}


def test_places_give_their_points() -> None:
    """Higher is better; beyond the list the last value."""
    results = dict(zip("ABCDEFG", (10, 70, 30, 50, 20, 60, 40), strict=True))
    assert points(FIVE, results) == {
        "B": 60_000,
        "F": 45_000,
        "D": 30_000,
        "G": 15_000,
        "C": 0,
        "E": 0,
        "A": 0,
    }
    lowest_first = points(f"{LOWER}; {FIVE}", results)
    assert (lowest_first["A"], lowest_first["E"], lowest_first["B"]) == (60_000, 45_000, 0)


def test_level_results_have_the_better_places_points() -> None:
    """1, 2, 2, 4: the place behind them is skipped."""
    assert points(FIVE, {"A": 9, "B": 7, "C": 7, "D": 5}) == {
        "A": 60_000,
        "B": 45_000,
        "C": 45_000,
        "D": 15_000,
    }


def test_level_results_may_share_the_places_that_they_take() -> None:
    """(45+30)/2 = 37,5; three at the end of the list (15+0+0)/3 = 5; rounded once."""
    assert points(f"{FIVE}; {SHARED}", {"A": 9, "B": 7, "C": 7, "D": 5}) == {
        "A": 60_000, "B": 37_500, "C": 37_500, "D": 15_000}  # fmt: skip
    at_the_end = points(f"{FIVE}; {SHARED}", dict(zip("ABCDEF", (9, 8, 7, 5, 5, 5), strict=True)))
    assert [at_the_end[unit] for unit in "DEF"] == [5_000] * 3
    assert points(f"10; 5; 5; {SHARED}", {"A": 1, "B": 1, "C": 1})["A"] == 6_670


def test_who_is_not_considered_takes_no_place() -> None:
    """It gets what its place would give and moves nobody, level with others or not."""
    results = {"A": 9, "B": 8, "X": 8, "C": 7, "Y": 20}
    assert points(FIVE, results, out="XY") == {
        "A": 60_000, "B": 45_000, "C": 30_000, "X": 45_000, "Y": 60_000}  # fmt: skip
    assert points(f"{FIVE}; {SHARED}", results, out="XY")["X"] == 45_000
    assert points(FIVE, {"X": 3}, out="X") == {"X": 60_000}


def test_a_negative_result_is_a_finding_and_takes_no_place() -> None:
    """As everywhere."""
    found = cluster_ranks(60_000, rule(FIVE), {"A": Fraction(-1), "B": Fraction(2)}, {"A", "B"}, Rounding(2))
    assert (found["A"].code, found["B"]) == (Code.NEGATIVE, Outcome(60_000, place=1))


@pytest.mark.parametrize(
    ("parameter", "said"),
    [
        ("", "cần tham số"),
        (LOWER, "cần tham số"),
        ("45; 60", "hạng sau không thể nhiều điểm hơn"),
        ("61; 45", "vượt điểm tối đa 60"),
        (f"60; {SHARED}; {SHARED}", "ghi hai lần"),
        ("60; bốn lăm", "không phải là số"),
    ],
)
def test_what_is_not_understood_is_told(parameter: str, said: str) -> None:
    """Why, and a line that would be right."""
    found = parse_parameter(criterion(parameter))
    assert isinstance(found, Invalid)
    assert said in found.why
    assert isinstance(parse_parameter(criterion(found.example)), ClusterRanks)


def test_one_unit_alone_has_no_score() -> None:
    """No target is asked for, and no form suggests anything."""
    assert suggest(criterion(FIVE), rule(FIVE), None, Fraction(3), None, Rounding(2)) == Outcome()
    assert not needs_target(Method.CLUSTER_RANKS, rule(FIVE))


def scored(
    claims: Mapping[str, Claim], agreed: Mapping[str, Agreement] | None = None
) -> dict[str, tuple[int | None, int | None, Origin]]:
    """Points, place and origin of A, B, C and X, who is not considered."""
    units = [*(Unit(code, code) for code in "ABC"), Unit("X", "X", eligibility=Eligibility.NO)]
    scorer = ClusterScorer(Criteria((criterion(FIVE),)), Settings(), units)
    found = scorer.score(
        {(unit, "I.1"): claim for unit, claim in claims.items()},
        {(unit, "I.1"): one for unit, one in (agreed or {}).items()},
    )
    return {unit: (score.points, score.place, score.origin) for (unit, _), score in found.items()}


def test_a_missing_result_is_a_missing_score_and_takes_no_place() -> None:
    """The others are ranked among those who are there; a self-score counts nowhere; the agreed result does."""
    claims = {
        "A": Claim(result=Fraction(5), score=None),
        "C": Claim(result=Fraction(7)),
        "X": Claim(result=Fraction(6)),
    }
    assert scored(claims) == {
        "A": (45_000, 2, Origin.COMPUTED), "B": (None, None, Origin.MISSING), "C": (60_000, 1, Origin.COMPUTED),
        "X": (45_000, 2, Origin.COMPUTED)}  # fmt: skip
    later = scored(claims, {"B": Agreement(result=Fraction(9))})
    assert (later["B"], later["A"][:2]) == ((60_000, 1, Origin.AGREED_INPUTS), (30_000, 3))


def test_the_rule_in_words() -> None:
    """As the regulations print it."""
    row = criterion(f"60; 45; 0; {SHARED}")
    assert rule_said(row, parse_parameter(row)) == (
        "Xếp hạng kết quả các đơn vị trong cụm, cao nhất là hạng 1: hạng 1 được 60 điểm; hạng 2 được 45 điểm; "
        "từ hạng 3 trở đi 0 điểm; bằng nhau thì chia đều điểm các hạng ấy."
    )
    assert scorer_said(row) == "Trưởng cụm tính khi đủ số liệu các đơn vị"


def test_the_function_for_cells() -> None:
    """TD_DIEM with the cluster's results; a result that is not among them is asked for, a word among them told."""
    results: list[list[object]] = [[9], [7], [7], [None]]
    assert points_by_rule("Theo hạng trong cụm", FIVE, 60, None, 7, 2, (), results) == 45
    assert "vùng kết quả" in str(points_by_rule("Theo hạng trong cụm", FIVE, 60, None, 8, 2, (), results))
    told = points_by_rule("Theo hạng trong cụm", FIVE, 60, None, 7, 2, (), [*results, ["chưa có"]])
    assert str(told).startswith("Ô A5 của vùng kết quả: “chưa có”")


@given(
    st.lists(st.integers(0, 60_000), min_size=1, max_size=6).map(lambda found: sorted(found, reverse=True)),
    st.lists(st.tuples(st.integers(0, 9), st.booleans()), min_size=1, max_size=9),
    st.booleans(),
    st.booleans(),
    st.integers(0, 3),
)
def test_ranks_equal_an_independent_computation(
    listed: list[int], cluster: list[tuple[int, bool]], lower: bool, shared: bool, digits: int
) -> None:
    """By counting who is better and who is level, instead of searching in a sorted list."""
    text = "; ".join(f"{worth // 1000},{worth % 1000:03}0" for worth in listed)
    text += f"; {SHARED}" * shared + f"; {LOWER}" * lower
    results = {str(at): Fraction(result) for at, (result, _) in enumerate(cluster)}
    may = {str(at) for at, (_, takes) in enumerate(cluster) if takes}
    found = cluster_ranks(60_000, rule(text), results, may, Rounding(digits))
    for unit, result in results.items():
        better = sum(
            (other < result) if lower else (other > result) for u, other in results.items() if u in may
        )
        level = sum(other == result for u, other in results.items() if u in may)
        places = range(better, better + (max(level, 1) if shared else 1))
        mean = Fraction(sum(listed[min(at, len(listed) - 1)] for at in places), 1000 * len(places))
        assert found[unit] == Outcome(round_half_up(mean, digits), place=better + 1)
