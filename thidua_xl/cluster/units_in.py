"""Which units' scores are in, and how: by a form, waiting, on paper."""

from ..sheets.cluster.receipts import FileStatus
from .book import Book


def accepted_units(book: Book) -> set[str]:
    """Units with an accepted file."""
    return {receipt.unit for receipt in book.receipts if receipt.status is FileStatus.ACCEPTED}


def waiting_units(book: Book) -> set[str]:
    """Units that have sent forms of which none counts yet: a person must choose."""
    waiting = {receipt.unit for receipt in book.receipts if receipt.status is FileStatus.WAITING}
    return waiting - accepted_units(book) - {""}


def typed_units(book: Book) -> set[str]:
    """Units without an accepted file whose own criteria somebody scored in the book (on paper).

    Where no criterion is a unit's own, no form is due, and any score typed for it will do.
    """
    open_units = book.names.keys() - accepted_units(book)
    due = book.criteria.of_units
    typed = set()
    for (unit, code), entry in book.ledger.items():
        if unit not in open_units or code not in due:
            continue
        if entry.has_agreed or not entry.received.is_blank:
            typed.add(unit)
    return typed
