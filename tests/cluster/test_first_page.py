"""`Trang đầu`: the next step, how far the year is, every unit in a line; live, and first in the book."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.journeys.conference import ballot, make_level
from tests.journeys.journey import RANKS, TOTALS, UNITS, Journey, Sheet, run
from thidua_xl.cluster.first_page import event_said
from thidua_xl.sheets import front, groups, home
from thidua_xl.sheets.journal import JournalRow

PAGE = "Trang đầu"


def _page(book: Path, *, values: bool = True) -> Any:
    return openpyxl.load_workbook(book, data_only=values)[PAGE]


def _visible(book: Path) -> list[Any]:
    return [sheet for sheet in openpyxl.load_workbook(book) if sheet.sheet_state == "visible"]


def _said(book: Path) -> str:
    """The sentence under VIỆC TIẾP THEO."""
    return str(_page(book)[front.SAID].value)


def _rows(book: Path) -> dict[str, dict[str, Any]]:
    """The table of units by code."""
    sheet = Sheet(_page(book), "Mã", "Phiếu")
    return {str(line["Mã"]): line for line in sheet.records() if line["Mã"]}


def _steps(book: Path) -> list[str]:
    """The words beside the ten steps of the year."""
    page = _page(book)
    first = next(cell.row for cell in page["A"] if cell.value == "CÁC BƯỚC TRONG NĂM") + 1
    return [str(page.cell(row, 4).value) for row in range(first, first + front.STEPS)]


def _target(book: Path) -> str:
    """Where the link below the sentence leads."""
    return str(_page(book, values=False)["A6"].value)


def test_a_book_opens_on_its_first_page(complete: Journey, tmp_path: Path) -> None:
    """New or written: the first sheet is the one that is shown, and only it is selected."""
    new = tmp_path / "moi.xlsx"
    run("new", "cluster", new)
    for book in (new, complete.book):
        workbook = openpyxl.load_workbook(book)
        assert workbook.sheetnames[0] == PAGE == workbook.active.title  # type: ignore[union-attr]
        selected = [sheet.title for sheet in workbook if sheet.sheet_view.tabSelected]
        assert selected == [PAGE]


def test_a_blank_book_says_where_to_begin(tmp_path: Path) -> None:
    """At the cell of the first setting that it cannot do without; no unit stands in the table yet."""
    book = tmp_path / "so.xlsx"
    answer = run("new", "cluster", book)
    cell = next(row[1].coordinate for row in openpyxl.load_workbook(book)["Cụm"] if row[0].value == "Mã cụm")
    assert _said(book) == f"Ghi Mã cụm, Tên cụm ở ô {cell} trang Cụm."
    assert f"#'Cụm'!{cell}" in _target(book)
    assert answer.out.splitlines()[-1] == f"Việc tiếp theo: ghi Mã cụm, Tên cụm ở ô {cell} trang Cụm."
    assert _rows(book) == {}
    assert _steps(book)[:4] == ["Đang làm", "Không dùng", "Không dùng", "Chưa đến"]


def test_the_page_shows_every_unit_as_it_stands(complete: Journey) -> None:
    """Total and rank are those of `Xếp hạng`, formulas with their values."""
    complete.rank()
    rows = _rows(complete.book)
    assert set(rows) == set(UNITS)
    assert {code: f"{line['Tổng điểm']:.2f}" for code, line in rows.items()} == TOTALS
    assert {code: line["Hạng"] for code, line in rows.items()} == RANKS
    assert {line["Phiếu"] for line in rows.values()} == {"Đã nhận"}
    live = Sheet(_page(complete.book, values=False), "Mã", "Phiếu")
    first = next(iter(live.rows()))
    assert all(str(live.at(first, header)).startswith("=") for header in ("Tổng điểm", "Hạng", "Đề xuất"))


def test_a_tie_is_the_next_step_until_it_is_voted_on(complete: Journey) -> None:
    """The sentence names both units and the cell; once the vote is typed the book goes on."""
    make_level(complete)
    complete.rank()
    said = _said(complete.book)
    votes = Sheet(openpyxl.load_workbook(complete.book)["Bỏ phiếu"], "Mã đơn vị", "Số phiếu")
    row = next(row for row in votes.rows() if votes.at(row, "Mã đơn vị") in ("AN", "BH"))
    cell = votes.address(row, "Số phiếu")
    assert (
        said.startswith("Bỏ phiếu hạng Nhất giữa Xã An Hòa, Xã Bình Hải;")
        and f"ô {cell} trang Bỏ phiếu" in said
    )
    assert f"#'Bỏ phiếu'!{cell}" in _target(complete.book)
    assert _steps(complete.book)[6] == "Đang làm"
    ballot(complete, {"AN": 3, "BH": 2})
    complete.rank()
    assert not _said(complete.book).startswith("Bỏ phiếu")


def test_what_is_typed_is_said_live(complete: Journey) -> None:
    """The sentence is a formula that asks `Xếp hạng`; what the program said stands in it, too."""
    complete.rank()
    formula = str(_page(complete.book, values=False)[front.SAID].value)
    assert formula.startswith("=IF(SUM('Xếp hạng'!") and "Đã nhập thêm điểm" in formula
    assert "bấm Xếp hạng" in formula


def test_a_run_that_changes_nothing_writes_nothing(complete: Journey) -> None:
    """The page alone is no reason to write: neither its events nor its days move on the same day."""
    complete.rank()
    before = complete.book.read_bytes()
    answer = run("rank", complete.book)
    assert "Sổ không có gì thay đổi." in answer.out
    assert complete.book.read_bytes() == before


def test_every_page_leads_home(tmp_path: Path) -> None:
    """A1 says so and is a link, the title beside it, of the signed page below its head; hidden sheets have none."""
    book = tmp_path / "so.xlsx"
    run("new", "cluster", book)
    pages = _visible(book)
    for sheet in pages[1:]:
        assert sheet["A1"].value == "← Trang đầu", sheet.title
        assert sheet["A1"].hyperlink.location == "'Trang đầu'!A1", sheet.title
        signed = sheet.title == "Xếp hạng"
        titles = [cell.value for cell in sheet[1] if cell.value]
        assert signed or (len(titles) >= 2 and titles[1].isupper()), sheet.title
    assert pages[0]["A1"].value != home.LINK


def test_sheets_stand_in_groups_with_their_colours(tmp_path: Path) -> None:
    """Every sheet of a new book is in a group; groups do not mix, and each has one colour."""
    book = tmp_path / "so.xlsx"
    run("new", "cluster", book)
    pages = _visible(book)
    found = [group for sheet in pages if (group := groups.group_of(sheet.title))]
    assert len(found) == len(pages)
    names = [group.name for group in groups.GROUPS]
    assert [group.name for group in found] == sorted((group.name for group in found), key=names.index)
    for sheet, group in zip(pages, found, strict=True):
        assert sheet.sheet_properties.tabColor.rgb == f"FF{group.colour[1:]}", sheet.title


def test_words_in_the_first_cells_are_never_written_over(complete: Journey) -> None:
    """What a person typed beside an older title stays, and so does what stands where the link was."""
    with complete.typing() as workbook:
        workbook["Suy tôn"]["A1"] = "Ghi nhớ của tôi"
        workbook["Bỏ phiếu"]["A1"], workbook["Bỏ phiếu"]["B1"] = "BỎ PHIẾU", "Kiểm lại số phiếu"
    complete.agree("AN", "I.1", score=9, reason="Thẩm tra")
    complete.rank()
    workbook = openpyxl.load_workbook(complete.book)
    assert workbook["Suy tôn"]["A1"].value == "Ghi nhớ của tôi"
    assert workbook["Bỏ phiếu"]["B1"].value == "Kiểm lại số phiếu"


def test_notes_beside_the_table_survive(complete: Journey) -> None:
    """As beside every table: they go with their unit."""
    complete.rank()
    with complete.typing() as workbook:
        sheet = Sheet(workbook[PAGE], "Mã", "Phiếu")
        row = next(row for row in sheet.rows() if sheet.at(row, "Mã") == "CM")
        workbook[PAGE].cell(row, 10).value = "Gọi lại chị Hoa"
    complete.agree("AN", "I.1", score=9, reason="Thẩm tra")
    complete.rank()
    sheet = Sheet(_page(complete.book), "Mã", "Phiếu")
    row = next(row for row in sheet.rows() if sheet.at(row, "Mã") == "CM")
    assert _page(complete.book).cell(row, 10).value == "Gọi lại chị Hoa"


def test_a_book_without_the_page_gets_it_first(complete: Journey) -> None:
    """A book of an earlier version: the page comes first, titles make room for the link, results stay."""
    complete.rank()
    before = run("rank", complete.book, "--json").json["units"]
    _as_before(complete.book)
    assert run("rank", complete.book, "--json").json["units"] == before
    workbook: Any = openpyxl.load_workbook(complete.book)
    assert workbook.sheetnames[0] == PAGE == workbook.active.title
    for name, title in (
        ("Cụm", "SỔ CỤM THI ĐUA"),
        ("Đơn vị", "CÁC ĐƠN VỊ TRONG CỤM"),
        ("Suy tôn", "SUY TÔN"),
    ):
        assert (workbook[name]["A1"].value, workbook[name]["B1"].value) == (home.LINK, title)
        assert workbook[name]["A1"].hyperlink.location == home.TARGET
    assert any("Trang đầu" in str(row[3].value) for row in workbook["Nhật ký"].iter_rows())


def _as_before(book: Path) -> None:
    """The book as it was before there was a first page: titles in A1, no link."""
    workbook = openpyxl.load_workbook(book)
    del workbook[PAGE]
    sheets: list[Any] = list(workbook)
    for sheet in sheets:
        if sheet["A1"].value == home.LINK:
            sheet["A1"].hyperlink = None
            sheet["A1"].value, sheet["B1"].value = sheet["B1"].value, None
    workbook.active = 0
    workbook.save(book)


def test_a_sheet_of_ones_own_with_that_name_is_not_drawn_over(complete: Journey) -> None:
    """It is told, and nothing is written."""
    _as_before(complete.book)
    workbook = openpyxl.load_workbook(complete.book)
    workbook.create_sheet(PAGE)["A1"].value = "Trang của tôi"
    workbook.save(complete.book)
    answer = run("rank", complete.book)
    assert answer.code == 2 and "Trang Trang đầu của sổ" in answer.err


@pytest.mark.parametrize("command", ["rank", "verify", "calendar", "summary", "check", "undo"])
def test_every_command_ends_with_the_next_step(complete: Journey, command: str) -> None:
    """The same sentence as on the page; what is pasted into a chat stays without it."""
    complete.rank()
    answer = run(command, complete.book)
    said = _said(complete.book)
    expected = f"Việc tiếp theo: {said[0].lower()}{said[1:]}"
    where, other = (answer.err, answer.out) if command == "summary" else (answer.out, answer.err)
    assert where.splitlines()[-1] == expected
    assert "Việc tiếp theo" not in other


def test_json_says_nothing_else(complete: Journey) -> None:
    """Not a word beside the document."""
    answer = run("rank", complete.book, "--json")
    assert "Việc tiếp theo" not in answer.out + answer.err


def test_typed_scores_are_told_before_all_else(complete: Journey) -> None:
    """A command that only looks at the book says that it has fallen behind."""
    complete.rank()
    complete.agree("AN", "I.1", score=9, reason="Thẩm tra")
    answer = run("verify", complete.book)
    assert answer.out.splitlines()[-1] == (
        "Việc tiếp theo: bấm Xếp hạng để tính lại: đã nhập thêm điểm sau lần tính gần nhất."
    )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("Chốt sổ, mã niêm phong 0123456789abcdef0123456789abcdef", "Chốt sổ, mã niêm phong 01234567…"),
        ("Xuất văn bản: quy-che, phieu-bau:hang-2-3 (9 tệp)",
         "Xuất văn bản: Quy chế hoạt động, Phiếu bầu hạng 2 lần 3 (9 tệp)"),
        ("Xuất văn bản: to-trinh-hoi-dong (1 tệp)", "Xuất văn bản: to-trinh-hoi-dong (1 tệp)"),
        ("Nhận Phieu_AN.xlsx từ hop_thu (26143bbaef0c): AN, đã nhận", "Nhận Phieu_AN.xlsx từ hop_thu: AN, đã nhận"),
        ("Xuất văn bản: quy-che, a, b (30 tệp)", "Xuất văn bản: 3 loại (30 tệp)"),
        ("AN · I.1: điểm thống nhất 18,5 (trước 20)", "AN · I.1: điểm thống nhất 18,5 (trước 20)"),
    ],
)  # fmt: skip
def test_an_event_is_told_for_the_eye(change: str, said: str) -> None:
    """No mark of sixty-four digits, papers by name, many of them only counted."""
    row = JournalRow("2026-11-28T09:25:00+07:00", "Kiểm", "close", change)
    assert event_said(row) == f"28/11/2026 09:25  {said}"


def test_registrations_that_nobody_sent_are_not_done(issued: Journey) -> None:
    """Forms went out and none came back, while the book says that the year's end is collected: said with the forms."""
    other = run("issue", issued.book, "--out", issued.folder / "dang_ky", "--stage", "register")
    assert "mục Giai đoạn năm ở trang Cụm đang là Tổng kết" in other.out
    assert "Giai đoạn năm" not in run("issue", issued.book, "--out", issued.folder / "phieu").out
    assert _steps(issued.book)[1] == "Còn việc"


def test_a_name_typed_later_has_room_on_the_pages_that_carry_it(complete: Journey) -> None:
    """A book begins without a name; its rows are as high then as a blank one needs. What a person made higher stays."""
    assert (_high(complete, "Xếp hạng", 3), _high(complete, PAGE, 1)) == (20.25, 30)
    with complete.typing() as book:
        book["Xếp hạng"].row_dimensions[5].height = 90
    complete.set(Tên_cụm="Cụm thi đua số 1 các xã, phường vùng Triệu Sơn, Nông Cống, Như Thanh, Như Xuân")
    complete.rank()
    assert _high(complete, "Xếp hạng", 3) > 40 and _high(complete, PAGE, 1) > 40
    assert _high(complete, "Xếp hạng", 5) == 90


def _high(cluster: Journey, page: str, row: int) -> float:
    """The height of a row in points."""
    return float(openpyxl.load_workbook(cluster.book)[page].row_dimensions[row].height or 15)
