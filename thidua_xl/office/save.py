"""The office book brought up to date, with its line of the journal."""

from collections.abc import Sequence
from textwrap import wrap
from typing import TYPE_CHECKING

from .. import clock
from ..bookkeeping.rewrite import Saved, changes, write
from ..sheets import journal
from ..sheets.cluster.receipts import timestamp
from ..sheets.journal import JournalRow, appended
from .render import place_in, render_outputs

if TYPE_CHECKING:
    from .outcome import Consolidation

_LONGEST = 4_000
"""Characters of one journal row; a cell holds no more than 32,767."""


def save_office_book(outcome: "Consolidation", command: str, events: Sequence[str]) -> Saved:
    """Render the outcome back into the book's file; nothing is touched where no cell changes.

    Raises:
        CannotRunError: the file could not be written; the old book is whole.
    """
    book, moment = outcome.book, clock.now()
    sheets = render_outputs(outcome)
    if not any(changes(book, sheet) for sheet in sheets):
        return Saved(book.path, False)
    when, who = timestamp(moment), clock.who()
    told = list(events) or ["Cập nhật các bảng"]
    lines = [JournalRow(when, who, command, piece) for event in told for piece in wrap(event, _LONGEST)]
    history = journal.render(appended(book.journal, lines), place_in(book, journal.TABLE))
    sheets = [history if sheet.name == history.name else sheet for sheet in sheets]
    return write(book, sheets, moment)
