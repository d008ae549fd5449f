"""`Trưởng, Phó cụm` of a real book: filled from the settings, typed for earlier years, carried into the next book."""

import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.journeys.conference import hold_election
from tests.journeys.journey import YEAR, Journey, Sheet, found_in, run
from tests.journeys.taken_in import COMMANDS, by_both_commands

NAME = "Trưởng, Phó cụm"
HEAD, DEPUTY = "Trưởng cụm", "Phó Trưởng cụm"
KEYS = ("Năm", "Chức danh", "Mã đơn vị")
OWN_TURN = "chưa giữ chức: CM, DL, EN; lâu nhất: BH (2021)"


def table(path: Path) -> Sheet:
    """The table in a book."""
    return Sheet(openpyxl.load_workbook(path)[NAME], *KEYS)


def rows(path: Path) -> list[tuple[Any, ...]]:
    """Year, office and unit of every row."""
    return [tuple(row[key] for key in KEYS) for row in table(path).records()]


def above(path: Path, name: str = NAME) -> list[str]:
    """What stands above the table."""
    sheet = Sheet(openpyxl.load_workbook(path)[name], "Mã đơn vị", "Chức danh")
    return [str(value) for row in range(1, sheet.header_row) if (value := sheet.sheet.cell(row, 1).value)]


def type_rows(cluster: Journey, *lines: dict[str, Any]) -> None:
    """Type rows below those that are there."""
    with cluster.typing() as book:
        sheet = Sheet(book[NAME], *KEYS)
        first = max(sheet.rows(), default=sheet.header_row) + 1
        for at, line in enumerate(lines, start=first):
            for header, value in line.items():
                sheet.put(at, header, value)


def line(year: object, office: object, unit: str, **more: object) -> dict[str, Any]:
    """A row of the table."""
    return {
        **dict(zip(KEYS, (year, office, unit), strict=True)),
        **{k.replace("_", " "): v for k, v in more.items()},
    }


def type_beside(cluster: Journey, office: str, **typed: object) -> None:
    """Type into this year's row of an office."""
    with cluster.typing() as book:
        sheet = Sheet(book[NAME], *KEYS)
        row = next(
            row
            for row in sheet.rows()
            if (sheet.at(row, "Năm"), sheet.at(row, "Chức danh")) == (YEAR, office)
        )
        for header, value in typed.items():
            sheet.put(row, header.replace("_", " "), value)


def duty(cluster: Journey) -> dict[str, Any]:
    """PD on `Lịch`."""
    answer = run("calendar", cluster.book, "--json")
    return next(one for one in answer.json["items"] if one["code"] == "PD")


def test_this_years_rows_come_from_the_settings(complete: Journey) -> None:
    """Whoever stands in `Cụm`; a setting that comes later gets its row with the next run."""
    assert rows(complete.book) == [(YEAR, HEAD, "AN")]
    complete.set(Phó_Trưởng_cụm="BH")
    assert complete.rank().code == 0
    assert rows(complete.book) == [(YEAR, HEAD, "AN"), (YEAR, DEPUTY, "BH")]


def test_the_rotation_is_told_on_both_sheets(complete: Journey) -> None:
    """Over the whole history, this year's units only; a fact, not a finding."""
    type_rows(complete, line(2021, HEAD, "BH"), line(2022, HEAD, "AN"), line("2019", HEAD, "QT"))
    assert (complete.rank().code, found_in(complete.rank().json)) == (0, [])
    for name in (NAME, "Bầu Trưởng cụm"):
        assert any(OWN_TURN in said for said in above(complete.book, name))
    assert any("Không còn ở trang Đơn vị: QT" in said for said in above(complete.book))


def test_a_merged_unit_keeps_its_history(complete: Journey) -> None:
    """`Đơn vị trước đây` of `Đơn vị`, codes or names, apart at semicolons."""
    type_rows(complete, line(2015, HEAD, "QT"), line(2021, DEPUTY, "Xã Cũ"))
    with complete.typing() as book:
        sheet = Sheet(book["Đơn vị"], "Mã")
        sheet.put(sheet.row("CM"), "Đơn vị trước đây", "QT;  xã  cũ")
    complete.rank()
    assert any("chưa giữ chức: BH, DL, EN; lâu nhất: CM (2021)" in said for said in above(complete.book))


def test_an_older_book_without_the_column_of_merged_units_is_read(complete: Journey) -> None:
    """`Đơn vị trước đây` may be missing: no finding, nothing added; typed by hand at the end it is followed."""
    with complete.typing() as book:
        sheet = Sheet(book["Đơn vị"], "Mã", "Đơn vị trước đây")
        column = sheet.columns["Đơn vị trước đây"]
        for row in range(1, sheet.sheet.max_row + 1):
            sheet.sheet.cell(row, column).value = None
    assert (run("check", complete.book).code, complete.rank().code) == (0, 0)
    assert run("verify", complete.book, "--json").json["equal"]
    with complete.typing() as book:
        sheet = Sheet(book["Đơn vị"], "Mã")
        sheet.sheet.cell(sheet.header_row, 12).value = "ĐƠN VỊ TRƯỚC ĐÂY"
        sheet.sheet.cell(sheet.row("CM"), 12).value = "QT"
    type_rows(complete, line(2015, HEAD, "QT"))
    complete.rank()
    assert any("lâu nhất: CM (2015)" in said for said in above(complete.book))


def test_another_holder_than_the_settings_is_a_conflict(complete: Journey) -> None:
    """The sheet `Cụm` wins; what was typed stays."""
    type_beside(complete, HEAD, Mã_đơn_vị="BH")
    answer = complete.rank()
    cell = table(complete.book).address(10, "Mã đơn vị")
    assert (answer.code, found_in(answer.json)) == (1, [("SETTING_CONFLICT", cell)])
    assert (
        answer.json["findings"][0]["value"] == "BH"
        and "trang Cụm ghi AN" in answer.json["findings"][0]["message"]
    )
    assert rows(complete.book) == [(YEAR, HEAD, "BH")]
    type_beside(complete, HEAD, Mã_đơn_vị="Xã An Hòa")
    assert complete.rank().code == 0  # its name is as good as its code


@pytest.mark.parametrize(
    ("typed", "code", "header"),
    [
        (line("hai nghìn", HEAD, "BH"), "YEAR_UNREADABLE", "Năm"),
        (line(None, HEAD, "BH"), "YEAR_UNREADABLE", "Năm"),
        (line(2021, "Cụm phó", "BH"), "VALUE_UNKNOWN", "Chức danh"),
        (line(2021, HEAD, "BH", Ngày_quyết_định="hôm qua"), "DATE_UNREADABLE", "Ngày quyết định"),
        (line(2021, HEAD, "BH", Ngày_quyết_định="30/11"), "DATE_AS_TEXT", "Ngày quyết định"),
        (line(YEAR, HEAD, "BH"), "ROW_DOUBLE", "Chức danh"),
        (line(YEAR, DEPUTY, "BH"), "SETTING_CONFLICT", "Mã đơn vị"),
    ],
)
def test_what_cannot_stand_is_told_at_its_cell(
    complete: Journey, typed: dict[str, Any], code: str, header: str
) -> None:
    """One finding, exit 1, nothing lost."""
    type_rows(complete, typed)
    answer = complete.rank()
    sheet = table(complete.book)
    at = max(sheet.rows()) if typed["Năm"] else sheet.header_row + 2
    assert (answer.code, found_in(answer.json)) == (1, [(code, sheet.address(at, header))])
    assert {key: sheet.at(at, key) for key in typed} == typed


def test_approval_of_both_is_the_later_day(complete: Journey) -> None:
    """PD of `Lịch`; a decision without its day is asked about."""
    complete.set(Phó_Trưởng_cụm="BH")
    complete.rank()
    assert duty(complete)["state"] == "unknown"
    assert any("chờ cấp trên phê duyệt (I.1)" in said for said in above(complete.book))
    type_beside(complete, HEAD, Số_quyết_định="12/QĐ-UBND", Ngày_quyết_định=datetime.datetime(2025, 2, 3))
    type_beside(complete, DEPUTY, Số_quyết_định="11/QĐ-UBND")
    answer = complete.rank()
    assert (answer.code, [code for code, _ in found_in(answer.json)]) == (0, ["DECISION_UNDATED"])
    assert duty(complete)["done"] is None
    type_beside(complete, DEPUTY, Ngày_quyết_định="20/01/2025")
    assert found_in(complete.rank().json) == []
    assert (duty(complete)["state"], duty(complete)["done"]) == ("done", "2025-02-03")
    assert not any("chờ cấp trên phê duyệt" in said for said in above(complete.book))


@by_both_commands
def test_typed_rows_survive(complete: Journey, command: str) -> None:
    """Moved sheet, another case, a column of one's own, a row far below, rows in any order."""
    type_rows(
        complete, line(2021, HEAD, "BH", Họ_tên="Lê Thị Mai", Chức_vụ="Chủ tịch"), line(2020, DEPUTY, "Xã Cũ")
    )
    with complete.typing() as book:
        sheet = book[NAME]
        book.move_sheet(sheet, offset=-9)
        sheet.insert_rows(1)
        sheet["J9"] = "Ghi riêng"
        sheet["B40"] = "ghi chú cuối trang"

    def typed() -> list[dict[str, Any]]:
        return table(complete.book).records()

    before = typed()
    for _ in range(3):
        COMMANDS[command](complete)
        assert [{key: row[key] for key in row if key in before[0]} for row in typed()] == before
    sheet = openpyxl.load_workbook(complete.book)[NAME]
    assert (sheet["J9"].value, sheet["B40"].value) == ("Ghi riêng", "ghi chú cuối trang")


def test_an_older_book_gets_the_sheet(complete: Journey) -> None:
    """One line of the journal; `check` and `verify` find nothing; ranks stay."""
    before = complete.rank().json["units"]
    with complete.typing() as book:
        del book[NAME]
    assert run("verify", complete.book, "--json").json["equal"]
    assert run("check", complete.book).code == 0
    assert complete.rank().json["units"] == before
    assert rows(complete.book) == [(YEAR, HEAD, "AN")]
    said = [row["Thay đổi"] for row in complete.sheet("Nhật ký", "Lúc", "Mã băm").records()]
    assert sum(f"Thêm trang {NAME}" in told for told in said) == 1


def next_book(cluster: Journey) -> tuple[Path, str, dict[str, Any]]:
    """The next year's book, what was said, and its settings."""
    new = cluster.folder / f"SoCum_C01_{YEAR + 1}.xlsx"
    made = run("new", "cluster", new, "--from", cluster.book)
    assert made.code == 0, made.err
    lines = Sheet(openpyxl.load_workbook(new)["Cụm"], "Mục").records()
    return new, made.out, {row["Mục"]: row["Giá trị"] for row in lines}


def elect(cluster: Journey) -> None:
    """The conference elects BH and CM."""
    hold_election(cluster, {"BH": 4, "CM": 1})
    hold_election(cluster, {"CM": 3, "DL": 2}, DEPUTY)


@pytest.mark.parametrize("phase", ["Đã thông qua", "Đã chốt"])
def test_the_elected_head_the_next_years_book(complete: Journey, phase: str) -> None:
    """Once the results stand; the history comes along with the old year's own rows."""
    type_rows(complete, line(2021, HEAD, "BH", Họ_tên="Lê Thị Mai"))
    elect(complete)
    if phase == "Đã chốt":
        assert run("close", complete.book).code == 0
    else:
        complete.set(Giai_đoạn=phase)
    new, said, settings = next_book(complete)
    assert (settings[HEAD], settings[DEPUTY]) == ("BH", "CM")
    assert "chờ cấp trên phê duyệt (I.1)" in said and "BH – Xã Bình Hải" in said
    assert rows(new) == [
        (YEAR, HEAD, "AN"),
        (2021, HEAD, "BH"),
        (YEAR + 1, HEAD, "BH"),
        (YEAR + 1, DEPUTY, "CM"),
    ]
    assert table(new).records()[1]["Họ tên"] == "Lê Thị Mai"
    assert not list(Sheet(openpyxl.load_workbook(new)["Bầu Trưởng cụm"], "Mã đơn vị", "Số phiếu").rows())
    assert run("check", new).code == 0


def test_until_then_nobody_heads_it(complete: Journey) -> None:
    """Đang nhận, or nobody elected: blank as before; the history comes along all the same."""
    elect(complete)
    new, said, settings = next_book(complete)
    assert (settings[HEAD], settings[DEPUTY]) == (None, None)
    assert "để trống Trưởng cụm, Phó Trưởng cụm, Người ký" in said and "phê duyệt" not in said
    assert rows(new) == [(YEAR, HEAD, "AN")]


def test_the_history_of_a_book_without_the_sheet_is_its_own_year(complete: Journey) -> None:
    """`--from` a book of an earlier version: who heads it is known from its settings."""
    with complete.typing() as book:
        del book[NAME], book["Bầu Trưởng cụm"]
    new, _, _ = next_book(complete)
    assert rows(new) == [(YEAR, HEAD, "AN")]
