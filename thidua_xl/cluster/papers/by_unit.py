"""Criteria × units: figures of many units side by side, in as many tables as the page asks for."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ...documents.tables import Column, Raw, Row, matrix
from ...documents.word import Page
from ...domain.scoring.criteria import Criteria, Criterion
from ...domain.scoring.units import Unit
from ..book import Book


class Col:
    """The headers of such a table before those of the units."""

    NUMBER = "TT"
    TEXT = "Nội dung"
    MEASURE = "Đơn vị tính"


class Group(NamedTuple):
    """The table of some of the units."""

    units: Sequence[Unit]
    table: Raw


Cell = Callable[[Unit, Criterion], str | None]
"""What stands in the row of a criterion below a unit; None: a dotted blank."""
MOST_UNITS = 8
"""Side by side on a page on its side."""
_NARROW = 4
"""Side by side on a standing page."""
_LYING = 11
_STANDING = 12


def lies(book: Book) -> bool:
    """Whether the units of the book need pages on their side."""
    return len(book.units) > _NARROW


def groups(book: Book, criteria: Sequence[Criterion], cell: Cell, *, landscape: bool) -> list[Group]:
    """The criteria with their sections as rows, the units as columns; groups of units about equally large."""
    page, size = Page(landscape), _LYING if landscape else _STANDING
    rows = list(with_sections(book.criteria, criteria))
    return [
        Group(units, matrix(_columns(units), [_row(one, units, cell) for one in rows], page, size))
        for units in evenly(book.units, MOST_UNITS)
    ]


def evenly(units: Sequence[Unit], most: int) -> Iterator[Sequence[Unit]]:
    """The units in as few groups of at most so many as there can be, none much smaller than another."""
    count = -(-len(units) // most)
    edges = [round(len(units) * at / count) for at in range(count + 1)] if count else []
    yield from (units[first:last] for first, last in pairwise(edges))


def with_sections(every: Criteria, chosen: Sequence[Criterion]) -> Iterator[Criterion]:
    """The chosen criteria below the sections that they stand in."""
    codes = {one.code for one in chosen}
    for row in every:
        if row.code in codes or (row.is_section and any(code.startswith(f"{row.code}.") for code in codes)):
            yield row


def _columns(units: Sequence[Unit]) -> list[Column]:
    own = [Column(Col.NUMBER, 1.3, "c"), Column(Col.TEXT, 6), Column(Col.MEASURE, 2, "c")]
    return [*own, *(Column(unit.name, 2, "r") for unit in units)]


def _row(criterion: Criterion, units: Sequence[Unit], cell: Cell) -> Row:
    own = (criterion.printed_number, criterion.text, criterion.measure)
    if criterion.is_section:
        return Row((*own[:2], "", *[""] * len(units)), bold=True)
    return Row((*own, *(cell(unit, criterion) for unit in units)))
