"""Forms that hold words and no figure: they take no place of one that has scores, unless a person says so."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl.workbook import Workbook

from tests.journeys import journey
from tests.journeys.journey import SAVED, Journey
from tests.journeys.taken_in import (
    COMMANDS,
    LATER,
    by_both_commands,
    decide,
    ledger,
    received,
    reconciles,
    statuses,
)


def without_figures(workbook: Workbook) -> None:
    """Every score, target, result and mark deleted; the evidence stays."""
    form = journey.form_sheet(workbook)
    for row in form.rows():
        for header in ("Chỉ tiêu", "Kết quả", "Không được giao", "Điểm tự chấm"):
            form.put(row, header, None)
    form.put(form.row("I.2"), "Minh chứng", "Báo cáo số 12/BC-UBND")


def with_one(header: str, value: object) -> Callable[[Workbook], None]:
    """The same with one entry in a column of figures."""

    def change(workbook: Workbook) -> None:
        without_figures(workbook)
        form = journey.form_sheet(workbook)
        form.put(form.row("I.1"), header, value)

    return change


@by_both_commands
@pytest.mark.parametrize("first", ["dien.xlsx", "chu.xlsx"])
def test_a_newer_form_of_words_waits_and_the_filled_one_counts(
    issued: Journey, first: str, command: str
) -> None:
    """FORM_WITHOUT_FIGURES, in whatever order they come; it names a cell and is no list of missing scores."""
    send = {
        "dien.xlsx": lambda: issued.send("AN", name="dien.xlsx", saved=SAVED),
        "chu.xlsx": lambda: issued.send("AN", without_figures, name="chu.xlsx", saved=LATER),
    }
    send.pop(first)()
    issued.collect()
    next(iter(send.values()))()
    document = reconciles(issued.collect())
    assert statuses(document) == {"dien.xlsx": "accepted", "chu.xlsx": "waiting"}
    (waiting,) = [one for one in document["files"] if Path(one["path"]).name == "chu.xlsx"]
    assert journey.found_in(waiting) == [("FORM_WITHOUT_FIGURES", None)]
    assert "L" in waiting["findings"][0]["message"].partition("chỉ có chữ ở ")[2][:1]
    COMMANDS[command](issued)
    assert ledger(issued)["AN", "I.1"]["Điểm tự chấm"] == 10
    assert received(issued)["chu.xlsx"]["Trạng thái"] == "Chờ quyết định"


@pytest.mark.parametrize("decision", ["Dùng file này", "Bỏ qua"])
def test_a_person_decides_about_the_form_of_words(issued: Journey, decision: str) -> None:
    """To use it makes it the unit's form, to skip it ends the waiting."""
    issued.send("AN", name="dien.xlsx")
    issued.send("AN", without_figures, name="chu.xlsx", saved=LATER)
    issued.collect()
    decide(issued, "chu.xlsx", decision=decision)
    found = statuses(reconciles(issued.collect()))
    used = decision == "Dùng file này"
    assert (found["chu.xlsx"], found["dien.xlsx"]) == (
        ("accepted", "superseded") if used else ("refused", "accepted")
    )


def test_an_older_form_of_words_is_replaced(issued: Journey) -> None:
    """Evidence first, scores later: nothing to decide."""
    issued.send("AN", without_figures, name="chu.xlsx")
    issued.send("AN", name="dien.xlsx", saved=LATER)
    document = reconciles(issued.collect())
    assert statuses(document) == {"chu.xlsx": "superseded", "dien.xlsx": "accepted"}


def test_a_form_of_words_alone_counts(issued: Journey) -> None:
    """No other form of the unit: it is told what it lacks, as before; of two the newer one counts."""
    issued.send("AN", without_figures, name="mot.xlsx")
    issued.send("AN", with_one("Giải trình", "Bổ sung sau"), name="hai.xlsx", saved=LATER)
    document = reconciles(issued.collect())
    assert statuses(document) == {"mot.xlsx": "superseded", "hai.xlsx": "accepted"}


@pytest.mark.parametrize(
    ("header", "value", "counts"),
    [
        ("Điểm tự chấm", 0, True),
        ("Điểm tự chấm", "9,5", True),
        ("Không được giao", "x", True),
        ("Kết quả", "Đạt", True),
        ("Điểm tự chấm", "chưa có", False),
        ("Không được giao", "không", False),
        ("Chỉ tiêu", "-", False),
    ],
)
def test_one_figure_is_enough_to_replace(issued: Journey, header: str, value: object, counts: bool) -> None:
    """A zero is a score, a mark is a mark; words in a cell of figures are none."""
    issued.send("AN", name="dien.xlsx")
    issued.send("AN", with_one(header, value), name="sau.xlsx", saved=LATER)
    document = reconciles(issued.collect())
    assert statuses(document)["sau.xlsx"] == ("accepted" if counts else "waiting")


def test_copies_of_a_form_of_words_wait_once(issued: Journey) -> None:
    """FILE_DUPLICATE: of identical bytes one supersedes the other."""
    issued.send("AN", name="dien.xlsx")
    path = issued.send("AN", without_figures, name="chu.xlsx", saved=LATER)
    issued.drop("lai.xlsx", path.read_bytes())
    found = statuses(reconciles(issued.collect()))
    assert "waiting" in (found["chu.xlsx"], found.get("lai.xlsx"))
    assert found["dien.xlsx"] == "accepted"


def test_verify_computes_the_same_of_a_form_that_waits(issued: Journey) -> None:
    """Again from the originals: the filled form counts, the other waits."""
    issued.send("AN", name="dien.xlsx")
    issued.send("AN", without_figures, name="chu.xlsx", saved=LATER)
    issued.collect()
    assert journey.run("verify", issued.book, "--json").json["differences"] == []
