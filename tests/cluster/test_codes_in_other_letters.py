"""`an` and `AN` are one unit in a cluster's book, as they are in the office's."""

import pytest

from tests.journeys import journey
from tests.journeys.conference import hold_ballot, make_level
from tests.journeys.journey import PRAISE, RANKS, TOTALS, VOTES, Journey, Sheet, run


def respelt(cluster: Journey, code: str, typed: str) -> None:
    """The head writes a code on `Đơn vị` in other letters."""
    with cluster.typing() as book:
        units = Sheet(book["Đơn vị"], "Mã")
        units.put(units.row(code), "Mã", typed)


def test_a_unit_keeps_its_form_and_scores_under_a_code_in_other_letters(complete: Journey) -> None:
    """Nobody is missing, nothing waits, the head is still the head; the book is sound."""
    respelt(complete, "AN", "an")
    answer = complete.rank()
    ranked = {unit["code"]: (unit["agreed_total"], unit["rank"]) for unit in answer.json["units"]}
    assert (answer.code, answer.json["findings"]) == (0, [])
    assert ranked == {{"AN": "an"}.get(code, code): (TOTALS[code], RANKS[code]) for code in TOTALS}
    assert run("verify", complete.book).code == 0


def test_a_form_that_comes_later_is_of_that_unit(issued: Journey) -> None:
    """It was issued under the old spelling."""
    respelt(issued, "AN", "an")
    issued.send("AN")
    (file,) = issued.collect().json["files"]
    assert (file["status"], file["unit"], file["findings"]) == ("accepted", "an", [])


def test_agreed_rows_follow_in_whatever_letters(complete: Journey) -> None:
    """A score, a proclamation and the office of head typed for `an`."""
    with complete.typing() as book:
        scores, praise = journey.ledger(book), Sheet(book[PRAISE], "Mã đơn vị")
        row, told = scores.row("AN", "I.1"), praise.row("AN")
        for sheet, at, typed in ((scores, row, {"Điểm thống nhất": 7, "Lý do": "Thẩm tra"}),
                                 (praise, told, {"Lý do": "Đã bàn"})):  # fmt: skip
            for header, value in {"Mã đơn vị": "an", **typed}.items():
                sheet.put(at, header, value)
        journey.set_up(book, {"Trưởng cụm": "an"})
    answer = complete.rank()
    assert (answer.code, answer.json["findings"]) == (0, [])
    assert {unit["code"]: unit["agreed_total"] for unit in answer.json["units"]}["AN"] == "80.00"


@pytest.mark.parametrize("typed", ["an", "AN"])
def test_a_vote_counts_for_the_unit_meant(complete: Journey, typed: str) -> None:
    """What was typed on the ballot stays."""
    make_level(complete)
    hold_ballot(complete, {typed: 8, "BH": 4})
    answer = complete.rank()
    assert answer.json["nominee"] == "AN"
    votes = complete.sheet(VOTES, "Mã đơn vị", "Số phiếu")
    assert {(row["Mã đơn vị"], row["Đơn vị"]) for row in votes.records()} >= {(typed, "Xã An Hòa")}


def test_codes_typed_in_the_tables_of_the_year_are_the_listed_ones(complete: Journey) -> None:
    """Nothing is asked about, and the cells stay as typed."""
    typed = {"Mã đơn vị": "an", "Tên mô hình": "Làm đường hoa", "Nhân rộng tại": "bh; CM"}
    with complete.typing() as book:
        models = Sheet(book["Mô hình"], "Mã đơn vị", "Tên mô hình")
        for header, value in typed.items():
            models.put(models.header_row + 1, header, value)
    answer = complete.rank()
    assert (answer.code, answer.json["findings"]) == (0, [])
    (row,) = complete.sheet("Mô hình", "Mã đơn vị", "Tên mô hình").records()
    assert {header: row[header] for header in typed} == typed
