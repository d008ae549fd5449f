"""A unit whose every point comes of scorers, but whose form, in which it names its level, never came."""

from pathlib import Path

from tests.journeys.answers import places, unit_of
from tests.journeys.journey import UNITS, Journey, agree
from tests.journeys.own_table import begun
from tests.journeys.scoring_together import give, named
from tests.witnesses.engine import disagreeing

ROWS = (
    ("I", "Mục I", "Mục"),
    ("I.1", "Mức hoàn thành nhiệm vụ", "Tiêu chí", 10, "Chọn mức", "Tốt:10; Khá:5", None, "TC"),
)


def scored(folder: Path) -> Journey:
    """TC scored all units; EN alone named its level, on paper."""
    cluster = begun(folder, ROWS)
    with cluster.typing() as book:
        named(book, (("TC", "Phòng Tài chính", None, None),))
    cluster.rank()
    with cluster.typing() as book:
        give(book, "TC", "I.1", {unit: 10 - at for at, unit in enumerate(UNITS)})
        agree(book, "EN", "I.1", result="Tốt", reason="Theo báo cáo")
    return cluster


def test_it_is_missing_and_places_stay_provisional_live_too(tmp_path: Path) -> None:
    """Nothing lacks but forms: what is stored is what the formulas give, `(tạm)` and the sentence above the table."""
    cluster = scored(tmp_path)
    answer = cluster.rank()
    assert [unit_of(answer, code)["status"] for code in UNITS] == [*["missing"] * 4, "ranked"]
    assert (answer.json["provisional"], places(answer)) == (True, {"EN": "Nhất"})
    row = next(one for one in cluster.sheet("Xếp hạng", "Hạng", "Mã").records() if one["Mã"] == "EN")
    assert row["Đề xuất"] == "Nhất (tạm)"
    assert disagreeing(cluster.book.read_bytes()) == []
