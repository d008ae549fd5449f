"""What real scoring tables hold: other things counted than `lần`, groups of bonus rows, totals below zero."""

import datetime
from pathlib import Path

import openpyxl
import pytest

from tests.journeys import journey, office_journey
from tests.journeys.journey import Journey, Sheet, found_in, run
from tests.journeys.office_journey import BOOKS, Office
from thidua_xl.cluster.reading import open_book

GROUPS = (
    ("TH", "Điểm thưởng", "Mục", 10),
    ("TH.1", "Có mô hình mới", "Điểm thưởng", 6, "Cộng theo lần", "2/mô hình; trần 6"),
    ("TH.2", "Sáng kiến", "Điểm thưởng", 4, "Cộng theo lần", "1/sáng kiến; trần 4", "đề tài"),
    ("PH", "Điểm trừ", "Mục", 200),
    ("PH.1", "Vi phạm", "Điểm trừ", 200, "Trừ theo lần", "50 điểm/vụ; trần 200"),
)  # fmt: skip


@pytest.fixture
def table(tmp_path: Path) -> Journey:
    """A book whose table ends with a group of bonus rows and one of penalties."""
    journey.begin(tmp_path)
    cluster = Journey(tmp_path, {})
    with cluster.typing() as book:
        sheet = Sheet(book["Tiêu chí"], "Mã")
        for at, row in enumerate(GROUPS, start=sheet.row("T1")):
            for header, value in zip(journey.CRITERIA_HEADERS, row, strict=False):
                sheet.put(at, header, value)
            for header in journey.CRITERIA_HEADERS[len(row) :]:
                sheet.put(at, header, None)
    return cluster


def test_any_counting_word_and_a_stated_group_are_good(table: Journey) -> None:
    """Nothing wrong; what is counted is printed where there is no measure, the group's maximum beside its name."""
    answer = run("check", table.book, "--json")
    (note,) = answer.json["files"][0]["findings"]
    assert (answer.code, note["code"]) == (0, "GROUNDS_TO_CHECK")
    issued = run("issue", table.book, "--out", table.folder / "phieu")
    assert issued.code == 0, issued.out
    form = journey.form_sheet(openpyxl.load_workbook(table.folder / "phieu" / "Phieu_AN_2025.xlsx"))
    said = {code: form.at(form.row(code), "Đơn vị tính") for code in ("TH.1", "TH.2", "PH.1")}
    assert said == {"TH.1": "mô hình", "TH.2": "đề tài", "PH.1": "vụ"}
    assert [form.at(form.row(code), "Điểm tối đa") for code in ("TH", "PH", "I")] == [10, 200, 55]


@pytest.mark.parametrize(("code", "stated"), [("TH", 9), ("PH", 100)])
def test_a_group_that_states_another_maximum(table: Journey, code: str, stated: int) -> None:
    """A cap that would not be applied is an error at its cell, not a figure on paper."""
    with table.typing() as book:
        sheet = Sheet(book["Tiêu chí"], "Mã")
        sheet.put(sheet.row(code), "Điểm tối đa", stated)
        cell = sheet.address(sheet.row(code), "Điểm tối đa")
    answer = run("check", table.book, "--json")
    found = [one for one in found_in(answer.json["files"][0]) if one[0] != "GROUNDS_TO_CHECK"]
    assert (answer.code, found) == (1, [("SECTION_SUM_DIFFERS", cell)])


def test_a_total_below_zero_is_told(table: Journey) -> None:
    """A hundred points deducted from a unit that reached less: a warning that names the total."""
    assert run("issue", table.book, "--out", table.folder / "phieu").code == 0
    with table.typing() as book:
        journey.agree(book, "DL", "PH.1", result=2)
        journey.agree(book, "DL", "I.1", score=10)
        journey.agree(book, "DL", "2.4", score=0)
    answer = table.rank()
    (found,) = (one for one in answer.json["findings"] if one["code"] == "TOTAL_NEGATIVE")
    assert (found["unit"], found["severity"], found["value"]) == ("DL", "warning", "-90")
    assert "-90" in found["message"]


def test_who_watches_a_cluster_is_handed_down(office: Office) -> None:
    """The council's member and the specialist stand in the cluster's own book; next year's book leaves them blank."""
    with office.typing() as book:
        sheet = Sheet(book["Danh sách cụm"], "Mã cụm")
        sheet.put(sheet.row("C01"), "Thành viên Hội đồng phụ trách", "Nguyễn Đức Bảo Khang")
        sheet.put(sheet.row("C01"), "Chuyên viên theo dõi", "Lê Thị Quỳnh Chi")
        sheet.put(sheet.row("C01"), "Ngày hội nghị", datetime.datetime(2025, 12, 30))
    out = office.folder / "gui_cum"
    assert run("issue-books", office.book, "--out", out).code == 0
    path = out / BOOKS["C01"]
    table = Sheet(openpyxl.load_workbook(path)["Cụm"], "Mục")
    names = ("Thành viên Hội đồng phụ trách", "Chuyên viên theo dõi")
    assert [table.at(table.row(name), "Giá trị") for name in names] == [
        "Nguyễn Đức Bảo Khang",
        "Lê Thị Quỳnh Chi",
    ]
    other = open_book(out / BOOKS[office_journey.OTHER], to_write=False).settings
    assert (other.member, other.officer) == ("", "")
    new = office.folder / "nam_sau.xlsx"
    assert run("new", "cluster", new, "--from", path).code == 0
    said = open_book(new, to_write=False).settings
    assert (said.member, said.officer) == ("", "")
