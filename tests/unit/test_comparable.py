"""Units of different clusters beside each other, only where criteria and basis are the same."""

from thidua_xl.domain.office.clusters import ClusterResult, ClusterUnit
from thidua_xl.domain.office.comparable import compare, groups_of
from thidua_xl.domain.ranking.standings import UnitStatus
from thidua_xl.domain.scoring.settings import Basis


def unit(code: str, points: int, *, rank: int | None = 1, percent: int | None = None) -> ClusterUnit:
    """A unit with these points of 100, ranked unless said otherwise."""
    share = points * 1000 if percent is None else percent * 1000
    return ClusterUnit(
        code, f"Xã {code}", rank, None, UnitStatus.RANKED, False, 0, points * 1000, 100_000, share
    )


def cluster(
    code: str, *units: ClusterUnit, criteria: str = "k1", basis: Basis = Basis.POINTS
) -> ClusterResult:
    """A cluster's result."""
    return ClusterResult(code, 2025, criteria=criteria, basis=basis, units=units)


def lines(*results: ClusterResult) -> list[tuple[str, str, int | None]]:
    """Unit, group, rank in the group."""
    return [(line.unit.code, line.group, line.group_rank) for line in compare(results)]


def test_clusters_of_the_same_criteria_and_basis_are_ranked_together() -> None:
    """By points, whatever rank they have at home; equal points share a rank."""
    one = cluster("C1", unit("A", 90), unit("B", 70, rank=2))
    two = cluster("C2", unit("P", 80), unit("Q", 70, rank=2), unit("R", 60, rank=3))
    assert lines(one, two) == [("A", "A", 1), ("P", "A", 2), ("B", "A", 3), ("Q", "A", 3), ("R", "A", 5)]


def test_other_criteria_are_another_group() -> None:
    """Nothing is compared that was not scored alike."""
    found = lines(cluster("C1", unit("A", 90)), cluster("C2", unit("P", 80), criteria="k2"))
    assert found == [("A", "A", None), ("P", "B", None)]


def test_the_same_criteria_on_another_basis_are_another_group() -> None:
    """Points are not percentages."""
    groups = groups_of([cluster("C1"), cluster("C2", basis=Basis.PERCENT), cluster("C3")])
    assert {letter: [one.code for one in group] for letter, group in groups.items()} == {
        "A": ["C1", "C3"], "B": ["C2"],
    }  # fmt: skip


def test_a_cluster_alone_says_so() -> None:
    """Its units get no rank beyond their own cluster's."""
    found = compare([cluster("C1", unit("A", 90)), cluster("C2", unit("P", 80)),
                     cluster("C3", unit("X", 99), criteria="k3")])  # fmt: skip
    assert {line.unit.code: line.is_alone for line in found} == {"A": False, "P": False, "X": True}


def test_by_percent_the_percentage_counts() -> None:
    """More points of a larger maximum are not more."""
    one = cluster("C1", unit("A", 90, percent=75), basis=Basis.PERCENT)
    two = cluster("C2", unit("P", 60, percent=80), basis=Basis.PERCENT)
    assert lines(one, two) == [("P", "A", 1), ("A", "A", 2)]


def test_units_without_a_rank_or_percentage_stand_last() -> None:
    """Excluded or missing ones are listed and not ranked."""
    one = cluster("C1", unit("A", 99, rank=None), unit("B", 50))
    assert lines(one, cluster("C2", unit("P", 40))) == [("B", "A", 1), ("P", "A", 2), ("A", "A", None)]


def test_the_same_code_in_two_clusters_is_two_units() -> None:
    """Codes are only unique within a cluster's book."""
    assert lines(cluster("C1", unit("A", 90)), cluster("C2", unit("A", 80))) == [
        ("A", "A", 1), ("A", "A", 2),
    ]  # fmt: skip


def test_there_are_letters_for_any_number_of_groups() -> None:
    """A … Z, AA, AB …"""
    letters = list(groups_of([cluster(f"C{at}", criteria=str(at)) for at in range(54)]))
    assert (letters[0], letters[25], letters[26], letters[27], letters[51], letters[52]) == (
        "A", "Z", "AA", "AB", "AZ", "BA",
    )  # fmt: skip
