"""What is told of scorers' points is told once, where it can be mended, and says what really counts."""

import datetime
from typing import Any

import pytest

from tests.journeys.answers import of_code
from tests.journeys.journey import Journey, run
from tests.journeys.scorer_workbooks import SCORE, changed, in_files, scores_of
from tests.journeys.scoring_together import CROSS, GIVEN, SHARED, give, set_apart

ONE_DAY = datetime.date(2025, 9, 5)


def of_scores(cluster: Journey) -> list[dict[str, Any]]:
    """What the book finds of AN's score by TC, in the workbook and in the book."""
    findings = cluster.rank().json["findings"]
    return [one for one in findings if (one["unit"], one["criterion"]) == ("AN", SHARED)
            and one["sheet"] in (GIVEN, "Chấm điểm")]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("=1+1", "FORMULA_WITHOUT_VALUE"),
        (ONE_DAY, "DATE_AS_NUMBER"),
        (True, "BOOLEAN_AS_NUMBER"),
        ("#N/A", "ERROR_VALUE"),
        ("bảy", "NOT_A_NUMBER"),
        (99, "OVER_MAXIMUM"),
    ],
)
def test_a_score_that_is_none_is_told_in_the_workbook_alone(asked: Journey, typed: object, code: str) -> None:
    """The book holds what the workbook says: a second finding there would send somebody to the wrong cell."""
    changed(asked, "TC", SHARED, {"AN": {SCORE: typed}})
    asked.collect()
    (one,) = of_scores(asked)
    assert (one["code"], one["sheet"]) == (code, "Chấm điểm")


def test_what_is_typed_over_it_in_the_book_is_told_there(asked: Journey) -> None:
    """Another cell, another mistake."""
    changed(asked, "TC", SHARED, {"AN": {SCORE: "=1+1"}})
    asked.collect()
    with asked.typing() as book:
        give(book, "TC", SHARED, {"AN": "tám"})
    assert {(one["code"], one["sheet"]) for one in of_scores(asked)} >= {("NOT_A_NUMBER", GIVEN)}


def test_decimals_of_a_scorer_are_not_said_to_be_rounded(asked: Journey) -> None:
    """7,125 and 7,115 make 7,12 together: each counts as it was typed, the mean alone is rounded."""
    changed(asked, "TC", SHARED, {"AN": {SCORE: 7.125}})
    (one,) = in_files(asked.collect(), "TOO_MANY_DECIMALS")
    assert "có nhiều hơn 2 chữ số thập phân" in one["message"]
    assert (
        one["action"]
        == "Điểm trung bình được tính từ đúng số này rồi làm tròn một lần; sửa lại nếu không đúng ý."
    )
    assert scores_of(asked, "TC", SHARED)[0] == 7.125


def test_too_few_to_drop_scores_is_told_as_the_workbooks_go_out(asked: Journey) -> None:
    """Three units have two others each: no form can mend that, so it is told before anybody scores."""
    set_apart(asked, "DL", "EN")
    asked.set(**{"Bỏ_điểm_cao_nhất,_thấp_nhất": "Có"})
    issued = run("issue", asked.book, "--out", asked.folder / "lai")
    assert issued.code == 1
    assert f"Tiêu chí {CROSS} chấm chéo: mỗi đơn vị chỉ có 2 đơn vị" in " ".join(issued.out.split())
    assert (asked.folder / "lai" / "Cham_AN_2025.xlsx").exists()
    assert [one["criterion"] for one in of_code(asked.rank().json["findings"], "SCORERS_TOO_FEW")] == [CROSS]
