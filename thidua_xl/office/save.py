"""The office book brought up to date, with its line of the journal."""

from collections.abc import Sequence

from ..bookkeeping.happened import Happened, SheetAdded
from ..bookkeeping.keep import Keep, bring_up_to_date, in_file
from ..bookkeeping.new_lines import beside, remembered
from ..bookkeeping.saved import Saved
from ..cluster import scoring_terms
from ..cluster.memory import differences
from ..cluster.save import scores_given, takes_in
from ..sheets.office import calendar, first_page, own_criteria, own_papers
from .book import OfficeBook
from .new_settings import new_settings
from .originals_list import keep_originals_list
from .outcome import Consolidation
from .render import render_outputs
from .scoring_book import TABLES


def save_office_book(
    outcome: Consolidation,
    command: str,
    events: Sequence[Happened],
    keep: Keep = in_file,
    *,
    always: bool = False,
) -> Saved:
    """Have the outcome written by `keep`; nothing is touched where no cell changes, unless it is written `always`.

    Raises:
        CannotRunError: it could not be written; the old book is whole.
    """
    book = outcome.book
    more, happened = new_settings(book), told(book, events)
    _remember_terms(book)
    book.memory |= remembered(book.memory, more)
    saved = bring_up_to_date(
        book, beside(render_outputs(outcome), more), command, lambda: happened, keep, always=always
    )
    if takes_in(command, events):
        keep_originals_list(book)
    return saved


def told(book: OfficeBook, events: Sequence[Happened]) -> list[Happened]:
    """What the journal tells of a command: what the book lacked until now, then its own events."""
    more = new_settings(book)
    return [
        *new_sheets(book),
        *([more.happened] if more else []),
        *scores_given(book.scoring),
        *events,
        *terms_changed(book),
    ]


def terms_changed(book: OfficeBook) -> list[Happened]:
    """Weights of scorers that are others than when points were in."""
    return differences(_terms_before(book), scoring_terms.remembered(book.scoring))


def _terms_before(book: OfficeBook) -> dict[str, str]:
    return {label: value for label, value in book.memory.items() if scoring_terms.is_term(label)}


def _remember_terms(book: OfficeBook) -> None:
    """What the scorers' mean rests on, as it is now."""
    now = scoring_terms.remembered(book.scoring)
    for label in _terms_before(book):
        del book.memory[label]
    book.memory |= now


def new_sheets(book: OfficeBook) -> list[SheetAdded]:
    """The sheets that a book of an earlier version lacks."""
    tables = (first_page.TABLE, calendar.TABLE, own_papers.TABLE, own_criteria.TABLE, *TABLES)
    names = (table.sheet for table in tables)
    lacking = [name for name in names if name not in book.file.grids]
    return [SheetAdded(", ".join(lacking))] if lacking else []
