"""Where the rows of a book's sheets go when the program's own are drawn anew, and which rows are a person's."""

from collections.abc import Mapping, Sequence

from ..domain.values.cells import as_text
from ..domain.values.text import fold
from ..ooxml.sheet_moves import SheetPatch
from ..sheets.table import complete
from ..workbook.grid import Grid
from ..workbook.model import Sheet
from .differences import plain_value
from .kept_book import KeptBook


def patch_of(book: KeptBook, sheet: Sheet, moved: Mapping[int, int] | None = None) -> SheetPatch:
    """How the sheet is put into the book: where its rows went, and the rows that a person wrote below it."""
    grid = book.file.grids.get(sheet.name)
    if sheet.whole or grid is None:
        return SheetPatch(sheet.name, whole=True, new_charts=sheet.new_charts)
    if sheet.appended:
        return _below_everything(sheet)
    old_header, last = _old_header(book, sheet), sheet.last_own_row
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
        breaks=sheet.breaks is not None,
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
    headers = {at: sheet.cells.get((sheet.header_row, at)) for at in sheet.table_columns}
    return frozenset(
        at for at, header in headers.items()
        if header is not None and fold(as_text(grid.at(old_header, at))) != fold(as_text(header.value))
    )  # fmt: skip
