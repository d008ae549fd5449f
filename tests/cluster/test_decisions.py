"""Decisions typed on `Tiếp nhận` count at once, whatever command comes first."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.journeys import journey
from tests.journeys.journey import SCORED, Journey, Run, Sheet, run
from tests.journeys.letters import PDF
from tests.journeys.taken_in import LATER, change_score, decide, ledger, received, reconciles, self_scores

STRAY = "la.xlsx"
"""A file that is no workbook: refused, an error until somebody sets it aside."""


def findings(answer: Run) -> list[dict[str, Any]]:
    """Everything that a command's document tells, wherever it tells it."""
    document = answer.json
    files = document.get("files", [])
    return [*document.get("findings", []), *(found for one in files for found in one["findings"])]


COMMANDS: dict[str, Callable[[Journey], Run]] = {
    "rank": lambda c: c.rank(),
    "submit": lambda c: run("submit", c.book, "--kind", "before", "--json"),
    "check": lambda c: run("check", c.book, "--json"),
    "collect": lambda c: c.collect(),
}
everywhere = pytest.mark.parametrize("command", COMMANDS)
WRITING = pytest.mark.parametrize("command", ["rank", "submit", "collect"])


def states(cluster: Journey) -> dict[str, str]:
    """State of every file."""
    return {name: row["Trạng thái"] for name, row in received(cluster).items() if row["SHA-256"]}


@everywhere
def test_a_refused_file_set_aside_is_nobodys_task_any_more(complete: Journey, command: str) -> None:
    """Refused already: its state stays, its error goes, in the very next command."""
    complete.drop(STRAY, b"khong phai so")
    complete.collect()
    assert complete.rank().code == 1
    decide(complete, STRAY, decision="Bỏ qua")
    answer = COMMANDS[command](complete)
    assert (answer.code, [one for one in findings(answer) if one["file"] == STRAY]) == (0, [])


@WRITING
def test_a_decision_taken_back_counts_at_once(complete: Journey, command: str) -> None:
    """The stray file is an error again."""
    complete.drop(STRAY, b"khong phai so")
    complete.collect()
    decide(complete, STRAY, decision="Bỏ qua")
    complete.rank()
    decide(complete, STRAY, decision=None)
    assert COMMANDS[command](complete).code == 1


@everywhere
def test_a_form_that_counts_is_set_aside_at_once(complete: Journey, command: str) -> None:
    """Its unit is missing in what the command says."""
    decide(complete, "Phieu_BH_2025.xlsx", decision="Bỏ qua")
    answer = COMMANDS[command](complete)
    assert [one["unit"] for one in findings(answer) if one["code"] == "UNIT_MISSING"] == ["BH"]
    assert answer.code == 1
    if command != "check":
        assert self_scores(complete, "BH") == dict.fromkeys(SCORED)


@WRITING
def test_the_older_form_chosen_counts_at_once(complete: Journey, command: str) -> None:
    """`Dùng file này` on a form that was superseded long ago."""
    complete.send("AN", change_score(3), name="sua.xlsx", saved=LATER)
    complete.collect()
    assert ledger(complete)["AN", "I.1"]["Điểm tự chấm"] == 3
    decide(complete, "Phieu_AN_2025.xlsx", decision="Dùng file này")
    COMMANDS[command](complete)
    assert ledger(complete)["AN", "I.1"]["Điểm tự chấm"] == 10


@WRITING
def test_a_form_given_to_another_unit_counts_for_it_at_once(issued: Journey, command: str) -> None:
    """`Gán cho mã đơn vị` on a form that counts already, and taken back again."""
    issued.send("BH")
    issued.collect()
    decide(issued, "Phieu_BH_2025.xlsx", unit="CM")
    COMMANDS[command](issued)
    assert (ledger(issued)["CM", "I.1"]["Điểm tự chấm"], ledger(issued)["BH", "I.1"]["Điểm tự chấm"]) == (
        9.5,
        None,
    )
    decide(issued, "Phieu_BH_2025.xlsx", unit=None)
    COMMANDS[command](issued)
    assert (ledger(issued)["CM", "I.1"]["Điểm tự chấm"], ledger(issued)["BH", "I.1"]["Điểm tự chấm"]) == (
        None,
        9.5,
    )


def test_close_follows_a_decision_instead_of_calling_it_a_difference(complete: Journey) -> None:
    """Set aside in the book, sealed at once, and verified."""
    complete.drop(STRAY, b"khong phai so")
    complete.collect()
    decide(complete, STRAY, decision="Bỏ qua")
    closed = run("close", complete.book)
    assert closed.code == 0, closed.out
    assert states(complete)[STRAY] == "Từ chối"
    assert run("verify", complete.book, "--json").json["differences"] == []


def test_close_names_the_unit_that_a_decision_leaves_without_a_form(complete: Journey) -> None:
    """What stands in the way is the missing form, not cells that differ."""
    decide(complete, "Phieu_BH_2025.xlsx", decision="Bỏ qua")
    closed = run("close", complete.book)
    assert closed.code == 1
    assert "Đơn vị BH chưa có phiếu" in closed.out
    assert "bản gốc" not in closed.out


def test_verify_names_the_decision_that_no_command_has_followed(complete: Journey) -> None:
    """One line at its cell, and none for all that will change with it; after the next run nothing."""
    decide(complete, "Phieu_BH_2025.xlsx", decision="Bỏ qua")
    (told,) = run("verify", complete.book, "--json").json["differences"]
    assert (told["code"], told["unit"], told["value"]) == ("DECISION_NOT_FOLLOWED", "BH", "Bỏ qua")
    assert Sheet(complete.sheet("Tiếp nhận", "File").sheet, "File").sheet[told["cell"]].value == "Bỏ qua"
    complete.rank()
    assert run("verify", complete.book, "--json").json["differences"] == []


def test_give_back_asks_for_what_a_decision_leaves_open(complete: Journey) -> None:
    """A unit whose form was set aside is reminded, in the same folder as before."""
    decide(complete, "Phieu_BH_2025.xlsx", decision="Bỏ qua")
    back = run("give-back", complete.book, "--out", complete.folder / "tra", "--json").json
    assert {one["unit"]: one["state"] for one in back["units"]}["BH"] == "reminder"


def test_issuing_does_not_swallow_a_decision(complete: Journey) -> None:
    """`issue` writes the book: it follows, and the next command finds nothing left to do."""
    decide(complete, "Phieu_BH_2025.xlsx", decision="Bỏ qua")
    assert run("issue", complete.book, "--out", complete.folder / "phieu").code == 0
    assert states(complete)["Phieu_BH_2025.xlsx"] == "Từ chối"
    assert self_scores(complete, "BH") == dict.fromkeys(SCORED)


def test_a_file_whose_original_is_lost_can_still_be_set_aside(complete: Journey) -> None:
    """Its scores go at once; taken back, it waits: nobody can read it again."""
    (row,) = [row for name, row in received(complete).items() if name == "Phieu_BH_2025.xlsx"]
    next(complete.originals.glob(f"{row['SHA-256']}*")).unlink()
    decide(complete, "Phieu_BH_2025.xlsx", decision="Bỏ qua")
    complete.rank()
    assert (states(complete)["Phieu_BH_2025.xlsx"], self_scores(complete, "BH")) == (
        "Từ chối", dict.fromkeys(SCORED)
    )  # fmt: skip
    decide(complete, "Phieu_BH_2025.xlsx", decision=None)
    assert complete.rank().code == 1
    assert states(complete)["Phieu_BH_2025.xlsx"] == "Chờ quyết định"


@pytest.mark.parametrize("data", [b"khong phai so", PDF], ids=["refused", "pdf"])
def test_to_use_what_is_no_form_is_told(issued: Journey, data: bytes) -> None:
    """DECISION_USELESS at the cell: nothing comes of the choice, and why."""
    issued.drop(STRAY, data)
    issued.collect()
    decide(issued, STRAY, decision="Dùng file này")
    (told,) = [one for one in issued.rank().json["findings"] if one["code"] == "DECISION_USELESS"]
    assert (told["severity"], told["value"]) == ("warning", "Dùng file này")
    reconciles(issued.collect())


def test_a_decision_that_was_followed_costs_nothing_afterwards(collected: Journey) -> None:
    """A second run changes no cell and writes no file."""
    decide(collected, "Phieu_BH_2025.xlsx", decision="Bỏ qua")
    collected.rank()
    before = collected.book.read_bytes()
    collected.rank()
    assert collected.book.read_bytes() == before
    assert journey.run("verify", collected.book).code == 0
