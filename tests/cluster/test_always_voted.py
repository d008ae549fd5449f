"""Bỏ phiếu suy tôn = Luôn bỏ phiếu: the first units by points stand on the ballot, ranks follow the votes."""

import pytest

from tests.journeys.answers import ranks
from tests.journeys.conference import ballot, hold_ballot, make_level
from tests.journeys.journey import VOTES, Journey, found_in, run, set_up
from thidua_xl.domain.ranking.standings import OpenTie
from thidua_xl.wording.sentences import tie_said


def use(cluster: Journey, words: str) -> None:
    """Choose on `Cụm`."""
    with cluster.typing() as book:
        set_up(book, {"Bỏ phiếu suy tôn": words})


def explained(cluster: Journey) -> dict[str, str]:
    """Unit → `Điều gì làm đổi hạng`."""
    rows = cluster.sheet("Giải thích", "Mã", "Điều gì làm đổi hạng").records()
    return {row["Mã"]: row["Điều gì làm đổi hạng"] for row in rows}


def test_the_ballot_is_filled_in_and_awaited(complete: Journey) -> None:
    """AN and BH are not level; still both wait for the vote, nobody is nominated, and the sheet is ready to type."""
    use(complete, "Luôn bỏ phiếu (2 đơn vị đầu)")
    answer = complete.rank()
    assert (answer.code, answer.json["nominee"]) == (1, None)
    assert answer.json["open_ties"] == [{"rank": 1, "codes": ["AN", "BH"]}]
    (found,) = answer.json["findings"]
    assert found["code"] == "TIE_OPEN"
    assert "được đưa ra bỏ phiếu suy tôn" in found["message"]
    assert "bằng điểm" not in found["message"]
    rows = complete.sheet(VOTES, "Mã đơn vị", "Số phiếu").records()
    assert [(row["Hạng"], row["Mã đơn vị"]) for row in rows] == [(1, "AN"), (1, "BH")]
    assert "Thêm" in explained(complete)["EN"]
    assert "bỏ phiếu suy tôn" in explained(complete)["EN"]
    line = next(row for row in complete.sheet("Xếp hạng", "Hạng", "Mã").records() if row["Mã"] == "BH")
    assert line["Đồng hạng"] == "Bỏ phiếu hạng 1 – chờ bỏ phiếu"
    assert tie_said(OpenTie(1, ("AN", "BH"), level=False)).startswith("Chờ bỏ phiếu suy tôn hạng 1: AN, BH;")


def test_the_ranks_follow_the_votes(complete: Journey) -> None:
    """9 : 3 for the second by points: it is first, nominated, and the explanation says what the points say."""
    use(complete, "Luôn bỏ phiếu (2 đơn vị đầu)")
    complete.rank()
    ballot(complete, {"AN": 3, "BH": 9})
    answer = complete.rank()
    assert (answer.code, answer.json["nominee"], answer.json["findings"]) == (0, "BH", [])
    assert ranks(answer) == {"BH": 1, "AN": 2, "EN": 3, "CM": 4, "DL": 5}
    assert [vote for vote in answer.json["votes"] if vote["counted"]] == [
        {"rank": 1, "round": 1, "counted": True, "winner": "BH"}
    ]
    assert "Hạng theo phiếu; theo điểm là hạng 2." in explained(complete)["BH"]
    assert "Hạng theo phiếu; theo điểm là hạng 1." in explained(complete)["AN"]
    before = complete.book.read_bytes()
    assert complete.rank().code == 0
    assert complete.book.read_bytes() == before
    assert run("close", complete.book).code == 0
    assert run("verify", complete.book).code == 0


def test_three_on_one_ballot(complete: Journey) -> None:
    """One paper names one unit: 2 : 3 : 7 ranks all three by one ballot."""
    use(complete, "luôn bỏ phiếu (3 đơn vị đầu)")
    complete.rank()
    ballot(complete, {"AN": 2, "BH": 3, "EN": 7})
    answer = complete.rank()
    assert (answer.code, answer.json["nominee"]) == (0, "EN")
    assert ranks(answer) == {"EN": 1, "BH": 2, "AN": 3, "CM": 4, "DL": 5}


def test_equal_votes_below_the_winner_are_voted_on_again(complete: Journey) -> None:
    """7 : 3 : 3: first is decided and nominated; the other two get rows of their own at rank 2."""
    use(complete, "Luôn bỏ phiếu (3 đơn vị đầu)")
    complete.rank()
    ballot(complete, {"AN": 3, "BH": 7, "EN": 3})
    answer = complete.rank()
    assert (answer.code, answer.json["nominee"]) == (1, "BH")
    assert answer.json["open_ties"] == [{"rank": 2, "codes": ["AN", "EN"]}]
    rows = complete.sheet(VOTES, "Mã đơn vị", "Số phiếu").records()
    assert [(row["Hạng"], row["Mã đơn vị"]) for row in rows][3:] == [(2, "AN"), (2, "EN")]
    hold_ballot(complete, {"AN": 5, "EN": 8}, rank=2)
    answer = complete.rank()
    assert ranks(answer) == {"BH": 1, "EN": 2, "AN": 3, "CM": 4, "DL": 5}


def test_equal_votes_below_the_third_place(complete: Journey) -> None:
    """All five on the ballot, two of them level for fourth: told by the rank, which has no name, and voted on again."""
    use(complete, "Luôn bỏ phiếu (5 đơn vị đầu)")
    complete.rank()
    ballot(complete, {"AN": 1, "BH": 5, "CM": 3, "DL": 1, "EN": 2})
    answer = complete.rank()
    assert (answer.code, answer.json["nominee"]) == (1, "BH")
    assert answer.json["open_ties"] == [{"rank": 4, "codes": ["AN", "DL"]}]
    line = next(row for row in complete.sheet("Xếp hạng", "Hạng", "Mã").records() if row["Mã"] == "DL")
    assert line["Ghi chú"] == "Chờ bỏ phiếu chọn hạng 4"
    hold_ballot(complete, {"AN": 5, "DL": 7}, rank=4)
    assert ranks(complete.rank()) == {"BH": 1, "CM": 2, "EN": 3, "DL": 4, "AN": 5}


def test_level_units_at_the_end_of_the_ballot_stand_on_it(complete: Journey) -> None:
    """With n = 2 and three units at the top, two of them level, no one is left out by a guess."""
    complete.agree("BH", "I.1", score=7.25, reason="Thẩm tra")
    use(complete, "Luôn bỏ phiếu (2 đơn vị đầu)")
    answer = complete.rank()
    assert answer.json["open_ties"] == [{"rank": 1, "codes": ["AN", "BH", "EN"]}]


def test_a_missing_score_postpones_the_vote(collected: Journey) -> None:
    """Who belongs on the ballot is not known before all scores are there: nothing is filled in."""
    use(collected, "Luôn bỏ phiếu (2 đơn vị đầu)")
    answer = collected.rank()
    assert answer.json["provisional"]
    assert [
        row for row in collected.sheet(VOTES, "Mã đơn vị", "Số phiếu").records() if row["Mã đơn vị"]
    ] == []


@pytest.mark.parametrize(
    "typed", ["Luôn bỏ phiếu", "Luôn bỏ phiếu (1 đơn vị đầu)", "Có", "Luôn bỏ phiếu (n đơn vị đầu)"]
)
def test_how_many_is_asked_for(complete: Journey, typed: str) -> None:
    """Without a number nothing is guessed: the setting is asked about, and the points decide meanwhile."""
    use(complete, typed)
    answer = complete.rank()
    assert (answer.code, answer.json["nominee"]) == (1, "AN")
    assert [code for code, _ in found_in(answer.json)] == ["SETTING_INVALID"]
    assert "đang dùng Khi bằng điểm" in answer.json["findings"][0]["message"]


def test_dense_ranks_beside_it_are_asked_about(complete: Journey) -> None:
    """A ballot gives each unit its own rank; `không bỏ hạng sau` says otherwise: a person chooses."""
    with complete.typing() as book:
        set_up(book, {"Bỏ phiếu suy tôn": "Luôn bỏ phiếu (2 đơn vị đầu)",
                      "Đồng hạng Nhì, Ba": "Cùng hạng, không bỏ hạng sau"})  # fmt: skip
    assert ("SETTING_INVALID" in {code for code, _ in found_in(complete.rank().json)}) is True


def test_without_the_setting_such_a_vote_is_an_error(complete: Journey) -> None:
    """The meeting voted 9 : 3 for the second and nobody asked for it: exit 1, and both ways out are named."""
    hold_ballot(complete, {"AN": 3, "BH": 9})
    answer = complete.rank()
    (found,) = answer.json["findings"]
    assert (answer.code, found["code"], found["severity"]) == (1, "VOTE_NOT_ASKED", "error")
    assert "Suy tôn" in found["action"]
    assert "Luôn bỏ phiếu" in found["action"]
    use(complete, "Luôn bỏ phiếu (2 đơn vị đầu)")
    answer = complete.rank()
    assert (answer.code, answer.json["nominee"]) == (0, "BH")


def test_level_units_are_voted_on_as_ever(complete: Journey) -> None:
    """A tie for first among the first two is the same ballot."""
    make_level(complete)
    use(complete, "Luôn bỏ phiếu (2 đơn vị đầu)")
    complete.rank()
    ballot(complete, {"AN": 4, "BH": 8})
    answer = complete.rank()
    assert (answer.code, ranks(answer)["BH"], ranks(answer)["AN"]) == (0, 1, 2)


def test_the_setting_taken_away_after_the_vote(complete: Journey) -> None:
    """The meeting chose BH and the points say AN: never turned round with a warning only."""
    use(complete, "Luôn bỏ phiếu (2 đơn vị đầu)")
    complete.rank()
    ballot(complete, {"AN": 3, "BH": 9})
    assert complete.rank().json["nominee"] == "BH"
    use(complete, "Khi bằng điểm")
    for _ in range(2):
        answer = complete.rank()
        assert (answer.code, [code for code, _ in found_in(answer.json)]) == (1, ["VOTE_NOT_ASKED"])
    assert run("close", complete.book).code == 1
    use(complete, "Luôn bỏ phiếu (2 đơn vị đầu)")
    answer = complete.rank()
    assert (answer.code, answer.json["nominee"]) == (0, "BH")
