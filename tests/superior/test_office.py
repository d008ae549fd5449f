"""The office book as people fill it: what is read, what is wrong where; and the cluster books issued from it."""

import datetime
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from tests.journeys import journey, office_journey
from tests.journeys.journey import Run, Sheet, run
from tests.journeys.office_journey import (
    BOOKS,
    CONFERENCE,
    KEYS,
    OTHER,
    Office,
    own_findings,
)
from thidua_xl.cluster.reading import open_book
from thidua_xl.domain.year.grounds import GROUNDS_2025, grounds_for
from thidua_xl.office.book import open_office

NAMES = ("Cấp trên", "Danh sách cụm", "Đơn vị", "Tiêu chí", "Hồ sơ nhận", "Điểm cấp trên", "Đề nghị")
Cells = Mapping[str, object]


def typed(office: Office, sheet: str, cells: Cells) -> Run:
    """`consolidate` once these cells hold these values."""
    with office.typing() as workbook:
        for cell, value in cells.items():
            workbook[sheet][cell].value = value
    return office.consolidate()


def issue_books(office: Office, out: str = "gui_cum") -> Run:
    """`issue-books`."""
    return run("issue-books", office.book, "--out", office.folder / out)


@pytest.fixture
def filled(office: Office) -> Office:
    """An office to which both complete books came; what is typed next is the only thing wrong."""
    office.receive()
    return office


# --- a new book -----------------------------------------------------------------------------------


def test_a_new_office_book_has_its_sheets_in_order(tmp_path: Path) -> None:
    """The first page, then group by group, the hidden ones last; the year is the clock's."""
    book = tmp_path / "so.xlsx"
    answer = run("new", "office", book)
    assert (answer.code, answer.err) == (0, "")
    assert str(book) in answer.out
    workbook = openpyxl.load_workbook(book)
    shown = [sheet.title for sheet in workbook if sheet.sheet_state == "visible"]
    assert shown == [
        "Trang đầu", "Tổng quan",
        "Cấp trên", "Danh sách cụm", "Đơn vị", "Tiêu chí", "Tiêu chí cấp trên", "Người chấm",
        "Sổ đã nhận", "Hồ sơ nhận", "Tiến độ", "Sai lệch",
        "Điểm cấp trên", "Điểm người chấm", "Kiểm tra", "Thẩm định",
        "Tổng hợp", "Toàn bộ đơn vị", "Đề nghị", "Danh sách đề nghị",
        "Lịch", "Văn bản", "Nhật ký",
    ]  # fmt: skip
    assert workbook.sheetnames[: len(shown)] == shown
    own = open_office(book).settings
    assert (own.year, own.earliest, own.latest) == (journey.YEAR, 5, 3)
    assert (own.cluster_weight, own.superior_weight, own.quota_1, own.quota_2) == (None,) * 4


def test_a_new_office_book_has_what_papers_need(tmp_path: Path) -> None:
    """The grounds of the years since 2025 stand there; the letterhead is the office's until something is typed."""
    book = Office(tmp_path, {}).book
    run("new", "office", book)
    own = open_office(book).settings
    assert (own.grounds, own.letterhead_superior, own.symbol) == (GROUNDS_2025, (), "")
    with Office(tmp_path, {}).typing() as workbook:
        office_journey.set_up_office(
            workbook,
            {
                "Cơ quan tổng hợp": "Sở Nội vụ",
                "Cơ quan chủ quản trên văn bản": "UBND TỈNH ; \nBAN THI ĐUA",
                "Ký hiệu": "SNV",
            },
        )
        sheet = workbook["Cấp trên"]
        lines = [row for row in sheet.iter_rows() if row[0].value == "Căn cứ"]
        assert len(lines) == 4
        lines[1][1].value = None
        lines[3][1].value = "Kế hoạch số 01/KH-UBND"
    own = open_office(book).settings
    assert (own.issued_by, own.letterhead_superior, own.symbol) == (
        "Sở Nội vụ",
        ("UBND TỈNH", "BAN THI ĐUA"),
        "SNV",
    )
    assert own.grounds == (GROUNDS_2025[0], GROUNDS_2025[2], "Kế hoạch số 01/KH-UBND")
    assert grounds_for(2024) == () and grounds_for(2025) == GROUNDS_2025


def test_a_book_that_is_there_is_not_overwritten(tmp_path: Path) -> None:
    """Exit code 2, one sentence, not a byte."""
    book = tmp_path / "so.xlsx"
    book.write_bytes(b"cua toi")
    answer = run("new", "office", book)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.count("\n") == 1
    assert book.read_bytes() == b"cua toi"


def test_the_sample_office_is_whole(tmp_path: Path) -> None:
    """Three clusters with units, heads and days; nothing is wrong with it, and every book can be issued."""
    book = tmp_path / "mau.xlsx"
    assert run("new", "office", book, "--sample").code == 0
    own = open_office(book)
    assert [len([u for u in own.units if u.cluster == c.code]) for c in own.clusters] == [8, 6, 6]
    assert all(cluster.conference for cluster in own.clusters)
    assert own.findings == []
    issued = run("issue-books", book, "--out", tmp_path / "so")
    assert (issued.code, len(list((tmp_path / "so").glob("*.xlsx")))) == (0, 3), issued.out


def test_a_book_without_clusters_is_told_where_to_begin(tmp_path: Path) -> None:
    """Exit code 2 for every command on it."""
    book = tmp_path / "so.xlsx"
    run("new", "office", book)
    for answer in (
        run("consolidate", book, tmp_path, "--json"),
        run("issue-books", book, "--out", tmp_path / "x"),
    ):
        assert (answer.code, answer.out) == (2, "")
        assert "điền trang Danh sách cụm" in answer.err


# --- what is typed --------------------------------------------------------------------------------

WRONG: list[tuple[str, Cells, str, str | None, str, str | None]] = [
    ("Danh sách cụm", {"A8": "c01", "B8": "Cụm nữa"}, "CLUSTER_DOUBLE", None, "A8", "c01"),
    ("Danh sách cụm", {"B8": "Cụm không mã"}, "CLUSTER_NOT_LISTED", None, "A8", None),
    ("Danh sách cụm", {"H6": "cuối tháng"}, "DATE_UNREADABLE", None, "H6", "cuối tháng"),
    ("Đơn vị", {"C6": "C09"}, "CLUSTER_NOT_LISTED", "AN", "C6", "C09"),
    ("Đơn vị", {"A16": "an", "B16": "Xã nữa", "C16": "C01"}, "UNIT_DOUBLE", "an", "A16", "an"),
    ("Đơn vị", {"B16": "Xã không mã", "C16": "C01"}, "UNIT_NOT_LISTED", None, "A16", None),
    ("Hồ sơ nhận", {"A6": "C09", "B6": "Báo cáo tổng kết"}, "CLUSTER_NOT_LISTED", None, "A6", "C09"),
    ("Hồ sơ nhận", {"A6": "C01", "B6": "Báo cáo"}, "VALUE_UNKNOWN", None, "B6", "Báo cáo"),
    ("Hồ sơ nhận", {"A6": "C01", "B6": "Báo cáo tổng kết", "D6": "hôm qua"}, "DATE_UNREADABLE", None, "D6",
     "hôm qua"),
    ("Điểm cấp trên", {"A6": "ZZ", "B6": 1, "C6": 2}, "UNIT_NOT_LISTED", None, "A6", "ZZ"),
    ("Điểm cấp trên", {"A6": "AN", "B6": 3, "C6": 5, "A7": "an", "B7": 4, "C7": 5}, "ROW_DOUBLE", "AN", "A7",
     "an"),
    ("Điểm cấp trên", {"A6": "AN", "B6": 6, "C6": 5}, "SUPERIOR_SCORE_INVALID", "AN", "B6", "6"),
    ("Điểm cấp trên", {"A6": "AN", "B6": -1, "C6": 5}, "SUPERIOR_SCORE_INVALID", "AN", "B6", "-1"),
    ("Điểm cấp trên", {"A6": "AN", "B6": 3}, "SUPERIOR_SCORE_INVALID", "AN", "B6", "3"),
    ("Điểm cấp trên", {"A6": "AN", "B6": 0, "C6": 0}, "SUPERIOR_SCORE_INVALID", "AN", "B6", "0"),
    ("Điểm cấp trên", {"A6": "AN", "C6": 5}, "SUPERIOR_SCORE_INVALID", "AN", "B6", None),
    ("Điểm cấp trên", {"A6": "AN", "B6": "ba", "C6": 5}, "NOT_A_NUMBER", "AN", "B6", "ba"),
    ("Đề nghị", {"A5": "ZZ", "B5": "Cờ thi đua của UBND tỉnh"}, "UNIT_NOT_LISTED", None, "A5", "ZZ"),
    ("Đề nghị", {"A5": "AN", "A6": "an"}, "ROW_DOUBLE", "AN", "A6", "an"),
    ("Đề nghị", {"A5": "AN", "B5": "Huân chương"}, "VALUE_UNKNOWN", "AN", "B5", "Huân chương"),
    ("Đề nghị", {"A5": "AN", "C5": "Có lẽ"}, "VALUE_UNKNOWN", None, "C5", "Có lẽ"),
    ("Đề nghị", {"A5": "AN", "C5": "Không"}, "DECISION_WITHOUT_REASON", "AN", "D5", None),
    ("Đề nghị", {"A5": "BH", "C5": "Đồng ý"}, "DECISION_NOT_NOMINEE", "BH", "A5", "BH"),
    ("Cấp trên", {"B16": "mai"}, "SETTING_INVALID", None, "B16", "mai"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("sheet", "cells", "code", "unit", "cell", "value"), WRONG,
    ids=[f"{sheet} {code} {cell}" for sheet, _, code, _, cell, _ in WRONG],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_cell(
    filled: Office, sheet: str, cells: Cells, code: str, unit: str | None, cell: str, value: str | None
) -> None:
    """One thing wrong: one finding, in the cell that holds it; the exit code is 1 and the sheet says it too."""
    answer = typed(filled, sheet, cells)
    assert own_findings(answer) == [(code, unit, cell, value)]
    assert answer.code == 1
    assert answer.json["findings"][0]["sheet"] == sheet
    row = next(row for row in filled.records("Sai lệch") if row["Mã lỗi"] == code)
    cluster = journey.CLUSTER if unit in journey.UNITS and code != "CLUSTER_NOT_LISTED" else None
    assert (row["Trang tính"], row["Ô"], row["Giá trị"]) == (sheet, cell, value)
    assert code == "CLUSTER_NOT_LISTED" or row["Mã cụm"] == cluster


def test_several_mistakes_are_all_named_at_once(filled: Office) -> None:
    """One round of correction is enough."""
    with filled.typing() as workbook:
        workbook["Danh sách cụm"]["H7"].value = "?"
        workbook["Đơn vị"]["C6"].value = "C09"
        workbook["Đề nghị"]["A5"].value = "ZZ"
    assert {code for code, *_ in own_findings(filled.consolidate())} == {
        "DATE_UNREADABLE", "CLUSTER_NOT_LISTED", "UNIT_NOT_LISTED",
    }  # fmt: skip


def test_a_score_typed_as_text_is_taken_with_a_note(filled: Office) -> None:
    """A number that reads in one way only is a number."""
    answer = typed(filled, "Điểm cấp trên", {"A6": "AN", "B6": "45,5", "C6": 50})
    assert own_findings(answer) == [("NUMBER_AS_TEXT", "AN", "B6", "45,5")]
    assert answer.code == 0
    assert filled.by_key("Danh sách đề nghị")["AN"]["% cấp trên"] == 91


def test_dates_are_taken_as_people_write_them(filled: Office) -> None:
    """A date of Excel's or a text of day, month and year."""
    with filled.typing() as workbook:
        workbook["Danh sách cụm"]["H6"].value = datetime.datetime(2025, 12, 30)
        workbook["Danh sách cụm"]["H7"].value = "30/12/2025"
    assert filled.consolidate().code == 0
    assert [one.conference for one in open_office(filled.book).clusters] == [CONFERENCE] * 2


@pytest.mark.parametrize("name", NAMES)
def test_a_sheet_that_people_fill_may_not_be_missing(filled: Office, name: str) -> None:
    """What was typed there would be overlooked: exit code 2, not a byte written."""
    with filled.typing() as workbook:
        del workbook[name]
    before = filled.book.read_bytes()
    answer = filled.consolidate()
    assert (answer.code, answer.out) == (2, "")
    assert f"thiếu trang {name}" in answer.err
    assert filled.book.read_bytes() == before
    assert not filled.originals.exists()


def test_a_cluster_book_is_no_office_book(office: Office) -> None:
    """The sentence says how one is made."""
    path = office.drop("so.xlsx", office.sources["C01"])
    answer = run("consolidate", path, office.inbox, "--json")
    assert (answer.code, answer.out) == (2, "")
    assert "không phải sổ tổng hợp" in answer.err


# --- cluster books out ----------------------------------------------------------------------------


def test_every_cluster_gets_its_book(office: Office) -> None:
    """With units, addresses, heads, the day and the superior; nobody types them again."""
    with office.typing() as workbook:
        papers_due = datetime.datetime(2026, 1, 15)
        office_journey.set_up_office(workbook, {"Địa danh": "Thử Nghiệm", "Hạn gửi hồ sơ": papers_due})
        workbook["Danh sách cụm"]["H6"].value = datetime.datetime(2025, 12, 30)
        workbook["Danh sách cụm"]["D6"].value = "bh"
        workbook["Đơn vị"]["D6"].value = "an@xa.gov.vn"
        journey.type_table(workbook, "Tiêu chí", "Mã", journey.CRITERIA_HEADERS, journey.CRITERIA)
    answer = issue_books(office)
    assert (answer.code, answer.err) == (0, "")
    assert sorted(path.name for path in (office.folder / "gui_cum").iterdir()) == sorted(BOOKS.values())
    own = open_book(office.folder / "gui_cum" / BOOKS["C01"])
    assert {unit.code: unit.name for unit in own.units} == journey.UNITS
    assert own.units[0].email == "an@xa.gov.vn"
    said = own.settings
    assert (said.cluster, said.name, said.year) == ("C01", "Cụm thi đua số 1", journey.YEAR)
    assert (said.head, said.deputy, said.conference) == ("AN", "BH", CONFERENCE)
    assert said.papers_due == papers_due.date()
    assert (said.superior, said.office, said.place) == ("UBND tỉnh Thử Nghiệm", "Sở Nội vụ", "Thử Nghiệm")
    assert [row.code for row in own.criteria.rows] == [row[0] for row in journey.CRITERIA]
    other = open_book(office.folder / "gui_cum" / BOOKS[OTHER])
    assert ({unit.code for unit in other.units}, other.settings.head) == (
        set(office_journey.OTHER_UNITS),
        "PA",
    )


def test_an_issued_book_goes_its_whole_way(office: Office) -> None:
    """Scorecards can be issued from it at once, and upstairs it is known as the cluster's own."""
    with office.typing() as workbook:
        journey.type_table(workbook, "Tiêu chí", "Mã", journey.CRITERIA_HEADERS, journey.CRITERIA)
    issue_books(office)
    book = office.folder / "gui_cum" / BOOKS["C01"]
    issued = run("issue", book, "--out", office.folder / "phieu")
    assert issued.code == 0, issued.out
    assert len(list((office.folder / "phieu").glob("*.xlsx"))) == 5
    answer = office.consolidate(book)
    first = answer.json["clusters"][0]
    assert (first["code"], first["status"], first["units"], first["nominee"]) == ("C01", "received", 5, None)
    assert {code for code, *_ in office_journey.mismatches(answer)} == {"UNIT_MISSING"}


def test_books_that_lie_there_are_never_overwritten(office: Office) -> None:
    """A second run makes only what is not there."""
    issue_books(office)
    path = office.folder / "gui_cum" / BOOKS["C01"]
    path.write_bytes(b"cum da dien")
    (office.folder / "gui_cum" / BOOKS[OTHER]).unlink()
    answer = issue_books(office)
    assert answer.code == 0
    assert path.read_bytes() == b"cum da dien"
    assert (office.folder / "gui_cum" / BOOKS[OTHER]).exists()
    assert "Giữ nguyên 1 sổ đã có" in answer.out


def test_the_office_book_is_not_touched_by_issuing(office: Office) -> None:
    """Not a byte."""
    before = office.book.read_bytes()
    issue_books(office)
    assert office.book.read_bytes() == before


def test_a_head_from_elsewhere_is_told_and_left_blank(office: Office) -> None:
    """HEAD_NOT_IN_CLUSTER warns; the book is made all the same."""
    with office.typing() as workbook:
        workbook["Danh sách cụm"]["C6"].value = "PA"
    answer = issue_books(office)
    assert answer.code == 0
    assert "Phó Trưởng cụm “PA” không phải mã" in " ".join(answer.out.split())
    assert open_book(office.folder / "gui_cum" / BOOKS["C01"]).settings.head == ""
    from thidua_xl.office.acts.new_book import issue_books as issued

    found = issued(office.book, office.folder / "nua").findings
    assert [(one.code.name, one.value, one.sheet) for one in found] == [
        ("HEAD_NOT_IN_CLUSTER", "PA", "Danh sách cụm")
    ]


def test_a_cluster_without_units_gets_none_and_is_named(office: Office) -> None:
    """Exit code 1: somebody must fill them in."""
    with office.typing() as workbook:
        workbook["Danh sách cụm"]["A8"].value = "C03"
    answer = issue_books(office)
    assert answer.code == 1
    assert "Cụm C03 chưa có đơn vị nào" in answer.out
    assert len(list((office.folder / "gui_cum").iterdir())) == 2


STOPS: list[tuple[str, Cells]] = [
    ("Danh sách cụm", {"A8": "C01"}),
    ("Đơn vị", {"C6": "C09"}),
    ("Đơn vị", {"A7": "AN"}),
    ("Cấp trên", {"B5": None}),
    ("Tiêu chí", {"A6": "I.1", "B6": "Chỉ đạo", "C6": "Tiêu chí", "D6": 10, "E6": "Chấm kiểu lạ"}),
]


@pytest.mark.parametrize(("sheet", "cells"), STOPS)
def test_a_mistake_that_every_book_would_carry_stops_the_issue(
    office: Office, sheet: str, cells: Cells
) -> None:
    """Exit code 1, the mistake is told, no book is made."""
    with office.typing() as workbook:
        for cell, value in cells.items():
            workbook[sheet][cell].value = value
    answer = issue_books(office)
    assert answer.code == 1
    assert "Chưa lập sổ cụm nào" in answer.out
    assert not (office.folder / "gui_cum").exists()


@pytest.mark.parametrize(
    ("sheet", "cell"), [("Hồ sơ nhận", "A6"), ("Điểm cấp trên", "A6"), ("Đề nghị", "A5")]
)
def test_a_mistake_that_no_book_would_carry_stops_nothing(office: Office, sheet: str, cell: str) -> None:
    """What came in or is decided has nothing to do with the books that go out."""
    with office.typing() as workbook:
        workbook[sheet][cell].value = "ZZ"
    assert issue_books(office).code == 0


def test_every_sheet_that_is_read_has_its_headers_where_it_always_has(office: Office) -> None:
    """The cells named above stand where a person sees them."""
    workbook = openpyxl.load_workbook(office.book)
    rows = {name: Sheet(workbook[name], *KEYS[name]).header_row for name in NAMES if name in KEYS}
    lists = {"Danh sách cụm", "Đơn vị", "Hồ sơ nhận", "Điểm cấp trên"}
    assert rows == {name: 5 if name in lists else 4 for name in rows}


def test_an_office_book_is_checked_by_no_command_of_the_clusters(office: Office) -> None:
    """`rank` says what kind of book it wants."""
    answer = run("rank", office.book, "--json")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.count("\n") == 1


def test_an_office_book_is_checked_like_any_other(tmp_path: Path) -> None:
    """What is wrong with what was typed is told, and nothing changes."""
    book = tmp_path / "TongHop.xlsx"
    assert run("new", "office", book, "--sample").code == 0
    answer = run("check", book, "--json")
    assert (answer.code, answer.json["files"][0]["status"]) == (0, "accepted")
    (note,) = answer.json["files"][0]["findings"]
    assert (note["code"], note["severity"], note["sheet"]) == ("GROUNDS_TO_CHECK", "note", "Cấp trên")
    settings = Sheet(openpyxl.load_workbook(book)["Cấp trên"], "Mục")
    assert note["cell"] == settings.address(settings.row("Căn cứ"), "Giá trị")
    workbook = openpyxl.load_workbook(book)
    workbook["Đơn vị"]["C7"] = "KHÔNG CÓ"
    workbook.save(book)
    before = book.read_bytes()
    answer = run("check", book, "--json")
    assert answer.code == 1
    found = [(one["code"], one["cell"]) for one in answer.json["files"][0]["findings"]]
    assert found == [
        ("CLUSTER_NOT_LISTED", "C7"),
        ("GROUNDS_TO_CHECK", note["cell"]),
    ]  # last: nothing is wrong
    assert book.read_bytes() == before


# --- a book of an earlier version -----------------------------------------------------------------

NEW = (
    "Tỷ lệ thông qua của Hội đồng (%)", "Cơ quan chủ quản trên văn bản", "Cơ quan ban hành trên văn bản", "Ký hiệu",
    "Căn cứ",
)  # fmt: skip


def make_older(office: Office) -> None:
    """Take the settings of later versions away, with a remark of the office's own beside and below the others."""
    with office.typing() as workbook:
        sheet = Sheet(workbook["Cấp trên"], "Mục")
        rows = [row for row in sheet.rows() if sheet.at(row, "Mục") in NEW]
        sheet.sheet.delete_rows(rows[0], len(rows))
        sheet.sheet.cell(sheet.header_row + 2, 4).value = "hỏi văn phòng"
        sheet.sheet.cell(rows[0] + 1, 3).value = "ghi chú của ta"


def test_an_older_book_gets_the_new_settings_once(filled: Office) -> None:
    """Below the others, what was typed stays; a line that is taken away again does not come back."""
    filled.set(Trọng_số_của_cụm=0.6, Trọng_số_của_cấp_trên=0, Hạn_gửi_hồ_sơ=datetime.datetime(2026, 1, 20))
    make_older(filled)
    before = open_office(filled.book).settings
    assert filled.consolidate().code == 0
    sheet = Sheet(openpyxl.load_workbook(filled.book)["Cấp trên"], "Mục")
    names = [sheet.at(row, "Mục") for row in sheet.rows()]
    assert [name for name in names if name in NEW] == [*NEW[:-1], *[NEW[-1]] * 4]
    assert sheet.sheet.cell(sheet.header_row + 2, 4).value == "hỏi văn phòng"
    (remark,) = [row for row in range(1, 60) if sheet.sheet.cell(row, 3).value == "ghi chú của ta"]
    assert remark < sheet.row(NEW[0])
    own = open_office(filled.book)
    assert replace(own.settings, grounds=()) == before and own.findings == []
    assert own.settings.grounds == GROUNDS_2025
    assert any("Thêm mục ở trang Cấp trên" in row["Thay đổi"] for row in filled.records("Nhật ký"))
    written = filled.book.read_bytes()
    filled.consolidate()
    assert filled.book.read_bytes() == written
    with filled.typing() as workbook:
        table = Sheet(workbook["Cấp trên"], "Mục")
        table.sheet.delete_rows(table.row("Ký hiệu"))
    filled.consolidate()
    table = Sheet(openpyxl.load_workbook(filled.book)["Cấp trên"], "Mục")
    assert "Ký hiệu" not in [table.at(row, "Mục") for row in table.rows()]


def test_no_formula_of_peoples_is_lost_for_new_settings(filled: Office) -> None:
    """The new lines go below it: nothing that stands on the sheet is written again."""
    make_older(filled)
    with filled.typing() as workbook:
        sheet = Sheet(workbook["Cấp trên"], "Mục")
        sheet.put(sheet.row("Địa danh"), "Giá trị", '="Thanh "&"Hóa"')
    filled.consolidate()
    sheet = Sheet(openpyxl.load_workbook(filled.book)["Cấp trên"], "Mục")
    assert sheet.at(sheet.row("Địa danh"), "Giá trị") == '="Thanh "&"Hóa"'
    assert {sheet.at(row, "Mục") for row in sheet.rows()} >= set(NEW)
