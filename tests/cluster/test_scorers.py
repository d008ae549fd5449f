"""Many scorers: who scores is typed in `Người chấm` and `Ai chấm`, their points on paper in `Điểm người chấm`."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.journeys import journey
from tests.journeys.answers import of_code, unit_of
from tests.journeys.journey import SELF_TOTALS, UNITS, Journey, Run, Sheet, run
from tests.journeys.scoring_together import (
    CROSS,
    GIVEN,
    MIXED,
    SCORERS,
    SHARED,
    give,
    given,
    named,
    scored_by,
    set_apart,
)


def counts(cluster: Journey, unit: str, criterion: str) -> Any:
    """The stored `Điểm tính` of a unit and criterion."""
    ledger = cluster.sheet("Thống nhất điểm", "Mã đơn vị", "Mã tiêu chí")
    return ledger.at(ledger.row(unit, criterion), "Điểm tính")


def found(answer: Run, code: str) -> list[dict[str, Any]]:
    """The findings of one code in the document."""
    return of_code(answer.json["findings"], code)


def test_every_scorer_has_a_row_for_every_unit_and_criterion_of_its_own(shared: Journey) -> None:
    """TC scores two criteria, NV one, a unit all others and never itself; nothing is typed yet."""
    rows = [tuple(row[h] for h in ("Người chấm", "Mã đơn vị", "Mã tiêu chí"))
            for row in shared.sheet(GIVEN, "Người chấm", "Mã đơn vị").records()]  # fmt: skip
    expected = {("TC", unit, code) for unit in UNITS for code in (SHARED, MIXED)}
    expected |= {("NV", unit, SHARED) for unit in UNITS}
    expected |= {(one, unit, CROSS) for one in UNITS for unit in UNITS if one != unit}
    assert set(rows) == expected
    assert len(rows) == len(expected)
    assert rows[0][0] == "TC"


def test_missing_scorers_keep_units_incomplete_and_are_told_by_name(shared: Journey) -> None:
    """No score stands by the points of some; `Ghi chú` and the findings name who is awaited."""
    with shared.typing() as book:
        give(book, "TC", SHARED, dict.fromkeys(UNITS, 5))
        give(book, "TC", MIXED, dict.fromkeys(UNITS, 5))
    answer = shared.rank()
    assert answer.code == 1
    assert {one["status"] for one in answer.json["units"]} == {"incomplete"}
    assert answer.json["nominee"] is None
    assert counts(shared, "AN", SHARED) in (None, "")
    missing = {
        one["message"].partition(" còn ")[0]: one["message"] for one in found(answer, "SCORER_MISSING")
    }
    assert "Người chấm NV (Phòng Nội vụ)" in missing
    assert "còn thiếu 5 điểm: tiêu chí 2.4 của AN, BH, CM, DL, EN." in missing["Người chấm NV (Phòng Nội vụ)"]
    assert "Người chấm BH (Xã Bình Hải)" in missing
    assert not any("TC" in who for who in missing)
    ranking = shared.sheet("Xếp hạng", "Mã")
    note = ranking.at(ranking.row("AN"), "Ghi chú")
    assert "chờ người chấm" in note
    assert "NV" in note
    assert "AN" not in note.partition("chờ người chấm")[2]


def test_the_missing_cell_is_the_one_told(shared: Journey) -> None:
    """The finding's address is a blank `Điểm` of that scorer."""
    one = next(one for one in found(shared.rank(), "SCORER_MISSING") if "NV" in one["message"])
    sheet = shared.sheet(GIVEN, "Người chấm", "Mã đơn vị", "Mã tiêu chí")
    assert one["cell"] == sheet.address(sheet.row("NV", "AN", SHARED), "Điểm")


def test_the_weighted_mean_stands_where_nothing_is_agreed(scored: Journey) -> None:
    """Weights from the sheet (blank is 1), parts in % with the self-score, all others of a cross criterion."""
    assert counts(scored, "AN", SHARED) == 6.67  # (2·7 + 6) / 3
    assert counts(scored, "AN", MIXED) == 9.3  # 0,3·10 + 0,7·9
    assert counts(scored, "BH", MIXED) == 8.45  # 0,3·9,5 + 0,7·8
    assert counts(scored, "AN", CROSS) == 8.25  # 9; 8,5; 8; 7,5
    expected = {"AN": 83.00 - 7 + 6.67 - 10 + 9.3 - 10 + 8.25}
    assert float(unit_of(scored.rank(), "AN")["agreed_total"]) == pytest.approx(expected["AN"], abs=1e-9)


def test_the_self_total_is_what_the_unit_claims(scored: Journey) -> None:
    """The self-score counts in the self total where it has a part; elsewhere the unit claims nothing."""
    own = unit_of(scored.rank(), "AN")["self_total"]
    assert Fraction(own) == Fraction(SELF_TOTALS["AN"]) - 10  # I.4 is the other units' to score


def test_an_agreed_score_stands_before_the_mean_and_needs_a_reason(scored: Journey) -> None:
    """The mean is what stood before: another score without a reason is told."""
    scored.agree("AN", SHARED, score=7)
    answer = scored.rank()
    assert counts(scored, "AN", SHARED) == 7
    reason = found(answer, "REASON_MISSING")
    assert len(reason) == 1
    assert "6,67" in reason[0]["message"]


def test_agreed_figures_stand_before_the_mean(scored: Journey) -> None:
    """I.4 by its rule on what was agreed: 99 of 100 is 9,5."""
    scored.agree("AN", CROSS, target=100, result=99, reason="Số liệu thống kê")
    scored.rank()
    assert counts(scored, "AN", CROSS) == 9.5


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (7.5, "OVER_MAXIMUM"),
        (-1, "NEGATIVE"),
        ("chín", "NOT_A_NUMBER"),
        ("6,5đ", "NOT_A_NUMBER"),
        (True, "BOOLEAN_AS_NUMBER"),
    ],
)
def test_a_score_that_cannot_stand_counts_as_missing(scored: Journey, typed: object, code: str) -> None:
    """Told at its cell; no mean is made of the others."""
    with scored.typing() as book:
        give(book, "NV", SHARED, {"AN": typed})
    answer = scored.rank()
    sheet = scored.sheet(GIVEN, "Người chấm", "Mã đơn vị", "Mã tiêu chí")
    cell = sheet.address(sheet.row("NV", "AN", SHARED), "Điểm")
    assert [(one["unit"], one["criterion"], one["sheet"], one["cell"]) for one in found(answer, code)] == [
        ("AN", SHARED, GIVEN, cell)
    ]
    assert unit_of(answer, "AN")["status"] == "incomplete"
    assert counts(scored, "AN", SHARED) in (None, "")
    assert sheet.at(sheet.row("NV", "AN", SHARED), "Điểm") == typed


def test_a_score_that_shows_something_else_waits(scored: Journey) -> None:
    """0,65 in the format of per cent shows 65%."""
    with scored.typing() as book:
        sheet = given(book)
        cell = sheet.sheet[sheet.address(sheet.row("NV", "AN", SHARED), "Điểm")]
        cell.value, cell.number_format = 0.065, "0.0%"
    answer = scored.rank()
    assert [one["unit"] for one in found(answer, "SHOWN_OTHERWISE")] == ["AN"]
    assert unit_of(answer, "AN")["status"] == "incomplete"
    assert sheet.at(sheet.row("NV", "AN", SHARED), "Điểm") == 0.065


def test_typed_text_is_a_number_where_it_can_be_one(scored: Journey) -> None:
    """`5,5` typed as text is 5.5: told as a note."""
    with scored.typing() as book:
        give(book, "NV", SHARED, {"AN": "5,5"})
    answer = scored.rank()
    assert counts(scored, "AN", SHARED) == 6.5
    assert [one["unit"] for one in found(answer, "NUMBER_AS_TEXT")] == ["AN"]


def test_zero_is_a_score_and_blank_is_none(scored: Journey) -> None:
    """0 counts in the mean; a cleared cell takes the score away."""
    with scored.typing() as book:
        give(book, "NV", SHARED, {"AN": 0, "BH": None})
    answer = scored.rank()
    assert counts(scored, "AN", SHARED) == 4.67
    assert unit_of(answer, "BH")["status"] == "incomplete"


def test_a_typed_score_makes_the_live_row_wait_for_the_program(scored: Journey) -> None:
    """Formulas: the row of `Điểm người chấm` names its unit and criterion, `Cần làm` looks for them."""
    book = openpyxl.load_workbook(scored.book)
    sheet = given(book)
    formula = sheet.at(sheet.row("NV", "AN", SHARED), "Chưa tính")
    assert '&"|"&' in formula
    ledger = journey.ledger(book)
    assert GIVEN in ledger.at(ledger.row("AN", SHARED), "Cần làm")
    assert GIVEN not in ledger.at(ledger.row("AN", "I.2"), "Cần làm")


def test_the_journal_tells_what_scorers_were_changed(scored: Journey) -> None:
    """Old and new score, once."""
    with scored.typing() as book:
        give(book, "NV", SHARED, {"AN": 5})
    scored.rank()
    lines = [row["Thay đổi"] for row in scored.sheet("Nhật ký", "Lúc", "Thay đổi").records()]
    assert sum("Điểm của người chấm NV: AN 2.4 6 → 5" in line for line in lines) == 1


def test_nothing_changes_where_nothing_is_typed(scored: Journey) -> None:
    """A second run writes nothing."""
    before = scored.book.read_bytes()
    scored.rank()
    assert scored.book.read_bytes() == before


# --- leaving the path ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("QS", "SCORER_UNKNOWN"), ("TC+QS", "SCORER_UNKNOWN"), ("Phòng Tài chính", "SCORER_UNKNOWN"),
        ("Đơn vị 30%+TC 60%", "SCORERS_INVALID"), ("TC 50%+NV", "SCORERS_INVALID"), ("TC+TC", "SCORERS_INVALID"),
        ("TC+", "SCORERS_INVALID"), ("Trưởng cụm+TC", "SCORERS_INVALID"), ("Chấm chéo+TC", "SCORERS_INVALID"),
        ("TC 0%+NV 100%", "SCORERS_INVALID"),
    ],
)  # fmt: skip
def test_who_cannot_score_is_told_and_nothing_stands_there(scored: Journey, said: str, code: str) -> None:
    """The cell of `Ai chấm`; the criterion has no score until somebody agrees one."""
    with scored.typing() as book:
        scored_by(book, {SHARED: said})
        cell = Sheet(book["Tiêu chí"], "Mã")
        address = cell.address(cell.row(SHARED), "Ai chấm")
    answer = scored.rank()
    assert [(one["sheet"], one["cell"], one["value"]) for one in found(answer, code)] == [
        ("Tiêu chí", address, said)
    ]
    assert "ranked" not in {one["status"] for one in answer.json["units"]}
    assert counts(scored, "AN", SHARED) in (None, "")


def test_what_was_given_stays_when_its_scorer_goes(scored: Journey) -> None:
    """Rows of a code that is gone stand at the bottom, with a warning; the code coming back takes them."""
    with scored.typing() as book:
        people = Sheet(book[SCORERS], "Mã")
        people.put(people.row("NV"), "Mã", "VN")
        scored_by(book, {SHARED: "TC+VN"})
    answer = scored.rank()
    assert {one["value"] for one in found(answer, "SCORE_OF_NOBODY")} == {"NV"}
    sheet = scored.sheet(GIVEN, "Người chấm", "Mã đơn vị", "Mã tiêu chí")
    assert sheet.at(sheet.row("NV", "AN", SHARED), "Điểm") == 6
    assert counts(scored, "AN", SHARED) in (None, "")
    with scored.typing() as book:
        people = Sheet(book[SCORERS], "Mã")
        people.put(people.row("VN"), "Mã", "NV")
        scored_by(book, {SHARED: "TC+NV"})
    scored.rank()
    assert counts(scored, "AN", SHARED) == 6.67


SORTED = ("Người chấm", "Tên người chấm", "Mã đơn vị", "Đơn vị", "Mã tiêu chí", "Tiêu chí", "Điểm")
"""What moves where somebody sorts the rows."""


def test_rows_may_be_sorted(scored: Journey) -> None:
    """Scores are found by their codes wherever they stand."""
    with scored.typing() as book:
        sheet = given(book)
        rows = list(sheet.rows())
        typed = {row: [sheet.at(row, h) for h in SORTED] for row in rows}
        for row, values in zip(rows, reversed(list(typed.values())), strict=True):
            for header, value in zip(SORTED, values, strict=True):
                sheet.put(row, header, value)
    assert scored.rank().code == 0
    assert counts(scored, "AN", SHARED) == 6.67


def test_codes_that_left_their_names_stop_the_command(scored: Journey) -> None:
    """Whoever typed a score saw a name: where the code beside it is another unit's, nobody knows whose the score is."""
    with scored.typing() as book:
        sheet = given(book)
        row = next(iter(sheet.rows()))
        other = next(at for at in sheet.rows() if sheet.at(at, "Đơn vị") != sheet.at(row, "Đơn vị"))
        sheet.put(row, "Mã đơn vị", sheet.at(other, "Mã đơn vị"))
        cell = sheet.address(row, "Mã đơn vị")
    before = scored.book.read_bytes()
    answer = scored.rank()
    assert answer.code == 2
    assert f"ô {cell} ghi mã" in " ".join(answer.err.split())
    assert scored.book.read_bytes() == before


@pytest.mark.parametrize(
    ("header", "value", "code"),
    [
        ("Trọng số", 0, "WEIGHT_INVALID"), ("Trọng số", -2, "WEIGHT_INVALID"), ("Trọng số", "nhiều", "WEIGHT_INVALID"),
        ("Mã", "T C", "CODE_BREAKS_RULE"), ("Mã", "TC+1", "CODE_BREAKS_RULE"), ("Mã", "AN", "SCORER_CODE_TAKEN"),
        ("Mã", "NV", "ROW_DOUBLE"),
    ],
)  # fmt: skip
def test_a_scorer_that_cannot_be_followed_is_told(
    scored: Journey, header: str, value: object, code: str
) -> None:
    """At its cell; the criteria that name it have no score meanwhile."""
    with scored.typing() as book:
        people = Sheet(book[SCORERS], "Mã")
        row = people.row("NV") + 1 if code == "ROW_DOUBLE" else people.row("TC")
        people.put(row, header, value)
    answer = scored.rank()
    assert len(found(answer, code)) == 1
    assert found(answer, code)[0]["sheet"] == SCORERS
    if code != "ROW_DOUBLE":
        assert counts(scored, "AN", SHARED) in (None, "")


def test_a_changed_weight_moves_the_mean_and_no_form(scored: Journey) -> None:
    """Weights are no part of what forms were issued by: nobody fills in anything anew."""
    with scored.typing() as book:
        people = Sheet(book[SCORERS], "Mã")
        people.put(people.row("TC"), "Trọng số", "0,5")
    answer = scored.rank()
    assert counts(scored, "AN", SHARED) == 6.33  # (7/2 + 6) / 1,5
    assert counts(scored, "AN", MIXED) == 9.3  # parts in % need no weights
    assert not found(answer, "OLD_CRITERIA")


def test_the_order_and_spelling_of_codes_change_nothing(scored: Journey) -> None:
    """`nv + tc` is `TC+NV`: the same scores by the same criteria."""
    with scored.typing() as book:
        scored_by(book, {SHARED: "nv + tc", MIXED: "đơn vị 30 % + tc 70,0 %", CROSS: "chấm CHÉO"})
    answer = scored.rank()
    assert answer.code == 0
    assert counts(scored, "AN", SHARED) == 6.67
    assert counts(scored, "AN", MIXED) == 9.3


def test_a_rule_of_the_whole_cluster_leaves_nothing_to_scorers(scored: Journey) -> None:
    """The leader rule is the program's."""
    with scored.typing() as book:
        scored_by(book, {"I.5": "TC"})
    answer = scored.rank()
    assert len(found(answer, "SCORERS_INVALID")) == 1


def test_scorers_who_do_not_agree_on_pass_or_fail_leave_it_to_people(scored: Journey) -> None:
    """Đạt/không đạt: all the same is a score, different ones are told with who said what."""
    with scored.typing() as book:
        scored_by(book, {"2.1": "TC+NV"})
    scored.rank()
    with scored.typing() as book:
        give(book, "TC", "2.1", {"AN": 5, "BH": 5, "CM": 0, "DL": 3})
        give(book, "NV", "2.1", {"AN": 5, "BH": 0, "CM": 0, "DL": 5})
    answer = scored.rank()
    assert [(one["unit"], one["criterion"]) for one in found(answer, "SCORERS_SPLIT")] == [("BH", "2.1")]
    assert "TC 5; NV 0" in found(answer, "SCORERS_SPLIT")[0]["message"]
    assert [one["unit"] for one in found(answer, "PASS_FAIL_CONTRADICTS") if one["sheet"] == GIVEN] == ["DL"]
    assert [counts(scored, unit, "2.1") for unit in ("AN", "CM")] == [5, 0]


# --- units score each other ---------------------------------------------------------------------


def test_an_excluded_unit_is_scored_and_scores_nobody(scored: Journey) -> None:
    """`Xét thi đua` = Không: it gives no points, and keeps its own."""
    with scored.typing() as book:
        units = Sheet(book["Đơn vị"], "Mã")
        units.put(units.row("EN"), "Xét thi đua", "Không")
        units.put(units.row("EN"), "Lý do không xét", "Vi phạm")
    answer = scored.rank()
    assert counts(scored, "AN", CROSS) == 8.5  # 9; 8,5; 8
    assert counts(scored, "EN", CROSS) == 4.25
    assert {one["unit"] for one in found(answer, "SCORE_OF_NOBODY")} == {"AN", "BH", "CM", "DL"}


def test_the_highest_and_the_lowest_are_dropped_where_the_cluster_says_so(scored: Journey) -> None:
    """One of each; of the criteria of departments nothing is dropped."""
    with scored.typing() as book:
        give(book, "BH", CROSS, {"AN": 0})
    scored.rank()
    assert counts(scored, "AN", CROSS) == 6  # 0; 8,5; 8; 7,5
    scored.set(**{"Bỏ_điểm_cao_nhất,_thấp_nhất": "Có"})
    scored.rank()
    assert counts(scored, "AN", CROSS) == 7.75  # 8; 7,5
    assert counts(scored, "AN", SHARED) == 6.67


def test_two_scores_are_too_few_to_drop_any(scored: Journey) -> None:
    """Three units give each other two scores each: told at the setting, no score is guessed."""
    set_apart(scored, "DL", "EN")
    scored.set(**{"Bỏ_điểm_cao_nhất,_thấp_nhất": "Có"})
    answer = scored.rank()
    assert [one["criterion"] for one in found(answer, "SCORERS_TOO_FEW")] == [CROSS]
    assert unit_of(answer, "AN")["status"] == "incomplete"


# --- forms, papers, seal ------------------------------------------------------------------------


def test_the_form_asks_a_self_score_only_where_it_has_a_part(shared: Journey) -> None:
    """Of others' criteria the unit reports figures and evidence; the cell of the score is grey and locked."""
    form = openpyxl.load_workbook(shared.folder / "phieu" / "Phieu_AN_2025.xlsx")
    sheet = journey.form_sheet(form)

    def is_open(code: str, header: str) -> bool:
        return not sheet.sheet[sheet.address(sheet.row(code), header)].protection.locked

    assert [is_open(code, "Điểm tự chấm") for code in (MIXED, SHARED, CROSS, "I.2")] == [
        True,
        False,
        False,
        True,
    ]
    assert [is_open(CROSS, header) for header in ("Chỉ tiêu", "Kết quả", "Minh chứng")] == [True, True, True]
    assert sheet.at(sheet.row(SHARED), "Nhắc")


def test_a_self_score_where_others_score_is_ignored_with_a_note(shared: Journey) -> None:
    """It is no scorer's."""

    def change(workbook: openpyxl.Workbook) -> None:
        sheet = journey.form_sheet(workbook)
        sheet.put(sheet.row(SHARED), "Điểm tự chấm", 7)

    path = shared.send("AN", change)
    notes = [one for file in shared.check(path).json["files"] for one in file["findings"]
             if one["code"] == "SELF_SCORE_IGNORED" and one["criterion"] == SHARED]  # fmt: skip
    assert len(notes) == 1
    assert "người chấm" in notes[0]["message"]


def test_a_sealed_book_knows_who_gave_what(scored: Journey) -> None:
    """A changed score, even one behind an agreed score, breaks the seal."""
    closed = run("close", scored.book)
    assert closed.code == 0, closed.out
    assert run("verify", scored.book).code == 0
    with scored.typing() as book:
        give(book, "NV", SHARED, {"AN": 5.5})
    verified = run("verify", scored.book)
    assert verified.code == 1
    assert GIVEN in verified.out


def test_next_year_keeps_the_scorers_and_none_of_their_scores(scored: Journey) -> None:
    """`--from` copies who scores; the new book's criteria are understood at once."""
    book = scored.folder / "SoCum_C01_2026.xlsx"
    made = run("new", "cluster", book, "--from", scored.book)
    assert made.code == 0, made.err
    workbook = openpyxl.load_workbook(book)
    assert [row["Mã"] for row in Sheet(workbook[SCORERS], "Mã").records()] == ["TC", "NV"]
    assert {row["Điểm"] for row in given(workbook).records()} == {None}
    assert not found(run("rank", book, "--json"), "SCORER_UNKNOWN")


def test_where_scorers_score_everything_a_unit_is_scored_without_a_form(tmp_path: Path) -> None:
    """No form is due; the mean ranks."""
    journey.begin(tmp_path)
    cluster = Journey(tmp_path, {})
    with cluster.typing() as book:
        criteria = Sheet(book["Tiêu chí"], "Mã")
        for row in reversed(list(criteria.rows())):
            if criteria.at(row, "Mã") not in ("I", "I.1"):
                criteria.sheet.delete_rows(row)
        named(book)
        scored_by(book, {"I.1": "TC+NV"})
    assert cluster.rank().code == 1
    with cluster.typing() as book:
        for at, unit in enumerate(UNITS):
            give(book, "TC", "I.1", {unit: 9 - at})
            give(book, "NV", "I.1", {unit: 9 - at})
    answer = cluster.rank()
    assert answer.code == 0
    assert {one["code"]: (one["rank"], one["status"]) for one in answer.json["units"]} == {
        unit: (at + 1, "ranked") for at, unit in enumerate(UNITS)
    }
