"""Scorers' workbooks: issued with what the units say, filled in, taken in from the same inbox."""

import datetime
import io
from pathlib import Path

import openpyxl
import pytest

from tests.journeys import journey
from tests.journeys.journey import UNITS, Journey, Sheet, run, saved_bytes
from tests.journeys.scorer_workbooks import all_of, codes_of, scores_of, sent, sheet_of, workbook_of
from tests.journeys.scoring_together import CROSS, GIVEN, MIXED, SHARED, give, scored_by
from tests.journeys.taken_in import received, statuses


def test_every_scorer_gets_a_workbook_of_its_own(asked: Journey) -> None:
    """Departments and units; each has its criteria × units and nobody else's."""
    names = sorted(path.name for path in (asked.folder / "phieu").glob("Cham_*.xlsx"))
    assert names == sorted(f"Cham_{code}_2025.xlsx" for code in ("TC", "NV", *UNITS))
    rows = {(row["Mã tiêu chí"], row["Mã đơn vị"]) for row in sheet_of(workbook_of(asked, "TC")).records()}
    assert {pair for pair in rows if pair[1] in UNITS} == {
        (code, unit) for code in (SHARED, MIXED) for unit in UNITS
    }
    own = {row["Mã đơn vị"] for row in sheet_of(workbook_of(asked, "AN")).records()} & UNITS.keys()
    assert own == UNITS.keys() - {"AN"}


def test_what_the_unit_says_stands_beside_the_cell(asked: Journey) -> None:
    """Target, result and evidence; the self-score where it has a part. Only the yellow cells are open."""
    sheet = sheet_of(workbook_of(asked, "AN"))
    row = sheet.row(CROSS, "BH")
    assert [sheet.at(row, h) for h in ("Điểm tối đa", "Chỉ tiêu", "Kết quả", "Minh chứng", "Điểm tự chấm")] == [
        10, 100, 97, "Báo cáo số 2/BC-UBND", None,
    ]  # fmt: skip
    mixed = sheet_of(workbook_of(asked, "TC"))
    assert mixed.at(mixed.row(MIXED, "BH"), "Điểm tự chấm") == 9.5
    assert sheet.sheet.protection.sheet
    locked = {h: sheet.sheet[sheet.address(row, h)].protection.locked for h in ("Điểm", "Lý do", "Kết quả")}
    assert locked == {"Điểm": False, "Lý do": False, "Kết quả": True}


def test_workbooks_are_taken_in_and_make_the_scores(asked: Journey) -> None:
    """From the same inbox; beside the units' equation; the means rank."""
    for scorer in ("TC", "NV", *UNITS):
        sent(asked, scorer, all_of(scorer, 6))
    answer = asked.collect()
    assert answer.code == 0, answer.out
    assert {name: state for name, state in statuses(answer.json).items() if name.startswith("Cham_")} == {
        f"Cham_{code}_2025.xlsx": "accepted" for code in ("TC", "NV", *UNITS)
    }
    assert (answer.json["accepted"], answer.json["expected"], answer.json["received"]) == (5, 5, 5)
    assert scores_of(asked, "TC", SHARED) == [6] * 5
    ledger = asked.sheet("Thống nhất điểm", "Mã đơn vị", "Mã tiêu chí")
    assert [ledger.at(ledger.row("AN", code), "Điểm tính") for code in (SHARED, MIXED, CROSS)] == [6, 7.2, 6]
    line = received(asked)["Cham_TC_2025.xlsx"]
    assert (line["Kỳ"], line["Mã đơn vị"], line["Đơn vị"]) == ("Người chấm", "TC", "Phòng Tài chính")


def test_collecting_twice_changes_nothing(asked: Journey) -> None:
    """Bytes already recorded are not received again."""
    sent(asked, "TC", all_of("TC", 6))
    asked.collect()
    before = asked.book.read_bytes()
    asked.collect()
    asked.rank()
    assert asked.book.read_bytes() == before


@pytest.mark.parametrize(
    ("typed", "code"),
    [(7.5, "OVER_MAXIMUM"), (-1, "NEGATIVE"), ("chín", "NOT_A_NUMBER"), (True, "BOOLEAN_AS_NUMBER")],
)
def test_a_wrong_score_is_told_at_its_cell_in_the_file(asked: Journey, typed: object, code: str) -> None:
    """It counts as missing; the others of the file count."""
    path = sent(asked, "NV", {**all_of("NV", 5), (SHARED, "BH"): typed})
    answer = asked.collect()
    sheet = sheet_of(workbook_of(asked, "NV"))
    cell = sheet.address(sheet.row(SHARED, "BH"), "Điểm")
    told = [one for file in answer.json["files"] for one in file["findings"] if one["code"] == code]
    assert [(one["unit"], one["criterion"], one["cell"], Path(one["file"]).name) for one in told] == [
        ("BH", SHARED, cell, path.name)
    ]
    assert code in codes_of(asked.check(path), path.name)
    assert scores_of(asked, "NV", SHARED)[0] == 5
    everything = asked.rank().json["findings"]
    assert sum(one["code"] == code for one in everything) == 1
    asked.agree("BH", SHARED, score=5)
    assert not [one for one in asked.rank().json["findings"] if one["code"] == code]
    assert not [one for one in asked.rank().json["findings"] if one["code"] == code]


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("cluster", "C99", "WRONG_CLUSTER"), ("year", "2024", "WRONG_YEAR"), ("unit", "QS", "SCORER_NOT_LISTED"),
        ("issue_id", "0123456789ab", "NEVER_ISSUED"), ("criteria", "0" * 16, "OLD_CRITERIA"),
    ],
)  # fmt: skip
def test_a_workbook_of_somewhere_else_waits(asked: Journey, key: str, value: str, code: str) -> None:
    """Nothing of it counts until a person decides."""
    workbook = workbook_of(asked, "TC")
    meta = workbook["_meta"]
    next(row for row in meta.iter_rows() if row[0].value == key)[1].value = value
    sheet = sheet_of(workbook)
    for unit in UNITS:
        sheet.put(sheet.row(SHARED, unit), "Điểm", 5)
    path = asked.drop("Cham_TC_2025.xlsx", saved_bytes(workbook))
    answer = asked.collect()
    assert answer.code == 1
    assert statuses(answer.json)[path.name] == "waiting"
    assert code in codes_of(answer, path.name)
    assert scores_of(asked, "TC", SHARED) == [None] * 5


def test_a_person_may_use_a_workbook_that_waits(asked: Journey) -> None:
    """`Dùng file này` beside it, like a unit's form; `Bỏ qua` takes the scores back."""
    workbook = workbook_of(asked, "TC")
    meta = workbook["_meta"]
    next(row for row in meta.iter_rows() if row[0].value == "issue_id")[1].value = "0123456789ab"
    sheet = sheet_of(workbook)
    for unit in UNITS:
        sheet.put(sheet.row(SHARED, unit), "Điểm", 5)
    asked.drop("Cham_TC_2025.xlsx", saved_bytes(workbook))
    asked.collect()
    for word, expected in (("Dùng file này", [5] * 5), ("Bỏ qua", [None] * 5)):
        with asked.typing() as book:
            table = Sheet(book["Tiếp nhận"], "File")
            table.put(table.row("Cham_TC_2025.xlsx"), "Quyết định", word)
        asked.rank()
        assert scores_of(asked, "TC", SHARED) == expected


def test_the_newer_workbook_of_a_scorer_counts(asked: Journey) -> None:
    """By the time it was saved; what the older one said is replaced."""
    sent(asked, "TC", all_of("TC", 5), "cu.xlsx")
    asked.collect()
    sent(
        asked,
        "TC",
        {**all_of("TC", 6), (SHARED, "EN"): None},
        "moi.xlsx",
        journey.SAVED + datetime.timedelta(days=1),
    )
    answer = asked.collect()
    assert {name: statuses(answer.json)[name] for name in ("cu.xlsx", "moi.xlsx")} == {
        "cu.xlsx": "superseded", "moi.xlsx": "accepted",
    }  # fmt: skip
    assert scores_of(asked, "TC", SHARED) == [6, 6, 6, 6, None]


def test_two_workbooks_of_which_nobody_knows_the_newer_wait(asked: Journey) -> None:
    """The same saving time, other scores."""
    sent(asked, "TC", all_of("TC", 5), "mot.xlsx")
    sent(asked, "TC", all_of("TC", 6), "hai.xlsx")
    answer = asked.collect()
    assert {statuses(answer.json)[name] for name in ("mot.xlsx", "hai.xlsx")} == {"waiting"}
    assert "SCORER_TWO_FILES" in codes_of(answer, "mot.xlsx")
    assert scores_of(asked, "TC", SHARED) == [None] * 5


def test_a_long_reason_is_kept_whole(asked: Journey) -> None:
    """Longer than what units' texts are cut at; what stands beside the table is told here as well."""
    workbook = workbook_of(asked, "NV")
    sheet = sheet_of(workbook)
    row = sheet.row(SHARED, "BH")
    sheet.put(row, "Điểm", 5)
    sheet.put(row, "Lý do", "c" * 1200)
    sheet.sheet.cell(row, sheet.sheet.max_column + 3).value = "đề nghị 6 điểm"
    workbook.create_sheet("Ghi riêng").append(["AN", 4])
    asked.drop("Cham_NV_2025.xlsx", saved_bytes(workbook, journey.SAVED))
    found = [one for file in asked.collect().json["files"] for one in file["findings"]]
    assert sorted({one["code"] for one in found} & {"OTHER_SHEETS", "WORDS_BESIDE_TABLE", "TEXT_TOO_LONG"}) == [
        "OTHER_SHEETS", "WORDS_BESIDE_TABLE",
    ]  # fmt: skip
    given = asked.sheet(GIVEN, "Người chấm", "Mã đơn vị", "Mã tiêu chí")
    line = given.row("NV", "BH", SHARED)
    assert (given.at(line, "Điểm"), given.at(line, "Lý do")) == (5, "c" * 1200)


def test_a_blank_workbook_is_none(asked: Journey) -> None:
    """Sent back untouched: it replaces nothing and is told in a note."""
    sent(asked, "TC", all_of("TC", 5))
    asked.collect()
    sent(asked, "TC", {}, "trong.xlsx", journey.SAVED + datetime.timedelta(days=1))
    answer = asked.collect()
    assert statuses(answer.json)["trong.xlsx"] == "blank"
    assert codes_of(answer, "trong.xlsx") == ["SCORER_FORM_BLANK"]
    assert scores_of(asked, "TC", SHARED) == [5] * 5


def test_what_the_head_typed_stays_and_is_told(asked: Journey) -> None:
    """Over a received score, and cleared: the book's word counts, the difference is a warning until it is gone."""
    sent(asked, "TC", all_of("TC", 5))
    asked.collect()
    with asked.typing() as book:
        give(book, "TC", SHARED, {"AN": 4, "BH": None})
    answer = asked.rank()
    told = [one for one in answer.json["findings"] if one["code"] == "SCORE_TYPED_OVER"]
    assert sorted(one["unit"] for one in told) == ["AN", "BH"]
    assert scores_of(asked, "TC", SHARED) == [4, None, 5, 5, 5]
    sent(asked, "TC", all_of("TC", 6), "moi.xlsx", journey.SAVED + datetime.timedelta(days=1))
    answer = asked.collect()
    assert scores_of(asked, "TC", SHARED) == [4, None, 6, 6, 6]
    assert "ghi 6" in next(one["message"] for one in asked.rank().json["findings"]
                           if one["code"] == "SCORE_TYPED_OVER" and one["unit"] == "AN")  # fmt: skip


def test_a_row_that_stands_twice_counts_for_nobody(asked: Journey) -> None:
    """Nobody can say which is meant."""
    workbook = workbook_of(asked, "NV")
    sheet = sheet_of(workbook)
    for unit in UNITS:
        sheet.put(sheet.row(SHARED, unit), "Điểm", 5)
    sheet.put(sheet.row(SHARED, "BH"), "Mã đơn vị", "AN")
    asked.drop("Cham_NV_2025.xlsx", saved_bytes(workbook))
    answer = asked.collect()
    assert "CRITERION_DOUBLE" in codes_of(answer, "Cham_NV_2025.xlsx")
    assert scores_of(asked, "NV", SHARED) == [None, None, 5, 5, 5]


def test_issuing_again_gives_the_same_workbooks_and_new_ones_for_changed_criteria(asked: Journey) -> None:
    """Nothing changed: the same bytes. The unit's new figures come with the same issue."""
    folder = asked.folder / "phieu"
    before = {path.name: path.read_bytes() for path in folder.glob("Cham_*.xlsx")}
    assert run("issue", asked.book, "--out", folder).code == 0
    assert {path.name: path.read_bytes() for path in folder.glob("Cham_*.xlsx")} == before
    asked.agree("AN", CROSS, target=100, result=50, reason="Số liệu thống kê")
    assert run("issue", asked.book, "--out", folder).code == 0
    sheet = sheet_of(workbook_of(asked, "BH"))
    assert sheet.at(sheet.row(CROSS, "AN"), "Kết quả") == 50
    ids = [next(row for row in openpyxl.load_workbook(io.BytesIO(data))["_meta"].iter_rows()
                if row[0].value == "issue_id")[1].value
           for data in (before["Cham_BH_2025.xlsx"], (folder / "Cham_BH_2025.xlsx").read_bytes())]  # fmt: skip
    assert ids[0] == ids[1]


def test_verify_reads_the_originals_again(asked: Journey) -> None:
    """A sealed book with received scores verifies: its originals say the same."""
    for scorer in ("TC", "NV", *UNITS):
        sent(asked, scorer, all_of(scorer, 6))
    assert asked.collect().code == 0
    closed = run("close", asked.book)
    assert closed.code == 0, closed.out
    assert run("verify", asked.book).code == 0


def test_scorers_that_are_no_units_never_count_as_vanished_units(asked: Journey) -> None:
    """Their issues and files belong to no unit."""
    sent(asked, "TC", all_of("TC", 5))
    asked.collect()
    assert not [one for one in asked.rank().json["findings"] if one["code"] == "UNIT_VANISHED"]
    with asked.typing() as book:
        scored_by(book, {SHARED: "Trưởng cụm", MIXED: "Đơn vị"})
    answer = asked.rank()
    assert not [one for one in answer.json["findings"] if one["code"] == "UNIT_VANISHED"]
