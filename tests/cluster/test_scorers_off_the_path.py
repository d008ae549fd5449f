"""Many scorers, off the path: rows mixed up, scores typed over, terms changed after the scores are in."""

import datetime
import io
import re
import shutil
from pathlib import Path

import openpyxl
import pytest

from tests.journeys import journey
from tests.journeys.answers import of_code
from tests.journeys.journey import UNITS, Journey, Sheet, run, saved_bytes
from tests.journeys.scorer_workbooks import (
    SCORE,
    all_of,
    changed,
    decided,
    in_files,
    scores_of,
    sent,
    sheet_of,
    told,
    workbook_of,
)
from tests.journeys.scoring_together import (
    CROSS,
    GIVEN,
    MIXED,
    SCORERS,
    SHARED,
    WHO,
    all_given,
    give,
    given,
    named,
    scored_by,
)
from tests.journeys.taken_in import statuses

CODE, NAME, REASON = "Mã đơn vị", "Đơn vị", "Lý do"


# --- rows of the file ---------------------------------------------------------------------------


def test_swapped_codes_beside_the_names_score_nobody(asked: Journey) -> None:
    """The code says one unit, the name another: both rows are told at their code, neither score is taken."""
    sheet = sheet_of(workbook_of(asked, "NV"))
    cells = {unit: sheet.address(sheet.row(SHARED, unit), CODE) for unit in ("AN", "BH")}
    changed(asked, "NV", SHARED, {"AN": {CODE: "BH"}, "BH": {CODE: "AN"}})
    mixed = in_files(asked.collect(), "SCORER_ROW_MIXED")
    mixed.sort(key=lambda one: str(one["cell"]))
    assert [(one["cell"], one["value"], one["severity"]) for one in mixed] == [
        (cells["AN"], "BH", "error"), (cells["BH"], "AN", "error"),
    ]  # fmt: skip
    assert "“Xã An Hòa”" in mixed[0]["message"]
    assert "“Xã Bình Hải”" in mixed[0]["message"]
    assert scores_of(asked, "NV", SHARED) == [None, None, 3, 4, 5]
    assert len(told(asked, "SCORER_ROW_MIXED")) == 2


def test_swapped_criteria_beside_the_texts_score_nothing(asked: Journey) -> None:
    """The same of criteria: the points of one would become those of the other."""
    workbook = workbook_of(asked, "TC")
    sheet = sheet_of(workbook)
    one, other = sheet.row(SHARED, "AN"), sheet.row(MIXED, "AN")
    for row, code in ((one, MIXED), (other, SHARED)):
        sheet.put(row, SCORE, 2)
        sheet.put(row, "Mã tiêu chí", code)
    asked.drop("Cham_TC_2025.xlsx", saved_bytes(workbook))
    assert len(in_files(asked.collect(), "SCORER_ROW_MIXED")) == 2
    assert scores_of(asked, "TC", SHARED)[0] is None


def test_a_unit_that_was_renamed_since_keeps_its_scores(asked: Journey) -> None:
    """The book calls it otherwise than every row of the file: a warning, once, and the score counts."""
    with asked.typing() as book:
        units = Sheet(book["Đơn vị"], "Mã")
        units.put(units.row("AN"), "Tên đơn vị", "Phường An Hòa")
    sent(asked, "TC", all_of("TC", 5))
    answer = asked.collect()
    assert [one["unit"] for one in in_files(answer, "UNIT_NAME_DIFFERS")
            if Path(one["file"]).name.startswith("Cham_")] == ["AN"]  # fmt: skip
    assert not in_files(answer, "SCORER_ROW_MIXED")
    assert scores_of(asked, "TC", SHARED) == [5] * 5


def test_rows_sorted_as_a_whole_are_no_mix(asked: Journey) -> None:
    """Code, name and score moved together."""
    workbook = workbook_of(asked, "NV")
    sheet = sheet_of(workbook)
    rows = [sheet.row(SHARED, unit) for unit in UNITS]
    lines = [[sheet.at(row, header) for header in (CODE, NAME)] for row in rows]
    for at, (row, (code, name)) in enumerate(zip(rows, reversed(lines), strict=True)):
        for header, value in ((CODE, code), (NAME, name), (SCORE, 1 + at)):
            sheet.put(row, header, value)
    asked.drop("Cham_NV_2025.xlsx", saved_bytes(workbook))
    assert not in_files(asked.collect(), "SCORER_ROW_MIXED")
    assert scores_of(asked, "NV", SHARED) == [5, 4, 3, 2, 1]


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({CODE: "XX"}, "mã đơn vị XX không có"),
        ({CODE: "BH", NAME: "Xã Bình Hải"}, "đơn vị không tự chấm mình"),
        ({CODE: None}, "thiếu mã đơn vị"),
        ({"Mã tiêu chí": "I.2", "Tiêu chí": "Tỷ lệ hộ dùng nước sạch"}, "không chấm tiêu chí I.2"),
        ({"Mã tiêu chí": "IX.9"}, "không chấm tiêu chí IX.9"),
    ],
)
def test_a_score_in_a_row_that_is_nobodys_is_told_with_its_cell(
    asked: Journey, cells: dict[str, object], why: str
) -> None:
    """An error with cell and value; the others of the file count."""
    sheet = sheet_of(workbook_of(asked, "BH"))
    cell = sheet.address(sheet.row(CROSS, "AN"), SCORE)
    changed(asked, "BH", CROSS, {"AN": {**cells, SCORE: 9}})
    stray = in_files(asked.collect(), "SCORER_ROW_STRAY")
    assert [(one["cell"], one["value"], one["severity"]) for one in stray] == [(cell, "9", "error")]
    assert why in stray[0]["message"]
    assert scores_of(asked, "BH", CROSS) == [None, 2, 3, 4]
    assert len(told(asked, "SCORER_ROW_STRAY")) == 1


def test_check_says_of_a_scorers_file_what_collect_says(asked: Journey) -> None:
    """Beside the book, the file alone and its folder; and without the book what the file itself shows."""
    path = changed(asked, "NV", SHARED, {"AN": {CODE: "XX"}, "BH": {SCORE: 7.5}, "CM": {SCORE: "chín"}})
    answers = [run("check", one, "--book", asked.book, "--json") for one in (path, path.parent)]
    answers.append(asked.collect())
    found = [
        [
            one
            for file in answer.json["files"]
            if Path(file["path"]).name == path.name
            for one in file["findings"]
        ]
        for answer in answers
    ]
    assert [one["code"] for one in found[0]] == ["OVER_MAXIMUM", "NOT_A_NUMBER", "SCORER_ROW_STRAY"]
    assert found[0] == found[1] == found[2]
    alone = run("check", path, "--json")
    assert alone.code == 1
    assert {one["code"] for file in alone.json["files"] for one in file["findings"]} == {
        "OVER_MAXIMUM", "NOT_A_NUMBER",
    }  # fmt: skip


def test_a_scorers_file_alone_is_rounded_as_the_book_that_issued_it(asked: Journey) -> None:
    """By the step that its stamp names; no book is needed to tell of points between two steps."""
    asked.set(Làm_tròn_đến="0,5")
    assert run("issue", asked.book, "--out", asked.folder / "phieu").code == 0
    path = sent(asked, "NV", {(SHARED, "AN"): 4.5, (SHARED, "BH"): 4.3})
    found = in_files(run("check", path, "--json"), "NO_MULTIPLE")
    assert [(one["unit"], one["value"]) for one in found] == [("BH", "4.3")]


# --- the sheet of the book ----------------------------------------------------------------------


def test_a_score_typed_over_a_received_one_owes_a_reason(asked: Journey) -> None:
    """As an agreed score does, cleared or changed, at the cell of the reason; with a reason it is only told."""
    sent(asked, "TC", all_of("TC", 5.5))
    asked.collect()
    with asked.typing() as book:
        give(book, "TC", SHARED, {"AN": 4.5, "BH": None, "CM": 5.5})
    answer = asked.rank()
    sheet = asked.sheet(GIVEN, "Người chấm", "Mã đơn vị", "Mã tiêu chí")
    missing = of_code(answer.json["findings"], "REASON_MISSING")
    assert [(one["sheet"], one["unit"], one["cell"]) for one in missing] == [
        (GIVEN, unit, sheet.address(sheet.row("TC", unit, SHARED), REASON)) for unit in ("AN", "BH")
    ]
    assert "(5,5 → 4,5)" in missing[0]["message"]
    assert "(5,5 → (trống))" in missing[1]["message"]
    over = [one["message"] for one in of_code(answer.json["findings"], "SCORE_TYPED_OVER")]
    assert "là 4,5, phiếu chấm đã nhận ghi 5,5; đang dùng 4,5 trong sổ." in over[0]
    assert "chưa có điểm nào được dùng" in over[1]
    with asked.typing() as book:
        rows = given(book)
        for unit in ("AN", "BH"):
            rows.put(rows.row("TC", unit, SHARED), REASON, "Hội đồng chấm lại")
    assert not told(asked, "REASON_MISSING")


def test_a_score_typed_over_that_cannot_stand_is_not_said_to_count(asked: Journey) -> None:
    """No rule of an ordinary criterion gives less than 0."""
    sent(asked, "TC", all_of("TC", 5.5))
    asked.collect()
    with asked.typing() as book:
        give(book, "TC", SHARED, {"AN": -3})
    over = [one["message"] for one in told(asked, "SCORE_TYPED_OVER")]
    assert "-3 không dùng được" in over[0]


def test_a_score_typed_where_the_file_has_none_owes_no_reason(asked: Journey) -> None:
    """Nothing was changed."""
    sent(asked, "TC", {**all_of("TC", 5), (SHARED, "AN"): None})
    asked.collect()
    with asked.typing() as book:
        give(book, "TC", SHARED, {"AN": 4})
    assert not told(asked, "REASON_MISSING")


def test_many_who_owe_scores_are_all_named_in_a_formula_that_excel_takes(asked: Journey) -> None:
    """No text of the line above the table is longer than Excel's 255 characters, and none is cut."""
    with asked.typing() as book:
        people = [(f"PHONG{at:02d}", f"Phòng {at}", None, None) for at in range(1, 31)]
        named(book, tuple(people))
        scored_by(book, {SHARED: "+".join(code for code, *_ in people), MIXED: None, CROSS: None})
    asked.rank()
    book = openpyxl.load_workbook(asked.book)
    formula = str(book[GIVEN]["A3"].value)
    assert max(map(len, re.findall('"([^"]*)"', formula))) <= 255
    shown = str(openpyxl.load_workbook(asked.book, data_only=True)[GIVEN]["A3"].value)
    assert shown.endswith("PHONG30 còn 5 điểm.")


@pytest.mark.parametrize("weight", ["nặng", -1, 0])
def test_nobody_is_told_to_delete_scores_for_a_bad_weight(asked: Journey, weight: object) -> None:
    """The weight is wrong, not the row: it says so, and the score is back once the weight is mended."""
    with asked.typing() as book:
        all_given(book)
        people = Sheet(book[SCORERS], "Mã")
        people.put(people.row("NV"), "Trọng số", weight)
    assert not told(asked, "SCORE_OF_NOBODY")
    waiting = told(asked, "SCORE_NOT_USED_YET")
    assert len(waiting) == 10
    assert all("trọng số của người chấm NV" in one["message"] for one in waiting)
    assert all("xóa" not in one["action"] for one in waiting)
    with asked.typing() as book:
        people = Sheet(book[SCORERS], "Mã")
        people.put(people.row("NV"), "Trọng số", None)
    assert not told(asked, "SCORE_NOT_USED_YET")
    assert scores_of(asked, "NV", SHARED) == [6, 5, 4, 3, 2]


def test_nobody_is_told_to_delete_scores_of_a_scorer_who_vanished(asked: Journey) -> None:
    """`Ai chấm` names it still; the row waits for its code to come back."""
    with asked.typing() as book:
        all_given(book)
        people = Sheet(book[SCORERS], "Mã")
        people.put(people.row("NV"), "Mã", "VN")
    assert {one["unit"] for one in told(asked, "SCORE_NOT_USED_YET")} == set(UNITS)
    assert not told(asked, "SCORE_OF_NOBODY")


def test_terms_changed_after_scores_are_in_stand_in_the_journal(asked: Journey) -> None:
    """A weight, and whether the highest and the lowest are dropped: old → new; before that nothing is told."""
    with asked.typing() as book:
        all_given(book)
    asked.rank()

    def journal() -> str:
        return "\n".join(str(row["Thay đổi"]) for row in asked.sheet("Nhật ký", "Thay đổi").records())

    assert "Trọng số" not in journal()
    with asked.typing() as book:
        people = Sheet(book[SCORERS], "Mã")
        people.put(people.row("NV"), "Trọng số", 2.5)
    asked.set(**{"Bỏ_điểm_cao_nhất,_thấp_nhất": "Có"})
    asked.rank()
    assert "Trọng số người chấm NV: 1 → 2,5" in journal()
    assert "Bỏ điểm cao nhất, thấp nhất: Không → Có" in journal()
    before = asked.book.read_bytes()
    asked.rank()
    assert asked.book.read_bytes() == before


@pytest.mark.parametrize(
    ("said", "codes"), [("Tốt", set()), ("Giỏi", {"VALUE_UNKNOWN"}), (None, {"INPUT_MISSING"})]
)
def test_a_level_is_a_result_where_others_score(tmp_path: Path, said: str | None, codes: set[str]) -> None:
    """`Chọn mức` scored by a department: a level that is filled in does not lack; an unknown one is only unknown."""
    journey.begin(tmp_path)
    cluster = Journey(tmp_path, {})
    with cluster.typing() as book:
        named(book)
        criteria = Sheet(book["Tiêu chí"], "Mã")
        row = criteria.row("I.2")
        for header, value in (("Cách chấm", "Chọn mức"), ("Tham số", "Tốt:10; Khá:8"), ("Đơn vị tính", None),
                              ("Ai chấm", "TC"), ("Khi không được giao", None)):  # fmt: skip
            criteria.put(row, header, value)
    workbook = openpyxl.load_workbook(io.BytesIO(journey.issue(tmp_path)["AN"]))
    journey.fill(workbook, "AN")
    form = journey.form_sheet(workbook)
    row = form.row("I.2")
    for header, value in (("Chỉ tiêu", None), ("Kết quả", said), ("Điểm tự chấm", None)):
        form.put(row, header, value)
    cluster.drop("Phieu_AN_2025.xlsx", saved_bytes(workbook))
    cluster.collect()
    found = [one["code"] for one in cluster.rank().json["findings"] if one["criterion"] == "I.2"]
    assert {code for code in found if code in ("VALUE_UNKNOWN", "INPUT_MISSING")} == codes


def test_a_wrong_score_typed_on_paper_is_told_beside_the_same_in_a_file(asked: Journey) -> None:
    """TC's file and NV's paper hold the same wrong number for one unit: two mistakes of two people."""
    sent(asked, "TC", {**all_of("TC", 5), (SHARED, "AN"): 20})
    asked.collect()
    with asked.typing() as book:
        give(book, "NV", SHARED, {"AN": 20})
    over = told(asked, "OVER_MAXIMUM")
    sheet = asked.sheet(GIVEN, "Người chấm", "Mã đơn vị", "Mã tiêu chí")
    typed = [one["cell"] for one in over if one["sheet"] == GIVEN]
    assert typed == [sheet.address(sheet.row("NV", "AN", SHARED), SCORE)]
    assert [Path(one["file"]).name for one in over if one["file"]] == ["Cham_TC_2025.xlsx"]


# --- files of which another takes the place -----------------------------------------------------


def lost(cluster: Journey) -> None:
    """The originals are gone, and what lay in the inbox with them."""
    shutil.rmtree(cluster.originals)
    shutil.rmtree(cluster.inbox)


def test_a_workbook_keeps_its_scores_when_its_original_is_lost(asked: Journey) -> None:
    """As a unit's form does; another one of its scorer waits, for nobody can compare them."""
    sent(asked, "TC", all_of("TC", 5), "cu.xlsx")
    asked.collect()
    lost(asked)
    sent(asked, "TC", all_of("TC", 6), "moi.xlsx")
    answer = asked.collect()
    assert statuses(answer.json)["moi.xlsx"] == "waiting"
    assert len(in_files(answer, "SCORER_TWO_FILES")) == 1
    assert scores_of(asked, "TC", SHARED) == [5] * 5


def test_a_lost_workbook_that_is_skipped_lets_the_other_count(asked: Journey) -> None:
    """Nothing is left to compare the other one with."""
    sent(asked, "TC", all_of("TC", 5), "cu.xlsx")
    asked.collect()
    lost(asked)
    decided(asked, "cu.xlsx", "Bỏ qua")
    sent(asked, "TC", all_of("TC", 6), "moi.xlsx")
    answer = asked.collect()
    assert statuses(answer.json)["moi.xlsx"] == "accepted"
    assert scores_of(asked, "TC", SHARED) == [6] * 5


def test_one_scorer_under_two_spellings_of_its_code_sends_two_workbooks(asked: Journey) -> None:
    """The code was typed `tc` for a while: both files are of the same scorer, the newer counts, the other does not."""
    sent(asked, "TC", all_of("TC", 5), "cu.xlsx")
    with asked.typing() as book:
        people = Sheet(book[SCORERS], "Mã")
        people.put(people.row("TC"), "Mã", "tc")
    assert run("issue", asked.book, "--out", asked.folder / "phieu").code == 0
    workbook = openpyxl.load_workbook(asked.folder / "phieu" / "Cham_tc_2025.xlsx")
    sheet = sheet_of(workbook)
    for criterion, unit in all_of("TC", 6):
        sheet.put(sheet.row(criterion, unit), SCORE, 6)
    asked.drop("moi.xlsx", saved_bytes(workbook, journey.SAVED + datetime.timedelta(days=1)))
    states = statuses(asked.collect().json)
    assert (states["cu.xlsx"], states["moi.xlsx"]) == ("superseded", "accepted")
    assert scores_of(asked, "tc", SHARED) == [6] * 5


# --- before anything was scored -----------------------------------------------------------------


def test_a_fresh_book_with_scorers_is_ready(tmp_path: Path) -> None:
    """Nothing went out and nothing came in: nobody owes anything yet."""
    journey.begin(tmp_path)
    cluster = Journey(tmp_path, {})
    with cluster.typing() as book:
        named(book)
        scored_by(book, WHO)
    answer = run("check", cluster.book)
    assert answer.code == 0, answer.out
    assert "Sổ sẵn sàng" in answer.out
