"""How the cells of an open sheet look, asked in whole stretches of a column: a call a cell takes minutes."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from ..domain.values.number_formats import is_date, is_plain
from ..domain.values.shown import Why
from ..workbook.addresses import address
from ..workbook.grid import Sight
from .xlwings_alone import xw

_Ask = Callable[[xw.Range], object]


def sights_of(sheet: xw.Sheet) -> Callable[[range, Sequence[int]], Iterator[Sight]]:
    """Says which cells of some rows and columns may show something else than they hold."""

    def found(rows: range, columns: Sequence[int]) -> Iterator[Sight]:
        for column in columns if rows else ():
            yield from _covered(sheet, column, rows)
            yield from _struck(sheet, column, rows)
            yield from _formatted(sheet, column, rows)

    return found


def _formatted(sheet: xw.Sheet, column: int, rows: range) -> Iterator[Sight]:
    for part, code in _alike(sheet, column, rows, lambda area: area.number_format):
        if isinstance(code, str) and not is_plain(code) and not is_date(code):
            for row in part:
                yield Sight((row, column), code)


def _covered(sheet: xw.Sheet, column: int, rows: range) -> Iterator[Sight]:
    for part, merged in _alike(sheet, column, rows, lambda area: area.merge_cells):
        for row in part if merged is not False else ():
            area = sheet.range((row + 1, column + 1)).merge_area
            if (area.row, area.column) != (row + 1, column + 1):
                yield Sight((row, column), why=Why.COVERED, detail=address(area.row - 1, area.column - 1))


def _struck(sheet: xw.Sheet, column: int, rows: range) -> Iterator[Sight]:
    """What is struck through, or is so in part; of a part raised or lowered the program knows the same way."""
    for name in ("Strikethrough", "Superscript", "Subscript"):
        for part, yes in _alike(sheet, column, rows, lambda area, name=name: _font(area, name)):  # type: ignore[misc]
            for row in part:
                if yes is None:
                    yield Sight((row, column), why=Why.RUNS)
                elif yes and name == "Strikethrough":
                    yield Sight((row, column), why=Why.STRUCK)


def _font(area: xw.Range, name: str) -> bool | None:
    """A property of Excel's font; None where it is mixed. A program that does not know it says no."""
    font: Any = getattr(area.api, "Font", None)
    if font is None:
        return False
    value = getattr(font, name, False)
    return None if value is None else bool(value)


def _alike(sheet: xw.Sheet, column: int, rows: range, ask: _Ask) -> Iterator[tuple[range, object]]:
    """Stretches of a column for which Excel has one answer: it says None where the cells differ."""
    answer = ask(sheet.range((rows.start + 1, column + 1), (rows.stop, column + 1)))
    if answer is not None or len(rows) == 1:
        yield rows, answer
        return
    middle = rows.start + len(rows) // 2
    yield from _alike(sheet, column, range(rows.start, middle), ask)
    yield from _alike(sheet, column, range(middle, rows.stop), ask)
