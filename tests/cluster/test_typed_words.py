"""Words that people type where a list is meant: what is none of it must not count as nothing in silence."""

from typing import Any

import pytest

from tests.journeys import journey
from tests.journeys.conference import hold_ballot
from tests.journeys.journey import LEDGER, UNITS, VOTES, Journey, Run, Sheet, found_in, run
from tests.journeys.office_journey import Office


def checked(cluster: Journey) -> tuple[int, dict[str, Any]]:
    """The exit code of `check` on the book, and its file's entry."""
    answer = run("check", cluster.book, "--json")
    (file,) = answer.json["files"]
    return answer.code, file


def type_criterion(cluster: Journey, code: str, header: str, value: object) -> str:
    """Type into a cell of `Tiêu chí`; its address."""
    with cluster.typing() as book:
        sheet = Sheet(book["Tiêu chí"], "Mã")
        sheet.put(sheet.row(code), header, value)
        return sheet.address(sheet.row(code), header)


@pytest.mark.parametrize(
    ("header", "value", "code"),
    [
        ("Tham số", "tối đa 50", "PARAMETER_INVALID"),
        ("Tham số", "hệ số hai", "PARAMETER_INVALID"),
        ("Tham số", 2, "PARAMETER_INVALID"),
        ("Ai chấm", "Trưởng cụm", "SECTION_IGNORES"),
        ("Khi không được giao", "Đủ điểm", "SECTION_IGNORES"),
        ("Cách chấm", "Theo tỷ lệ", "SECTION_IGNORES"),
        ("Ai chấm", "Phòng Nội vụ", "RULE_UNKNOWN"),
    ],
)
def test_what_a_section_does_not_use_is_an_error(
    issued: Journey, header: str, value: object, code: str
) -> None:
    """What changes no score of a Mục, or is no rule: `check` and `issue` say so at the cell instead of going on."""
    cell = type_criterion(issued, "I", header, value)
    exit_code, file = checked(issued)
    assert exit_code == 1
    assert (code, cell) in found_in(file)
    again = run("issue", issued.book, "--out", issued.folder / "lai")
    assert again.code == 1
    assert f"Ô {cell}" in again.out


@pytest.mark.parametrize(("header", "value"), [("Cách chấm", "chấm trực tiếp"), ("Ai chấm", "Đơn vị")])
def test_the_usual_words_beside_a_section_do_no_harm(issued: Journey, header: str, value: str) -> None:
    """Filled down a whole column they say what holds anyway."""
    type_criterion(issued, "I", header, value)
    assert [one["code"] for one in checked(issued)[1]["findings"] if one["severity"] == "error"] == [
        "UNIT_MISSING"] * len(UNITS)  # fmt: skip


def test_a_parameter_where_the_rule_takes_none(issued: Journey) -> None:
    """`Chấm trực tiếp` has no parameter."""
    cell = type_criterion(issued, "I.1", "Tham số", "trần 5")
    exit_code, file = checked(issued)
    assert exit_code == 1
    assert ("PARAMETER_INVALID", cell) in found_in(file)


@pytest.mark.parametrize("typed", ["x", "Đồng ý", "✓", 1])
def test_a_confirmation_is_one_of_two_words(complete: Journey, typed: object) -> None:
    """`Không giao thống nhất` takes Có or Không; anything else asks, and the score waits."""
    complete.agree("BH", "I.2", mark=typed, reason="Không được giao")
    answer = complete.rank()
    sheet = complete.sheet(LEDGER, "Mã đơn vị", "Mã tiêu chí")
    cell = sheet.address(sheet.row("BH", "I.2"), "Không giao thống nhất")
    assert answer.code == 1
    (found,) = (one for one in answer.json["findings"] if one["code"] == "VALUE_UNKNOWN")
    assert (found["cell"], found["value"]) == (cell, str(typed))
    assert "Có · Không" in found["action"]
    assert "UNIT_INCOMPLETE" in [one["code"] for one in answer.json["findings"]]


def strangers(answer: Run) -> list[tuple[str, str | None]]:
    """Codes and cells of everything found on `Cụm`."""
    return sorted((one["code"], one["cell"]) for one in answer.json["findings"] if one["sheet"] == "Cụm")


def test_a_setting_that_nothing_reads(complete: Journey) -> None:
    """A renamed line and a second line of a setting: their values count nowhere, so they are told."""
    with complete.typing() as book:
        sheet = Sheet(book["Cụm"], "Mục")
        renamed, ties = sheet.row("Trần tổng điểm"), sheet.row("Xếp theo")
        sheet.put(renamed, "Mục", "Trần của tổng điểm")
        sheet.put(renamed, "Giá trị", 100)
        last = max(sheet.rows()) + 1
        sheet.put(last, "Mục", "xếp theo")
        sheet.put(last, "Giá trị", "Tỷ lệ %")
        sheet.put(last + 1, "Mục", "Ghi chú riêng của văn thư")
    answer = complete.rank()
    told = [("ROW_DOUBLE", f"A{last}"), ("SETTING_UNKNOWN", f"A{renamed}")]
    assert (answer.code, strangers(answer), answer.json["basis"]) == (1, told, "points")
    assert ties < last


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("Xếp theo", "Phần trăm", "Điểm · Tỷ lệ %"),
        ("Giai đoạn", "Xong", "Đang nhận · Đã gửi · Đã thông qua · Đã chốt"),
        ("Đồng hạng Nhì, Ba", "Bốc thăm", "Cùng hạng · Cùng hạng, không bỏ hạng sau · Bỏ phiếu"),
        ("Cách trúng phiếu", "Quá bán", "Nhiều phiếu nhất · Quá bán phiếu hợp lệ"),
    ],
)
def test_a_setting_that_is_none_of_its_words(complete: Journey, name: str, value: str, words: str) -> None:
    """The error lists the words."""
    complete.set(**{name.replace(" ", "_"): value})
    answer = complete.rank()
    (found,) = (one for one in answer.json["findings"] if one["code"] == "SETTING_INVALID")
    assert (answer.code, found["value"]) == (1, value)
    assert words in found["action"]


def test_an_unknown_word_in_the_list_of_units(complete: Journey) -> None:
    """`Xét thi đua` takes three words."""
    with complete.typing() as book:
        sheet = Sheet(book["Đơn vị"], "Mã")
        sheet.put(sheet.row("AN"), "Xét thi đua", "Không xét Cờ")
        cell = sheet.address(sheet.row("AN"), "Xét thi đua")
    answer = complete.rank()
    assert (answer.code, found_in(answer.json)) == (1, [("RULE_UNKNOWN", cell)])


def test_a_decision_about_a_unit_that_sent_nothing(issued: Journey) -> None:
    """`Bỏ qua` beside a unit without a file decides nothing."""
    with issued.typing() as book:
        sheet = Sheet(book["Tiếp nhận"], "Mã đơn vị", "SHA-256")
        row = next(row for row in sheet.rows() if sheet.at(row, "Mã đơn vị") == "CM")
        sheet.put(row, "Quyết định", "Bỏ qua")
        cell = sheet.address(row, "Quyết định")
    assert ("DECISION_WITHOUT_FILE", cell) in found_in(issued.rank().json)


def test_a_decision_about_a_file_in_other_words(collected: Journey) -> None:
    """The two known words are listed."""
    with collected.typing() as book:
        sheet = Sheet(book["Tiếp nhận"], "Mã đơn vị", "SHA-256")
        row = next(row for row in sheet.rows() if sheet.at(row, "Mã đơn vị") == "CM")
        sheet.put(row, "Quyết định", "Không dùng")
        cell = sheet.address(row, "Quyết định")
    answer = collected.rank()
    (found,) = (one for one in answer.json["findings"] if one["code"] == "VALUE_UNKNOWN")
    assert (answer.code, found["cell"]) == (1, cell)
    assert "Dùng file này · Bỏ qua" in found["action"]


def test_votes_for_nobody_and_for_a_stranger(complete: Journey) -> None:
    """A line without a code and one with a code of no unit: both would be passed over."""
    row = hold_ballot(complete, {"AN": 3, "BHH": 2})
    with complete.typing() as book:
        sheet = Sheet(book[VOTES], "Mã đơn vị", "Số phiếu")
        sheet.put(row + 2, "Số phiếu", 4)
    answer = complete.rank()
    found = found_in(answer.json)
    assert answer.code == 1
    assert {("VOTE_WITHOUT_UNIT", f"C{row + 2}"), ("UNIT_NOT_LISTED", f"C{row + 1}")} <= set(found)


def test_a_decision_on_the_ballot_in_other_words(complete: Journey) -> None:
    """`Bốc thăm` is none of the three."""
    row = hold_ballot(complete, {"AN": 3, "BH": 2}, Quyết_định="Bốc thăm")
    answer = complete.rank()
    assert answer.code == 1
    assert ("RULE_UNKNOWN", f"N{row}") in found_in(answer.json)


def test_a_decision_about_a_cluster_book_in_other_words(office: Office) -> None:
    """The office's `Sổ đã nhận` takes the same two words."""
    office.receive()
    office.consolidate()
    sheet = office.sheet("Sổ đã nhận")
    row = next(sheet.rows())
    cell = sheet.address(row, "Quyết định")
    with office.typing() as book:
        book["Sổ đã nhận"][cell] = "Lấy bản này"
    answer = office.consolidate()
    told = [(one["code"], one["cell"], one["value"]) for one in answer.json["findings"]]
    assert (answer.code, told) == (1, [("VALUE_UNKNOWN", cell, "Lấy bản này")])


def test_every_choice_column_of_the_office_book(office: Office) -> None:
    """Loại hồ sơ, Quyết định, Hình thức đề nghị, Cách chấm: an error at each cell, none hides another."""
    office.type("Hồ sơ nhận", [("C01", "Biên bản họp")])
    office.type("Đề nghị", [("AN", "Cờ Chính phủ", "Chấp thuận")])
    with office.typing() as book:
        journey.type_table(book, "Tiêu chí", "Mã", journey.CRITERIA_HEADERS, journey.CRITERIA)
        sheet = Sheet(book["Tiêu chí"], "Mã")
        sheet.put(sheet.row("I"), "Tham số", "tối đa 50")
    answer = run("check", office.book, "--json")
    (file,) = answer.json["files"]
    found = sorted(
        (one["code"], one["sheet"], one["value"]) for one in file["findings"] if one["severity"] == "error"
    )
    assert answer.code == 1
    assert found == [
        ("PARAMETER_INVALID", "Tiêu chí", "tối đa 50"),
        ("VALUE_UNKNOWN", "Hồ sơ nhận", "Biên bản họp"),
        ("VALUE_UNKNOWN", "Đề nghị", "Chấp thuận"),
        ("VALUE_UNKNOWN", "Đề nghị", "Cờ Chính phủ"),
    ]
