"""Head and deputy elected in a real book: typed on `Bầu Trưởng cụm`, counted by `rank`, kept by every command."""

import datetime
from typing import Any

import openpyxl
import pytest

from tests.journeys.conference import ELECTION, hold_ballot, hold_election
from tests.journeys.journey import Journey, Sheet, found_in, run
from tests.journeys.taken_in import COMMANDS, by_both_commands

DEPUTY = "Phó Trưởng cụm"
DAY = datetime.datetime(2025, 12, 28)


def rows(cluster: Journey) -> list[dict[str, Any]]:
    """The rows of the sheet that name a unit."""
    return cluster.sheet(ELECTION, "Mã đơn vị", "Số phiếu").records()


def above(cluster: Journey) -> list[str]:
    """What stands above the table."""
    sheet = cluster.sheet(ELECTION, "Mã đơn vị", "Số phiếu")
    cells = (sheet.sheet.cell(row, 1).value for row in range(1, sheet.header_row))
    return [str(value) for value in cells if value]


def consider(cluster: Journey, unit: str, eligibility: str, reason: str) -> None:
    """Type `Xét thi đua` of a unit."""
    with cluster.typing() as book:
        sheet = Sheet(book["Đơn vị"], "Mã")
        sheet.put(sheet.row(unit), "Xét thi đua", eligibility)
        sheet.put(sheet.row(unit), "Lý do không xét", reason)


def test_nobody_elected_is_no_error(complete: Journey) -> None:
    """Nothing typed: no finding, exit 0, and the document of rank is as it was."""
    answer = run("rank", complete.book, "--json")
    assert answer.code == 0
    assert "offices" not in answer.json
    assert not [line for line in above(complete) if "Đã bầu" in line]


def test_both_offices_are_elected(complete: Journey) -> None:
    """The document, what is printed and the line above the table say who."""
    hold_election(complete, {"BH": 4, "CM": 1})
    hold_election(complete, {"CM": 3, "DL": 2}, DEPUTY)
    answer = run("rank", complete.book, "--json")
    assert (answer.code, found_in(answer.json)) == (0, [])
    assert answer.json["offices"] == [
        {"office": "head", "round": 1, "counted": True, "winner": "BH"},
        {"office": "deputy", "round": 1, "counted": True, "winner": "CM"},
    ]
    said = "Đã bầu: Trưởng cụm BH – Xã Bình Hải; Phó Trưởng cụm CM – Xã Châu Mỹ; chờ cấp trên phê duyệt (I.1)"
    assert said in run("rank", complete.book).out
    assert said in above(complete)
    assert [(row["Đơn vị"], row["Số phiếu"]) for row in rows(complete)] == [
        ("Xã Bình Hải", 4), ("Xã Châu Mỹ", 1), ("Xã Châu Mỹ", 3), ("Xã Đông Lĩnh", 2),
    ]  # fmt: skip


def test_level_candidates_get_their_next_round(complete: Journey) -> None:
    """The rows are filled in; typed, they decide, and the deputy's ballot counts from then on."""
    hold_election(complete, {"BH": 2, "CM": 2, "EN": 1})
    hold_election(complete, {"AN": 5}, DEPUTY)
    answer = run("rank", complete.book, "--json")
    assert (answer.code, [code for code, _ in found_in(answer.json)]) == (1, ["VOTE_TIED"])
    assert [row["Mã đơn vị"] for row in rows(complete) if row["Lần"] == 2] == ["BH", "CM"]
    with complete.typing() as book:
        sheet = Sheet(book[ELECTION], "Mã đơn vị", "Số phiếu")
        second = [row for row in sheet.rows() if sheet.at(row, "Lần") == 2]
        for row, count in zip(second, (1, 4), strict=True):
            sheet.put(row, "Số phiếu", count)
        for header, value in {"Phát ra": 5, "Thu vào": 5, "Hợp lệ": 5, "Không hợp lệ": 0}.items():
            sheet.put(second[0], header, value)
    answer = run("rank", complete.book, "--json")
    assert answer.code == 0
    assert [(one["office"], one["winner"]) for one in answer.json["offices"]] == [
        ("head", None), ("head", "CM"), ("deputy", "AN"),
    ]  # fmt: skip


def _column(cluster: Journey, header: str) -> str:
    sheet = cluster.sheet(ELECTION, "Mã đơn vị", "Số phiếu")
    return sheet.address(1, header).rstrip("0123456789")


@pytest.mark.parametrize(
    ("votes", "more", "code", "header"),
    [
        ({"AN": 3, "BH": 2}, {"Hợp_lệ": 4}, "VOTE_ARITHMETIC", "Hợp lệ"),
        ({"AN": 3, "BHH": 2}, {}, "UNIT_NOT_LISTED", "Mã đơn vị"),
        ({"AN": 3, "BH": 2}, {"office": "Trưởng ban"}, "VALUE_UNKNOWN", "Chức danh"),
        ({"AN": 3}, {"office": ""}, "VOTE_WITHOUT_UNIT", "Chức danh"),
        ({"AN": 3, "BH": 2}, {"office": DEPUTY}, "OFFICE_WAITS", "Mã đơn vị"),
        ({"AN": 3, "EN": 2}, {}, "OFFICE_BARRED", "Mã đơn vị"),
        ({"AN": 3, "BH": 2}, {"Quyết_định": "Bốc thăm"}, "RULE_UNKNOWN", "Quyết định"),
        ({"AN": 3, "BH": 2}, {"Ngày": "hôm qua"}, "DATE_UNREADABLE", "Ngày"),
        ({"AN": 3, "BH": "hai"}, {}, "NOT_A_NUMBER", "Số phiếu"),
    ],
)
def test_what_cannot_stand_is_told_at_its_cell(
    complete: Journey, votes: dict[str, Any], more: dict[str, Any], code: str, header: str
) -> None:
    """One mistake, exit 1, the cell exists and holds what is quoted, nothing is lost."""
    consider(complete, "EN", "Không", "đơn vị mới thành lập")
    run("rank", complete.book)
    office = more.pop("office", "Trưởng cụm")
    counts = {unit: count if isinstance(count, int) else 2 for unit, count in votes.items()}
    first = hold_election(complete, counts, office or "x", **more)
    with complete.typing() as book:
        sheet = Sheet(book[ELECTION], "Mã đơn vị", "Số phiếu")
        for at, count in enumerate(votes.values()):
            sheet.put(first + at, "Số phiếu", count)
            sheet.put(first + at, "Chức danh", office or None)
    typed = [(row["Mã đơn vị"], row["Số phiếu"], row["Chức danh"]) for row in rows(complete)]
    answer = run("rank", complete.book, "--json")
    told = [one for one in answer.json["findings"] if one["sheet"] == ELECTION]
    assert (answer.code, {one["code"] for one in told} - {"VOTE_ARITHMETIC"}) == (
        1,
        {code} - {"VOTE_ARITHMETIC"},
    )
    found = [one for one in told if one["code"] == code and one["cell"].startswith(_column(complete, header))]
    assert found
    held = complete.sheet(ELECTION, "Mã đơn vị", "Số phiếu").sheet[found[0]["cell"]].value
    assert str(held if held is not None else "") == (found[0]["value"] or "")
    assert [(row["Mã đơn vị"], row["Số phiếu"], row["Chức danh"]) for row in rows(complete)] == typed


def test_one_unit_cannot_be_head_and_deputy(complete: Journey) -> None:
    """OFFICE_DOUBLE at its row of the deputy's ballot."""
    hold_election(complete, {"BH": 4, "CM": 1})
    first = hold_election(complete, {"BH": 3, "CM": 2}, DEPUTY)
    answer = run("rank", complete.book, "--json")
    assert (answer.code, found_in(answer.json)) == (1, [("OFFICE_DOUBLE", f"C{first}")])
    assert [one["winner"] for one in answer.json["offices"]] == ["BH", None]


@by_both_commands
def test_typed_ballots_survive_a_moved_sheet_and_swapped_columns(complete: Journey, command: str) -> None:
    """Found by header and by name; three runs change nothing that was typed."""
    hold_election(complete, {"BH": 4, "CM": 1}, Ngày=DAY, Ban_kiểm_phiếu="Bà Mai", Lý_do="=xem biên bản")
    with complete.typing() as book:
        sheet = book[ELECTION]
        book.move_sheet(sheet, offset=-5)
        sheet.title = "tạm"  # openpyxl numbers a name that differs in nothing but its case
        sheet.title = "BẦU TRƯỞNG CỤM"
        table = Sheet(sheet, "Mã đơn vị", "Số phiếu")
        for row in range(table.header_row, sheet.max_row + 1):
            one, other = (sheet.cell(row, table.columns[name]) for name in ("Ngày", "Chức danh"))
            one.value, other.value = other.value, one.value
        sheet["T2"] = "ghi chú riêng"
    wanted = {"Lần", "Chức danh", "Mã đơn vị", "Số phiếu", "Ngày", "Ban kiểm phiếu", "Lý do", "Hợp lệ"}

    def typed() -> list[dict[str, Any]]:
        table = Sheet(openpyxl.load_workbook(complete.book)["BẦU TRƯỞNG CỤM"], "Mã đơn vị", "Số phiếu")
        return [{header: row[header] for header in wanted} for row in table.records()]

    before = typed()
    for _ in range(3):
        COMMANDS[command](complete)
        assert typed() == before
    assert openpyxl.load_workbook(complete.book)["BẦU TRƯỞNG CỤM"]["T2"].value == "ghi chú riêng"
    assert complete.rank().json["offices"][0]["winner"] == "BH"


def test_a_second_run_writes_nothing(complete: Journey) -> None:
    """Not a byte."""
    hold_election(complete, {"BH": 4, "CM": 1})
    complete.rank()
    before = complete.book.read_bytes()
    complete.rank()
    assert complete.book.read_bytes() == before


def test_the_journal_tells_of_the_ballot(complete: Journey) -> None:
    """What was typed stands there once, named by its office."""
    hold_election(complete, {"BH": 4, "CM": 1})
    complete.rank()
    said = [row["Thay đổi"] for row in complete.sheet("Nhật ký", "Lúc", "Mã băm").records()]
    assert sum("Bỏ phiếu chức Trưởng cụm lần 1 BH: (trống) → Số phiếu 4" in line for line in said) == 1


def test_an_election_is_under_the_seal(complete: Journey) -> None:
    """Closed with it; a vote changed afterwards breaks the seal and is named."""
    hold_election(complete, {"BH": 4, "CM": 1})
    complete.rank()
    assert run("close", complete.book).code == 0
    assert run("verify", complete.book, "--json").json["equal"]
    with complete.typing() as book:
        sheet = Sheet(book[ELECTION], "Mã đơn vị", "Số phiếu")
        sheet.put(sheet.header_row + 1, "Ban kiểm phiếu", "Người khác")
    answer = run("verify", complete.book, "--json")
    broken = [one for one in answer.json["differences"] if one["code"] == "SEAL_BROKEN"]
    assert "khác ở Bầu Trưởng cụm" in broken[0]["message"]


def test_an_election_typed_after_the_seal_or_taken_away_is_named(complete: Journey) -> None:
    """The part is there only where something was typed: both ways it is told by its name."""
    assert run("close", complete.book).code == 0
    hold_election(complete, {"BH": 4, "CM": 1})
    answer = run("verify", complete.book, "--json")
    assert any("khác ở Bầu Trưởng cụm" in one["message"] for one in answer.json["differences"])


def test_open_votes_of_both_sheets_are_told_beside_each_other(complete: Journey) -> None:
    """A vote nobody asked for on `Bỏ phiếu` changes nothing about the election."""
    hold_ballot(complete, {"AN": 2, "BH": 3})
    hold_election(complete, {"BH": 4, "CM": 1})
    answer = complete.rank()
    assert answer.json["offices"][0]["winner"] == "BH"
    assert {one["sheet"] for one in answer.json["findings"]} == {"Bỏ phiếu"}


def test_a_sheet_of_ones_own_of_that_name_is_not_drawn_over(complete: Journey) -> None:
    """The command stops with a sentence."""
    with complete.typing() as book:
        del book[ELECTION]
        book.create_sheet(ELECTION)["A1"] = "Danh sách của tôi"
    answer = run("rank", complete.book)
    assert answer.code == 2 and ELECTION in answer.err


def test_an_older_book_gets_the_sheet_with_one_line_of_the_journal(complete: Journey) -> None:
    """Ranks stay; `check` and `verify` find nothing missing."""
    before = complete.rank().json["units"]
    with complete.typing() as book:
        del book[ELECTION]
    assert run("verify", complete.book, "--json").json["equal"]
    assert run("check", complete.book).code == 0
    assert complete.rank().json["units"] == before
    said = [row["Thay đổi"] for row in complete.sheet("Nhật ký", "Lúc", "Mã băm").records()]
    assert sum(f"Thêm trang {ELECTION}" in line for line in said) == 1


def test_an_office_merged_over_several_rows_is_asked_about(complete: Journey) -> None:
    """Only its first cell holds it: the others are no blank that somebody left."""
    first = hold_election(complete, {"BH": 4, "CM": 1})
    with complete.typing() as book:
        book[ELECTION].merge_cells(start_row=first, end_row=first + 1, start_column=2, end_column=2)
    answer = run("rank", complete.book, "--json")
    assert answer.code == 1
    assert ("BLANK_COVERED", f"B{first + 1}") in found_in(answer.json)
