"""Papers of a cluster in which a unit behind moves up (`Khuyết hạng`), and of one that is ranked by percent."""

from tests.journeys.conditions import violate
from tests.journeys.journey import Journey
from tests.papers.make import documents, folder_of, made
from tests.papers.read import lines, tables, whole


def grounds(cluster: Journey) -> dict[str, str]:
    """Unit → `Căn cứ` on the list of those who are proclaimed."""
    documents(cluster, "danh-sach", more=("--draft",))
    return {row[1]: row[-1] for row in tables(folder_of(cluster) / "danh-sach_du-thao.docx")[0][1:]}


def test_who_moved_up_is_told_with_what_kept_the_first_from_the_place(complete: Journey) -> None:
    """BH is Nhất only because of AN's violation: list and minutes say so, of the others behind as well."""
    complete.set(Khuyết_hạng="Đơn vị sau lên thay")
    complete.rank()
    assert set(grounds(complete).values()) == {"Theo điểm"}
    violate(complete, "AN", "Không xét Nhất, Nhì, Ba")
    complete.rank()
    why = "Theo điểm; lên thay Xã An Hòa (không xét Nhất, Nhì, Ba: Khiếu kiện đông người)"
    assert grounds(complete)["Xã Bình Hải"] == why
    assert f"Xã Bình Hải: suy tôn Nhất, đề nghị Cờ thi đua ({why})." in whole(
        made(complete, "bien-ban-hoi-nghi")
    )


def test_where_the_place_stays_empty_nobody_moved_up(complete: Journey) -> None:
    """The second is Nhì as the points say."""
    violate(complete, "AN", "Không xét Nhất")
    complete.rank()
    assert grounds(complete)["Xã Bình Hải"] == "Theo điểm"


def test_papers_say_by_what_units_are_ranked(complete: Journey) -> None:
    """In a book ranked by percent no page says that ranks follow the points."""
    complete.set(Xếp_theo="Tỷ lệ %")
    complete.rank()
    assert "Thứ hạng theo tỷ lệ %." in lines(made(complete, "bang-tong-hop"))
    assert set(grounds(complete).values()) == {"Theo tỷ lệ %"}
    letter = whole(made(complete, "cong-van-gui-bang"))
    assert "Thứ hạng dưới đây là thứ hạng theo tỷ lệ %, trước khi bỏ phiếu" in letter
    minutes = made(complete, "bien-ban-tru-bi")
    assert any("Hạng theo tỷ lệ %" in table[0] for table in tables(minutes))
    for code in ("bang-tong-hop", "cong-van-gui-bang", "bien-ban-tru-bi", "danh-sach"):
        assert "theo điểm" not in whole(made(complete, code)).casefold(), code
