"""Khi bằng điểm on papers: where the cluster's own order decided, none says that points alone did."""

from tests.journeys.conference import make_level
from tests.journeys.journey import Journey
from tests.papers.make import documents, folder_of, made
from tests.papers.read import lines, tables


def grounds(cluster: Journey) -> dict[str, str]:
    """Unit → `Căn cứ` on the list of those who are proclaimed."""
    documents(cluster, "danh-sach", more=("--draft",))
    return {row[1]: row[-1] for row in tables(folder_of(cluster) / "danh-sach_du-thao.docx")[0][1:]}


def test_list_and_table_name_the_order_that_decided(complete: Journey) -> None:
    """AN and BH are level; BH has more in I."""
    make_level(complete)
    complete.set(Khi_bằng_điểm="I; Bỏ phiếu")
    complete.rank()
    assert grounds(complete) == {
        "Xã Bình Hải": "Theo điểm; bằng điểm với Xã An Hòa, hơn ở I",
        "Xã An Hòa": "Theo điểm; bằng điểm với Xã Bình Hải, kém ở I",
        "Xã Êa Nam": "Theo điểm",
    }
    assert "Thứ hạng theo điểm, bằng nhau thì theo I." in lines(made(complete, "bang-tong-hop"))


def test_an_order_that_nobody_needed_is_not_named(complete: Journey) -> None:
    """Nobody is level: points alone."""
    complete.set(Khi_bằng_điểm="I; Bỏ phiếu")
    complete.rank()
    assert set(grounds(complete).values()) == {"Theo điểm"}
    assert "Thứ hạng theo điểm." in lines(made(complete, "bang-tong-hop"))
