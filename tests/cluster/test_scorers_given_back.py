"""What goes back to those who score others: marked copies, reminders, and the mended copy taken in again."""

import datetime
from pathlib import Path

import openpyxl
import pytest

from tests.journeys.drafts import attached, mail, text
from tests.journeys.journey import SAVED, UNITS, YEAR, Journey, Run, Sheet, run, saved_bytes
from tests.journeys.scorer_workbooks import all_of, changed, codes_of, scores_of, sent, sheet_of, workbook_of
from tests.journeys.scoring_together import CROSS, GIVEN, MIXED, PEOPLE, SHARED, give, named, scored_by
from tests.journeys.taken_in import statuses
from tests.witnesses.schemas import schema_errors

COPY = f"Can_sua_Cham_TC_{YEAR}"
RED = "FFF9B5BB"


def out(cluster: Journey) -> Path:
    """The folder for what goes back."""
    return cluster.folder / "tra"


def give_back(cluster: Journey) -> Run:
    """`give-back --json`."""
    return run("give-back", cluster.book, "--out", out(cluster), "--json")


def states(answer: Run) -> dict[str, str]:
    """Scorer → what it is asked for."""
    return {one["scorer"]: one["state"] for one in answer.json["scorers"]}


def score_cell(workbook: openpyxl.Workbook, criterion: str, unit: str) -> openpyxl.cell.cell.Cell:
    """The cell of a score in a scorer's workbook."""
    sheet = sheet_of(workbook)
    found = sheet.sheet[sheet.address(sheet.row(criterion, unit), "Điểm")]
    assert isinstance(found, openpyxl.cell.cell.Cell)
    return found


@pytest.fixture
def spoilt(asked: Journey) -> Journey:
    """TC's workbook has a score too high and two that lack; NV's is blank; BH's is whole, the others sent nothing."""
    sent(asked, "TC", {**all_of("TC", 5), (SHARED, "AN"): 15, (SHARED, "BH"): None, (MIXED, "CM"): None})
    sent(asked, "NV", {})
    sent(asked, "BH", all_of("BH", 5))
    asked.collect()
    return asked


def test_every_scorer_is_in_the_answer(spoilt: Journey) -> None:
    """Who mends, who is reminded, who is fine; the units' own forms are told apart from what they give others."""
    done = give_back(spoilt)
    assert done.code == 1
    assert states(done) == {"TC": "to_fix", "NV": "reminder", "BH": "fine",
                            **dict.fromkeys(("AN", "CM", "DL", "EN"), "reminder")}  # fmt: skip
    assert [one["unit"] for one in done.json["units"]] == list(UNITS)
    said = run("give-back", spoilt.book, "--out", out(spoilt)).out
    assert "7 người chấm: 1 phiếu cần sửa, 5 chưa nộp, 1 không có gì phải sửa." in " ".join(said.split())
    assert "Người chấm TC – Phiếu cần sửa: 3 lỗi" in said


def test_the_copy_shows_the_scores_to_mend_and_those_that_lack(spoilt: Journey) -> None:
    """Fill, comment and a link to each cell; it stays protected, and its scores are the scorer's."""
    give_back(spoilt)
    workbook = openpyxl.load_workbook(out(spoilt) / f"{COPY}.xlsx")
    assert workbook.sheetnames[0] == "Cần sửa" == workbook.active.title  # type: ignore[union-attr]
    wrong = [score_cell(workbook, *pair) for pair in ((SHARED, "AN"), (SHARED, "BH"), (MIXED, "CM"))]
    assert [cell.fill.fgColor.rgb for cell in wrong] == [RED] * 3
    assert [cell.value for cell in wrong] == [15, None, None]
    assert wrong[1].comment is not None and "chưa được chấm cho đơn vị BH" in wrong[1].comment.text
    fine = score_cell(workbook, SHARED, "CM")
    assert fine.comment is None and fine.fill.fgColor.rgb != RED
    assert workbook["Chấm điểm"].protection.sheet
    table = Sheet(workbook["Cần sửa"], "Vấn đề")
    assert [table.at(row, "Ô") for row in table.rows()] == sorted(
        (cell.coordinate for cell in wrong), key=lambda cell: int(cell[1:])
    )
    links = [table.sheet.cell(row, table.columns["Ô"]).hyperlink for row in table.rows()]
    assert {link.location for link in links if link} == {f"'Chấm điểm'!{cell.coordinate}" for cell in wrong}


def test_the_copy_is_a_valid_package(spoilt: Journey) -> None:
    """Every part fits its schema."""
    give_back(spoilt)
    assert schema_errors((out(spoilt) / f"{COPY}.xlsx").read_bytes()) == []


def test_the_letter_goes_to_the_scorer_with_its_copy(spoilt: Journey) -> None:
    """To the address of `Người chấm`, in words for one who scores; the index has a line of its own."""
    give_back(spoilt)
    draft = out(spoilt) / f"{COPY}.eml"
    assert mail(draft)["To"] == "tc@x.vn"
    assert (
        mail(draft)["Subject"] == f"Đề nghị sửa và gửi lại phiếu chấm điểm năm {YEAR} – Phòng Tài chính (TC)"
    )
    said = text(draft)
    assert f"đã nhận phiếu chấm điểm thi đua năm {YEAR} của người chấm. Qua kiểm tra, phiếu còn 3 lỗi" in said
    assert "Đề nghị người chấm mở tệp gửi kèm" in said
    assert "đơn vị mở tệp" not in said
    assert attached(draft) == {f"{COPY}.xlsx": (out(spoilt) / f"{COPY}.xlsx").read_bytes()}
    index = Sheet(openpyxl.load_workbook(out(spoilt) / "DANH_SACH.xlsx")["Danh sách"], "Mã đơn vị", "Đơn vị")
    row = index.row("TC", "Phòng Tài chính (người chấm)")
    assert (index.at(row, "Số lỗi"), index.at(row, "Email")) == (3, "tc@x.vn")


def test_who_sent_nothing_is_reminded_of_what_lacks(spoilt: Journey) -> None:
    """By name and number; where units score each other, at the unit's address or with a note that there is none."""
    done = give_back(spoilt)
    said = text(out(spoilt) / f"Nhac_nop_Cham_NV_{YEAR}.eml")
    assert f"chưa nhận được phiếu chấm điểm thi đua năm {YEAR} của người chấm" in said
    assert "Còn thiếu 5 điểm: tiêu chí 2.4 của AN, BH, CM, DL, EN." in said
    notes = {one["scorer"]: one["note"] for one in done.json["scorers"]}
    assert "Mới có phiếu chưa nhập gì: Cham_NV_2025.xlsx." in notes["NV"]
    assert "Email ở trang Đơn vị để trống" in notes["AN"]
    assert (out(spoilt) / f"Nhac_nop_Cham_AN_{YEAR}.eml").exists()


def test_the_mended_copy_counts_and_nothing_goes_back_any_more(spoilt: Journey) -> None:
    """The scorer mends in the copy and sends it; what lay in the folder for it is put away."""
    give_back(spoilt)
    workbook = openpyxl.load_workbook(out(spoilt) / f"{COPY}.xlsx")
    for pair in ((SHARED, "AN"), (SHARED, "BH"), (MIXED, "CM")):
        score_cell(workbook, *pair).value = 4
    spoilt.drop(f"{COPY}.xlsx", saved_bytes(workbook, SAVED + datetime.timedelta(days=3)))
    assert statuses(spoilt.collect().json)[f"{COPY}.xlsx"] == "accepted"
    assert scores_of(spoilt, "TC", SHARED) == [4, 4, 5, 5, 5]
    assert states(give_back(spoilt))["TC"] == "fine"
    assert not (out(spoilt) / f"{COPY}.xlsx").exists()
    assert list((out(spoilt) / "luu").glob("Can_sua_Cham_TC_*"))


def test_a_copy_that_nobody_mended_replaces_nothing(spoilt: Journey) -> None:
    """It was saved last, by the program: the workbook that the scorer mended and sent meanwhile counts."""
    give_back(spoilt)
    mended = {**all_of("TC", 5), (SHARED, "BH"): 3}
    sent(spoilt, "TC", mended, "Cham_TC_lai.xlsx", SAVED + datetime.timedelta(days=1))
    spoilt.drop("Tra_ve.xlsx", (out(spoilt) / f"{COPY}.xlsx").read_bytes())
    answer = spoilt.collect()
    found = statuses(answer.json)
    assert (found["Cham_TC_lai.xlsx"], found["Tra_ve.xlsx"]) == ("accepted", "superseded")
    assert "RETURNED_UNMENDED" in codes_of(answer, "Tra_ve.xlsx")
    assert scores_of(spoilt, "TC", SHARED) == [5, 3, 5, 5, 5]


def test_what_the_head_has_settled_is_asked_of_nobody(spoilt: Journey) -> None:
    """A score typed on paper and one agreed on: neither lacks any more."""
    with spoilt.typing() as book:
        give(book, "TC", SHARED, {"BH": 3})
        give(book, "NV", SHARED, dict.fromkeys(UNITS, 4))
    spoilt.agree("CM", MIXED, score=6, reason="Hội đồng chấm")
    spoilt.agree("AN", SHARED, score=6, reason="Hội đồng chấm")
    spoilt.rank()
    found = states(give_back(spoilt))
    assert (found["TC"], found["NV"]) == ("fine", "on_paper")


def test_a_workbook_of_somewhere_else_is_asked_for_again(asked: Journey) -> None:
    """Its letter says what was wrong, and what still lacks; the file is nobody's stranger."""
    workbook = workbook_of(asked, "TC")
    for row in workbook["_meta"].iter_rows():
        if row[0].value == "year":
            row[1].value = "2024"
    score_cell(workbook, SHARED, "AN").value = 5
    asked.drop("Cham_TC_2025.xlsx", saved_bytes(workbook))
    asked.collect()
    done = give_back(asked)
    assert states(done)["TC"] == "resend"
    assert done.json["unattributed"] == []
    said = text(out(asked) / f"Gui_lai_Cham_TC_{YEAR}.eml")
    assert "là của năm 2024" in said and "Còn thiếu 10 điểm" in said


def test_rows_that_name_another_are_said_to_the_scorer(asked: Journey) -> None:
    """To put the score into the right row, not to ask somebody."""
    changed(asked, "NV", SHARED, {"AN": {"Mã đơn vị": "BH"}, "BH": {"Mã đơn vị": "AN"}})
    asked.collect()
    give_back(asked)
    said = text(out(asked) / f"Can_sua_Cham_NV_{YEAR}.eml")
    assert "Ghi điểm vào đúng dòng của phiếu đã phát" in said
    assert "Hỏi NV" not in said


def test_what_was_added_since_is_asked_for_in_a_newer_workbook(asked: Journey) -> None:
    """A criterion that became the scorer's after its workbook went out has no cell in it."""
    sent(asked, "NV", all_of("NV", 5))
    asked.collect()
    with asked.typing() as book:
        scored_by(book, {MIXED: "NV"})
    asked.rank()
    asked.collect()
    with asked.typing() as book:
        receipts = Sheet(book["Tiếp nhận"], "File")
        receipts.put(receipts.row("Cham_NV_2025.xlsx"), "Quyết định", "Dùng file này")
    asked.rank()
    done = give_back(asked)
    assert states(done)["NV"] == "to_fix"
    said = text(out(asked) / f"Can_sua_Cham_NV_{YEAR}.eml")
    assert "còn thiếu 5 điểm: tiêu chí I.1" in said
    assert "phiếu phát lần sau cùng" in said


def test_a_lost_original_leaves_the_letter(spoilt: Journey) -> None:
    """Without a copy, with the list and a note why; who else must mend gets a copy."""
    sent(spoilt, "NV", {**all_of("NV", 5), (SHARED, "AN"): 15}, "NV.xlsx")
    spoilt.collect()
    data = (spoilt.inbox / "Cham_TC_2025.xlsx").read_bytes()
    (kept,) = [path for path in spoilt.originals.rglob("*.xlsx") if path.read_bytes() == data]
    kept.unlink()
    done = give_back(spoilt)
    (tc,) = [one for one in done.json["scorers"] if one["scorer"] == "TC"]
    assert (tc["state"], tc["copy"]) == ("to_fix", None)
    assert "đã mất hoặc bị sửa" in tc["note"]
    assert (out(spoilt) / f"Can_sua_Cham_NV_{YEAR}.xlsx").exists()
    assert "còn thiếu 3 điểm" in text(out(spoilt) / f"{COPY}.eml")


def test_before_anything_is_issued_nobody_is_reminded(asked: Journey) -> None:
    """Who became a scorer since waits for the head."""
    with asked.typing() as book:
        named(book, (*PEOPLE, ("KT", "Phòng Kinh tế", "kt@x.vn", None)))
        scored_by(book, {SHARED: "TC+NV+KT"})
    asked.rank()
    done = give_back(asked)
    assert states(done)["KT"] == "not_issued"
    assert not list(out(asked).glob("*Cham_KT*"))


def test_a_unit_whose_code_looks_like_a_scorers_keeps_its_own_files(asked: Journey) -> None:
    """`Cham_TC` may be a unit's code: no file takes another's place."""
    with asked.typing() as book:
        units = Sheet(book["Đơn vị"], "Mã")
        units.put(units.row("EN"), "Mã", "Cham_TC")
    done = give_back(asked)
    drafts = [one["draft"] for one in (*done.json["units"], *done.json["scorers"]) if one["draft"]]
    assert len(set(drafts)) == len(drafts)


def test_registration_asks_no_scorer(spoilt: Journey) -> None:
    """Their workbooks are of December; what lies in the folder for them is put away."""
    give_back(spoilt)
    spoilt.set(Giai_đoạn_năm="Đăng ký")
    assert give_back(spoilt).json["scorers"] == []
    assert not list(out(spoilt).glob("*Cham_*"))
    assert GIVEN in openpyxl.load_workbook(spoilt.book).sheetnames
    assert CROSS


def test_a_copy_whose_printed_maximum_was_put_right_is_taken(asked: Journey) -> None:
    """The score stays, the scale is mended as the letter asks: it is no copy that nobody mended."""
    changed(asked, "NV", SHARED, {"AN": {"Điểm tối đa": 20}})
    asked.collect()
    assert scores_of(asked, "NV", SHARED)[0] is None
    give_back(asked)
    copy = out(asked) / "Can_sua_Cham_NV_2025.xlsx"
    workbook = openpyxl.load_workbook(copy)
    sheet = sheet_of(workbook)
    sheet.put(sheet.row(SHARED, "AN"), "Điểm tối đa", 7)
    asked.drop(copy.name, saved_bytes(workbook, SAVED + datetime.timedelta(hours=1)))
    asked.collect()
    assert scores_of(asked, "NV", SHARED)[0] == 1
