"""Làm tròn đến, from the workbook to the rank: typed scores, forms issued before a change, the seal, the superior."""

import pytest

from tests.cluster.test_rank_book import codes
from tests.journeys.answers import totals
from tests.journeys.journey import Journey, run


@pytest.mark.parametrize(
    ("step", "bh"), [("0,5", "69.00"), ("0,25", "68.75"), ("1", "71.00"), ("0,1", "68.80"), ("0,01", "68.75")]
)
def test_each_criterion_is_rounded_once_to_the_step(complete: Journey, step: str, bh: str) -> None:
    """BH's four halves and 3,75: by halves the 3,75 alone goes up, by whole points all of them."""
    assert totals(complete.rank())["BH"] == "68.75"
    complete.set(Làm_tròn_đến=step)
    answer = complete.rank()
    assert totals(answer)["BH"] == bh
    assert set(codes(answer)) <= {"NO_MULTIPLE"}


def test_a_typed_score_that_is_no_multiple_is_told_with_what_it_counts_as(complete: Journey) -> None:
    """A warning: the score counts, rounded."""
    complete.set(Làm_tròn_đến="0,5")
    complete.agree("AN", "I.1", score=7.3, reason="Thẩm tra")
    answer = complete.rank()
    found = [one for one in answer.json["findings"] if one["code"] == "NO_MULTIPLE" and one["unit"] == "AN"]
    (found_one,) = [one for one in found if one["value"] == "7.3"]
    assert "7,3 không phải là bội số của 0,5" in found_one["message"]
    assert "làm tròn thành 7,5" in found_one["action"]


def test_the_rank_is_the_same_when_nothing_is_typed_anew(complete: Journey) -> None:
    """With a step: a second run changes no byte, the closed book verifies, and the step is under its seal."""
    complete.set(Làm_tròn_đến="0,5")
    complete.rank()
    before = complete.book.read_bytes()
    complete.rank()
    assert complete.book.read_bytes() == before
    assert run("close", complete.book).code == 0
    assert run("verify", complete.book).code == 0
    complete.set(Làm_tròn_đến="0,25")
    assert run("verify", complete.book).code == 1
