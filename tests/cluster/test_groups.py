"""Groups on their whole way: typed in `Tiêu chí`, seen in the form, ranked, explained; figures worked out by hand."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.journeys.answers import unit_of
from tests.journeys.conditions import demand, kept_from
from tests.journeys.grouped import DIRECT, MAXIMUM, TOTALS, begin
from tests.journeys.journey import (
    BOOK,
    YEAR,
    Journey,
    Sheet,
    agree,
    form_sheet,
    found_in,
    run,
    type_table,
)


def matrix(cluster: Journey, code: str) -> dict[str, Any]:
    """A unit's row of `Tổng hợp`, as stored."""
    return next(row for row in cluster.sheet("Tổng hợp", "Mã", "Tổng điểm").records() if row["Mã"] == code)


def test_totals_count_what_the_groups_allow(grouped: Journey) -> None:
    """Caps, the highest achievement, a factor, deductions under their criterion: totals, maximum and ranks."""
    answer = grouped.rank()
    assert answer.code == 0, answer.out
    assert {one["code"]: one["agreed_total"] for one in answer.json["units"]} == TOTALS
    assert {one["self_total"] for one in answer.json["units"]} == set(TOTALS.values())
    assert {one["max_total"] for one in answer.json["units"]} == {MAXIMUM}
    assert {one["code"]: one["rank"] for one in answer.json["units"]} == {"BH": 1, "AN": 2, "CM": 3}


def test_the_book_shows_what_counts_and_beside_it_what_was_added(grouped: Journey) -> None:
    """`Tổng hợp` has the counted sum under the group's code, the raw one beside it where it is another."""
    grouped.rank()
    row = matrix(grouped, "AN")
    assert (row["I.1"], row["Cộng I.1"], row["I"]) == (50, 63, 68)
    assert (row["II"], row["Cộng II"]) == (27.5, 18.33)
    assert (row["Trừ III.1"], row["Cộng III.1"]) == (-8, -10.5)
    assert (row["T"], row["Cộng T"], row["Điểm thưởng"]) == (15, 25, 15)
    assert (row["V"], row["Cộng V"], row["Điểm trừ"]) == (-6, -9, -14)
    assert row["Tổng điểm"] == 104.5
    other = matrix(grouped, "BH")
    assert (other["I.1"], other["Cộng I.1"]) == (40.5, None)


def test_who_is_told_what_a_group_made_of_the_points(grouped: Journey) -> None:
    """`Giải thích` names the group, both numbers and the rule, for those whom it concerns."""
    grouped.rank()
    said = {
        row["Mã"]: row["Điều gì làm đổi hạng"] for row in grouped.sheet("Giải thích", "Mã", "Hạng").records()
    }
    assert "Mục I.1 cộng 63,00, tính 50,00 (tính tối đa 50 điểm)." in said["AN"]
    assert "Mục II cộng 18,33, tính 27,50 (nhân hệ số 1,5)." in said["AN"]
    assert "Điểm trừ ở tiêu chí III.1 trừ 10,50, tính 8,00 (trừ tối đa 8 điểm)." in said["AN"]
    assert "Mục T cộng 25,00, tính 15,00 (chỉ lấy mức điểm cao nhất)." in said["AN"]
    assert "Mục I.1" not in said["BH"]
    assert "Mục T" not in said["BH"]


def test_a_changed_cap_says_what_it_changed(on_paper: Journey) -> None:
    """With `trần 40` the second and the first lose points; the criteria are told as changed."""
    on_paper.rank()
    type_rule(on_paper, "I.1", "trần 40", maximum=40)
    answer = on_paper.rank()
    assert {one["code"]: one["agreed_total"] for one in answer.json["units"]} == {
        "AN": "94.50", "BH": "108.00", "CM": "81.38"}  # fmt: skip
    assert {one["max_total"] for one in answer.json["units"]} == {"98.00"}
    said = {
        row["Mã"]: row["Điều gì làm đổi hạng"] for row in on_paper.sheet("Giải thích", "Mã", "Hạng").records()
    }
    assert "Mục I.1 cộng 40,50, tính 40,00" in said["BH"]


def test_a_rule_that_changed_after_the_forms_went_out(grouped: Journey) -> None:
    """Forms of the old rule wait, and the cause is told once, with what it was and is."""
    grouped.rank()
    type_rule(grouped, "I.1", "trần 40", maximum=40)
    (found,) = (one for one in grouped.rank().json["findings"] if one["code"] == "CRITERIA_CHANGED")
    assert found["criterion"] == "I.1"
    assert "Tham số trần 50 → trần 40" in found["message"]


def type_rule(cluster: Journey, code: str, rule: object, *, maximum: object = None) -> str:
    """Type the `Tham số` (and the maximum) of a `Mục`; the address of its cell."""
    with cluster.typing() as book:
        sheet = Sheet(book["Tiêu chí"], "Mã")
        sheet.put(sheet.row(code), "Tham số", rule)
        sheet.put(sheet.row(code), "Điểm tối đa", maximum)
        return sheet.address(sheet.row(code), "Tham số")


def test_a_form_counts_its_groups_and_is_believed(grouped: Journey) -> None:
    """No form is told that its total differs; what the groups count with stands hidden on `Kiểm tra`."""
    assert not [one for one in grouped.rank().json["findings"] if one["code"] == "TOTAL_DIFFERS"]
    form = openpyxl.load_workbook(grouped.folder / "phieu" / f"Phieu_AN_{YEAR}.xlsx")
    sheet = form_sheet(form)
    assert sheet.at(sheet.row("I.1"), "Điểm tối đa") == 50
    assert sheet.at(sheet.row("II"), "Điểm tối đa") == 30
    assert sheet.at(sheet.row("I.1"), "Đơn vị tính").startswith('="Trần 50"&IF(')
    checks = form["Kiểm tra"]
    assert checks["N13"].value == '=IF(COUNT(H13:H14)=0,"",ROUND(MIN(50,SUM(H13:H14)),2))'
    hidden = checks.column_dimensions["E"]
    assert (hidden.hidden, hidden.max) == (True, 15)


def test_a_closed_book_keeps_its_seal(grouped: Journey) -> None:
    """`close` and `verify` compute the groups as `rank` does."""
    grouped.rank()
    assert run("close", grouped.book).code == 0
    assert run("verify", grouped.book).code == 0


@pytest.mark.parametrize(
    ("code", "rule", "why"),
    [
        ("I.1", "trần", "không hiểu"),
        ("I.1", "trần 0", "phải lớn hơn 0"),
        ("I.1", "trần -5", "số âm"),
        ("I.1", "trần 50; trần 40", "ghi hai lần"),
        ("I.1", "hệ số", "không hiểu"),
        ("I.1", "lấy cao nhất", "không hiểu"),
        ("I.1", "trần 50, hệ số 2", "không phải là số"),
        ("T", "trần 1,2345", "ba chữ số thập phân"),
    ],
)
def test_a_rule_that_is_not_understood_is_told_with_a_line_that_would_be(
    on_paper: Journey, code: str, rule: str, why: str
) -> None:
    """The cell, why, an example; the plain sum counts and the command ends with 1."""
    cell = type_rule(on_paper, code, rule)
    answer = on_paper.rank()
    (found,) = (one for one in answer.json["findings"] if one["code"] == "PARAMETER_INVALID")
    assert (found["cell"], found["sheet"]) == (cell, "Tiêu chí")
    assert why in found["message"]
    assert "hệ số 1,5" in found["action"]
    assert answer.code == 1


def test_a_rule_over_rows_of_several_kinds_asks(on_paper: Journey) -> None:
    """Nobody can say whether the cap holds for the criteria or for the deductions below them."""
    cell = type_rule(on_paper, "III", "trần 5")
    answer = on_paper.rank()
    assert ("GROUP_MIXED", cell) in found_in(answer.json)
    assert unit_of(answer, "AN")["agreed_total"] == TOTALS["AN"]


def test_a_maximum_typed_beside_a_rule_is_compared_with_what_counts(on_paper: Journey) -> None:
    """63 is the plain sum: the group gives 50."""
    type_rule(on_paper, "I.1", "trần 50", maximum=63)
    (found,) = (one for one in on_paper.rank().json["findings"] if one["code"] == "SECTION_SUM_DIFFERS")
    assert found["criterion"] == "I.1"
    assert "50" in found["message"]


def test_a_factor_that_makes_a_finer_maximum_is_an_error(on_paper: Journey) -> None:
    """Whole points: 30 would be 30, but 15 × 1,5 is 22,5."""
    on_paper.set(Số_chữ_số_thập_phân=0)
    with on_paper.typing() as book:
        sheet = Sheet(book["Tiêu chí"], "Mã")
        sheet.put(sheet.row("II.1"), "Điểm tối đa", 5)
        cell = sheet.address(sheet.row("II"), "Tham số")
    answer = on_paper.rank().json
    assert ("MAXIMUM_TOO_FINE", cell) in found_in(answer)
    (told,) = (one for one in answer["findings"] if one["code"] == "MAXIMUM_TOO_FINE")
    assert "điểm tối đa đã nhân hệ số 1,5 của Mục II là 22,5, có nhiều hơn 0 chữ số" in told["message"]
    assert told["action"].startswith("Sửa hệ số, hoặc điểm tối đa của các tiêu chí trong mục")


def test_a_finer_cap_is_named_as_what_it_is_once(on_paper: Journey) -> None:
    """The cap itself is to be mended, not a maximum that nobody typed."""
    on_paper.set(Số_chữ_số_thập_phân=0)
    type_rule(on_paper, "I.1", "trần 50,5; hệ số 2")
    (told,) = (
        one
        for one in on_paper.rank().json["findings"]
        if (one["code"], one["criterion"]) == ("MAXIMUM_TOO_FINE", "I.1")
    )
    assert "mức trần của Mục I.1 là 50,5" in told["message"]
    assert told["action"].startswith("Sửa mức trần,")


def test_a_missing_score_in_a_group_is_not_zero(on_paper: Journey) -> None:
    """One achievement of two is not scored: the other counts for now, and the unit is incomplete."""
    with on_paper.typing() as book:
        agree(book, "AN", "T.1", score=None)
        agree(book, "CM", "T.1", score=None)
        agree(book, "CM", "T.2", score=None)
    answer = on_paper.rank()
    assert unit_of(answer, "AN")["status"] == "incomplete"
    assert unit_of(answer, "AN")["agreed_total"] == "99.50"
    assert answer.json["nominee"] is None
    row = matrix(on_paper, "CM")
    assert (row["T"], row["Điểm thưởng"], row["Còn thiếu"]) == (None, None, 2)


def test_deductions_alone_may_stand_under_a_criterion(tmp_path: Path) -> None:
    """A criterion, a bonus or a mixed section below a criterion is still an orphan; a section of deductions is not."""
    begin(tmp_path, (
        ("I", "Trật tự", "Mục"),
        ("I.1", "Không có vụ việc", "Tiêu chí", 8, DIRECT),
        ("I.1.tru", "Các vụ việc", "Mục", 8),
        ("I.1.tru.a", "Vụ nhỏ", "Điểm trừ", 5, DIRECT),
        ("I.1.tru.b", "Vụ lớn", "Điểm trừ", 8, DIRECT),
        ("I.2", "Khác", "Tiêu chí", 2, DIRECT),
        ("I.2.a", "Con của tiêu chí", "Tiêu chí", 1, DIRECT),
        ("I.2.b", "Thưởng dưới tiêu chí", "Điểm thưởng", 1, DIRECT),
        ("I.2.c", "Mục lẫn lộn", "Mục"),
        ("I.2.c.1", "Trừ", "Điểm trừ", 1, DIRECT),
        ("I.2.c.2", "Thưởng", "Điểm thưởng", 1, DIRECT),
    ))  # fmt: skip
    (file,) = run("check", tmp_path / BOOK, "--json").json["files"]
    found = [(one["code"], one["criterion"]) for one in file["findings"] if one["severity"] == "error"
             and one["code"] != "UNIT_MISSING"]  # fmt: skip
    assert found == [("CRITERIA_ORPHAN", code) for code in ("I.2.a", "I.2.b", "I.2.c")]


def test_the_rank_without_the_rules_is_told_to_those_whom_they_moved(grouped: Journey) -> None:
    """Plainly added AN would have 116,33 … and be first; now BH is."""
    grouped.rank()
    said = {
        row["Mã"]: row["Điều gì làm đổi hạng"] for row in grouped.sheet("Giải thích", "Mã", "Hạng").records()
    }
    assert "Không có Tham số của các Mục thì đơn vị xếp hạng 1; nay xếp hạng 2." in said["AN"]
    assert "Không có Tham số của các Mục thì đơn vị xếp hạng 2; nay xếp hạng 1." in said["BH"]
    assert "Không có Tham số" not in said["CM"]


def test_a_condition_measures_a_section_by_what_its_group_counts(on_paper: Journey) -> None:
    """`Mỗi mục đạt từ 100 %` of I.1 is met by 50 of 50; a group of bonuses has the points that it counts."""
    with on_paper.typing() as book:
        type_table(book, "Điều kiện", "Điều kiện", ("Điều kiện", "Tiêu chí, mục", "Giá trị", "Hệ quả"), (
            ("Mỗi mục đạt từ %", "I.1", 100, "Trừ 1 điểm"),
            ("Tổng điểm từ", "T", 12, "Trừ 2 điểm"),
        ))  # fmt: skip
    answer = on_paper.rank()
    assert {one["code"]: one["agreed_total"] for one in answer.json["units"]} == {
        "AN": "104.50", "BH": "105.50", "CM": "89.38"}  # fmt: skip


def test_a_condition_counts_what_a_criterion_and_its_deduction_come_to(on_paper: Journey) -> None:
    """III.1 8 less III.1.b 2 is 6 of AN, 8 less 5 is 3 of CM, 8 of BH: both are named, both count."""
    demand(on_paper, ("Tổng điểm từ", "III.1; III.1.b", 7, "Không xét Nhất, Nhì, Ba"))
    answer = on_paper.rank()
    assert {unit for unit in ("AN", "BH", "CM") if kept_from(answer, unit)} == {"AN", "CM"}
