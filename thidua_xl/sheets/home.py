"""The way home: the first cell of every page leads to `Trang đầu`, the title stands beside it.

It is for the screen: a page with a print area is printed without its first row, the title heads its pages instead.
Where people may type on below the table there is no such area, and the link is printed, large enough to be read.
"""

from collections.abc import Mapping

from ..domain.values.cells import as_text, is_blank
from ..workbook.addresses import quoted
from ..workbook.cells_by_row import in_row
from ..workbook.grid import Grid
from ..workbook.heights import text_height
from ..workbook.model import Area, Cell, RowFormat, Sheet
from .front import NAME

LINK = f"← {NAME}"
TARGET = f"{quoted(NAME)}!A1"
STYLE, PRINTED = "home", "home printed"
_HOME, _TITLE = (0, 0), (0, 1)
_WIDTH = 11
"""Characters that the printed link needs: LibreOffice does not break the lines of one."""


def with_way_home(sheet: Sheet, grid: Grid | None = None) -> Sheet:
    """The sheet with the link in A1 and its title in B1.

    Not over what a person typed in one of the two. `grid`: the sheet as it stands in the book.
    """
    if sheet.visibility != "visible" or sheet.appended or sheet.name == NAME or _HOME in sheet.links:
        return sheet
    if not (sheet.header_row or sheet.whole):
        return sheet  # somebody took the lines above the table away
    there = _typed(grid)
    title, beside = sheet.cells.get(_HOME, Cell(None)), sheet.cells.get(_TITLE, Cell(None))
    if is_blank(title.value):
        if there[_HOME] in ("", LINK):
            _link(sheet)
        return sheet
    if not is_blank(beside.value) or not _is_free(there, as_text(title.value)):
        return sheet
    _move_title(sheet, title)
    if there[_TITLE] and there[_HOME] not in ("", LINK):
        del sheet.cells[_HOME]  # a person's own words, beside a title of ours
    else:
        _link(sheet)
    return sheet


def _typed(grid: Grid | None) -> Mapping[tuple[int, int], str]:
    """What the two cells hold in the book."""
    return {place: as_text(grid.at(*place)) if grid is not None else "" for place in (_HOME, _TITLE)}


def _is_free(there: Mapping[tuple[int, int], str], title: str) -> bool:
    """Whether the title may stand in B1: nothing of a person's does."""
    return not there[_TITLE] or there[_TITLE] == title or there[_HOME] == LINK


def _link(sheet: Sheet) -> None:
    _title_over_pages(sheet)
    style = PRINTED if sheet.print_area is None else STYLE
    if style == PRINTED and 0 in sheet.columns:
        sheet.columns[0] = sheet.columns[0]._replace(width=max(sheet.columns[0].width, _WIDTH))
    sheet.put(*_HOME, LINK, style)
    sheet.links[_HOME] = TARGET
    had = sheet.rows.get(0, RowFormat()).height
    if had is not None:  # else as the texts need
        form = sheet.columns.get(0)
        needed = text_height(LINK, form.width if form else 8.43, style)
        sheet.rows[0] = sheet.rows[0]._replace(height=max(had, needed))


def _title_over_pages(sheet: Sheet) -> None:
    """Print the sheet without its first row where that holds nothing but the title."""
    area = sheet.print_area
    if area is None or area.first_row:
        return
    beside = in_row(sheet.cells, 0)
    first = [cell for column, cell in beside if column and cell.value and cell.style != "code"]
    if len(first) != 1 or first[0].formula:
        return
    sheet.header = as_text(first[0].value)
    sheet.print_area = area._replace(first_row=1)


def _move_title(sheet: Sheet, title: Cell) -> None:
    """The title one column to the right, and a merge that it spans."""
    sheet.cells[_TITLE] = title
    for at, area in enumerate(sheet.merges):
        if (area.first_row, area.first_column) == _HOME:
            sheet.merges[at] = area._replace(first_column=1)
    sheet.merges = [area for area in sheet.merges if _has_several(area)]


def _has_several(area: Area) -> bool:
    return (area.first_row, area.first_column) != (area.last_row, area.last_column)
