"""A unit deleted from `Đơn vị` after its form came: told by its cause everywhere, and mended by putting it back."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.journeys import journey
from tests.journeys.journey import Journey, Run, Sheet, run
from tests.journeys.taken_in import COMMANDS, by_both_commands, decide, received, reconciles, self_scores

EVERYWHERE: dict[str, Callable[[Journey], Run]] = {
    **COMMANDS,
    "check": lambda c: run("check", c.book, "--json"),
    "verify": lambda c: run("verify", c.book, "--json"),
}


def delete(cluster: Journey, unit: str = "DL") -> list[Any]:
    """The clerk deletes the unit's row; what stood in it."""
    with cluster.typing() as book:
        units = Sheet(book["Đơn vị"], "Mã")
        row = units.row(unit)
        values = [cell.value for cell in units.sheet[row]]
        units.sheet.delete_rows(row)
    return values


def put_back(cluster: Journey, values: list[Any]) -> None:
    """The row is typed again, below the others."""
    with cluster.typing() as book:
        units = Sheet(book["Đơn vị"], "Mã")
        row = max(units.rows()) + 1
        for column, value in enumerate(values, start=1):
            units.sheet.cell(row, column, value)


def told(answer: Run) -> list[dict[str, Any]]:
    """Everything that a command's document tells."""
    document = answer.json
    files = [found for one in document.get("files", ()) for found in one.get("findings", ())]
    return [*(document.get("findings") or document.get("differences") or files)]


@pytest.mark.parametrize("command", EVERYWHERE)
def test_a_unit_that_vanished_is_one_error_of_every_command(complete: Journey, command: str) -> None:
    """Straight after the deletion and after `rank`: which unit, its file, its typed scores, first of all."""
    delete(complete)
    for _ in range(2):
        answer = EVERYWHERE[command](complete)
        findings = told(answer)
        assert (answer.code, findings[0]["code"], findings[0]["unit"]) == (1, "UNIT_VANISHED", "DL")
        assert "1 phiếu (Phieu_DL_2025.xlsx) và 2 tiêu chí đã nhập tay" in findings[0]["message"]
        errors = [one["code"] for one in findings if one["severity"] == "error"]
        assert errors in (
            ["UNIT_VANISHED"],
            ["UNIT_VANISHED", "UNKNOWN_UNIT"],
        )  # its file says so of itself, too
        complete.rank()


def test_verify_still_finds_what_was_tampered_with(complete: Journey) -> None:
    """The vanished unit hides no score that was typed over."""
    delete(complete)
    assert [one["code"] for one in told(EVERYWHERE["verify"](complete))] == ["UNIT_VANISHED"]
    with complete.typing() as book:
        sheet = journey.ledger(book)
        sheet.put(sheet.row("AN", "I.1"), "Điểm tự chấm", 9)
    codes = [one["code"] for one in told(EVERYWHERE["verify"](complete))]
    assert {"UNIT_VANISHED", "RECEIVED_DIFFERS"} <= set(codes)


def test_nothing_is_sent_or_sealed_over_it(complete: Journey) -> None:
    """`submit` ends with the sentence and records nothing; `close` names the cause alone."""
    delete(complete)
    before = complete.book.read_bytes()
    sent = run("submit", complete.book, "--kind", "before")
    assert (sent.code, "Đơn vị DL không còn trong trang Đơn vị" in sent.err) == (2, True)
    closed = run("close", complete.book)
    assert (closed.code, "còn 1 việc" in closed.out) == (1, True)
    assert complete.book.read_bytes() == before


@by_both_commands
def test_the_unit_put_back_everything_counts_again(complete: Journey, command: str) -> None:
    """`rank` alone mends it: the form counts, the typed scores stand, ranks are as before."""
    before = complete.rank().json
    values = delete(complete)
    complete.rank()
    put_back(complete, values)
    answer = COMMANDS[command](complete)
    assert (answer.code, told(answer)) == (0, [])
    ranked = complete.rank().json
    assert sorted(ranked["units"], key=lambda u: u["code"]) == sorted(
        before["units"], key=lambda u: u["code"]
    )
    assert self_scores(complete, "DL")["I.1"] == 8.5
    assert run("verify", complete.book, "--json").json["differences"] == []
    assert run("close", complete.book).code == 0


def test_close_takes_the_unit_back_without_a_rank_in_between(complete: Journey) -> None:
    """It computes what was typed since, as after a decision."""
    values = delete(complete)
    complete.rank()
    put_back(complete, values)
    closed = run("close", complete.book)
    assert closed.code == 0, closed.out


def test_a_unit_left_out_on_purpose_is_settled_by_setting_its_file_aside(collected: Journey) -> None:
    """No score was typed for it: `Bỏ qua` is all there is to do."""
    delete(collected)
    collected.rank()
    assert received(collected)["Phieu_DL_2025.xlsx"]["Mã đơn vị"] == "DL"
    decide(collected, "Phieu_DL_2025.xlsx", decision="Bỏ qua")
    answer = collected.collect()
    assert "UNIT_VANISHED" not in {one["code"] for one in told(answer)}
    assert reconciles(answer)["expected"] == 4


def test_a_unit_whose_code_changed_is_settled_by_giving_its_file_to_the_new_code(collected: Journey) -> None:
    """DL becomes DX: its form is given to DX, and nothing is left of the old code."""
    values = delete(collected)
    put_back(collected, ["DX", *values[1:]])
    assert "UNIT_VANISHED" in {one["code"] for one in told(collected.rank())}
    decide(collected, "Phieu_DL_2025.xlsx", unit="DX")
    assert "UNIT_VANISHED" not in {one["code"] for one in told(collected.rank())}
    assert self_scores(collected, "DX")["I.1"] == 8.5
