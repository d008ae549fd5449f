"""The office book's sheets from what the clusters amount to, and the book brought up to date."""

from collections.abc import Sequence
from textwrap import wrap
from typing import TYPE_CHECKING

from .. import clock
from ..bookkeeping.rewrite import Saved, changes, write
from ..domain.office.comparable import compare
from ..sheets import criteria, hidden, journal
from ..sheets.cluster.receipts import timestamp
from ..sheets.journal import JournalRow, appended
from ..sheets.office import (
    all_units,
    appraisals,
    checks,
    clusters,
    decisions,
    files,
    mismatches,
    nominees,
    overview,
    papers,
    progress,
    scores,
    settings,
    summary,
    units,
)
from ..sheets.table import Placement, Table, complete
from ..workbook.model import Sheet
from .book import OfficeBook

if TYPE_CHECKING:
    from .acts.consolidate import Consolidation

_LONGEST = 4_000
"""Characters of one journal row; a cell holds no more than 32,767."""


def render_inputs(book: OfficeBook) -> list[Sheet]:
    """The sheets that people fill, for a new book."""
    flags = [name for name, _ in book.settings.flags]
    return [
        settings.render(book.settings),
        clusters.render(book.clusters),
        units.render(book.units),
        criteria.render(book.criteria.rows),
        papers.render(book.papers),
        scores.render(book.scores),
        decisions.render(list(book.decisions.values()), flags),
    ]


def render_outputs(outcome: "Consolidation") -> list[Sheet]:
    """Every sheet that the program writes, in the order of the book."""
    book, results = outcome.book, outcome.results
    names = {one.code: one.name for one in book.clusters}
    found = outcome.all_findings()
    errors = {code: sum(each.is_error for own, each in found if own == code) for code in names}
    others = sum(one.is_error for code, one in found if code not in names)
    page = overview.Overview(
        book.settings, book.clusters, outcome.progress, results, errors, outcome.proposal, others
    )
    return [
        appraisals.render(book.appraisals, _place(book, appraisals.TABLE)),
        overview.render(page),
        progress.render(outcome.progress, book.settings, _place(book, progress.TABLE)),
        summary.render(book.clusters, results, _place(book, summary.TABLE)),
        all_units.render(compare(list(results.values())), results, names, _place(book, all_units.TABLE)),
        mismatches.render(found, names, _place(book, mismatches.TABLE)),
        nominees.render(outcome.proposal, results, book.settings, outcome.is_provisional,
                        _place(book, nominees.TABLE)),
        checks.render(outcome.to_check, outcome.effects, results, _place(book, checks.TABLE)),
        files.render(book.files, names, _place(book, files.TABLE)),
        journal.render(book.journal, _place(book, journal.TABLE)),
        hidden.render_meta(meta_of(book)),
        hidden.render_memory(book.memory),
    ]  # fmt: skip


def _place(book: OfficeBook, table: Table) -> Placement:
    return complete(book.places.get(table.sheet), table)


def meta_of(book: OfficeBook) -> dict[str, str]:
    """`_meta` of the book; what it says once stays."""
    return {**book.meta, "schema": hidden.OFFICE, "year": str(book.settings.year or "")}


def save(outcome: "Consolidation", command: str, events: Sequence[str]) -> Saved:
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
    history = journal.render(appended(book.journal, lines), _place(book, journal.TABLE))
    sheets = [history if sheet.name == history.name else sheet for sheet in sheets]
    return write(book, sheets, moment)
