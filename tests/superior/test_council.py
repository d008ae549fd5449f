"""The council's vote on `Đề nghị` through the front door: typed, computed, written back, told."""

from typing import Any

import openpyxl
import pytest

from tests.journeys.journey import Sheet, run
from tests.journeys.office_journey import OTHER, Office, own_findings
from thidua_xl.office.book import open_office

NAME = "Đề nghị"
SHARE = "Tỷ lệ thông qua của Hội đồng (%)"
HEADERS = ("Mã đơn vị", "Tán thành", "Tổng số thành viên", "Kết quả")
FLAG = "Cờ thi đua của Chính phủ"


@pytest.fixture
def ready(office: Office) -> Office:
    """Both books came, one flag each, AN before PA."""
    office.receive()
    office.type("Điểm cấp trên", [("AN", 45, 50), ("PA", 40, 50)])
    office.set(Trọng_số_của_cụm=1, Trọng_số_của_cấp_trên=1, Chỉ_tiêu_hình_thức_1=1, Chỉ_tiêu_hình_thức_2=1)
    return office


def vote(office: Office, *rows: tuple[object, ...], share: object = 80) -> Any:
    """Type figures, and `consolidate`."""
    with office.typing() as book:
        settings = Sheet(book["Cấp trên"], "Mục")
        settings.put(settings.row(SHARE), "Giá trị", share)
    if rows:
        office.type(NAME, rows, HEADERS)
    return office.consolidate()


def results(office: Office) -> dict[str, object]:
    """Unit → `Kết quả` as it stands."""
    return {row["Mã đơn vị"]: row["Kết quả"] for row in office.records(NAME)}


def listed(office: Office) -> dict[str, object]:
    """Unit → what the list says of its flag."""
    return {unit: row["Hình thức đề nghị"] for unit, row in office.by_key("Danh sách đề nghị").items()}


def test_the_result_is_written_back_and_told(ready: Office) -> None:
    """69 proposed, 48 passed: the one that did not has no flag; JSON says so where there was a vote."""
    before = ready.consolidate().json["nominees"]
    assert before == [{"cluster": "C01", "code": "AN"}, {"cluster": OTHER, "code": "PA"}]
    answer = vote(ready, ("AN", 10, 11), ("PA", 8, 11))
    assert (answer.code, own_findings(answer)) == (0, [])
    assert results(ready) == {"AN": "Thông qua", "PA": "Không thông qua"}
    assert listed(ready) == {"AN": FLAG, "PA": "Hội đồng không thông qua"}
    assert ready.by_key("Danh sách đề nghị")["PA"]["Căn cứ"].endswith(
        "Hội đồng không thông qua (8/11, 72,73 %)"
    )
    assert [one["council"] for one in answer.json["nominees"]] == [
        {"in_favour": 10, "members": 11, "percent": "90.91", "result": "passed"},
        {"in_favour": 8, "members": 11, "percent": "72.73", "result": "failed"},
    ]
    written = ready.book.read_bytes()
    ready.consolidate()
    assert ready.book.read_bytes() == written


def test_a_result_of_the_programs_follows_the_figures(ready: Office) -> None:
    """Also when the threshold goes: then it is a question again, and the cell is blank."""
    vote(ready, ("AN", 10, 11), ("PA", 8, 11))
    ready.put(NAME, ("PA",), "Tán thành", 9)
    assert ready.consolidate().code == 0
    assert results(ready) == {"AN": "Thông qua", "PA": "Thông qua"}
    answer = vote(ready, share=None)
    assert own_findings(answer) == [("COUNCIL_SHARE_MISSING", None, None, "AN, PA")]
    assert answer.code == 1 and results(ready) == {"AN": None, "PA": None}
    assert listed(ready)["AN"] == f"{FLAG} (chưa rõ kết quả)"
    with ready.typing() as book:
        sheet = Sheet(book[NAME], "Mã đơn vị")
        for unit in ("AN", "PA"):
            sheet.put(sheet.row(unit), "Kết quả", "thông qua")
    assert ready.consolidate().code == 0
    assert results(ready) == {"AN": "thông qua", "PA": "thông qua"}


def test_a_typed_result_stays_and_a_contradiction_is_asked_about(ready: Office) -> None:
    """Through every run; at its cell."""
    answer = vote(ready, ("AN", 8, 11, "Thông qua"), ("PA", 11, 11))
    cell = ready.sheet(NAME).address(ready.sheet(NAME).row("AN"), "Kết quả")
    assert own_findings(answer) == [("COUNCIL_RESULT_DIFFERS", "AN", cell, "Thông qua")]
    assert (answer.code, results(ready)) == (1, {"AN": "Thông qua", "PA": "Thông qua"})
    assert ready.consolidate().code == 1
    ready.put(NAME, ("AN",), "Kết quả", None)
    assert ready.consolidate().code == 0
    assert results(ready)["AN"] == "Không thông qua"
    assert listed(ready)["PA"] == f"{FLAG} (chưa bỏ phiếu)"


WRONG = [
    ((12, 11), "COUNCIL_VOTE_INVALID", "Tán thành", "12"),
    ((-1, 11), "COUNCIL_VOTE_INVALID", "Tán thành", "-1"),
    ((9.5, 11), "COUNCIL_VOTE_INVALID", "Tán thành", "9,5"),
    ((0, 0), "COUNCIL_VOTE_INVALID", "Tổng số thành viên", "0"),
    ((9, None), "COUNCIL_VOTE_INVALID", "Tổng số thành viên", None),
    ((None, 11), "COUNCIL_VOTE_INVALID", "Tán thành", None),
    (("mười", 11), "NOT_A_NUMBER", "Tán thành", "mười"),
    ((10, 11, "Đạt"), "VALUE_UNKNOWN", "Kết quả", "Đạt"),
]


@pytest.mark.parametrize(("figures", "code", "header", "value"), WRONG)
def test_impossible_figures_are_named_with_their_cell(
    ready: Office, figures: tuple[object, ...], code: str, header: str, value: str | None
) -> None:
    """One finding, exit code 1, nothing lost; what was typed stays."""
    answer = vote(ready, ("AN", *figures), ("PA", 11, 11))
    sheet = ready.sheet(NAME)
    found = own_findings(answer)
    assert [(one[0], one[2]) for one in found] == [(code, sheet.address(sheet.row("AN"), header))]
    assert (found[0][3] or "").replace(".", ",") == (value or "")
    assert answer.code == 1
    row = ready.by_key(NAME)["AN"]
    assert (row["Tán thành"], row["Tổng số thành viên"]) == figures[:2]
    assert [one["code"] for one in ready.check()] == [code]


@pytest.mark.parametrize("typed", [0.8, 0, 101, "đa số"])
def test_a_threshold_that_cannot_be_is_asked_about(ready: Office, typed: object) -> None:
    """80 % typed in Excel is 0.8: never taken for less than one percent."""
    answer = vote(ready, ("AN", 10, 11), ("PA", 10, 11), share=typed)
    assert sorted(one[0] for one in own_findings(answer)) == ["COUNCIL_SHARE_MISSING", "SETTING_INVALID"]


def test_a_threshold_is_taken_as_people_write_it(ready: Office) -> None:
    """With the sign of percent, with decimals."""
    for typed, share in (("80 %", 80_000), ("66,67%", 66_670), (90, 90_000)):
        ready.set(**{SHARE: typed})
        assert open_office(ready.book).settings.council_share == share


def test_an_older_book_gets_the_columns_and_keeps_its_rows(ready: Office) -> None:
    """Before there were votes: rows with blanks between, a note beside, own columns; nothing moves."""
    with ready.typing() as book:
        sheet = Sheet(book[NAME], "Mã đơn vị")
        for header in HEADERS[1:]:
            column = sheet.columns.pop(header)
            for row in range(1, 60):
                sheet.sheet.cell(row, column).value = None
        ws, top = sheet.sheet, sheet.header_row
        ws.cell(top, 5).value = "Ghi chú riêng"
        ws.cell(top + 1, 1).value, ws.cell(top + 1, 5).value = "PA", "đã hỏi"
        ws.cell(top + 4, 1).value, ws.cell(top + 4, 3).value = "an", "Đồng ý"
        ws.cell(top + 4, 4).value = '="Thường "&"trực"'
    answer = ready.consolidate()
    told = [("FORMULA_WITHOUT_VALUE", None, f"D{top + 4}", '="Thường "&"trực"')]
    assert own_findings(answer) == told, answer.out
    sheet = Sheet(openpyxl.load_workbook(ready.book)[NAME], "Mã đơn vị")
    assert set(HEADERS) <= set(sheet.columns)
    assert sheet.columns["Ghi chú riêng"] == 5 and sheet.columns["Tán thành"] > 5
    ws, top = sheet.sheet, sheet.header_row
    assert (ws.cell(top + 1, 1).value, ws.cell(top + 1, 5).value) == ("PA", "đã hỏi")
    assert (ws.cell(top + 4, 1).value, ws.cell(top + 4, 3).value) == ("an", "Đồng ý")
    assert ws.cell(top + 4, 4).value == '="Thường "&"trực"'
    vote(ready)
    ready.put(NAME, ("an",), "Tán thành", 11)
    ready.put(NAME, ("an",), "Tổng số thành viên", 11)
    assert told[0] in own_findings(ready.consolidate())
    assert results(ready)["an"] == "Thông qua"


def test_a_sheet_without_its_headers_is_told_and_left_alone(ready: Office) -> None:
    """Nothing is drawn over what people have there."""
    with ready.typing() as book:
        sheet = Sheet(book[NAME], "Mã đơn vị")
        for header, column in sheet.columns.items():
            sheet.sheet.cell(sheet.header_row, column).value = f"{header} cũ"
        sheet.sheet["A9"].value = "của tôi"
    answer = ready.consolidate()
    assert [code for code, *_ in own_findings(answer)] == ["HEADER_MISSING"]
    ws = openpyxl.load_workbook(ready.book)[NAME]
    assert (ws["A4"].value, ws["A9"].value) == ("Mã đơn vị cũ", "của tôi")


def test_appraising_writes_results_too(ready: Office) -> None:
    """Every command that writes."""
    ready.consolidate()
    with ready.typing() as book:
        settings = Sheet(book["Cấp trên"], "Mục")
        settings.put(settings.row(SHARE), "Giá trị", 80)
    ready.type(NAME, [("AN", 10, 11), ("PA", 8, 11)], HEADERS)
    run("appraise", ready.book, "--json")
    assert results(ready) == {"AN": "Thông qua", "PA": "Không thông qua"}
