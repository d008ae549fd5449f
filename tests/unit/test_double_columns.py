"""A typed header that stands twice: what the second column says otherwise is told."""

import pytest

from thidua_xl.sheets.double_columns import double_columns
from thidua_xl.sheets.table import Placement
from thidua_xl.workbook.grid import Grid

HEADERS: list[object] = ["Mã", "Điểm", "Ghi chú", " điểm "]
PLACE = Placement(0, {"Mã": 0, "Điểm": 1, "Ghi chú": 2})


def told(*rows: list[object], headers: list[object] = HEADERS) -> list[tuple[str, str, str]]:
    """Header, cell and differences of a table with these rows."""
    grid = Grid("Trang", [headers, *rows])
    return [
        (one.header, one.cell, one.differences)
        for one in double_columns(grid, PLACE, ("Điểm", "Lý do"), "Mã")
    ]


def test_another_value_is_told_with_its_cell() -> None:
    """The one that counts stands beside it."""
    assert told(["I.1", 7, "", 8], ["I.2", None, "", "9,5"]) == [
        ("Điểm", "D1", "D2: 8, chỗ được tính: 7; D3: 9,5, chỗ được tính: (trống)")
    ]


@pytest.mark.parametrize("second", [None, "", 7, "7", " 7,0 "])
def test_the_same_or_nothing_is_silent(second: object) -> None:
    """However it is typed."""
    assert told(["I.1", 7, "", second]) == []


def test_what_stands_beside_no_row_is_no_value_of_the_table() -> None:
    """A signature below it."""
    assert told([None, None, None, "Lê Thị Mai"]) == []


def test_another_column_is_somebodys_own() -> None:
    """Only headers that people fill are compared."""
    assert told(["I.1", 7, "x", "y"], headers=["Mã", "Điểm", "Ghi chú", "Ghi chú"]) == []


def test_many_differences_are_not_all_quoted() -> None:
    """Three, and that there are more."""
    ((_, _, said),) = told(*(["I", 1, "", 2] for _ in range(5)))
    assert said.endswith("; …")
    assert said.count("chỗ được tính") == 3
