"""The office book's sheets from what the clusters amount to, and the book brought up to date."""

from collections import Counter

from ..bookkeeping.keep import Rendering
from ..domain.office.comparable import compare
from ..sheets import criteria, hidden, journal
from ..sheets.groups import coloured
from ..sheets.home import with_way_home
from ..sheets.kept import draw_kept
from ..sheets.office import (
    all_units,
    appraisals,
    calendar,
    checks,
    clusters,
    decisions,
    files,
    first_page,
    mismatches,
    nominees,
    overview,
    own_criteria,
    own_papers,
    papers,
    progress,
    scores,
    settings,
    summary,
    units,
)
from ..workbook.model import Sheet
from .book import OfficeBook
from .first_page import office_page
from .outcome import Consolidation
from .own_papers import lines, needed
from .scoring_sheets import draw_scoring
from .year import left_over


def render_inputs(book: OfficeBook) -> list[Sheet]:
    """The sheets that people fill, for a new book."""
    sheets = (
        settings.render(book.settings),
        clusters.render(book.clusters, units.CODES),
        units.render(book.units),
        criteria.render(book.criteria.rows),
        papers.render(book.papers),
        scores.render(book.scores),
    )
    return [coloured(with_way_home(sheet)) for sheet in sheets]


def render_outputs(outcome: Consolidation) -> Rendering:
    """Every sheet that the program writes, in the order of the book."""
    book, results = outcome.book, outcome.results
    names = {one.code: one.name for one in book.clusters}
    found = outcome.all_findings()
    wrong = Counter(code for code, one in found if one.is_error)
    errors = {code: wrong[code] for code in names}
    others = sum(count for code, count in wrong.items() if code not in names)
    page = overview.Overview(
        book.settings,
        book.clusters,
        outcome.progress,
        results,
        errors,
        outcome.proposal,
        others,
        outcome.own_scoring.waiting,
    )
    dated, moved = calendar.render(
        outcome.calendar, left_over(book, outcome.calendar), outcome.today, book.placement(calendar.TABLE)
    )
    register = draw_kept(
        own_papers.TABLE, lines(book, needed(outcome)), own_papers.LOOK, book.placement(own_papers.TABLE)
    )
    scoring = draw_scoring(outcome)
    first = office_page(outcome)
    sheets = [
        first.draw(book.journal),
        *_decisions(book),
        *([] if own_criteria.TABLE.sheet in book.file.grids else [own_criteria.render(book.scoring.criteria.rows)]),
        *(one.sheet for one in scoring),
        appraisals.render(book.appraisals, book.placement(appraisals.TABLE)),
        _overview(book, page),
        progress.render(outcome.progress, book.settings, book.placement(progress.TABLE)),
        dated,
        register.sheet,
        summary.render(book.clusters, results, book.placement(summary.TABLE)),
        all_units.render(compare(list(results.values())), results, names, book.placement(all_units.TABLE)),
        mismatches.render(found, names, book.placement(mismatches.TABLE), _scorers_said(book)),
        nominees.render(outcome.proposal, results, book.settings, outcome.is_provisional,
                        book.placement(nominees.TABLE)),
        checks.render(outcome.to_check, outcome.effects, results, book.placement(checks.TABLE)),
        files.render(book.files, names, book.placement(files.TABLE)),
        journal.render(book.journal, book.placement(journal.TABLE)),
        hidden.render_meta(meta_of(book)),
        hidden.render_memory(book.memory),
        hidden.render_issued(book.scoring.issued),
    ]  # fmt: skip
    history = journal.TABLE
    place = book.placement(decisions.TABLE)
    rows = {place.header_row + 1 + at: place.header_row + 1 + at for at in range(len(book.decisions.cells))}

    def as_page(sheet: Sheet) -> Sheet:
        return with_way_home(coloured(sheet), book.file.grids.get(sheet.name))

    return Rendering(
        [as_page(sheet) for sheet in sheets],
        lambda rows: [
            as_page(one) for one in (first.draw(rows), journal.render(rows, book.placement(history)))
        ],
        frozenset({history.sheet, first_page.TABLE.sheet}),
        {
            decisions.TABLE.sheet: rows,
            calendar.TABLE.sheet: moved,
            own_papers.TABLE.sheet: register.moved,
            **{one.sheet.name: one.moved for one in scoring},
        },
        first.step.text,
    )


def _overview(book: OfficeBook, page: overview.Overview) -> Sheet:
    """`Tổng quan`; its chart comes with the first result, and stays away where a person has taken it off since."""
    drawn, grid = overview.render(page), book.file.grids.get(overview.NAME)
    drawn.new_charts = grid is not None and any(overview.NOTHING_YET in row for row in grid.rows)
    return drawn


def _scorers_said(book: OfficeBook) -> dict[str, str]:
    """File → whose workbook it is, of those that a scorer sent."""
    return {row.file: f"Người chấm {row.scorer}" for row in book.files if row.scorer}


def _decisions(book: OfficeBook) -> list[Sheet]:
    """`Đề nghị`, its rows where they stand; nothing where it has lost its table: what is there is people's."""
    if book.decisions.is_lost:
        return []
    flags = [name for name, _ in book.settings.flags]
    return [decisions.render(book.decisions, flags, book.placement(decisions.TABLE))]


def meta_of(book: OfficeBook) -> dict[str, str]:
    """`_meta` of the book; what it says once stays."""
    return {**book.meta, "schema": hidden.OFFICE, "year": str(book.settings.year or "")}
