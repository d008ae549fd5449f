"""The office's own `Văn bản`: which papers have a row, and that nothing typed there is lost."""

import datetime
from typing import Any

import openpyxl
import pytest

from tests.journeys.drafts import today_is
from tests.journeys.journey import Sheet
from tests.journeys.office_journey import OTHER, YEAR, Office, own_findings
from thidua_xl.domain.office.papers import PAPERS, read_code

NAME, KEY = "Văn bản", "Mã văn bản"
ALONE = [
    "thong-ke-phong-trao", "to-trinh-hoi-dong", "danh-sach-de-nghi", "bien-ban-hoi-dong", "bao-cao-tong-hop",
]  # fmt: skip
DAY = datetime.datetime(YEAR, 12, 22)


def rows(office: Office) -> dict[str, dict[str, Any]]:
    """The rows by their codes."""
    return {
        row[KEY]: row for row in Sheet(openpyxl.load_workbook(office.book)[NAME], KEY).records() if row[KEY]
    }


def type_on(office: Office, code: str, **typed: object) -> None:
    """Type into the row of a paper; a new one below the table where it has none."""
    with office.typing() as book:
        sheet = Sheet(book[NAME], KEY)
        codes = [row[KEY] for row in sheet.records()]
        at = sheet.row(code) if code in codes else 1 + max(sheet.rows())
        sheet.put(at, KEY, code)
        for header, value in typed.items():
            sheet.put(at, header.replace("_", " "), value)


def test_a_new_book_has_a_row_for_every_paper_on_all_clusters(office: Office) -> None:
    """In the order of the year; papers on one cluster or unit wait until somebody needs them."""
    assert list(rows(office)) == ALONE
    assert rows(office)["to-trinh-hoi-dong"]["Tên"] == "Tờ trình Hội đồng xét khen thưởng"
    assert [code for code in PAPERS if code in ALONE] == ALONE


def test_papers_on_one_cluster_or_unit_come_when_they_are_needed(office: Office) -> None:
    """A notice for every unit to be checked, minutes once something was, a reminder while a cluster is late."""
    office.receive()
    assert office.consolidate().code == 0
    codes = list(rows(office))
    notices = [code for code in codes if code.startswith("thong-bao-tham-dinh:")]
    assert "thong-bao-tham-dinh:AN" in notices and not [
        one for one in codes if one.startswith("bien-ban-tham")
    ]
    assert rows(office)["thong-bao-tham-dinh:AN"]["Tên"] == "Thông báo thẩm định – Xã An Hòa"
    office.type("Thẩm định", [("AN", "I.1", None, 9, "Thiếu minh chứng")])
    office.consolidate()
    codes = list(rows(office))
    assert codes.index("bien-ban-tham-dinh:AN") == codes.index(notices[-1]) + 1
    assert codes[-1] == "bao-cao-tong-hop"
    late = [code for code in codes if code.startswith("don-doc:")]
    assert late and late == codes[: len(late)]
    assert rows(office)[late[0]]["Tên"] == "Công văn đôn đốc – Cụm thi đua số 1"


def test_what_is_typed_stays(office: Office) -> None:
    """Through runs that add and take away rows; an own paper too; a paper typed of stays when it is not needed."""
    office.receive()
    type_on(office, "bien-ban-hoi-dong", Số="15/BB-HĐ", Ngày=DAY, Người_ký="Bà Lan", Nơi_gửi="UBND tỉnh")
    type_on(office, "giay-de-nghi", Tên="Giấy đề nghị của ta", Số="1")
    office.consolidate()
    type_on(office, "thong-bao-tham-dinh:AN", Số="7/TB-SNV")
    office.set(Số_đơn_vị_chênh_lệch_tự_chấm_lớn_nhất_cần_kiểm_tra=0)
    with office.typing() as book:
        files = Sheet(book["Sổ đã nhận"], "File")
        for row in files.rows():
            files.put(row, "Quyết định", "Bỏ qua")
    office.consolidate()
    found = rows(office)
    minutes = found["bien-ban-hoi-dong"]
    assert (minutes["Số"], minutes["Ngày"], minutes["Người ký"], minutes["Nơi gửi"]) == (
        "15/BB-HĐ", DAY, "Bà Lan", "UBND tỉnh",
    )  # fmt: skip
    assert [code for code in found if "tham-dinh" in code] == ["thong-bao-tham-dinh:AN"]
    assert found["thong-bao-tham-dinh:AN"]["Số"] == "7/TB-SNV"
    assert list(found)[-1] == "giay-de-nghi" and found["giay-de-nghi"]["Tên"] == "Giấy đề nghị của ta"


def test_a_second_run_writes_nothing(office: Office) -> None:
    """Not a byte."""
    office.receive()
    type_on(office, "to-trinh-hoi-dong", Số="9/TTr-SNV")
    office.consolidate()
    before = office.book.read_bytes()
    office.consolidate()
    assert office.book.read_bytes() == before


def test_an_older_book_gets_the_sheet(office: Office) -> None:
    """The next command that writes makes it, and the journal says so."""
    with office.typing() as book:
        del book[NAME]
    office.receive()
    assert office.consolidate().code == 0
    assert set(ALONE) <= set(rows(office))
    assert any("Thêm trang Văn bản" in row["Thay đổi"] for row in office.records("Nhật ký"))


def test_what_is_wrong_is_named_with_its_cell(office: Office) -> None:
    """A day that is none, one of another year, a second row: one finding each, also by `check`, nothing lost."""
    office.receive()
    type_on(office, "to-trinh-hoi-dong", Ngày="cuối tháng")
    type_on(office, "bao-cao-tong-hop", Ngày=datetime.datetime(2015, 12, 1))
    with office.typing() as book:
        sheet = Sheet(book[NAME], KEY)
        at = 1 + max(sheet.rows())
        sheet.put(at, KEY, "To-Trinh-Hoi-Dong")
        sheet.put(at, "Số", "10")
    assert {(one["code"], one["sheet"]) for one in office.check()} == {
        ("DATE_UNREADABLE", NAME), ("DATE_UNUSUAL", NAME), ("ROW_DOUBLE", NAME),
    }  # fmt: skip
    answer = office.consolidate()
    assert answer.code == 1
    sheet = Sheet(openpyxl.load_workbook(office.book)[NAME], KEY)
    expected = {
        ("DATE_UNREADABLE", None, sheet.address(sheet.row("to-trinh-hoi-dong"), "Ngày"), "cuối tháng"),
        ("DATE_UNUSUAL", None, sheet.address(sheet.row("bao-cao-tong-hop"), "Ngày"), "01/12/2015"),
        ("ROW_DOUBLE", None, sheet.address(sheet.row("To-Trinh-Hoi-Dong"), KEY), "To-Trinh-Hoi-Dong"),
    }
    assert set(own_findings(answer)) == expected


def test_a_cluster_that_is_late_no_more_needs_no_reminder(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One for each that is late, which goes again where nothing was typed of it."""
    late = [f"don-doc:{code}" for code in ("C01", OTHER)]
    office.receive("C01")
    office.set(Hạn_gửi_hồ_sơ=datetime.datetime(YEAR, 12, 20))
    office.consolidate()
    assert [code for code in rows(office) if code.startswith("don-doc")] == late
    type_on(office, late[1], Số="3/SNV")
    today_is(monkeypatch, YEAR, 1, 15)
    office.consolidate()
    assert [code for code in rows(office) if code.startswith("don-doc")] == late[1:]


def test_codes_are_read_as_people_type_them() -> None:
    """A paper on one needs its code, a paper on all has none."""
    assert str(read_code(" Don-Doc: C01 ")) == "don-doc:C01"
    assert [read_code(one) for one in ("don-doc", "bao-cao-tong-hop:C01", "khac", "")] == [None] * 4
