"""Xếp loại: from the setting on `Cụm` to the ranking, its explanation, JSON, the seal and the superior."""

from pathlib import Path

import docx
import pytest

from tests.journeys.answers import classes, explained
from tests.journeys.journey import Journey, Sheet, found_in, run

USUAL = "Xuất sắc:80; Tốt:65; Khá:50; khác:Trung bình"


def shown(cluster: Journey) -> dict[str, str | None]:
    """Unit → what the column `Xếp loại` of `Xếp hạng` holds."""
    rows = cluster.sheet("Xếp hạng", "Hạng", "Mã").records()
    return {row["Mã"]: row["Xếp loại"] for row in rows}


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
    assert "Loại Tốt tối đa 40 % (2 trong 5 đơn vị xếp hạng) đã đủ nên xếp loại Khá." in explained(
        complete, "EN"
    )


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
    assert "chờ hội nghị chọn" in explained(complete, "EN")


def typed_class(cluster: Journey, unit: str, word: object) -> str:
    """Type a class in the row of a unit on `Suy tôn`; its address."""
    with cluster.typing() as book:
        sheet = Sheet(book["Suy tôn"], "Mã đơn vị", "Đề xuất")
        row = next(row for row in sheet.rows() if sheet.at(row, "Mã đơn vị") == unit)
        sheet.put(row, "Xếp loại", word)
        return sheet.address(row, "Xếp loại")


def test_the_members_choose_between_level_units(complete: Journey) -> None:
    """BH is chosen: it has the last place of the class, EN the next class; the choice is under the seal."""
    complete.agree("EN", "2.4", score=6.25, reason="Thẩm tra lại")
    complete.set(Xếp_loại="Tốt:65 tối đa 2; khác:Khá")
    complete.rank()
    typed_class(complete, "BH", "tốt")
    answer = complete.rank()
    assert (answer.code, found_in(answer.json)) == (0, [])
    assert classes(answer) == {"AN": "Tốt", "BH": "Tốt", "EN": "Khá", "CM": "Khá", "DL": "Khá"}
    assert "đã đủ nên xếp loại Khá." in explained(complete, "EN")
    assert run("close", complete.book).code == 0
    assert run("verify", complete.book).code == 0
    typed_class(complete, "BH", None)
    assert run("verify", complete.book).code == 1


def test_more_units_chosen_than_there_is_room_for(complete: Journey) -> None:
    """Both: nothing is decided, and the finding says how many were typed."""
    complete.agree("EN", "2.4", score=6.25, reason="Thẩm tra lại")
    complete.set(Xếp_loại="Tốt:65 tối đa 2; khác:Khá")
    complete.rank()
    typed_class(complete, "BH", "Tốt")
    typed_class(complete, "EN", "Tốt")
    (found,) = complete.rank().json["findings"]
    assert (found["code"], "đang ghi 2 đơn vị" in found["message"]) == ("CLASS_EDGE", True)


def test_a_class_typed_where_nothing_is_to_be_chosen(complete: Journey) -> None:
    """A warning at the cell; the class stays what the points give. A word that is no class is an error."""
    complete.set(Xếp_loại=USUAL)
    complete.rank()
    cell = typed_class(complete, "BH", "Xuất sắc")
    answer = complete.rank()
    assert (answer.code, found_in(answer.json)) == (0, [("CLASS_NOT_CHOSEN", cell)])
    assert classes(answer)["BH"] == "Tốt"
    typed_class(complete, "BH", "Giỏi")
    answer = complete.rank()
    assert (answer.code, found_in(answer.json)) == (1, [("VALUE_UNKNOWN", cell)])
    assert "Xuất sắc · Tốt · Khá · Trung bình" in answer.json["findings"][0]["action"]


def test_papers_say_the_classes(complete: Journey) -> None:
    """Minutes, report, list, letter and table of scores; nothing of it where there are none."""
    complete.set(Xếp_loại=USUAL)
    complete.rank()
    out = complete.folder / "van_ban"
    assert run("documents", complete.book, "--out", out).code in (0, 1)
    said = {path.stem: text_of(path) for path in out.glob("*.docx")}
    line = "Xếp loại: Xuất sắc: Xã An Hòa; Tốt: Xã Bình Hải, Xã Êa Nam; Khá: Xã Châu Mỹ; Trung bình: Xã Đông Lĩnh."
    assert sum(line in text for text in said.values()) >= 4
    assert any("\nXếp loại\n" in text and "\nTrung bình\n" in text for text in said.values())


def text_of(path: Path) -> str:
    """All texts of a Word file, paragraph by paragraph, those of tables too."""
    document = docx.Document(str(path))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(one.text for one in document.paragraphs), *cells])
