"""A cluster with its own step of scores and order of level units as the superior sees it: the same to the digit."""

from pathlib import Path

from tests.cluster.test_rank_book import by_code
from tests.journeys.conference import make_level
from tests.journeys.journey import Journey
from tests.journeys.office_journey import mismatches
from tests.superior.test_groups import office_for


def test_the_superior_ranks_by_the_clusters_step_and_order(complete: Journey, tmp_path: Path) -> None:
    """Level at 69 points by halves of a point, told apart by section 2: nothing differs upstairs."""
    make_level(complete)
    complete.set(Làm_tròn_đến="0,5", Khi_bằng_điểm="2; Điểm thưởng")
    units = by_code(complete.rank())
    assert units["AN"]["agreed_total"] == units["BH"]["agreed_total"] == "69.00"
    assert (units["AN"]["rank"], units["BH"]["rank"]) == (1, 2)
    office = office_for(complete, tmp_path / "cap_tren")
    answer = office.consolidate()
    assert {found[0] for found in mismatches(answer)} <= {
        "UNIT_NOT_IN_CLUSTER"
    }  # that office lists three units
    seen = {row["Mã"]: (row["Tổng điểm"], row["Hạng trong cụm"]) for row in office.records("Toàn bộ đơn vị")}
    assert (seen["AN"], seen["BH"]) == ((69, 1), (69, 2))
