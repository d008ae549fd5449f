"""The sheets of the year that people fill: what they type, move, add and take away is never undone."""

import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.journeys.journey import UNITS, Journey, Sheet, found_in, run, type_table

KEYS = {
    "Giao ước": "Nội dung", "Hoạt động": "Nội dung", "Mô hình": "Tên mô hình", "Thành phần": "Nhóm",
    "Hội nghị": "Tên", "Văn bản": "Mã văn bản",
}  # fmt: skip
"""A header that only the table's own header row holds."""
ADDED = "Thêm trang Giao ước, Hoạt động, Mô hình, Thành phần, Hội nghị, Văn bản"


def on(day: int, month: int = 12, year: int = 2025) -> datetime.datetime:
    """A day as Excel stores it."""
    return datetime.datetime(year, month, day)


def records(cluster: Journey, name: str) -> list[dict[str, Any]]:
    """The filled rows of a sheet, without what the program keeps for itself."""
    sheet = Sheet(openpyxl.load_workbook(cluster.book)[name], KEYS[name])
    rows = range(sheet.header_row + 1, sheet.sheet.max_row + 1)
    found = [{header: sheet.at(row, header) for header in sheet.columns} for row in rows]
    for row in found:
        row.pop("Chương trình đã ghi", None)
    return [row for row in found if any(value is not None for value in row.values())]


def put(book: Workbook, name: str, row: Mapping[str, object], **typed: object) -> None:
    """Type into the row that holds these values (underscores for spaces)."""
    sheet = Sheet(book[name], KEYS[name])
    for at in range(sheet.header_row + 1, sheet.sheet.max_row + 1):
        if all(sheet.at(at, header) == value for header, value in row.items()):
            for header, value in typed.items():
                sheet.put(at, header.replace("_", " "), value)
            return
    raise KeyError(row)


def add(book: Workbook, name: str, *rows: Mapping[str, object]) -> None:
    """Type rows below the table."""
    sheet = Sheet(book[name], KEYS[name])
    filled = [
        at for at in range(sheet.header_row, sheet.sheet.max_row + 1)
        if any(sheet.at(at, header) is not None for header in sheet.columns)
    ]  # fmt: skip
    for at, row in enumerate(rows, start=max(filled) + 1):
        for header, value in row.items():
            sheet.put(at, header, value)


def fill(book: Workbook) -> None:
    """Everything that a year brings, on all six sheets, without a mistake."""
    add(
        book,
        "Giao ước",
        {"TT": "1", "Nội dung": "Thi đua hoàn thành chỉ tiêu"},
        {"TT": "2", "Nội dung": "Đoàn kết"},
    )
    for unit in UNITS:
        put(book, "Giao ước", {"Mã đơn vị": unit}, Đã_ký="x", Người_ký=f"Chủ tịch {unit}", Ngày=on(15, 2))
    add(
        book, "Hoạt động",
        {"Ngày": on(20, 3), "Loại": "Tọa đàm", "Nội dung": "Tọa đàm chuyển đổi số", "Chủ trì": "AN",
         "Tham gia": "cả Cụm", "Kinh phí, giá trị": "5 triệu đồng", "Kết quả": "50 người dự"},
        {"Ngày": on(26, 7), "Loại": "Đền ơn đáp nghĩa", "Nội dung": "Thăm gia đình liệt sĩ", "Chủ trì": "BH",
         "Tham gia": "AN; CM"},
    )  # fmt: skip
    add(book, "Mô hình", {"Mã đơn vị": "CM", "Tên mô hình": "Cà phê doanh nhân", "Nội dung, hiệu quả": "Mỗi tháng",
                          "Đề nghị nhân rộng": "x", "Chọn tham quan": "x", "Ngày tham quan": on(5, 8),
                          "Nhân rộng tại": "AN; EN"})  # fmt: skip
    put(book, "Thành phần", {"Nhóm": "Thủ trưởng đơn vị", "Mã đơn vị": "BH"}, Họ_tên="Lê Văn Hùng",
        Chức_vụ="Chủ tịch", Tổng_kết="Có mặt", Sơ_kết=None, Trù_bị="Cử thay", Ghi_chú="Phó Chủ tịch Hà")  # fmt: skip
    add(book, "Thành phần", {"Nhóm": "Khách mời", "Họ tên": "Phạm Minh", "Tổng kết": "Mời"})
    put(book, "Hội nghị", {"Mã": "SK"}, Ngày=on(10, 7), Bắt_đầu=datetime.time(8, 30), Kết_thúc="11 giờ 30",
        Địa_điểm="Hội trường xã An Hòa", Chủ_trì="AN", Thư_ký="Nguyễn Thị Lan", Gửi_xin_ý_kiến=on(1, 7),
        Ý_kiến="Đồng ý", Số_văn_bản="12/CV", Diễn_biến="Theo chương trình", Kết_luận="Nhất trí")  # fmt: skip
    put(book, "Văn bản", {"Mã văn bản": "bao-cao-6-thang"}, Số="05/BC-CTĐ", Ngày=on(12, 7), Người_ký="Lê Văn An",
        Nơi_gửi="Sở Nội vụ")  # fmt: skip
    add(book, "Văn bản", {"Mã văn bản": "cv-rieng", "Tên": "Công văn mượn hội trường", "Số": "21/CV"})


def settle(book: Workbook) -> None:
    """What `close` asks of a book that is kept through the year."""
    put(book, "Hội nghị", {"Mã": "HN"}, Ý_kiến="Đồng ý")
    put(book, "Văn bản", {"Mã văn bản": "bien-ban-hoi-nghi"}, Số="30/BB-CTĐ", Ngày=on(26, 12))
    calendar = Sheet(book["Lịch"], "Mã việc")
    for row in calendar.rows():
        calendar.put(row, "Ghi chú", "theo kế hoạch của tỉnh")


def quiet(cluster: Journey) -> None:
    """One more run writes not a byte."""
    before = cluster.book.read_bytes()
    cluster.rank()
    assert cluster.book.read_bytes() == before


def test_what_is_typed_survives_every_command(complete: Journey, tmp_path: Path) -> None:
    """On all sheets, in the program's rows and in rows of one's own; nothing is wrong with any of it."""
    with complete.typing() as book:
        fill(book)
        settle(book)
    answer = complete.rank()
    assert (answer.code, found_in(answer.json)) == (0, [])
    before = {name: records(complete, name) for name in KEYS}
    assert [row["Nội dung"] for row in before["Giao ước"][:2]] == ["Thi đua hoàn thành chỉ tiêu", "Đoàn kết"]
    assert [row["Mã đơn vị"] for row in before["Giao ước"][2:]] == list(UNITS)
    assert before["Mô hình"][0]["Đơn vị"] == UNITS["CM"]
    own = before["Văn bản"][-1]
    assert (own["Mã văn bản"], own["Tên"], own["Số"]) == ("cv-rieng", "Công văn mượn hội trường", "21/CV")
    quiet(complete)
    complete.collect()
    for command in (["submit", complete.book, "--kind", "before"], ["verify", complete.book],
                    ["calendar", complete.book], ["check", complete.book],
                    ["issue", complete.book, "--out", tmp_path / "lai"], ["close", complete.book],
                    ["reopen", complete.book, "--reason", "Xem lại"]):  # fmt: skip
        assert run(*command).code in (0, 1), command
        assert {name: records(complete, name) for name in KEYS} == before, command


def test_tables_that_people_move_and_widen(complete: Journey) -> None:
    """Rows above, columns that change places, a column of one's own: all stays, and stays beside its row."""
    with complete.typing() as book:
        fill(book)
    complete.rank()
    before = {name: records(complete, name) for name in KEYS}
    with complete.typing() as book:
        for name, key in KEYS.items():
            _move(book[name], key)
    complete.rank()
    for name, key in KEYS.items():
        rows = records(complete, name)
        assert [row.pop("Của tôi") for row in rows] == [f"cạnh {row[key]}" for row in rows], name
        assert rows == before[name]
    quiet(complete)


def _move(sheet: Worksheet, key: str) -> None:
    """Two rows more above, the first two columns change places, one more column at the right."""
    sheet.insert_rows(1, 2)
    table = Sheet(sheet, key)
    last = max(table.columns.values())
    for row in range(table.header_row, sheet.max_row + 1):
        one, other = sheet.cell(row, 1), sheet.cell(row, 2)
        one.value, other.value = other.value, one.value
        one.number_format, other.number_format = other.number_format, one.number_format
    table = Sheet(sheet, key)
    sheet.cell(table.header_row, last + 1, "Của tôi")
    for row in range(table.header_row + 1, sheet.max_row + 1):
        filled = [at for header, at in table.columns.items() if header != "Chương trình đã ghi"]
        if any(sheet.cell(row, at).value is not None for at in filled):
            sheet.cell(row, last + 1, f"cạnh {table.at(row, key)}")


def test_a_book_of_an_earlier_version_gets_its_sheets(complete: Journey) -> None:
    """By the next command that writes, with one line in the journal; ranks as before."""
    ranks = [(one["code"], one["rank"], one["agreed_total"]) for one in complete.rank().json["units"]]
    with complete.typing() as book:
        for name in KEYS:
            del book[name]
    told = [row["Thay đổi"] for row in complete.sheet("Nhật ký", "Lúc", "Mã băm").records()]
    for command in ("verify", "check", "calendar"):
        assert run(command, complete.book).code in (0, 1)
    answer = complete.rank()
    assert (answer.code, answer.json["findings"]) == (0, [])
    assert [(one["code"], one["rank"], one["agreed_total"]) for one in answer.json["units"]] == ranks
    journal = [row["Thay đổi"] for row in complete.sheet("Nhật ký", "Lúc", "Mã băm").records()]
    assert journal == [*told, ADDED]
    assert len(records(complete, "Thành phần")) == 1 + len(UNITS)
    quiet(complete)


def test_people_are_filled_from_what_the_book_knows(complete: Journey) -> None:
    """By group; at the conference the staff are not on the list, they prepare it (HD 1302, II.3)."""
    complete.set(Thành_viên_Hội_đồng_phụ_trách="Ông Trần Bình", Chuyên_viên_theo_dõi="Lê Hoa")
    with complete.typing() as book:
        type_table(
            book, "Đơn vị", "Mã", ("Người liên hệ", "Email"), [("Mai An", "an@x.vn"), ("Bùi Hải", None)]
        )
    complete.rank()
    rows = [
        (row["Nhóm"], row["Mã đơn vị"], row["Họ tên"], row["Email"])
        for row in records(complete, "Thành phần")
    ]
    assert rows == [
        ("Thành viên Hội đồng phụ trách", None, "Ông Trần Bình", None),
        ("Đảng ủy đơn vị Trưởng cụm", "AN", None, None),
        *(("Thủ trưởng đơn vị", unit, None, None) for unit in UNITS),
        ("Cơ quan tổng hợp", None, "Lê Hoa", None),
        ("Cán bộ thi đua", "AN", "Mai An", "an@x.vn"),
        ("Cán bộ thi đua", "BH", "Bùi Hải", None),
    ]
    marks = {
        row["Nhóm"]: (row["Sơ kết"], row["Trù bị"], row["Tổng kết"])
        for row in records(complete, "Thành phần")
    }
    assert marks.pop("Cán bộ thi đua") == ("Mời", "Mời", None)
    assert set(marks.values()) == {("Mời", None, "Mời")}


def test_a_change_of_a_person_is_never_undone(complete: Journey) -> None:
    """A typed name, a cleared mark, a row that was taken away; what nobody touched follows its source."""
    complete.set(Thành_viên_Hội_đồng_phụ_trách="Ông Trần Bình", Chuyên_viên_theo_dõi="Lê Hoa")
    complete.rank()
    with complete.typing() as book:
        sheet = Sheet(book["Thành phần"], "Nhóm", "Mã đơn vị")
        sheet.sheet.delete_rows(sheet.row("Thủ trưởng đơn vị", "CM"))
        put(book, "Thành phần", {"Mã đơn vị": "DL"}, **dict.fromkeys(sheet.columns))
        put(book, "Thành phần", {"Nhóm": "Cơ quan tổng hợp"}, Họ_tên="Lê Thị Hoa", Sơ_kết=None)
        put(book, "Thành phần", {"Mã đơn vị": "EN"}, Tổng_kết="Vắng")
    complete.set(Thành_viên_Hội_đồng_phụ_trách="Bà Ngô Dung", Chuyên_viên_theo_dõi="Vũ Khoa")
    complete.rank()
    quiet(complete)
    rows = {(row["Nhóm"], row["Mã đơn vị"]): row for row in records(complete, "Thành phần")}
    assert rows["Thành viên Hội đồng phụ trách", None]["Họ tên"] == "Bà Ngô Dung"
    office = rows["Cơ quan tổng hợp", None]
    assert (office["Họ tên"], office["Sơ kết"], office["Tổng kết"]) == ("Lê Thị Hoa", None, "Mời")
    assert [unit for group, unit in rows if group == "Thủ trưởng đơn vị"] == ["AN", "BH", "EN"]
    assert rows["Thủ trưởng đơn vị", "EN"]["Tổng kết"] == "Vắng"
    with complete.typing() as book:
        del book["Thành phần"]
    complete.rank()
    again = [
        row["Mã đơn vị"] for row in records(complete, "Thành phần") if row["Nhóm"] == "Thủ trưởng đơn vị"
    ]
    assert again == list(UNITS)


def test_a_unit_that_leaves_takes_its_rows_along(complete: Journey) -> None:
    """Unless somebody typed in them: then they stay, with a finding at their code."""
    with complete.typing() as book:
        put(book, "Thành phần", {"Mã đơn vị": "EN"}, Họ_tên="Đỗ Êa")
        put(book, "Giao ước", {"Mã đơn vị": "EN"}, Đã_ký="x")
    complete.rank()
    with complete.typing() as book:
        units = Sheet(book["Đơn vị"], "Mã")
        for unit in ("DL", "EN"):
            units.sheet.delete_rows(units.row(unit))
    found = {(one["sheet"], one["value"]) for one in complete.rank().json["findings"] if one["cell"]}
    assert {("Thành phần", "EN"), ("Giao ước", "EN")} <= found
    assert not {("Thành phần", "DL"), ("Giao ước", "DL")} & found
    left = {
        name: [row["Mã đơn vị"] for row in records(complete, name)] for name in ("Thành phần", "Giao ước")
    }
    assert left == {"Thành phần": ["AN", "AN", "BH", "CM", "EN"], "Giao ước": ["AN", "BH", "CM", "EN"]}


def errors(cluster: Journey, *sheets: str) -> list[tuple[str, str, object]]:
    """Code and header of each finding on these sheets, with what its cell holds."""
    told = []
    book = openpyxl.load_workbook(cluster.book)
    for one in cluster.rank().json["findings"]:
        if one["sheet"] in sheets:
            cell = openpyxl.load_workbook(cluster.book)[one["sheet"]][one["cell"]]
            table = Sheet(book[one["sheet"]], KEYS[one["sheet"]])
            header = next(header for header, at in table.columns.items() if at == cell.column)
            told.append((one["code"], header, cell.value))
    return sorted(told, key=str)


def test_people_that_cannot_be_placed(complete: Journey) -> None:
    """One finding each, at its cell; nothing is lost."""
    typed: Sequence[Mapping[str, object]] = (
        {"Họ tên": "Phạm Minh", "Tổng kết": "Mời"},
        {"Nhóm": "Khách quý", "Họ tên": "Hà"},
        {"Nhóm": "Khách mời", "Mã đơn vị": "ZZ", "Họ tên": "Sơn"},
        {"Nhóm": "khách  MỜI", "Họ tên": "Tú", "Sơ kết": "đi vắng", "Tổng kết": "Cử thay"},
    )
    with complete.typing() as book:
        add(book, "Thành phần", *typed)
    assert complete.rank().code == 1
    assert errors(complete, "Thành phần") == [
        ("PERSON_WITHOUT_GROUP", "Nhóm", None), ("ROW_ORPHANED", "Mã đơn vị", "ZZ"),
        ("SUBSTITUTE_UNNAMED", "Tổng kết", "Cử thay"), ("VALUE_UNKNOWN", "Nhóm", "Khách quý"),
        ("VALUE_UNKNOWN", "Sơ kết", "đi vắng"),
    ]  # fmt: skip
    assert [row["Họ tên"] for row in records(complete, "Thành phần")][-4:] == ["Phạm Minh", "Hà", "Sơn", "Tú"]


def test_meetings_that_contradict_themselves(complete: Journey) -> None:
    """End before start, no time, no word of the list, a day as text, a second row of a meeting."""
    with complete.typing() as book:
        put(
            book,
            "Hội nghị",
            {"Mã": "SK"},
            Ngày="10/7",
            Bắt_đầu=datetime.time(9),
            Kết_thúc="8 giờ 30",
            Ý_kiến="Ừ",
        )
        put(book, "Hội nghị", {"Mã": "TB"}, Bắt_đầu="sáng")
        add(book, "Hội nghị", {"Mã": "hn", "Tên": "Họp lại", "Ngày": on(30)})
    assert complete.rank().code == 1
    assert errors(complete, "Hội nghị") == [
        ("DATE_AS_TEXT", "Ngày", "10/7"), ("ENDS_BEFORE_START", "Kết thúc", "8 giờ 30"), ("ROW_DOUBLE", "Mã", "hn"),
        ("TIME_UNREADABLE", "Bắt đầu", "sáng"), ("VALUE_UNKNOWN", "Ý kiến", "Ừ"),
    ]  # fmt: skip
    sheet = Sheet(openpyxl.load_workbook(complete.book)["Hội nghị"], "Mã")
    assert sheet.at(sheet.row("SK"), "Bắt đầu") == datetime.time(9)
    assert sheet.at(sheet.row("hn"), "Tên") == "Họp lại"


def test_the_day_of_a_meeting_is_the_settings(complete: Journey) -> None:
    """Two places that differ: told, `Cụm` wins; cleared, the cell follows `Cụm` again."""

    def day(code: str) -> object:
        return next(row["Ngày"] for row in records(complete, "Hội nghị") if row["Mã"] == code)

    assert (day("TB"), day("HN")) == (on(28), None)
    complete.set(Ngày_họp_trù_bị=on(27), Ngày_hội_nghị_tổng_kết=on(29), Hạn_tổng_kết=on(31))
    complete.rank()
    assert (day("TB"), day("HN")) == (on(27), on(29))
    with complete.typing() as book:
        put(book, "Hội nghị", {"Mã": "HN"}, Ngày=on(30))
    assert complete.rank().code == 1
    assert errors(complete, "Hội nghị") == [("SETTING_CONFLICT", "Ngày", on(30))]
    assert run("calendar", complete.book, "--json").json["items"][-2]["due"] == "2025-12-29"
    complete.set(Ngày_hội_nghị_tổng_kết=on(30))
    assert (complete.rank().code, day("HN")) == (0, on(30))
    with complete.typing() as book:
        put(book, "Hội nghị", {"Mã": "HN"}, Ngày=None)
    complete.rank()
    assert day("HN") == on(30)
    complete.set(Ngày_hội_nghị_tổng_kết=None)
    assert (complete.rank().code, day("HN")) == (0, None)


def test_a_midyear_meeting_after_its_time(complete: Journey) -> None:
    """A warning until `Hạn sơ kết` is another one (HD 1302, II.1)."""
    with complete.typing() as book:
        put(book, "Hội nghị", {"Mã": "SK"}, Ngày=on(20, 7))
    assert complete.rank().code == 0
    assert errors(complete, "Hội nghị") == [("DATE_LATE", "Ngày", on(20, 7))]
    complete.set(Hạn_sơ_kết=on(31, 7))
    complete.rank()
    assert errors(complete, "Hội nghị") == []


def duties(cluster: Journey) -> dict[str, tuple[object, str]]:
    """Ngày xong and Tình trạng on `Lịch` by code."""
    rows = cluster.sheet("Lịch", "Mã việc", "Tình trạng").records()
    return {row["Mã việc"]: (row["Ngày xong"], row["Tình trạng"]) for row in rows}


def test_the_calendar_follows_what_is_typed(complete: Journey) -> None:
    """The covenant signed by all, two activities, the meeting with people at it, numbers of the reports."""
    with complete.typing() as book:
        fill(book)
        put(book, "Thành phần", {"Mã đơn vị": "CM"}, Sơ_kết="Có mặt")
        for code in ("bao-cao-tong-ket", "bien-ban-hoi-nghi"):
            put(book, "Văn bản", {"Mã văn bản": code}, Số="9", Ngày=on(23))
    complete.rank()
    done = duties(complete)
    assert (done["GU"][0], done["HD1"][0]) == (on(15, 2), on(26, 7))
    assert (done["TG6"][0], done["SK"][0], done["BC6"][0]) == (on(1, 7), on(10, 7), on(12, 7))
    assert done["BC"][0] is None
    with complete.typing() as book:
        put(book, "Văn bản", {"Mã văn bản": "danh-sach"}, Số="9")
        put(book, "Giao ước", {"Mã đơn vị": "EN"}, Đã_ký=None)
    complete.rank()
    assert duties(complete)["BC"] == (on(23), "Xong")
    assert duties(complete)["GU"] == (None, "Chưa rõ hạn")


def test_what_is_done_on_a_day_that_nobody_typed(complete: Journey, monkeypatch: pytest.MonkeyPatch) -> None:
    """Done since the run that saw it first, and not a day later for every day that passes."""
    complete.set(Ngày_hội_nghị_tổng_kết=on(31), Hạn_tổng_kết=on(31))
    with complete.typing() as book:
        put(book, "Hội nghị", {"Mã": "HN"}, Ý_kiến="Đồng ý")
        for unit in UNITS:
            put(book, "Giao ước", {"Mã đơn vị": unit}, Đã_ký="✓")
    complete.rank()
    assert (duties(complete)["TG"], duties(complete)["GU"]) == (
        (on(27), "Xong muộn 3 ngày"),
        (on(27), "Xong"),
    )
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1766980000")  # 29 December
    complete.rank()
    assert (duties(complete)["TG"][0], duties(complete)["GU"][0]) == (on(27), on(27))
    with complete.typing() as book:
        put(book, "Hội nghị", {"Mã": "HN"}, Ý_kiến="Đề nghị đổi")
    complete.rank()
    assert duties(complete)["TG"][0] is None


def test_the_letter_that_asks_dates_the_asking(complete: Journey) -> None:
    """No day is typed twice: the register's is proposed, and another one typed wins."""
    with complete.typing() as book:
        put(book, "Văn bản", {"Mã văn bản": "thong-nhat-thoi-gian:SK"}, Số="12/CTĐ", Ngày=on(30, 6))
    complete.rank()
    assert records(complete, "Hội nghị")[0]["Gửi xin ý kiến"] == on(30, 6)
    with complete.typing() as book:
        put(book, "Hội nghị", {"Mã": "SK"}, Gửi_xin_ý_kiến=on(2, 7))
    complete.rank()
    assert records(complete, "Hội nghị")[0]["Gửi xin ý kiến"] == on(2, 7)


def test_lines_of_the_covenant_typed_beside_the_units(complete: Journey) -> None:
    """They move up to the other lines, the units' rows keep what was typed in them."""
    with complete.typing() as book:
        sheet = Sheet(book["Giao ước"], "Nội dung")
        for at, unit in enumerate(UNITS):
            row = next(row for row in range(1, 40) if sheet.at(row, "Mã đơn vị") == unit)
            sheet.put(row, "TT", str(at + 1))
            sheet.put(row, "Nội dung", f"Nội dung {at + 1}")
            sheet.put(row, "Người ký", f"Ông {unit}")
    for _ in range(2):
        complete.rank()
        rows = records(complete, "Giao ước")
        assert [(row["TT"], row["Nội dung"]) for row in rows[:5]] == [
            (str(at), f"Nội dung {at}") for at in range(1, 6)
        ]
        assert [(row["Mã đơn vị"], row["Người ký"], row["Nội dung"]) for row in rows[5:]] == [
            (unit, f"Ông {unit}", None) for unit in UNITS
        ]
    quiet(complete)


def test_activities_and_models_of_nobody(complete: Journey) -> None:
    """Unknown codes, marks, kinds and days, each at its cell."""
    with complete.typing() as book:
        add(book, "Hoạt động", {"Ngày": "26/7", "Loại": "Liên hoan", "Nội dung": "Hội thao", "Chủ trì": "QQ",
                                "Tham gia": "AN; ZZ, BH"})  # fmt: skip
        add(book, "Mô hình", {"Tên mô hình": "Không đơn vị", "Chọn tham quan": "có thể", "Nhân rộng tại": "AN; YY",
                              "Ngày tham quan": on(5, 8, 2052)})  # fmt: skip
        add(book, "Giao ước", {"Đã ký": "x", "Người ký": "Ông Nào"})
    assert complete.rank().code == 1
    assert errors(complete, "Hoạt động", "Mô hình", "Giao ước") == [
        ("DATE_AS_TEXT", "Ngày", "26/7"), ("DATE_UNUSUAL", "Ngày tham quan", on(5, 8, 2052)),
        ("ROW_ORPHANED", "Chủ trì", "QQ"), ("ROW_ORPHANED", "Nhân rộng tại", "AN; YY"),
        ("ROW_ORPHANED", "Tham gia", "AN; ZZ, BH"), ("RULE_UNKNOWN", "Mã đơn vị", None),
        ("RULE_UNKNOWN", "Mã đơn vị", None), ("VALUE_UNKNOWN", "Chọn tham quan", "có thể"),
        ("VALUE_UNKNOWN", "Loại", "Liên hoan"),
    ]  # fmt: skip
    assert records(complete, "Hoạt động")[0]["Nội dung"] == "Hội thao"


def test_too_few_activities_are_a_note_once_the_year_is_over(complete: Journey) -> None:
    """Never in the middle of it; an activity that is planned is none yet."""

    def notes() -> list[str]:
        found = complete.rank().json["findings"]
        return [one["severity"] for one in found if one["code"] == "ACTIVITIES_FEW"]

    assert notes() == []
    complete.set(Giai_đoạn="Đã thông qua")
    assert notes() == ["note"]
    with complete.typing() as book:
        fill(book)
    assert notes() == []


def test_second_numbers_of_a_paper(complete: Journey) -> None:
    """The first row of a code is followed, the second is told and kept."""
    with complete.typing() as book:
        add(book, "Văn bản", {"Mã văn bản": "Bao-cao-6-thang", "Số": "77", "Ngày": "hôm qua"})
    assert complete.rank().code == 1
    assert errors(complete, "Văn bản") == [
        ("DATE_UNREADABLE", "Ngày", "hôm qua"),
        ("ROW_DOUBLE", "Mã văn bản", "Bao-cao-6-thang"),
    ]
    assert duties(complete)["BC6"][0] is None
    assert records(complete, "Văn bản")[-1]["Số"] == "77"
