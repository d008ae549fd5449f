"""Sheets in the words of a cluster that calls itself a *khối*."""

from collections.abc import Callable, Collection, Iterable
from typing import TypeAlias

from ..domain.values.calling import Calling, called
from ..workbook.model import Cell, Sheet

_Concerned: TypeAlias = Callable[[int, int], bool]


def around_table(sheet: Sheet, calling: Calling, given: Iterable[str]) -> Sheet:
    """What stands above a book's table and beside it: titles, notes, signatures; the table keeps its words.

    `given`: what people typed and titles quote.
    """
    if calling is Calling.CLUSTER or sheet.whole:
        return sheet
    last = sheet.last_own_row
    _say(sheet, calling, given, lambda row, column: not _in_table(sheet, row, column, last))
    return sheet


def _in_table(sheet: Sheet, row: int, column: int, last: int) -> bool:
    return sheet.header_row <= row <= last and column in sheet.table_columns


def everywhere(sheet: Sheet, calling: Calling, given: Collection[str]) -> Sheet:
    """Every text of a form but for what people typed."""
    if calling is Calling.CLUSTER or sheet.whole:
        return sheet
    header = sheet.header_row
    _say(sheet, calling, given, lambda row, _: row != header or not sheet.table_columns)
    return sheet


def _say(sheet: Sheet, calling: Calling, given: Iterable[str], concerned: _Concerned) -> None:
    texts = list(given)
    for place, cell in list(sheet.cells.items()):
        if not concerned(*place):
            continue
        value = called(cell.value, calling, texts) if isinstance(cell.value, str) else cell.value
        formula = called(cell.formula, calling, texts) if cell.formula else ""
        if value != cell.value or formula != cell.formula:
            sheet.cells[place] = Cell(value, cell.style, formula)
    sheet.footer, sheet.header = (called(text, calling, texts) for text in (sheet.footer, sheet.header))
