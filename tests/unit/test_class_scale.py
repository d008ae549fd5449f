"""Xếp loại: how the setting is read, and the class that a value has."""

import time

import pytest

from thidua_xl.domain.ranking.classes import TO_CHOOSE, Candidate, Lowered, grade_units
from thidua_xl.domain.scoring.class_entries import read_scale, typed_scale
from thidua_xl.domain.scoring.class_scale import ClassScale, told_scale

USUAL = "Xuất sắc:900; Tốt:800; Khá:650; khác:Trung bình"


def scale_of(text: str) -> ClassScale:
    """The scale, which can be read."""
    scale = read_scale(text)
    assert scale is not None, text
    return scale


def graded(text: str, *units: tuple[str, float, int], **more: dict[str, object]) -> dict[str, str]:
    """Unit → its class as shown; units as (code, points, rank), a code like `A@Miền núi` names its group."""
    people = [
        Candidate(code.partition("@")[0], round(points * 1000), rank, code.partition("@")[2])
        for code, points, rank in units
    ]
    result = grade_units(scale_of(text), people, **more)  # type: ignore[arg-type]
    return {code: one.shown for code, one in result.by_unit.items()}


@pytest.mark.parametrize(
    ("points", "name"),
    [(1000, "Xuất sắc"), (900, "Xuất sắc"), (899.999, "Tốt"), (800, "Tốt"), (650, "Khá"), (649.9, "Trung bình"),
     (-5, "Trung bình")],
)  # fmt: skip
def test_a_threshold_reached_exactly_gives_the_class(points: float, name: str) -> None:
    """From 900 on means 900, too."""
    assert graded(USUAL, ("A", points, 1)) == {"A": name}


def test_below_the_last_threshold_without_a_rest_there_is_no_class() -> None:
    """`khác:` may be left out."""
    assert graded("Xuất sắc:900; Tốt:800", ("A", 799, 1)) == {"A": ""}


@pytest.mark.parametrize(
    "text",
    [USUAL, "% Xuất sắc:90; Tốt:80,5; khác:Trung bình", "Xuất sắc:900 tối đa 20%; Tốt:800",
     "Xuất sắc:900 tối đa 2; Xuất sắc[Miền núi]:850; Tốt:800 tối đa 33,5%", "A[x]:9; B:5"],
)  # fmt: skip
def test_what_is_read_is_told_as_it_was_typed(text: str) -> None:
    """What the program writes into a new book is read again as the same."""
    assert told_scale(scale_of(text)) == text
    assert read_scale(told_scale(scale_of(text))) == scale_of(text)


def test_spaces_and_capitals_do_not_matter() -> None:
    """As people type it."""
    typed = " %Xuất  sắc : 90 Tối Đa 20 % ;Tốt:80;; Khác: Trung bình ;"
    assert told_scale(scale_of(typed)) == "% Xuất sắc:90 tối đa 20%; Tốt:80; khác:Trung bình"
    assert scale_of("A:9 tối đa 2 đơn vị") == scale_of("A:9 tối đa 2")


@pytest.mark.parametrize(
    "text", ["A:90%; B[x]: 80 %;khác:C", "% A:90; B[x]:80%; khác:C", "%A:90%; B[x]:80; khác:C"]
)
def test_percent_may_stand_at_every_threshold(text: str) -> None:
    """As offices write it; a limit has a sign of its own."""
    assert scale_of(text) == scale_of("% A:90; B[x]:80; khác:C")
    assert scale_of("A:90% tối đa 20%") == scale_of("% A:90 tối đa 20%") != scale_of("A:90 tối đa 20%")


@pytest.mark.parametrize(
    "text",
    ["", "%", "900", "Xuất sắc", "Xuất sắc:", "Xuất sắc:cao", "Xuất sắc:-1", "Xuất sắc:900; Tốt:900",
     "Tốt:800; Xuất sắc:900", "Xuất sắc:900; xuất sắc:800", "Xuất sắc:900; Tốt:800; khác:Tốt",
     "khác:Trung bình; Xuất sắc:900", "Xuất sắc:900; khác:", "Xuất sắc:900 tối đa 0%", "Xuất sắc:900 tối đa 101%",
     "Xuất sắc:900 tối đa 1,5", "Xuất sắc:900 tối đa", "Xuất sắc:900 tối đa 0", "Xuất sắc:900; khác:Kém tối đa:2",
     "Xuất sắc[Miền núi]:850; Xuất sắc[miền núi]:840", "Xuất sắc:900; Tốt[Miền núi]:950", "Xuất sắc[]:900",
     "Xuất sắc:900 tối đa 2; Xuất sắc[Miền núi]:850 tối đa 3", "Xuất sắc:1.000", "Xuất sắc:900,0001", "khác:Kém",
     "Xuất sắc:900, Tốt:800"],
)  # fmt: skip
def test_what_cannot_be_meant_is_not_read(text: str) -> None:
    """Thresholds fall, names are apart, the rest stands last, limits are shares or whole numbers."""
    assert read_scale(text) is None


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("Xuất sắc:900,0001", ["“Xuất sắc:900,0001”: mức có hơn ba chữ số thập phân."]),
        ("Xuất sắc:-1; Tốt:cao", ["“Xuất sắc:-1”: mức âm.", "“Tốt:cao”: mức cao không phải là số."]),
        ("Xuất sắc:1.000", ["“Xuất sắc:1.000”: mức 1.000 có thể hiểu theo hai cách, bỏ dấu phân cách hàng nghìn."]),
        ("X:9 tối đa 1,5", ["“X:9 tối đa 1,5”: tối đa phải là số nguyên từ 1, hoặc ghi %."]),
        ("X:9 tối đa 101%", ["“X:9 tối đa 101%”: tối đa phải lớn hơn 0 và không quá 100%."]),
        ("X:9 tối đa ít", ["“X:9 tối đa ít”: tối đa ít không phải là số."]),
        ("X:9, T:8", ["“X:9, T:8”: không đúng dạng loại:mức, mỗi loại cách nhau bằng dấu chấm phẩy."]),
        ("khác:K; X:9", ["“khác:K”: loại còn lại ghi một lần, ở cuối, dạng khác:tên loại."]),
        ("X:9; khác:", ["“khác:”: loại còn lại ghi một lần, ở cuối, dạng khác:tên loại."]),
        ("X:9; khác:x", ["“khác:x”: loại x đã có mức."]),
        ("X:90%; T:8", ["Có mức ghi %, có mức không: theo Tỷ lệ % thì ghi % một lần ở đầu."]),
        ("X:9%%", ["“X:9%%”: không đúng dạng loại:mức, mỗi loại cách nhau bằng dấu chấm phẩy."]),
        ("% ;", ["Chưa ghi loại nào có mức."]),
        ("; ".join(f"L{at}:{100 - at}" for at in range(11)), ["Có 11 loại, nhiều nhất là 10 loại có mức."]),
        ("X:9; x:8; X[N]:7; X[n]:6", ["“x:8”: loại x đã có mức ở “X:9”.", "“X[n]:6”: loại X đã có mức ở “X[N]:7”."]),
        ("X:9 tối đa 2; X[N]:8 tối đa 3", ["“X[N]:8 tối đa 3”: loại X đã có tối đa 2 ở “X:9”."]),
        ("T:8; X:9", ["“X:9”: mức không thấp hơn “T:8” ghi trước; ghi loại từ cao xuống thấp, mức giảm dần."]),
        ("X:9; X[Miền núi]:8; T:8",
         ["“T:8”: với Nhóm Miền núi, mức không thấp hơn “X[Miền núi]:8” ghi trước; ghi loại từ cao xuống thấp, mức "
          "giảm dần."]),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_said(text: str, faults: list[str]) -> None:
    """One sentence for each fault, naming the entry; what is right about it is not."""
    assert typed_scale(text) == (None, faults)


@pytest.mark.parametrize("text", ["A:1;" * 8000, ";".join(f"A[{at}]:1" for at in range(3000))])
def test_a_cell_full_of_entries_is_read_at_once(text: str) -> None:
    """As long as there are entries, not as their square."""
    began = time.process_time()
    typed_scale(text)
    assert time.process_time() - began < 5


def test_a_share_is_rounded_down_over_the_ranked_units() -> None:
    """20 % of nine units is one."""
    units = [(f"U{at}", 950 - at, at) for at in range(1, 10)]
    shown = graded("Xuất sắc:900 tối đa 20%; Tốt:800; khác:Kém", *units)
    assert [shown[f"U{at}"] for at in range(1, 10)] == ["Xuất sắc", *["Tốt"] * 8]


def test_a_share_that_comes_to_no_unit_gives_the_class_to_nobody() -> None:
    """20 % of four units is none."""
    shown = graded("Xuất sắc:900 tối đa 20%; Tốt:800", *[(f"U{at}", 950, at) for at in range(1, 5)])
    assert set(shown.values()) == {"Tốt"}


def test_those_who_go_down_fill_the_next_class_which_may_be_limited_too() -> None:
    """The limit of the next class counts whoever comes down to it."""
    units = [("A", 950, 1), ("B", 940, 2), ("C", 930, 3), ("D", 820, 4)]
    assert graded("X:900 tối đa 1; T:800 tối đa 2; khác:K", *units) == {
        "A": "X",
        "B": "T",
        "C": "T",
        "D": "K",
    }


def test_a_tie_at_the_edge_waits_and_lets_nobody_pass() -> None:
    """Two units for one place: both wait, the third has the next class all the same."""
    units = [("A", 950, 1), ("B", 940, 2), ("C", 940, 2), ("D", 930, 4)]
    shown = graded("X:900 tối đa 2; T:800", *units)
    assert shown == {"A": "X", "B": TO_CHOOSE, "C": TO_CHOOSE, "D": "T"}


def test_below_an_open_edge_a_limited_class_waits_too() -> None:
    """Nobody knows who comes down to it; the class below it is free again."""
    units = [("A", 950, 1), ("B", 950, 1), ("C", 930, 3), ("D", 700, 4)]
    shown = graded("X:900 tối đa 1; T:800 tối đa 1; khác:K", *units)
    assert shown == {"A": TO_CHOOSE, "B": TO_CHOOSE, "C": TO_CHOOSE, "D": "K"}


def test_a_tie_beyond_the_edge_goes_down_without_a_question() -> None:
    """No place is left: nothing to choose."""
    units = [("A", 950, 1), ("B", 940, 2), ("C", 940, 2)]
    assert graded("X:900 tối đa 1; T:800", *units) == {"A": "X", "B": "T", "C": "T"}


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [({"B": "X"}, "X T"), ({"C": "x"}, "T X"), ({"B": "T"}, "T X"), ({"B": "T", "C": "T"}, "T T"),
     ({"B": "X", "C": "X"}, "? ?"), ({"B": "Kém"}, "? ?"), ({"D": "X"}, "? ?")],
)  # fmt: skip
def test_the_members_choose_at_the_edge(chosen: dict[str, str], expected: str) -> None:
    """Who is named stays, or who is not named down; more than there is room for, or another word, decides nothing."""
    units = [("A", 950, 1), ("B", 940, 2), ("C", 940, 2), ("D", 930, 4)]
    shown = graded("X:900 tối đa 2; T:800", *units, chosen=chosen)  # type: ignore[arg-type]
    assert [shown["B"], shown["C"]] == [TO_CHOOSE if one == "?" else one for one in expected.split()]
    assert shown["D"] == "T"


def test_what_members_typed_moves_nobody_where_there_is_room_for_all() -> None:
    """Two of one rank in a class of two: nothing is at its edge, so a lower class typed for one is not followed."""
    units = (("A", 950, 1), ("B", 950, 1), ("C", 920, 3))
    assert graded("X:900 tối đa 2; T:800", *units, chosen={"B": "T"}) == {"A": "X", "B": "X", "C": "T"}


def test_a_choice_for_fewer_than_there_is_room_for_leaves_the_others_waiting() -> None:
    """One of three is named where two may stay: nobody knows who is the second."""
    units = (("A", 950, 1), ("B", 950, 1), ("C", 950, 1))
    shown = graded("X:900 tối đa 2; T:800", *units, chosen={"A": "X"})
    assert shown == dict.fromkeys("ABC", TO_CHOOSE)


def test_a_class_without_a_limit_between_them_settles_the_limited_one_below() -> None:
    """Whoever comes down from an open edge stays in T, so K has nobody to wait for."""
    units = (("A", 950, 1), ("B", 950, 1), ("C", 700, 3), ("D", 690, 4))
    shown = graded("X:900 tối đa 1; T:800; K:650 tối đa 1; khác:Y", *units)
    assert shown == {"A": TO_CHOOSE, "B": TO_CHOOSE, "C": "K", "D": "Y"}


def test_a_group_has_its_own_threshold() -> None:
    """Mountain communes are excellent from 850 on; in a class without one of theirs the common one holds."""
    text = "Xuất sắc:900; Xuất sắc[Miền núi]:850; Tốt:800; khác:Kém"
    units = [("A", 870, 1), ("B@miền núi", 860, 2), ("C@Miền núi", 840, 3), ("D@Đồng bằng", 860, 2)]
    assert graded(text, *units) == {"A": "Tốt", "B": "Xuất sắc", "C": "Tốt", "D": "Tốt"}


def test_a_class_of_one_group_is_none_for_the_others() -> None:
    """Whoever goes down passes over it as well."""
    text = "X:900 tối đa 1; M[núi]:850; T:800"
    units = [("A", 950, 1), ("B", 940, 2), ("C@núi", 930, 3), ("D", 860, 4)]
    assert graded(text, *units) == {"A": "X", "B": "T", "C": "M", "D": "T"}


@pytest.mark.parametrize(
    ("lowered", "name"),
    [(Lowered(1), "Tốt"), (Lowered(2), "Khá"), (Lowered(9), "Trung bình"), (Lowered(0, "Khá"), "Khá"),
     (Lowered(1, "Tốt"), "Tốt"), (Lowered(0, "Xuất sắc"), "Xuất sắc"), (Lowered(0, "Trung bình"), "Trung bình"),
     (Lowered(0, "lạ"), "Xuất sắc")],
)  # fmt: skip
def test_conditions_lower_a_class(lowered: Lowered, name: str) -> None:
    """By steps, to the last class at most; or to no more than a class."""
    assert graded(USUAL, ("A", 950, 1), lowered={"A": lowered}) == {"A": name}


def test_a_unit_kept_out_by_a_condition_takes_no_room() -> None:
    """The best unit is lowered: the place in the limited class is the second's."""
    units = [("A", 950, 1), ("B", 940, 2), ("C", 930, 3)]
    shown = graded("X:900 tối đa 1; T:800; khác:K", *units, lowered={"A": Lowered(1)})
    assert shown == {"A": "T", "B": "X", "C": "T"}


def test_without_a_scale_nobody_has_a_class() -> None:
    """Blank: no classes."""
    assert grade_units(None, [Candidate("A", 1, 1)]).by_unit == {}
