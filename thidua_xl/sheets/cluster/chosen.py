"""A page about one thing that a person chooses in a yellow cell above its table: what is typed there stays."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from ...domain.values.cells import computed_value, is_blank
from ...domain.values.numbers import as_shown
from ...domain.values.text import fold
from ...workbook.grid import Grid, Place
from ...workbook.model import Area, Sheet
from ..table import Drawn, Placement, Table, find_table

LABEL = "Chọn:"
ABOVE = 5
"""Rows from the choice to the header."""


class Choice(NamedTuple):
    """What is typed on such a page, as it stands."""

    value: object = None
    above: int = ABOVE
    """Rows from it to the header."""
    offered: bool = False
    """Whether the page had anything to choose from: then a blank is what a person left."""


NOT_CHOSEN = Choice()


def read_choice(grid: Grid, table: Table, header: str) -> Choice:
    """The cell beside the label above the table, in the column of `header`."""
    found = find_table(grid, table)
    if found is None:
        return NOT_CHOSEN
    place = found.placement
    key = place[table.key[0]]
    offered = any(not is_blank(grid.at(row, key)) for row in range(place.header_row + 1, len(grid.rows)))
    at = place_of_choice(grid, table, header)
    return Choice(grid.at(*at), place.header_row - at[0], offered) if at else Choice(offered=offered)


def place_of_choice(grid: Grid, table: Table, header: str) -> Place | None:
    """Where the yellow cell stands; None where there is no table, no such column or no label."""
    found = find_table(grid, table)
    column = found.placement.columns.get(header, -1) if found else -1
    for row in range(found.placement.header_row) if found and column >= 0 else ():
        if any(isinstance(cell, str) and fold(cell) == fold(LABEL) for cell in grid.rows[row]):
            return row, column
    return None


def begun(choice: Choice, codes: Sequence[str]) -> Choice:
    """The choice to draw: where there was nothing to choose from so far, the first code."""
    if choice.offered or not codes or not is_blank(choice.value):
        return choice
    return choice._replace(value=codes[0])


def chosen_at(choice: Choice, codes: Sequence[str]) -> int:
    """Which of the codes is meant, from 0; -1 for none, as the formula `position` finds it."""
    wanted = _typed(choice.value).casefold()
    return next((at for at, code in enumerate(codes) if wanted and code.casefold() == wanted), -1)


def _typed(cell: object) -> str:
    """`TRIM(cell&"")`."""
    value = computed_value(cell)
    if isinstance(value, str):
        return " ".join(part for part in value.split(" ") if part)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return format(as_shown(value), "f")
    return ""


def position(cell: str, codes: str) -> str:
    """A formula: the place of the typed code among the codes, from 1; 0 for none. No sign stands for others."""
    typed = f'TRIM({cell}&"")'
    found = f"MATCH({typed},{codes},0)"
    return f"=IFERROR(IF(INDEX({codes},{found})={typed},{found},0),0)"


def draw_choice(
    drawn: Drawn, choice: Choice, label: str, header: str, source: str, asked: str
) -> tuple[int, int]:
    """The yellow cell under `header` with its label under `label`; where it stands."""
    row, place, sheet = max(drawn.place.header_row - choice.above, 0), drawn.place, drawn.sheet
    sheet.put(row, place[label], LABEL, "bold navy right")
    sheet.put(row, place[header], choice.value, "grid left bold code input big")
    rule = {"validate": "list", "source": f"={source}", "error_type": "warning", "error_title": asked,
            "error_message": "Mã này không có trong danh sách.", "input_title": asked,
            "input_message": "Chọn một mã trong danh sách của ô."}  # fmt: skip
    sheet.validations.append((Area(row, place[header], row, place[header]), rule))
    return row, place[header]


def typed_cell(choice: Choice, place: Placement, header: str) -> tuple[str, object]:
    """The address at which the yellow cell is drawn, and what is typed there."""
    return place.cell(max(place.header_row - choice.above, 0), header), choice.value


def stored_in(sheet: Sheet) -> Callable[[int, int], object]:
    """What the cells of a drawn sheet hold."""

    def value(row: int, column: int) -> object:
        cell = sheet.cells.get((row, column))
        return "" if cell is None or cell.value is None else computed_value(cell.value)

    return value
