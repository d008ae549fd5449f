"""Sheets of one person's book that are as deep as a large cluster: counted by one search, read without what is ours."""

from collections.abc import Set

import pytest

from thidua_xl.domain.values.cells import Formula
from thidua_xl.intake.facts import facts_of
from thidua_xl.intake.gate import BOOK, SCORECARD, Limits
from thidua_xl.intake.grids import open_source
from thidua_xl.intake.ordinary import LONGEST, LONGEST_OF_BOOK, ByRow
from thidua_xl.workbook.grid import Grid, Refused

from .test_gate import NS, package

DEEP = 60_000
SUM = "<f>1+1</f><v>2</v></c>"


def sheet(rows: str) -> bytes:
    """The part with these rows."""
    return f"<worksheet {NS}><sheetData>{rows}</sheetData></worksheet>".encode()


@pytest.mark.parametrize("column", ["Z", "AD"])
def test_a_deep_sheet_is_told_by_its_rows(column: str) -> None:
    """As far as the slow reading says that its cells go, in rows and columns, and with the same formulas."""
    rows = (
        f'<row r="7"><c r="B7">{SUM}</row><row r="{DEEP}"><c r="A{DEEP}"/><c r="{column}{DEEP}">{SUM}</row>'
    )
    quick = facts_of(sheet(rows), formulas=False, longest=LONGEST_OF_BOOK)
    complete = facts_of(sheet(rows))
    assert quick.ordinary is not None
    assert (quick.cells, quick.rows, quick.columns) == (complete.cells, complete.rows, complete.columns)
    assert quick.computed == complete.special.keys()


@pytest.mark.parametrize(
    "rows",
    [
        f'<row r="{DEEP}"><c r="A{DEEP}"/><c r="A5000000"><v>1</v></c></row>',
        '<row><c r="A5000000"><v>1</v></c></row>',
        f'<row r="{DEEP}"><c r="DA{DEEP}"><v>1</v></c></row>',
        f'<row r="{DEEP}"><c r="A{DEEP}"><f>1/0</f></c></row>',
    ],
)
def test_cells_that_stand_elsewhere_than_their_rows_say_are_searched_one_by_one(rows: str) -> None:
    """Nothing is taken for ordinary that a row's number does not bound."""
    facts = facts_of(sheet(rows), formulas=False, longest=LONGEST_OF_BOOK)
    complete = facts_of(sheet(rows))
    assert facts.ordinary is None
    assert (facts.rows, facts.columns, facts.cells) == (complete.rows, complete.columns, complete.cells)


def test_a_deep_sheet_is_no_form() -> None:
    """Whatever others send has few rows, or is counted cell by cell."""
    assert facts_of(sheet(f'<row r="{DEEP}"><c r="A{DEEP}"/></row>'), formulas=False).ordinary is None


def test_cells_by_row_are_a_set_like_any_other() -> None:
    """Their rows may come twice."""
    places = [(1, 2), (1, 4), (7, 2), (7, 4), (1, 0)]
    found: Set[tuple[int, int]] = ByRow(places)
    assert found == frozenset(places)
    assert found | {(9, 9)} == {*places, (9, 9)}
    assert (1, 3) not in found


def _read(rows: str, ours: int) -> Grid:
    source = open_source(package(rows), BOOK)
    assert not isinstance(source, Refused)
    grid = source.grid("A", formulas=True, ours=lambda _: [ours])
    assert isinstance(grid, Grid)
    return grid


FILLED = "".join(f'<row r="{at}"><c r="A{at}"><f>9*9</f><v>81</v></c></row>' for at in range(2, 9_000))
"""Beyond what is short."""


@pytest.mark.parametrize("more", ["", FILLED])
@pytest.mark.parametrize(
    ("written", "text"),
    [
        (f'<c r="B1">{SUM}', "=1+1"),
        ('<c r="A1"><f t="shared" ref="A1:B1" si="0">C1+1</f><v>1</v></c>'
         '<c r="B1"><f t="shared" si="0"/><v>2</v></c>', "=D1+1"),
    ],
)  # fmt: skip
def test_formulas_are_read_with_their_texts_but_where_they_are_ours(
    written: str, text: str, more: str
) -> None:
    """In the columns that the program computes a value is all that is needed; elsewhere people wrote them."""
    assert len(FILLED) > LONGEST
    grid = _read(f'<row r="1">{written}</row>{more}', ours=0)
    assert grid.rows[0][1] == Formula(text, 2.0)
    assert not any(isinstance(row[0], Formula) for row in grid.rows)
    assert all((at, 0) in grid.formulas for at in range(1, len(grid.rows)))


@pytest.mark.parametrize("limits", [BOOK, SCORECARD])
def test_a_grid_begins_at_the_first_cell_wherever_the_first_filled_one_stands(limits: Limits) -> None:
    """Row by row, the reader leaves out blank columns on the left."""
    source = open_source(package('<row r="2"><c r="C2"><v>5</v></c><c r="D2"><v>6</v></c></row>'), limits)
    assert not isinstance(source, Refused)
    grid = source.grid("A")
    assert isinstance(grid, Grid)
    assert [grid.at(1, column) for column in range(4)] == [None, None, 5.0, 6.0]
