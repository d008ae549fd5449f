"""Giải trình: what a unit writes beside its figures reaches the head, is not asked for twice, and can be decided."""

from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook

from tests.journeys import journey
from tests.journeys.journey import LEDGER, Journey, Run, Sheet, form_sheet, run

WHY = "Đã quyết toán bổ sung theo Thông báo 12/TB-STC"
SCORE = "Điểm tự chấm"
Change = Callable[[Workbook], None]


def typed(criterion: str, cells: Mapping[str, object], why: str = WHY) -> Change:
    """Type into a row of the form, with an explanation beside it."""

    def change(form: Workbook) -> None:
        sheet = form_sheet(form)
        row = sheet.row(criterion)
        for header, value in {**cells, "Giải trình": why or None}.items():
            sheet.put(row, header, value)

    return change


DIFFERS = typed("I.3", {SCORE: 14})
"""BH's budget reached 90 %: 12 points by the rule."""


def sent(cluster: Journey, change: Change, *, day: int = 22, unit: str = "BH") -> Run:
    """The unit sends its form again, and it is taken in."""
    cluster.send(unit, change, name=f"Phieu {day}.xlsx", saved=journey.SAVED.replace(day=day))
    return cluster.collect()


def said(answer: Run, code: str) -> list[str]:
    """The messages of a code, wherever they stand in the document."""
    files = [one for file in answer.json.get("files", []) for one in file["findings"]]
    return [one["message"] for one in (files or answer.json["findings"]) if one["code"] == code]


def explained(cluster: Journey, unit: str, criterion: str) -> object:
    """The cell of the column `Giải trình` in the book."""
    sheet = cluster.sheet(LEDGER, "Mã đơn vị", "Mã tiêu chí")
    return sheet.at(sheet.row(unit, criterion), "Giải trình")


def given_back(cluster: Journey, out: Path) -> str:
    """The state in which `give-back` sees BH."""
    units = run("give-back", cluster.book, "--out", out, "--json").json["units"]
    return str(next(one["state"] for one in units if one["unit"] == "BH"))


def test_the_explanation_stands_in_the_book_and_in_the_finding(complete: Journey) -> None:
    """The head reads why the score differs where it decides on it."""
    sent(complete, DIFFERS)
    assert explained(complete, "BH", "I.3") == WHY
    (message,) = said(complete.rank(), "DIFFERS_FROM_RULE")
    assert message.endswith(f"; đơn vị giải trình: “{WHY}”.")


@pytest.mark.parametrize(
    ("criterion", "cells", "code"),
    [
        ("I.2", {"Kết quả": 900, SCORE: 10}, "WILD_RATIO"),
        ("I.4", {"Không được giao": "x", SCORE: None}, "NOT_ASSIGNED_NOT_ALLOWED"),
    ],
)
def test_other_doubts_quote_it_too(
    complete: Journey, criterion: str, cells: dict[str, object], code: str
) -> None:
    """Whatever a person must look at in the row."""
    sent(complete, typed(criterion, cells))
    assert [WHY in message for message in said(complete.rank(), code)] == [True]


def test_a_mark_to_be_confirmed_shows_why_it_was_made(complete: Journey) -> None:
    """The head confirms or refuses `Không được giao` by what the unit says."""
    marked = typed("I.2", {"Không được giao": "x", "Chỉ tiêu": None, "Kết quả": None, SCORE: None})
    sent(complete, marked)
    (message,) = said(complete.rank(), "NOT_ASSIGNED_UNCONFIRMED")
    assert WHY in message


def test_what_was_explained_is_not_asked_for_again(complete: Journey, tmp_path: Path) -> None:
    """With an explanation nothing is given back; without one the unit is asked for it."""
    sent(complete, DIFFERS)
    assert given_back(complete, tmp_path / "a") == "fine"
    sent(complete, typed("I.3", {SCORE: 14}, why=""), day=23)
    assert given_back(complete, tmp_path / "b") == "to_fix"


def test_a_score_out_of_bounds_is_asked_for_whatever_is_explained(complete: Journey, tmp_path: Path) -> None:
    """No explanation makes 16 of 15 a score."""
    sent(complete, typed("I.3", {SCORE: 16}))
    assert given_back(complete, tmp_path / "a") == "to_fix"


def test_a_warning_that_the_head_decided_with_a_reason_is_closed(complete: Journey) -> None:
    """The score stands as the unit gave it, by a reason; other figures of the unit open it again."""
    sent(complete, DIFFERS)
    complete.agree("BH", "I.3", reason="Chấp nhận giải trình")
    assert said(complete.rank(), "DIFFERS_FROM_RULE") == []
    assert said(complete.rank(), "DIFFERS_FROM_RULE") == []
    sent(complete, typed("I.3", {SCORE: 14.5}), day=23)
    assert len(said(complete.rank(), "DIFFERS_FROM_RULE")) == 1
    complete.agree("BH", "I.3", reason="Chấp nhận 14,5 theo Thông báo 12")
    assert said(complete.rank(), "DIFFERS_FROM_RULE") == []


def test_a_score_agreed_by_its_inputs_with_a_reason_is_decided(complete: Journey) -> None:
    """The head types another result: the rule gives the score, the doubt about the unit's own is over."""
    sent(complete, DIFFERS)
    complete.agree("BH", "I.3", result=20)
    assert len(said(complete.rank(), "DIFFERS_FROM_RULE")) == 1
    complete.agree("BH", "I.3", result=20, reason="Theo quyết toán")
    assert said(complete.rank(), "DIFFERS_FROM_RULE") == []


def test_a_reason_does_not_close_an_error(complete: Journey) -> None:
    """A score that cannot stand stays missing until somebody gives one."""
    sent(complete, typed("I.3", {SCORE: 16}))
    complete.agree("BH", "I.3", reason="Xem sau")
    assert len(said(complete.rank(), "OVER_MAXIMUM")) == 1


def test_a_later_form_brings_its_own_words(complete: Journey) -> None:
    """What a form no longer says leaves the book with it, on the record; ranking again changes nothing."""
    sent(complete, DIFFERS)
    sent(complete, typed("I.3", {}, why=""), day=23)
    assert explained(complete, "BH", "I.3") is None
    journal = complete.sheet("Nhật ký", "Lúc", "Thay đổi").records()
    assert any(f"I.3 Giải trình {WHY} → (trống)" in str(row["Thay đổi"]) for row in journal)
    before = complete.book.read_bytes()
    complete.rank()
    assert complete.book.read_bytes() == before


def test_words_typed_over_in_the_book_are_told(complete: Journey) -> None:
    """The column is received: what stands in the form comes back with the next collect, which says so."""
    sent(complete, DIFFERS)
    with complete.typing() as book:
        sheet = journey.ledger(book)
        sheet.put(sheet.row("BH", "I.3"), "Giải trình", None)
    assert len(said(complete.rank(), "OUTPUT_EDITED")) == 0
    complete.collect()
    assert explained(complete, "BH", "I.3") == WHY


def test_a_book_of_an_earlier_layout_takes_the_words_from_its_originals(complete: Journey) -> None:
    """No column and no mark: the next ranking fills it, and nobody is told of an edit that nobody made."""
    sent(complete, DIFFERS)
    with complete.typing() as book:
        sheet = Sheet(book[LEDGER], "Mã đơn vị", "Mã tiêu chí")
        book[LEDGER].delete_cols(sheet.columns["Giải trình"])
        book[LEDGER].column_dimensions["D"].width = 61
        meta = book["_meta"]
        row = next(cell.row for cell in meta["A"] if cell.value == "explained")
        meta.delete_rows(row)
    assert "RECEIVED_DIFFERS" not in {
        one["code"] for one in run("verify", complete.book, "--json").json["differences"]
    }
    answer = complete.rank()
    assert (explained(complete, "BH", "I.3"), said(answer, "OUTPUT_EDITED")) == (WHY, [])
    shown = openpyxl.load_workbook(complete.book)[LEDGER]
    added = get_column_letter(Sheet(shown, "Mã đơn vị", "Mã tiêu chí").columns["Giải trình"])
    widths = [round(shown.column_dimensions[letter].width) for letter in ("D", added)]
    assert widths == [61, 13], "a person's width stays, the new column comes with its own"


def test_words_that_look_like_a_formula_stay_words(complete: Journey) -> None:
    """Signs that nobody sees, line breaks and a leading = are kept as text; ranking again changes nothing."""

    def change(form: Workbook) -> None:
        sheet = form_sheet(form)
        cell = form["Tự chấm"][sheet.address(sheet.row("I.3"), "Giải trình")]
        cell.value = "=1+1\nđã  báo cáo\u200b"
        cell.data_type = "s"

    sent(complete, change)
    assert explained(complete, "BH", "I.3") == "=1+1 đã báo cáo"
    before = complete.book.read_bytes()
    complete.rank()
    assert complete.book.read_bytes() == before
