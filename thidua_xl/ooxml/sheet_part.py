"""One worksheet part made of two: the user's, and the fresh one where the sheet is the program's."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, groupby
from typing import NamedTuple, TypeAlias

from ..workbook.held_cells import pieces_of, row_text
from ..workbook.xml_pieces import NotPlainError, RowsApart
from ..workbook.xml_text import Document, PackageError, attributes, read
from . import sheet_rules
from .extensions import extensions
from .sheet_data import (
    Carried,
    FreshCells,
    Merged,
    TextCells,
    carried,
    carried_of_rows,
    check_columns,
    table_end,
)
from .sheet_moves import Area, Moves, SheetPatch
from .styles_merge import with_attribute_in

CHILDREN = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr",
    "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate",
    "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks",
    "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks", "customProperties",
    "cellWatches", "ignoredErrors", "smartTags", "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF",
    "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
)  # fmt: skip
_COLUMN_STYLE = re.compile(r'(<col [^>]*?style=")(\d+)(")')
_ROW_STYLE = re.compile(r'(<row [^>]*? s=")(\d+)(")')
_NO_ROWS = "<sheetData/>"
Pieces: TypeAlias = Callable[[], Iterator[bytes]]
_OUTLINES = ("outlineLevelRow", "outlineLevelCol")


class Numbers(NamedTuple):
    """Fresh numbers to numbers in the user's book: cell formats, rule formats, strings."""

    styles: Mapping[int, int]
    formats: Mapping[int, int]
    strings: Mapping[int, int]


class FreshSheet:
    """A sheet that XlsxWriter wrote; its cells may come apart from it."""

    def __init__(self, text: str, cells: FreshCells | None = None) -> None:
        self.text = text
        self.document = Document.parse(text, opaque="sheetData")
        self.cells = cells or TextCells(self.document.get("sheetData"))
        column_styles = _COLUMN_STYLE.findall(self.document.get("cols"))
        self.styles = self.cells.styles | {int(style) for _, style, _ in column_styles}
        self.formats = sheet_rules.rule_formats("".join(self.document.all("conditionalFormatting")))

    def last_row(self, header_row: int) -> int:
        """The table's last row: that of the filter over it, else the last row there is."""
        found = attributes(self.document.get("autoFilter")).get("ref")
        area = Area.parse(found) if found else None
        return (
            area.bottom if area and area.top == header_row else table_end(self.cells.row_numbers, header_row)
        )

    def renumbered(self, numbers: Numbers) -> str:
        """The whole sheet for the user's book, into which it is added; its cells are used up."""
        document = Document.parse(self.text, opaque="sheetData")
        document.put("sheetData", self._data(numbers), CHILDREN)
        document.put("cols", self.columns(numbers), CHILDREN)
        rules = [re.sub(r' dxfId="(\d+)"', lambda m: f' dxfId="{numbers.formats[int(m[1])]}"', text)
                 for text in document.all("conditionalFormatting")]  # fmt: skip
        document.put("conditionalFormatting", "".join(rules), CHILDREN)
        return str(document)

    def _data(self, numbers: Numbers) -> str:
        data = _sheet_data(self.cells.take_rows(numbers.styles, numbers.strings))
        return _ROW_STYLE.sub(lambda m: f"{m[1]}{numbers.styles[int(m[2])]}{m[3]}", data)

    def columns(self, numbers: Numbers) -> str:
        """`<cols>` for the user's book."""
        columns = self.document.get("cols")
        return _COLUMN_STYLE.sub(lambda m: f"{m[1]}{numbers.styles[int(m[2])]}{m[3]}", columns)


def _sheet_data(rows: Iterable[tuple[int, tuple[str, str]]]) -> str:
    texts = [row_text(row, written) for row, written in rows]
    return f"<sheetData>{''.join(texts)}</sheetData>" if texts else _NO_ROWS


def with_cells(text: str, cells: FreshCells) -> str:
    """A fresh sheet with its cells in it, under the numbers of the new file."""
    same = ({number: number for number in numbers} for numbers in (cells.styles, cells.strings))
    document = Document.parse(text, opaque="sheetData")
    document.put("sheetData", _sheet_data(cells.rows(*same)), CHILDREN)
    return str(document)


def _taken_apart(pieces: Pieces, patch: SheetPatch) -> tuple[Document, Carried]:
    """The user's sheet without its cells, and what of these is carried along. Raises PackageError without any."""
    sheet = RowsApart(pieces())
    try:
        found = carried_of_rows(sheet.rows(), patch)
        document = Document.parse(sheet.around())
    except NotPlainError:
        return _whole_taken_apart(b"".join(pieces()), patch)
    for child in document.children:
        if child.name == "sheetData":
            child.text = _NO_ROWS  # without the white space that stood before it
    return document, found


def _whole_taken_apart(part: bytes, patch: SheetPatch) -> tuple[Document, Carried]:
    """The same of a part that is not in the plain form."""
    text = read(part)
    document, cells = Document.parse_around(text, "sheetData")
    if not document.get("sheetData"):
        raise PackageError(f"the sheet {patch.name!r} has no cells element")
    return document, carried(text, cells, patch)


class SheetJoin:
    """The user's sheet, its share, and what becomes of it with the fresh sheet in place."""

    def __init__(self, pieces: Pieces, fresh: FreshSheet, patch: SheetPatch) -> None:
        """`pieces` gives the bytes of the user's, some at a time, whenever it is called."""
        self._user, self.carried = _taken_apart(pieces, patch)
        self._fresh = fresh
        self.moves = Moves(patch, self.carried.vanished, fresh.last_row(patch.header_row))
        check_columns(fresh.cells, patch)
        if self.carried.cells:
            self.carried.leave_out_written(fresh.cells, self.moves)

    def pieces(self, numbers: Numbers) -> Iterator[bytes]:
        """The new worksheet part, piece by piece: whole, a large one would be many times what it is packed.

        The fresh cells are used up.
        """
        user, fresh, moves = self._user, self._fresh.document, self.moves
        cells = Merged(self._fresh.cells, self.carried, moves)
        new = {
            "dimension": f'<dimension ref="{self._dimension(cells.area)}"/>',
            **self._columns(numbers),
            "autoFilter": self._filter("autoFilter"),
            "sortState": self._filter("sortState"),
            "mergeCells": sheet_rules.merges(user, fresh, moves),
            "conditionalFormatting": sheet_rules.conditional_formats(user, fresh, moves, numbers.formats),
            "dataValidations": sheet_rules.validations(user, fresh, moves),
            "hyperlinks": sheet_rules.links(user, fresh, moves),
            "extLst": extensions(user.get("extLst"), fresh.get("extLst"), moves),
        }
        if moves.patch.breaks:
            new["rowBreaks"] = fresh.get("rowBreaks")
        for name, text in new.items():
            user.put(name, text, CHILDREN)
        rows = (row.encode() for row in cells.take_rows(numbers.styles, numbers.strings))
        before, _, after = str(user).partition(_NO_ROWS)
        first = next(rows, None)
        if first is None:
            return iter((str(user).encode(),))
        return pieces_of(before.encode(), chain((first,), rows), after.encode())

    def _dimension(self, carried: Area | None) -> Area:
        ref = attributes(self._fresh.document.get("dimension")).get("ref", "A1")
        areas = [area for area in (Area.parse(ref), carried) if area]
        tops, lefts, bottoms, rights = zip(*areas, strict=True)
        return Area(min(tops), min(lefts), max(bottoms), max(rights))

    def _columns(self, numbers: Numbers) -> dict[str, str]:
        """Columns and outline depth: the fresh ones, or the user's with depth enough for the fresh rows."""
        ours = attributes(self._fresh.document.get("sheetFormatPr"))
        theirs = self._user.get("sheetFormatPr") or '<sheetFormatPr defaultRowHeight="15"/>'
        known = attributes(theirs)
        if self.moves.patch.keep_columns:
            added = self._added(numbers)
            deeper = int(ours.get("outlineLevelRow", 0)) > int(known.get("outlineLevelRow", 0))
            if deeper:
                added["sheetFormatPr"] = with_attribute_in(theirs, *_pair(ours, "outlineLevelRow"))
            return added
        for name in _OUTLINES:
            if int(ours.get(name, 0)) != int(known.get(name, 0)):
                theirs = with_attribute_in(theirs, *_pair(ours, name))
        pages = {"pageSetup": self._fresh.document.get("pageSetup")}  # as many across as the new widths need
        return {
            "sheetFormatPr": theirs,
            "cols": self._fresh.columns(numbers),
            **pages,
            **self._added(numbers),
        }

    def _added(self, numbers: Numbers) -> dict[str, str]:
        """The user's columns with the fresh ones that the table did not have before."""
        added = self.moves.patch.added_columns
        if not added:
            return {}
        mine = columns_where(self._user.get("cols"), lambda column: column not in added)
        fresh = columns_where(self._fresh.columns(numbers), lambda column: column in added)
        texts = [text for _, text in sorted([*mine, *fresh])]
        return {"cols": f"<cols>{''.join(texts)}</cols>"} if texts else {}

    def _filter(self, name: str) -> str:
        if self.moves.patch.whole:
            return self._fresh.document.get(name)
        return sheet_rules.refitted(self._user.get(name), self.moves)


_COLUMN = re.compile(r"<col(?=[\s/])[^>]*>")
_FURTHEST = 16_384


def columns_where(columns: str, wanted: Callable[[int], bool]) -> list[tuple[int, str]]:
    """The `<col>` elements of the columns that are wanted (from 0), each with its first column, split where need be."""
    found: list[tuple[int, str]] = []
    for text in _COLUMN.findall(columns):
        bounds = attributes(text[4:].rstrip("/>"))
        first, last = int(bounds["min"]), min(int(bounds["max"]), _FURTHEST)
        for is_wanted, run in groupby(range(first, last + 1), lambda number: wanted(number - 1)):
            if is_wanted:
                numbers = list(run)
                piece = with_attribute_in(text, "min", str(numbers[0]))
                found.append((numbers[0], with_attribute_in(piece, "max", str(numbers[-1]))))
    return found


def _pair(found: Mapping[str, str], name: str) -> tuple[str, str]:
    return name, found.get(name, "0")
