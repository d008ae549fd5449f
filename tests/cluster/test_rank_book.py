"""Ranking what a book says: scores, totals, ties, votes and the nominee, through `rank --json` and the sheets."""

from typing import Any

import openpyxl
import pytest

from tests.journeys import journey
from tests.journeys.conference import ballot, make_level
from tests.journeys.journey import (
    LEDGER,
    MAXIMUM,
    PRAISE,
    RANKS,
    SCORED,
    SELF_TOTALS,
    TOTALS,
    UNITS,
    VOTES,
    Journey,
    Run,
    Sheet,
    found_in,
    run,
)

UNIT_KEYS = ["code", "name", "self_total", "self_adjusted", "agreed_total", "max_total", "percent", "rank", "place",
             "status", "tied_with", "nominee", "class"]  # fmt: skip
KEYS = [
    "cluster",
    "year",
    "phase",
    "basis",
    "provisional",
    "units",
    "open_ties",
    "votes",
    "nominee",
    "findings",
]


def by_code(answer: Run) -> dict[str, dict[str, Any]]:
    """The units of the document by their codes."""
    return {unit["code"]: unit for unit in answer.json["units"]}


def of_units(answer: Run, key: str) -> dict[str, Any]:
    """One key of every unit."""
    return {code: unit[key] for code, unit in by_code(answer).items()}


def codes(answer: Run) -> list[str]:
    """The codes of all findings."""
    return sorted(one["code"] for one in answer.json["findings"])


def vote_rows(cluster: Journey) -> list[tuple[Any, ...]]:
    """Round, rank and unit of every row of `Bỏ phiếu`."""
    sheet = cluster.sheet(VOTES, "Mã đơn vị", "Số phiếu")
    return [(sheet.at(row, "Lần"), sheet.at(row, "Hạng"), sheet.at(row, "Mã đơn vị")) for row in sheet.rows()]


def praise(cluster: Journey, unit: str, **typed: str) -> None:
    """Type into `Suy tôn`."""
    headers = {"place": "Hội nghị suy tôn", "flag": "Đề nghị Cờ", "reason": "Lý do"}
    with cluster.typing() as book:
        sheet = Sheet(book[PRAISE], "Mã đơn vị", "Đề xuất")
        row = next(row for row in sheet.rows() if sheet.at(row, "Mã đơn vị") == unit)
        for name, value in typed.items():
            sheet.put(row, headers[name], value)


def consider(cluster: Journey, unit: str, eligibility: str, reason: str = "") -> None:
    """Type `Xét thi đua` of a unit."""
    with cluster.typing() as book:
        sheet = Sheet(book["Đơn vị"], "Mã")
        sheet.put(sheet.row(unit), "Xét thi đua", eligibility)
        sheet.put(sheet.row(unit), "Lý do không xét", reason or None)


def on_ranking(cluster: Journey, header: str) -> dict[str, Any]:
    """A column of `Xếp hạng` by unit, as stored."""
    sheet = cluster.sheet("Xếp hạng", "Hạng", "Mã")
    return {str(sheet.at(row, "Mã")): sheet.at(row, header) for row in sheet.rows()}


# --- the plain book -------------------------------------------------------------------------------


def test_the_json_has_exactly_the_keys_of_the_contract(complete: Journey) -> None:
    """Every key of section 6 in its order, decimals as strings, and no other key."""
    answer = complete.rank()
    document = answer.json
    assert answer.code == 0
    assert list(document) == KEYS
    assert [list(unit) for unit in document["units"]] == [UNIT_KEYS] * 5
    assert document["units"][0] == {
        "code": "AN", "name": "Xã An Hòa", "self_total": "76.00", "self_adjusted": "76.00", "agreed_total": "83.00",
        "max_total": MAXIMUM, "percent": "102.47", "rank": 1, "place": "Nhất", "status": "ranked", "tied_with": [],
        "nominee": True, "class": None,
    }  # fmt: skip
    del document["units"]
    assert document == {
        "cluster": "C01", "year": 2025, "phase": "Đang nhận", "basis": "points", "provisional": False,
        "open_ties": [], "votes": [], "nominee": "AN", "findings": [],
    }  # fmt: skip


def test_totals_and_ranks_are_those_worked_out_by_hand(complete: Journey) -> None:
    """Every rule, the bonus, the penalty and the leader's comparison add up as on paper."""
    answer = complete.rank()
    assert of_units(answer, "agreed_total") == TOTALS
    assert of_units(answer, "self_total") == SELF_TOTALS
    assert of_units(answer, "rank") == RANKS
    assert of_units(answer, "place") == {"AN": "Nhất", "BH": "Nhì", "EN": "Ba", "CM": None, "DL": None}
    assert [code for code, unit in by_code(answer).items() if unit["nominee"]] == ["AN"]


def test_the_sheets_store_what_the_json_says(complete: Journey) -> None:
    """The stored results of the live formulas are the program's own figures."""
    assert on_ranking(complete, "Hạng") == RANKS
    assert {
        unit: f"{total:.2f}" for unit, total in on_ranking(complete, "Tổng điểm thống nhất").items()
    } == TOTALS
    matrix = complete.sheet("Tổng hợp", "Mã", "Tổng điểm")
    row = matrix.row("BH", "68.75")
    assert [matrix.at(row, header) for header in ("I", "2", "Điểm thưởng", "Điểm trừ")] == [46.75, 23, 0, -1]


# --- equal for first ------------------------------------------------------------------------------


def test_equal_for_first_stops_and_says_so(complete: Journey) -> None:
    """Exit 1, both wait for the vote, nobody is nominated or given a place."""
    make_level(complete)
    answer = complete.rank()
    document, units = answer.json, by_code(answer)
    assert answer.code == 1
    assert document["open_ties"] == [{"rank": 1, "codes": ["AN", "BH"]}]
    assert document["nominee"] is None
    assert document["provisional"] is False
    assert codes(answer) == ["TIE_OPEN"]
    for one, other in (("AN", "BH"), ("BH", "AN")):
        assert (
            units[one] | {"status": "waiting_vote", "rank": 1, "place": None, "tied_with": [other]}
            == units[one]
        )
    assert not any(unit["nominee"] for unit in units.values())
    assert of_units(answer, "rank") == {"AN": 1, "BH": 1, "EN": 3, "CM": 4, "DL": 5}
    assert on_ranking(complete, "Đồng hạng") == {"AN": "Đồng hạng 1 – chờ bỏ phiếu",
                                                "BH": "Đồng hạng 1 – chờ bỏ phiếu",
                                                "EN": None, "CM": None, "DL": None}  # fmt: skip


def test_the_tied_units_are_filled_in_for_the_ballot_once(complete: Journey) -> None:
    """A row for each of them in round 1; ranking again adds no more."""
    make_level(complete)
    for _ in range(3):
        complete.rank()
        assert vote_rows(complete) == [(1, 1, "AN"), (1, 1, "BH")]


def test_the_vote_makes_one_first_and_one_nominee(complete: Journey) -> None:
    """3 to 2: the winner is Nhất with the flag, the loser rank 2, the rest as before, exit 0."""
    make_level(complete)
    complete.rank()
    ballot(complete, {"AN": 2, "BH": 3}, **{"Được bỏ phiếu": 5})
    answer = complete.rank()
    document = answer.json
    assert answer.code == 0
    assert document["votes"] == [{"rank": 1, "round": 1, "counted": True, "winner": "BH"}]
    assert (document["open_ties"], document["nominee"]) == ([], "BH")
    assert of_units(answer, "rank") == {"BH": 1, "AN": 2, "EN": 3, "CM": 4, "DL": 5}
    assert of_units(answer, "place") == {"BH": "Nhất", "AN": "Nhì", "EN": "Ba", "CM": None, "DL": None}
    assert set(of_units(answer, "status").values()) == {"ranked"}
    assert on_ranking(complete, "Hạng") == of_units(answer, "rank")


def test_a_tied_vote_asks_for_a_second_round(complete: Journey) -> None:
    """2 to 2: VOTE_TIED at the votes, the next round is filled in, and its result counts."""
    make_level(complete)
    complete.rank()
    ballot(complete, {"AN": 2, "BH": 2})
    answer = complete.rank()
    assert answer.code == 1
    assert codes(answer) == ["TIE_OPEN", "VOTE_TIED"]
    actions = [one["action"] for one in answer.json["findings"]]
    assert all("Bỏ phiếu lần" in action for action in actions)  # nobody is sent back to the first round
    assert any("Bỏ phiếu lần 2 giữa AN, BH" in action for action in actions)
    assert vote_rows(complete) == [(1, 1, "AN"), (1, 1, "BH"), (2, 1, "AN"), (2, 1, "BH")]
    ballot(complete, {"AN": 3, "BH": 1}, number=2)
    answer = complete.rank()
    assert (answer.code, answer.json["nominee"]) == (0, "AN")
    assert [vote["winner"] for vote in answer.json["votes"]] == [None, "AN"]


@pytest.mark.parametrize(
    ("votes", "figures", "header"),
    [
        ({"AN": 2, "BH": 3}, {"Hợp lệ": 4, "Không hợp lệ": 1}, "Hợp lệ"),
        ({"AN": 2, "BH": 3}, {"Không hợp lệ": 1}, "Thu vào"),
        ({"AN": 2, "BH": 3}, {"Phát ra": 4}, "Thu vào"),
    ],
    ids=["votes against valid", "valid and invalid against collected", "collected against issued"],
)
def test_a_round_whose_figures_do_not_agree_does_not_count(
    complete: Journey, votes: dict[str, int], figures: dict[str, int], header: str
) -> None:
    """issued ≥ collected = valid + invalid and Σ votes = valid; else a finding at the figure and no winner."""
    make_level(complete)
    complete.rank()
    ballot(complete, votes, **figures)
    answer = complete.rank()
    assert answer.code == 1
    assert answer.json["votes"] == [{"rank": 1, "round": 1, "counted": False, "winner": None}]
    assert answer.json["nominee"] is None
    (wrong,) = (one for one in answer.json["findings"] if one["code"] == "VOTE_ARITHMETIC")
    sheet = complete.sheet(VOTES, "Mã đơn vị", "Số phiếu")
    row = next(sheet.rows())
    assert wrong["cell"] == sheet.address(row, header)
    assert wrong["value"] == str(sheet.at(row, header))


@pytest.mark.parametrize("decision", ["Hội nghị thống nhất", "Cấp trên quyết định"])
def test_the_meeting_or_the_superior_may_decide_with_a_reason(complete: Journey, decision: str) -> None:
    """Without the reason the tie stays open; with it the chosen unit is first."""
    make_level(complete)
    complete.rank()
    with complete.typing() as book:
        sheet = Sheet(book[VOTES], "Mã đơn vị", "Số phiếu")
        row = next(row for row in sheet.rows() if sheet.at(row, "Mã đơn vị") == "BH")
        sheet.put(row, "Quyết định", decision)
    answer = complete.rank()
    assert (answer.code, answer.json["nominee"]) == (1, None)
    assert ("REASON_MISSING", sheet.address(row, "Lý do")) in found_in(answer.json)
    with complete.typing() as book:
        Sheet(book[VOTES], "Mã đơn vị", "Số phiếu").put(row, "Lý do", "Có mô hình điểm cấp tỉnh")
    answer = complete.rank()
    assert (answer.code, answer.json["nominee"], codes(answer)) == (0, "BH", [])


def test_a_vote_no_longer_needed_is_kept_ignored_and_reported(complete: Journey) -> None:
    """A corrected score breaks the tie: the ballot stays on the sheet and decides nothing."""
    make_level(complete)
    complete.rank()
    ballot(complete, {"AN": 2, "BH": 3})
    complete.rank()
    complete.agree("AN", "I.3", score=15, reason=None)
    answer = complete.rank()
    assert (answer.code, answer.json["nominee"]) == (0, "AN")
    assert codes(answer) == ["VOTE_STALE"]
    assert "(đã chọn BH)" in answer.json["findings"][0]["message"]
    assert answer.json["votes"] == [{"rank": 1, "round": 1, "counted": False, "winner": None}]
    assert vote_rows(complete) == [(1, 1, "AN"), (1, 1, "BH")]


def test_an_untouched_prefill_leaves_with_its_tie(complete: Journey) -> None:
    """Nothing was typed into the rows, so they go when they are not needed."""
    make_level(complete)
    complete.rank()
    complete.agree("AN", "I.3", score=15, reason=None)
    assert complete.rank().code == 0
    assert vote_rows(complete) == []


# --- level while scores are missing ---------------------------------------------------------------


def lose(cluster: Journey, unit: str, criterion: str = "P1") -> None:
    """An agreed score that nobody can read: the score, here of 0 points, is missing."""
    cluster.agree(unit, criterion, score="chưa rõ", reason="Chờ biên bản")


def test_a_tie_with_a_score_missing_is_provisional(complete: Journey) -> None:
    """Told as such with what is missing in every place, nothing is filled in until the score is there."""
    make_level(complete)
    lose(complete, "AN")
    answer = complete.rank()
    (tie,) = (one for one in answer.json["findings"] if one["code"] == "TIE_OPEN")
    assert "AN, BH tạm bằng điểm nhau ở hạng 1 (68,75 điểm), AN còn thiếu điểm" in tie["message"]
    assert "sau khi đã đủ điểm của AN" in tie["action"]
    assert (answer.code, vote_rows(complete)) == (1, [])
    assert on_ranking(complete, "Đồng hạng")["BH"] == "Đồng hạng 1 – tạm, chờ đủ điểm"
    assert on_ranking(complete, "Ghi chú")["AN"].endswith("Thiếu điểm P1")
    told = journey.run("rank", complete.book).out
    assert "Thiếu điểm P1" in " ".join(told.split())
    complete.agree("AN", "P1", score=0, reason=None)
    assert codes(complete.rank()) == ["TIE_OPEN"]
    assert vote_rows(complete) == [(1, 1, "AN"), (1, 1, "BH")]


def test_rows_filled_in_go_when_a_score_gets_lost(complete: Journey) -> None:
    """What nobody typed in leaves the sheet with the totals it stood for; votes that were typed stay."""
    make_level(complete)
    complete.rank()
    lose(complete, "BH", "T1")
    complete.rank()
    assert vote_rows(complete) == []
    complete.agree("BH", "T1", score=0, reason=None)
    complete.rank()
    ballot(complete, {"AN": 2, "BH": 2})
    lose(complete, "BH", "T1")
    answer = complete.rank()
    assert vote_rows(complete) == [(1, 1, "AN"), (1, 1, "BH")]
    assert (answer.json["votes"][0]["counted"], answer.json["nominee"]) == (True, None)


def test_a_tie_for_second_waits_for_its_scores_too(complete: Journey) -> None:
    """Where second is voted on, by percent as by points."""
    complete.set(**{"Đồng_hạng_Nhì,_Ba": "Bỏ phiếu", "Xếp_theo": "Tỷ lệ %"})
    complete.agree("BH", "I.3", score=9.75, reason="Thẩm tra lại số thu")
    lose(complete, "EN", "2.3")
    assert complete.rank().json["open_ties"] == [{"rank": 2, "codes": ["BH", "EN"]}]
    assert vote_rows(complete) == []
    assert on_ranking(complete, "Đồng hạng")["EN"] == "Đồng hạng 2 – tạm, chờ đủ điểm"


# --- equal below first ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("setting", "ranks", "places", "code"),
    [
        ("Cùng hạng", {"AN": 1, "BH": 2, "EN": 2, "CM": 4, "DL": 5}, ["Nhất", "Nhì", "Nhì", None, None], 0),
        ("Cùng hạng, không bỏ hạng sau", {"AN": 1, "BH": 2, "EN": 2, "CM": 3, "DL": 4},
         ["Nhất", "Nhì", "Nhì", "Ba", None], 0),
        ("Bỏ phiếu", {"AN": 1, "BH": 2, "EN": 2, "CM": 4, "DL": 5}, ["Nhất", None, None, None, None], 1),
    ],
)  # fmt: skip
def test_equal_for_second_is_settled_by_the_setting(
    complete: Journey, setting: str, ranks: dict[str, int], places: list[str | None], code: int
) -> None:
    """Both Nhì and no Ba, or no rank left out, or a vote that keeps the nominee."""
    with complete.typing() as book:
        journey.set_up(book, {"Đồng hạng Nhì, Ba": setting})
        journey.agree(book, "BH", "I.1", score=7.25, reason="Thẩm tra")
    answer = complete.rank()
    assert answer.code == code
    assert answer.json["nominee"] == "AN"
    assert of_units(answer, "rank") == ranks
    assert list(of_units(answer, "place").values()) == places
    assert on_ranking(complete, "Hạng") == ranks
    if setting == "Cùng hạng":
        assert "không có Ba" in on_ranking(complete, "Ghi chú")["BH"]


# --- who is ranked and who is nominated -----------------------------------------------------------


def test_an_excluded_unit_keeps_its_points_and_has_no_rank(complete: Journey) -> None:
    """EN leaves the ranking and the lead of I.5, so AN and BH rise against BH's own 15."""
    consider(complete, "EN", "Không", "Mới sáp nhập")
    answer = complete.rank()
    assert answer.code == 0
    units = by_code(answer)
    assert (units["EN"]["status"], units["EN"]["rank"], units["EN"]["agreed_total"]) == (
        "excluded",
        None,
        "66.50",
    )
    assert of_units(answer, "agreed_total") == TOTALS | {"AN": "83.50", "BH": "70.00"}
    assert of_units(answer, "rank") == {"AN": 1, "BH": 2, "CM": 3, "DL": 4, "EN": None}


def test_exclusion_needs_its_reason(complete: Journey) -> None:
    """`Xét thi đua` = Không without `Lý do không xét` is an error at that cell."""
    consider(complete, "EN", "Không")
    answer = complete.rank()
    sheet = Sheet(openpyxl.load_workbook(complete.book)["Đơn vị"], "Mã")
    assert (answer.code, found_in(answer.json)) == (
        1, [("REASON_MISSING", sheet.address(sheet.row("EN"), "Lý do không xét"))]
    )  # fmt: skip


def test_a_barred_unit_in_front_leaves_no_nominee(complete: Journey) -> None:
    """It is ranked first, nobody is nominated, and an error says why; the meeting may choose another or nobody."""
    consider(complete, "AN", "Xếp hạng, không đề nghị Cờ", "Có đơn thư")
    answer = complete.rank()
    assert answer.code == 1
    assert run("close", complete.book).code == 1
    assert (answer.json["nominee"], codes(answer)) == (None, ["NOMINEE_BARRED"])
    assert (by_code(answer)["AN"]["rank"], by_code(answer)["AN"]["status"]) == (1, "ranked")
    praise(complete, "BH", flag="Có", reason="Đơn vị nhất không được xét")
    answer = complete.rank()
    assert (answer.json["nominee"], codes(answer)) == ("BH", ["PROCLAIMED_DIFFERS"])


def test_the_meeting_may_nominate_nobody_instead_of_a_barred_unit(complete: Journey) -> None:
    """`Không` with its reason in the barred unit's row is a decision: nothing is left to be done."""
    consider(complete, "AN", "Xếp hạng, không đề nghị Cờ", "Có đơn thư")
    praise(complete, "AN", flag="Không")
    assert (complete.rank().code, codes(complete.rank())) == (1, ["NOMINEE_BARRED"])
    praise(complete, "AN", reason="Hội nghị không đề nghị đơn vị nào")
    answer = complete.rank()
    assert (answer.code, answer.json["nominee"], codes(answer)) == (0, None, [])
    assert run("close", complete.book).code == 0


def test_a_missing_unit_makes_everything_provisional(issued: Journey) -> None:
    """DL has sent nothing: no rank for it, no nominee, places printed `(tạm)`."""
    for unit in ("AN", "BH", "CM", "EN"):
        issued.send(unit)
    issued.collect()
    with issued.typing() as book:
        journey.head_scores(book, ("AN", "BH", "CM", "EN"))
    answer = issued.rank()
    assert answer.code == 1
    assert (answer.json["provisional"], answer.json["nominee"], codes(answer)) == (
        True,
        None,
        ["UNIT_MISSING"],
    )
    assert (by_code(answer)["DL"]["status"], by_code(answer)["DL"]["rank"]) == ("missing", None)
    assert of_units(answer, "rank") == {"AN": 1, "BH": 2, "EN": 3, "CM": 4, "DL": None}
    assert on_ranking(issued, "Đề xuất")["AN"] == "Nhất (tạm)"
    assert on_ranking(issued, "Ghi chú")["DL"] == "Chưa có phiếu, chưa nhập điểm"


def test_an_incomplete_unit_is_ranked_on_what_it_has(complete: Journey) -> None:
    """The head's score of AN is taken back: AN is named with the criterion, and there is no nominee."""
    complete.agree("AN", "2.4", score=None)
    answer = complete.rank()
    assert answer.code == 1
    assert (answer.json["provisional"], answer.json["nominee"]) == (True, None)
    unit = by_code(answer)["AN"]
    assert (unit["status"], unit["rank"], unit["agreed_total"]) == ("incomplete", 1, "76.00")
    (found,) = answer.json["findings"]
    assert (found["code"], found["unit"], found["value"]) == ("UNIT_INCOMPLETE", "AN", "2.4")


def test_zero_is_a_score_and_blank_is_not(complete: Journey) -> None:
    """An agreed 0 counts and leaves the unit complete."""
    complete.agree("AN", "2.4", score=0)
    answer = complete.rank()
    assert (answer.code, by_code(answer)["AN"]["agreed_total"], codes(answer)) == (0, "76.00", [])


# --- the order of Điểm tính -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "total"), [("9,5", "82.50"), ("9.5", "82.50"), (" 9,5\u00a0", "82.50"), (9.5, "82.50")]
)
def test_an_agreed_score_typed_as_text_counts(complete: Journey, typed: object, total: str) -> None:
    """`9,5` typed as text moves the total like the number, with a note at most."""
    complete.agree("AN", "I.1", score=typed, reason="Thẩm tra")
    answer = complete.rank()
    assert answer.code == 0
    assert by_code(answer)["AN"]["agreed_total"] == total
    assert codes(answer) in ([], ["NUMBER_AS_TEXT"])
    assert complete.sheet("Tổng hợp", "Mã", "Tổng điểm").row("AN", total.rstrip("0")) > 0


@pytest.mark.parametrize(
    ("typed", "code"),
    [(10.5, "OVER_MAXIMUM"), (-1, "NEGATIVE"), ("9,5đ", "NOT_A_NUMBER"), (True, "BOOLEAN_AS_NUMBER"),
     ("=4+5", "FORMULA_WITHOUT_VALUE"), ("90.000", "AMBIGUOUS_NUMBER")],
)  # fmt: skip
def test_an_agreed_score_that_cannot_stand_is_missing(complete: Journey, typed: object, code: str) -> None:
    """An error at the agreed cell; the self-score does not quietly take its place."""
    complete.agree("AN", "I.1", score=typed, reason="Thẩm tra")
    answer = complete.rank()
    sheet = journey.ledger(openpyxl.load_workbook(complete.book))
    assert answer.code == 1
    assert found_in(answer.json) == sorted(
        [(code, sheet.address(sheet.row("AN", "I.1"), "Điểm thống nhất")), ("UNIT_INCOMPLETE", None)]
    )
    unit = by_code(answer)["AN"]
    assert (unit["status"], unit["agreed_total"]) == ("incomplete", "73.00")


@pytest.mark.parametrize("typed", [3, -3])
def test_the_kind_gives_the_sign(complete: Journey, typed: int) -> None:
    """A penalty typed 3 or −3 deducts 3."""
    complete.agree("AN", "P1", score=typed, reason="Chậm báo cáo")
    answer = complete.rank()
    assert (answer.code, by_code(answer)["AN"]["agreed_total"]) == (0, "80.00")


def test_a_changed_value_needs_a_reason(complete: Journey) -> None:
    """The error names the cell of the reason; it goes with the reason, or with the difference."""
    complete.agree("AN", "I.1", score=9)
    answer = complete.rank()
    sheet = journey.ledger(openpyxl.load_workbook(complete.book))
    assert (answer.code, found_in(answer.json)) == (
        1, [("REASON_MISSING", sheet.address(sheet.row("AN", "I.1"), "Lý do"))]
    )  # fmt: skip
    complete.agree("AN", "I.1", reason="Thẩm tra")
    assert (complete.rank().code, complete.rank().json["findings"]) == (0, [])
    complete.agree("AN", "I.1", score=10, reason=None)
    assert (complete.rank().code, complete.rank().json["findings"]) == (0, [])


def test_agreed_inputs_are_scored_by_the_rule(complete: Journey) -> None:
    """BH's revenue is corrected to 20 of 20: 15 points instead of 12; a repeated 18 needs no reason."""
    complete.agree("BH", "I.3", result=18)
    assert (complete.rank().code, of_units(complete.rank(), "agreed_total")) == (0, TOTALS)
    complete.agree("BH", "I.3", result=20, reason="Số Chi cục Thuế")
    answer = complete.rank()
    assert (answer.code, by_code(answer)["BH"]["agreed_total"]) == (0, "71.75")


def test_an_agreed_result_moves_the_whole_cluster_under_the_leader_rule(complete: Journey) -> None:
    """BH's I.5 becomes 30: it leads, and EN and AN are measured against it."""
    complete.agree("BH", "I.5", result=30, reason="Số Cục Thống kê")
    answer = complete.rank()
    scores = {unit: complete.sheet(LEDGER, "Mã đơn vị", "Mã tiêu chí") for unit in UNITS}
    points = {unit: sheet.at(sheet.row(unit, "I.5"), "Điểm tính") for unit, sheet in scores.items()}
    assert answer.code == 0
    assert points == {"AN": 2.75, "BH": 5, "CM": 2.5, "DL": 2, "EN": 3.75}


@pytest.mark.parametrize(
    ("unit", "criterion", "total"),
    [("DL", "I.2", "44.00"), ("BH", "I.3", "56.75")],
    ids=["Đủ điểm", "0 điểm"],
)
def test_a_target_not_assigned_gives_what_the_criterion_says(
    complete: Journey, unit: str, criterion: str, total: str
) -> None:
    """`Không giao thống nhất` = Có: full points for I.2, none for I.3, and the maximum stays."""
    complete.agree(unit, criterion, mark="Có", reason="Không được giao chỉ tiêu")
    answer = complete.rank()
    assert (answer.code, by_code(answer)[unit]["agreed_total"], by_code(answer)[unit]["max_total"]) == (
        0, total, MAXIMUM
    )  # fmt: skip


def test_a_target_not_assigned_where_that_is_not_allowed_is_an_error(complete: Journey) -> None:
    """The head's Có at I.1 is refused at its cell and the score is missing."""
    complete.agree("BH", "I.1", mark="Có", reason="Không giao")
    answer = complete.rank()
    sheet = journey.ledger(openpyxl.load_workbook(complete.book))
    cell = sheet.address(sheet.row("BH", "I.1"), "Không giao thống nhất")
    assert answer.code == 1
    assert ("NOT_ASSIGNED_NOT_ALLOWED", cell) in found_in(answer.json)
    assert by_code(answer)["BH"]["status"] == "incomplete"


# --- settings -------------------------------------------------------------------------------------


def leave_the_maximum(cluster: Journey, basis: str) -> None:
    """I.2 leaves the maximum of a unit that was not given it; BH was not. The forms go out and come back anew."""
    with cluster.typing() as book:
        criteria = Sheet(book["Tiêu chí"], "Mã")
        criteria.put(criteria.row("I.2"), "Khi không được giao", "Không tính vào điểm tối đa")
        journey.set_up(book, {"Xếp theo": "Tỷ lệ %"})
    again = Journey(cluster.folder, journey.issue(cluster.folder))
    for unit in journey.UNITS:
        again.send(unit)
    assert again.collect().code == 0
    with cluster.typing() as book:
        journey.set_up(book, {"Xếp theo": basis})
        journey.agree(book, "BH", "I.2", mark="Có", reason="Không được giao")


def test_percent_ranks_on_each_units_own_maximum(complete: Journey) -> None:
    """BH: 59,75 of 71 is 84,15 %; bonus and penalty stand in the numerator alone."""
    leave_the_maximum(complete, "Tỷ lệ %")
    answer = complete.rank()
    assert (answer.code, answer.json["basis"]) == (0, "percent")
    assert of_units(answer, "percent") == {
        "AN": "102.47", "BH": "84.15", "EN": "82.10", "CM": "70.99", "DL": "50.62"
    }  # fmt: skip
    assert of_units(answer, "rank") == RANKS
    assert (by_code(answer)["BH"]["max_total"], by_code(answer)["BH"]["agreed_total"]) == ("71.00", "59.75")
    assert on_ranking(complete, "Điểm tối đa của đơn vị")["BH"] == 71


def test_leaving_the_maximum_needs_percent(complete: Journey) -> None:
    """Under `Xếp theo` = Điểm the criterion's setting is an error at its cell."""
    leave_the_maximum(complete, "Điểm")
    answer = complete.rank()
    criteria = Sheet(openpyxl.load_workbook(complete.book)["Tiêu chí"], "Mã")
    assert answer.code == 1
    assert found_in(answer.json) == [
        ("BASIS_CONFLICT", criteria.address(criteria.row("I.2"), "Khi không được giao"))
    ]


def test_the_ceiling_limits_the_total(complete: Journey) -> None:
    """`Trần tổng điểm` = 80: AN's 83 counts 80, nobody else moves."""
    complete.set(Trần_tổng_điểm=80)
    answer = complete.rank()
    assert of_units(answer, "agreed_total") == TOTALS | {"AN": "80.00"}


def test_a_ceiling_that_levels_the_first_ones_is_a_tie(complete: Journey) -> None:
    """Ranked on the total that is printed: three units at 66 wait for the vote."""
    complete.set(Trần_tổng_điểm=66)
    answer = complete.rank()
    assert (answer.code, answer.json["open_ties"]) == (1, [{"rank": 1, "codes": ["AN", "BH", "EN"]}])


@pytest.mark.parametrize(
    ("digits", "an", "bh"),
    [(0, "83", "71"), (1, "83.0", "68.8"), (2, "83.00", "68.75"), (3, "83.000", "68.750")],
)
def test_each_criterion_is_rounded_once_to_the_set_digits(
    complete: Journey, digits: int, an: str, bh: str
) -> None:
    """Half up per criterion, then added: with no decimals BH's four halves and 3,75 all go up."""
    complete.set(Số_chữ_số_thập_phân=digits)
    answer = complete.rank()
    assert (by_code(answer)["AN"]["agreed_total"], by_code(answer)["BH"]["agreed_total"]) == (an, bh)
    assert set(codes(answer)) <= {"TOO_MANY_DECIMALS"}


# --- what the members proclaimed ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reason", "code", "exit_code"),
    [("", "PROCLAIMED_WITHOUT_REASON", 1), ("Thực tế", "PROCLAIMED_DIFFERS", 0)],
)
def test_a_place_against_the_points_is_recorded_with_its_reason(
    complete: Journey, reason: str, code: str, exit_code: int
) -> None:
    """Proclaiming CM for Ba is their right: an error without a reason, a warning with one; EN gives it up."""
    praise(complete, "CM", place="Ba", reason=reason)
    praise(complete, "EN", place="Không", reason="Thực tế")
    answer = complete.rank()
    sheet = complete.sheet(PRAISE, "Mã đơn vị", "Đề xuất")
    row = next(row for row in sheet.rows() if sheet.at(row, "Mã đơn vị") == "CM")
    found, other = answer.json["findings"]
    assert (other["code"], other["unit"]) == ("PROCLAIMED_DIFFERS", "EN")
    assert (answer.code, found["code"], found["unit"], found["value"]) == (exit_code, code, "CM", "Ba")
    assert found["cell"] == sheet.address(row, "Hội nghị suy tôn")
    assert of_units(answer, "rank") == RANKS


def test_a_place_as_the_points_say_is_no_finding(complete: Journey) -> None:
    """Typing the proposal itself needs no reason."""
    for unit, place in (("AN", "Nhất"), ("BH", "Nhì"), ("EN", "Ba"), ("CM", "Không")):
        praise(complete, unit, place=place)
    praise(complete, "AN", flag="Có")
    answer = complete.rank()
    assert (answer.code, answer.json["findings"], answer.json["nominee"]) == (0, [], "AN")


def test_the_nominee_is_whom_the_meeting_typed(complete: Journey) -> None:
    """`Đề nghị Cờ` = Có for BH with a reason: BH is nominated, once."""
    praise(complete, "BH", flag="Có", reason="Mô hình điểm")
    answer = complete.rank()
    assert (answer.code, answer.json["nominee"], codes(answer)) == (0, "BH", ["PROCLAIMED_DIFFERS"])
    assert [code for code, unit in by_code(answer).items() if unit["nominee"]] == ["BH"]
    praise(complete, "CM", flag="Có", reason="Mô hình điểm")
    answer = complete.rank()
    assert (answer.code, answer.json["nominee"]) == (1, None)
    assert "NOMINEE_DOUBLE" in codes(answer)


def test_every_unit_has_a_row_for_every_criterion_from_the_start(issued: Journey) -> None:
    """Before any file came the ledger is there to be typed in (units on paper)."""
    sheet = issued.sheet(LEDGER, "Mã đơn vị", "Mã tiêu chí")
    assert [(sheet.at(row, "Mã đơn vị"), sheet.at(row, "Mã tiêu chí")) for row in sheet.rows()] == [
        (unit, code) for unit in UNITS for code in SCORED
    ]
