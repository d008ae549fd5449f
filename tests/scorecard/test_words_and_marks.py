"""Words and marks in a form as keyboards, phones and old fonts write them: what looks the same is the same."""

from collections.abc import Callable

import pytest
from openpyxl.workbook import Workbook

from tests.journeys import journey
from tests.journeys.journey import Journey

Change = Callable[[Workbook], None]
FULL = "I.2"
"""The criterion whose target may be not assigned; the unit then gets all its points."""


def typed(criterion: str, **cells: object) -> Change:
    """Type into a row by headers (underscores for spaces)."""

    def change(workbook: Workbook) -> None:
        form = journey.form_sheet(workbook)
        for header, value in cells.items():
            form.put(form.row(criterion), header.replace("_", " "), value)

    return change


def marked(mark: object, score: object = None) -> Change:
    """A mark in `Không được giao` and nothing else in the row."""
    return typed(FULL, Chỉ_tiêu=None, Kết_quả=None, Điểm_tự_chấm=score, Không_được_giao=mark)


def told(cluster: Journey, change: Change) -> dict[str, str | None]:
    """What is found in AN's form, by code: the cell."""
    answer = cluster.check(cluster.send("AN", change)).json
    (file,) = answer["files"]
    assert file["status"] == "accepted"
    return {one["code"]: one["cell"] for one in file["findings"]}


@pytest.mark.parametrize(
    "word",
    [
        "Đạt", "Ðạt", "ÐẠT", "ðạt", "Ɖạt", "Đ\u0430\u0323t", "ĐẠ\u0422", "Đạ\uff54", "Đạt\u200e", "\u202aĐạt\u202c",
        "Đ\u03b1\u0323t",
    ],
)  # fmt: skip
def test_a_choice_in_look_alike_letters_is_that_choice(issued: Journey, word: str) -> None:
    """Icelandic Ð, Cyrillic а, Greek α, full-width t, marks of direction: nobody sees a difference."""
    assert told(issued, typed("2.1", Kết_quả=word)) == {}


@pytest.mark.parametrize("word", ["Kh\u043eng đạt", "Không ðạt", "Кhông đạt", "KHÔNG ĐẠT\ufeff"])
def test_the_other_choice_likewise(issued: Journey, word: str) -> None:
    """`Không đạt` with full points contradicts itself, however it is written."""
    assert set(told(issued, typed("2.1", Kết_quả=word.replace("\u043e", "o\u0302")))) == {
        "PASS_FAIL_CONTRADICTS"
    }


@pytest.mark.parametrize("word", ["Ðúng", "Đ", "Đat", "Dạt", "✔", "Đạt?", "Đạt 90%"])
def test_another_word_still_asks(issued: Journey, word: str) -> None:
    """What only resembles a choice is no choice."""
    found = told(issued, typed("2.1", Kết_quả=word))
    form = journey.form_sheet(issued.form("AN"))
    assert found["VALUE_UNKNOWN"] == form.address(form.row("2.1"), "Kết quả")


@pytest.mark.parametrize(
    "mark",
    ["x", "X ", "\u0445", "\u0425", "\u03c7", "\u03a7", "\uff58", "×", "✕", "✓", "✔", "✔\ufe0f", "☑\ufe0f", "✅",
     "√", "☒", "x\u200b", True, 1],
)  # fmt: skip
def test_a_mark_that_looks_like_one_is_one(issued: Journey, mark: object) -> None:
    """It waits for the head's word like an x from the list: nothing is found in the form itself."""
    assert told(issued, marked(mark)) == {}
    issued.collect()
    found = {one["code"]: one for one in issued.rank().json["findings"] if one["unit"] == "AN"}
    assert found["NOT_ASSIGNED_UNCONFIRMED"]["criterion"] == FULL


@pytest.mark.parametrize("score", [None, 9])
@pytest.mark.parametrize(
    "mark", ["Không", " KHÔNG", "kh\u043e\u0302ng", "Không\u200e", "✗", "❌", "?", "0,5", "v"]
)
def test_a_mark_that_may_mean_either_asks_at_its_cell(issued: Journey, mark: str, score: int | None) -> None:
    """`Không` repeats the header for one clerk and says no for another: never silently "not marked"."""
    form = journey.form_sheet(issued.form("AN"))
    found = told(issued, marked(mark, score))
    assert found["VALUE_UNKNOWN"] == form.address(form.row(FULL), "Không được giao")


@pytest.mark.parametrize(("word", "counts"), [("Có", "10"), ("C\u043e\u0301", "10"), ("Không", None)])
def test_in_the_book_yes_and_no_are_the_words(issued: Journey, word: str, counts: str | None) -> None:
    """`Không giao thống nhất` takes Có and Không, in any alphabet that looks so."""
    issued.send("AN", marked("x"))
    issued.collect()
    issued.agree("AN", FULL, mark=word)
    answer = issued.rank().json
    assert not [one for one in answer["findings"] if one["code"] == "VALUE_UNKNOWN"]
    row = issued.sheet(journey.LEDGER, "Mã đơn vị", "Mã tiêu chí")
    stands = row.at(row.row("AN", FULL), "Điểm tính")
    assert (f"{stands:g}" if isinstance(stands, int | float) else None) == counts
