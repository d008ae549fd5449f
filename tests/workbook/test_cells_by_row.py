"""Cells held by rows: a mapping of places like a dictionary, and the same book in the end."""

import datetime
from collections.abc import Mapping, MutableMapping, Sequence
from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua_xl.domain.values.cells import CellError, Formula
from thidua_xl.workbook import model
from thidua_xl.workbook.alike_rows import ROW, Alike
from thidua_xl.workbook.cells_by_row import CellsByRow, corners, lines_in_order
from thidua_xl.workbook.heights import row_heights
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
    assert list(cells.items()) == _in_order(cells) == _in_order(plain) == sorted(plain.items())
    assert (len(cells), list(cells)) == (len(plain), sorted(plain))
    assert {place for place in plain if place in cells} == plain.keys()
    assert cells.get((9, 9)) is None
    if plain:
        assert corners(cells) == corners(plain)
        assert cells.last() == max(plain)


def _in_order(cells: Mapping[Place, int]) -> list[tuple[Place, int]]:
    return [((row, column), cell) for row, line in lines_in_order(cells)
            for column, cell in zip(line.columns, line.cells, strict=True)]  # fmt: skip


_LIVE = f'=IF(A{ROW}&"<{ROW}"="","",B{ROW})'
_VALUES: Sequence[object] = (
    1250, 0.5, None, "", "#N/A", "Giải trình dài hơn một dòng " * 4, "x" * 20_000, True, nan, inf,
    datetime.date(2025, 12, 1), Formula("=1+2", 3), Formula("=A1", "Tên"), CellError("#REF!"),
)  # fmt: skip
"""What a person may have typed, or a formula may give."""


def _drawn(values: Sequence[object] = ("Lý do",)) -> Sheet:
    sheet = Sheet("A", header_row=1)
    sheet.put(0, 0, "Tên", "title")
    columns = [(0, "code"), (2, "number"), (1, "wrap"), (3, "number dense")]
    live, plain = Alike.of(columns, {3: _LIVE}), Alike.of(columns)
    for row, value in enumerate(values, start=2):
        sheet.put_row(row, live, (f"X{row}", value, f"{value}"[:9], row / 8))
        sheet.put_row(row + 100, plain, (f"X{row}", row, value, value))
        sheet.put(row, 1, row, "number", f"=A{row + 1}")
        sheet.put_row(row + 200, live, ("X", None, "Tên", None if row % 2 else ""))
    sheet.put_row(4, Alike.of(columns[:1]), ("X",))
    sheet.put_row(1, plain, ("Mã", "Điểm", "Lý do", None))
    return sheet


def _bytes(sheet: Sheet) -> bytes | str:
    """The book, or why there is none."""
    try:
        return to_bytes(Workbook([sheet], ""), datetime.datetime(2025, 12, 1))
    except TypeError as error:
        return str(error)


@pytest.mark.parametrize("value", _VALUES)
def test_a_large_sheet_is_drawn_and_written_as_a_small_one(
    value: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cell by cell and byte by byte, whatever its cells hold."""
    values = ("Lý do", value, "Khác", 7)
    small, plain = _drawn(values), _bytes(_drawn(values))
    monkeypatch.setattr(model, "_LARGE", 3)
    large = _drawn(values)
    held: MutableMapping[Place, Cell] = large.cells
    assert isinstance(held, CellsByRow)
    assert repr(sorted(held.items())) == repr(sorted(small.cells.items()))
    assert {place: held[place] for place in small.cells} == {**held}
    assert row_heights(large) == row_heights(small)
    assert _bytes(large) == plain
    held.clear()
    assert not held
    assert (0, 0) not in held


def test_rows_that_look_alike_have_as_many_values_as_columns() -> None:
    """One too few is a fault of ours: no cell is left out for it."""
    with pytest.raises(ValueError, match="1 values for 2 columns"):
        Alike.of([(0, "code"), (1, "wrap")]).row(3, ("X",))
