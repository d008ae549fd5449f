"""Numbers that forms go out with: last year's results, the targets of the year, unit by unit."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from ..domain.scoring.scores import Key
from ..domain.values.cells import as_text
from ..domain.year.stages import Stage
from ..scorecard.stamp import NO_NUMBERS, Number
from ..sheets.cluster import registrations
from ..sheets.form import scores, stage_tables
from ..sheets.table import Table
from ..workbook.addresses import address
from .book import Book
from .kept.by_criterion import by_key, figure
from .kept.promises import promises_of, wants_target


class Numbers(NamedTuple):
    """What is stamped into the form of one unit: numbers by cell, and how `_meta` tells of them."""

    cells: Mapping[str, Number] = NO_NUMBERS
    told: str = ""


NOTHING = Numbers()


class _Into(NamedTuple):
    """Where the numbers of a stage stand."""

    table: Table
    header: str
    like: str
    """The header of a cell in the same row whose style a filled cell takes: it is locked then."""


_INTO = {
    Stage.REGISTER: _Into(
        stage_tables.REGISTER, stage_tables.RegisterCol.LAST_YEAR, stage_tables.RegisterCol.COMMON
    ),
    Stage.MIDYEAR: _Into(stage_tables.MIDYEAR, stage_tables.MidyearCol.TARGET, ""),
    Stage.YEAREND: _Into(scores.TABLE, scores.Col.TARGET, ""),
}


def numbers_for(book: Book, stage: Stage) -> dict[str, Numbers]:
    """The numbers of every unit that has any, by its code."""
    known = dict(_last_year(book)) if stage is Stage.REGISTER else promises_of(book)
    into = _INTO[stage]
    found: dict[str, Numbers] = {}
    for unit in book.units:
        own = book.criteria.of(unit.group)
        opened = [row.code for row in own.scored if row.is_reported_by_unit]
        cell = _cells(into, {row.code: at for at, row in enumerate(own)})
        mine = {code: known[unit.code, code] for code in opened if (unit.code, code) in known}
        if mine:
            cells = {cell(code, into.header): Number(value, cell(code, into.like) if into.like else "")
                     for code, value in mine.items()}  # fmt: skip
            told = (f"{code}={as_text(float(value))}" for code, value in mine.items())
            found[unit.code] = Numbers(cells, ";".join(told))
    return found


def _cells(into: _Into, rows: Mapping[str, int]) -> Callable[[str, str], str]:
    home = into.table.home
    return lambda code, header: address(into.table.header_row + 1 + rows[code], home[header])


def _last_year(book: Book) -> Iterator[tuple[Key, Decimal]]:
    """Last year's results, as far as the book knows them."""
    wanted = {row.code for row in book.criteria.scored if wants_target(book, row)}
    for (unit, code), row in by_key(book, registrations.TABLE).items():
        number = figure(row, registrations.Col.LAST_YEAR).number
        if code in wanted and number is not None:
            yield (unit, code), number
