"""Điều kiện, Vi phạm as the superior reads them: the same places, totals and nominee as in the cluster's book."""

from tests.journeys.conditions import EVENTS, RULES, demand, violate
from tests.journeys.conference import proclaim
from tests.journeys.consolidated import cluster_of, take
from tests.journeys.journey import Journey
from tests.journeys.office_journey import Office, codes, mismatches


def test_what_is_kept_from_units_is_kept_upstairs(office: Office, complete: Journey) -> None:
    """AN without its place, DL with two points less; the nominee is the one that the members typed."""
    violate(complete, "AN", "Không xét Nhất")
    violate(complete, "DL", "Trừ 2 điểm")
    complete.rank()
    proclaim(complete, "BH", flag="Có", reason="Hội nghị thống nhất")
    assert complete.rank().code == 0
    answer = take(office, complete.book.read_bytes())
    assert [found[0] for found in mismatches(answer)] == ["PROCLAIMED_DIFFERS"]
    units = office.by_key("Toàn bộ đơn vị")
    assert (units["DL"]["Tổng điểm"], units["AN"]["Hạng trong cụm"]) == (39, 1)
    assert cluster_of(answer, "C01")["nominee"] == "BH"


def test_an_open_condition_is_told_upstairs(office: Office, complete: Journey) -> None:
    """The superior learns what the cluster's result waits for."""
    demand(complete, ("Tổng điểm từ", None, 40, "Không xét Nhất", RULES))
    complete.agree("DL", "2.4", score="x")
    complete.rank()
    answer = take(office, complete.book.read_bytes())
    assert "CONDITION_OPEN" in codes(answer)


def test_a_violation_taken_away_after_the_ranking(office: Office, complete: Journey) -> None:
    """The superior computes from what the book says now, not from what it showed."""
    cell = violate(complete, "AN", "Không xét Nhất, Nhì, Ba")
    complete.rank()
    with complete.typing() as book:
        for column in "ABCDE":
            book[EVENTS][f"{column}{cell[1:]}"] = None
    answer = take(office, complete.book.read_bytes())
    assert (
        cluster_of(answer, "C01")["nominee"],
        office.by_key("Toàn bộ đơn vị")["AN"]["Hạng trong cụm"],
    ) == ("AN", 1)
