"""`check` knows how far a book has come: blank, ready to be issued from, or under way; causes before consequences."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from tests.journeys import journey
from tests.journeys.journey import SCORED, Journey, Once, Run, Sheet, found_in, run
from tests.journeys.office_journey import Office


def _filled(cluster: Journey) -> None:
    """What `filled` begins with, made once."""
    journey.begin(cluster.folder)


@pytest.fixture
def filled(once: Once, tmp_path: Path) -> Journey:
    """A book that its clerk has filled in; nothing was issued."""
    return once(_filled, None).copied(tmp_path)


def checked(book: Path) -> tuple[int, dict[str, Any]]:
    """The exit code of `check` on a book alone, and its entry but for the note that a new book's grounds get."""
    answer = run("check", book, "--json")
    (file,) = answer.json["files"]
    findings = [one for one in file["findings"] if one["code"] != "GROUNDS_TO_CHECK"]
    assert len(file["findings"]) - len(findings) == 1
    return answer.code, {**file, "findings": findings}


def test_a_book_that_is_ready_says_so(filled: Journey) -> None:
    """Exit 0, no unit is missed yet, and the figures to compare with the paper."""
    assert checked(filled.book) == (
        0, {"path": str(filled.book), "unit": None, "status": "accepted", "findings": []},
    )  # fmt: skip
    said = run("check", filled.book)
    assert said.code == 0
    assert f"Sổ sẵn sàng: 5 đơn vị, {len(SCORED)} tiêu chí, 81 điểm." in said.out


def test_once_forms_are_out_units_are_missed(filled: Journey) -> None:
    """The same book after `issue`."""
    journey.issue(filled.folder)
    code, file = checked(filled.book)
    assert (code, {one["code"] for one in file["findings"]}) == (1, {"UNIT_MISSING"})
    assert "Sổ sẵn sàng" not in run("check", filled.book).out


def test_a_blank_book_names_all_that_is_missing(tmp_path: Path) -> None:
    """Settings, units and criteria in one go."""
    book = tmp_path / "SoCum.xlsx"
    run("new", "cluster", book)
    code, file = checked(book)
    told = [(one["code"], one["sheet"], one["value"]) for one in file["findings"]]
    assert code == 1
    assert told == [
        ("SETTING_MISSING", "Cụm", "Mã cụm"), ("SETTING_MISSING", "Cụm", "Tên cụm"),
        ("NOTHING_LISTED", "Tiêu chí", None), ("NOTHING_LISTED", "Đơn vị", None),
    ]  # fmt: skip


def test_a_book_with_units_and_no_criteria(filled: Journey) -> None:
    """Only what is really missing."""
    with filled.typing() as book:
        sheet = Sheet(book["Tiêu chí"], "Mã")
        sheet.sheet.delete_rows(sheet.header_row + 1, 40)
    code, file = checked(filled.book)
    assert (code, [(one["code"], one["sheet"]) for one in file["findings"]]) == (
        1,
        [("NOTHING_LISTED", "Tiêu chí")],
    )


def test_a_blank_office_book_names_all_that_is_missing(tmp_path: Path) -> None:
    """The superior's name, clusters and units; common criteria are not asked for."""
    book = tmp_path / "SoTongHop.xlsx"
    run("new", "office", book)
    code, file = checked(book)
    assert code == 1
    assert [(one["code"], one["sheet"]) for one in file["findings"]] == [
        ("SETTING_MISSING", "Cấp trên"), ("NOTHING_LISTED", "Danh sách cụm"), ("NOTHING_LISTED", "Đơn vị"),
    ]  # fmt: skip


def test_an_office_book_that_is_ready_says_so(office: Office) -> None:
    """With its clusters and units; with the common criteria where it has them."""
    assert "Sổ sẵn sàng: 2 cụm, 10 đơn vị, mỗi cụm tự ghi tiêu chí." in run("check", office.book).out
    with office.typing() as book:
        journey.type_table(book, "Tiêu chí", "Mã", journey.CRITERIA_HEADERS, journey.CRITERIA)
    said = run("check", office.book)
    assert said.code == 0
    assert f"Sổ sẵn sàng: 2 cụm, 10 đơn vị, {len(SCORED)} tiêu chí, 81 điểm chung." in said.out


def test_a_head_of_another_cluster_is_told_before_books_go_out(office: Office) -> None:
    """`check` of an office book says it, not only `issue-books`."""
    office.put("Danh sách cụm", ("C01",), "Trưởng cụm", "PA")
    code, file = checked(office.book)
    assert (code, [one["code"] for one in file["findings"]]) == (0, ["HEAD_NOT_IN_CLUSTER"])


# --- codes ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["Cụm số 1/2026", "C 01", "C:01", "Cụm thi đua các xã vùng đồi phía tây"])
def test_a_cluster_code_that_breaks_the_rule(filled: Journey, typed: str) -> None:
    """Spaces, signs that no file name bears, a whole name."""
    filled.set(Mã_cụm=typed)
    sheet = Sheet(openpyxl.load_workbook(filled.book)["Cụm"], "Mục")
    cell = sheet.address(sheet.row("Mã cụm"), "Giá trị")
    code, file = checked(filled.book)
    (found,) = file["findings"]
    assert (code, found["code"], found["cell"], found["value"]) == (1, "CODE_BREAKS_RULE", cell, typed)


@pytest.mark.parametrize("typed", ["Xã An", "AN/1", "A+N"])
def test_a_unit_code_that_breaks_the_rule(filled: Journey, typed: str) -> None:
    """At its cell, as it was typed."""
    with filled.typing() as book:
        sheet = Sheet(book["Đơn vị"], "Mã")
        row = sheet.row("BH")
        sheet.put(row, "Mã", typed)
    code, file = checked(filled.book)
    assert (code, found_in(file)) == (1, [("CODE_BREAKS_RULE", sheet.address(row, "Mã"))])
    assert file["findings"][0]["value"] == typed


@pytest.mark.parametrize("typed", ["ĐL", "DL-1", "dl_01", " BH2 ", "A.1", "001"])
def test_short_codes_without_spaces_are_good(filled: Journey, typed: str) -> None:
    """Letters of Vietnamese, digits and . - _; spaces around it are not the clerk's."""
    with filled.typing() as book:
        sheet = Sheet(book["Đơn vị"], "Mã")
        sheet.put(sheet.row("BH"), "Mã", typed)
    filled.set(Mã_cụm=typed)
    assert checked(filled.book)[0] == 0


def test_codes_of_the_office_book(office: Office) -> None:
    """A cluster and a unit."""
    clusters, units = (
        office.put("Danh sách cụm", ("C02",), "Mã cụm", "Cụm 02"),
        office.put("Đơn vị", ("AN",), "Mã", "An/Hòa"),
    )
    broken = [(one["code"], one["cell"]) for one in checked(office.book)[1]["findings"]
              if one["code"] == "CODE_BREAKS_RULE"]  # fmt: skip
    assert broken == [("CODE_BREAKS_RULE", clusters), ("CODE_BREAKS_RULE", units)]
    assert run("issue-books", office.book, "--out", office.folder / "so").code == 1


# --- order and runs -------------------------------------------------------------------------------


def test_causes_stand_before_their_consequences(filled: Journey) -> None:
    """A maximum typed as words makes the section's sum wrong: the criterion is named before the section above it."""
    with filled.typing() as book:
        sheet = Sheet(book["Tiêu chí"], "Mã")
        sheet.put(sheet.row("I"), "Điểm tối đa", 55)
        sheet.put(sheet.row("I.3"), "Điểm tối đa", "15đ")
        units = Sheet(book["Đơn vị"], "Mã")
        units.put(units.row("BH"), "Xét thi đua", "Có thể")
    told = [one["code"] for one in checked(filled.book)[1]["findings"]]
    assert told.index("NOT_A_NUMBER") < told.index("SECTION_SUM_DIFFERS")
    assert "RULE_UNKNOWN" in told
    assert told[-1] == "SECTION_SUM_DIFFERS"


def test_a_missing_total_stands_behind_what_it_comes_from(collected: Journey) -> None:
    """What is wrong in a form before that the unit is incomplete; the tie behind all units."""

    def change(workbook: Workbook) -> None:
        sheet = journey.form_sheet(workbook)
        sheet.put(sheet.row("I.1"), "Điểm tự chấm", "tám")

    collected.send("BH", change, name="BH_2.xlsx", saved=journey.SAVED.replace(day=21))
    collected.collect()
    told = [(one["unit"], one["code"]) for one in collected.rank().json["findings"]]
    own = [code for unit, code in told if unit == "BH"]
    assert own.index("NOT_A_NUMBER") < own.index("UNIT_INCOMPLETE")


def without_evidence(count: int) -> Any:
    """The first so many rows of a form bear no evidence."""

    def change(workbook: Workbook) -> None:
        sheet = journey.form_sheet(workbook)
        for code in ("I.2", "I.3", "I.4", "I.6", "2.2")[:count]:
            sheet.put(sheet.row(code), "Minh chứng", None)

    return change


def of_evidence(answer: Run, unit: str) -> list[tuple[str | None, str]]:
    """Criterion and message of what is said of missing evidence."""
    return [(one["criterion"], one["message"]) for file in answer.json["files"] for one in file["findings"]
            if (one["code"], one["unit"]) == ("NO_EVIDENCE", unit)]  # fmt: skip


def test_a_long_run_of_one_note_is_one_line(issued: Journey) -> None:
    """Five rows without evidence: one note that names them all; three: three notes at their cells."""
    issued.send("AN", without_evidence(5))
    issued.send("BH", without_evidence(3))
    for answer in (issued.check(), issued.collect()):
        ((criterion, message),) = of_evidence(answer, "AN")
        assert criterion is None
        assert "5 tiêu chí" in message
        assert "I.2, I.3, I.4, I.6, 2.2" in message
        assert [criterion for criterion, _ in of_evidence(answer, "BH")] == ["I.2", "I.3", "I.4"]
    sheet = issued.sheet("Cần sửa", "Mã lỗi")
    lines = [row for row in sheet.records() if (row["Mã lỗi"], row["Mã đơn vị"]) == ("NO_EVIDENCE", "AN")]
    assert len(lines) == 1
    before = issued.book.read_bytes()
    issued.rank()
    assert issued.book.read_bytes() == before
