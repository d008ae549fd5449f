"""A scorer's workbook whose printed maximum was typed over: nobody knows what its points are of."""

import datetime

import pytest

from tests.journeys import journey
from tests.journeys.journey import Journey, run, saved_bytes
from tests.journeys.scorer_workbooks import (
    SCORE,
    all_of,
    changed,
    codes_of,
    in_files,
    scores_of,
    sent,
    sheet_of,
    told,
    workbook_of,
)
from tests.journeys.scoring_together import SHARED, give

MAXIMUM = "Điểm tối đa"


def test_a_score_beside_another_maximum_waits_for_a_person(asked: Journey) -> None:
    """An error at the maximum; the score is not taken, typed in the book it counts."""
    sheet = sheet_of(workbook_of(asked, "NV"))
    cell = sheet.address(sheet.row(SHARED, "AN"), MAXIMUM)
    path = changed(asked, "NV", SHARED, {"AN": {MAXIMUM: 20, SCORE: 4.5}})
    answer = asked.collect()
    assert answer.code == 1
    (found,) = in_files(answer, "SCORER_MAXIMUM_CHANGED")
    assert (found["severity"], found["unit"], found["cell"], found["value"]) == ("error", "AN", cell, "20")
    assert "bộ tiêu chí quy định 7" in found["message"]
    assert "điểm 4,5 của dòng này không được lấy" in found["message"]
    assert scores_of(asked, "NV", SHARED) == [None, 2, 3, 4, 5]
    checked = asked.check(path)
    assert checked.code == 1
    assert "SCORER_MAXIMUM_CHANGED" in codes_of(checked, path.name)
    assert len(told(asked, "SCORER_MAXIMUM_CHANGED")) == 1
    with asked.typing() as book:
        give(book, "NV", SHARED, {"AN": 2})
    assert not of_scale(asked)
    assert scores_of(asked, "NV", SHARED) == [2, 2, 3, 4, 5]


@pytest.mark.parametrize("printed", ["7", "7,0", " 7 ", 7.0, None])
def test_the_same_maximum_written_otherwise_is_no_other(asked: Journey, printed: object) -> None:
    """Text, a decimal comma, and none at all: the book says what counts."""
    changed(asked, "NV", SHARED, {"AN": {MAXIMUM: printed}})
    assert not in_files(asked.collect(), "SCORER_MAXIMUM_CHANGED")
    assert scores_of(asked, "NV", SHARED) == [1, 2, 3, 4, 5]


def test_words_in_the_place_of_the_maximum_are_another(asked: Journey) -> None:
    """They are quoted as they stand."""
    changed(asked, "NV", SHARED, {"AN": {MAXIMUM: "hai mươi"}})
    assert [one["value"] for one in in_files(asked.collect(), "SCORER_MAXIMUM_CHANGED")] == ["hai mươi"]


def test_a_workbook_of_older_criteria_is_held_to_those_it_was_made_from(asked: Journey) -> None:
    """Somebody who uses it all the same decided so: its maximum is the one that was issued."""
    path = sent(asked, "TC", all_of("TC", 5))
    with asked.typing() as book:
        criteria = journey.Sheet(book["Tiêu chí"], "Mã")
        criteria.put(criteria.row(SHARED), MAXIMUM, 5.5)
    asked.collect()
    with asked.typing() as book:
        table = journey.Sheet(book["Tiếp nhận"], "File")
        table.put(table.row(path.name), "Quyết định", "Dùng file này")
    assert not of_scale(asked)
    assert scores_of(asked, "TC", SHARED) == [5] * 5


def of_scale(cluster: Journey) -> list[object]:
    """What the whole book says of it."""
    return list(told(cluster, "SCORER_MAXIMUM_CHANGED"))


def test_a_corrected_workbook_takes_its_place(asked: Journey) -> None:
    """Sent again as issued: the score counts, nothing is told any more."""
    workbook = workbook_of(asked, "NV")
    sheet = sheet_of(workbook)
    sheet.put(sheet.row(SHARED, "AN"), MAXIMUM, 20)
    sheet.put(sheet.row(SHARED, "AN"), SCORE, 5)
    asked.drop("cu.xlsx", saved_bytes(workbook))
    asked.collect()
    sent(asked, "NV", all_of("NV", 5), "moi.xlsx", journey.SAVED + datetime.timedelta(days=1))
    asked.collect()
    assert not of_scale(asked)
    assert scores_of(asked, "NV", SHARED) == [5] * 5


def test_points_are_told_with_a_decimal_comma(asked: Journey) -> None:
    """In a row whose code stands beside another's name, and in one that is nobody's."""
    changed(
        asked, "NV", SHARED, {"AN": {"Mã đơn vị": "BH", SCORE: 4.25}, "BH": {"Mã đơn vị": "XX", SCORE: 4.75}}
    )
    answer = asked.collect()
    (mixed,) = in_files(answer, "SCORER_ROW_MIXED")
    assert "điểm 4,25 của dòng này" in mixed["message"]
    (stray,) = in_files(answer, "SCORER_ROW_STRAY")
    assert "điểm 4,75 của người chấm NV" in stray["message"]
    assert stray["value"] == "4.75"


def test_the_journal_writes_points_with_a_decimal_comma(asked: Journey) -> None:
    """Typed over in the book: old → new."""
    sent(asked, "NV", all_of("NV", 5))
    asked.collect()
    with asked.typing() as book:
        give(book, "NV", SHARED, {"AN": 4.25})
    asked.rank()
    journal = "\n".join(str(row["Thay đổi"]) for row in asked.sheet("Nhật ký", "Thay đổi").records())
    assert f"AN {SHARED} 5 → 4,25" in journal


def test_a_row_that_stands_twice_names_its_unit(asked: Journey) -> None:
    """Every criterion stands once for every unit there: which unit's row is double is what matters."""
    path = changed(asked, "NV", SHARED, {"BH": {"Mã đơn vị": "AN", "Đơn vị": "Xã An Hòa"}})
    for answer in (asked.collect(), asked.check(path), run("check", path, "--json")):
        (double,) = in_files(answer, "CRITERION_DOUBLE")
        assert f"tiêu chí {SHARED} của đơn vị AN xuất hiện hai lần" in double["message"]
        assert "mỗi đơn vị" in double["action"]
