"""A slip at the meeting: what is typed beside the scale is refused, red, and told where the unit stands."""

from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.datavalidation import DataValidation

from tests.journeys import journey
from tests.journeys.journey import LEDGER, Journey
from thidua_xl.domain.ranking.standings import INVALID as TOLD
from thidua_xl.sheets.cluster.agreed import INVALID
from thidua_xl.sheets.cluster.ranking_drawn import INVALID_TEXT

RANKING = "Xếp hạng"


def line_of(cluster: Journey, unit: str) -> dict[str, Any]:
    """The unit's line of `Xếp hạng` as stored."""
    sheet = cluster.sheet(RANKING, "Mã", "Hạng")
    return next(record for record in sheet.records() if record["Mã"] == unit)


def rules_on(cluster: Journey, header: str) -> list[DataValidation]:
    """The validations that reach the column of `Thống nhất điểm`."""
    book = openpyxl.load_workbook(cluster.book)
    sheet = journey.ledger(book)
    cell = sheet.address(sheet.header_row + 3, header)
    return [rule for rule in book[LEDGER].data_validations.dataValidation if cell in rule.sqref]


@pytest.mark.parametrize(
    ("criterion", "typed"),
    [
        ("2.4", 99), ("2.4", -1), ("2.4", "bảy"), ("I.1", 10.001), ("2.1", 3), ("P1", 5), ("P1", -4.5), ("T1", -1),
        ("2.4", True),
    ],
)  # fmt: skip
def test_a_score_beside_the_scale_is_told_where_the_unit_stands(
    complete: Journey, criterion: str, typed: object
) -> None:
    """The unit keeps no points for it; its line, the line above the table and the row of the score say why."""
    complete.agree("AN", criterion, score=typed, reason="Thẩm tra")
    assert complete.rank().code == 1
    assert line_of(complete, "AN")["Ghi chú"] == f"{TOLD}: {criterion}; Thiếu điểm {criterion}"
    above = complete.sheet(RANKING, "Mã", "Hạng").sheet
    told = f"{INVALID_TEXT}Xã An Hòa. Tạm xếp"
    assert any(str(row[0]).startswith(told) for row in above.iter_rows(max_row=12, values_only=True))
    ledger = complete.sheet(LEDGER, "Mã đơn vị", "Mã tiêu chí")
    assert ledger.at(ledger.row("AN", criterion), "Cần làm") == INVALID


@pytest.mark.parametrize("typed", [{"target": -5}, {"result": -5}, {"result": "nhiều"}])
def test_a_target_or_result_that_cannot_be_scored_is_told_there_too(
    complete: Journey, typed: dict[str, object]
) -> None:
    """Not only the points: whatever the meeting typed and the rule cannot use."""
    complete.agree("AN", "I.3", reason="Thẩm tra", **typed)
    assert complete.rank().code == 1
    assert line_of(complete, "AN")["Ghi chú"] == f"{TOLD}: I.3; Thiếu điểm I.3"


def test_what_is_wrong_and_what_is_missing_are_two_things(complete: Journey) -> None:
    """One score mistyped, another taken back: the note names both, each by its word."""
    complete.agree("AN", "2.4", score=99)
    complete.agree("AN", "2.3", result=None)
    complete.rank()
    assert line_of(complete, "AN")["Ghi chú"] == f"{TOLD}: 2.4; Thiếu điểm 2.3, 2.4"


def test_good_scores_are_not_remarked_on(complete: Journey) -> None:
    """0, the maximum, a penalty of either sign: no note, nothing red."""
    for criterion, score in (("2.4", 0), ("I.1", 10), ("2.1", 0), ("P1", -4)):
        complete.agree("AN", criterion, score=score, reason="Thẩm tra")
    assert complete.rank().code == 0
    assert line_of(complete, "AN")["Ghi chú"] is None
    assert line_of(complete, "AN")["Ô không hợp lệ"] == 0


def test_a_book_of_the_earlier_layout_gets_the_new_rule_alone(complete: Journey) -> None:
    """Written by a version that took −100000…100000: the next command puts one rule over the whole column."""
    with complete.typing() as book:
        sheet = journey.ledger(book)
        area = (
            f"{sheet.address(5, 'Điểm thống nhất')}:{sheet.address(sheet.sheet.max_row, 'Điểm thống nhất')}"
        )
        sheet.sheet.delete_cols(sheet.columns["Cách nhập"])
        rules = book[LEDGER].data_validations
        rules.dataValidation = [rule for rule in rules.dataValidation if rule.type == "list"]
        rules.append(DataValidation("decimal", "between", "-100000", "100000", sqref=area))
    complete.agree("AN", "2.4", score=6.5)
    assert [rule.type for rule in rules_on(complete, "Điểm thống nhất")] == ["decimal"]
    assert complete.rank().code == 0
    (rule,) = rules_on(complete, "Điểm thống nhất")
    assert rule.type == "custom"
    assert len(str(rule.formula1)) <= 255  # Excel takes no longer one
    ledger = complete.sheet(LEDGER, "Mã đơn vị", "Mã tiêu chí")
    ways = {code: ledger.at(ledger.row("AN", code), "Cách nhập") for code in ("I.1", "P1", "2.1")}
    assert ways == {"I.1": None, "P1": "trừ", "2.1": "đạt"}
    ends = (5, 4 + len(journey.UNITS) * len(journey.SCORED))
    assert str(rule.sqref) == ":".join(ledger.address(row, "Điểm thống nhất") for row in ends)


@pytest.mark.parametrize(
    ("criterion", "typed", "refused"),
    [
        ("I.1", 99, "OVER_MAXIMUM"), ("I.1", -1, "NEGATIVE"), ("I.1", "bảy", "NOT_A_NUMBER"),
        ("2.1", 3, "PASS_FAIL_CONTRADICTS"),
    ],
)  # fmt: skip
def test_no_reason_is_asked_for_a_score_that_does_not_count(
    complete: Journey, criterion: str, typed: object, refused: str
) -> None:
    """What was mistyped is to be corrected first; a reason belongs to the score that stands then."""
    complete.agree("AN", criterion, score=typed)
    answer = complete.rank()
    assert answer.code == 1
    assert sorted(one["code"] for one in answer.json["findings"]) == sorted([refused, "UNIT_INCOMPLETE"])
    complete.agree("AN", criterion, score=0)
    assert "REASON_MISSING" in [one["code"] for one in complete.rank().json["findings"]]


def test_a_score_between_pass_and_fail_is_not_told_of_a_blank_result(complete: Journey) -> None:
    """The result stands in the received column: so "(trống)" would be wrong."""
    complete.agree("AN", "2.1", score=3, reason="Thẩm tra")
    found = next(one for one in complete.rank().json["findings"] if one["code"] == "PASS_FAIL_CONTRADICTS")
    assert "không khớp với Đạt hay Không đạt (Đạt = 5, Không đạt = 0)" in found["message"]
    assert "trống" not in found["message"]
