"""A workbook brought up to date: only the program's own sheets are replaced, everything else stays as it is.

Knows no cluster and no office: what a book says and what its sheets must say is given.
"""

import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from ..domain.values.cells import as_text
from ..domain.values.text import fold
from ..errors import CannotRunError
from ..intake.gate import BOOK
from ..ooxml.first_sheet import WayHome, opens_on
from ..ooxml.patch import PackageError, SheetPatch, patch
from ..ooxml.renewed_lists import renew_lists
from ..sheets import front, home
from ..sheets.table import complete
from ..storage.safe import write_safely
from ..workbook.grid import Grid
from ..workbook.model import Sheet, Workbook
from .differences import plain_value
from .kept_book import KeptBook
from .typing_in import type_in
from .versions import keep_version


class Saved(NamedTuple):
    """What became of the file: where the book is, and whether a byte changed."""

    path: Path
    changed: bool
    second_name: bool = False
    """The book was locked meanwhile, so the result lies beside it under another name."""
    following: str = ""
    """What is done next in the book, in a sentence."""


def write(
    book: KeptBook,
    sheets: Sequence[Sheet],
    moment: datetime.datetime,
    command: str,
    moved: Mapping[str, Mapping[int, int]] | None = None,
) -> Saved:
    """Put the sheets in the place of the book's own; the version before is kept beside it.

    Args:
        book: as read.
        sheets: all sheets that the program writes.
        moment: when, for the name of the version before.
        command: what is done, for the same.
        moved: sheet → old row → new row, where the rows cannot be matched by their keys.

    Raises:
        CannotRunError: the file could not be written; the old book is whole.
    """
    from ..workbook.write import to_parts  # a click in Excel writes no file: it need not wait for XlsxWriter

    fresh = to_parts(Workbook(list(sheets), book.title), moment)
    patches = [patch_of(book, sheet, (moved or {}).get(sheet.name)) for sheet in sheets]
    try:
        data = renew_lists(patch(book.file.data, fresh, patches), book.renewed_lists)
        data = _opening_on_first_page(book, sheets, _typed_in(book, data))
        keep_version(book.file.path, moment, command)
        path = write_safely(book.file.path, data)
    except PackageError as error:
        raise CannotRunError(f"Không ghi được sổ {book.file.path.name}: cấu trúc tệp lạ ({error}).") from None
    except OSError as error:
        why = error.strerror or str(error)
        raise CannotRunError(f"Không ghi được sổ {book.file.path.name}: {why}. Sổ cũ còn nguyên.") from None
    return Saved(path, True, path != book.file.path)


def _opening_on_first_page(book: KeptBook, sheets: Sequence[Sheet], data: bytes) -> bytes:
    """The package that opens on `Trang đầu`; where it has that now, sheets that people fill lead to it."""
    drawn = {sheet.name: sheet for sheet in sheets}
    if front.NAME not in drawn:
        return data
    example = next((one for one in sheets if (0, 0) in one.links and one.links[0, 0] == home.TARGET), None)
    way = WayHome(home.LINK, home.TARGET, example.name if example else "", 26)
    ours = {
        name: title
        for name, title in book.typed_titles.items()
        if name not in drawn and _has_title(book, name)
    }
    return opens_on(data, front.NAME, moved=front.NAME not in book.file.grids, home=way, titles=ours)


def _has_title(book: KeptBook, name: str) -> bool:
    """Whether the title of a sheet stands in A1 as we wrote it, and nothing beside it."""
    grid = book.file.grids.get(name)
    return grid is not None and grid.at(0, 0) == book.typed_titles[name] and grid.at(0, 1) in (None, "")


def _typed_in(book: KeptBook, data: bytes) -> bytes:
    """The package with the cells of input sheets that the command itself fills in."""
    if not book.retyped:
        return data
    try:
        return type_in(data, book.retyped, BOOK)
    except ValueError:  # a cell that no program we know leaves out
        cells = ", ".join(f"{sheet}!{cell}" for sheet, typed in book.retyped.items() for cell in typed)
        raise CannotRunError(
            f"Không ghi được ô {cells} của sổ {book.file.path.name}; mở sổ bằng Excel, gõ lại ô ấy, lưu rồi chạy lại."
        ) from None


def patch_of(book: KeptBook, sheet: Sheet, moved: Mapping[int, int] | None = None) -> SheetPatch:
    """How the sheet is put into the book: where its rows went, and the rows that a person wrote below it."""
    grid = book.file.grids.get(sheet.name)
    if sheet.whole or grid is None:
        return SheetPatch(sheet.name, whole=True, new_charts=sheet.new_charts)
    if sheet.appended:
        return _below_everything(sheet)
    old_header, last = _old_header(book, sheet), _last_row(sheet)
    rows = dict(moved or {})
    if moved is None:
        rows = _row_moves(sheet, last, grid, old_header, _key_columns(book, sheet))
    return SheetPatch(
        sheet.name,
        header_row=sheet.header_row,
        owned_columns=sheet.table_columns,
        rows=rows,
        old_header_row=old_header,
        free_rows=_free_rows(book, sheet, last, old_header, rows),
        keep_columns=sheet.fixed_columns or _same_header(sheet, grid, old_header),
        added_columns=_added(sheet, grid, old_header),
        new_charts=sheet.new_charts,
    )


def _below_everything(sheet: Sheet) -> SheetPatch:
    """Rows that go below all others: those are a person's and stay where they are."""
    rows = range(sheet.header_row + 1)
    return SheetPatch(
        sheet.name,
        header_row=sheet.header_row,
        old_header_row=sheet.header_row,
        owned_columns=sheet.table_columns,
        free_rows=dict(zip(rows, rows, strict=True)),
        appended=True,
        keeps_rules=sheet.keeps_rules,
    )


def staying_rows(book: KeptBook, sheet: Sheet, moved: Mapping[int, int] | None = None) -> set[int]:
    """Rows that a person wrote below the table and that stand where they may stay (0-based)."""
    free = patch_of(book, sheet, moved).free_rows
    return {old for old, new in free.items() if old == new}


def _old_header(book: KeptBook, sheet: Sheet) -> int:
    found = book.file.places.get(sheet.name)
    return found.placement.header_row if found else sheet.header_row


def _key_columns(book: KeptBook, sheet: Sheet) -> list[int]:
    owned = book.owned.get(sheet.name)
    if owned is None:  # Tổng hợp of a cluster: the unit's code stands first
        return [0]
    place = complete(book.file.places.get(sheet.name), owned.table)
    return [place[header] for header in owned.key]


def _key(values: Sequence[object]) -> tuple[str, ...]:
    return tuple("" if value is None else str(value) for value in map(plain_value, values))


def _row_moves(
    sheet: Sheet, last: int, grid: Grid, old_header: int, columns: Sequence[int]
) -> dict[int, int]:
    """Old row → new row of the table's rows, matched by the texts of the key columns in order."""
    places: dict[tuple[str, ...], list[int]] = {}
    for row in range(sheet.header_row + 1, last + 1):
        cells = [sheet.cells.get((row, column)) for column in columns]
        key = _key([cell.value if cell else None for cell in cells])
        if any(key):
            places.setdefault(key, []).append(row)
    moves: dict[int, int] = {}
    for row in range(old_header + 1, len(grid.rows)):
        waiting = places.get(_key([grid.at(row, column) for column in columns]))
        if waiting:
            moves[row] = waiting.pop(0)
    return moves


def _last_row(sheet: Sheet) -> int:
    owned = sheet.table_columns
    return max((row for row, column in sheet.cells if column in owned), default=sheet.header_row)


def _free_rows(
    book: KeptBook, sheet: Sheet, last: int, old_header: int, rows: Mapping[int, int]
) -> dict[int, int]:
    """Rows below the table that a person wrote: kept below it, in their order."""
    grid = book.file.grids[sheet.name]
    last_old = max(rows, default=old_header)
    below = last + 1
    written = [
        row
        for row in range(last_old + 1, len(grid.rows))
        if any(plain_value(cell) is not None for cell in grid.rows[row])
    ]
    known = _own_leftovers(book, sheet, grid, written)
    free = [row for row in written if row not in known]
    shift = max(below + 1 - free[0], 0) if free else 0
    return {row: row + shift for row in free}


def _own_leftovers(book: KeptBook, sheet: Sheet, grid: Grid, rows: Sequence[int]) -> set[int]:
    """Rows of the program's own table that the new one no longer has (fewer findings than before)."""
    owned = book.owned.get(sheet.name)
    if owned is not None and owned.all_typed:
        return {
            row for row in rows if any(grid.at(row, column) is not None for column in sheet.table_columns)
        }
    needed = _always_filled(book, sheet)
    return {row for row in rows if needed and all(grid.at(row, column) is not None for column in needed)}


def _always_filled(book: KeptBook, sheet: Sheet) -> list[int]:
    owned = book.owned.get(sheet.name)
    if owned is None:  # Tổng hợp of a cluster: the unit's code and name stand first
        return [0, 1]
    place = complete(book.file.places.get(sheet.name), owned.table)
    return [place[header] for header in owned.always_filled]


def _same_header(sheet: Sheet, grid: Grid, old_header: int) -> bool:
    """Whether the table's columns are the ones the sheet has already (so widths still fit)."""
    return not _added(sheet, grid, old_header)


def _added(sheet: Sheet, grid: Grid, old_header: int) -> frozenset[int]:
    """The table's columns that the sheet does not have yet."""
    headers = ((at, cell.value) for (row, at), cell in sheet.cells.items() if row == sheet.header_row)
    return frozenset(
        at for at, header in headers
        if at in sheet.table_columns and fold(as_text(grid.at(old_header, at))) != fold(as_text(header))
    )  # fmt: skip
