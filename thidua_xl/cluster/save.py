"""An existing book brought up to date: only the program's own sheets are replaced, and only if a cell changes."""

from collections.abc import Sequence
from dataclasses import replace

from ..bookkeeping.happened import FileMoved, FileReceived, Happened, SheetAdded
from ..bookkeeping.keep import Keep, bring_up_to_date, in_file
from ..bookkeeping.new_lines import beside
from ..bookkeeping.saved import Saved
from ..domain.values.cells import as_text, cell_said
from ..sheets.cluster import by_criterion, by_unit, calendar, election, first_page, meeting, pledges, trial
from ..sheets.cluster.agreed import AGREED, LedgerRow
from ..sheets.cluster.year_tables import YEAR_TABLES
from .assess import Assessment
from .book import Book
from .happened import AgreedChange, AgreedTyped, ScoresGiven
from .kept.given_scores import typed_since
from .memory import differences, remembered
from .new_settings import new_settings
from .originals_list import keep_originals_list
from .render import render_state
from .written_texts import read_written


def save_cluster_book(
    book: Book, outcome: Assessment, command: str, events: Sequence[Happened], keep: Keep = in_file,
    *, always: bool = False,
) -> Saved:  # fmt: skip
    """Have the state written by `keep`; nothing is touched where no cell changes, unless it is to be written `always`.

    Raises:
        CannotRunError: it could not be written; the old book is whole.
    """

    if book.meets:
        read_written(book)
    rendering = beside(render_state(book, outcome), new_settings(book))
    filled = [replace(sheet, cells=dict(sheet.cells)) for sheet in book.filled]  # writing uses up the cells
    rendering = rendering._replace(sheets=[*filled, *rendering.sheets])
    saved = bring_up_to_date(
        book, rendering, command, lambda: told(book, outcome, events), keep, always=always
    )
    if takes_in(command, events):
        keep_originals_list(book)
    return saved


def takes_in(command: str, events: Sequence[Happened]) -> bool:
    """Whether files may have come in by a command, or count otherwise than before."""
    return command in ("collect", "fetch-mail", "consolidate", "undo") or any(
        isinstance(one, FileReceived | FileMoved) for one in events
    )


def told(book: Book, outcome: Assessment, events: Sequence[Happened]) -> list[Happened]:
    """What the journal tells of a command: what people did since the last one, then its own events."""
    more = new_settings(book)
    return [
        *new_sheets(book),
        *([more.happened] if more else []),
        *agreed_changes(book),
        *scores_given(book),
        *events,
        *differences(book.memory, remembered(book, outcome)),
    ]


def new_sheets(book: Book) -> list[SheetAdded]:
    """The sheets that a book of an earlier version lacks."""
    of_year = (calendar.TABLE, election.TABLE, *(one.table for one in YEAR_TABLES), pledges.TABLE)
    tables = (first_page.TABLE, *of_year, trial.TABLE, by_unit.TABLE, by_criterion.TABLE)
    names = (table.sheet for table in tables)
    lacking = [name for name in names if name not in book.file.grids]
    if book.meets and meeting.TABLE.sheet not in book.file.places:
        lacking.append(meeting.TABLE.sheet)
    return [SheetAdded(", ".join(lacking))] if lacking else []


def agreed_changes(book: Book) -> list[AgreedTyped]:
    """What people typed in the agreed columns since the last computation."""
    return [
        AgreedTyped(unit, code, changes, as_text(entry.reason))
        for (unit, code), entry in book.ledger.items()
        if (changes := _changes(entry))
    ]


def _changes(entry: LedgerRow) -> list[AgreedChange]:
    return [
        AgreedChange(header, cell_said(old), cell_said(new))
        for header, old, new in zip(AGREED, entry.seen, entry.typed.agreed, strict=True)
        if old is not new and as_text(old) != as_text(new)
    ]


def scores_given(book: Book) -> list[ScoresGiven]:
    """What was typed on `Điểm người chấm` since the last computation, scorer by scorer."""
    return [ScoresGiven(scorer, changes) for scorer, changes in typed_since(book).items()]
