"""Scorers' workbooks: whose they are, in the words of their pages; blank ones, and those of the superior's."""

import datetime
from email.policy import SMTP
from pathlib import Path

import pytest

from tests.journeys import journey
from tests.journeys.journey import Journey, Sheet, run, saved_bytes
from tests.journeys.letters import letter
from tests.journeys.scorer_workbooks import (
    all_of,
    decided,
    in_files,
    scores_of,
    sent,
    sheet_of,
    told,
    workbook_of,
)
from tests.journeys.scoring_together import SCORERS, SHARED, scored_by


def posted(cluster: Journey, name: str, scorer: str, sender: str) -> Path:
    """A letter with a scorer's filled workbook."""
    workbook = workbook_of(cluster, scorer)
    sheet = sheet_of(workbook)
    for criterion, unit in all_of(scorer, 5):
        sheet.put(sheet.row(criterion, unit), "Điểm", 5)
    message = letter((f"Cham_{scorer}_2025.xlsx", saved_bytes(workbook)), sender=sender)
    return cluster.drop(name, message.as_bytes(policy=SMTP))


def test_the_heading_says_who_scores(asked: Journey) -> None:
    """A department is no unit of the cluster."""
    sheet = workbook_of(asked, "NV")["Chấm điểm"]
    head = [str(cell.value) for row in sheet.iter_rows(max_row=8) for cell in row if cell.value]
    assert "Người chấm: Phòng Nội vụ (mã NV)" in head
    assert not [text for text in head if text.startswith("Đơn vị:")]


def test_another_sender_is_compared_with_the_page_of_scorers(asked: Journey) -> None:
    """A department stands on `Người chấm`, and its code is no unit's."""
    with asked.typing() as book:
        people = Sheet(book[SCORERS], "Mã")
        people.put(people.row("NV"), "Email", "nv@x.vn")
    posted(asked, "thu.eml", "NV", "tc@x.vn")
    (differs,) = in_files(asked.collect(), "SENDER_DIFFERS")
    assert (differs["unit"], differs["value"]) == (None, "tc@x.vn")
    assert "trang Người chấm ghi nv@x.vn" in differs["message"]
    assert "Hỏi người chấm" in differs["action"]
    assert "trang Người chấm" in differs["action"]
    sent(asked, "NV", all_of("NV", 6), "moi.xlsx", journey.SAVED + datetime.timedelta(days=1))
    asked.collect()
    assert not told(asked, "SENDER_DIFFERS")


def test_a_unit_that_scores_others_is_compared_with_the_page_of_units(asked: Journey) -> None:
    """As of its own form."""
    with asked.typing() as book:
        units = Sheet(book["Đơn vị"], "Mã")
        units.put(units.row("AN"), "Email", "an@x.vn")
    posted(asked, "thu.eml", "AN", "tc@x.vn")
    (differs,) = in_files(asked.collect(), "SENDER_DIFFERS")
    assert differs["unit"] == "AN"
    assert "trang Đơn vị ghi an@x.vn" in differs["message"]


@pytest.mark.parametrize("blank_first", [True, False])
def test_a_blank_workbook_beside_a_filled_one_asks_for_nothing(asked: Journey, blank_first: bool) -> None:
    """In whatever order they come."""
    for is_blank in (blank_first, not blank_first):
        scores = {} if is_blank else all_of("TC", 5)
        sent(asked, "TC", scores, "trong.xlsx" if is_blank else "du.xlsx")
        asked.collect()
    (blank,) = told(asked, "SCORER_FORM_BLANK")
    assert (
        blank["message"] == "Phiếu chấm trong.xlsx chưa ghi điểm nào nên không tính; du.xlsx vẫn được dùng."
    )
    assert "Đề nghị" not in blank["action"]


def test_a_workbook_of_the_superiors_scorer_is_told_in_one_sentence(asked: Journey) -> None:
    """It has strayed into the cluster's inbox: it goes upstairs, and no decision makes it the cluster's."""
    workbook = workbook_of(asked, "NV")
    for row in workbook["_meta"].iter_rows():
        if row[0].value in ("cluster", "issue_id", "criteria"):
            row[1].value = {"cluster": "CAP-TREN"}.get(str(row[0].value), "0" * 12)
    sheet = sheet_of(workbook)
    for criterion, unit in all_of("NV", 5):
        sheet.put(sheet.row(criterion, unit), "Điểm", 5)
    path = asked.drop("Cham_NV_2025.xlsx", saved_bytes(workbook))
    answer = asked.collect()
    (found,) = [one for file in answer.json["files"] for one in file["findings"]
                if Path(one["file"]).name == path.name]  # fmt: skip
    assert found["code"] == "WRONG_CLUSTER"
    assert "CAP-TREN" not in found["message"]
    assert "cơ quan tổng hợp cấp trên" in found["message"]
    assert "Gửi phiếu ấy cho cơ quan tổng hợp" in found["action"]
    decided(asked, path.name, "Dùng file này")
    asked.rank()
    assert scores_of(asked, "NV", SHARED) == [None] * 5


def test_files_of_scorers_that_wait_are_counted_beside_those_of_units(asked: Journey) -> None:
    """Nobody reads that nothing waits and then that something does; three files are not two."""
    for at, name in enumerate(("mot.xlsx", "hai.xlsx", "ba.xlsx")):
        sent(asked, "TC", all_of("TC", 3 + at), name)
    answer = run("collect", asked.book, asked.inbox)
    assert "Cả sổ, phiếu của đơn vị: " in answer.out
    assert "Phiếu của người chấm: 3 chờ quyết định." in answer.out
    action = next(one["action"] for one in told(asked, "SCORER_MISSING") if "Người chấm TC" in one["message"])
    assert "Phiếu ba.xlsx, hai.xlsx, mot.xlsx của người chấm này đang chờ: chọn ở trang Tiếp nhận" in action
    (said, *_) = told(asked, "SCORER_TWO_FILES")
    assert "có nhiều phiếu" in said["message"]
    assert "các phiếu còn lại" in said["action"]


def test_whom_nobody_knows_and_a_weight_that_is_none_are_quoted(asked: Journey) -> None:
    """As they were typed."""
    with asked.typing() as book:
        scored_by(book, {SHARED: "TC+QS"})
        people = Sheet(book[SCORERS], "Mã")
        people.put(people.row("NV"), "Trọng số", "hai")
    (unknown,) = told(asked, "SCORER_UNKNOWN")
    assert "“TC+QS” nêu QS chưa có ở trang Người chấm" in unknown["message"]
    (weight,) = told(asked, "WEIGHT_INVALID")
    assert "trọng số “hai” của người chấm NV" in weight["message"]
