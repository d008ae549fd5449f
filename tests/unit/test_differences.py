"""A sheet as it must be beside the one in the book: every difference once, and no sheet looked at twice."""

import pytest

from thidua_xl.bookkeeping import differences
from thidua_xl.bookkeeping.differences import Comparison, compare_sheet
from thidua_xl.domain.values.cells import Formula
from thidua_xl.workbook.grid import Grid
from thidua_xl.workbook.model import Sheet


def _sheet(name: str, *rows: tuple[object, object]) -> Sheet:
    sheet = Sheet(name, table_columns=frozenset({0, 1}))
    for row, line in enumerate([("Mã", "Điểm"), *rows]):
        for column, value in enumerate(line):
            sheet.put(row, column, value)
    return sheet


def _grid(name: str, *rows: tuple[object, object]) -> Grid:
    return Grid(name, [["Mã", "Điểm"], *map(list, rows)])


def test_what_differs_is_placed_and_what_is_left_over_too() -> None:
    """A score that moved, a row that the table no longer has; a whole number is the same written as a fraction."""
    found = compare_sheet(_sheet("S", ("A", 9), ("B", 8)), _grid("S", ("A", 9.0), ("B", 7), ("C", 5)))
    assert found.changed == {(2, 1)}
    assert found.left_over == [(3, 0), (3, 1)]


def test_rows_may_be_drawn_in_any_order_and_a_mark_is_no_number() -> None:
    """A note above is written last; what Python calls equal is not always the same to a person."""
    sheet = _sheet("S", ("A", True), ("B", None))
    sheet.put(0, 1, "Điểm tính")
    assert compare_sheet(sheet, _grid("S", ("A", 1), ("B", ""))).changed == {(0, 1), (1, 1)}
    assert compare_sheet(sheet, Grid("S", [["Mã"]])).changed == {(0, 1), (1, 0), (1, 1), (2, 0)}


def test_a_cell_beside_the_table_makes_the_table_no_longer() -> None:
    """What is printed, and which rows below are a person's, follows from the program's own columns."""
    sheet = _sheet("S", ("A", 9))
    sheet.put(7, 3, "Ghi chú")
    assert sheet.last_own_row == 1
    assert Sheet("S", {(7, 3): sheet.cells[7, 3]}, header_row=2).last_own_row == 2


def test_a_value_in_the_place_of_a_formula_differs() -> None:
    """Its result may be right today."""
    sheet, grid = _sheet("S", ("A", Formula("=1+8", 9))), _grid("S", ("A", 9))
    assert compare_sheet(sheet, grid).changed == {(1, 1)}
    assert not compare_sheet(sheet, Grid("S", grid.rows, frozenset({(1, 1)}))).any


def test_a_sheet_that_the_book_lacks_differs_once_it_says_something() -> None:
    """Books made before there was such a sheet stay untouched."""
    assert not compare_sheet(_sheet("S"), None).any
    assert compare_sheet(_sheet("S", ("A", 9)), None).any


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the sheets that are compared, in order."""
    names: list[str] = []

    def told(sheet: Sheet, grid: Grid | None) -> differences.Differences:
        names.append(sheet.name)
        return compare_sheet(sheet, grid)

    monkeypatch.setattr(differences, "compare_sheet", told)
    return names


def test_each_sheet_is_compared_once(looked_at: list[str]) -> None:
    """The journal, which is written anew because something differs, waits for the others."""
    sheets = [_sheet("journal", ("A", 1)), _sheet("same", ("A", 1)), _sheet("other", ("A", 2))]
    comparison = Comparison({sheet.name: _grid(sheet.name, ("A", 1)) for sheet in sheets}, sheets)
    assert comparison.any(last=("journal",))
    assert looked_at == ["same", "other"]
    comparison.replace([_sheet("journal", ("A", 1), ("B", 2))])
    assert [name for name in ("journal", "same", "other") if comparison.of(name).any] == ["journal", "other"]
    assert looked_at == ["same", "other", "journal"]
    assert [sheet.name for sheet in comparison.sheets] == ["journal", "same", "other"]


def test_what_is_written_anew_is_compared_anew(looked_at: list[str]) -> None:
    """What was known of the sheet before is no longer true."""
    comparison = Comparison({"S": _grid("S", ("A", 1))}, [_sheet("S", ("A", 1))])
    assert not comparison.any()
    comparison.replace([_sheet("S", ("A", 2))])
    assert comparison.any()
    assert looked_at == ["S", "S"]
