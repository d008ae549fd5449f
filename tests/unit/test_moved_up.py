"""Đơn vị sau lên thay: who moves up into a place that is kept from its unit; what several limits leave of a class."""

from thidua_xl.domain.ranking.classes import Lowered
from thidua_xl.domain.ranking.withheld import Held, Withheld, gathered, lowered_by, moved_up
from thidua_xl.domain.scoring.class_entries import read_scale
from thidua_xl.domain.scoring.consequences import Consequence, Effect


def test_units_level_at_a_lower_place_move_up_together() -> None:
    """B may hold nothing: C and D, level behind it, are both Nhì, and nobody is asked."""
    held = moved_up({"A": 1, "B": 2, "C": 3, "D": 3, "E": 5}, {"B": 3}, lambda _: False, dense=False)
    assert held == Held({"A": "Nhất", "C": "Nhì", "D": "Nhì"})


def test_behind_three_that_wait_for_a_vote_the_third_place_is_open_where_no_rank_is_left_out() -> None:
    """The winner takes the first place, the others share the second, whoever comes next is Ba."""
    ranks, waiting = {"A": 1, "B": 1, "C": 1, "D": 3}, "ABC"
    assert moved_up(ranks, {"A": 1}, waiting.__contains__, dense=True) == Held({"D": "Ba"})
    assert moved_up({**ranks, "D": 4}, {"A": 1}, waiting.__contains__, dense=False) == Held({})


def test_a_unit_on_the_ballot_takes_no_second_place_for_what_is_kept_from_it() -> None:
    """B and C are voted on behind two units that may hold nothing: between them they take two places, D is Ba."""
    ranks, barred = {"A": 1, "X": 2, "B": 3, "C": 3, "D": 5}, {"A": 3, "X": 3, "C": 1}
    assert moved_up(ranks, barred, "BC".__contains__, dense=False) == Held({"D": "Ba"})


def test_of_several_highest_classes_the_lowest_counts() -> None:
    """Tốt at most by one event, Khá at most by another: Khá, whichever stands first."""
    scale = read_scale("Xuất sắc:900; Tốt:800; Khá:650; khác:Trung bình")
    limits = [
        Withheld("A", Consequence(Effect.CLASS_AT_MOST, highest=name), "Vi phạm", "")
        for name in ("Khá", "Tốt")
    ]
    for kept in (limits, limits[::-1]):
        assert lowered_by(gathered(kept, (), depends=False), scale) == {"A": Lowered(0, "Khá")}
