"""A sheet on paper: pages side by side, signatures with the rows they sign, the title instead of the way home."""

import pytest

from thidua_xl.ooxml.sheet_moves import Area as Block
from thidua_xl.ooxml.sheet_moves import Moves, SheetPatch
from thidua_xl.sheets import home
from thidua_xl.sheets.cluster.explained import TABLE
from thidua_xl.sheets.paper import keep_with_rows, pages_across, print_all
from thidua_xl.sheets.table import Drawn, draw
from thidua_xl.workbook.heights import row_heights, text_height
from thidua_xl.workbook.model import Area, Sheet

TITLE = "GIẢI THÍCH"


def page(rows: int) -> Drawn:
    """A table of so many rows with its title."""
    drawn = draw(TABLE, title=TITLE)
    for at in range(rows):
        drawn.line({TABLE.key[0]: f"X{at}"})
    return drawn


def test_columns_go_on_as_few_pages_as_large_letters_allow() -> None:
    """Three quarters of the full size at least; repeated columns take their room on every page."""
    assert pages_across([8.5] * 10, [9, 24]) == 1
    assert pages_across([8.5] * 17, [9, 24]) == 1
    assert pages_across([8.5] * 18, [9, 24]) == 2
    assert pages_across([8.5] * 18, []) == 1
    assert pages_across([], [9, 24]) == 1


@pytest.mark.parametrize(("units", "together"), [(8, False), (25, True), (26, True), (35, False)])
def test_signatures_never_stand_alone(units: int, together: bool) -> None:
    """Where a page would end in them or before them, one begins two rows earlier; else pages end where they end."""
    drawn = page(units)
    block = drawn.last + 1
    for row in range(block, block + 5):
        drawn.sheet.put(row, 0, "ký")
    drawn.sheet.print_area = Area(0, 0, block + 4, 5)
    keep_with_rows(drawn.sheet, block, 2)
    assert drawn.sheet.breaks == ((block - 2,) if together else ())


def test_the_way_home_is_not_printed_and_the_title_heads_every_page() -> None:
    """Where the first row holds nothing else; on the screen both stand in it."""
    sheet = page(3).sheet
    print_all(sheet)
    home.with_way_home(sheet)
    assert sheet.print_area == Area(1, 0, 6, 8)
    assert sheet.header == TITLE
    assert (sheet.cells[0, 0].value, sheet.cells[0, 1].value) == (home.LINK, TITLE)
    assert sheet.cells[0, 0].style == home.STYLE


def test_what_stands_beside_the_title_is_printed_and_the_link_with_it() -> None:
    """A live line is worth more than a page without the link."""
    sheet = page(3).sheet
    sheet.put(0, 4, "Tổng điểm tối đa = 1.000 ✓")
    print_all(sheet)
    home.with_way_home(sheet)
    assert (sheet.print_area, sheet.header) == (Area(0, 0, 6, 8), "")


def test_a_link_that_is_printed_is_large_enough() -> None:
    """People type on below the table, so that no area of print can be set."""
    sheet = page(3).sheet
    home.with_way_home(sheet)
    assert sheet.cells[0, 0].style == home.PRINTED


def moves(old_rows: int, new_rows: int) -> Moves:
    """A table under row 4 (from 0: 3) that grows."""
    patch = SheetPatch("S", 3, frozenset({0, 1}), {4 + at: 4 + at for at in range(old_rows)}, 3)
    return Moves(patch, {}, 3 + new_rows)


@pytest.mark.parametrize("old_rows", [0, 5])
def test_a_print_area_ends_with_its_table(old_rows: int) -> None:
    """One of a table that was empty, too: it ended one row below the header."""
    drawn = Block(1, 0, max(4, 3 + old_rows), 1)
    assert moves(old_rows, 9).printed_area(drawn, None) == Block(1, 0, 12, 1)


def test_a_print_area_of_a_person_stays() -> None:
    """It ends elsewhere."""
    own = Block(1, 0, 6, 1)
    assert moves(5, 9).printed_area(own, None) == own


def heights(text: str, width: float) -> float:
    """What a wrapped text of eleven points needs in a column so wide."""
    return text_height(text, width, "wrap")


def test_rows_are_as_high_as_their_texts_need() -> None:
    """One line needs no height; narrow letters count as narrow; a line may end at a hyphen."""
    assert heights("Tỷ lệ hộ nghèo giảm trong năm", 30) == 0
    assert heights("il" * 20, 26) == 0 < heights("mw" * 20, 26)
    assert heights("BC số 88/BC-UBND", 10) == heights("BC số 88/BC- UBND", 10)
    assert heights("một\nhai", 30) == heights("một hai ba bốn năm sáu bảy", 20)


def test_rows_that_hold_one_line_each_are_equally_high() -> None:
    """Whatever their texts are."""
    sheet = Sheet("S")
    for row, text in enumerate(("Xã Dân Lý", "Xã Thọ Dân, huyện Triệu Sơn", "x")):
        sheet.put(row, 0, text, "wrap")
    sheet.columns[0] = page(1).sheet.columns[1]._replace(width=28)
    assert set(row_heights(sheet).values()) <= {0}
