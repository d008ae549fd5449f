"""A typed column that stands twice in a table: the first counts, so what the second says otherwise is told."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ..domain.values.cells import as_text, is_blank
from ..domain.values.grammar import read_number
from ..domain.values.text import fold
from ..workbook.addresses import address
from ..workbook.grid import Grid
from .table import Placement, Table, rows_of

_NAMED = 3
"""How many differing cells a finding quotes."""


class Doubled(NamedTuple):
    """A header that stands a second time, over something else."""

    header: str
    cell: str
    """Where it does."""
    differences: str


def double_columns(grid: Grid, place: Placement, typed: Iterable[str], key: str) -> Iterator[Doubled]:
    """The second columns of typed headers that say something else, in the rows with a text under `key`.

    What is blank there says nothing.
    """
    wanted = {fold(header): header for header in typed if header in place.columns}
    for at, cell in enumerate(grid.rows[place.header_row]):
        header = wanted.get(fold(cell)) if isinstance(cell, str) else None
        if header is not None and place[header] != at:
            rows = [row for row in rows_of(grid, place) if row.text(key)]
            said = (difference(address(row.row, at), grid.at(row.row, at), row.raw(header)) for row in rows)
            if differences := list(filter(None, said)):
                yield Doubled(header, address(place.header_row, at), some(differences))


def doubled_in(grid: Grid, place: Placement, table: Table) -> Iterator[Doubled]:
    """The same of all columns of a table that people fill."""
    return double_columns(grid, place, (one.header for one in table.columns if one.typed), table.key[0])


def difference(cell: str, typed: object, counts: object) -> str:
    """What stands in a cell and is not what counts; empty where it says nothing else."""
    if is_blank(typed) or _meaning(typed) == _meaning(counts):
        return ""
    return f"{cell}: {_quoted(typed)}, chỗ được tính: {_quoted(counts)}"


def some(differences: Sequence[str]) -> str:
    """As many of them as a person reads."""
    return "; ".join(differences[:_NAMED]) + ("; …" if len(differences) > _NAMED else "")


def _meaning(cell: object) -> object:
    """What two ways of typing the same have in common."""
    number = read_number(cell).number
    return fold(as_text(cell)) if number is None else number


def _quoted(cell: object) -> str:
    number = read_number(cell).number
    text = as_text(cell) if number is None else format(number, "f").replace(".", ",")
    return text or "(trống)"
