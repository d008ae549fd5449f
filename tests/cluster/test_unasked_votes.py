"""Votes that nobody asked for: units whose points differ, or that share a place by the settings."""

from typing import Any

import pytest

from tests.journeys.conference import ballot, hold_ballot, make_level, proclaim
from tests.journeys.journey import VOTES, Journey, Sheet, found_in, run


def test_a_vote_between_first_and_second_is_recorded_elsewhere(complete: Journey) -> None:
    """3 : 9 for BH while AN leads by its points: exit 1, not sealed, until `Suy tôn` says it with a reason."""
    row = hold_ballot(complete, {"AN": 3, "BH": 9})
    for _ in range(2):
        answer = complete.rank()
        assert (answer.code, answer.json["nominee"]) == (1, "AN")
        assert found_in(answer.json) == [("VOTE_NOT_ASKED", f"C{row + 1}")]
    (found,) = answer.json["findings"]
    assert (found["unit"], found["value"], found["severity"]) == ("BH", "BH", "error")
    assert "hạng 1 vẫn là AN" in found["message"]
    assert "Suy tôn" in found["action"]
    assert "Lý do" in found["action"]
    assert run("close", complete.book).code == 1
    proclaim(complete, "BH", place="Nhất", flag="Có", reason="Hội nghị bỏ phiếu 9/12")
    proclaim(complete, "AN", place="Nhì", reason="Hội nghị bỏ phiếu 9/12")
    answer = complete.rank()
    assert (answer.code, answer.json["nominee"]) == (0, "BH")
    assert {code for code, _ in found_in(answer.json)} == {"PROCLAIMED_DIFFERS", "VOTE_STALE"}
    assert run("close", complete.book).code == 0


@pytest.mark.parametrize(
    ("votes", "more"),
    [
        ({"AN": 3, "BH": 9}, {"Hợp lệ": 11}),
        ({"BH": 9, "AN": 3}, {"Phát ra": None, "Thu vào": None, "Hợp lệ": None, "Không hợp lệ": None}),
        ({"AN": 9, "BH": 3}, {"rank": 2}),
        ({"BH": 0, "AN": 0}, {"Quyết định": "Hội nghị thống nhất", "Lý do": "Thực tế hoạt động"}),
    ],
    ids=[
        "figures that do not agree",
        "no figures at all",
        "the first voted second",
        "a decision without a tie",
    ],
)
def test_what_else_nobody_asked_for(complete: Journey, votes: dict[str, int], more: dict[str, Any]) -> None:
    """However it is written down: what it says is not what the ranks say, so a person must act."""
    hold_ballot(complete, votes, **more)
    answer = complete.rank()
    assert (answer.code, answer.json["nominee"]) == (1, "AN")
    assert [code for code, _ in found_in(answer.json)] == ["VOTE_NOT_ASKED"]


def test_a_vote_that_says_what_the_points_say(complete: Journey) -> None:
    """9 : 3 for the unit that leads anyway changes nothing and holds nobody up."""
    hold_ballot(complete, {"AN": 9, "BH": 3})
    answer = complete.rank()
    assert (answer.code, answer.json["nominee"]) == (0, "AN")
    assert [code for code, _ in found_in(answer.json)] == ["VOTE_STALE"]


def test_a_vote_between_units_that_share_second_place(complete: Journey) -> None:
    """Under `Cùng hạng` both stay Nhì whatever the votes: told with the setting that says so; as asked, it counts."""
    complete.agree("BH", "I.1", score=7.25, reason="Thẩm tra")
    row = hold_ballot(complete, {"BH": 7, "EN": 5}, rank=2)
    answer = complete.rank()
    (found,) = answer.json["findings"]
    assert (answer.code, found["code"], found["cell"]) == (1, "VOTE_NOT_ASKED", f"C{row}")
    assert "Đồng hạng Nhì, Ba" in found["message"]
    complete.set(**{"Đồng_hạng_Nhì,_Ba": "Bỏ phiếu"})
    answer = complete.rank()
    assert (answer.code, answer.json["findings"]) == (0, [])
    assert {unit["code"]: unit["rank"] for unit in answer.json["units"]} == {
        "AN": 1, "BH": 2, "EN": 3, "CM": 4, "DL": 5,
    }  # fmt: skip


def test_votes_typed_once_the_tie_had_gone(complete: Journey) -> None:
    """Asked for while level, typed after AN leads by a corrected score: exit 1, the unit elected is named."""
    make_level(complete)
    complete.rank()
    complete.agree("AN", "I.3", score=15, reason=None)
    ballot(complete, {"AN": 2, "BH": 3})
    for _ in range(2):
        answer = complete.rank()
        (found,) = answer.json["findings"]
        assert (answer.code, found["code"], found["unit"]) == (1, "VOTE_NOT_ASKED", "BH")
        assert "hạng 1 vẫn là AN" in found["message"]
    assert run("close", complete.book).code == 1


@pytest.mark.parametrize(
    "changed",
    [{"AN": 1, "BH": 4}, {"AN": 2, "BH": 3, "Không hợp lệ": 1, "Phát ra": 6, "Thu vào": 6}],
    ids=["the votes", "the figures"],
)
def test_votes_changed_once_the_tie_had_gone(complete: Journey, changed: dict[str, int]) -> None:
    """Held while level it is history, and names whom it chose; other figures than those are nobody's vote."""
    make_level(complete)
    complete.rank()
    ballot(complete, {"AN": 2, "BH": 3})
    assert complete.rank().json["nominee"] == "BH"
    complete.agree("AN", "I.3", score=15, reason=None)
    answer = complete.rank()
    assert (answer.code, [code for code, _ in found_in(answer.json)]) == (0, ["VOTE_STALE"])
    assert "(đã chọn BH)" in answer.json["findings"][0]["message"]
    votes = {unit: changed[unit] for unit in ("AN", "BH")}
    ballot(complete, votes, **{name: number for name, number in changed.items() if name not in votes})
    for _ in range(2):
        answer = complete.rank()
        assert (answer.code, [code for code, _ in found_in(answer.json)]) == (1, ["VOTE_NOT_ASKED"])
    ballot(complete, {"AN": 2, "BH": 3})
    answer = complete.rank()
    assert (answer.code, [code for code, _ in found_in(answer.json)]) == (0, ["VOTE_STALE"])


def test_a_row_that_is_no_vote_yet_is_told_and_stays(complete: Journey) -> None:
    """A code or a name alone is no line of the program's, which would go again."""
    typed: tuple[dict[str, str], ...] = (
        {"Mã đơn vị": "XA9"}, {}, {"Đơn vị": "Xã Ân Hòa"}, {}, {"Mã đơn vị": "XB7", "Đơn vị": "Xã Bạch"},
    )  # fmt: skip
    with complete.typing() as book:
        sheet = Sheet(book[VOTES], "Mã đơn vị", "Số phiếu")
        for row, cells in enumerate(typed, start=sheet.header_row + 1):
            for header, value in cells.items():
                sheet.put(row, header, value)
    for _ in range(2):
        answer = complete.rank()
        after = complete.sheet(VOTES, "Mã đơn vị", "Số phiếu")
        told = {(one["code"], one["cell"]) for one in answer.json["findings"]}
        stands = {str(after.at(row, header)): after.address(row, "Mã đơn vị")
                  for row in range(after.header_row + 1, after.sheet.max_row + 1)
                  for header in ("Mã đơn vị", "Đơn vị")}  # fmt: skip
        assert stands.keys() >= {"XA9", "Xã Ân Hòa", "XB7", "Xã Bạch"}
        assert told == {
            ("UNIT_NOT_LISTED", stands["XA9"]), ("UNIT_NOT_LISTED", stands["XB7"]),
            ("VOTE_WITHOUT_UNIT", stands["Xã Ân Hòa"]),
        }  # fmt: skip
