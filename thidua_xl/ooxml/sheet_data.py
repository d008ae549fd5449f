"""The cells of a sheet: the fresh ones with new style and string numbers, the user's put back among them."""

import re
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Protocol

from ..workbook.addresses import address, column_name, column_number
from ..workbook.cut_cells import CutCells
from ..workbook.xml_text import attributes
from .formulas import Masters, moved_cell, shared_masters
from .sheet_moves import Area, Moves, SheetPatch

_ROW = re.compile(r'\s*<row(?: r="(\d+)")?(?=[\s/>])([^>]*)>')
_ROW_NUMBER = re.compile(r'\sr="(\d+)"')
_CELL = re.compile(r'<c r="([A-Z]{1,3})(\d+)"([^>]*?)(?:/>|>(.*?)</c>)', re.DOTALL)
_ANY_CELL = re.compile(r"<c(?=[\s/>])([^>]*?)(/?)>")
_PLACE = re.compile(r"([A-Z]+)(\d+)")
_STRING_VALUE = re.compile(r"<v(?:\s[^>]*)?>\s*(\d+)\s*</v>")
_DROPPED = re.compile(r' (?:spans|x14ac:dyDescent)="[^"]*"')


@dataclass(slots=True)
class Cell:
    """A cell of the user's: where it stood, the attributes after its address, and what it holds."""

    row: int
    column: int
    attributes: str
    content: str

    @property
    def string(self) -> int | None:
        """The number of its shared string."""
        if attributes(self.attributes).get("t") != "s":
            return None
        value = _STRING_VALUE.search(self.content)
        return int(value[1]) if value else None


@dataclass(slots=True)
class Carried:
    """What of the existing sheet's rows is carried along: cells, the attributes of rows, shared formulas."""

    cells: list[Cell] = field(default_factory=list)
    rows: dict[int, str] = field(default_factory=dict)
    vanished: set[int] = field(default_factory=set)
    masters: Masters = field(default_factory=dict)

    @property
    def strings(self) -> list[int]:
        """The shared strings of the cells, each as often as it is used."""
        return [number for cell in self.cells if (number := cell.string) is not None]

    def leave_out_written(self, fresh: "FreshCells", moves: Moves) -> None:
        """Drop cells above the table that the fresh sheet writes.

        Raises:
            ValueError: a free row was sent to a row whose cells are written.
        """
        kept = []
        for cell in self.cells:
            row = moves.place(cell.row)
            if not fresh.has(row, cell.column):
                kept.append(cell)
            elif cell.row in moves.patch.free_rows and cell.content.strip():
                raise ValueError(
                    f"{moves.patch.name}: a row of the user's was sent to {address(row, cell.column)},"
                    " which is written"
                )
        self.cells = kept


def inside(sheet_data: str) -> str:
    """The rows' text of a `<sheetData>` element."""
    begin = sheet_data.index("<sheetData")
    return sheet_data[slice(*_bounds(sheet_data, slice(begin, len(sheet_data))))]


def foreign_cells(columns: Iterable[int]) -> re.Pattern[str]:
    """Finds cells in other than the given columns; in none where no column is given."""
    names = sorted(column_name(column) for column in columns) or ["[A-Z]+"]
    return re.compile(rf'<c r="(?!(?:{"|".join(names)})\d)')


def carried(sheet: str, data: slice, patch: SheetPatch) -> Carried:
    """The user's share of the existing rows; `data` is where the cells stand in the sheet."""
    if patch.whole:
        return Carried()
    text, start, end = _addressed(sheet, data)
    return _carried([(text, start, end)], shared_masters(text), patch)


def carried_of_rows(rows: Iterable[str], patch: SheetPatch) -> Carried:
    """The same of rows in the plain form that come some at a time; all of them are taken."""
    pieces = ((text, 0, len(text)) for text in rows)
    if patch.whole:
        deque(pieces, maxlen=0)
        return Carried()
    return _carried(pieces, {}, patch)


def _carried(pieces: Iterable[tuple[str, int, int]], masters: Masters, patch: SheetPatch) -> Carried:
    """The user's share of the rows in these texts, each with the bounds of the rows in it."""
    result = Carried(masters=masters)
    foreign = foreign_cells(patch.owned_columns)
    last = -1
    alike: dict[str, str] = {}
    for text, start, end in pieces:
        has_foreign = foreign.search(text, start, end) is not None
        for number, attrs, body in _numbered_rows(text, start, end, last):
            last = number
            result.rows[number] = alike.setdefault(attrs, attrs)
            if patch.appended or number < patch.old_header_row or number in patch.free_rows:
                result.cells += _cells(text[body], number, None)
            elif has_foreign and foreign.search(text, body.start, body.stop):
                mapped = number == patch.old_header_row or number in patch.rows
                found = _cells(text[body], number, patch.owned_columns)
                result.cells += found if mapped else [cell for cell in found if cell.content.strip()]
    result.vanished = {cell.row for cell in result.cells if _has_no_place(cell.row, patch)}
    return result


def _addressed(sheet: str, data: slice) -> tuple[str, int, int]:
    """The rows with every cell's address as its first attribute; writers may leave addresses out.

    As a text and the bounds of the rows in it.
    """
    if sheet.count("<c", data.start, data.stop) == sheet.count('<c r="', data.start, data.stop):
        return sheet, *_bounds(sheet, data)
    rows = with_addresses(inside(sheet[data]))
    return rows, 0, len(rows)


def _bounds(sheet: str, data: slice) -> tuple[int, int]:
    """Where the rows of an element `<sheetData>` begin and end."""
    start = sheet.index(">", data.start) + 1
    return (start, start) if sheet[start - 2] == "/" else (start, sheet.rindex("</", start, data.stop))


def _numbered_rows(text: str, start: int, stop: int, number: int = -1) -> Iterator[tuple[int, str, slice]]:
    """Number, other attributes and place of the cells of every row between the two.

    A row without a number follows the one before it, the first one the row of that `number`.
    """
    position, end = start, start
    while end >= 0:
        match = _ROW.match(text, position, stop)
        if match is None:  # no row: what comes before the next one's end is passed over
            end = text.find("</row>", position, stop)
            position = end + len("</row>")
            continue
        given, attrs = match.groups()
        if given is None and (late := _ROW_NUMBER.search(attrs)):
            given, attrs = late[1], attrs.replace(late[0], "")
        number = int(given) - 1 if given else number + 1
        if attrs.endswith("/"):
            yield number, attrs[:-1], slice(match.end(), match.end())
            position = match.end()
            continue
        end = text.find("</row>", match.end(), stop)
        yield number, attrs, slice(match.end(), end if end >= 0 else stop)
        position = end + len("</row>")


def _has_no_place(row: int, patch: SheetPatch) -> bool:
    if row < patch.old_header_row:
        return row + patch.header_row - patch.old_header_row < 0
    staying = row == patch.old_header_row or row in patch.rows or row in patch.free_rows
    return not (staying or patch.appended)


def _cells(body: str, row: int, owned: frozenset[int] | None) -> list[Cell]:
    found = (
        Cell(row, column_number(name), attrs, content) for name, _, attrs, content in _CELL.findall(body)
    )
    return [cell for cell in found if owned is None or cell.column not in owned]


def with_addresses(text: str) -> str:
    """The rows with every row's number and every cell's address as its first attribute."""
    rows = _numbered_rows(text, 0, len(text))
    return "".join(
        f'<row r="{number + 1}"{attrs}>{_addressed_row(text[body], number)}</row>'
        for number, attrs, body in rows
    )


def _addressed_row(body: str, row: int) -> str:
    column = -1

    def put_first(match: re.Match[str]) -> str:
        nonlocal column
        ref = attributes(match[1]).get("r", "")
        column = Area.parse(ref).left if ref else column + 1
        rest = re.sub(r'\sr="[^"]*"', "", match[1])
        return f'<c r="{address(row, column)}"{rest}{match[2]}>'

    return _ANY_CELL.sub(put_first, body)


class FreshCells(Protocol):
    """The cells of a sheet that the program draws, whose numbers are those of the new file."""

    @property
    def styles(self) -> set[int]:
        """The cell formats that they have, and their rows."""

    @property
    def strings(self) -> set[int]:
        """The strings that they hold."""

    @property
    def string_cells(self) -> int:
        """How many hold a string."""

    @property
    def row_numbers(self) -> Collection[int]:
        """The rows that are written, from 0."""

    def has(self, row: int, column: int) -> bool:
        """Whether a cell is written there."""

    def first_outside(self, columns: Collection[int], header_row: int) -> str:
        """The address of a cell from that row on in none of the columns; empty if there is none."""

    def rows(
        self, styles: Mapping[int, int], strings: Mapping[int, int]
    ) -> Iterable[tuple[int, tuple[str, str]]]:
        """Number, attributes and cells of every row, with the numbers that styles and strings have elsewhere."""

    def take_rows(
        self, styles: Mapping[int, int], strings: Mapping[int, int]
    ) -> Iterable[tuple[int, tuple[str, str]]]:
        """The same for the last time: the cells of a row may be let go as it is written."""


class TextCells:
    """Those of a `<sheetData>` element."""

    def __init__(self, sheet_data: str) -> None:
        self._data = sheet_data
        self._cut = CutCells(sheet_data)
        self.styles = self._cut.styles.union(map(int, re.findall(r'<row [^>]*? s="(\d+)"', sheet_data)))
        self.strings, self.string_cells = self._cut.strings, self._cut.string_cells

    @cached_property
    def _rows(self) -> dict[int, tuple[str, str]]:
        return dict(_rows_of(self._data))

    @property
    def row_numbers(self) -> Collection[int]:
        """The rows that are written, from 0."""
        return self._rows

    def has(self, row: int, column: int) -> bool:
        """Whether a cell is written there."""
        return f'<c r="{address(row, column)}"' in self._rows.get(row, ("", ""))[1]

    def first_outside(self, columns: Collection[int], header_row: int) -> str:
        """The address of a cell from that row on in none of the columns; empty if there is none."""
        for match in foreign_cells(columns).finditer(self._data):
            place = _PLACE.match(self._data, match.end())
            if place and int(place[2]) > header_row:
                return place[0]
        return ""

    def rows(
        self, styles: Mapping[int, int], strings: Mapping[int, int]
    ) -> Iterable[tuple[int, tuple[str, str]]]:
        """Number, attributes and cells of every row; the attributes keep their number of a style."""
        return _rows_of(self._cut.renumbered(styles, strings))

    take_rows = rows


def _rows_of(sheet_data: str) -> Iterator[tuple[int, tuple[str, str]]]:
    bounds = _bounds(sheet_data, slice(0, len(sheet_data))) if sheet_data else (0, 0)
    for number, attrs, body in _numbered_rows(sheet_data, *bounds):
        yield number, (attrs, sheet_data[body])


def check_columns(fresh: FreshCells, patch: SheetPatch) -> None:
    """Raises ValueError where the fresh sheet writes outside its own columns: the user's would be lost."""
    outside = fresh.first_outside(patch.owned_columns, patch.header_row) if patch.owned_columns else ""
    if outside:
        raise ValueError(f"{patch.name}: {outside} is in no owned column")


class Merged:
    """The fresh rows with the user's cells and row attributes at their new places; `area` is where those cells are."""

    def __init__(self, fresh: FreshCells, kept: Carried, moves: Moves) -> None:
        self._fresh, self._moves = fresh, moves
        self._cells = _placed(kept, moves)
        self._attributes = {
            new: attrs for old, attrs in kept.rows.items() if (new := moves.row(old)) is not None
        }
        for gone in kept.vanished:
            self._attributes.pop(moves.place(gone), None)
        self.area = _extent(self._cells)

    def take_rows(self, styles: Mapping[int, int], strings: Mapping[int, int]) -> Iterator[str]:
        """The text of each row, with the numbers of the user's book; the fresh cells are used up."""
        fresh, written = self._fresh.take_rows(styles, strings), set(self._fresh.row_numbers)
        waiting = iter(fresh)
        for row in sorted({*written, *self._cells, *self._attributes}):
            attrs, body = next(waiting)[1] if row in written else ("", "")
            if row in self._cells:
                body = _with_cells(body, self._cells[row])
            old = self._attributes.get(row, "")
            attrs = (
                _own_attributes(old)
                if self._moves.patch.appended and row not in written
                else _row_attributes(attrs, old, styles, is_head=row < self._moves.patch.header_row)
            )
            if body:
                yield f'<row r="{row + 1}"{attrs}>{body}</row>'
            elif attrs:
                yield f'<row r="{row + 1}"{attrs}/>'


def _placed(kept: Carried, moves: Moves) -> dict[int, dict[int, str]]:
    placed: dict[int, dict[int, str]] = {}
    for cell in kept.cells:
        row = moves.place(cell.row)
        old, new = address(cell.row, cell.column), address(row, cell.column)
        content = moved_cell(cell.content, old, new, kept.masters)
        end = f">{content}</c>" if content else "/>"
        placed.setdefault(row, {})[cell.column] = f'<c r="{new}"{cell.attributes.rstrip()}{end}'
    return placed


def _with_cells(body: str, cells: Mapping[int, str]) -> str:
    columns = {column_number(match[1]): match[0] for match in _CELL.finditer(body)}
    return "".join(text for _, text in sorted({**columns, **cells}.items()))


def _extent(cells: Mapping[int, Mapping[int, str]]) -> Area | None:
    if not cells:
        return None
    columns = [column for row in cells.values() for column in row]
    return Area(min(cells), min(columns), max(cells), max(columns))


def _row_attributes(fresh: str, old: str, styles: Mapping[int, int], *, is_head: bool) -> str:
    """What a person set on a row stays, but for a height in which the page's head has no room any more."""
    plain = _own_attributes(fresh)
    if ' s="' not in plain and not _says_something(old):
        return plain
    found = attributes(plain)
    if "s" in found:
        found["s"] = str(styles.get(int(found["s"]), 0))
    kept = dict(_kept_attributes(old))
    if is_head and _true(found.get("customHeight")) and float(found["ht"]) > float(kept.get("ht", "inf")):
        del kept["ht"]
    found.update(kept)
    return "".join(f' {name}="{found[name]}"' for name in _ORDER if name in found)


_ORDER = ("s", "customFormat", "ht", "hidden", "customHeight", "outlineLevel", "collapsed")


@lru_cache(maxsize=4096)
def _own_attributes(fresh: str) -> str:
    return _DROPPED.sub("", fresh)


@lru_cache(maxsize=4096)
def _kept_attributes(old: str) -> dict[str, str]:
    found = attributes(old)
    kept = {name: "1" for name in ("hidden", "collapsed") if _true(found.get(name))}
    if _true(found.get("customHeight")) and "ht" in found:
        kept |= {"ht": found["ht"], "customHeight": "1"}
    if _true(found.get("customFormat")) and "s" in found:
        kept |= {"s": found["s"], "customFormat": "1"}
    if found.get("outlineLevel", "0") != "0":
        kept["outlineLevel"] = found["outlineLevel"]
    return kept


def _says_something(old: str) -> bool:
    return bool(old) and bool(_kept_attributes(old))


def _true(value: str | None) -> bool:
    return value in ("1", "true")


def table_end(rows: Iterable[int], header_row: int) -> int:
    """The last fresh row from the header on."""
    return max((row for row in rows if row >= header_row), default=header_row)
