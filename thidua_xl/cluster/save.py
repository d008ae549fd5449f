"""An existing book brought up to date: only the program's own sheets are replaced, and only if a cell changes."""

import datetime
from collections.abc import Callable, Sequence
from textwrap import wrap

from .. import clock
from ..bookkeeping.rewrite import Saved, changes, write
from ..domain.values.cells import as_text
from ..sheets.cluster import ballots, receipts
from ..sheets.cluster.agreed import SEEN, TYPED
from ..sheets.journal import JournalRow, appended
from ..workbook.model import Sheet, Workbook
from .assess import Assessment
from .book import Book
from .memory import differences, remembered
from .render import Rendered, render_state, with_journal

__all__ = ["Keep", "Saved", "save_cluster_book"]

_LONGEST = 4_000
"""Characters of one journal row; a cell holds no more than 32,767."""


def save_cluster_book(book: Book, outcome: Assessment, command: str, events: Sequence[str]) -> Saved:
    """Render the state back into the book's file; nothing is touched where no cell changes.

    Raises:
        CannotRunError: the file could not be written; the old book is whole.
    """
    moment = clock.now()
    rendered = rendered_anew(book, outcome, command, events, moment)
    if rendered is None:
        return Saved(book.path, False)
    return write(book, rendered.sheets, moment, moves_of(rendered))


Keep = Callable[[Book, Assessment, str, Sequence[str]], Saved]
"""Writes an outcome into its book: `save` into the file, or into the workbook that is open in Excel."""


def rendered_anew(
    book: Book, outcome: Assessment, command: str, events: Sequence[str], moment: datetime.datetime
) -> Rendered | None:
    """The sheets as they must be, with the journal's new rows; None where no cell changes."""
    rendered = render_state(book, outcome)
    if not any(changes(book, sheet) for sheet in rendered.sheets):
        return None
    when, who = receipts.timestamp(moment), clock.who()
    seen = differences(book.memory, remembered(book, outcome))
    told = [*agreed_changes(book), *events, *seen] or ["Cập nhật các bảng"]
    lines = [JournalRow(when, who, command, piece) for event in told for piece in wrap(event, _LONGEST)]
    history = appended(book.journal, lines)
    return with_journal(rendered, book, history)


def changed_sheets(book: Book, rendered: Rendered) -> list[Sheet]:
    """The sheets in which a cell changes."""
    return [sheet for sheet in rendered.sheets if changes(book, sheet)]


def agreed_changes(book: Book) -> list[str]:
    """What people typed in the agreed columns since the last computation (old → new)."""
    lines = []
    for (unit, code), entry in book.ledger.items():
        for at in range(len(SEEN)):
            old, new = entry.seen[at], entry.typed[at]
            if as_text(old) != as_text(new):
                lines.append(
                    f"{unit} {code} {TYPED[at]}: {as_text(old) or '(trống)'} → {as_text(new) or '(trống)'}"
                )
    return lines


def moves_of(rendered: Rendered) -> dict[str, dict[int, int]]:
    """Where rows went that no key tells apart."""
    return {ballots.TABLE.sheet: dict(rendered.moved_ballots)}


def new_book(book: Book, sheets: Sequence[Sheet], moment: datetime.datetime) -> bytes:
    """The package of a book that does not exist yet."""
    from ..workbook.write import to_bytes

    return to_bytes(Workbook(list(sheets), book.title), moment)
