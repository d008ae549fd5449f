"""Sai lệch: a cluster's book recomputed from its scores, and everything told that is not as they say."""

import datetime
import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Font
from openpyxl.workbook import Workbook

from tests.journeys import journey
from tests.journeys.consolidated import (
    LEDGER,
    RANKING,
    SAID,
    agreed_on,
    cluster_of,
    level,
    take,
)
from tests.journeys.journey import RANKS, TOTALS, Journey, Sheet, run
from tests.journeys.office_journey import (
    BOOKS,
    OTHER,
    Office,
    Told,
    changed,
    codes,
    mismatches,
    typed_at,
)
from thidua_xl.bookkeeping.typing_in import type_in

# --- the five mismatches --------------------------------------------------------------------------


def a_total(good: bytes) -> tuple[bytes, list[Told]]:
    """BH gives itself ten points in the ranking."""
    data, cell = typed_at(good, RANKING, ("Mã",), ("BH",), "Tổng điểm thống nhất", 78.75)
    return data, [("RESULT_DIFFERS", "BH", cell, "78.75")]


def a_rank(good: bytes) -> tuple[bytes, list[Told]]:
    """EN is made second."""
    data, cell = typed_at(good, RANKING, ("Mã",), ("EN",), "Hạng", 2)
    return data, [("RESULT_DIFFERS", "EN", cell, "2")]


HAND_CHANGED: dict[str, Callable[[bytes], tuple[bytes, list[Told]]]] = {"total": a_total, "rank": a_rank}


@pytest.mark.parametrize("name", HAND_CHANGED)
def test_a_changed_total_or_rank_is_not_believed(office: Office, good: bytes, name: str) -> None:
    """The cell is named with what it holds; the office's own sheets show what the scores give."""
    data, told = HAND_CHANGED[name](good)
    answer = take(office, data)
    assert (answer.code, mismatches(answer)) == (1, told)
    units = office.by_key("Toàn bộ đơn vị")
    assert {code: f"{units[code]['Tổng điểm']:.2f}" for code in TOTALS} == TOTALS
    assert {code: units[code]["Hạng trong cụm"] for code in RANKS} == RANKS
    row = office.records("Sai lệch")[0]
    assert (row["Mã cụm"], row["Trang tính"], row["Ô"], row["Giá trị"]) == ("C01", RANKING, *told[0][2:])


def strike(book: Workbook, unit: str = "DL") -> None:
    """A unit is struck from the cluster's list."""
    table = Sheet(book["Đơn vị"], "Mã")
    table.sheet.delete_rows(table.row(unit))


def test_a_removed_unit_is_missed(office: Office, complete: Journey) -> None:
    """The cluster went on without it and its own book is sound; the office's list says otherwise."""
    with complete.typing() as book:
        strike(book)
    complete.rank()
    answer = take(office, complete.book.read_bytes())
    assert (answer.code, mismatches(answer)) == (1, [("UNIT_NOT_IN_BOOK", "DL", None, None)])
    assert "Xã Đông Lĩnh" in cluster_of(answer)["mismatches"][0]["message"]
    assert cluster_of(answer)["units"] == 4


def two_nominees(complete: Journey) -> str:
    """The meeting's flag for AN and, with a reason, for BH; the cell of the second."""
    with complete.typing() as book:
        table = Sheet(book[SAID], "Mã đơn vị")
        for unit in ("AN", "BH"):
            table.put(table.row(unit), "Đề nghị Cờ", "Có")
        table.put(table.row("BH"), "Lý do", "Hội nghị thống nhất")
        return table.address(table.row("BH"), "Đề nghị Cờ")


def test_a_second_nominee_is_one_too_many(office: Office, complete: Journey) -> None:
    """III.3: one unit only. Neither is in the list of proposals, and it is told once."""
    cell = two_nominees(complete)
    complete.rank()
    answer = take(office, complete.book.read_bytes())
    assert (answer.code, mismatches(answer)) == (
        1, [("NOMINEE_DOUBLE", None, cell, "Có")],
    )  # fmt: skip
    assert cluster_of(answer)["nominee"] is None
    assert [one["cluster"] for one in answer.json["nominees"]] == [OTHER]


@pytest.mark.parametrize("ranked", [True, False])
def test_a_first_unit_without_its_place_is_no_nominee(
    office: Office, complete: Journey, *, ranked: bool
) -> None:
    """`Không` for AN and no flag typed: the superior gets no proposal, only the question."""
    with complete.typing() as book:
        table = Sheet(book[SAID], "Mã đơn vị")
        table.put(table.row("AN"), "Hội nghị suy tôn", "Không")
        table.put(table.row("AN"), "Lý do", "Có vi phạm")
        cells = [table.address(table.row("AN"), header) for header in ("Hội nghị suy tôn", "Đề nghị Cờ")]
    if ranked:
        complete.rank()
    answer = take(office, complete.book.read_bytes())
    assert (answer.code, mismatches(answer)) == (
        1, [("NOMINEE_NOT_FIRST", "AN", cells[1], None), ("PROCLAIMED_DIFFERS", "AN", cells[0], "Không")],
    )  # fmt: skip
    assert cluster_of(answer)["nominee"] is None
    assert [one["cluster"] for one in answer.json["nominees"]] == [OTHER]


@pytest.fixture
def closed(complete: Journey) -> bytes:
    """The sealed book of C01."""
    assert run("close", complete.book).code == 0
    return complete.book.read_bytes()


def test_a_closed_book_untouched_has_no_mismatch(office: Office, closed: bytes) -> None:
    """Nor does it when another program saved it."""
    assert mismatches(take(office, closed)) == []
    answer = take(office, changed(closed, lambda _: None))
    assert (answer.code, codes(answer)) == (0, ["BOOK_REPLACES"])


def test_a_changed_cell_under_the_seal_breaks_it(office: Office, closed: bytes) -> None:
    """The sealed hash is computed anew: the part that changed is named."""
    data, _ = typed_at(closed, "Đơn vị", ("Mã",), ("DL",), "Tên đơn vị", "Xã Đông Lính")
    answer = take(office, data)
    found = cluster_of(answer)["mismatches"]
    assert (answer.code, [one["code"] for one in found]) == (1, ["SEAL_BROKEN"])
    assert len(found[0]["value"]) == 64
    assert "khác ở Đơn vị" in found[0]["message"]


def test_a_changed_score_under_the_seal_is_told_with_all_that_follows(office: Office, closed: bytes) -> None:
    """The seal, the missing reason, and every stored result that rests on it."""
    keys = ("Mã đơn vị", "Mã tiêu chí")
    data, _ = typed_at(closed, LEDGER, keys, ("DL", "2.4"), "Điểm thống nhất", 6)
    answer = take(office, data)
    assert answer.code == 1
    assert set(codes(answer)) == {"SEAL_BROKEN", "REASON_MISSING", "RESULT_DIFFERS"}
    assert {unit for code, unit, _, _ in mismatches(answer) if code == "RESULT_DIFFERS"} == {"DL"}
    assert office.by_key("Toàn bộ đơn vị")["DL"]["Tổng điểm"] == 42


def test_all_five_at_once_hide_none_of_each_other(office: Office, complete: Journey) -> None:
    """A closed book with every one of them."""
    assert run("close", complete.book).code == 0
    two_nominees(complete)
    with complete.typing() as book:
        strike(book)
    data, total = typed_at(
        complete.book.read_bytes(), RANKING, ("Mã",), ("BH",), "Tổng điểm thống nhất", 78.75
    )
    data, rank = typed_at(data, RANKING, ("Mã",), ("EN",), "Hạng", 2)
    answer = take(office, data)
    found = mismatches(answer)
    assert answer.code == 1
    assert ("RESULT_DIFFERS", "BH", total, "78.75") in found
    assert ("RESULT_DIFFERS", "EN", rank, "2") in found
    assert ("UNIT_NOT_IN_BOOK", "DL", None, None) in found
    assert {"NOMINEE_DOUBLE", "SEAL_BROKEN"} <= set(codes(answer))


# --- the rest of what differs ---------------------------------------------------------------------


def test_a_unit_of_nobodys_is_told(office: Office) -> None:
    """UNIT_NOT_IN_CLUSTER: the book has EN, the office's list gives it to C02, whose book lacks it."""
    office.receive()
    office.put("Đơn vị", ("EN",), "Mã cụm", OTHER)
    answer = office.consolidate()
    assert answer.code == 1
    assert mismatches(answer) == [("UNIT_NOT_IN_CLUSTER", "EN", None, None)]
    assert mismatches(answer, OTHER) == [("UNIT_NOT_IN_BOOK", "EN", None, None)]


def test_names_that_stand_at_each_others_codes_are_told(office: Office) -> None:
    """UNIT_NAMES_CROSSED: a column of the office's list was sorted alone; a name written otherwise is nobody else's."""
    office.receive("C01")
    for code, name in {"AN": "Xã Bình Hải", "BH": "xã an hòa", "CM": "UBND xã Châu Mỹ"}.items():
        office.put("Đơn vị", (code,), "Tên đơn vị", name)
    answer = office.consolidate()
    assert answer.code == 1
    assert mismatches(answer) == [
        ("UNIT_NAMES_CROSSED", "AN", None, "Xã An Hòa"),
        ("UNIT_NAMES_CROSSED", "BH", None, "Xã Bình Hải"),
    ]


def test_without_units_nothing_is_compared_and_that_is_said(office: Office) -> None:
    """UNITS_NOT_GIVEN warns."""
    office.receive()
    with office.typing() as workbook:
        units = workbook["Đơn vị"]
        header = next(cell.row for cell in units["A"] if cell.value == "Mã")
        units.delete_rows(header + 1, 5)
    answer = office.consolidate()
    assert (answer.code, mismatches(answer)) == (0, [("UNITS_NOT_GIVEN", None, None, None)])


def test_another_day_of_the_conference_is_told(office: Office, complete: Journey) -> None:
    """The office's own counts; both are named."""
    complete.set(Ngày_hội_nghị_tổng_kết=datetime.datetime(2025, 12, 29))
    complete.rank()
    with office.typing() as workbook:
        workbook["Danh sách cụm"]["H6"].value = datetime.datetime(2025, 12, 30)
    answer = take(office, complete.book.read_bytes())
    assert (answer.code, mismatches(answer)) == (0, [("CONFERENCE_DIFFERS", None, None, "29/12/2025")])
    assert office.by_key("Tiến độ")["C01"]["Ngày hội nghị"] == datetime.datetime(2025, 12, 30)


def test_an_open_tie_waits_upstairs_too(office: Office, complete: Journey) -> None:
    """No nominee, no hidden order."""
    answer = take(office, level(complete))
    assert (answer.code, mismatches(answer)) == (1, [("TIE_OPEN", None, None, "AN, BH")])
    own = cluster_of(answer)
    assert (own["first"], own["nominee"]) == ([], None)


@pytest.mark.parametrize(("header", "value"), [("Hội nghị suy tôn", "Nhất"), ("Đề nghị Cờ", "Có")])
def test_a_tie_decided_without_a_vote_is_told(
    office: Office, complete: Journey, header: str, value: str
) -> None:
    """Somebody is proclaimed while the vote is open."""
    data, cell = typed_at(level(complete), SAID, ("Mã đơn vị",), ("AN",), header, value)
    answer = take(office, data)
    assert (answer.code, mismatches(answer)) == (1, [("TIE_WITHOUT_VOTE", "AN", cell, value)])
    assert "Các đơn vị AN, BH bằng điểm ở hạng 1" in cluster_of(answer)["mismatches"][0]["message"]
    assert cluster_of(answer)["nominee"] is None


def test_a_tie_settled_by_a_decision_is_shown_with_its_reason(office: Office, complete: Journey) -> None:
    """Allowed, and the superior sees it."""
    level(complete)
    with complete.typing() as book:
        table = Sheet(book["Bỏ phiếu"], "Mã đơn vị")
        table.put(table.row("BH"), "Quyết định", "Hội nghị thống nhất")
        table.put(table.row("BH"), "Lý do", "Thành tích nhiều năm")
    assert complete.rank().json["nominee"] == "BH"
    answer = take(office, complete.book.read_bytes())
    assert (answer.code, mismatches(answer)) == (0, [("TIE_BY_DECISION", "BH", None, "AN, BH")])
    assert "Lý do: Thành tích nhiều năm" in cluster_of(answer)["mismatches"][0]["message"]
    assert "hội nghị thống nhất" in office.by_key("Danh sách đề nghị")["BH"]["Căn cứ"]


@pytest.mark.parametrize(
    ("reason", "code", "exit_code"),
    [(None, "PROCLAIMED_WITHOUT_REASON", 1), ("Hội nghị", "PROCLAIMED_DIFFERS", 0)],
)
def test_what_is_proclaimed_against_the_points(
    office: Office, complete: Journey, reason: str | None, code: str, exit_code: int
) -> None:
    """CM is made second: with a reason a warning, without one an error; the sheets follow the meeting."""
    with complete.typing() as book:
        table = Sheet(book[SAID], "Mã đơn vị")
        table.put(table.row("CM"), "Hội nghị suy tôn", "Nhì")
        table.put(table.row("BH"), "Hội nghị suy tôn", "Không")
        table.put(table.row("BH"), "Lý do", "Hội nghị")
        gone = table.address(table.row("BH"), "Hội nghị suy tôn")
        table.put(table.row("CM"), "Lý do", reason)
        cell = table.address(table.row("CM"), "Hội nghị suy tôn")
    complete.rank()
    answer = take(office, complete.book.read_bytes())
    told = [("PROCLAIMED_DIFFERS", "BH", gone, "Không"), (code, "CM", cell, "Nhì")]
    assert (answer.code, mismatches(answer)) == (exit_code, told)
    assert cluster_of(answer)["second"] == ["CM"]


def test_what_was_sent_and_is_no_more(office: Office, complete: Journey) -> None:
    """SUBMISSION_DIFFERS: the total and rank sent, and those of now."""
    assert run("submit", complete.book, "--kind", "before").code == 0
    sent = complete.book.read_bytes()
    assert mismatches(take(office, sent)) == []
    answer = take(office, agreed_on(sent, complete, "EN", 8.5))
    told = [one for one in mismatches(answer) if one[0] != "BOOK_REPLACES"]
    assert (answer.code, told) == (0, [("SUBMISSION_DIFFERS", "EN", None, None)])
    message = next(one for one in cluster_of(answer)["mismatches"] if one["unit"] == "EN")["message"]
    assert "ghi 66,50 điểm, hạng 3, sổ nay tính được 67,00 điểm, hạng 3" in message


def test_a_row_or_column_that_is_not_there_is_told_by_its_sheet(office: Office, good: bytes) -> None:
    """A code changed since the last ranking, and a header: there is no cell to name."""
    data, _ = typed_at(good, "Đơn vị", ("Mã",), ("EN",), "Mã", "EX")
    table = Sheet(openpyxl.load_workbook(io.BytesIO(data))["Tổng hợp"], "Mã", "Đơn vị")
    data = type_in(data, {"Tổng hợp": {table.address(table.header_row, "Tổng điểm"): "Cộng"}})
    answer = take(office, data)
    messages = [one["message"] for one in cluster_of(answer)["mismatches"] if one["code"] == "RESULT_DIFFERS"]
    assert "Trang Thống nhất điểm không có dòng tiêu chí I.1 của đơn vị EX." in messages
    assert "Trang Tổng hợp không có cột Tổng điểm." in messages
    assert not any("(không rõ)" in message for message in messages)


def test_a_record_edited_by_hand_is_told_with_its_cell(office: Office, complete: Journey) -> None:
    """The chain of `Lần gửi` and that of the journal."""
    run("submit", complete.book, "--kind", "before")
    keys = ("Lần", "Mã đơn vị")
    data, cell = typed_at(complete.book.read_bytes(), "Lần gửi", keys, ("1", "BH"), "Hạng", 1)
    row = "".join(filter(str.isdigit, cell))
    answer = take(office, data)
    assert answer.code == 1
    assert [(code, at) for code, _, at, _ in mismatches(answer)] == [
        ("SUBMISSION_EDITED", f"G{row}"), ("SUBMISSION_DIFFERS", None),
    ]  # fmt: skip


def test_other_errors_of_the_book_are_counted(office: Office, good: bytes) -> None:
    """ERRORS_LEFT: a score above its maximum is the cluster's own matter; that a unit lacks one is not."""
    data, _ = typed_at(good, LEDGER, ("Mã đơn vị", "Mã tiêu chí"), ("DL", "2.4"), "Điểm thống nhất", 99)
    answer = take(office, data)
    assert {"ERRORS_LEFT", "UNIT_INCOMPLETE"} <= set(codes(answer))
    left = next(one for one in cluster_of(answer)["mismatches"] if one["code"] == "ERRORS_LEFT")
    assert (left["sheet"], left["severity"]) == ("Cần sửa", "warning")
    assert "còn 1 lỗi khác" in left["message"]
    assert "tạm" in office.by_key("Tổng hợp")["C01"]["Ghi chú"]


def shown_as_percent(cell: Any) -> str:
    """0.09 as 9%."""
    cell.value, cell.number_format = 0.09, "0%"
    return "SHOWN_OTHERWISE"


def struck(cell: Any) -> str:
    """A score that somebody struck out."""
    cell.value, cell.font = "6", Font(strike=True)
    return "TEXT_NOT_PLAIN"


def covered(cell: Any) -> str:
    """A score under a merge with the cell above."""
    cell.value = 6
    cell.parent.merged_cells.add(f"{cell.column_letter}{cell.row - 1}:{cell.coordinate}")
    return "CELL_COVERED"


@pytest.mark.parametrize("doubt", [shown_as_percent, struck, covered])
def test_an_agreed_cell_that_does_not_count_is_told_first(
    office: Office, good: bytes, doubt: Callable[[Any], str]
) -> None:
    """The cause with its cell before all that differs for it; no reason is asked, and it is no "other error"."""
    told: list[str] = []

    def change(book: Workbook) -> None:
        table = journey.ledger(book)
        cell = table.sheet.cell(table.row("DL", "I.2"), table.columns["Điểm thống nhất"])
        table.put(table.row("DL", "I.2"), "Lý do", None)
        told.extend((doubt(cell), cell.coordinate))

    answer = take(office, changed(good, change))
    assert answer.code == 1
    (first, *others) = cluster_of(answer)["mismatches"]
    assert ([first["code"], first["cell"]], first["unit"]) == (told, "DL")
    assert "UNIT_INCOMPLETE" in {one["code"] for one in others}
    assert not {"REASON_MISSING", "ERRORS_LEFT"} & {one["code"] for one in others}
    assert office.records("Sai lệch")[0]["Ô"] == told[1]


@pytest.mark.parametrize("name", ["C01", OTHER])
def test_a_book_saved_by_a_library_gives_no_false_mismatch(office: Office, name: str) -> None:
    """Formulas without stored results are no changed results."""
    office.receive()
    office.drop(BOOKS[name], changed(office.sources[name], lambda _: None))
    answer = office.consolidate()
    assert (answer.code, mismatches(answer), mismatches(answer, OTHER)) == (0, [], [])


def test_criteria_of_its_own_are_told(office: Office, good: bytes) -> None:
    """CRITERIA_DIFFER: where the superior gave common criteria, a cluster that changed them is named."""
    with_common = openpyxl.load_workbook(office.book)
    sheet = journey.Sheet(with_common["Tiêu chí"], "Mã", "Nội dung")
    rows = (("I", "MỤC I", "Mục", None), ("I.1", "Một việc", "Tiêu chí", "Chấm trực tiếp"))
    for at, (code, text, kind, method) in enumerate(rows, start=sheet.header_row + 1):
        cells = {"Mã": code, "Nội dung": text, "Loại": kind, "Điểm tối đa": 10, "Cách chấm": method}
        for header, value in cells.items():
            sheet.put(at, header, value)
    with_common.save(office.book)
    answer = take(office, good)
    assert codes(answer) == ["CRITERIA_DIFFER"]
    assert answer.code == 0


def test_a_score_that_shows_another_number_counts_for_nobody(office: Office, good: bytes) -> None:
    """7% for 0.07: AN is short of its seven points, the other scores of the book are read as ever."""

    def percent(book: Workbook) -> None:
        sheet = journey.ledger(book)
        cell = sheet.sheet.cell(sheet.row("AN", "2.4"), sheet.columns["Điểm thống nhất"])
        cell.value, cell.number_format = 0.07, "0%"

    take(office, changed(good, percent))
    units = office.by_key("Toàn bộ đơn vị")
    assert f"{units['AN']['Tổng điểm']:.2f}" == "76.00"
    assert f"{units['BH']['Tổng điểm']:.2f}" == TOTALS["BH"]


# --- typed after the last run ----------------------------------------------------------------------


def test_a_scale_changed_without_a_run_is_told_by_its_cause(office: Office, good: bytes) -> None:
    """Changed in Excel and sent: the office reads that, not a hundred results that differ for it."""
    data, _ = typed_at(good, "Tiêu chí", ("Mã",), ("I.3",), "Điểm tối đa", 14)
    data, cell = typed_at(data, "Tiêu chí", ("Mã",), ("I.3",), "Mã", "I.3")
    answer = take(office, data)
    assert ("CRITERIA_CHANGED", None, cell, "I.3") in mismatches(answer)
    assert codes(answer).count("CRITERIA_CHANGED") == 1
    assert "RESULT_DIFFERS" not in codes(answer)


def test_a_decision_typed_without_a_run_is_told(office: Office, good: bytes) -> None:
    """DECISION_NOT_FOLLOWED: its file still counts in the book that was sent, whose originals the office lacks."""
    data, cell = typed_at(good, "Tiếp nhận", ("File",), ("Phieu_BH_2025.xlsx",), "Quyết định", "Bỏ qua")
    assert ("DECISION_NOT_FOLLOWED", "BH", cell, "Bỏ qua") in mismatches(take(office, data))
