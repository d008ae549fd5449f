"""Two files of one unit, and files that wait for a person: which one counts."""

import datetime
import io
import re
import zipfile
from pathlib import Path

import pytest
from openpyxl.workbook import Workbook

from tests.journeys import journey
from tests.journeys.journey import SCORED, Journey, Sheet, run
from tests.journeys.letters import letter
from tests.journeys.taken_in import (
    ASSIGNED,
    COMMANDS,
    DECISION,
    LATER,
    by_both_commands,
    change_score,
    decide,
    ledger,
    received,
    reconciles,
    self_scores,
    statuses,
    two_equal_files,
)


@pytest.mark.parametrize("order", [("cu", "moi"), ("moi", "cu")])
def test_the_file_saved_later_counts_whatever_came_first(issued: Journey, order: tuple[str, str]) -> None:
    """Not the order of arrival but the time inside the file decides."""
    made = {"cu": lambda: issued.send("AN", change_score(5), name="cu.xlsx"),
            "moi": lambda: issued.send("AN", change_score(6), name="moi.xlsx", saved=LATER)}  # fmt: skip
    for name in order:
        made[name]()
        reconciles(issued.collect())
    document = reconciles(issued.collect())
    assert statuses(document) == {"cu.xlsx": "superseded", "moi.xlsx": "accepted"}
    assert (document["received"], document["accepted"], document["superseded"]) == (2, 1, 1)
    assert ledger(issued)["AN", "I.1"]["Điểm tự chấm"] == 6


def test_the_time_saved_is_compared_as_a_moment(issued: Journey) -> None:
    """14:30 +07:00 is before 08:00 UTC, whatever the letters say."""
    hanoi = datetime.timezone(datetime.timedelta(hours=7))
    issued.send(
        "AN", change_score(5), name="cu.xlsx", saved=datetime.datetime(2025, 12, 20, 14, 30, tzinfo=hanoi)
    )
    issued.send("AN", change_score(6), name="moi.xlsx")
    assert statuses(reconciles(issued.collect())) == {"cu.xlsx": "superseded", "moi.xlsx": "accepted"}


def test_a_file_whose_properties_are_damaged_still_counts(issued: Journey) -> None:
    """The part that tells the time saved cannot be read; the scores can, and the others are not stopped."""
    data, broken = issued.send("AN").read_bytes(), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(broken, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
    issued.drop(
        "Phieu_AN_2025.xlsx", broken.getvalue().replace(b"<dcterms:modified", b"<dcterms:modifie9", 1)
    )
    issued.send("BH")
    document = reconciles(issued.collect())
    assert statuses(document) == {"Phieu_AN_2025.xlsx": "accepted", "Phieu_BH_2025.xlsx": "accepted"}


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "hôm qua"])
def test_an_impossible_time_saved_stops_nothing(issued: Journey, moment: str) -> None:
    """A moment before the first year in UTC, one after the last: no time is known, and the others are received."""
    data = issued.send("AN").read_bytes()
    issued.drop(f"Phieu_AN_{journey.YEAR}.xlsx", saved_at(data, moment))
    issued.send("BH")
    assert reconciles(issued.collect())["accepted"] == 2


def saved_at(data: bytes, moment: str) -> bytes:
    """The package with another text as the time it was last saved."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(result, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + moment.encode(), part)
            target.writestr(name, part)
    return result.getvalue()


def test_two_files_of_the_same_time_both_wait(issued: Journey) -> None:
    """Nothing decides between them, so neither counts and the unit is missing."""
    two_equal_files(issued)
    answer = issued.collect()
    document = reconciles(answer)
    assert answer.code == 1
    assert {name: state for name, state in statuses(document).items() if name in ("mot.xlsx", "hai.xlsx")} == {
        "mot.xlsx": "waiting", "hai.xlsx": "waiting"
    }  # fmt: skip
    assert document["missing"] == ["AN"]
    codes = {one["code"] for file in document["files"] for one in file["findings"]}
    assert codes == {"TWO_FILES"}
    assert self_scores(issued, "AN") == dict.fromkeys(SCORED)


def test_a_unit_whose_forms_wait_is_not_told_as_one_that_did_not_send(issued: Journey) -> None:
    """The screen, `Tiếp nhận`, the finding, the ranking and the drafted letter say the same; the status stays."""
    two_equal_files(issued)
    said = run("collect", issued.book, issued.inbox).out
    assert "1 đã có phiếu, đang chờ chọn: AN + 0 chưa nộp." in said
    assert said.count("không rõ phiếu nào mới hơn") == 1
    row = received(issued)["AN"]
    assert (row["Trạng thái"], "Đã có phiếu, đang chờ chọn" in row["Vì sao"]) == ("Chờ chọn phiếu", True)
    document = issued.rank().json
    told = {one["code"]: one["message"] for one in document["findings"] if one["unit"] == "AN"}
    assert "đã có phiếu nhưng đang chờ chọn" in told["UNIT_MISSING"]
    assert [one["code"] for one in document["findings"]].count("TWO_FILES") == 1
    assert {one["code"]: one["status"] for one in document["units"]}["AN"] == "missing"
    ranked = {one["Mã"]: one for one in issued.sheet("Xếp hạng", "Mã", "Hạng").records()}
    assert "Đã có phiếu, đang chờ chọn" in ranked["AN"]["Ghi chú"]
    rows = received(issued)
    assert [rows[name]["Số lỗi"] for name in ("mot.xlsx", "hai.xlsx")] == [1, 1]
    back = run("give-back", issued.book, "--out", issued.folder / "tra", "--json").json
    (unit,) = (one for one in back["units"] if one["unit"] == "AN")
    assert (unit["state"], unit["errors"]) == ("resend", 1)


def test_choosing_both_files_names_the_conflict(issued: Journey) -> None:
    """`Dùng file này` on two of them decides nothing, and the text says so instead of asking for it again."""
    two_equal_files(issued)
    issued.collect()
    for name in ("mot.xlsx", "hai.xlsx"):
        decide(issued, name, decision="Dùng file này")
    (found,) = (one for one in issued.rank().json["findings"] if one["code"].startswith("TWO_"))
    assert found["code"] == "TWO_CHOSEN"
    assert "đã chọn Dùng file này cho nhiều phiếu (hai.xlsx, mot.xlsx)" in found["message"]
    back = run("give-back", issued.book, "--out", issued.folder / "tra", "--json").json
    (unit,) = (one for one in back["units"] if one["unit"] == "AN")
    assert (unit["state"], "đang chờ chọn" in unit["note"]) == ("fine", True)
    decide(issued, "hai.xlsx", decision="Bỏ qua")
    issued.rank()
    assert self_scores(issued, "AN")["I.1"] == 5


@by_both_commands
def test_the_file_a_person_chose_counts(issued: Journey, command: str) -> None:
    """`Dùng file này` settles it; the other one is superseded."""
    two_equal_files(issued)
    issued.collect()
    decide(issued, "mot.xlsx", decision="Dùng file này")
    COMMANDS[command](issued)
    rows = received(issued)
    assert (rows["mot.xlsx"]["Trạng thái"], rows["hai.xlsx"]["Trạng thái"]) == ("Đã nhận", "Đã thay thế")
    assert ledger(issued)["AN", "I.1"]["Điểm tự chấm"] == 5
    assert rows["mot.xlsx"][DECISION] == "Dùng file này"
    assert reconciles(issued.collect())["missing"] == []


@by_both_commands
def test_a_file_a_person_set_aside_leaves_the_other(issued: Journey, command: str) -> None:
    """`Bỏ qua` on one of two is a decision for the other."""
    two_equal_files(issued)
    issued.collect()
    decide(issued, "mot.xlsx", decision="Bỏ qua")
    COMMANDS[command](issued)
    rows = received(issued)
    assert (rows["mot.xlsx"]["Trạng thái"], rows["hai.xlsx"]["Trạng thái"]) == ("Từ chối", "Đã nhận")
    assert ledger(issued)["AN", "I.1"]["Điểm tự chấm"] == 6


@by_both_commands
def test_setting_the_only_file_aside_takes_its_scores_out(collected: Journey, command: str) -> None:
    """`Bỏ qua` on an accepted file: the unit is missing again and its received columns are empty."""
    decide(collected, "Phieu_BH_2025.xlsx", decision="Bỏ qua")
    COMMANDS[command](collected)
    assert self_scores(collected, "BH") == dict.fromkeys(SCORED)
    assert reconciles(collected.collect())["missing"] == ["BH"]
    decide(collected, "Phieu_BH_2025.xlsx", decision=None)
    COMMANDS[command](collected)
    assert ledger(collected)["BH", "I.1"]["Điểm tự chấm"] == 9.5
    assert reconciles(collected.collect())["missing"] == []


@by_both_commands
def test_a_file_of_an_unknown_unit_counts_for_the_code_it_is_given(issued: Journey, command: str) -> None:
    """`Gán cho mã đơn vị` alone is the way out where the code is all that is wrong."""
    issued.send("BH")
    with issued.typing() as book:
        units = Sheet(book["Đơn vị"], "Mã")
        units.put(units.row("BH"), "Mã", "BH2")
    assert reconciles(issued.collect())["waiting"] == 1
    decide(issued, "Phieu_BH_2025.xlsx", unit="BH2")
    COMMANDS[command](issued)
    row = received(issued)["Phieu_BH_2025.xlsx"]
    assert (row["Mã đơn vị"], row["Trạng thái"], row[ASSIGNED]) == ("BH2", "Đã nhận", "BH2")
    assert ledger(issued)["BH2", "I.1"]["Điểm tự chấm"] == 9.5


def test_a_form_assigned_to_a_unit_does_not_outrank_its_own_by_the_order_of_issue(issued: Journey) -> None:
    """BH left the cluster and its form is given to AN by mistake: AN's own, saved later, still counts."""
    issued.send("AN", saved=LATER)
    issued.send("BH")
    with issued.typing() as book:
        units = Sheet(book["Đơn vị"], "Mã")
        units.sheet.delete_rows(units.row("BH"))
    issued.collect()
    decide(issued, "Phieu_BH_2025.xlsx", unit="AN")
    document = reconciles(issued.collect())
    assert statuses(document) == {"Phieu_AN_2025.xlsx": "accepted", "Phieu_BH_2025.xlsx": "superseded"}


def _as_by_bh(workbook: Workbook) -> None:
    """AN's form in which BH wrote its own name over AN's, and its scores."""
    change_score(3)(workbook)
    page = Sheet(workbook["Đơn vị"], "Mục")
    page.put(page.row("Tên đơn vị"), "Giá trị", journey.UNITS["BH"])


def test_a_form_with_a_neighbours_name_on_it_waits_and_the_units_own_counts(issued: Journey) -> None:
    """A unit that fills in another's form gives no score to it; a person says whose it is."""
    issued.send("AN")
    issued.send("AN", _as_by_bh, name="BH.xlsx", saved=LATER)
    document = reconciles(issued.collect())
    assert statuses(document) == {"Phieu_AN_2025.xlsx": "accepted", "BH.xlsx": "waiting"}
    (found,) = (one for file in document["files"] for one in file["findings"])
    assert (found["code"], found["value"]) == ("NAMES_ANOTHER_UNIT", journey.UNITS["BH"])
    assert ledger(issued)["AN", "I.1"]["Điểm tự chấm"] == 10
    decide(issued, "BH.xlsx", unit="BH")
    issued.rank()
    assert [ledger(issued)[unit, "I.1"]["Điểm tự chấm"] for unit in ("AN", "BH")] == [10, 3]


def test_a_person_may_give_a_form_to_whom_it_was_issued_whatever_name_stands_on_it(issued: Journey) -> None:
    """Then the name is a warning as any other."""
    issued.send("AN", _as_by_bh)
    issued.collect()
    decide(issued, "Phieu_AN_2025.xlsx", unit="AN")
    issued.rank()
    assert received(issued)["Phieu_AN_2025.xlsx"]["Trạng thái"] == "Đã nhận"
    assert ledger(issued)["AN", "I.1"]["Điểm tự chấm"] == 3


@by_both_commands
def test_a_form_of_old_criteria_can_be_used_by_decision(issued: Journey, command: str) -> None:
    """The codes still in the book are taken; the score by another maximum is pointed out."""
    issued.send("BH")
    with issued.typing() as book:
        criteria = Sheet(book["Tiêu chí"], "Mã")
        criteria.put(criteria.row("I.1"), "Điểm tối đa", 12)
    issued.collect()
    decide(issued, "Phieu_BH_2025.xlsx", decision="Dùng file này")
    COMMANDS[command](issued)
    assert received(issued)["Phieu_BH_2025.xlsx"]["Trạng thái"] == "Đã nhận"
    assert ledger(issued)["BH", "I.1"]["Điểm tự chấm"] == 9.5
    (file,) = reconciles(issued.collect())["files"]
    assert journey.found_in(file) == [("CARRIED_OVER", None), ("MEASURE_CHANGED", "J11")]


def test_the_same_bytes_under_two_names_are_one_form(issued: Journey) -> None:
    """One supersedes the other, neither waits."""
    data = issued.send("AN").read_bytes()
    issued.drop("Phieu_AN_2025 (1).xlsx", data)
    document = reconciles(issued.collect())
    assert sorted(statuses(document).values()) == ["accepted", "superseded"]
    assert (document["received"], document["accepted"], document["superseded"]) == (2, 1, 1)
    assert ledger(issued)["AN", "I.1"]["Điểm tự chấm"] == 10
    assert reconciles(issued.collect())["received"] == 2


def test_bytes_already_recorded_are_not_received_again(collected: Journey) -> None:
    """The same mail fetched twice, even renamed, changes nothing at all."""
    before = collected.book.read_bytes()
    path = collected.inbox / "Phieu_AN_2025.xlsx"
    path.rename(path.with_name("tải lại.xlsx"))
    document = reconciles(collected.collect())
    assert document["received"] == 5
    assert statuses(document)["tải lại.xlsx"] == "accepted"
    assert collected.book.read_bytes() == before


@by_both_commands
def test_a_newer_form_than_the_one_a_person_chose_is_said(issued: Journey, command: str) -> None:
    """CHOSEN_IS_OLDER: the decision stands, but nobody waits in vain for the mended form to count."""
    two_equal_files(issued)
    issued.collect()
    decide(issued, "mot.xlsx", decision="Dùng file này")
    issued.send("AN", change_score(9), name="sua.xlsx", saved=LATER)
    document = reconciles(issued.collect())
    assert ledger(issued)["AN", "I.1"]["Điểm tự chấm"] == 5
    said = {Path(one["path"]).name: [f["code"] for f in one["findings"]] for one in document["files"]}
    assert (said["sua.xlsx"], said["hai.xlsx"], said["mot.xlsx"]) == (["CHOSEN_IS_OLDER"], [], [])
    decide(issued, "sua.xlsx", decision="Dùng file này")
    COMMANDS[command](issued)
    assert ledger(issued)["AN", "I.1"]["Điểm tự chấm"] == 9
    codes = {row["Mã lỗi"] for row in issued.sheet("Cần sửa", "Mã lỗi", "File").records()}
    assert "CHOSEN_IS_OLDER" not in codes


def test_a_blank_form_replaces_no_filled_one(issued: Journey) -> None:
    """FORM_BLANK_SETTLED: the clerk's own letter with the form to be filled came last, as a copy to herself."""
    issued.send("AN", change_score(5), name="dien.xlsx")
    blank = letter(("Phieu_AN.xlsx", issued.forms["AN"]), sender="cum@huyen.gov.vn")
    issued.drop("cc.eml", blank.as_bytes())
    (issued.inbox / "phat.xlsx").write_bytes(issued.forms["BH"])
    document = reconciles(issued.collect())
    said = {Path(one["path"]).name: [f["code"] for f in one["findings"]] for one in document["files"]}
    assert (said["Phieu_AN.xlsx"], statuses(document)["dien.xlsx"]) == (["FORM_BLANK_SETTLED"], "accepted")
    assert ledger(issued)["AN", "I.1"]["Điểm tự chấm"] == 5
    assert statuses(document)["phat.xlsx"] == "blank"  # all that BH has, and yet no submission
    assert said["phat.xlsx"] == ["FORM_BLANK"]
    assert "BH" in document["missing"]


def test_a_time_saved_that_is_still_to_come_decides_nothing(issued: Journey) -> None:
    """TWO_FILES: a computer of the unit runs ten years ahead; what it sends next must not lose for ever."""
    ahead = journey.SAVED.replace(year=journey.SAVED.year + 10)
    issued.send("AN", change_score(5), name="sai_gio.xlsx", saved=ahead)
    issued.collect()
    assert ledger(issued)["AN", "I.1"]["Điểm tự chấm"] == 5
    issued.send("AN", change_score(6), name="sua.xlsx")
    document = reconciles(issued.collect())
    assert statuses(document) == {"sai_gio.xlsx": "waiting", "sua.xlsx": "waiting"}
    assert statuses(issued.check().json) == {"sai_gio.xlsx": "waiting", "sua.xlsx": "waiting"}
