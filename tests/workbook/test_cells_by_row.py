"""Cells held by rows: a mapping of places like a dictionary, and the same book in the end."""

import datetime
from collections.abc import MutableMapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua_xl.domain.values.cells import Formula
from thidua_xl.workbook import model
from thidua_xl.workbook.cells_by_row import CellsByRow, corners, in_order
from thidua_xl.workbook.model import Cell, Sheet, Workbook
from thidua_xl.workbook.write import to_bytes

Place = tuple[int, int]
PLACES = st.tuples(st.integers(0, 3), st.integers(0, 3))


@given(
    st.dictionaries(PLACES, st.integers()),
    st.lists(st.tuples(st.sampled_from(["set", "delete", "row"]), PLACES, st.integers())),
)
def test_it_holds_what_a_dictionary_would(
    begun: dict[Place, int], changes: list[tuple[str, Place, int]]
) -> None:
    """Whatever is set, set over and taken out again, in whichever order the rows come."""
    cells, plain = CellsByRow(begun), dict(begun)
    for what, (row, column), value in changes:
        if what == "row":
            cells.put_row(row, [(column, value), (0, value + 1)])
            plain |= {(row, column): value, (row, 0): value + 1}
        elif what == "set":
            cells[row, column] = plain[row, column] = value
        else:
            assert cells.pop((row, column), None) == plain.pop((row, column), None)
    assert list(cells.items()) == list(in_order(cells)) == list(in_order(plain)) == sorted(plain.items())
    assert (len(cells), list(cells)) == (len(plain), sorted(plain))
    assert {place for place in plain if place in cells} == plain.keys()
    assert cells.get((9, 9)) is None
    if plain:
        assert corners(cells) == corners(plain)
        assert cells.last() == max(plain)


def _drawn() -> Sheet:
    sheet = Sheet("A", header_row=1)
    sheet.put(0, 0, "Tên", "title")
    columns = [(0, "code"), (2, "number"), (1, "wrap")]
    for row in range(2, 9):
        sheet.put_row(row, columns, (f"X{row}", None if row == 5 else row / 8, Formula("=A1", "Tên")))
        sheet.put(row, 1, row, "number", f"=A{row + 1}")
    sheet.put_row(4, columns[:1], ("X",))
    sheet.put_row(1, columns, ("Mã", "Điểm", "Lý do"))
    return sheet


def test_a_large_sheet_is_drawn_and_written_as_a_small_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cell by cell and byte by byte."""
    moment = datetime.datetime(2025, 12, 1)
    small, plain = _drawn(), to_bytes(Workbook([_drawn()], ""), moment)
    monkeypatch.setattr(model, "_LARGE", 3)
    large = _drawn()
    held: MutableMapping[Place, Cell] = large.cells
    assert isinstance(held, CellsByRow)
    assert held == small.cells
    assert to_bytes(Workbook([large], ""), moment) == plain
    held.clear()
    assert not held
    assert (0, 0) not in held
