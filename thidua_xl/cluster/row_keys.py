"""The rows of a cluster's tables by what tells them apart, in the order in which they are drawn."""

from collections.abc import Sequence

from ..domain.ranking.standings import Standing
from ..domain.scoring.scores import Key
from ..domain.values.findings import RowKey, numbered
from ..domain.year.stages import present
from ..sheets.cluster.agreed import LedgerRow
from ..sheets.cluster.proclaimed import ProclaimedRow
from .book import Book
from .units_in import accepted_units


def scored_keys(book: Book) -> list[Key]:
    """Every unit of the book × the criteria that it has."""
    return [
        (unit.code, criterion.code) for unit in book.units for criterion in book.criteria.of(unit.group).asked
    ]


def is_of_others(book: Book, key: Key) -> bool:
    """Whether the unit and the criterion are in the book, and the criterion is one of other groups alone."""
    unit, criterion = key
    return (
        book.unit(unit) is not None
        and criterion in book.criteria.by_code
        and criterion not in book.own(unit).by_code
    )


def orphan_rows(book: Book) -> list[LedgerRow]:
    """Rows of the ledger with typed values whose unit or criterion vanished, or that stand twice."""
    known = set(scored_keys(book))
    gone = [entry for key, entry in book.ledger.items() if key not in known and entry.has_typed]
    return [*gone, *(entry for entry in book.doubles if entry.has_typed)]


def agreed_keys(book: Book) -> list[RowKey]:
    """The rows of `Thống nhất điểm`: every unit × criterion, then the orphans."""
    orphans = ((entry.unit, entry.criterion) for entry in orphan_rows(book))
    return numbered((*scored_keys(book), *orphans))


def orphan_proclamations(book: Book) -> list[ProclaimedRow]:
    """Typed rows of `Suy tôn` whose unit vanished, and the second ones of a unit."""
    gone = [row for code, row in book.proclaimed.items() if book.unit(code) is None]
    return [*gone, *book.proclaimed_twice]


def proclaimed_keys(book: Book, ranked: Sequence[Standing]) -> list[RowKey]:
    """The rows of `Suy tôn`: the units as they are ranked, then the orphans."""
    orphans = (row.unit for row in orphan_proclamations(book))
    return numbered((code,) for code in (*(line.code for line in ranked), *orphans))


def orphan_proclamation_keys(book: Book) -> list[RowKey]:
    """The keys of `orphan_proclamations`, one each."""
    orphans = orphan_proclamations(book)
    keys = numbered((code,) for code in (*book.names, *(row.unit for row in orphans)))
    return keys[len(keys) - len(orphans) :]


def receipt_keys(book: Book) -> list[RowKey]:
    """The files of `Tiếp nhận`."""
    return numbered((receipt.sha256, receipt.file) for receipt in book.receipts)


def unsent_keys(book: Book) -> list[RowKey]:
    """The units that stand below the files of `Tiếp nhận`."""
    accepted = accepted_units(book, present(book.settings))
    return [(unit.code,) for unit in book.units if unit.code not in accepted]
