"""A column of `Đơn vị` sorted by itself: names stand at other codes, and every score would be another unit's."""

from collections.abc import Mapping

from tests.journeys.answers import of_code
from tests.journeys.journey import Journey, Sheet, run
from thidua_xl.sheets.cluster.units import Col


def write(cluster: Journey, header: str, typed: Mapping[str, str | None]) -> None:
    """Type into a column of `Đơn vị`, by code."""
    with cluster.typing() as book:
        sheet = Sheet(book["Đơn vị"], "Mã")
        for code, value in typed.items():
            sheet.put(sheet.row(code), header, value)


def journal(cluster: Journey) -> str:
    """Everything that the journal says."""
    return "\n".join(str(row["Thay đổi"]) for row in cluster.sheet("Nhật ký", "Lúc", "Thay đổi").records())


def test_names_that_changed_places_are_asked_about_until_they_are_right(complete: Journey) -> None:
    """AN's points would be proclaimed as Bình Hải's: an error at both names in every run, until they are back."""
    write(complete, Col.NAME, {"AN": "Xã Bình Hải", "BH": "XÃ AN HÒA"})
    for _ in range(2):
        answer = complete.rank()
        found = of_code(answer.json["findings"], "UNIT_NAME_MOVED")
        assert [(one["unit"], one["cell"]) for one in found] == [("AN", "B6"), ("BH", "B7")]
        assert answer.code == 1
        assert "AN lần chạy trước tên là Xã An Hòa, nay mang tên Xã Bình Hải của BH" in found[0]["message"]
    assert run("close", complete.book).code == 1
    write(complete, Col.NAME, {"AN": "Xã An Hòa", "BH": "Xã Bình Hải"})
    assert complete.rank().code == 0
    assert "Tên đơn vị" not in journal(complete)


def test_a_unit_may_take_another_name(complete: Journey) -> None:
    """A new one is in the journal; so is a neighbour's, once a person said how the unit was called before."""
    write(complete, Col.NAME, {"AN": "Phường An Hòa"})
    assert complete.rank().code == 0
    assert "Tên đơn vị AN: Xã An Hòa → Phường An Hòa" in journal(complete)
    write(complete, Col.NAME, {"BH": "Phường An Hòa", "AN": "Xã Hòa"})
    write(complete, Col.FORMER, {"BH": "xã Bình Hải"})
    assert complete.rank().code == 0
    assert "Tên đơn vị BH: Xã Bình Hải → Phường An Hòa" in journal(complete)


def test_names_without_scores_may_change_places(issued: Journey) -> None:
    """Nothing is anybody's yet: a slip of the first typing is mended without a word."""
    write(issued, Col.NAME, {"AN": "Xã Bình Hải", "BH": "Xã An Hòa"})
    assert not of_code(issued.rank().json["findings"], "UNIT_NAME_MOVED")
