"""Khi bằng điểm upstairs: what an appraisal would change is told apart as the cluster itself tells units apart."""

import pytest

from tests.journeys.conference import make_level
from tests.journeys.journey import Journey
from thidua_xl.domain.office.appraisal import effect
from thidua_xl.domain.office.clusters import ClusterResult
from thidua_xl.domain.office.inputs import Appraised
from thidua_xl.office.recompute import read_cluster


def result_of(cluster: Journey) -> ClusterResult:
    """The cluster's book as the superior recomputes it."""
    found = read_cluster(cluster.book.read_bytes(), cluster.book.name).result
    assert found is not None
    return found


@pytest.mark.parametrize("basis", ["Điểm", "Tỷ lệ %"])
def test_an_untouched_unit_keeps_its_rank(complete: Journey, basis: str) -> None:
    """AN and BH are level and told apart by I, where BH has more."""
    make_level(complete)
    complete.set(Khi_bằng_điểm="I; Bỏ phiếu", Xếp_theo=basis)
    complete.rank()
    result = result_of(complete)
    assert {unit.code: unit.rank for unit in result.units if (unit.rank or 9) < 3} == {"BH": 1, "AN": 2}
    for unit in result.units:
        done = effect(result, unit, [])
        assert (done.rank, done.level_with) == (unit.rank, ())


@pytest.mark.parametrize(("moved", "rank", "level"), [(2000, 1, ()), (3000, 1, ("BH",)), (4000, 2, ())])
def test_appraised_scores_are_asked_in_the_order_of_the_cluster(
    complete: Journey, moved: int, rank: int, level: tuple[str, ...]
) -> None:
    """AN is three points before BH in 2; what is moved from there to I leaves its total as it is."""
    make_level(complete)
    complete.set(Khi_bằng_điểm="2; Bỏ phiếu")
    complete.rank()
    result = result_of(complete)
    first = result.units[0]
    scores = result.points[first.code]
    rows = [
        Appraised(first.code, "2.1", scores["2.1"], scores["2.1"] - moved),
        Appraised(first.code, "I.1", scores["I.1"], scores["I.1"] + moved),
    ]
    done = effect(result, first, rows)
    assert (first.code, done.total) == ("AN", first.agreed_total)
    assert (done.rank, done.level_with) == (rank, level)
