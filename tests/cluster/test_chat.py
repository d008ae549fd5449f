"""`summary`: what is pasted into a chat, in every state of a collection."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl.workbook import Workbook

from tests.journeys.journey import Journey, Run, Sheet, begin, form_sheet, run


def summary(cluster: Journey) -> Run:
    """The command; the book stays as it is."""
    before = cluster.book.read_bytes()
    answer = run("summary", cluster.book, "--json")
    assert answer.code == 0, answer.out + answer.err
    assert cluster.book.read_bytes() == before
    return answer


def by_code(answer: Run) -> dict[str, dict[str, Any]]:
    """Unit → its message."""
    return {one["code"]: one for one in answer.json["units"]}


def test_nobody_has_sent(issued: Journey) -> None:
    """The group hears who is awaited and until when; every unit has a message of its own."""
    answer = summary(issued)
    group = answer.json["group"]
    assert "có 0/5 đơn vị đã nộp phiếu tự chấm." in group
    assert "Chưa nộp: " in group
    assert {one["state"] for one in answer.json["units"]} == {"reminder"}
    assert len(answer.json["units"]) == 5


def test_all_is_there(complete: Journey) -> None:
    """Nothing is asked of anybody, no score is told."""
    answer = summary(complete)
    assert "có 5/5 đơn vị đã nộp phiếu tự chấm." in answer.json["group"]
    assert answer.json["group"].endswith("Đã đủ phiếu, không còn chỗ phải sửa.")
    assert answer.json["units"] == []


def test_a_unit_reads_its_own_cells_and_no_other_unit(issued: Journey) -> None:
    """AN sent a wrong form, BH a file that is none, the others nothing."""

    def wrong(form: Workbook) -> None:
        sheet = form_sheet(form)
        sheet.put(sheet.row("I.1"), "Điểm tự chấm", 99)

    issued.send("AN", wrong)
    issued.drop("Phieu_BH_2025.xlsx", b"khong phai tep Excel")
    issued.collect()
    answer = summary(issued)
    units = by_code(answer)
    assert units["AN"]["state"] == "to_fix"
    assert "1. (Lỗi)" in units["AN"]["text"]
    names = {code: one["name"] for code, one in units.items()}
    for code, one in units.items():
        assert one["text"].startswith(f"{names[code]}: ")
        assert not any(name in one["text"] for other, name in names.items() if other != code)
    assert f"Cần sửa, gửi lại: {names['AN']} (" in answer.json["group"]


def test_a_sealed_book_asks_nothing(complete: Journey) -> None:
    """One line says that it is done."""
    complete.rank()
    assert run("close", complete.book).code == 0
    answer = summary(complete)
    assert answer.json["group"].endswith("đã chấm điểm, chốt sổ xong.")
    assert answer.json["units"] == []


@pytest.mark.parametrize(("due", "said"), [("2099-12-31", "còn "), ("2025-01-02", "đã quá ")])
def test_the_days_that_are_left(issued: Journey, due: str, said: str) -> None:
    """Before and after the day."""
    issued.set(Hạn_nộp_phiếu=due)
    assert f"({said}" in summary(issued).json["group"]


def test_the_screen_shows_the_messages_apart(issued: Journey) -> None:
    """A blank line between two: they are copied one by one."""
    answer = run("summary", issued.book)
    assert answer.code == 0
    assert len([block for block in answer.out.split("\n\n") if block.strip()]) == 6


def test_no_book_is_one_sentence(issued: Journey) -> None:
    """Exit code 2."""
    answer = run("summary", issued.folder / "khong-co.xlsx")
    assert (answer.code, len(answer.err.strip().splitlines())) == (2, 1)


def test_before_forms_go_out_nobody_is_asked_for_one(tmp_path: Path) -> None:
    """The group hears that they are still to come."""
    begin(tmp_path)
    answer = summary(Journey(tmp_path, {}))
    assert answer.json["group"].endswith("chưa phát phiếu tự chấm.")
    assert answer.json["units"] == []


def test_a_table_that_the_head_scores_whole_asks_for_no_form(tmp_path: Path) -> None:
    """No form is due."""
    begin(tmp_path)
    cluster = Journey(tmp_path, {})
    with cluster.typing() as book:
        table = Sheet(book["Tiêu chí"], "Mã")
        for row in table.rows():
            if table.at(row, "Loại") != "Mục":
                table.put(row, "Ai chấm", "Trưởng cụm")
    answer = summary(cluster)
    assert answer.json["group"].endswith("các đơn vị không phải nộp phiếu.")
    assert answer.json["units"] == []


def test_scorers_who_still_owe_points_are_awaited(asked: Journey) -> None:
    """All forms are in; TC has scored nobody in two criteria of five units, NV in one."""
    group = run("summary", asked.book, "--json").json["group"]
    assert "Còn chờ người chấm: TC (10 điểm), NV (5 điểm)" in group
    assert "Đã đủ phiếu" not in group
