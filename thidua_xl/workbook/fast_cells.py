"""XlsxWriter's workbook and worksheet with a short way for cells, and for parts that need no packing.

A cluster's book has fifty thousand cells. XlsxWriter checks the arguments of each and escapes its attributes, half
the time of writing a book; what comes from our own sheets needs neither. All this goes by private names, which
differ between versions of the library: `is_known` says whether this version has them, else `plain_cells` serves.
"""

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from math import isfinite
from typing import Any, TypeAlias

import xlsxwriter
from xlsxwriter import worksheet as library
from xlsxwriter.format import Format
from xlsxwriter.packager import Packager
from xlsxwriter.sharedstrings import SharedStringTable
from xlsxwriter.worksheet import Worksheet

from .addresses import column_name
from .xml_text import escape

_Attributes: TypeAlias = Sequence[tuple[str, object]]

_FUNCTION = re.compile(r"[A-Z][A-Z0-9.]*+(?=\()")
_PLAIN_FUNCTIONS = frozenset({
    "ABS", "AND", "COUNT", "COUNTA", "COUNTBLANK", "COUNTIF", "COUNTIFS", "FIXED", "HYPERLINK", "IF", "IFERROR",
    "INDEX", "INT", "ISNUMBER", "ISTEXT", "LEFT", "LEN", "LOOKUP", "MATCH", "MAX", "MID", "MIN", "N", "NOT", "OR",
    "RANK", "RIGHT", "ROUND", "ROW", "ROWS", "SEARCH", "SUBSTITUTE", "SUM", "SUMIF", "SUMIFS", "SUMPRODUCT", "TEXT",
    "TRIM", "VALUE", "VLOOKUP",
})  # fmt: skip
"""Functions that stand in the file by their own names, and make no formula an array formula.

All in capitals: others mean nothing to XlsxWriter either, so looking for capitals is enough and twice as fast.
"""
_SHORT = 16_000
"""Texts below this have no more than the 32,767 UTF-16 units that a cell holds."""


_CELLS = {
    "CellBlankTuple": ("format",),
    "CellStringTuple": ("string", "format"),
    "CellNumberTuple": ("number", "format"),
    "CellFormulaTuple": ("formula", "format", "value"),
}
"""The library's kinds of cells and what each is made of."""
_KINDS: Mapping[str, Any] = {name: getattr(library, name, None) for name in _CELLS}
_BLANK, _STRING, _NUMBER, _FORMULA = _KINDS.values()
_METHODS = (
    (Worksheet, ("_check_dimensions", "_write_string", "_write_formula", "_write_rows", "_write_row",
                 "_write_empty_row", "_write_cell", "_calculate_spans", "_xml_start_tag_unencoded",
                 "_xml_empty_tag_unencoded")),
    (SharedStringTable, ("_get_shared_string_index",)),
    (Format, ("_get_xf_index",)),
    (Packager, ("_create_package",)),
    (xlsxwriter.Workbook, ("_get_packager",)),
)  # fmt: skip
_FIELDS = ("table", "row_info", "row_spans", "dim_rowmin", "dim_rowmax", "str_table", "fh")


def is_known() -> bool:
    """Whether the installed XlsxWriter has every private name that is used here (3.3 has, 3.2 has not)."""
    cells = all(getattr(_KINDS[name], "_fields", None) == fields for name, fields in _CELLS.items())
    methods = all(hasattr(of, name) for of, names in _METHODS for name in names)
    return cells and methods and all(name in vars(Worksheet()) for name in _FIELDS)


class PartsWorkbook(xlsxwriter.Workbook):  # type: ignore[misc]
    """A workbook that is closed into its parts instead of a file: who only reads them need not unpack them."""

    def __init__(self, options: dict[str, object]) -> None:
        super().__init__(io.BytesIO(), options)
        self.parts: dict[str, bytes] = {}

    def _get_packager(self) -> Packager:
        return _Packager(self.parts)


class _Packager(Packager):  # type: ignore[misc]
    """Collects the parts and leaves nothing to pack."""

    def __init__(self, parts: dict[str, bytes]) -> None:
        super().__init__()
        self._parts = parts

    def _create_package(self) -> list[tuple[object, str, bool]]:
        for stream, name, is_binary in super()._create_package():
            self._parts[name] = stream.getvalue() if is_binary else stream.getvalue().encode()
        return []


class FastWorksheet(Worksheet):  # type: ignore[misc]
    """A worksheet whose estimated row heights are not marked as set by a person (`customHeight`).

    And which stores and writes plain cells as they are: `cover` says once how large the sheet is.
    """

    def __init__(self) -> None:
        super().__init__()
        self.estimated: frozenset[str] = frozenset()

    def cover(self, cells: Iterable[tuple[int, int]]) -> None:
        """Make the sheet so large that the cells are inside.

        Raises:
            ValueError: a cell is outside of what Excel knows as a sheet.
        """
        rows, columns = zip(*cells, strict=True)
        for corner in ((min(rows), min(columns)), (max(rows), max(columns))):
            if self._check_dimensions(*corner):
                raise ValueError(f"{self.name!r} has no cell {corner}")

    # --- storing: the cell is covered, the style given ---

    def write_blank(self, row: int, col: int, _: object, cell_format: Format) -> int:
        """An empty cell with a style."""
        self.table[row][col] = _BLANK(cell_format)
        return 0

    def write_string(self, row: int, col: int, string: str, cell_format: Format) -> int:
        """A text."""
        if len(string) > _SHORT:
            code: int = self._write_string(row, col, string, cell_format)
            return code
        self.table[row][col] = _STRING(self.str_table._get_shared_string_index(string), cell_format)
        return 0

    def write_number(self, row: int, col: int, number: float, cell_format: Format) -> int:
        """A number. Raises TypeError where it is none that a cell can hold."""
        if not isfinite(number):
            raise TypeError(f"no cell holds {number}")
        self.table[row][col] = _NUMBER(number, cell_format)
        return 0

    def write_formula(self, row: int, col: int, formula: str, cell_format: Format, value: object) -> int:
        """A formula with its result. XlsxWriter searches each one for sixty newer functions."""
        if not formula.startswith("=") or not _PLAIN_FUNCTIONS.issuperset(_FUNCTION.findall(formula)):
            code: int = self._write_formula(row, col, formula, cell_format, value)
            return code
        self.table[row][col] = _FORMULA(formula[1:], cell_format, value)
        return 0

    # --- writing ---

    def _write_rows(self) -> None:
        self._calculate_spans()
        for row in range(self.dim_rowmin, self.dim_rowmax + 1):
            cells, layout = self.table.get(row), self.row_info.get(row)
            if cells:
                self._write_row(row, self.row_spans[row // 16], layout)
                self._write_cells(row, cells)
                self.fh.write("</row>")
            elif layout is not None:
                self._write_empty_row(row, self.row_spans.get(row // 16), layout)

    def _write_cells(self, row: int, cells: Mapping[int, Any]) -> None:
        number, write = row + 1, self.fh.write
        for column in sorted(cells):
            cell = cells[column]
            inside = _inside(cell) if cell.format else ""
            if inside:
                write(f'<c r="{column_name(column)}{number}" s="{cell.format._get_xf_index()}"{inside}')
            else:
                self._write_cell(row, column, cell)

    def _calculate_spans(self) -> None:
        columns: dict[int, set[int]] = {}
        for row, cells in self.table.items():
            columns.setdefault(row // 16, set()).update(cells)
        self.row_spans = {rows: f"{min(used) + 1}:{max(used) + 1}" for rows, used in columns.items() if used}

    def _xml_start_tag_unencoded(self, tag: str, attributes: _Attributes = ()) -> None:
        super()._xml_start_tag_unencoded(tag, self._automatic(attributes) if tag == "row" else attributes)

    def _xml_empty_tag_unencoded(self, tag: str, attributes: _Attributes = ()) -> None:
        super()._xml_empty_tag_unencoded(tag, self._automatic(attributes) if tag == "row" else attributes)

    def _automatic(self, attributes: _Attributes) -> _Attributes:
        if not attributes or str(attributes[0][1]) not in self.estimated:
            return attributes
        return [pair for pair in attributes if pair[0] != "customHeight"]


def _inside(cell: Any) -> str:
    """A cell's XML after its address and style; an empty text for the kinds that XlsxWriter shall write."""
    kind = type(cell)
    if kind is _BLANK:
        return "/>"
    if kind is _STRING:
        return f' t="s"><v>{cell.string}</v></c>'
    if kind is _NUMBER:
        return f"><v>{cell.number:.16G}</v></c>"
    if kind is _FORMULA and type(cell.value) in (int, float):
        return f"><f>{escape(cell.formula)}</f><v>{cell.value}</v></c>"
    return ""
