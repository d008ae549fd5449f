"""Xếp loại: from the setting on `Cụm` to the ranking, its explanation, JSON, the seal and the superior."""

import pytest

from tests.journeys.journey import Journey, Run, found_in, run

USUAL = "Xuất sắc:80; Tốt:65; Khá:50; khác:Trung bình"


def classes(answer: Run) -> dict[str, str | None]:
    """Unit → its class in JSON."""
    return {unit["code"]: unit["class"] for unit in answer.json["units"]}


def shown(cluster: Journey) -> dict[str, str | None]:
    """Unit → what the column `Xếp loại` of `Xếp hạng` holds."""
    rows = cluster.sheet("Xếp hạng", "Hạng", "Mã").records()
    return {row["Mã"]: row["Xếp loại"] for row in rows}


def explained(cluster: Journey, unit: str) -> str:
    """`Điều gì làm đổi hạng` of a unit."""
    rows = cluster.sheet("Giải thích", "Mã", "Hạng").records()
    return str(next(row["Điều gì làm đổi hạng"] for row in rows if row["Mã"] == unit))


def test_without_the_setting_there_are_no_classes(complete: Journey) -> None:
    """Blank: an empty column, null in JSON, nothing said."""
    answer = complete.rank()
    assert (answer.code, set(classes(answer).values())) == (0, {None})
    assert set(shown(complete).values()) == {None}
    assert "loại" not in explained(complete, "AN")


def test_every_ranked_unit_has_its_class(complete: Journey) -> None:
    """AN 83; BH 68,75; EN 66,5; CM 57,5; DL 41."""
    complete.set(Xếp_loại=USUAL)
    answer = complete.rank()
    expected = {"AN": "Xuất sắc", "BH": "Tốt", "EN": "Tốt", "CM": "Khá", "DL": "Trung bình"}
    assert (answer.code, answer.json["findings"]) == (0, [])
    assert classes(answer) == shown(complete) == expected
    said = explained(complete, "BH")
    assert "Xếp loại theo mức: Tốt (tổng điểm 68,75, từ 65); thêm 11,25 thì đạt mức Xuất sắc." in said
    assert "Trung bình (tổng điểm 41,00, dưới 50); thêm 9,00 thì đạt mức Khá." in explained(complete, "DL")
    before = complete.book.read_bytes()
    complete.rank()
    assert complete.book.read_bytes() == before


def test_classes_by_percentage(complete: Journey) -> None:
    """`%` first: on Tỷ lệ %, whatever is ranked by; 68,75 of 81 is 84,88 %."""
    complete.set(Xếp_loại="% Xuất sắc:100; Tốt:84,88; khác:Đạt")
    answer = complete.rank()
    assert classes(answer) == {"AN": "Xuất sắc", "BH": "Tốt", "EN": "Đạt", "CM": "Đạt", "DL": "Đạt"}
    assert "Tốt (tỷ lệ 84,88 %, từ 84,88 %); thêm 15,12 % thì đạt mức Xuất sắc." in explained(complete, "BH")


@pytest.mark.parametrize("text", ["Xuất sắc:80; Tốt:80", "Xuất sắc", "Tốt:65; Xuất sắc:80", 900])
def test_a_scale_that_cannot_be_read_is_told_and_gives_no_class(complete: Journey, text: object) -> None:
    """An error at the cell, never a class by a guess."""
    complete.set(Xếp_loại=text)
    answer = complete.rank()
    (found,) = answer.json["findings"]
    assert (answer.code, found["code"], found["sheet"]) == (1, "SETTING_INVALID", "Cụm")
    assert "đang dùng không xếp loại" in found["message"]
    assert set(classes(answer).values()) == {None}


def test_the_class_of_an_incomplete_unit_is_provisional(collected: Journey) -> None:
    """The head's own scores are missing: every class is marked, none is hidden."""
    collected.set(Xếp_loại=USUAL)
    assert collected.rank().code == 1
    assert shown(collected)["AN"] == "Tốt (tạm)"
    assert shown(collected)["DL"] == "Trung bình (tạm)"


def test_who_is_not_ranked_has_no_class(complete: Journey) -> None:
    """An excluded unit keeps its points and nothing else."""
    complete.set(Xếp_loại=USUAL)
    with complete.typing() as book:
        sheet = book["Đơn vị"]
        row = next(cell.row for cell in sheet["A"] if cell.value == "BH")
        sheet.cell(row, 6).value, sheet.cell(row, 7).value = "Không", "Vi phạm"
    answer = complete.rank()
    assert (classes(answer)["BH"], shown(complete)["BH"]) == (None, None)


def test_a_limited_class_keeps_its_best_units(complete: Journey) -> None:
    """40 % of five units is two: EN has the points for Tốt and not the room; the explanation says so."""
    complete.set(Xếp_loại="Tốt:65 tối đa 40%; Khá:50; khác:Trung bình")
    answer = complete.rank()
    assert answer.code == 0
    assert classes(answer) == {"AN": "Tốt", "BH": "Tốt", "EN": "Khá", "CM": "Khá", "DL": "Trung bình"}
    assert "Loại Tốt tối đa 40% (2 trong 5 đơn vị xếp hạng) đã đủ nên: Khá." in explained(complete, "EN")


def test_a_class_is_in_the_seal(complete: Journey) -> None:
    """Sealed with its classes; another scale afterwards breaks the seal."""
    complete.set(Xếp_loại=USUAL)
    complete.rank()
    assert run("close", complete.book).code == 0
    assert run("verify", complete.book).code == 0
    complete.set(Xếp_loại="Xuất sắc:81; Tốt:65; Khá:50; khác:Trung bình")
    assert run("verify", complete.book).code == 1


def test_units_level_at_the_edge_wait_for_the_members(complete: Journey) -> None:
    """EN and BH level at 68,75 for the one place that AN leaves: an error that names both, exit 1."""
    complete.agree("EN", "2.4", score=6.25, reason="Thẩm tra lại")
    complete.set(Xếp_loại="Tốt:65 tối đa 2; khác:Khá")
    answer = complete.rank()
    (found,) = (one for one in answer.json["findings"] if one["code"] == "CLASS_EDGE")
    assert (answer.code, found["severity"], found["sheet"]) == (1, "error", "Suy tôn")
    assert "BH, EN" in found["message"]
    assert classes(answer) == {"AN": "Tốt", "BH": None, "EN": None, "CM": "Khá", "DL": "Khá"}
    assert shown(complete)["BH"] == shown(complete)["EN"] == "chờ chọn"
    assert ("CLASS_EDGE", None) in found_in(answer.json)
