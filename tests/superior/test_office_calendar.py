"""The office's `Lịch` and `Tiến độ` through the year, `calendar` and `remind` on an office book."""

import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cluster.test_calendar import type_on
from tests.journeys.consolidated import FIRST
from tests.journeys.drafts import mail, text, today_is
from tests.journeys.journey import Journey, Run, Sheet, run
from tests.journeys.office_journey import OTHER, YEAR, Office

NAME = "Lịch"


def on(day: int, month: int = 12) -> datetime.datetime:
    """A day as Excel stores it."""
    return datetime.datetime(YEAR, month, day)


def rows(office: Office) -> dict[tuple[str, str], dict[str, Any]]:
    """The rows of `Lịch` by cluster and code."""
    workbook = openpyxl.load_workbook(office.book)
    return {(r["Mã cụm"], r["Mã việc"]): r for r in Sheet(workbook[NAME], "Mã cụm", "Mã việc").records()}


def type_beside(office: Office, cluster: str, code: str, **typed: object) -> None:
    """The office types beside a duty."""
    with office.typing() as book:
        sheet = Sheet(book[NAME], "Mã cụm", "Mã việc")
        for header, value in typed.items():
            sheet.put(sheet.row(cluster, code), header.replace("_", " "), value)


def add(office: Office, **cells: object) -> None:
    """The office adds a row below the table."""
    with office.typing() as book:
        sheet = Sheet(book[NAME], "Mã cụm", "Mã việc")
        at = 1 + max(sheet.rows())
        for header, value in cells.items():
            sheet.put(at, header.replace("_", " "), value)


@pytest.fixture
def followed(office: Office, complete: Journey) -> Office:
    """C01's book has come, with a day of its own and a row of its own; C02's has not."""
    type_on(complete, "SK", Ngày_xong=on(10, 7))
    type_on(complete, "NP", Hạn_riêng=on(20))
    with complete.typing() as book:
        sheet = Sheet(book[NAME], "Mã việc", "Tình trạng")
        at = 1 + max(sheet.rows())
        for header, value in {"Mã việc": "X1", "Việc": "Giải bóng chuyền", "Hạn": on(30, 11)}.items():
            sheet.put(at, header, value)
    complete.rank()
    office.drop(FIRST, complete.book.read_bytes())
    office.consolidate()
    return office


def test_a_row_for_every_cluster_and_duty(followed: Office) -> None:
    """From the cluster's own calendar where its book came, else by the office's days and the defaults."""
    found = rows(followed)
    assert [code for _, code in found].count("SK") == 2 and len(found) == 33
    assert (found["C01", "SK"]["Tình trạng"], found["C01", "SK"]["Ngày xong"]) == ("Xong", on(10, 7))
    assert (found["C01", "NP"]["Hạn"], found["C01", "X1"]["Việc"]) == (on(20), "Giải bóng chuyền")
    assert (found[OTHER, "SK"]["Hạn"], found[OTHER, "SK"]["Ngày xong"]) == (on(14, 7), None)
    assert found[OTHER, "NP"]["Tình trạng"] == "Chưa rõ hạn"
    sheet = Sheet(openpyxl.load_workbook(followed.book)[NAME], "Mã cụm", "Mã việc")
    assert sheet.sheet.cell(sheet.header_row, 1).value == "Mã cụm"
    assert sheet.sheet.cell(sheet.header_row - 1, 1).value == "Tính đến 27/12/2025"


def test_a_second_run_writes_nothing(followed: Office) -> None:
    """Not a byte."""
    before = followed.book.read_bytes()
    followed.consolidate()
    assert followed.book.read_bytes() == before


def test_what_the_office_types_stays_and_wins(followed: Office) -> None:
    """Through a newer book, through the loss of the cluster's own row, with rows of the office's own."""
    type_beside(followed, "C01", "BC", Hạn_riêng=on(30), Ghi_chú="đã xin lùi")
    type_beside(followed, OTHER, "SK", Ngày_xong=on(12, 7))
    type_beside(followed, "C01", "X1", Ghi_chú="mời ta dự")
    add(followed, Mã_cụm=OTHER, Mã_việc="K1", Việc="Kiểm tra tại cụm", Hạn=on(28))
    followed.consolidate()
    found = rows(followed)
    assert (found["C01", "BC"]["Tình trạng"], found["C01", "BC"]["Ghi chú"]) == ("Còn 3 ngày", "đã xin lùi")
    assert found[OTHER, "SK"]["Tình trạng"] == "Xong"
    assert (found[OTHER, "K1"]["Tình trạng"], found[OTHER, "K1"]["Việc"]) == (
        "Còn 1 ngày",
        "Kiểm tra tại cụm",
    )
    codes = [code for cluster, code in found if cluster == OTHER]
    assert codes[-1] == "K1"
    with followed.typing() as book:  # C01's book is set aside: its own row has lost its cluster's word
        sheet = Sheet(book["Sổ đã nhận"], "File")
        sheet.put(sheet.row(FIRST), "Quyết định", "Bỏ qua")
    followed.consolidate()
    found = rows(followed)
    assert found["C01", "BC"]["Ghi chú"] == "đã xin lùi"
    assert found["C01", "X1"]["Ghi chú"] == "mời ta dự"
    assert list(found)[-1] == ("C01", "X1")
    type_beside(followed, "C01", "X1", Ghi_chú=None)
    followed.consolidate()
    assert ("C01", "X1") not in rows(followed)


def test_days_that_are_none_are_asked_about_at_their_cell(followed: Office) -> None:
    """One finding each, nothing lost."""
    type_beside(followed, OTHER, "HN", Hạn_riêng="30/11")
    sheet = Sheet(openpyxl.load_workbook(followed.book)[NAME], "Mã cụm", "Mã việc")
    cell = sheet.address(sheet.row(OTHER, "HN"), "Hạn riêng")
    assert [(one["code"], one["cell"]) for one in followed.check()] == [("DATE_AS_TEXT", cell)]
    found = followed.consolidate().json["findings"]
    assert ("DATE_AS_TEXT", cell) in [(one["code"], one["cell"]) for one in found]
    assert rows(followed)[OTHER, "HN"]["Hạn riêng"] == "30/11"


def test_progress_gains_the_year(followed: Office) -> None:
    """How many registered, the report of June, its meeting; the old columns stand where they stood."""
    line = followed.by_key("Tiến độ")["C01"]
    assert (line["Đăng ký"], line["Hội nghị sơ kết"]) == ("0/5 đơn vị", on(10, 7))
    assert line["Báo cáo 6 tháng"] == "Trễ 166 ngày"
    other = followed.by_key("Tiến độ")[OTHER]
    assert (other["Đăng ký"], other["Trưởng cụm năm sau"]) == (None, None)
    headers = list(followed.by_key("Tiến độ")["C01"])
    assert headers[:3] == ["Mã cụm", "Tên cụm", "Sổ cụm"] and "Chuyên viên theo dõi" in headers


def test_a_book_of_an_earlier_version(followed: Office) -> None:
    """The next command makes the sheet and the columns, with one line of the journal; nothing is lost."""
    with followed.typing() as book:
        del book[NAME]
        progress = Sheet(book["Tiến độ"], "Mã cụm")
        progress.sheet.delete_cols(progress.columns["Đăng ký"], 4)
    followed.consolidate()
    assert len(rows(followed)) == 33
    assert followed.by_key("Tiến độ")["C01"]["Hội nghị sơ kết"] == on(10, 7)
    told = [row["Thay đổi"] for row in followed.records("Nhật ký")]
    assert told.count("Thêm trang Lịch") == 1


def test_a_sheet_of_ones_own_of_that_name_stops_the_command(followed: Office) -> None:
    """Nothing is drawn over it."""
    with followed.typing() as book:
        del book[NAME]
        book.create_sheet("LỊCH")["A1"].value = "lịch trực"
    before = followed.book.read_bytes()
    answer = followed.consolidate()
    assert answer.code == 2 and followed.book.read_bytes() == before


def test_the_calendar_of_all_clusters(followed: Office, tmp_path: Path) -> None:
    """JSON and .ics name the cluster; the book does not change."""
    before = followed.book.read_bytes()
    file = tmp_path / "lich.ics"
    done = run("calendar", followed.book, "--json", "--ics", file)
    items = {one["code"]: one for one in done.json["items"]}
    assert done.code == 1 and len(items) == 33
    assert (items["C01-SK"]["state"], items[f"{OTHER}-SK"]["state"]) == ("done", "late")
    said = file.read_text(encoding="utf-8").replace("\r\n ", "")
    assert f"UID:{OTHER}-{YEAR}-HN@thidua-xl" in said and f"SUMMARY:[{OTHER}] Hội nghị tổng kết" in said
    assert followed.book.read_bytes() == before
    printed = run("calendar", followed.book)
    assert "C02-SK" in printed.out and printed.code == 1


# --- reminders ------------------------------------------------------------------------------------


def out(office: Office) -> Path:
    """The folder of the drafts."""
    return office.folder / "nhac"


def remind(office: Office, within: int = 7) -> Run:
    """`remind --json`."""
    return run("remind", office.book, "--out", out(office), "--within", within, "--json")


def draft(office: Office, code: str) -> Path:
    """A cluster's draft."""
    return out(office) / f"Nhac_viec_{code}_{YEAR}.eml"


def test_one_letter_a_cluster(followed: Office) -> None:
    """What its book shows late; without a book, the book and the papers; to the cluster's or its head's address."""
    with followed.typing() as book:
        clusters = Sheet(book["Danh sách cụm"], "Mã cụm")
        clusters.put(clusters.row("C01"), "Email", "cum1@tinh.gov.vn")
        units = Sheet(book["Đơn vị"], "Mã")
        units.put(units.row("PA"), "Email", "phuan@xa.gov.vn")
    before = followed.book.read_bytes()
    done = remind(followed)
    assert done.code == 1 and followed.book.read_bytes() == before
    assert [(one["to"], one["code"]) for one in done.json["recipients"]] == [
        ("cluster", "C01"), ("cluster", OTHER),
    ]  # fmt: skip
    assert mail(draft(followed, "C01"))["To"] == "cum1@tinh.gov.vn"
    assert mail(draft(followed, OTHER))["To"] == "phuan@xa.gov.vn"
    first, second = text(draft(followed, "C01")), text(draft(followed, OTHER))
    assert "Hội nghị tổng kết (HD 1302, II.3)" in first and "Chưa nhận được sổ cụm" not in first
    assert "Hội nghị sơ kết" not in first and "tự chấm" not in first
    assert "Chưa nhận được sổ cụm: gửi sổ cụm." in second and "Hội nghị sơ kết" not in second
    assert "Hồ sơ còn thiếu: Bảng tổng hợp điểm, Báo cáo tổng kết" in second
    assert "Phú An" not in first and "An Hòa" not in second and "số 1" not in second


def test_who_has_no_address_is_called(followed: Office) -> None:
    """A line, no draft; exit 0 where nobody can be written to."""
    done = remind(followed)
    assert (done.code, done.json["letters"]) == (0, 0)
    assert all("Không có email" in one["note"] for one in done.json["recipients"])


def test_early_in_the_year_nobody_is_asked(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """No duty that goes up is near."""
    today_is(monkeypatch, YEAR, 2, 10)
    done = remind(office)
    assert (done.code, done.json["recipients"]) == (0, [])
