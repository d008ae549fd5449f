"""The sheet `Lịch` of a real book: drawn for the day of the run, what people type there kept by every command."""

import datetime
from collections.abc import Mapping
from typing import Any

import openpyxl
import pytest

from tests.journeys.journey import Journey, Sheet, found_in, run

NAME = "Lịch"
TODAY = datetime.datetime(2025, 12, 27)
"""The clock of every command here."""
NEXT_DAY = "1766880000"


def on(day: int, month: int = 12, year: int = 2025) -> datetime.datetime:
    """A day as Excel stores it."""
    return datetime.datetime(year, month, day)


def rows(cluster: Journey) -> dict[str, dict[str, Any]]:
    """The rows of the sheet by their codes."""
    return {row["Mã việc"]: row for row in cluster.sheet(NAME, "Mã việc", "Tình trạng").records()}


def type_on(cluster: Journey, code: str, **typed: object) -> None:
    """Type beside a duty."""
    with cluster.typing() as book:
        sheet = Sheet(book[NAME], "Mã việc")
        for header, value in typed.items():
            sheet.put(sheet.row(code), header.replace("_", " "), value)


def add(cluster: Journey, *duties: Mapping[str, object]) -> None:
    """Add rows of one's own below the table."""
    with cluster.typing() as book:
        sheet = Sheet(book[NAME], "Mã việc", "Tình trạng")
        for at, duty in enumerate(duties, start=1 + max(sheet.rows())):
            for header, value in duty.items():
                sheet.put(at, header, value)


def journal(cluster: Journey) -> list[str]:
    """What the journal tells."""
    return [row["Thay đổi"] for row in cluster.sheet("Nhật ký", "Lúc", "Mã băm").records()]


def test_a_new_book_has_its_calendar(complete: Journey) -> None:
    """Every duty of the year, what the book knows of it, the day above the table, no formula."""
    sheet = complete.sheet(NAME, "Mã việc", "Tình trạng")
    assert sheet.sheet.cell(sheet.header_row - 1, 1).value == "Tính đến 27/12/2025"
    said = {code: row["Tình trạng"] for code, row in rows(complete).items()}
    assert len(said) == 16
    assert (said["TC"], said["NP"], said["TB"], said["HN"]) == ("Xong", "Xong", "Còn 1 ngày", "Trễ 3 ngày")
    done = rows(complete)["NP"]
    assert (done["Ngày xong"], done["Hạn"]) == (TODAY, None)
    formulas = openpyxl.load_workbook(complete.book)[NAME]
    assert not [cell for line in formulas.iter_rows() for cell in line if str(cell.value).startswith("=")]


def test_a_second_run_on_the_same_day_writes_nothing(complete: Journey) -> None:
    """Not a byte."""
    complete.rank()
    before = complete.book.read_bytes()
    complete.rank()
    assert complete.book.read_bytes() == before


def test_another_day_is_no_difference(complete: Journey, monkeypatch: pytest.MonkeyPatch) -> None:
    """`verify` and `check` say nothing of yesterday's text; the next run draws today's."""
    checked = run("check", complete.book, "--json")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NEXT_DAY)
    assert run("verify", complete.book, "--json").json["equal"]
    assert run("check", complete.book, "--json").json == checked.json
    complete.rank()
    assert rows(complete)["TB"]["Tình trạng"] == "Hôm nay"
    before = complete.book.read_bytes()
    complete.rank()
    assert complete.book.read_bytes() == before


def test_what_is_typed_beside_a_duty_stays_and_wins(complete: Journey) -> None:
    """A day of one's own, a day done, a note; cleared, the day done is given back to the program."""
    type_on(complete, "NP", Hạn_riêng=on(20), Ngày_xong=on(22), Ghi_chú="EN gửi bản giấy")
    type_on(complete, "KH", Ngày_xong=on(15, 1))
    for _ in range(2):
        complete.rank()
        row = rows(complete)["NP"]
        assert (row["Hạn riêng"], row["Ngày xong"], row["Ghi chú"]) == (on(20), on(22), "EN gửi bản giấy")
        assert row["Tình trạng"] == "Xong muộn 2 ngày"
        assert rows(complete)["KH"]["Tình trạng"] == "Xong"
    type_on(complete, "NP", Ngày_xong=None)
    type_on(complete, "KH", Ngày_xong=None)
    complete.rank()
    assert rows(complete)["NP"]["Ngày xong"] == TODAY
    assert rows(complete)["NP"]["Tình trạng"] == "Xong muộn 7 ngày"
    assert (rows(complete)["KH"]["Ngày xong"], rows(complete)["KH"]["Tình trạng"]) == (None, "Chưa rõ hạn")


def test_rows_of_ones_own_are_kept_and_sorted_in(complete: Journey) -> None:
    """Each with all that was typed; a remark below the table stays below it."""
    add(
        complete,
        {"Mã việc": "X9", "Việc": "Thăm trường bạn"},
        {"Mã việc": "X1", "Việc": "Giải bóng chuyền", "Ai": "BH", "Căn cứ": "Kế hoạch 05", "Từ": on(1, 4),
         "Hạn": on(30, 4), "Ghi chú": "ở sân huyện"},
        {},
        {},
        {"Mã việc": "In một bản treo ở văn phòng"},
    )  # fmt: skip
    complete.rank()
    found = rows(complete)
    order = list(found)
    assert order[order.index("DK") + 1] == "X1"
    assert order[order.index("BC") + 1 :] == ["X9", "In một bản treo ở văn phòng"]
    own = found["X1"]
    assert (own["Việc"], own["Ai"], own["Căn cứ"]) == ("Giải bóng chuyền", "BH", "Kế hoạch 05")
    assert (own["Từ"], own["Hạn"], own["Ghi chú"]) == (on(1, 4), on(30, 4), "ở sân huyện")
    assert (own["Tình trạng"], own["Ngày nghỉ"]) == ("Trễ 241 ngày", "Hạn vào ngày Chiến thắng 30/4")
    complete.rank()
    assert rows(complete) == found


def test_days_that_are_none_and_rows_that_nothing_follows(complete: Journey) -> None:
    """Each at a cell that holds the value; nothing of it is lost."""
    type_on(complete, "NP", Hạn_riêng="30/11", Ngày_xong="tuần sau")
    add(
        complete,
        {"Mã việc": "HN", "Việc": "Họp lại", "Ngày xong": on(3)},
        {"Việc": "Không có mã", "Hạn": on(4)},
    )
    for answer in (complete.rank(), complete.rank()):
        assert answer.code == 1
        sheet = complete.sheet(NAME, "Việc", "Tình trạng")
        held = {(code, sheet.sheet[cell].value) for code, cell in found_in(answer.json) if cell}
        assert held == {
            ("DATE_AS_TEXT", "30/11"), ("DATE_UNREADABLE", "tuần sau"), ("ROW_DOUBLE", "HN"), ("RULE_UNKNOWN", None),
        }  # fmt: skip
        kept = [
            row for row in Sheet(sheet.sheet, "Việc").records() if row["Việc"] in ("Họp lại", "Không có mã")
        ]
        assert [(row["Ngày xong"], row["Hạn"]) for row in kept] == [(on(3), None), (None, on(4))]


def test_a_book_of_an_earlier_version_gets_its_calendar(complete: Journey) -> None:
    """By the next command that writes, with one line in the journal; ranks and everything typed as before."""
    with complete.typing() as book:
        del book[NAME]
    before = journal(complete)
    answer = complete.rank()
    assert (answer.code, answer.json["findings"]) == (0, [])
    assert journal(complete) == [*before, "Thêm trang Lịch"]
    assert rows(complete)["NP"]["Tình trạng"] == "Xong"


def test_a_sheet_of_somebodys_own_is_not_drawn_over(complete: Journey) -> None:
    """One that bears the calendar's name in a book of an earlier version: renamed, everything goes on."""
    with complete.typing() as book:
        del book[NAME]
        book.create_sheet(NAME)["B2"] = "Thứ Hai: giao ban"
    answer = complete.rank()
    assert answer.code == 2
    assert "đổi tên trang" in answer.err
    with complete.typing() as book:
        assert book[NAME]["B2"].value == "Thứ Hai: giao ban"
        book[NAME].title = "Lịch của tôi"
    assert complete.rank().code == 0
    assert openpyxl.load_workbook(complete.book)["Lịch của tôi"]["B2"].value == "Thứ Hai: giao ban"


def test_a_day_far_from_the_year_is_told(complete: Journey) -> None:
    """2052 for 2025: a warning at its cell."""
    type_on(complete, "KH", Ngày_xong=on(15, 1, 2052))
    answer = complete.rank()
    sheet = complete.sheet(NAME, "Mã việc")
    cell = sheet.address(sheet.row("KH"), "Ngày xong")
    assert (answer.code, found_in(answer.json)) == (0, [("DATE_UNUSUAL", cell)])


def test_a_day_far_from_the_year_in_a_row_of_ones_own(complete: Journey) -> None:
    """Từ and Hạn are typed there, too."""
    with complete.typing() as book:
        sheet = Sheet(book[NAME], "Mã việc")
        row = max(sheet.rows()) + 1
        for header, value in (("Mã việc", "H1"), ("Việc", "Tọa đàm"), ("Hạn", on(1, 10, 2052))):
            sheet.put(row, header, value)
    answer = complete.rank()
    sheet = complete.sheet(NAME, "Mã việc")
    assert found_in(answer.json) == [("DATE_UNUSUAL", sheet.address(sheet.row("H1"), "Hạn"))]


def test_the_table_that_was_sent_is_done(complete: Journey) -> None:
    """`submit --kind before` four days ahead: done, by the day of the sending."""
    complete.set(Ngày_hội_nghị_tổng_kết=on(31), Hạn_tổng_kết=on(31))
    run("submit", complete.book, "--kind", "before")
    row = rows(complete)["GB"]
    assert (row["Từ"], row["Hạn"], row["Ngày xong"]) == (on(26), on(28), TODAY)
    assert (row["Tình trạng"], row["Ngày nghỉ"]) == ("Xong", "Hạn vào Chủ nhật")
