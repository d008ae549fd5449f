"""Đồng ý in `Điểm tự chấm`, on the whole way: from the form to the rank, and off the path."""

import io
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from tests.journeys import journey
from tests.journeys.journey import LEDGER, Journey, Sheet, form_sheet
from tests.journeys.taken_in import use_the_only_file

Change = Callable[[Workbook], None]
SCORE, HINT, TARGET, RESULT, MARK = (
    "Điểm tự chấm", "Điểm gợi ý", "Chỉ tiêu", "Kết quả", "Không được giao",
)  # fmt: skip
SUGGESTED = ("I.2", "I.3", "I.4", "I.6", "2.1", "2.2", "T1", "P1")
"""The criteria for which the form suggests a score."""
WORDS = ("Đồng ý", "đồng ý", "dong y", " ĐỒNG Ý ", "Ðồng ý")


def typed(*cells: tuple[str, str, object]) -> Change:
    """Values by criterion and header."""

    def change(workbook: Workbook) -> None:
        form = form_sheet(workbook)
        for code, header, value in cells:
            form.put(form.row(code), header, value)

    return change


def taking(*codes: str) -> Change:
    """The word in the score's cell of these criteria, each time typed otherwise."""
    return typed(*((code, SCORE, WORDS[at % len(WORDS)]) for at, code in enumerate(codes)))


def told(document: Mapping[str, Any], code: str = "") -> list[tuple[str, str | None, str | None]]:
    """Code, cell and quoted value of what is said of the files."""
    return [(one["code"], one["cell"], one["value"]) for file in document["files"] for one in file["findings"]
            if code in ("", one["code"])]  # fmt: skip


def received(cluster: Journey, unit: str = "AN") -> dict[str, object]:
    """Criterion → self-score in the book."""
    table = cluster.sheet(LEDGER, "Mã đơn vị", "Mã tiêu chí")
    return {code: table.at(table.row(unit, code), SCORE) for code in journey.SCORED}


def test_words_give_the_same_totals_and_ranks_as_numbers(issued: Journey) -> None:
    """Every unit takes every suggestion: what is summed up, ranked and proposed is what numbers would give."""
    for unit in journey.UNITS:
        issued.send(unit, taking(*SUGGESTED))
    assert issued.collect().json["accepted"] == 5
    with issued.typing() as book:
        journey.head_scores(book)
    answer = issued.rank()
    assert answer.code == 0
    units = {one["code"]: one for one in answer.json["units"]}
    assert {code: one["self_total"] for code, one in units.items()} == journey.SELF_TOTALS
    assert {code: one["agreed_total"] for code, one in units.items()} == journey.TOTALS
    assert {code: one["rank"] for code, one in units.items()} == journey.RANKS


def test_the_book_holds_the_numbers_and_a_note_says_how_they_came_about(issued: Journey) -> None:
    """The ledger is added up by formulas, so it never holds the word; who looks finds it in the list."""
    issued.send("AN", taking("I.2", "I.3"))
    document = issued.collect().json
    assert [one[:1] + one[2:] for one in told(document)] == [
        ("SUGGESTION_TAKEN", "Đồng ý"), ("SUGGESTION_TAKEN", "đồng ý"),
    ]  # fmt: skip
    assert {code: received(issued)[code] for code in ("I.2", "I.3")} == {"I.2": 10, "I.3": 15}
    listed = issued.sheet("Cần sửa", "Mã lỗi").records()
    assert [row["Mức"] for row in listed if row["Mã lỗi"] == "SUGGESTION_TAKEN"] == ["Lưu ý", "Lưu ý"]


def test_the_same_run_again_writes_nothing(issued: Journey) -> None:
    """What was read from the word is read so from the original again."""
    issued.send("AN", taking(*SUGGESTED))
    issued.collect()
    before = issued.book.read_bytes()
    issued.collect()
    issued.rank()
    assert issued.book.read_bytes() == before


def test_verify_computes_the_same_of_the_originals(issued: Journey) -> None:
    """From the word in the kept file to the number in the book."""
    issued.send("AN", taking(*SUGGESTED))
    issued.collect()
    issued.rank()
    assert journey.run("verify", issued.book).code == 0


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (taking("I.1"), ["SUGGESTION_MISSING"]),
        (typed(("I.2", SCORE, "Đồng ý"), ("I.2", RESULT, None)), ["INPUT_MISSING", "SUGGESTION_MISSING"]),
        (typed(("I.2", SCORE, "Đồng ý"), ("I.2", TARGET, None)), ["INPUT_MISSING", "SUGGESTION_MISSING"]),
        (typed(("I.2", SCORE, "Đồng ý"), ("I.2", TARGET, 0)), ["SUGGESTION_MISSING", "TARGET_ZERO"]),
        (typed(("I.2", SCORE, "Đồng ý"), ("I.2", RESULT, -1)), ["NEGATIVE", "SUGGESTION_MISSING"]),
        (typed(("I.2", SCORE, "Đồng ý"), ("I.2", RESULT, "nhiều")), ["NOT_A_NUMBER", "SUGGESTION_MISSING"]),
        (typed(("2.1", SCORE, "Đồng ý"), ("2.1", RESULT, "khá")), ["SUGGESTION_MISSING", "VALUE_UNKNOWN"]),
        (typed(("I.2", SCORE, "Đồng ý"), ("I.2", MARK, "x")), ["NOT_ASSIGNED_WITH_SCORE", "SUGGESTION_TAKEN"]),
        (typed(("I.2", SCORE, "Đồng ý"), ("I.2", HINT, 9)), ["FORMULA_OVERWRITTEN", "SUGGESTION_DIFFERS"]),
        (typed(("I.2", SCORE, "Không đồng ý")), ["NOT_A_NUMBER"]),
    ],
)  # fmt: skip
def test_where_there_is_nothing_to_take_the_score_is_missing(
    issued: Journey, change: Change, expected: list[str]
) -> None:
    """The unit is told what to type; it keeps no points for it, and it is not complete."""
    issued.send("AN", change)
    document = issued.collect().json
    assert sorted(code for code, _, _ in told(document)) == expected
    (file,) = document["files"]
    wrong = next(one for one in file["findings"] if one["severity"] == "error")
    table = issued.sheet(LEDGER, "Mã đơn vị", "Mã tiêu chí")
    assert table.at(table.row("AN", wrong["criterion"]), "Điểm tính") is None
    (unit,) = (one for one in issued.rank().json["units"] if one["code"] == "AN")
    assert unit["status"] == "incomplete"


@pytest.mark.parametrize("code", ["I.5", "2.3", "2.4"])
def test_the_word_where_others_score_counts_for_nothing(issued: Journey, code: str) -> None:
    """The leader rule, a rank, the head's own: a note, as with a number."""
    issued.send("AN", typed((code, SCORE, "Đồng ý")))
    (note,) = told(issued.collect().json)
    assert note[0] == "SELF_SCORE_IGNORED"


def test_a_rule_changed_after_the_forms_went_out_gives_no_other_score(issued: Journey) -> None:
    """18 of 20 was 12 on the form, the rule of now gives 10: the file waits, and then 12 counts with a warning."""
    issued.send("BH", taking("I.3", "I.4"))
    with issued.typing() as book:
        table = Sheet(book["Tiêu chí"], "Mã")
        table.put(table.row("I.3"), "Tham số", "% 100:15; 90:10; khác:0")
    (file,) = issued.collect().json["files"]
    assert (file["status"], [one["code"] for one in file["findings"]]) == ("waiting", ["OLD_CRITERIA"])
    use_the_only_file(issued)
    document = issued.collect().json
    assert [code for code, _, _ in told(document, "MEASURE_CHANGED")] == ["MEASURE_CHANGED"]
    assert [code for code, _, _ in told(document, "DIFFERS_FROM_RULE")] == ["DIFFERS_FROM_RULE"]
    assert {code: received(issued, "BH")[code] for code in ("I.3", "I.4")} == {"I.3": 12, "I.4": 8.5}


def test_a_word_that_took_nothing_takes_nothing_of_a_changed_rule(issued: Journey) -> None:
    """Chấm trực tiếp when the form went out: the rule of now has a suggestion, which the unit never saw."""
    issued.send("BH", typed(("I.1", SCORE, "Đồng ý"), ("I.1", TARGET, 10), ("I.1", RESULT, 9)))
    with issued.typing() as book:
        table = Sheet(book["Tiêu chí"], "Mã")
        table.put(table.row("I.1"), "Cách chấm", "Theo tỷ lệ")
    issued.collect()
    use_the_only_file(issued)
    document = issued.collect().json
    assert [code for code, _, _ in told(document, "SUGGESTION_MISSING")] == ["SUGGESTION_MISSING"]
    assert told(document, "NOT_A_NUMBER") == told(document, "SUGGESTION_TAKEN") == []
    assert received(issued, "BH")["I.1"] == "Đồng ý"
    (unit,) = (one for one in issued.rank().json["units"] if one["code"] == "BH")
    assert unit["status"] == "incomplete"


@pytest.mark.parametrize("column", ["score", "result"])
def test_at_the_meeting_nobody_types_it(complete: Journey, column: str) -> None:
    """The cluster agrees on a number."""
    complete.agree("AN", "I.2", reason="Thống nhất", **{column: "Đồng ý"})
    answer = complete.rank()
    assert answer.code == 1
    assert "NOT_A_NUMBER" in [one["code"] for one in answer.json["findings"]]


def test_a_form_alone_says_the_same(issued: Journey) -> None:
    """Without the book, as a unit checks its own: decimals are those that it went out with."""
    path = issued.send("AN", typed(("I.2", SCORE, "Đồng ý"), ("I.2", TARGET, 3), ("I.2", RESULT, 2)))
    (file,) = journey.run("check", path, "--json").json["files"]
    (note,) = file["findings"]
    assert note["code"] == "SUGGESTION_TAKEN"
    assert "6,67" in note["message"]


def test_a_form_with_words_alone_is_no_blank_one(issued: Journey) -> None:
    """Somebody chose something: it is told that there is nothing to take."""
    workbook = load_workbook(io.BytesIO(issued.forms["AN"]))
    taking("I.2")(workbook)
    issued.drop("Phieu_AN.xlsx", journey.saved_bytes(workbook))
    (file,) = issued.collect().json["files"]
    assert file["status"] == "accepted"
    assert "SUGGESTION_MISSING" in [one["code"] for one in file["findings"]]


def test_the_rule_of_entry_takes_numbers_and_the_word_beside_a_suggestion_only(issued: Journey) -> None:
    """No longer than Excel takes; where nothing is suggested a number alone."""
    form = form_sheet(issued.form("AN"))
    kinds = {}
    for code in journey.FILLS:
        cell = form.address(form.row(code), SCORE)
        for rule in form.sheet.data_validations.dataValidation:
            if cell in rule.sqref:
                kinds[code] = rule.type
                assert len(str(rule.formula1)) <= 255
    assert {code for code, kind in kinds.items() if kind == "custom"} == set(SUGGESTED)
    assert {code for code, kind in kinds.items() if kind == "decimal"} == {"I.1"}
