"""Tổng hợp các cụm through the command line: what is believed, what is told, which file counts, what is written."""

import datetime
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from tests.workbooks import journey
from tests.workbooks.journey import RANKS, TOTALS, Journey, Run, Sheet, run
from tests.workbooks.office_journey import (
    BOOKS,
    LATER,
    OTHER,
    Office,
    Told,
    changed,
    codes,
    mismatches,
    own_findings,
    typed_at,
)

RANKING, SAID, LEDGER = "Xếp hạng", "Suy tôn", "Thống nhất điểm"
FIRST, SECOND = BOOKS["C01"], BOOKS[OTHER]
LEVEL = {
    "I.1": 9.25,
    "I.2": 10,
    "I.3": 15,
    "I.4": 10,
    "I.6": 5,
    "2.2": 8,
    "2.3": 6,
    "2.4": 7,
    "T1": 4,
    "P1": 0,
}
"""Agreed scores that bring BH to the 83 points of AN (I.5 gives it 3,75, 2.1 the 5 it has)."""


def whole(folder: Path) -> dict[str, bytes]:
    """Everything in a folder."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def states(office: Office) -> dict[str, tuple[str, str | None]]:
    """File → cluster's code and state, as `Sổ đã nhận` has them."""
    return {row["File"]: (row["Trạng thái"], row["Mã cụm"]) for row in office.records("Sổ đã nhận")}


def take(office: Office, book: bytes, name: str = FIRST) -> Run:
    """`consolidate` with this book of C01 and the good one of C02."""
    office.receive(OTHER)
    office.drop(name, book)
    return office.consolidate()


def cluster_of(answer: Run, code: str | None = "C01") -> dict[str, Any]:
    """What the document says of a cluster."""
    found = next(one for one in answer.json["clusters"] if one["code"] == code)
    assert isinstance(found, dict)
    return found


def agreed_on(book: bytes, complete: Journey, unit: str, points: float) -> bytes:
    """A later version of the book: one more score agreed, ranked by the program."""
    complete.book.write_bytes(book)
    complete.agree(unit, "I.1", score=points, reason="Rà soát")
    assert complete.rank().code == 0
    return complete.book.read_bytes()


def level(complete: Journey) -> bytes:
    """AN and BH are level at first."""
    with complete.typing() as book:
        for criterion, score in LEVEL.items():
            journey.agree(book, "BH", criterion, score=score, reason="Rà soát")
    assert complete.rank().json["open_ties"] == [{"rank": 1, "codes": ["AN", "BH"]}]
    return complete.book.read_bytes()


@pytest.fixture
def good(cluster_books: dict[str, bytes]) -> bytes:
    """The complete book of C01."""
    return cluster_books["C01"]


# --- the document ---------------------------------------------------------------------------------


def test_the_document_key_by_key(office: Office) -> None:
    """What other programs rely on."""
    office.receive("C01")
    answer = office.consolidate()
    assert (answer.code, answer.err) == (1, "")  # C02 is missing
    assert answer.json == {
        "clusters": [
            {"code": "C01", "name": "Cụm thi đua số 1", "file": FIRST, "status": "received",
             "phase": "Đang nhận", "days_before_conference": None, "units": 5, "first": ["AN"],
             "second": ["BH"], "third": ["EN"], "nominee": "AN", "mismatches": []},
            {"code": OTHER, "name": "Cụm thi đua số 2", "file": None, "status": "missing", "phase": None,
             "days_before_conference": None, "units": 0, "first": [], "second": [], "third": [],
             "nominee": None, "mismatches": []},
        ],
        "expected": 2, "received": 1, "missing": [OTHER], "nominees": [{"cluster": "C01", "code": "AN"}],
        "findings": [],
    }  # fmt: skip


def test_all_in_order_is_exit_code_0(office: Office) -> None:
    """Nothing is missing, nothing differs, a person reads it in three sentences."""
    office.receive()
    assert office.consolidate().code == 0
    answer = run("consolidate", office.book, office.inbox)
    assert (answer.code, answer.err) == (0, "")
    assert "Đã có sổ của 2/2 cụm." in answer.out
    assert "2 đơn vị được các cụm đề nghị Cờ, chưa xếp thứ tự" in answer.out


@pytest.mark.parametrize("what", ["nowhere", "empty"])
def test_a_folder_that_is_not_there_is_exit_code_2(office: Office, what: str) -> None:
    """One sentence, not a byte."""
    folder = office.folder / what
    if what == "empty":
        folder.mkdir()
    before = office.book.read_bytes()
    answer = office.consolidate(folder)
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert what in answer.err
    assert office.book.read_bytes() == before


def test_the_days_before_the_conference(office: Office, complete: Journey) -> None:
    """From `Ngày nhận`; without it from the cluster's `Lần gửi` of 27 December; else empty."""
    assert run("submit", complete.book, "--kind", "before").code == 0
    office.drop(FIRST, complete.book.read_bytes())
    office.receive(OTHER)
    with office.typing() as workbook:
        for row in (5, 6):
            workbook["Danh sách cụm"][f"H{row}"].value = datetime.datetime(2025, 12, 31)
        workbook["Cấp trên"]["B14"].value = datetime.datetime(2025, 12, 28)
    assert Sheet(openpyxl.load_workbook(office.book)["Cấp trên"], "Mục").at(14, "Mục") == "Hạn gửi hồ sơ"
    days = {one["code"]: one["days_before_conference"] for one in office.consolidate().json["clusters"]}
    assert days == {"C01": 4, OTHER: None}
    office.type("Hồ sơ nhận", [
        ("C01", "Bảng tổng hợp điểm", "12/BC", datetime.datetime(2025, 12, 29)),
        ("C01", "Báo cáo tổng kết", "13/BC", datetime.datetime(2025, 12, 29)),
        ("C01", "Biên bản hội nghị", "", datetime.datetime(2025, 12, 28)),
    ])  # fmt: skip
    days = {one["code"]: one["days_before_conference"] for one in office.consolidate().json["clusters"]}
    assert days == {"C01": 2, OTHER: None}
    line = office.by_key("Tiến độ")["C01"]
    assert line["Bảng tổng hợp điểm"] == datetime.datetime(2025, 12, 29)
    assert (line["Gửi muộn"], line["Còn thiếu"]) == (
        "Bảng tổng hợp điểm, Báo cáo tổng kết",
        "Danh sách suy tôn",
    )
    assert office.by_key("Tiến độ")[OTHER]["Bảng tổng hợp điểm"] == "có, chưa ghi ngày"


# --- what is written ------------------------------------------------------------------------------


def test_the_sheets_of_the_book(office: Office) -> None:
    """Totals and ranks as worked out by hand, cluster by cluster and all together."""
    office.receive()
    office.consolidate()
    summary = office.by_key("Tổng hợp")["C01"]
    assert (summary["Nhất"], summary["Điểm Nhất"], summary["Đề nghị Cờ"]) == (
        "AN Xã An Hòa",
        83,
        "AN Xã An Hòa",
    )
    units = office.by_key("Toàn bộ đơn vị")
    assert len(units) == 10
    assert {code: f"{units[code]['Tổng điểm']:.2f}" for code in TOTALS} == TOTALS
    assert {code: units[code]["Hạng trong cụm"] for code in RANKS} == RANKS
    together = {code: (row["Nhóm so sánh"], row["Hạng trong nhóm"]) for code, row in units.items()}
    assert (together["AN"], together["PA"], together["BH"]) == (("A", 1), ("A", 1), ("A", 3))
    assert office.records("Sai lệch") == []
    assert states(office) == {FIRST: ("Đã nhận", "C01"), SECOND: ("Đã nhận", OTHER)}
    nominees = office.by_key("Danh sách đề nghị")
    assert nominees["AN"]["Căn cứ"] == (
        "Nhất Cụm thi đua số 1: 83,00/81,00 điểm (102,47 %); hơn đơn vị sau 14,25 điểm"
    )
    assert "2/2" in " ".join(str(cell.value) for row in openpyxl.load_workbook(office.book, data_only=True)
                             ["Tổng quan"].iter_rows() for cell in row if cell.value)  # fmt: skip


@pytest.mark.parametrize("setting", ["criteria", "basis"])
def test_what_is_not_scored_alike_is_not_compared(office: Office, complete: Journey, setting: str) -> None:
    """Other criteria or another basis: no common rank, and the sheet says why."""
    with complete.typing() as book:
        if setting == "basis":
            journey.set_up(book, {"Xếp theo": "Tỷ lệ %"})
        else:
            table = Sheet(book["Tiêu chí"], "Mã")
            table.put(table.row("I.1"), "Điểm tối đa", 11)
    complete.rank()
    take(office, complete.book.read_bytes())
    rows = office.records("Toàn bộ đơn vị")
    assert {row["Hạng trong nhóm"] for row in rows} == {None}
    assert all("Không so sánh với cụm khác" in row["Ghi chú"] for row in rows)
    assert len({row["Nhóm so sánh"] for row in rows}) == 2


def test_the_order_of_the_proposal_follows_the_weights(office: Office) -> None:
    """Without weights side by side; with both, ranked, and the flags dealt by their quotas."""
    office.receive()
    office.type("Điểm cấp trên", [("AN", 40, 50), ("PA", 45, 50)])
    office.consolidate()
    assert [row["Thứ tự"] for row in office.records("Danh sách đề nghị")] == [None, None]
    office.set(Trọng_số_của_cụm=1)
    assert own_findings(office.consolidate()) == [("WEIGHT_MISSING", None, None, None)]
    office.set(Trọng_số_của_cấp_trên=1, Chỉ_tiêu_hình_thức_1=1, Chỉ_tiêu_hình_thức_2=1)
    assert office.consolidate().code == 0
    rows = office.records("Danh sách đề nghị")
    assert [(row["Mã đơn vị"], row["Thứ tự"], row["Giá trị xét"]) for row in rows] == [
        ("PA", 1, 96.24), ("AN", 2, 91.24),
    ]  # fmt: skip
    assert [row["Hình thức đề nghị"] for row in rows] == [
        "Cờ thi đua của Chính phủ",
        "Cờ thi đua của UBND tỉnh",
    ]


def test_a_tie_at_the_quotas_edge_stops_until_somebody_decides(office: Office) -> None:
    """Exit code 1; the decision with its reason stands in `Đề nghị` and survives."""
    office.receive()
    office.set(Trọng_số_của_cụm=1, Trọng_số_của_cấp_trên=0, Chỉ_tiêu_hình_thức_1=1)
    answer = office.consolidate()
    assert (answer.code, own_findings(answer)) == (1, [("TIE_AT_QUOTA", None, None, "AN, PA")])
    assert {row["Hình thức đề nghị"] for row in office.records("Danh sách đề nghị")} == {"chờ quyết định"}
    office.type("Đề nghị", [("PA", "Cờ thi đua của Chính phủ", "Đồng ý", "Ba năm liền dẫn đầu")])
    answer = office.consolidate()
    assert (answer.code, own_findings(answer)) == (0, [])
    row = office.by_key("Danh sách đề nghị")["PA"]
    assert row["Hình thức đề nghị"] == "Cờ thi đua của Chính phủ"
    assert "quyết định: Ba năm liền dẫn đầu" in row["Căn cứ"]
    assert office.by_key("Danh sách đề nghị")["AN"]["Hình thức đề nghị"] == "hết chỉ tiêu"
    assert office.by_key("Đề nghị")["PA"]["Lý do"] == "Ba năm liền dẫn đầu"


def test_a_nominee_without_the_superiors_score_is_named(office: Office) -> None:
    """SUPERIOR_SCORE_MISSING, exit code 1; more flags typed than there are: QUOTA_EXCEEDED."""
    office.receive()
    office.set(Trọng_số_của_cụm=1, Trọng_số_của_cấp_trên=1, Chỉ_tiêu_hình_thức_1=0)
    office.type("Điểm cấp trên", [("AN", 40, 50)])
    office.type("Đề nghị", [("PA", "Cờ thi đua của Chính phủ", "", "Đề xuất")])
    answer = office.consolidate()
    assert answer.code == 1
    assert own_findings(answer) == [
        ("QUOTA_EXCEEDED", None, None, None), ("SUPERIOR_SCORE_MISSING", "PA", None, None),
    ]  # fmt: skip


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


def test_without_units_nothing_is_compared_and_that_is_said(office: Office) -> None:
    """UNITS_NOT_GIVEN warns."""
    office.receive()
    with office.typing() as workbook:
        workbook["Đơn vị"].delete_rows(5, 5)
    answer = office.consolidate()
    assert (answer.code, mismatches(answer)) == (0, [("UNITS_NOT_GIVEN", None, None, None)])


def test_another_day_of_the_conference_is_told(office: Office, complete: Journey) -> None:
    """The office's own counts; both are named."""
    complete.set(Ngày_hội_nghị_tổng_kết=datetime.datetime(2025, 12, 29))
    complete.rank()
    with office.typing() as workbook:
        workbook["Danh sách cụm"]["H5"].value = datetime.datetime(2025, 12, 30)
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
        table.put(table.row("CM"), "Lý do", reason)
        cell = table.address(table.row("CM"), "Hội nghị suy tôn")
    complete.rank()
    answer = take(office, complete.book.read_bytes())
    assert (answer.code, mismatches(answer)) == (exit_code, [(code, "CM", cell, "Nhì")])
    assert cluster_of(answer)["second"] == ["BH", "CM"]


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


@pytest.mark.parametrize("name", ["C01", OTHER])
def test_a_book_saved_by_a_library_gives_no_false_mismatch(office: Office, name: str) -> None:
    """Formulas without stored results are no changed results."""
    office.receive()
    office.drop(BOOKS[name], changed(office.sources[name], lambda _: None))
    answer = office.consolidate()
    assert (answer.code, mismatches(answer), mismatches(answer, OTHER)) == (0, [], [])


# --- which file counts ----------------------------------------------------------------------------


def test_the_same_folder_twice_changes_nothing(office: Office) -> None:
    """Not a byte, not a row, no backup."""
    office.receive()
    first = office.consolidate()
    before = whole(office.folder)
    second = office.consolidate()
    assert (second.code, second.json) == (first.code, first.json)
    office.drop("ban sao.xlsx", office.sources["C01"])
    office.consolidate()
    after = whole(office.folder)
    assert {name: after[name] for name in before} == before
    assert len(office.records("Sổ đã nhận")) == 2


def test_the_book_is_the_state(office: Office) -> None:
    """Another folder later on: the books received before still count, from the originals."""
    office.receive("C01")
    office.consolidate()
    (office.inbox / FIRST).unlink()
    office.receive(OTHER)
    answer = office.consolidate()
    assert (answer.code, answer.json["received"]) == (0, 2)
    kept = {path.stem for path in office.originals.iterdir()}
    assert kept == {hashlib.sha256(data).hexdigest() for data in office.sources.values()}


def test_a_corrected_book_replaces_the_one_before_and_says_so(
    office: Office, complete: Journey, good: bytes
) -> None:
    """The journal goes on: the new one counts, the old one is kept as superseded, whatever their order."""
    take(office, good, "cu.xlsx")
    answer = take(office, agreed_on(good, complete, "EN", 8.5), "moi.xlsx")
    assert (answer.code, codes(answer), cluster_of(answer)["file"]) == (0, ["BOOK_REPLACES"], "moi.xlsx")
    assert "moi.xlsx thay cho cu.xlsx" in cluster_of(answer)["mismatches"][0]["message"]
    assert states(office) == {
        SECOND: ("Đã nhận", OTHER), "cu.xlsx": ("Đã thay thế", "C01"), "moi.xlsx": ("Đã nhận", "C01"),
    }  # fmt: skip
    assert office.by_key("Toàn bộ đơn vị")["EN"]["Tổng điểm"] == 67
    told = [row["Thay đổi"] for row in office.records("Nhật ký")]
    assert any(change.startswith("cu.xlsx") and "đã nhận → đã thay thế" in change for change in told)


def test_an_older_book_that_comes_later_replaces_nothing(
    office: Office, complete: Journey, good: bytes
) -> None:
    """Never the file system's time, never the order of coming."""
    later = agreed_on(good, complete, "EN", 8.5)
    take(office, later, "moi.xlsx")
    answer = take(office, good, "cu.xlsx")
    assert (codes(answer), cluster_of(answer)["file"]) == (["BOOK_REPLACES"], "moi.xlsx")


def test_a_corrected_book_under_the_same_name_is_another_file(
    office: Office, complete: Journey, good: bytes
) -> None:
    """The old original stays; the new one's name bears its hash."""
    take(office, good)
    data = agreed_on(good, complete, "EN", 8.5)
    answer = take(office, data)
    short = hashlib.sha256(data).hexdigest()[:8]
    assert cluster_of(answer)["file"] == f"SoCum_C01_2025 ({short}).xlsx"
    assert len(list(office.originals.iterdir())) == 3


def forked(office: Office, complete: Journey, good: bytes, saved: datetime.datetime | None = None) -> Run:
    """Two people went on with the same book, each alone; `saved`: when the second was saved last."""
    one, two = (agreed_on(good, complete, unit, points) for unit, points in (("EN", 8.5), ("CM", 8.5)))
    office.drop("anh Bình.xlsx", one)
    office.drop("chị Chi.xlsx", changed(two, lambda _: None, saved) if saved else two)
    office.receive(OTHER)
    return office.consolidate()


def test_forked_journals_are_told_where_the_saved_time_decides(
    office: Office, complete: Journey, good: bytes
) -> None:
    """JOURNAL_FORKED: the later one counts, and a person must say that it is the right one."""
    answer = forked(office, complete, good, datetime.datetime(2025, 12, 29))
    assert (answer.code, codes(answer)) == (1, ["JOURNAL_FORKED"])
    assert cluster_of(answer)["file"] == "chị Chi.xlsx"
    assert states(office)["anh Bình.xlsx"] == ("Đã thay thế", "C01")
    office.put("Sổ đã nhận", ("chị Chi.xlsx",), "Quyết định", "Dùng file này")
    assert (office.consolidate().code, codes(office.consolidate())) == (0, [])


def test_two_books_that_nobody_can_order_wait(office: Office, complete: Journey, good: bytes) -> None:
    """TWO_BOOKS, exit code 1, no result; `Dùng file này` decides, and survives the next runs."""
    answer = forked(office, complete, good)
    assert (answer.code, mismatches(answer)) == (
        1, [("TWO_BOOKS", None, None, "anh Bình.xlsx, chị Chi.xlsx")],
    )  # fmt: skip
    own = cluster_of(answer)
    assert (own["status"], own["units"], answer.json["missing"]) == ("refused", 0, ["C01"])
    assert {states(office)[name][0] for name in ("anh Bình.xlsx", "chị Chi.xlsx")} == {"Chờ quyết định"}
    office.put("Sổ đã nhận", ("chị Chi.xlsx",), "Quyết định", "Dùng file này")
    answer = office.consolidate()
    assert (answer.code, mismatches(answer), cluster_of(answer)["file"]) == (0, [], "chị Chi.xlsx")
    before = office.book.read_bytes()
    assert office.consolidate().code == 0
    assert office.book.read_bytes() == before
    row = office.by_key("Sổ đã nhận")["chị Chi.xlsx"]
    assert (row["Vì sao"], row["Quyết định"]) == ("Dùng theo quyết định.", "Dùng file này")


def test_a_file_may_be_passed_over(office: Office, complete: Journey, good: bytes) -> None:
    """`Bỏ qua`: the other one counts."""
    forked(office, complete, good)
    office.put("Sổ đã nhận", ("chị Chi.xlsx",), "Quyết định", "Bỏ qua")
    answer = office.consolidate()
    assert (answer.code, cluster_of(answer)["file"]) == (0, "anh Bình.xlsx")
    assert states(office)["chị Chi.xlsx"] == ("Đã thay thế", "C01")


# --- files that are none --------------------------------------------------------------------------


def year(book: Workbook) -> None:
    """Last year's."""
    journey.set_up(book, {"Năm": 2024})


def unknown(book: Workbook) -> None:
    """A cluster that the office does not have."""
    journey.set_up(book, {"Mã cụm": "C09"})


def without_scores(book: Workbook) -> None:
    """Its central sheet is gone."""
    del book[LEDGER]


def strange(book: Workbook) -> None:
    """Nothing that says whose it is."""
    del book["_meta"]


REFUSED: list[tuple[Callable[[Workbook], None], str, str | None, str | None, str, int]] = [
    (year, "BOOK_YEAR_DIFFERS", "C01", "2024", "Từ chối", 1),
    (unknown, "CLUSTER_UNKNOWN", "C09", "C09", "Chờ quyết định", 1),
    (without_scores, "BOOK_NOT_READ", None, None, "Từ chối", 1),
    (strange, "NOT_A_CLUSTER_BOOK", None, None, "Từ chối", 0),
]


@pytest.mark.parametrize(
    ("change", "code", "cluster", "value", "state", "exit_code"), REFUSED, ids=[one[1] for one in REFUSED]
)
def test_a_file_that_cannot_count_is_named_and_kept(
    office: Office, good: bytes, change: Callable[[Workbook], None], code: str, cluster: str | None,
    value: str | None, state: str, exit_code: int,
) -> None:  # fmt: skip
    """Beside the good books; passed over by decision, nothing is left to be done."""
    office.receive()
    office.drop("la.xlsx", changed(good, change))
    answer = office.consolidate()
    own = [one for one in answer.json["clusters"] for found in one["mismatches"] if found["code"] == code]
    assert [(one["code"], found["value"], found["file"]) for one in own for found in one["mismatches"]] == [
        (cluster, value, "la.xlsx")
    ]
    assert (answer.code, answer.json["received"]) == (exit_code, 2)
    assert states(office)["la.xlsx"][0] == state
    assert len(list(office.originals.iterdir())) == 3
    office.put("Sổ đã nhận", ("la.xlsx",), "Quyết định", "Bỏ qua")
    answer = office.consolidate()
    assert (answer.code, len(answer.json["clusters"])) == (0, 2)


def test_only_a_book_of_another_year_leaves_the_cluster_refused(office: Office, good: bytes) -> None:
    """Something came and is of no use: not the same as nothing."""
    answer = take(office, changed(good, year))
    own = cluster_of(answer)
    assert (own["status"], own["file"], answer.json["missing"]) == ("refused", FIRST, ["C01"])
    assert office.by_key("Tiến độ")["C01"]["Sổ cụm"] == "Chưa dùng được"


def test_a_damaged_file_stops_nothing(office: Office, good: bytes) -> None:
    """Told, kept, exit code 1."""
    office.receive()
    office.drop("hong.xlsx", good[:9000])
    answer = office.consolidate()
    assert (answer.code, answer.json["received"]) == (1, 2)
    last = answer.json["clusters"][-1]
    assert (last["code"], last["status"], last["file"]) == (None, "refused", "hong.xlsx")
    assert [found["code"] for found in last["mismatches"]] == ["FILE_DAMAGED"]


def test_what_else_lies_in_a_clusters_folder_is_left_out_and_told(office: Office, complete: Journey) -> None:
    """Scorecards, papers, pictures, the office's own book: not taken in, named on the screen."""
    office.receive()
    card = next((complete.folder / "phieu").glob("*.xlsx"))
    office.drop(card.name, card.read_bytes())
    office.drop("Bao cao.pdf", b"%PDF-1.7")
    office.drop("so cua so.xlsx", office.book.read_bytes())
    answer = run("consolidate", office.book, office.inbox)
    assert answer.code == 0
    assert "Bỏ qua 3 tệp không phải sổ cụm: Bao cao.pdf" in " ".join(answer.out.split())
    assert set(states(office)) == {FIRST, SECOND}


def test_the_office_book_may_lie_in_the_folder(office: Office) -> None:
    """Itself, its originals and its backups are no cluster books."""
    office.receive()
    assert office.consolidate(office.folder).code == 0
    before = office.book.read_bytes()
    assert office.consolidate(office.folder).code == 0
    assert office.book.read_bytes() == before


def test_a_lost_original_is_told_and_comes_back(office: Office) -> None:
    """What cannot be computed anew does not count."""
    office.receive()
    office.consolidate()
    lost = next(office.originals.glob(f"{hashlib.sha256(office.sources['C01']).hexdigest()}*"))
    lost.unlink()
    (office.inbox / FIRST).unlink()
    answer = office.consolidate()
    assert (answer.code, codes(answer), answer.json["missing"]) == (1, ["ORIGINAL_LOST"], ["C01"])
    office.receive("C01")
    answer = office.consolidate()
    assert (answer.code, mismatches(answer)) == (0, [])
    assert lost.read_bytes() == office.sources["C01"]


# --- what people wrote ----------------------------------------------------------------------------


def test_what_people_added_survives(office: Office) -> None:
    """A sheet, a note beside a row and one below the table, through a run that moves the rows."""
    office.receive("C01")
    office.consolidate()
    with office.typing() as workbook:
        workbook.create_sheet("Riêng")["B2"].value = "của tôi"
        table = Sheet(workbook["Tiến độ"], "Mã cụm")
        note = len(table.columns) + 1
        table.sheet.cell(table.header_row, note).value = "Ghi của tôi"
        table.sheet.cell(table.row(OTHER), note).value = "đã gọi điện"
    office.receive(OTHER)
    assert office.consolidate().code == 0
    workbook = openpyxl.load_workbook(office.book)
    assert workbook["Riêng"]["B2"].value == "của tôi"
    table = Sheet(workbook["Tiến độ"], "Mã cụm")
    assert table.sheet.cell(table.row(OTHER), note).value == "đã gọi điện"


def test_the_version_before_is_kept(office: Office) -> None:
    """In `luu`, as with every book."""
    office.receive()
    before = office.book.read_bytes()
    office.consolidate()
    assert before in [path.read_bytes() for path in (office.folder / "luu").glob("*.xlsx")]


def test_a_typed_column_that_was_renamed_stops_the_command(office: Office) -> None:
    """Decisions under an unknown header would be overlooked: exit code 2, not a byte."""
    office.receive()
    office.consolidate()
    with office.typing() as workbook:
        table = Sheet(workbook["Sổ đã nhận"], "File")
        table.sheet.cell(table.header_row, table.columns["Quyết định"]).value = "Ý kiến"
    before = office.book.read_bytes()
    answer = office.consolidate()
    assert (answer.code, answer.out) == (2, "")
    assert "thiếu cột Quyết định" in answer.err
    assert office.book.read_bytes() == before


def test_the_order_of_the_folders_changes_no_byte(office: Office, good: bytes, tmp_path: Path) -> None:
    """Each book in a folder of its own, in either order."""
    folders = []
    for name, data in ((FIRST, good), (SECOND, office.sources[OTHER])):
        folder = tmp_path / "rieng" / name[:-5]
        folder.mkdir(parents=True)
        (folder / name).write_bytes(data)
        folders.append(folder)
    empty = office.book.read_bytes()
    written: list[bytes] = []
    for order in (folders, folders[::-1]):
        office.book.write_bytes(empty)
        assert office.consolidate(*order).code == 0
        written.append(office.book.read_bytes())
    assert written[0] == written[1]


def test_the_saved_time_of_a_copy_is_no_new_version(office: Office, good: bytes) -> None:
    """Saved again without a change: the later one counts and nothing is wrong."""
    take(office, good, "mot.xlsx")
    answer = take(office, changed(good, lambda _: None, LATER), "hai.xlsx")
    assert (answer.code, codes(answer), cluster_of(answer)["file"]) == (0, ["BOOK_REPLACES"], "hai.xlsx")


def test_a_decision_for_an_older_book_does_not_hide_a_newer_one(
    office: Office, complete: Journey, good: bytes
) -> None:
    """CHOSEN_BOOK_IS_OLDER: what a person chose counts, and the one that came since is named."""
    take(office, good, "cu.xlsx")
    office.put("Sổ đã nhận", ("cu.xlsx",), "Quyết định", "Dùng file này")
    answer = take(office, agreed_on(good, complete, "EN", 8.5), "moi.xlsx")
    assert (codes(answer), cluster_of(answer)["file"]) == (["CHOSEN_BOOK_IS_OLDER"], "cu.xlsx")
    assert "moi.xlsx mới hơn cu.xlsx" in cluster_of(answer)["mismatches"][0]["message"]
    office.put("Sổ đã nhận", ("moi.xlsx",), "Quyết định", "Dùng file này")
    assert codes(office.consolidate()) == ["TWO_BOOKS"]
    office.put("Sổ đã nhận", ("cu.xlsx",), "Quyết định", None)
    answer = office.consolidate()
    assert (codes(answer), cluster_of(answer)["file"]) == ([], "moi.xlsx")


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
