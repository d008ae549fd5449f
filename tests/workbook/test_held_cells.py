"""Cells that wait for the numbers of the book they go into: the same package as by cutting their text."""

import datetime
from collections.abc import Callable

import pytest

from thidua_xl.domain.values.cells import CellError, Uncomputed
from thidua_xl.ooxml.parts import Package
from thidua_xl.ooxml.patch import patch, patch_package
from thidua_xl.ooxml.sheet_moves import SheetPatch
from thidua_xl.workbook import fast_cells
from thidua_xl.workbook.model import Area, Sheet, Workbook
from thidua_xl.workbook.write import to_bytes, to_parts, with_cells_apart

pytestmark = pytest.mark.skipif(
    not fast_cells.is_known(), reason="this XlsxWriter has no private names for it"
)
_NOW = datetime.datetime(2026, 12, 1, tzinfo=datetime.UTC)
_KINDS: tuple[tuple[object, str], ...] = (
    (None, ""), ("", ""), ("Đã nộp", ""), (" lùi vào\nhai dòng ", ""), ("x" * 20_000, ""), (3, ""), (-2.5, ""),
    (1234.5, ""), (0.1 + 0.2, ""), (True, ""), (datetime.date(2026, 12, 1), ""), (datetime.time(8, 30), ""),
    (CellError("#N/A"), ""), (7, "=3+4"), (7.25, "=IF(A1<2,\"&\",7.25)"), ("<ba>", "=A2&\"\""), ("", "=T(A1)"),
    (None, "=IF(1>2,1,\"\")"), ("#N/A", "=NA()"), (CellError("#REF!"), "=A9"), (False, "=1>2"),
    (datetime.date(2026, 1, 2), "=B2"), (5, "=_xlfn.DAYS(A1,A2)"), (2, "='Bảng 1'!A1"), (Uncomputed.FORMULA, "=1"),
)  # fmt: skip
"""Every kind of cell that a sheet may have: value and formula."""


def _table(name: str, first: int) -> Sheet:
    """A sheet with every kind of cell, the first of them from this row on, and a title above."""
    sheet = Sheet(name, header_row=1, table_columns=frozenset(range(4)))
    sheet.merge(Area(0, 0, 0, 2), f"Bảng của {name}", "title")
    for column, header in enumerate(("Mã", "Giá trị", "Số", "Ghi chú")):
        sheet.put(1, column, header, "header")
    for row, (value, formula) in enumerate(_KINDS, start=first):
        sheet.put(row, 0, f"K{row - first}", "wrap")
        sheet.put(row, 1, value, "wrap", formula)
        sheet.put(row, 2, value, "number", formula)
        sheet.put(row, 3, None, "input")
    sheet.links[first, 0] = "'Bảng 1'!A1"
    sheet.fine.add((first + 3, 1))
    return sheet


def _existing(*names: str) -> bytes:
    """A book with such sheets, the first kind one row lower than it will be, and texts that are used no more."""
    sheets = [_table(name, 3) for name in names]
    for sheet in sheets:
        sheet.put(2, 0, "thừa", "wrap red")
    return to_bytes(Workbook(sheets, "Cũ"), _NOW)


def _moved(sheet: Sheet) -> SheetPatch:
    rows = {row + 3: row + 2 for row in range(len(_KINDS))}
    return SheetPatch(sheet.name, 1, sheet.table_columns, rows, 1)


def _whole(sheet: Sheet) -> SheetPatch:
    return SheetPatch(sheet.name, whole=True)


@pytest.mark.parametrize("kind", [_moved, _whole])
@pytest.mark.parametrize(
    "names",
    [("Bảng 1", "Bảng 2"), ("Bảng 1",), ("BẢNG 1", "Bảng 2")],
    ids=["both are there", "one is added", "one is called otherwise"],
)
def test_a_book_is_patched_the_same_with_cells_apart(
    names: tuple[str, ...], kind: Callable[[Sheet], SheetPatch]
) -> None:
    """Every part is the same byte for byte, whichever way the cells came."""
    existing, sheets = _existing(*names), [_table("Bảng 1", 2), _table("Bảng 2", 2)]
    fresh, patches = Workbook(sheets, "Mới"), [kind(sheet) for sheet in sheets]
    cut = patch(existing, to_parts(fresh, _NOW), patches)
    package, written = Package(existing), with_cells_apart(fresh, _NOW)
    patch_package(package, written.parts, patches, written.cells)
    assert len(written.cells) == len(sheets)
    assert package.to_bytes() == cut


def test_a_cell_outside_of_the_programs_columns_is_refused() -> None:
    """What would be written over a person's column is found before anything is."""
    existing, sheet = _existing("Bảng 1"), _table("Bảng 1", 2)
    sheet.put(5, 6, "lạc", "wrap")
    written = with_cells_apart(Workbook([sheet], "Mới"), _NOW)
    with pytest.raises(ValueError, match="G6 is in no owned column"):
        patch_package(Package(existing), written.parts, [_moved(sheet)], written.cells)
