"""All tables of the year, and what every command does with each: draw it, place its findings, tell what is wrong."""

from collections.abc import Iterator, Mapping
from itertools import chain

from ...domain.values.findings import Finding, RowKey
from ...sheets.cluster import units
from ...sheets.entry_rules import Rule, code_list
from ...sheets.kept import draw_kept, lines_at
from ...sheets.table import complete, find_table
from ...workbook.model import Sheet
from ..book import Book
from . import (
    activities,
    conditions,
    covenant,
    criteria_changes,
    given_findings,
    holders,
    meetings,
    midyear,
    models,
    movements,
    offers,
    own_words,
    papers,
    people,
    registrations,
    scorers,
    violations,
)
from .kept_sheet import KeptSheet

KEPT: tuple[KeptSheet, ...] = (
    registrations.SHEET,
    movements.SHEET,
    covenant.SHEET,
    midyear.SHEET,
    own_words.SHEET,
    activities.SHEET,
    models.SHEET,
    people.SHEET,
    meetings.SHEET,
    papers.SHEET,
    holders.SHEET,
    criteria_changes.SHEET,
    conditions.SHEET,
    violations.SHEET,
    scorers.SHEET,
    given_findings.SHEET,
)
"""In the order of `sheets.cluster.year_tables`, which the book reads."""


def draw_year(book: Book) -> tuple[list[Sheet], dict[str, Mapping[int, int]]]:
    """The sheets of the year, and where their rows went: sheet → old row → new row."""
    codes = unit_codes(book)
    drawn = [
        draw_kept(
            one.table, one.lines(book), one.look(book), book.placement(one.table), codes=codes,
            is_new=one.table.sheet not in book.file.grids,
        )
        for one in KEPT
    ]  # fmt: skip
    return [one.sheet for one in drawn], {one.sheet.name: one.moved for one in drawn}


def unit_codes(book: Book) -> Rule:
    """The list of the codes on `Đơn vị`, wherever its table stands."""
    grid = book.file.grids.get(units.TABLE.sheet)
    found = find_table(grid, units.TABLE) if grid is not None else None
    return code_list(units.TABLE, complete(found, units.TABLE), units.Col.CODE)


def wrong_in_year(book: Book) -> Iterator[Finding]:
    """What was typed in the year's tables and cannot stand."""
    return chain.from_iterable(one.wrong(book) for one in KEPT)


def kept_lines(book: Book, one: KeptSheet, first: int) -> Mapping[RowKey, int]:
    """Where a table's rows will stand once it is drawn from the line `first` on."""
    return dict(lines_at(one.lines(book), first))


def filled_beforehand(book: Book) -> dict[str, str]:
    """The rows that the program has filled beforehand, as `_da_ghi` remembers them."""
    return {
        label: mark for one in KEPT for label, mark in offers.remembered(one.table, one.keys(book)).items()
    }
