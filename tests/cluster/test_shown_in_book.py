"""Numbers of the book's own sheets whose cells show something else than they hold: told beside what counts."""

import datetime

import pytest

from tests.journeys.conditions import demand
from tests.journeys.journey import Journey, Run, Sheet, type_table


def formatted(cluster: Journey, sheet: str, key: str, row: str, header: str, number: float, form: str) -> str:
    """Type a number under a format; the cell's address."""
    with cluster.typing() as book:
        table = Sheet(book[sheet], key)
        at = table.row(row)
        table.put(at, header, number)
        address = table.address(at, header)
        book[sheet][address].number_format = form
    return address


def told(answer: Run) -> list[tuple[str, str, str]]:
    """Sheet, cell and value of what shows less than it holds."""
    return [
        (one["sheet"], one["cell"], one["value"])
        for one in answer.json["findings"]
        if one["code"] == "SHOWN_ROUNDED"
    ]


def test_a_maximum(complete: Journey) -> None:
    """14,6 that shows 15 counts as 14,6: seen as 15 it would be another scale."""
    cell = formatted(complete, "Tiêu chí", "Mã", "I.3", "Điểm tối đa", 14.6, "0")
    assert told(complete.rank()) == [("Tiêu chí", cell, "14.6")]


def test_the_value_of_a_condition(complete: Journey) -> None:
    """83,4 that shows 83: a unit of 83 is below it, whatever the meeting sees."""
    demand(complete, ("Tổng điểm từ", None, 83, "Không xét Nhất"))
    cell = formatted(complete, "Điều kiện", "Điều kiện", "Tổng điểm từ", "Giá trị", 83.4, "0")
    answer = complete.rank()
    assert told(answer) == [("Điều kiện", cell, "83.4")]
    assert next(one for one in answer.json["units"] if one["code"] == "AN")["place"] != "Nhất"


def test_the_weight_of_a_scorer(complete: Journey) -> None:
    """1,5 that shows 2."""
    with complete.typing() as book:
        type_table(book, "Người chấm", "Mã", ("Mã", "Tên", "Trọng số"), [("TC", "Phòng Tài chính", 1)])
    cell = formatted(complete, "Người chấm", "Mã", "TC", "Trọng số", 1.5, "0")
    assert told(complete.rank()) == [("Người chấm", cell, "1.5")]


@pytest.mark.parametrize(
    ("sheet", "header"),
    [
        ("Đăng ký", "Chỉ tiêu thống nhất đầu năm"),
        ("Sơ kết", "Kết quả 6 tháng"),
        ("Tiêu chí", "Chỉ tiêu chung"),
    ],
)
def test_a_per_cent_among_the_figures_of_the_year(complete: Journey, sheet: str, header: str) -> None:
    """95% that holds 0,95 is 95 where % is measured, as in a form; a target of money it is not, and waits."""
    keys = ("Mã",) if sheet == "Tiêu chí" else ("Mã đơn vị", "Mã tiêu chí")
    cells = []
    with complete.typing() as book:
        table = Sheet(book[sheet], *keys)
        for code in ("I.2", "I.3"):
            at = table.row(*(["CM", code] if len(keys) > 1 else [code]))
            table.put(at, header, 0.95)
            cells.append(table.address(at, header))
            book[sheet][cells[-1]].number_format = "0%"
    found = {(one["code"], one["cell"]) for one in complete.rank().json["findings"]}
    assert {("PERCENT_READ", cells[0]), ("SHOWN_OTHERWISE", cells[1])} <= found
    if sheet != "Tiêu chí":
        assert complete.sheet(sheet, *keys).sheet[cells[0]].value == 95


def test_what_shows_what_it_holds_is_silent(complete: Journey) -> None:
    """Two decimals under a format of two."""
    demand(complete, ("Tổng điểm từ", None, 80, "Không xét Nhất"))
    formatted(complete, "Điều kiện", "Điều kiện", "Tổng điểm từ", "Giá trị", 80.5, "0.00")
    assert told(complete.rank()) == []


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("result", datetime.datetime(2026, 4, 9)),
        ("target", datetime.datetime(2026, 4, 9)),
        ("score", datetime.time(9, 4)),
    ],
)
def test_a_day_or_an_hour_in_place_of_a_number_waits_in_every_run(
    complete: Journey, name: str, typed: object
) -> None:
    """Excel makes the 9th of April of 9.4: written as a plain number, it was 46,121 for the next command."""
    complete.agree("BH", "I.2", reason="Thẩm tra", **{name: typed})
    first, second = complete.rank(), complete.rank()
    assert [one["code"] for one in first.json["findings"]].count("DATE_AS_NUMBER") == 1
    assert (second.code, second.json) == (first.code, first.json)


def test_a_number_in_place_of_a_day_waits_in_every_run(complete: Journey) -> None:
    """25.12 typed with a decimal point: under the column's own format it was a day of 1900 for the next command."""
    with complete.typing() as book:
        type_table(book, "Hoạt động", "Nội dung", ("Ngày", "Nội dung"), [(25.12, "Giao lưu")])
        table = Sheet(book["Hoạt động"], "Nội dung")
        cell = book["Hoạt động"].cell(table.header_row + 1, table.columns["Ngày"])
        cell.number_format = "General"
    first, second = complete.rank(), complete.rank()
    assert [one["code"] for one in first.json["findings"]].count("DATE_UNREADABLE") == 1
    assert second.json == first.json
