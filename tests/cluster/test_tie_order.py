"""Khi bằng điểm: the cluster's own order tells level units apart, from the sheet `Cụm` to what `Giải thích` says."""

from typing import Any

import pytest

from tests.cluster.test_rank_book import by_code, codes, of_units, vote_rows
from tests.journeys.answers import explained_row
from tests.journeys.conference import ballot, make_level
from tests.journeys.journey import Journey, Run, run

RANKING = ("Hạng", "Mã")


def ordered(cluster: Journey, order: object) -> Run:
    """AN and BH level for first, the order typed, ranked."""
    make_level(cluster)
    cluster.set(Khi_bằng_điểm=order)
    return cluster.rank()


def ranking(cluster: Journey, header: str) -> dict[str, Any]:
    """Unit → a column of `Xếp hạng`."""
    rows = cluster.sheet("Xếp hạng", *RANKING).records()
    return {row["Mã"]: row[header] for row in rows if row["Mã"]}


def test_without_an_order_the_vote_is_awaited_as_ever(complete: Journey) -> None:
    """Blank, or the vote alone: HD 1302, III.3."""
    for order in (None, "Bỏ phiếu", " bỏ phiếu ; "):
        answer = ordered(complete, order)
        assert (answer.code, answer.json["open_ties"]) == (1, [{"rank": 1, "codes": ["AN", "BH"]}])


def test_the_first_item_in_which_they_differ_decides(complete: Journey) -> None:
    """In I BH has 46,75 and AN 38,75: no vote, one nominee, and every sheet says by what."""
    answer = ordered(complete, "I; Bỏ phiếu")
    assert (answer.code, answer.json["open_ties"], answer.json["nominee"]) == (0, [], "BH")
    assert of_units(answer, "rank") == {"BH": 1, "AN": 2, "EN": 3, "CM": 4, "DL": 5}
    assert by_code(answer)["BH"]["tied_with"] == []
    assert ranking(complete, "Ghi chú")["BH"] == "Bằng điểm với AN, hơn ở I: 46,75 – 38,75"
    assert ranking(complete, "Ghi chú")["AN"] == "Bằng điểm với BH, kém ở I: 38,75 – 46,75"
    assert ranking(complete, "Đề xuất")["BH"] == "Nhất"
    row = explained_row(complete, "AN")
    assert row["Căn cứ xếp hạng"] == "Điểm; bằng nhau thì theo I"
    assert row["Nhóm đồng hạng"] == "BH, AN"
    assert row["Tiêu chí quyết định"] == "I (38,75 – 46,75)"
    assert "kém ở I: 38,75 – 46,75 (thứ tự Khi bằng điểm: I; Bỏ phiếu)." in row["Điều gì làm đổi hạng"]


@pytest.mark.parametrize(
    ("order", "first"),
    [
        ("2", "AN"), (2, "AN"), ("2; I", "AN"), ("I; 2", "BH"), ("I.3", "BH"), ("i.1;I.3", "AN"),
        ("2.1; I.3; I.1", "BH"),
        ("Điểm thưởng", "AN"), ("T1", "AN"), ("điểm trừ; I", "AN"), ("P1; I", "AN"),
        ("2.1;I;Điểm thưởng;Bỏ phiếu", "BH"),
    ],
)  # fmt: skip
def test_the_cluster_chooses_what_is_asked_first(complete: Journey, order: object, first: str) -> None:
    """Sections, criteria, bonuses, fewer deductions; an item in which both are level (2.1) passes on."""
    answer = ordered(complete, order)
    assert (answer.code, answer.json["nominee"]) == (0, first)


def test_units_level_in_all_items_are_voted_on(complete: Journey) -> None:
    """2.1 is 5 for both: after the order III.3 holds as ever."""
    answer = ordered(complete, "2.1")
    assert (answer.code, answer.json["open_ties"]) == (1, [{"rank": 1, "codes": ["AN", "BH"]}])
    assert ranking(complete, "Đồng hạng")["AN"] == "Đồng hạng 1 – chờ bỏ phiếu"
    ballot(complete, {"AN": 3, "BH": 9})
    assert complete.rank().json["nominee"] == "BH"


def test_by_percent_shares_are_compared(complete: Journey) -> None:
    """Level at 84,88 %; the share of the section's own maximum decides, and is told as it is."""
    complete.set(Xếp_theo="Tỷ lệ %")
    answer = ordered(complete, "2")
    assert answer.json["nominee"] == "AN"
    assert ranking(complete, "Ghi chú")["AN"] == "Bằng tỷ lệ % với BH, hơn ở 2: 26,00/26,00 – 23,00/26,00"


@pytest.mark.parametrize(
    "order",
    ["I; XIX", "Mục I", "I; i", "Bỏ phiếu; I", "I; Bỏ phiếu; Điểm thưởng", "Điểm thưởng; điểm thưởng", ";"],
)
def test_an_order_that_is_not_understood_is_told_and_the_vote_stays(complete: Journey, order: str) -> None:
    """An error at its cell; nothing is half applied."""
    answer = ordered(complete, order)
    assert answer.code == 1
    assert sorted(codes(answer)) == ["SETTING_INVALID", "TIE_OPEN"]
    found = next(one for one in answer.json["findings"] if one["code"] == "SETTING_INVALID")
    assert found["sheet"] == "Cụm"
    assert found["cell"].startswith("B")
    assert "đang dùng Bỏ phiếu" in found["message"]
    assert answer.json["open_ties"] == [{"rank": 1, "codes": ["AN", "BH"]}]


def test_a_vote_that_the_order_makes_needless_decides_nothing(complete: Journey) -> None:
    """Held first, then the order typed: the vote is kept and told, the order decides."""
    make_level(complete)
    complete.rank()
    ballot(complete, {"AN": 3, "BH": 9})
    assert complete.rank().json["nominee"] == "BH"
    complete.set(Khi_bằng_điểm="2")
    answer = complete.rank()
    assert (answer.json["nominee"], codes(answer)) == ("AN", ["VOTE_STALE"])
    assert len(vote_rows(complete)) == 2


def test_a_missing_score_keeps_the_order_provisional(collected: Journey) -> None:
    """Ranks are given as far as scores are there, and marked so."""
    collected.set(Khi_bằng_điểm="I")
    answer = collected.rank()
    assert answer.json["provisional"]
    assert answer.json["nominee"] is None


def test_the_ballot_that_is_always_held_keeps_its_units(complete: Journey) -> None:
    """The first two by points and whoever is level with the second, whatever the order says."""
    complete.agree("BH", "I.1", score=7.25, reason="Thẩm tra")
    complete.set(Bỏ_phiếu_suy_tôn="Luôn bỏ phiếu (2 đơn vị đầu)", Khi_bằng_điểm="I")
    assert complete.rank().json["open_ties"] == [{"rank": 1, "codes": ["AN", "BH", "EN"]}]


def test_a_book_with_an_order_closes_verifies_and_is_ranked_once(complete: Journey) -> None:
    """A second run changes nothing; the order stands under the seal."""
    ordered(complete, "I")
    before = complete.book.read_bytes()
    assert complete.rank().code == 0
    assert complete.book.read_bytes() == before
    assert run("close", complete.book).code == 0
    assert run("verify", complete.book).code == 0
    complete.set(Khi_bằng_điểm="2")
    assert run("verify", complete.book).code == 1
