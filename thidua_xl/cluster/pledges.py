"""Cam kết: every promise of the year beside its result after six months and of the year."""

from collections.abc import Iterator
from decimal import Decimal

from ..domain.scoring.criteria import Criterion
from ..domain.scoring.reached import is_kept
from ..domain.scoring.scores import Key
from ..domain.scoring.units import Unit
from ..domain.values.cells import is_blank
from ..domain.values.numbers import as_fraction
from ..sheets.cluster import agreed, midyear, pledges, registrations
from ..sheets.cluster.agreed import LedgerRow
from ..sheets.cluster.pledges import NOTHING_SAID, Places, Pledge, Said
from ..sheets.kept import KeptRow
from ..workbook.model import Sheet
from .book import Book
from .kept.by_criterion import by_key, figure
from .kept.midyear import percent_of
from .kept.promises import promises_of


def pledges_of(book: Book) -> list[Pledge]:
    """Every promise, in the order of the units and the criteria."""
    promises = promises_of(book)
    registered, halfway = by_key(book, registrations.TABLE), by_key(book, midyear.TABLE)
    return [
        _pledge(book, unit, criterion, promises[key], registered.get(key), halfway.get(key))
        for unit, criterion, key in _keys(book)
        if key in promises
    ]


def _keys(book: Book) -> Iterator[tuple[Unit, Criterion, Key]]:
    for unit in book.units:
        for criterion in book.criteria.of(unit.group).scored:
            yield unit, criterion, (unit.code, criterion.code)


def _pledge(
    book: Book, unit: Unit, criterion: Criterion, target: Decimal, registered: KeptRow | None,
    halfway: KeptRow | None,
) -> Pledge:  # fmt: skip
    entry = book.ledger.get((unit.code, criterion.code)) or LedgerRow(unit.code, criterion.code)
    ours, theirs = _said(entry.typed.result), _said(entry.received.result)
    result = theirs.number if is_blank(ours.raw) else ours.number
    parameter = book.parameters.get(criterion.code)
    kept = None
    if result is not None and parameter is not None:
        kept = is_kept(parameter, as_fraction(target), as_fraction(result))
    return Pledge(
        unit,
        criterion,
        parameter,
        target,
        (
            _cell(registered, registrations.Col.AGREED),
            _cell(registered, registrations.Col.TARGET),
            Said(number=criterion.common_target),
        ),
        _cell(halfway, midyear.Col.RESULT),
        ours,
        theirs,
        result,
        percent_of(book, criterion, target, result) if result is not None and result >= 0 else None,
        kept,
    )


def _cell(row: KeptRow | None, header: str) -> Said:
    return Said(row.raw(header), figure(row, header).number) if row else NOTHING_SAID


def _said(raw: object) -> Said:
    return Said(raw, agreed.figure_of(raw))


def draw_pledges(book: Book) -> Sheet:
    """The sheet `Cam kết`."""
    sheet = pledges.TABLE.sheet
    where = Places(*map(book.placement, (registrations.TABLE, midyear.TABLE, agreed.TABLE)))
    was_empty = sheet in book.file.grids and sheet not in book.file.places
    return pledges.render(pledges_of(book), where, book.placement(pledges.TABLE), was_empty=was_empty)
