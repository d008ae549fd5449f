"""An existing book brought up to date: only the program's own sheets are replaced, and only if a cell changes."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from textwrap import wrap
from typing import NamedTuple

from . import clock
from .assess import Assessment, place_of
from .book import Book
from .domain.cells import as_text
from .errors import CannotRunError
from .intake.gate import BOOK
from .intake.grids import Grid
from .memory import differences, remembered
from .render import Rendered, changed_cells, plain_value, render_state, with_journal
from .sheets import agreed, ballots, explained, journal, proclaimed, ranking, receipts, submissions, to_fix
from .sheets.agreed import SEEN, TYPED
from .sheets.journal import JournalRow, appended
from .workbook.model import Sheet, Workbook
from .workbook.patch import PackageError, SheetPatch, patch
from .workbook.safe import backup, write_safely
from .workbook.typing_in import type_in

_KEYS: Mapping[str, tuple[str, ...]] = {
    receipts.TABLE.sheet: ("SHA-256", "Mã đơn vị", "File"),
    to_fix.TABLE.sheet: ("Mã lỗi", "Mã đơn vị", "Mã tiêu chí", "File", "Trang tính", "Ô"),
    agreed.TABLE.sheet: ("Mã đơn vị", "Mã tiêu chí"),
    ranking.TABLE.sheet: ("Mã",),
    proclaimed.TABLE.sheet: ("Mã đơn vị",),
    explained.TABLE.sheet: ("Mã",),
    submissions.TABLE.sheet: ("Lần", "Mã đơn vị"),
    journal.TABLE.sheet: ("Lúc", "Thay đổi"),
}
_TABLES = {
    table.sheet: table
    for table in (
        receipts.TABLE, to_fix.TABLE, agreed.TABLE, ranking.TABLE, proclaimed.TABLE, explained.TABLE,
        ballots.TABLE, submissions.TABLE, journal.TABLE,
    )
}  # fmt: skip


_LONGEST = 4_000
"""Characters of one journal row; a cell holds no more than 32,767."""


class Saved(NamedTuple):
    """What became of the file: where the book is, and whether a byte changed."""

    path: Path
    changed: bool
    second_name: bool = False
    """The book was locked meanwhile, so the result lies beside it under another name."""


def save(book: Book, outcome: Assessment, command: str, events: Sequence[str]) -> Saved:
    """Render the state back into the book's file; nothing is touched where no cell changes.

    Raises:
        CannotRunError: the file could not be written; the old book is whole.
    """
    moment = clock.now()
    rendered = rendered_anew(book, outcome, command, events, moment)
    return Saved(book.path, False) if rendered is None else _write(book, rendered, moment)


Keep = Callable[[Book, Assessment, str, Sequence[str]], Saved]
"""Writes an outcome into its book: `save` into the file, or into the workbook that is open in Excel."""


def rendered_anew(
    book: Book, outcome: Assessment, command: str, events: Sequence[str], moment: datetime.datetime
) -> Rendered | None:
    """The sheets as they must be, with the journal's new rows; None where no cell changes."""
    rendered = render_state(book, outcome)
    if not any(_changes(book, sheet) for sheet in rendered.sheets):
        return None
    when, who = receipts.timestamp(moment), clock.who()
    seen = differences(book.memory, remembered(book, outcome))
    told = [*agreed_changes(book), *events, *seen] or ["Cập nhật các bảng"]
    lines = [JournalRow(when, who, command, piece) for event in told for piece in wrap(event, _LONGEST)]
    history = appended(book.journal, lines)
    return with_journal(rendered, book, history)


def _changes(book: Book, sheet: Sheet) -> bool:
    """A sheet that the book lacks (made before there was one) is no change as long as it says nothing."""
    grid = book.grids.get(sheet.name)
    if grid is None:
        return any(row > sheet.header_row for row, _ in sheet.cells)
    return bool(changed_cells(sheet, grid))


def changed_sheets(book: Book, rendered: Rendered) -> list[Sheet]:
    """The sheets in which a cell changes."""
    return [sheet for sheet in rendered.sheets if _changes(book, sheet)]


def agreed_changes(book: Book) -> list[str]:
    """What people typed in the agreed columns since the last computation (old → new)."""
    lines = []
    for (unit, code), entry in book.ledger.items():
        for at in range(len(SEEN)):
            old, new = entry.seen[at], entry.typed[at]
            if as_text(old) != as_text(new):
                lines.append(
                    f"{unit} {code} {TYPED[at]}: {as_text(old) or '(trống)'} → {as_text(new) or '(trống)'}"
                )
    return lines


def _write(book: Book, rendered: Rendered, moment: datetime.datetime) -> Saved:
    from .workbook.write import to_parts  # a click in Excel writes no file: it need not wait for XlsxWriter

    fresh = to_parts(Workbook(rendered.sheets, f"Sổ cụm {book.settings.cluster}"), moment)
    patches = [patch_of(book, sheet, rendered) for sheet in rendered.sheets]
    try:
        data = patch(book.data, fresh, patches)
        data = _typed_in(book, data)
        backup(book.path, moment)
        path = write_safely(book.path, data)
    except PackageError as error:
        raise CannotRunError(f"Không ghi được sổ {book.path.name}: cấu trúc tệp lạ ({error}).") from None
    except OSError as error:
        why = error.strerror or str(error)
        raise CannotRunError(f"Không ghi được sổ {book.path.name}: {why}. Sổ cũ còn nguyên.") from None
    return Saved(path, True, path != book.path)


def _typed_in(book: Book, data: bytes) -> bytes:
    """The package with the cells of input sheets that the command itself fills in."""
    if not book.retyped:
        return data
    try:
        return type_in(data, book.retyped, BOOK)
    except ValueError:  # a cell that no program we know leaves out
        cells = ", ".join(f"{sheet}!{cell}" for sheet, typed in book.retyped.items() for cell in typed)
        raise CannotRunError(
            f"Không ghi được ô {cells} của sổ {book.path.name}; mở sổ bằng Excel, gõ lại ô ấy, lưu rồi chạy lại."
        ) from None


def patch_of(book: Book, sheet: Sheet, rendered: Rendered) -> SheetPatch:
    grid = book.grids.get(sheet.name)
    if sheet.whole or grid is None:
        return SheetPatch(sheet.name, whole=True)
    old_header, last = _old_header(book, sheet), _last_row(sheet)
    if sheet.name == ballots.TABLE.sheet:
        rows = dict(rendered.moved_ballots)
    else:
        rows = _row_moves(sheet, last, grid, old_header, _key_columns(book, sheet))
    return SheetPatch(
        sheet.name,
        header_row=sheet.header_row,
        owned_columns=sheet.table_columns,
        rows=rows,
        old_header_row=old_header,
        free_rows=_free_rows(sheet, last, grid, old_header, rows),
        keep_columns=sheet.fixed_columns or _same_header(sheet, grid, old_header),
    )


def _old_header(book: Book, sheet: Sheet) -> int:
    found = book.places.get(sheet.name)
    return found.placement.header_row if found else sheet.header_row


def _key_columns(book: Book, sheet: Sheet) -> list[int]:
    table = _TABLES.get(sheet.name)
    if table is None:  # Tổng hợp: the unit's code stands first
        return [0]
    place = place_of(book, table)
    return [place[header] for header in _KEYS[sheet.name]]


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
    sheet: Sheet, last: int, grid: Grid, old_header: int, rows: Mapping[int, int]
) -> dict[int, int]:
    """Rows below the table that a person wrote: kept below it, in their order."""
    last_old = max(rows, default=old_header)
    below = last + 1
    written = [
        row
        for row in range(last_old + 1, len(grid.rows))
        if any(plain_value(cell) is not None for cell in grid.rows[row])
    ]
    known = _own_leftovers(sheet, grid, written)
    free = [row for row in written if row not in known]
    shift = max(below + 1 - free[0], 0) if free else 0
    return {row: row + shift for row in free}


def _own_leftovers(sheet: Sheet, grid: Grid, rows: Sequence[int]) -> set[int]:
    """Rows of the program's own table that the new one no longer has (fewer findings than before)."""
    table = _TABLES.get(sheet.name)
    if table is None:
        return set(rows)
    written = [at for at, column in enumerate(table.columns) if not column.typed]
    owned = sorted(sheet.table_columns)
    needed = [owned[at] for at in written[:2] if at < len(owned)]
    return {row for row in rows if all(grid.at(row, column) is not None for column in needed)}


def _same_header(sheet: Sheet, grid: Grid, old_header: int) -> bool:
    """Whether the table's columns are the ones the sheet has already (so widths still fit)."""
    return all(
        grid.at(old_header, column) == sheet.cells[sheet.header_row, column].value
        for column in sheet.table_columns
        if (sheet.header_row, column) in sheet.cells
    )


def new_book(book: Book, sheets: Sequence[Sheet], moment: datetime.datetime) -> bytes:
    """The package of a book that does not exist yet."""
    from .workbook.write import to_bytes

    return to_bytes(Workbook(list(sheets), f"Sổ cụm thi đua {book.settings.cluster}"), moment)
