"""The functions for cells: the same answers as the scorecard and the book give."""

import inspect

import pytest

from thidua_xl.excel import functions
from thidua_xl.excel.cell_functions import faults_in, number_in, points_by_rule, rank_among

T = [[10], [10], [10]]
A = [[8], [20], [15]]


@pytest.mark.parametrize(
    ("cell", "number"),
    [(9.5, 9.5), ("9,5", 9.5), (" 25.67 ", 25.67), (0, 0.0), (None, None), ("", None), ("５，５", 5.5)],
)
def test_a_number_is_read_as_the_program_reads_it(cell: object, number: float | None) -> None:
    """Text with a comma or a dot is a number; blank is not 0."""
    assert number_in(cell) == number


def test_a_thousand_is_read_by_its_maximum() -> None:
    """`1.000` is 1 where the maximum is 10, and a question where nothing decides."""
    assert number_in("1.000", 10) == 1
    assert "1.000" in str(number_in("1.000"))


@pytest.mark.parametrize("cell", ["9,5đ", True, "#DIV/0!", "-"])
def test_what_is_no_number_gives_a_sentence(cell: object) -> None:
    """The person at the cell is told; nothing is guessed."""
    answer = number_in(cell)
    assert isinstance(answer, str)
    assert answer.startswith("Ô này")


@pytest.mark.parametrize(
    ("given", "points"),
    [
        (("Theo tỷ lệ", "", 10, 200, 150), 7.5),
        (("theo tỷ lệ", "thấp hơn là tốt", 10, 2, 4), 5.0),
        (("Theo bậc", "% 100:15; 90:12; 80:8; khác:0", 15, 100, 95), 12.0),
        (("Đạt/không đạt", "", 8, None, "Đạt"), 8.0),
        (("Trừ từ điểm tối đa", "0,5/lần; hết từ 5", 10, None, 3), 8.5),
        (("Cộng theo lần", "3/lần; trần 10", 10, None, 4), 10.0),
        (("Theo thứ hạng", "60; 45; 30; 15; 0", 60, None, 2), 45.0),
    ],
)
def test_points_by_rule(given: tuple[object, ...], points: float) -> None:
    """Every rule that one unit alone can compute."""
    method, parameter, maximum, target, result = given
    assert points_by_rule(method, parameter, maximum, target, result) == points


@pytest.mark.parametrize(("result", "points"), [(8, 2.0), (10, 2.5), (15, 3.75), (20, 5.0)])
def test_points_beside_the_leader(result: float, points: float) -> None:
    """The example of the design: maximum 5, target 10, the leader reached 20."""
    assert points_by_rule("So với đơn vị dẫn đầu", "", 5, 10, result, 2, T, A) == points


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("Theo cảm tính", "", 10, 1, 1), "Không có cách chấm"),
        (("Theo tỷ lệ", "", 10, None, 1), "Thiếu chỉ tiêu"),
        (("Theo tỷ lệ", "", 10, 1, None), "Thiếu kết quả"),
        (("Theo tỷ lệ", "", 10, 0, 1), "Chỉ tiêu bằng 0"),
        (("Theo tỷ lệ", "", 10, 5, -1), "không được âm"),
        (("Theo bậc", "chín mươi", 10, 5, 1), "Ví dụ"),
        (("Theo tỷ lệ", "", "mười", 5, 1), "Điểm tối đa"),
        (("Theo tỷ lệ", "", 10, "9đ", 1), "9đ"),
        (("So với đơn vị dẫn đầu", "", 5, 10, 8), "cả cụm"),
    ],
)
def test_what_cannot_be_computed_gives_a_sentence(given: tuple[object, ...], said: str) -> None:
    """No number where the rule gives none."""
    method, parameter, maximum, target, result = given
    assert said in str(points_by_rule(method, parameter, maximum, target, result))


RANKED = ("Theo hạng trong cụm", "60; 45; 30; 15; 0", 60, None)


@pytest.mark.parametrize("unread", ["9,5đ", "#N/A", True])
def test_a_rank_beside_a_cell_that_cannot_be_read_is_no_number(unread: object) -> None:
    """5 would be first only because nobody could read 9,5: the cell is named instead."""
    said = points_by_rule(*RANKED, 5, 2, results=[[5], [unread], [3]])
    assert str(said).startswith("Ô A2 của vùng kết quả")
    assert points_by_rule(*RANKED, 5, 2, results=[[5], ["9,5"], [3]]) == 45
    assert points_by_rule(*RANKED, 5, 2, results=[[5], [None], [3]]) == 60


@pytest.mark.parametrize(
    ("targets", "results", "named"),
    [
        ([[10], [10]], [[8], ["20 xã"]], "Ô A2 của vùng kết quả"),
        ([[10], ["mười"]], [[8], [20]], "Ô A2 của vùng chỉ tiêu"),
        ([[10, "-"]], [[8, 20]], "Ô B1 của vùng chỉ tiêu"),
    ],
)
def test_a_leader_that_cannot_be_read_is_told(
    targets: list[list[object]], results: list[list[object]], named: str
) -> None:
    """Without it somebody else would lead, and everybody's points be wrong."""
    said = points_by_rule("So với đơn vị dẫn đầu", "", 5, 10, 8, 2, targets, results)
    assert str(said).startswith(named)


def test_a_blank_unit_beside_the_leader_is_left_out() -> None:
    """Blank is not unreadable: a unit that was given no target."""
    alone = points_by_rule("So với đơn vị dẫn đầu", "", 5, 10, 8, 2, [[10]], [[8]])
    assert points_by_rule("So với đơn vị dẫn đầu", "", 5, 10, 8, 2, [[10], [None]], [[8], [20]]) == alone == 2


def test_digits_out_of_range_are_said() -> None:
    """Scores have 0 to 3 decimals."""
    assert "0, 1, 2 hoặc 3" in str(points_by_rule("Theo tỷ lệ", "", 10, 1, 1, 4))


def test_equal_scores_share_their_rank() -> None:
    """1, 2, 2, 4; sums that print alike are equal although their floats differ."""
    scores: list[list[object]] = [[90.3], [0.1 + 0.2], [0.3], [0.2], [None], ["chưa có"]]
    assert [rank_among(row[0], scores) for row in scores[:4]] == [1, 2, 2, 4]
    assert [rank_among(row[0], scores, dense=True) for row in scores[:4]] == [1, 2, 2, 3]
    assert rank_among(None, scores) is None
    assert "chưa có" in str(rank_among("chưa có", scores))
    assert "không nằm trong vùng" in str(rank_among(55, scores))


def test_faults_name_their_cells() -> None:
    """Blank, negative, over the maximum, no number; a text number is none of them."""
    found = faults_in([[9.5, None], ["9,5", 11], [-1, "x"]], 10).split("\n")
    assert [line.split(" ")[1] for line in found] == ["B1", "B2", "A3", "B3"]
    assert "để trống" in found[0]
    assert "vượt điểm tối đa 10" in found[1]
    assert faults_in([[1, 0]], 10) == ""


def test_excel_is_told_what_every_function_does() -> None:
    """Each has a description, and the cells get what the plain functions give."""
    offered = [function for name, function in inspect.getmembers(functions) if name.startswith("TD_")]
    assert len(offered) == 4
    assert all(function.__doc__ for function in offered)
    assert functions.TD_SO("9,5") == 9.5
    assert functions.TD_DIEM("Theo tỷ lệ", "", 10, 200, 150) == 7.5
    assert functions.TD_XEPHANG(2, [[3], [2]]) == 2
    assert functions.TD_LOI([[1]], 10) == ""
