"""Which units' registrations and reviews are in: by a form, or typed in the book (on paper)."""

from ...domain.values.cells import is_blank
from ...domain.year.stages import Stage
from ...sheets.cluster import midyear, registrations
from ..book import Book
from ..units_in import accepted_units, typed_units
from .by_criterion import unit_of
from .kept_sheet import rows_of

ROWS = {
    Stage.REGISTER: (registrations.TABLE, (registrations.Col.TARGET, registrations.Col.CONTENT)),
    Stage.MIDYEAR: (midyear.TABLE, midyear.RECEIVED),
}
"""The table of a stage, and what a unit that reports on paper has typed in it."""


def typed_at(book: Book, stage: Stage) -> set[str]:
    """Units without an accepted form of the stage of which something is typed in the book."""
    if stage is Stage.YEAREND:
        return typed_units(book)
    table, headers = ROWS[stage]
    waiting = book.names.keys() - accepted_units(book, stage)
    typed = (row for row in rows_of(book, table) if not all(map(is_blank, map(row.cells.get, headers))))
    return {unit for row in typed if (unit := unit_of(row)) in waiting}


def units_of_stage(book: Book, stage: Stage) -> set[str]:
    """Units whose form of the stage is in, or whose figures are typed."""
    return accepted_units(book, stage) | typed_at(book, stage)
