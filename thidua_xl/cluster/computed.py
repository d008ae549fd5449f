"""What the book amounts to now: assessed as it stands, or anew from its originals where something changed."""

from ..bookkeeping.happened import Happened
from ..sheets.hidden import EXPLAINED
from .assess import Assessment
from .book import Book
from .changed_criteria import adopt, is_stale
from .changed_units import are_others
from .criteria_history import are_renamed
from .decisions import undone
from .places import assessed
from .received_evidence import take_evidence
from .rule_changes import note_rule_changes
from .units_in import counted_before


def computed(book: Book) -> tuple[Assessment, list[Happened]]:
    """What the book amounts to now, and what of it goes into the journal.

    Where somebody decided about a file, or changed the criteria or the units, since the last run, the originals are
    read again; so they are where an earlier version left `Giải trình` in them.
    """
    unexplained = EXPLAINED not in book.meta and counted_before(book)
    changed = bool(book.receipts) and (is_stale(book) or are_others(book) or are_renamed(book))
    if undone(book) or changed or _counts_nothing(book) or unexplained:
        from .reassess import recomputed  # reading files takes much that a book as it stands needs nothing of

        return recomputed(book)
    if counted_before(book):
        take_evidence(book)
    events = [*note_rule_changes(book), *adopt(book)]
    return assessed(book, book.noted), events


def _counts_nothing(book: Book) -> bool:
    """Whether a file counts of which nothing stands in the book: in earlier versions a blank form did."""
    filled = {unit for (unit, _), entry in book.ledger.items() if not entry.received.is_blank}
    return not counted_before(book).keys() <= filled
