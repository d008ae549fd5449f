"""`Thay đổi tiêu chí`: what became of the criteria after the first forms went out, and what follows a renamed code."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.journeys.answers import of_code
from tests.journeys.collections import go_out, halfway, registered, rows_on, send, type_in
from tests.journeys.journey import UNITS, Journey, Made, Once, Run, Sheet, begin, run

NAME = "Thay đổi tiêu chí"
HEADERS = ["Lúc", "Mã", "Thay đổi", "Trước", "Sau", "Phiếu đã phát hành", "Phiếu đã nhận", "Đơn vị đã đăng ký",
           "Chuyển sang mã"]  # fmt: skip


def change(cluster: Journey, code: str, **typed: object) -> None:
    """The head types in a row of `Tiêu chí`."""
    with cluster.typing() as book:
        sheet = Sheet(book["Tiêu chí"], "Mã")
        row = sheet.row(code)
        for header, value in typed.items():
            sheet.put(row, header.replace("_", " "), value)


def add(cluster: Journey, *values: object) -> None:
    """A new criterion in the first free row."""
    with cluster.typing() as book:
        sheet = Sheet(book["Tiêu chí"], "Mã")
        row = max(sheet.rows()) + 1
        for header, value in zip(("Mã", "Nội dung", "Loại", "Điểm tối đa"), values, strict=True):
            sheet.put(row, header, value)


def drop(cluster: Journey, code: str) -> None:
    """A criterion that is taken out."""
    with cluster.typing() as book:
        sheet = Sheet(book["Tiêu chí"], "Mã")
        book["Tiêu chí"].delete_rows(sheet.row(code))


def history(cluster: Journey) -> list[tuple[object, ...]]:
    """Code, change, before, after of every row."""
    records = cluster.sheet(NAME, "Mã", "Thay đổi").records()
    return [tuple(row[header] for header in HEADERS[1:5]) for row in records]


def move(cluster: Journey, code: str, to: object) -> None:
    """A person says which code it is now."""
    with cluster.typing() as book:
        sheet = Sheet(book[NAME], "Mã", "Thay đổi")
        row = next(row for row in sheet.rows() if sheet.at(row, "Mã") == code)
        sheet.put(row, "Chuyển sang mã", to)


def told(answer: Run, code: str) -> list[dict[str, Any]]:
    """The findings of one code in the document."""
    return of_code(answer.json["findings"], code)


def _spring(issued: Journey) -> None:
    """What `spring` begins with, made once."""
    for stage in ("register", "midyear"):
        go_out(issued, stage)
    send(issued, "register", "AN", registered(I_2=95, I_6=3))
    send(issued, "register", "BH", registered(I_6=4))
    send(issued, "midyear", "AN", halfway(I_6=2))
    issued.collect()


@pytest.fixture
def spring(once: Once, issued_once: Made, tmp_path: Path) -> Journey:
    """Forms of registration and of June went out; AN and BH registered, AN reported."""
    return once(_spring, issued_once).copied(tmp_path)


def test_the_headers_are_those_of_the_contract(issued: Journey) -> None:
    """In this order; there is no row while nothing has changed."""
    sheet = issued.sheet(NAME, "Mã", "Thay đổi")
    assert [cell.value for cell in sheet.sheet[sheet.header_row]] == HEADERS
    assert history(issued) == []


def test_before_the_first_form_is_out_nothing_is_noted(tmp_path: Any) -> None:
    """The table of criteria is still being made."""
    begin(tmp_path)
    cluster = Journey(tmp_path, {})
    cluster.rank()
    change(cluster, "I.3", Điểm_tối_đa=16)
    cluster.rank()
    assert history(cluster) == []


def test_every_change_is_a_row_and_the_rows_stay(spring: Journey) -> None:
    """What July changed, with how many forms were out and back; a second run adds none."""
    change(spring, "I.1", Nội_dung="Chỉ đạo và điều hành", Điểm_tối_đa=12)
    change(spring, "I.4", Cách_chấm="Theo tỷ lệ", Tham_số=None)
    change(spring, "2.4", Ai_chấm="Đơn vị")
    change(spring, "I.2", Khi_không_được_giao="0 điểm")
    drop(spring, "2.2")
    add(spring, "2.5", "Chuyển đổi số", "Tiêu chí", 8)
    spring.rank()
    expected = {
        ("I.1", "Đổi điểm tối đa", "10", "12"),
        ("I.1", "Sửa lời", "Chỉ đạo, điều hành", "Chỉ đạo và điều hành"),
        ("I.2", "Đổi khi không được giao", "Đủ điểm", "0 điểm"),
        ("I.4", "Đổi cách chấm", "Trừ theo % chưa đạt", "Theo tỷ lệ"),
        ("I.4", "Đổi tham số", "1%: 0,5", None),
        ("2.4", "Đổi người chấm", "Trưởng cụm", "Đơn vị"),
        ("2.2", "Bỏ", "Vi phạm dân số (8 điểm)", None),
        ("2.5", "Thêm", None, "Chuyển đổi số (8 điểm)"),
    }
    assert set(history(spring)) == expected
    assert len(history(spring)) == len(expected)
    counts = {
        tuple(row[header] for header in HEADERS[5:8])
        for row in spring.sheet(NAME, "Mã", "Thay đổi").records()
    }
    assert counts == {(3 * len(UNITS), 3, 2)}
    before = spring.book.read_bytes()
    spring.rank()
    assert spring.book.read_bytes() == before
    change(spring, "I.1", Điểm_tối_đa=10)
    spring.rank()
    assert history(spring)[-1] == ("I.1", "Đổi điểm tối đa", "12", "10")
    assert len(history(spring)) == len(expected) + 1


def test_a_changed_word_is_told_and_asks_for_no_new_form(complete: Journey) -> None:
    """`Sửa lời` alone: the scale is the same, no finding, the ranks stay."""
    ranks = {unit["code"]: unit["rank"] for unit in complete.rank().json["units"]}
    change(complete, "I.3", Nội_dung="Thu ngân sách trên địa bàn")
    answer = complete.rank()
    assert (answer.code, answer.json["findings"]) == (0, [])
    assert {unit["code"]: unit["rank"] for unit in answer.json["units"]} == ranks
    assert history(complete) == [("I.3", "Sửa lời", "Thu ngân sách", "Thu ngân sách trên địa bàn")]
    before = complete.book.read_bytes()
    complete.rank()
    assert complete.book.read_bytes() == before


def test_a_code_is_proposed_only_where_the_wording_is_the_same(spring: Journey) -> None:
    """`Chuyển mã`; until a person says so, targets stay at the bottom as orphans."""
    change(spring, "I.6", Mã="I.7")
    answer = spring.rank()
    assert ("I.6", "Chuyển mã", "I.6", "I.7") in history(spring)
    assert {(one["unit"], one["value"]) for one in told(answer, "ROW_ORPHANED")} == {
        ("AN", "I.6"),
        ("BH", "I.6"),
    }
    assert rows_on(spring, "Đăng ký")["AN", "I.7"]["Chỉ tiêu đăng ký"] is None
    assert rows_on(spring, "Đăng ký")["AN", "I.6"]["Chỉ tiêu đăng ký"] == 3


def test_another_wording_is_a_new_criterion(spring: Journey) -> None:
    """Gone and new, no proposal."""
    change(spring, "I.6", Mã="I.7", Nội_dung="Số vụ khiếu kiện")
    spring.rank()
    assert {row[:2] for row in history(spring)} == {("I.6", "Bỏ"), ("I.7", "Thêm")}


def test_what_is_typed_follows_the_new_code(spring: Journey) -> None:
    """Targets, results of June, agreed rows; forms made before are taken in under it; nothing is told twice."""
    type_in(spring, "Đăng ký", "CM", "I.6", Chỉ_tiêu_thống_nhất_đầu_năm=5, Lý_do="Cụm thống nhất")
    spring.agree("AN", "I.6", result=2, reason="Đối chiếu")
    spring.rank()
    change(spring, "I.6", Mã="I.7")
    spring.rank()
    move(spring, "I.6", "I.7")
    answer = spring.rank()
    assert told(answer, "ROW_ORPHANED") == []
    rows = rows_on(spring, "Đăng ký")
    assert (rows["AN", "I.7"]["Chỉ tiêu đăng ký"], rows["BH", "I.7"]["Chỉ tiêu đăng ký"]) == (3, 4)
    assert (rows["CM", "I.7"]["Chỉ tiêu thống nhất đầu năm"], rows["CM", "I.7"]["Lý do"]) == (
        5,
        "Cụm thống nhất",
    )
    assert ("AN", "I.6") not in rows
    assert rows_on(spring, "Sơ kết")["AN", "I.7"]["Kết quả 6 tháng"] == 2
    ledger = rows_on(spring, "Thống nhất điểm")
    assert (ledger["AN", "I.7"]["Kết quả thống nhất"], ledger["AN", "I.7"]["Lý do"]) == (2, "Đối chiếu")
    send(spring, "register", "DL", registered(I_6=6))
    answer = spring.collect()
    assert rows_on(spring, "Đăng ký")["DL", "I.7"]["Chỉ tiêu đăng ký"] == 6
    found = [one["code"] for file in answer.json["files"] for one in file["findings"]]
    assert "ROW_LEFT_OUT" not in found
    assert told(answer, "OUTPUT_EDITED") == []
    before = spring.book.read_bytes()
    spring.collect()
    assert spring.book.read_bytes() == before


def test_what_stands_under_the_new_code_is_not_written_over(spring: Journey) -> None:
    """Both were typed: a person sees the old row at the bottom."""
    change(spring, "I.6", Mã="I.7")
    spring.rank()
    type_in(spring, "Đăng ký", "AN", "I.7", Chỉ_tiêu_đăng_ký=8)
    move(spring, "I.6", "i.7")
    answer = spring.rank()
    rows = rows_on(spring, "Đăng ký")
    assert rows["BH", "I.7"]["Chỉ tiêu đăng ký"] == 4
    assert {row for row in rows if row[1] == "I.6"} <= {("AN", "I.6")}
    assert {one["unit"] for one in told(answer, "ROW_ORPHANED")} <= {"AN"}


@pytest.mark.parametrize(
    ("to", "why"),
    [("I.6", "chính nó"), ("I.99", "không có ở trang Tiêu chí"), ("I", "không có ở trang Tiêu chí")],
)
def test_a_code_that_leads_nowhere_is_one_finding(spring: Journey, to: str, why: str) -> None:
    """At its cell; what is typed stays, nothing moves."""
    change(spring, "I.6", Mã="I.7")
    spring.rank()
    move(spring, "I.6", to)
    answer = spring.rank()
    (one,) = told(answer, "RENAME_INVALID")
    sheet = Sheet(openpyxl.load_workbook(spring.book)[NAME], "Mã", "Thay đổi")
    row = next(row for row in sheet.rows() if sheet.at(row, "Mã") == "I.6")
    assert (one["sheet"], one["cell"]) == (NAME, sheet.address(row, "Chuyển sang mã"))
    assert why in one["message"]
    assert answer.code == 1
    assert rows_on(spring, "Đăng ký")["AN", "I.6"]["Chỉ tiêu đăng ký"] == 3


def test_a_circle_is_one_finding(spring: Journey) -> None:
    """I.6 became I.7, I.7 became I.8, and somebody leads them back; led on, both arrive."""
    change(spring, "I.6", Mã="I.7")
    spring.rank()
    change(spring, "I.7", Mã="I.8")
    spring.rank()
    move(spring, "I.6", "I.7")
    move(spring, "I.7", "I.6")
    assert len(told(spring.rank(), "RENAME_INVALID")) == 1
    move(spring, "I.7", "I.8")
    assert told(spring.rank(), "RENAME_INVALID") == []
    assert rows_on(spring, "Đăng ký")["AN", "I.8"]["Chỉ tiêu đăng ký"] == 3


def test_a_code_that_is_still_there_moves_nothing(spring: Journey) -> None:
    """Only what vanished goes over."""
    change(spring, "I.6", Điểm_tối_đa=6)
    spring.rank()
    move(spring, "I.6", "I.2")
    answer = spring.rank()
    (one,) = told(answer, "RENAME_INVALID")
    assert "vẫn còn" in one["message"]
    assert rows_on(spring, "Đăng ký")["AN", "I.6"]["Chỉ tiêu đăng ký"] == 3


def test_a_book_without_the_sheet_gets_it_and_keeps_its_ranks(complete: Journey) -> None:
    """A book of an earlier version: one line of the journal, no row for what nobody changed."""
    ranks = {unit["code"]: unit["rank"] for unit in complete.rank().json["units"]}
    with complete.typing() as book:
        del book[NAME]
    answer = complete.rank()
    assert {unit["code"]: unit["rank"] for unit in answer.json["units"]} == ranks
    assert history(complete) == []
    lines = [str(row["Thay đổi"]) for row in complete.sheet("Nhật ký", "Lúc", "Thay đổi").records()]
    assert sum(NAME in line for line in lines) == 1
    assert run("verify", complete.book, "--json").json["equal"]


def test_columns_may_be_swapped_and_notes_written(spring: Journey) -> None:
    """Found by their headers; what a person wrote beside a row stays with it."""
    change(spring, "I.1", Điểm_tối_đa=12)
    spring.rank()
    with spring.typing() as book:
        sheet = Sheet(book[NAME], "Mã", "Thay đổi")
        one, other = sheet.columns["Trước"], sheet.columns["Chuyển sang mã"]
        for row in range(sheet.header_row, book[NAME].max_row + 1):
            cells = book[NAME].cell(row, one), book[NAME].cell(row, other)
            cells[0].value, cells[1].value = cells[1].value, cells[0].value
        book[NAME].cell(sheet.row("I.1", "Đổi điểm tối đa"), 12).value = "họp 12/7"
    change(spring, "I.3", Điểm_tối_đa=14)
    spring.rank()
    assert history(spring) == [("I.1", "Đổi điểm tối đa", "10", "12"), ("I.3", "Đổi điểm tối đa", "15", "14")]
    sheet = spring.sheet(NAME, "Mã", "Thay đổi")
    assert sheet.sheet.cell(sheet.row("I.1", "Đổi điểm tối đa"), 12).value == "họp 12/7"
