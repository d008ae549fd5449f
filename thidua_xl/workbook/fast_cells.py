"""XlsxWriter's workbook and worksheet with a short way for cells, and for parts that need no packing.

A cluster's book has fifty thousand cells. XlsxWriter checks the arguments of each and escapes its attributes, half
the time of writing a book; what comes from our own sheets needs neither. All this goes by private names, which
differ between versions of the library: `is_known` says whether this version has them, else `plain_cells` serves.
"""

import io
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from math import isfinite
from typing import Any, TypeAlias

import xlsxwriter
from xlsxwriter import worksheet as library
from xlsxwriter.format import Format
from xlsxwriter.packager import Packager
from xlsxwriter.sharedstrings import SharedStringTable
from xlsxwriter.worksheet import Worksheet

from .cells_by_row import corners
from .held_cells import HeldCells, Registers
from .model import Cell

_Attributes: TypeAlias = Sequence[tuple[str, object]]

_FUNCTION = re.compile(r"[A-Z][A-Z0-9.]*+(?=\()")
_PLAIN_FUNCTIONS = frozenset({
    "ABS", "AND", "COUNT", "COUNTA", "COUNTBLANK", "COUNTIF", "COUNTIFS", "FIXED", "HYPERLINK", "IF", "IFERROR",
    "INDEX", "INT", "ISNUMBER", "ISTEXT", "LEFT", "LEN", "LOOKUP", "MATCH", "MAX", "MID", "MIN", "N", "NOT", "OFFSET",
    "OR", "RANK", "RIGHT", "ROUND", "ROW", "ROWS", "SEARCH", "SUBSTITUTE", "SUM", "SUMIF", "SUMIFS", "SUMPRODUCT",
    "TEXT", "TRIM", "VALUE", "VLOOKUP",
})  # fmt: skip
"""Functions that stand in the file by their own names, and make no formula an array formula.

All in capitals: others mean nothing to XlsxWriter either, so looking for capitals is enough and twice as fast.
"""
_CELLS = {
    "CellFormulaTuple": ("formula", "format", "value"),
}
"""The library's kinds of cells that are made here and what each is made of."""
_KINDS: Mapping[str, Any] = {name: getattr(library, name, None) for name in _CELLS}
(_FORMULA,) = _KINDS.values()
_METHODS = (
    (Worksheet, ("_check_dimensions", "_write_blank", "_write_string", "_write_number", "_write_formula",
                 "_write_boolean", "_write_datetime", "_write_rich_string", "_write_url", "_write_rows",
                 "_write_empty_row", "_write_cell", "_calculate_spans", "_xml_empty_tag_unencoded",
                 "_prepare_formula")),
    (SharedStringTable, ("_get_shared_string_index",)),
    (Format, ("_get_xf_index",)),
    (Packager, ("_create_package",)),
    (xlsxwriter.Workbook, ("_get_packager",)),
    (getattr(library, "RowInfo", None), ("height", "hidden", "level", "collapsed")),
)  # fmt: skip
_FIELDS = ("table", "row_info", "row_sizes", "row_spans", "str_table", "fh")


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

    @property
    def cells(self) -> dict[str, HeldCells]:
        """The cells of the sheets by the parts of these, in which they are not."""
        return {f"xl/worksheets/sheet{at}.xml": one.held for at, one in enumerate(self.worksheets(), start=1)}

    def _get_packager(self) -> Packager:
        return _Packager(self.parts)


class _Packager(Packager):  # type: ignore[misc]
    """Collects the parts and leaves nothing to pack."""

    def __init__(self, parts: dict[str, bytes]) -> None:
        super().__init__()
        self._parts = parts

    def _create_package(self) -> list[tuple[object, str, bool]]:
        made = super()._create_package()[::-1]
        # each is forgotten as soon as its bytes are there: together they are as large as the book
        while made:
            stream, name, is_binary = made.pop()
            self._parts[name] = stream.getvalue() if is_binary else stream.getvalue().encode()
            stream.close()
        return []


class FastWorksheet(Worksheet):  # type: ignore[misc]
    """A worksheet whose estimated row heights are not marked as set by a person (`customHeight`).

    And which holds plain cells as they are, until the sheet is written: `hold` takes them all at once.
    """

    def __init__(self) -> None:
        super().__init__()
        self.estimated: Collection[int] = frozenset()
        self.held = HeldCells()

    def estimate(self, heights: Mapping[int, float]) -> None:
        """Set heights that are no person's. What the library keeps of a row is kept once for all of the same height."""
        alike: dict[float, int] = {}
        ends = (min(heights), max(heights)) if heights else ()
        for row, height in heights.items():
            known = alike.setdefault(height, row)
            if known == row or row in ends:  # the library marks how far the sheet goes
                self.set_row(row, height)
            else:
                self.row_info[row], self.row_sizes[row] = self.row_info[known], self.row_sizes[known]
        self.estimated = frozenset(heights)

    def hold(
        self,
        cells: Mapping[tuple[int, int], Cell],
        apart: Collection[tuple[int, int]],
        style: Callable[[str], Format],
        write: Callable[[tuple[int, int]], None],
    ) -> None:
        """Take the cells; those that stand `apart` or are not plain are written, all in their order.

        Raises:
            ValueError: a cell is outside of what Excel knows as a sheet.
        """
        for corner in corners(cells):
            if self._check_dimensions(*corner):
                raise ValueError(f"{self.name!r} has no cell {corner}")
        number: Callable[[str], int] = self.str_table._get_shared_string_index
        registers = Registers(lambda name: style(name)._get_xf_index(), number, _is_plain, write)
        self.held.hold(cells, apart, registers)

    # --- storing what is not held: a style gets its number in the order in which the cells come ---

    def set_column(self, first: int, last: int, width: float, form: Format | None, options: object) -> int:
        """As the library does; its style gets its number here: columns stand in the file before the cells."""
        code: int = super().set_column(first, last, width, form, options)
        if form is not None:
            form._get_xf_index()
        return code

    def write_blank(self, row: int, col: int, _: object, cell_format: Format) -> int:
        """An empty cell with a style."""
        return self._numbered(self._write_blank, row, col, None, cell_format)

    def write_string(self, row: int, col: int, string: str, cell_format: Format) -> int:
        """A text."""
        return self._numbered(self._write_string, row, col, string, cell_format)

    def write_number(self, row: int, col: int, number: float, cell_format: Format) -> int:
        """A number. Raises TypeError where it is none that a cell can hold."""
        if not isfinite(number):
            raise TypeError(f"no cell holds {number}")
        return self._numbered(self._write_number, row, col, number, cell_format)

    def write_formula(self, row: int, col: int, formula: str, cell_format: Format, value: object) -> int:
        """A formula with its result. XlsxWriter searches each one for sixty newer functions."""
        if not _is_plain(formula):
            return self._numbered(self._write_formula, row, col, formula, cell_format, value)
        cell_format._get_xf_index()
        self.table[row][col] = _FORMULA(formula[1:], cell_format, value)
        return 0

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        """The same for the formulas of entry rules and conditional formats: a book has hundreds."""
        if _is_plain(formula) and not formula.endswith("}"):
            return formula[1:]
        prepared: str = super()._prepare_formula(formula, expand_future_functions)
        return prepared

    def _write_rich_string(self, row: int, col: int, *args: Any) -> int:
        return self._numbered(super()._write_rich_string, row, col, *args)

    def _write_url(self, row: int, col: int, *args: Any) -> int:
        return self._numbered(super()._write_url, row, col, *args)

    def _write_datetime(self, row: int, col: int, *args: Any) -> int:
        return self._numbered(super()._write_datetime, row, col, *args)

    def _write_boolean(self, row: int, col: int, *args: Any) -> int:
        return self._numbered(super()._write_boolean, row, col, *args)

    @staticmethod
    def _numbered(write: Callable[..., int], row: int, col: int, *args: Any) -> int:
        for form in reversed(args):
            if isinstance(form, Format):
                form._get_xf_index()
                break
        return write(row, col, *args)

    # --- writing ---

    def _write_rows(self) -> None:
        self._calculate_spans()
        others = {
            (row, column): self._told(self._write_cell, row, column, self.table[row][column])
            for row in sorted(self.table)
            for column in sorted(self.table[row])
        }
        self.held.complete(dict(self._row_attributes()), others)
        for kept in (self.table, self.row_info, self.row_sizes):
            kept.clear()  # as large as the sheet, and not asked any more
        self.estimated = frozenset()

    def _told(self, write: Callable[..., None], *args: Any) -> str:
        """What the library writes there."""
        stream, told = self.fh, io.StringIO()
        self.fh: Any = told
        try:
            write(*args)
        finally:
            self.fh = stream
        return told.getvalue()

    def _row_attributes(self) -> Iterator[tuple[int, str]]:
        """The attributes of every row that is written; few are different ones, so the library is asked once each."""
        known: dict[tuple[object, ...], str] = {}
        filled = {*self.table, *(row for row, _ in self.held.columns_by_row())}
        for row in sorted(filled | set(self.row_info)):
            layout, spans = self.row_info.get(row), self.row_spans.get(row // 16)
            about = layout and (layout.height, layout.hidden, layout.level, layout.collapsed)
            key = (spans, about, layout is not None and row in self.estimated)
            if key not in known:
                told = self._told(self._write_empty_row, row, spans, layout)
                known[key] = told.removeprefix(f'<row r="{row + 1}"').removesuffix("/>")
            yield row, known[key]

    def _calculate_spans(self) -> None:
        columns: dict[int, set[int]] = {}
        for row, used in (*self.table.items(), *self.held.columns_by_row()):
            columns.setdefault(row // 16, set()).update(used)
        self.row_spans = {rows: f"{min(used) + 1}:{max(used) + 1}" for rows, used in columns.items() if used}

    def _xml_empty_tag_unencoded(self, tag: str, attributes: _Attributes = ()) -> None:
        super()._xml_empty_tag_unencoded(tag, self._automatic(attributes) if tag == "row" else attributes)

    def _automatic(self, attributes: _Attributes) -> _Attributes:
        if not attributes or int(str(attributes[0][1])) - 1 not in self.estimated:
            return attributes
        return [pair for pair in attributes if pair[0] != "customHeight"]


def _is_plain(formula: str) -> bool:
    """Whether a formula may stand in the file as it is: it needs nothing that XlsxWriter would do to it."""
    return formula.startswith("=") and _PLAIN_FUNCTIONS.issuperset(_FUNCTION.findall(formula))
