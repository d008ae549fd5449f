"""Whose turn it may be to head the cluster: over the whole history, of this year's units, equals told as equals."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua_xl.domain.ranking.posts import Office
from thidua_xl.domain.scoring.units import Unit
from thidua_xl.domain.year.holders import Holder, Turn, approved_on, now_called, turn, turns_said

HEAD, DEPUTY = Office.HEAD, Office.DEPUTY
UNITS = [Unit(code, f"Xã {code}") for code in "ABCDE"]


def held(*rows: tuple[int, str], office: Office = HEAD) -> list[Holder]:
    """Who held the office when."""
    return [Holder(year, office, unit) for year, unit in rows]


HISTORY = held((2021, "B"), (2022, "A"), (2023, "C"), (2024, "A"))


def test_who_never_held_office_and_who_longest_ago() -> None:
    """The sentence of the sheets."""
    assert turn(UNITS, HISTORY) == Turn(("D", "E"), ("B",), 2021)
    assert turns_said(UNITS, HISTORY)[0] == (
        "Luân phiên (HD 1302, I.1) – chưa giữ chức: D, E; lâu nhất: B (2021)"
    )


def test_the_last_time_counts() -> None:
    """A unit that headed the cluster first and again lately is not the one that waits longest."""
    history = held((2019, "A"), (2020, "B"), (2021, "A"))
    assert turn(UNITS[:2], history) == Turn((), ("B",), 2020)


def test_equals_are_told_as_equals() -> None:
    """Head and deputy of one year have waited equally long; nobody is preferred."""
    history = [*held((2021, "B")), *held((2021, "D"), office=DEPUTY), *held((2022, "A"))]
    assert turn(UNITS, history) == Turn(("C", "E"), ("B", "D"), 2021)
    assert turns_said(UNITS, history)[1:] == [
        "Riêng Trưởng cụm – chưa giữ chức: C, D, E; lâu nhất: B (2021)",
        "Riêng Phó Trưởng cụm – chưa giữ chức: A, B, C, E; lâu nhất: D (2021)",
    ]


def test_without_a_history_nothing_is_told() -> None:
    """Nobody knows whose turn it is; nobody is accused of never having held office."""
    assert turns_said(UNITS, []) == []
    assert turns_said([], HISTORY) == []


@pytest.mark.parametrize("was", ["X", "x", "Xã Xuân Lộc", "xã xuân  lộc"])
def test_the_history_of_a_merged_unit_is_its_own(was: str) -> None:
    """By the old code or the old name, as typed in `Đơn vị trước đây`."""
    units = [*UNITS[:2], Unit("M", "Xã Mới", former=("X", "Xã Xuân Lộc"))]
    assert now_called(was, units) == ("M",)
    assert turn(units, held((2020, was), (2023, "A"))) == Turn(("B",), ("M",), 2020)


def test_a_unit_that_kept_its_code_is_found_by_it_first() -> None:
    """A code of today is never taken for one of yesterday."""
    units = [Unit("A", "Xã A"), Unit("B", "Xã B", former=("A",))]
    assert now_called("A", units) == ("A",)


def test_a_unit_that_is_gone_is_named_but_has_no_turn() -> None:
    """Units of this year only."""
    said = turns_said(UNITS, held((2015, "Q"), (2021, "B")))
    assert said[0].endswith("chưa giữ chức: A, C, D, E; lâu nhất: B (2021)")
    assert said[-1].startswith("Không còn ở trang Đơn vị: Q ")


def test_many_units_are_told_briefly() -> None:
    """A line that fits the page says how many more there are."""
    units = [Unit(f"U{at}", "") for at in range(40)]
    assert "… (còn 24)" in turns_said(units, held((2020, "U0")))[0]


codes = st.sampled_from([*"ABCDEFXY", "Xã A", "Xã X"])
histories = st.lists(
    st.builds(Holder, st.integers(2000, 2030), st.sampled_from(list(Office)), codes), max_size=20
)
MERGED = [
    Unit("A", "Xã A"),
    Unit("B", "Xã B", former=("X", "Xã X")),
    Unit("C", "Xã C", former=("Y",)),
    Unit("D", "Xã D"),
]
BECAME = {"A": "A", "Xã A": "A", "B": "B", "X": "B", "Xã X": "B", "C": "C", "Y": "C", "D": "D"}


@given(histories)
def test_the_turn_is_as_counted_by_hand(history: list[Holder]) -> None:
    """Against the years of every unit written down one by one; the order of the rows says nothing."""
    years: dict[str, list[int]] = {code: [] for code in "ABCD"}
    for one in history:
        if one.unit in BECAME:
            years[BECAME[one.unit]].append(one.year)
    last = {code: max(found) for code, found in years.items() if found}
    oldest = min(last.values()) if last else None
    expected = Turn(
        tuple(code for code in "ABCD" if not years[code]),
        tuple(code for code in "ABCD" if code in last and last[code] == oldest),
        oldest,
    )
    assert turn(MERGED, history) == turn(MERGED, history[::-1]) == expected


def test_both_are_approved_on_the_later_day() -> None:
    """HD 1302, I.1: the superior approves every year."""
    first, second = date(2026, 1, 20), date(2026, 2, 3)
    head, deputy = Holder(2026, HEAD, "A", "12/QĐ", second), Holder(2026, DEPUTY, "B", "11/QĐ", first)
    old = Holder(2025, HEAD, "C", "9/QĐ", date(2025, 1, 9))
    assert approved_on([old, head, deputy], 2026) == second
    assert approved_on([old, head], 2026) is None
    assert approved_on([head, deputy._replace(number="")], 2026) is None
    assert approved_on([head, deputy._replace(day=None)], 2026) is None
