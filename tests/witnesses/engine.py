"""formulon: an engine for the formulas, rules and shown texts of Excel 365 that shares no code with this program.

A workbook is given to it without its stored results, so whatever it shows it has computed itself.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from formulon import Cell, ErrorCode, MergeRange, Value, ValueKind, Workbook, error_display_name
from lxml import etree

from thidua_xl.workbook.addresses import address, place_of

Values = list[list[object]]
"""Rows of a sheet from A1 on; an empty cell is an empty text."""
Cells = dict[str, dict[str, object]]
"""Sheet → address → value."""

_RESULT = re.compile(r"(<f(?:\s[^>]*)?(?:>[^<]*</f>|/>))<v>[^<]*</v>")
_FORMULA = re.compile(r"<f(?:\s[^>]*)?(?:>[^<]*</f>|/>)")
_MAIN = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
_TARGET = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_EVERYWHERE = MergeRange(0, 0, 1_048_575, 16_383)
_FIXED = (1980, 1, 1, 0, 0, 0)


def edited(data: bytes, change: Callable[[str], str], only: str = "xl/worksheets/") -> bytes:
    """The package with the text of its parts below a folder changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name.startswith(only) and name.endswith(".xml"):
                part = change(part.decode()).encode()
            target.writestr(zipfile.ZipInfo(name, _FIXED), part)
    return buffer.getvalue()


def without_results(data: bytes) -> bytes:
    """The package without the stored result of any formula."""
    return edited(data, lambda xml: _RESULT.sub(r"\1", xml))


def stored_results(data: bytes) -> Cells:
    """Every formula cell with the result stored in the file; None where nothing is.

    What a library left uncomputed is passed over.
    """
    found: Cells = {}
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name, part in _parts(package):
            root = etree.fromstring(package.read(part))
            cells = (cell for cell in root.iterfind(".//m:c[m:f]", _MAIN) if not _is_uncomputed(cell))
            found[name] = {str(cell.get("r")): _result(cell) for cell in cells}
    return found


def _is_uncomputed(cell: etree._Element) -> bool:
    """Whether a library saved the cell, which computes nothing: the program does not write people's sheets anew."""
    return cell.findtext("m:v", namespaces=_MAIN) == "" and cell.get("t", "n") == "n"


def _parts(package: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Sheet and the part that holds it."""
    relations = etree.fromstring(package.read("xl/_rels/workbook.xml.rels"))
    parts = {one.get("Id"): str(one.get("Target")) for one in relations}
    for sheet in etree.fromstring(package.read("xl/workbook.xml")).iterfind("m:sheets/m:sheet", _MAIN):
        target = parts[sheet.get(_TARGET)]
        yield str(sheet.get("name")), target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _result(cell: etree._Element) -> object:
    text = cell.findtext("m:v", namespaces=_MAIN)
    if text is None:
        return None
    kind = cell.get("t", "n")
    return float(text) if kind == "n" else text == "1" if kind == "b" else text


class Shown(NamedTuple):
    """What a cell shows in a column that is wide enough."""

    cell: str
    text: str
    format: str
    size: float
    """Of its font, as a share of the workbook's normal font."""
    room: float
    """How many digits of the normal font its column (or merged area) has room for, padding left out."""


class Engine:
    """One workbook open in the engine. To be closed after use (it is a context manager)."""

    def __init__(self, data: bytes, *, as_stored: bool = False) -> None:
        """Opens and computes the package; `as_stored` keeps the stored results."""
        self._book = Workbook.load(data if as_stored else without_results(data))
        self._book.recalc()

    @classmethod
    def open(cls, path: Path) -> Self:
        """The workbook at the path."""
        return cls(path.read_bytes())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._book.close()

    @cached_property
    def sheets(self) -> Mapping[str, int]:
        """Name → number, in the book's order."""
        return {self._book.sheet_name(at): at for at in range(self._book.sheet_count())}

    def cells(self, sheet: str) -> Iterator[Cell]:
        """Every cell with a value or a formula."""
        cursor: int | None = None
        while True:
            page, cursor = self._book.get_cells_in_range(self.sheets[sheet], _EVERYWHERE, cursor)
            yield from page
            if cursor is None:
                return

    def values(self, sheet: str) -> Values:
        """All values of a sheet from A1 on."""
        found = {(cell.row, cell.col): plain(cell.value) for cell in self.cells(sheet)}
        height = max((row for row, _ in found), default=-1) + 1
        width = max((column for _, column in found), default=-1) + 1
        return [[found.get((row, column), "") for column in range(width)] for row in range(height)]

    def at(self, sheet: str, cell: str) -> object:
        """The value of one cell."""
        return plain(self._book.get_value(self.sheets[sheet], *place_of(cell)))

    def type(self, sheet: str, cell: str, value: object) -> None:
        """A number, text, formula (`=…`) or nothing typed into a cell; `recalculate` must follow."""
        at = (self.sheets[sheet], *place_of(cell))
        if value is None:
            self._book.set_blank(*at)
        elif isinstance(value, int | float):
            self._book.set_number(*at, value)
        elif str(value).startswith("="):
            self._book.set_formula(*at, str(value))
        else:
            self._book.set_text(*at, str(value))

    def recalculate(self) -> None:
        """Everything that follows from what was typed."""
        self._book.recalc()

    def formula(self, sheet: str, cell: str) -> str:
        """The formula of a cell; empty where there is none."""
        return self._book.get_formula(self.sheets[sheet], *place_of(cell)) or ""

    def numbers(self, sheet: str) -> Iterator[Shown]:
        """The cells that Excel fills with `####` where they are too narrow: numbers, dates, truth values, errors."""
        at = self.sheets[sheet]
        model = self._book.get_width_model(at)
        merged = {(one.first_row, one.first_col): one.last_col for one in self._book.get_merges(at)}
        for cell in self.cells(sheet):
            points = sum(
                self._book.get_column_width_pt(at, column)
                for column in range(cell.col, merged.get((cell.row, cell.col), cell.col) + 1)
            )
            if points and cell.value.kind in (ValueKind.NUMBER, ValueKind.BOOL, ValueKind.ERROR):
                style = self._book.get_effective_style(at, cell.row, cell.col)
                yield Shown(
                    address(cell.row, cell.col),
                    self._book.get_display_text(at, cell.row, cell.col)[0],
                    style.num_fmt_code,
                    self._book.get_font(style.font_index).size / model.normal_font_size,
                    (points - model.padding_pt) / model.points_per_char,
                )

    def allows(self, sheet: str, cell: str, value: float | str | None) -> bool:
        """Whether the cell's validation lets a person type this; a cell without one lets everything."""
        return self._book.validate_value(self.sheets[sheet], *place_of(cell), _value(value)).valid

    def colours(self, sheet: str, area: str) -> dict[str, str]:
        """Address → the background (`#RRGGBB`) that conditional formats give a cell, where they give one.

        Looked at in a copy with values in place of formulas: the engine (0.18.0) evaluates the formula of a cell that a
        format refers to anew, and what that formula takes from another sheet as if it stood on the sheet of the format.
        """
        with Engine(edited(self.saved(), lambda xml: _FORMULA.sub("", xml)), as_stored=True) as still:
            return still.colours_without_formulas(sheet, area)

    def colours_without_formulas(self, sheet: str, area: str) -> dict[str, str]:
        """The same as the engine sees it by itself: right where no format depends on a formula of another sheet."""
        first, last = (place_of(corner) for corner in area.split(":"))
        found = {
            address(cell.row, cell.col): self._background(
                [match.dxf_id for match in cell.matches if match.dxf_id_engaged]
            )
            for cell in self._book.evaluate_cf_range(self.sheets[sheet], *first, *last)
        }
        return {cell: colour for cell, colour in found.items() if colour}

    def _background(self, styles: list[int]) -> str:
        """Of the first of these styles, which is the strongest, that has one."""
        fills = (self._book.get_dxf(style).fill for style in styles)
        return next((f"#{fill.bg_argb & 0xFFFFFF:06X}" for fill in fills if fill is not None), "")

    def saved(self) -> bytes:
        """The package as the engine saves it, with the results."""
        return self._book.save()


def disagreeing(data: bytes, engine: Engine | None = None) -> list[str]:
    """Formula cells of a package whose stored result is not what the engine (open on it already) computes.

    Numbers may differ by 1e-9; an empty text is a blank.
    """
    if engine is None:
        with Engine(data) as opened:
            return disagreeing(data, opened)
    return [
        f"{sheet}!{cell}: stored {was!r}, computed {now!r}, {engine.formula(sheet, cell)}"
        for sheet, cells in stored_results(data).items()
        for cell, was in cells.items()
        if not same(was, now := engine.at(sheet, cell))
    ]


def same(one: object, other: object) -> bool:
    """Numbers to 1e-9, text exactly; an empty text is a blank."""
    if isinstance(one, int | float) and isinstance(other, int | float):
        return isinstance(one, bool) == isinstance(other, bool) and abs(one - other) <= 1e-9
    return ("" if one is None else one) == ("" if other is None else other)


def plain(value: Value) -> object:
    """A cell's value; a blank is an empty text, an error its name."""
    if value.kind is ValueKind.BLANK:
        return ""
    if value.kind is ValueKind.ERROR:
        return error_display_name(ErrorCode(value.error_code or 0))
    return value.to_python()


def _value(value: float | str | None) -> Value:
    if value is None:
        return Value(kind=ValueKind.BLANK)
    if isinstance(value, str):
        return Value(kind=ValueKind.TEXT, text=value)
    return Value(kind=ValueKind.NUMBER, number=value)
