"""Rendered sheets written into the workbook that is open: only cells that change, block by block.

What is not a cell of the program stays as it is: a person's sheets, notes, formats, filters, widths. Texts go
into cells that are formatted as text for that moment, since Excel takes `1.10` for a number, `3/4` for a date
and `=…` for a formula; what was written is read again and compared.
"""

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, product
from typing import Any, NamedTuple

from ..bookkeeping.differences import NO_DIFFERENCES, Differences, places_of_others, plain_value
from ..domain.values.cells import Formula
from ..domain.values.shown import Why, read_doubt
from ..ooxml.sheet_moves import SheetPatch
from ..workbook.addresses import address
from ..workbook.alike_rows import live_places
from ..workbook.cells_by_row import lines_in_order
from ..workbook.grid import Grid
from ..workbook.model import Cell, Sheet
from ..workbook.styles import dated, is_day, tells_days, with_value
from .blocks import Block, Place, blocks
from .dress import dress, number_format, recolour, undress
from .formula_texts import formulas_at, is_another
from .live import LiveBook, read_values
from .xlwings_alone import xw

_LONG = 8_000
"""Characters of a text above which it is written alone: Excel refuses longer ones inside a block."""

TEXT, NUMBER, FORMULA, NOTHING = "text", "number", "formula", "nothing"


class Drawing(NamedTuple):
    """One sheet being written: how it stands, how it must be, and which row went where."""

    target: xw.Sheet
    sheet: Sheet
    grid: Grid
    patch: SheetPatch
    differences: Differences = NO_DIFFERENCES
    """Where the sheet differs from the grid."""
    last: int = -1
    """The last row of the sheet's own cells."""

    def area(self, block: Block) -> xw.Range:
        """The cells of a block in the open workbook."""
        return self.target.range((block.top + 1, block.left + 1), (block.bottom + 1, block.right + 1))


def fits(sheet: Sheet, grid: Grid | None, patch: SheetPatch) -> bool:
    """Whether the sheet can be brought up to date where it is open.

    Not where its columns change, or the rows of a sheet with live formulas: charts, colours and formulas of
    other sheets reach over them, and only a new rendering makes them whole.
    """
    if grid is None:
        return False
    if sheet.whole:
        return True
    if patch.header_row != patch.old_header_row:
        return False
    header = {column: sheet.cells.get((sheet.header_row, column)) for column in patch.owned_columns}
    if any(
        cell is not None and grid.at(patch.old_header_row, at) != cell.value for at, cell in header.items()
    ):
        return False
    return not _is_live(sheet) or _last_owned(grid, patch) == _last(sheet, patch)


def _is_live(sheet: Sheet) -> bool:
    """Whether its table computes by itself; a formula above the table reaches over no rows."""
    below = (row > sheet.header_row for row, _ in live_places(sheet.cells))
    return bool(sheet.conditionals or sheet.charts) or any(below)


def _last(sheet: Sheet, patch: SheetPatch) -> int:
    """The last row that will hold something; rows that are only ready to be typed in hold nothing."""
    for row in range(sheet.last_own_row, sheet.header_row, -1):
        cells = (cell for _, cell in _cells_in(sheet, [row], patch.owned_columns))
        if any(cell.formula or plain_value(cell.value) is not None for cell in cells):
            return row
    return sheet.header_row


def _cells_in(sheet: Sheet, rows: Iterable[int], columns: Collection[int]) -> Iterator[tuple[Place, Cell]]:
    for place in product(rows, columns):
        cell = sheet.cells.get(place)
        if cell is not None:
            yield place, cell


def _last_owned(grid: Grid, patch: SheetPatch) -> int:
    """The last row that the program has written: what a person wrote below the table is none of it."""
    free = set(patch.free_rows)
    rows = range(len(grid.rows) - 1, patch.old_header_row, -1)
    written = (
        r for r in rows if r not in free and any(grid.at(r, c) is not None for c in patch.owned_columns)
    )
    return next(written, patch.old_header_row)


def draw(live: LiveBook, sheet: Sheet, grid: Grid, patch: SheetPatch, differences: Differences) -> None:
    """Write what differs. The caller has switched screen and calculation off."""
    target = live.sheets_named(sheet.name)[0]
    drawing = Drawing(target, sheet, grid, patch, differences, sheet.last_own_row)
    if sheet.whole:
        _write(drawing, _changes(drawing))
        return
    _make_room(drawing)
    beside = _beside(drawing)
    changes = _changes(drawing)
    _dress(drawing, changes)
    _show_plainly(drawing)
    _uncover(drawing)
    if sheet.appended:
        _clear_the_way(drawing)
    _write(drawing, changes)
    _carry(drawing, beside)
    _fit_rows(drawing, changes)


def draw_new(book: xw.Book, sheet: Sheet) -> None:
    """A rendered sheet as the first sheet of a new workbook."""
    target = book.sheets[0]
    target.name = sheet.name
    drawing = Drawing(target, sheet, Grid(sheet.name, []), SheetPatch(sheet.name, whole=True))
    with book.app.properties(screen_updating=False):
        for block, style in blocks({place: cell.style for place, cell in sheet.cells.items()}):
            dress(drawing.area(block), style)
        for column, form in sheet.columns.items():
            drawing.area(Block(0, column, 0, column)).column_width = form.width
        _write(drawing, sheet.cells)
        _fit_rows(drawing, sheet.cells)


# --- rows that are a person's -----------------------------------------------------------------


def _make_room(drawing: Drawing) -> None:
    """Rows that a person wrote below the table move down where the table needs the place."""
    moves = {old: new for old, new in drawing.patch.free_rows.items() if new != old}
    if moves:
        first = min(moves)
        count = moves[first] - first
        drawing.target.range(f"{first + 1}:{first + count}").insert("down")


def _beside(drawing: Drawing) -> dict[Place, tuple[object, str]]:
    """What a person wrote beside the table in rows that move: (value or formula, comment) by its new place."""
    patch, grid = drawing.patch, drawing.grid
    moved = {old: new for old, new in patch.rows.items() if old != new}
    if not moved:
        return {}
    comments = _comments(drawing.target)
    carried: dict[Place, tuple[object, str]] = {}
    width = max((len(row) for row in grid.rows), default=0)
    for old, new in moved.items():
        for column in range(width):
            own = column in patch.owned_columns
            value = None if own else grid.at(old, column)
            formula = not own and (old, column) in grid.formulas
            if formula and not isinstance(value, Formula):
                value = Formula(_formula_at(drawing.target, old, column), value)
            comment = comments.get((old, column), "")
            if value is not None or comment:
                carried[new, column] = (value, comment)
    _lift(drawing, moved, comments)
    return carried


def _formula_at(target: xw.Sheet, row: int, column: int) -> str:
    return str(target.range((row + 1, column + 1)).formula)


def _comments(target: xw.Sheet) -> dict[Place, str]:
    return {(note.location.row - 1, note.location.column - 1): note.text for note in target.notes}


def _lift(drawing: Drawing, moved: Mapping[int, int], comments: Mapping[Place, str]) -> None:
    """Take what is carried from its old place, so that nothing stands twice."""
    for row, column in comments:
        if row in moved:
            note = drawing.target.range((row + 1, column + 1)).note
            if note is not None:
                note.delete()
    own = drawing.patch.owned_columns
    marks = {
        (row, column): 0
        for row in moved for column in range(len(drawing.grid.rows[row]))
        if column not in own and drawing.grid.at(row, column) is not None
    }  # fmt: skip
    for block, _ in blocks(marks):
        drawing.area(block).clear_contents()


def _carry(drawing: Drawing, beside: Mapping[Place, tuple[object, str]]) -> None:
    for (row, column), (value, comment) in beside.items():
        cell = drawing.target.range((row + 1, column + 1))
        if isinstance(value, Formula):
            cell.formula = value.text
        elif isinstance(value, str):
            _put_text(cell, [[value]], str(cell.number_format or "General"))
        elif value is not None:
            cell.value = value
        if comment:
            cell.add_note(comment)


# --- cells of the program ---------------------------------------------------------------------


def _changes(drawing: Drawing) -> dict[Place, Cell]:
    """Every cell that must be written; one without a value is emptied.

    Also written: a value where a formula stands or a text that is no such value, all where a person's rows were
    moved out of the way, and a formula that gives a day where it gave none, or no longer.
    """
    cells, freed, texts = drawing.sheet.cells, drawing.patch.free_rows, _formulas_now(drawing)
    changed, computed = drawing.differences.changed, {place: cells[place] for place in live_places(cells)}
    changes = {
        place: cell for place, cell in computed.items()
        if is_another(cell.formula, texts.get(place, ""))
        or (place in changed and is_day(cell.value) != _was_day(drawing, place))
    }  # fmt: skip
    values = {*changed, *texts, *drawing.grid.held} - computed.keys()
    changes |= {place: cells[place] for place in values if place in cells}
    changes |= {
        (row, column): cell for row, line in (lines_in_order(cells) if freed else ()) if row in freed
        for column, cell in zip(line.columns, line.cells, strict=True)
        if not cell.formula and cell.value not in (None, "")
    }  # fmt: skip
    return changes | {place: Cell(None) for place in drawing.differences.left_over if place[0] not in freed}


def _formulas_now(drawing: Drawing) -> dict[Place, str]:
    """The formulas that stand in the sheet now: where rows have made room since it was read, it is asked again."""
    free, written = drawing.patch.free_rows, drawing.grid.written
    formulas = {place for place in drawing.grid.formulas if place[0] not in free}
    if all(old == new for old, new in free.items()) and written.keys() >= formulas:
        return {place: written[place] for place in formulas}
    return formulas_at(drawing.target, drawing.grid, formulas)


def _kind(value: object) -> str:
    if value is None or value == "":
        return NOTHING
    return TEXT if isinstance(value, str) else NUMBER


def _write(drawing: Drawing, changes: Mapping[Place, Cell]) -> None:
    cells = _bridged(drawing, changes)
    for block, (kind, form) in blocks(_marks(drawing, cells)):
        area = drawing.area(block)
        if form and not kind.startswith(TEXT):
            area.number_format = form
        if kind == NOTHING:
            area.clear_contents()
        elif kind == FORMULA:
            area.formula = _rows(block, lambda place: cells[place].formula)
        elif kind == NUMBER:
            area.value = _rows(block, lambda place: _number(cells[place].value))
        else:
            _put_text(area, _rows(block, lambda place: cells[place].value), form)


_BRIDGE = 40
"""Unchanged cells of the program between two changed ones that are written again: a call costs more."""


def _bridged(drawing: Drawing, changes: Mapping[Place, Cell]) -> dict[Place, Cell]:
    """The changes, with short stretches of the program's own cells between two of a column."""
    cells, bridged = drawing.sheet.cells, dict(changes)
    columns: dict[int, list[int]] = {}
    for (row, column), cell in changes.items():
        if not cell.formula:
            columns.setdefault(column, []).append(row)
    for column, rows in columns.items():
        rows.sort()
        for above, below in pairwise(rows):
            between = [(row, column) for row in range(above + 1, below)]
            if len(between) <= _BRIDGE and all(_is_plain_output(cells.get(place)) for place in between):
                bridged |= {place: cells[place] for place in between}
    return bridged


def _is_plain_output(cell: Cell | None) -> bool:
    """Whether the program alone writes there, and no formula."""
    return cell is not None and not cell.formula and "input" not in cell.style.split()


def _marks(drawing: Drawing, cells: Mapping[Place, Cell]) -> dict[Place, tuple[str, str]]:
    """How each cell is written: its kind, and the number format if it needs one. An empty one goes with that above."""
    marks: dict[Place, tuple[str, str]] = {}
    for row, column in sorted(cells):
        place, cell = (row, column), cells[row, column]
        kind = FORMULA if cell.formula else _kind(cell.value)
        form = _form(cell, kind, was_day=_was_day(drawing, place))
        if kind == NOTHING:
            above = marks.get((row - 1, column), (NOTHING, ""))
            marks[place] = above if above[0] in (TEXT, NUMBER) and not form else (NOTHING, form)
        elif kind == TEXT and len(str(cell.value)) > _LONG:
            marks[place] = (f"{TEXT} {place}", form)
        else:
            marks[place] = (kind, form)
    return marks


def _form(cell: Cell, kind: str, *, was_day: bool) -> str:
    """The number format that goes with what is written; empty where that of the cell serves.

    A row that moves takes its values along, not its formats. A day among numbers would be shown as a number, and be
    one for the next command; a number where a day was would be shown as a day.
    """
    if kind == FORMULA:
        return number_format(dated(cell.style, cell.value)) if was_day or is_day(cell.value) else ""
    if kind == TEXT or was_day or is_day(cell.value) or (kind == NUMBER and tells_days(cell.style)):
        return number_format(with_value(cell.style, cell.value))
    return ""


def _was_day(drawing: Drawing, place: Place) -> bool:
    return is_day(plain_value(drawing.grid.at(*place)))


def _rows(block: Block, take: Any) -> list[list[Any]]:
    return [
        [take((row, column)) for column in range(block.left, block.right + 1)]
        for row in range(block.top, block.bottom + 1)
    ]


def _put_text(area: xw.Range, rows: list[list[Any]], form: str) -> None:
    """Texts as texts: the format `@` first, the style's own format afterwards."""
    area.number_format = "@"
    area.value = rows
    if form != "@":
        area.number_format = form


def _number(value: object) -> object:
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return datetime.datetime(value.year, value.month, value.day)
    return value


# --- what it looks like -----------------------------------------------------------------------


def _dress(drawing: Drawing, changes: Mapping[Place, Cell]) -> None:
    """New rows get their style; a cell whose colour says what its text says changes with it."""
    sheet, own = drawing.sheet, drawing.patch.owned_columns
    last = max(_last_owned(drawing.grid, drawing.patch), drawing.patch.old_header_row)
    rows = range(last + 1, drawing.last + 1)
    new = {place: cell.style for place, cell in _cells_in(sheet, rows, own) if cell.style}
    for block, style in blocks(new):
        dress(drawing.area(block), style)
    changing = _changing_columns(drawing, own & {column for _, column in changes})
    marks = {place: cell.style for place, cell in changes.items()
             if place not in new and place[1] in changing and cell.style}  # fmt: skip
    for block, style in blocks(marks):
        recolour(drawing.area(block), style)
    gone = {place: 0 for place in changes if place not in sheet.cells and place[1] not in _typed(drawing)}
    for block, _ in blocks(gone):
        undress(drawing.area(block))


def _show_plainly(drawing: Drawing) -> None:
    """A cell that showed something else than it held gets the program's own format: what is put there is seen."""
    cells = drawing.sheet.cells
    forms = {place: number_format(cells[place].style) for place in drawing.grid.held if place in cells}
    for block, form in blocks(forms):
        drawing.area(block).number_format = form


def _uncover(drawing: Drawing) -> None:
    """A cell under a merge whose text says so is taken out of it: Excel writes nothing into a covered cell."""
    for row, column in drawing.grid.held:
        doubt = read_doubt(str(drawing.grid.at(row, column)))
        if doubt is not None and doubt.why is Why.COVERED:
            drawing.target.range((row + 1, column + 1)).merge_area.unmerge()


def _clear_the_way(drawing: Drawing) -> None:
    """Rows below everything: no merge reaches into them, and their cells offer their choices."""
    for block, _ in blocks(dict.fromkeys(drawing.sheet.cells, 0)):
        drawing.area(block).unmerge()
    for area, rule in drawing.sheet.validations:
        if rule["validate"] != "list" or not rule.get("show_error", True):
            continue  # set through this door, a list would refuse other words
        drawing.area(Block(*area)).data_validation.set_list(rule["source"])


def _changing_columns(drawing: Drawing, columns: Collection[int]) -> set[int]:
    """Those of the columns whose body cells do not all look alike."""
    styles: dict[int, set[str]] = {column: set() for column in columns}
    rows = range(drawing.sheet.header_row + 1, drawing.last + 1)
    for (_, column), cell in _cells_in(drawing.sheet, rows, columns):
        styles[column].add(cell.style)
    return {column for column, found in styles.items() if len(found) > 1}


def _typed(drawing: Drawing) -> set[int]:
    """Columns that people type in: they keep the colour of entry cells below the table, too."""
    return {column for column, form in drawing.sheet.columns.items() if "input" in form.style.split()}


def _fit_rows(drawing: Drawing, changes: Mapping[Place, Cell]) -> None:
    """Not the lines of a page's head that have a height of their own: merged cells make no row higher by themselves."""
    sized = {
        row for row, form in drawing.sheet.rows.items() if form.height and row < drawing.sheet.header_row
    }
    rows = sorted({row for (row, _), cell in changes.items()
                   if row not in sized and isinstance(cell.value, str) and "wrap" in cell.style.split()})  # fmt: skip
    for block, _ in blocks({(row, 0): 0 for row in rows}):
        drawing.target.range(f"{block.top + 1}:{block.bottom + 1}").rows.autofit()


# --- and read again ---------------------------------------------------------------------------


def differing(live: LiveBook, sheets: Sequence[Sheet]) -> list[str]:
    """`sheet!cell` of everything in the open workbook that is not what the program computed."""
    wrong = []
    for sheet in sheets:
        target = live.sheets_named(sheet.name)[0]
        wrong += [
            f"{target.name}!{address(*place)}" for place in places_of_others(sheet.cells, read_values(target))
        ]
    return wrong
