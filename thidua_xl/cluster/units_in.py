"""Which units' scores are in, and how: by a form, waiting, on paper."""

from ..domain.year.stages import Stage
from ..sheets.cluster.receipts import FileStatus
from .book import Book
from .kept.given_scores import scored_by_others


def accepted_units(book: Book, stage: Stage = Stage.YEAREND) -> set[str]:
    """Units with an accepted file of the stage."""
    return {one.unit for one in book.forms(stage) if one.status is FileStatus.ACCEPTED}


def waiting_units(book: Book, stage: Stage = Stage.YEAREND) -> set[str]:
    """Units that have sent forms of the stage of which none counts yet: a person must choose."""
    waiting = {one.unit for one in book.forms(stage) if one.status is FileStatus.WAITING}
    return waiting - accepted_units(book, stage) - {""}


def typed_units(book: Book) -> set[str]:
    """Units without an accepted file whose own criteria somebody scored in the book (on paper).

    Where no criterion is a unit's own, no form is due, and any score typed for it will do, a scorer's too.
    """
    open_units = book.names.keys() - accepted_units(book)
    due = book.criteria.of_units
    typed = set() if book.criteria.any_by_unit else scored_by_others(book) & open_units
    for (unit, code), entry in book.ledger.items():
        if unit not in open_units or code not in due or code not in book.own(unit).by_code:
            continue
        if entry.has_agreed or not entry.received.is_blank:
            typed.add(unit)
    return typed


def counted_before(book: Book) -> dict[str, str]:
    """Unit → hash of the file that counts for it."""
    return {r.unit: r.sha256 for r in book.forms(Stage.YEAREND) if r.status is FileStatus.ACCEPTED}
