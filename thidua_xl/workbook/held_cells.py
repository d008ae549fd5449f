"""The plain cells of a sheet, held as they were drawn until it is known which numbers their styles and texts have.

A cluster's book has a hundred thousand cells and more. To write each with the numbers of a new file, to cut the text
at them and to put those of the existing book there took most of the time and room that saving needs.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from io import BytesIO
from itertools import chain
from math import isfinite
from typing import NamedTuple, TypeAlias

from .addresses import address, column_name
from .alike_rows import ROW, Alike, AlikeRow
from .cell import Cell
from .cells_by_row import Line, lines_in_order
from .cut_cells import CutCells
from .styles import with_value

_SHORT = 16_000
"""Texts below this have no more than the 32,767 UTF-16 units that a cell holds."""
_ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})
_NO_CELLS = b"<sheetData></sheetData>"
_BETWEEN = "\0"
"""Stands in no XML."""


class _Held(NamedTuple):
    """The plain cells of a row, and their columns."""

    columns: tuple[int, ...]
    cells: list[Cell]


_Line: TypeAlias = _Held | AlikeRow
_NO_LINE = _Held((), [])


class WrittenRow(NamedTuple):
    """A row as text: the attributes after its number, and its cells."""

    attributes: str
    cells: str


def row_text(row: int, written: tuple[str, str]) -> str:
    """The row's element, of its attributes and cells."""
    attributes, cells = written
    return f'<row r="{row + 1}"{attributes}>{cells}</row>' if cells else f'<row r="{row + 1}"{attributes}/>'


def pieces_of(before: bytes, rows: Iterable[bytes], after: bytes) -> Iterator[bytes]:
    """A sheet's part with these rows, which need not be there all at once."""
    return chain((before, b"<sheetData>"), rows, (b"</sheetData>", after))


class Registers(NamedTuple):
    """What the new file gives numbers for, and what writes a cell that is not plain."""

    style: Callable[[str], int]
    text: Callable[[str], int]
    """Asked for each cell that holds a text."""
    is_plain: Callable[[str], bool]
    """Whether a formula may stand in the file as it is."""
    write: Callable[[tuple[int, int]], None]


class HeldCells:
    """Cells by row. Those that are not plain come as text, with the numbers of the new file."""

    def __init__(self) -> None:
        self._lines: dict[int, _Line] = {}
        self._styles: dict[str, int] = {}
        self._texts: dict[str, int] = {}
        self._string_cells = 0
        self._attributes: dict[int, str] = {}
        self._places: list[tuple[int, int]] = []
        self._others = CutCells("")

    # --- while the sheet is drawn ---

    def hold(
        self,
        cells: Mapping[tuple[int, int], Cell],
        apart: Collection[tuple[int, int]],
        registers: Registers,
    ) -> None:
        """Take the plain cells and have the others written, and those that stand `apart`: all in their order."""
        formulas = _PlainFormulas(registers.is_plain)
        rows_apart = {row for row, _ in apart}
        alike: dict[tuple[int, ...], tuple[int, ...]] = {}
        for row, line in lines_in_order(cells):
            if (
                isinstance(line, AlikeRow)
                and row not in rows_apart
                and self._takes(line, registers, formulas)
            ):
                self._lines[row] = line
                continue
            places = apart if row in rows_apart else ()
            columns, held = self._plain_cells(row, line, places, registers, formulas)
            if columns:
                self._lines[row] = _Held(alike.setdefault(columns, columns), held)

    def _plain_cells(
        self, row: int, line: Line[Cell], apart: Collection[tuple[int, int]], registers: Registers,
        formulas: "_PlainFormulas",
    ) -> tuple[tuple[int, ...], list[Cell]]:  # fmt: skip
        """The plain cells of a row and their columns; the others are written."""
        styles, texts = self._styles, self._texts
        columns, held = list[int](), list[Cell]()
        for column, cell in zip(line.columns, line.cells, strict=True):
            value, style, formula = cell
            if apart and (row, column) in apart:
                is_plain = False
            elif formula:
                is_plain = _is_result(value) and formulas.has(formula, row)
            elif value is None:
                is_plain = True
            elif type(value) is str:
                is_plain = len(value) <= _SHORT
                if is_plain and value:
                    self._string_cells += 1
                    texts[value] = registers.text(value)
            elif is_plain := _is_number(value):
                style = with_value(style, value)
            if not is_plain:
                registers.write((row, column))
                continue
            if style not in styles:
                styles[style] = registers.style(style)
            columns.append(column)
            held.append(cell)
        return tuple(columns), held

    def _takes(self, line: AlikeRow, registers: Registers, formulas: "_PlainFormulas") -> bool:
        """Take a row that looks like others, if all its cells are plain: as it comes."""
        alike, _, values = line
        if not formulas.all_of(alike):
            return False
        known, styles, texts = self._styles, list[str](), list[str]()
        for value, style, formula in zip(values, alike.styles, alike.formulas, strict=True):
            if type(value) is str:
                if value in _ERRORS if formula else len(value) > _SHORT:
                    return False
                if value and not formula:
                    texts.append(value)
            elif value is not None and not formula:
                if not _is_number(value):
                    return False
                style = with_value(style, value)  # noqa: PLW2901 - the style with which it is written
            elif not _is_result(value):
                return False
            if style not in known:
                styles.append(style)
        for style in styles:
            if style not in known:
                known[style] = registers.style(style)
        for text in texts:
            self._texts[text] = registers.text(text)
        self._string_cells += len(texts)
        return True

    def columns_by_row(self) -> Iterator[tuple[int, Iterable[int]]]:
        """The columns of the held cells, row by row."""
        for row, line in self._lines.items():
            yield row, line.columns

    def complete(self, attributes: Mapping[int, str], others: Mapping[tuple[int, int], str]) -> None:
        """Take what else the library knows: the attributes of all rows in their order, and the cells held here not."""
        self._attributes = dict(attributes)
        self._places = list(others)
        self._others = CutCells(_BETWEEN.join(others.values()))

    # --- what it needs, and its text ---

    @property
    def styles(self) -> set[int]:
        """The style numbers of its cells in the new file."""
        return {*self._styles.values(), *self._others.styles}

    @property
    def strings(self) -> set[int]:
        """The string numbers of its cells in the new file."""
        return {*self._texts.values(), *self._others.strings}

    @property
    def string_cells(self) -> int:
        """How many cells hold a string."""
        return self._string_cells + self._others.string_cells

    @property
    def row_numbers(self) -> Collection[int]:
        """The rows that are written, from 0."""
        return self._attributes

    def has(self, row: int, column: int) -> bool:
        """Whether a cell is written there."""
        return column in self._lines.get(row, _NO_LINE).columns or (row, column) in self._places

    def first_outside(self, columns: Collection[int], header_row: int) -> str:
        """The address of a cell from that row on in none of the columns; empty if there is none."""
        known = set(columns)
        held = ((row, one) for row, line in self._lines.items() if row >= header_row
                if not known.issuperset(line.columns) for one in line.columns)  # fmt: skip
        others = (place for place in self._places if place[0] >= header_row)
        return next((address(*place) for place in (*held, *others) if place[1] not in known), "")

    def rows(
        self, styles: Mapping[int, int] | None = None, strings: Mapping[int, int] | None = None
    ) -> Iterator[tuple[int, WrittenRow]]:
        """Every row's text, with the numbers that styles and strings have elsewhere; else those of the new file."""
        return self._rows(self._lines.get, styles, strings)

    def take_rows(
        self, styles: Mapping[int, int], strings: Mapping[int, int]
    ) -> Iterator[tuple[int, WrittenRow]]:
        """The same for the last time: the cells of a row are let go as it is written."""
        return self._rows(self._lines.pop, styles, strings)

    def _rows(
        self,
        line_of: Callable[[int, _Line], _Line],
        styles: Mapping[int, int] | None,
        strings: Mapping[int, int] | None,
    ) -> Iterator[tuple[int, WrittenRow]]:
        written = _Text(
            {
                style: f'" s="{styles[number] if styles else number}"'
                for style, number in self._styles.items()
            },
            {text: strings[number] if strings else number for text, number in self._texts.items()},
        )
        others = self._others_by_row(styles, strings)
        for row, attributes in self._attributes.items():
            line = line_of(row, _NO_LINE)
            texts = written.of_alike(line) if isinstance(line, AlikeRow) else written.of(row, *line)
            if row in others:
                merged = {**dict(zip(line.columns, texts, strict=True)), **others[row]}
                texts = [merged[column] for column in sorted(merged)]
            yield row, WrittenRow(attributes, "".join(texts))

    def put_into(self, part: bytes) -> bytes:
        """The part of the sheet with its cells in it, under the numbers of the new file.

        Row by row: as one text, a large sheet would take several times its room.
        """
        before, empty, after = part.partition(_NO_CELLS)
        if not empty:
            return part
        rows = (row_text(number, written).encode() for number, written in self.rows())
        whole = BytesIO()  # joined as a list, the rows would take the room of the part once more
        whole.writelines(pieces_of(before, rows, after))
        return whole.getvalue()

    def _others_by_row(
        self, styles: Mapping[int, int] | None, strings: Mapping[int, int] | None
    ) -> dict[int, dict[int, str]]:
        known = styles or {number: number for number in self._others.styles}
        texts = strings or {number: number for number in self._others.strings}
        found: dict[int, dict[int, str]] = {}
        if self._places:
            pieces = self._others.renumbered(known, texts).split(_BETWEEN)
            for (row, column), text in zip(self._places, pieces, strict=True):
                found.setdefault(row, {})[column] = text
        return found


def _is_number(value: object) -> bool:
    """Whether it is a number that a cell can hold."""
    return (type(value) is float or type(value) is int) and isfinite(value)


def _is_result(value: object) -> bool:
    """Whether a formula has it as a result that is told as it is."""
    return value is None or type(value) in (float, int) or (type(value) is str and value not in _ERRORS)


class _PlainFormulas:
    """Which formulas may stand in the file as they are; those of a column, alike but for the row, are looked at once.

    A formula with a digit in the name of a function is none, so a plain one has its names whole without the number.
    """

    def __init__(self, is_plain: Callable[[str], bool]) -> None:
        self._is_plain = is_plain
        self._known: dict[str, bool] = {}
        self._alike: dict[Alike, bool] = {}

    def all_of(self, alike: Alike) -> bool:
        """Whether all of those rows may."""
        known = self._alike.get(alike)
        if known is None:
            formulas = (formula.replace(ROW, "1") for formula in alike.formulas if formula)
            known = self._alike[alike] = all(self._is_plain(formula) for formula in formulas)
        return known

    def has(self, formula: str, row: int) -> bool:
        """Whether this one, which stands in that row, may."""
        alike = formula.replace(str(row + 1), _BETWEEN)
        known = self._known.get(alike)
        if known is None:
            known = self._known[alike] = self._is_plain(formula)
        return known


class _Text:
    """Plain cells as XlsxWriter writes them, with these numbers of styles (as attribute) and texts."""

    def __init__(self, looks: Mapping[str, str], texts: Mapping[str, int]) -> None:
        self._looks, self._texts = looks, texts
        self._blank = {style: f"{look}/>" for style, look in looks.items()}
        self._text = {style: f'{look} t="s"><v>' for style, look in looks.items()}
        self._starts = _Starts()
        self._alike: dict[Alike, list[_Look]] = {}

    def of_alike(self, line: AlikeRow) -> list[str]:
        """The cells of a row that looks like others."""
        number, texts, written = str(line.number + 1), self._texts, list[str]()
        for value, look in zip(line.values, self._looks_of(line.alike), strict=True):
            start, style, formula, blank, before_text = look
            if formula:
                written.append(f"{start}{number}{self._looks[style]}{_result(number.join(formula), value)}")
            elif value is None or value == "":
                written.append(f"{start}{number}{blank}")
            elif type(value) is str:
                written.append(f"{start}{number}{before_text}{texts[value]}</v></c>")
            else:
                written.append(
                    f"{start}{number}{self._looks[with_value(style, value)]}><v>{value:.16G}</v></c>"
                )
        return written

    def _looks_of(self, alike: Alike) -> "list[_Look]":
        known = self._alike.get(alike)
        if known is None:
            known = self._alike[alike] = [
                _Look(self._starts[column], style, _escaped(formula[1:]).split(ROW) if formula else [],
                      self._blank.get(style, ""), self._text.get(style, ""))
                for column, style, formula in zip(alike.columns, alike.styles, alike.formulas, strict=True)
            ]  # fmt: skip
        return known

    def of(self, row: int, columns: Iterable[int], cells: Iterable[Cell]) -> list[str]:
        """The cells of a row."""
        number, written, starts, blank = str(row + 1), list[str](), self._starts, self._blank
        texts, before_text = self._texts, self._text
        for column, (value, style, formula) in zip(columns, cells, strict=True):
            if formula:
                written.append(f"{starts[column]}{number}{self._looks[style]}{_computed(formula, value)}")
            elif value is None or value == "":
                written.append(f"{starts[column]}{number}{blank[style]}")
            elif type(value) is str:
                written.append(f"{starts[column]}{number}{before_text[style]}{texts[value]}</v></c>")
            else:
                look = self._looks[with_value(style, value)]
                written.append(f"{starts[column]}{number}{look}><v>{value:.16G}</v></c>")
        return written


class _Look(NamedTuple):
    """How the cells of a column begin in rows that look alike."""

    start: str
    style: str
    formula: list[str]
    """As text, cut where the row's number stands; empty where there is none."""
    blank: str
    before_text: str


class _Starts(dict[int, str]):
    """How a cell's text begins, by its column."""

    def __missing__(self, column: int) -> str:
        made = self[column] = f'<c r="{column_name(column)}'
        return made


def _computed(formula: str, value: object) -> str:
    """A formula with its result; the end of the cell's text."""
    return _result(_escaped(formula[1:]), value)


def _result(said: str, value: object) -> str:
    """The same of a formula as text."""
    if value is None or type(value) is str:
        return f' t="str"><f>{said}</f><v>{_escaped(str(value or ""))}</v></c>'
    return f"><f>{said}</f><v>{value}</v></c>"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
