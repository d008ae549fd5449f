"""Rendering: a book's state and its assessment as sheets, and what differs from the sheets as they are."""

from collections.abc import Mapping, Sequence
from functools import partial

from .. import clock
from ..bookkeeping.keep import Rendering
from ..domain.scoring.groups import section_maxima
from ..domain.year.stages import Stage, present
from ..sheets import criteria, hidden, journal
from ..sheets.calling import around_table
from ..sheets.cluster import (
    agreed,
    agreed_page,
    ballots,
    by_criterion,
    by_unit,
    calendar,
    election,
    explained,
    first_page,
    given_scores,
    matrix,
    meeting,
    proclaimed,
    ranking,
    ranking_drawn,
    receipts,
    settings,
    submissions,
    to_fix,
    trial,
    units,
)
from ..sheets.cluster.agreed_page import LedgerSheet
from ..sheets.cluster.live_ranking import LiveRanking
from ..sheets.cluster.matrix import MatrixSheet
from ..sheets.cluster.typed_since import TYPED, UNSEALED, Since
from ..sheets.entry_rules import Rule, add_codes
from ..sheets.groups import coloured
from ..sheets.home import with_way_home
from ..sheets.journal import JournalRow
from ..sheets.table import Placement
from ..workbook.model import Sheet
from .assess import Assessment
from .book import Book
from .first_page import FirstPage, first_page_of
from .former_columns import clear_former
from .kept.given_scores import scorer_names
from .kept.holders import turns_of
from .kept.registry import draw_year, unit_codes
from .kept.stage_rows import typed_at
from .meeting import meeting_lines, prepared
from .memory import in_known_order, remembered
from .pledges import draw_pledges
from .refusals import is_sealed
from .row_keys import orphan_proclamations, orphan_rows
from .rule_memory import versions_of
from .seal import printed
from .suggested import suggested_points
from .units_in import accepted_units, waiting_units
from .year import calendar_of

_OF_JOURNAL = frozenset({journal.TABLE.sheet, hidden.META, ranking.TABLE.sheet, first_page.TABLE.sheet})
"""The sheets that name the journal's last row."""


def render_state(book: Book, outcome: Assessment) -> Rendering:
    """Every sheet that the program writes (not the input sheets), in the order of the book."""
    table, totals, ranked = _scores(book, outcome)
    live = LiveRanking(ranked, book.placement(ranking.TABLE))
    since = _since(book, ranked, live)
    codes = unit_codes(book)
    voted, moved = _ballots(book, outcome, since, codes)
    elected, moved_votes = _election(book, outcome, since, codes)
    dated, moved_days = _calendar(book)
    of_year, moved_in_year = draw_year(book)
    page = first_page_of(book, outcome, table, live, clock.now().date())
    names = {**scorer_names(book), **book.names}
    sheets = [
        page.draw(book.journal),
        dated,
        _receipts(book, outcome, names, codes),
        to_fix.render(outcome.findings, names, book.placement(to_fix.TABLE), since),
        table.sheet,
        totals.sheet,
        ranked,
        *_pages_to_meet_over(book, outcome, table, totals, live),
        *_of_the_conference(book, outcome, live, since),
        *_of_the_meeting(book, outcome, table, live, since),
        voted,
        elected,
        *of_year,
        draw_pledges(book),
        trial.render(book.criteria, book.settings.rounding, book.trial, book.placement(trial.TABLE)),
        *_records(book, outcome),
    ]  # fmt: skip
    texts = (row.text for row in book.criteria)
    calling, given = book.settings.calling, (*book.settings.given, *book.names.values(), *texts)

    def as_page(sheet: Sheet) -> Sheet:
        at_home = with_way_home(coloured(sheet), book.file.grids.get(sheet.name))
        return around_table(at_home, calling, given)

    return Rendering(
        [as_page(sheet) for sheet in sheets],
        lambda rows: [as_page(one) for one in _with_journal(book, page, rows)],
        _OF_JOURNAL,
        {
            ballots.TABLE.sheet: moved,
            election.TABLE.sheet: moved_votes,
            calendar.TABLE.sheet: moved_days,
            **moved_in_year,
        },
        page.step.text,
    )


def _since(book: Book, ranked: Sheet, live: LiveRanking) -> Since:
    return Since(ranking.typed_since(ranked, live.place), told_of(book), _free_columns(book))


def _scores(book: Book, outcome: Assessment) -> tuple[LedgerSheet, MatrixSheet, Sheet]:
    """`Thống nhất điểm`, `Tổng hợp` and `Xếp hạng`, whose formulas refer to each other in this order."""
    ledger = agreed_page.render(
        book.units, book.criteria, book.ledger, outcome.scores, orphan_rows(book), book.settings.rounding,
        book.placement(agreed.TABLE), given_scores.pending_column(book.placement(given_scores.TABLE)),
        suggested_points(book, outcome),
    )  # fmt: skip
    return ledger, *_totals(book, outcome, ledger)


def _totals(book: Book, outcome: Assessment, ledger: LedgerSheet) -> tuple[MatrixSheet, Sheet]:
    totals = matrix.render(book.criteria, book.settings, outcome.totals, outcome.scores, ledger)
    place = book.placement(ranking.TABLE)
    flags = proclaimed.flags_at(len(outcome.standings.standings), book.placement(proclaimed.TABLE))
    ranked = ranking_drawn.render(
        outcome.standings, book.settings, book.criteria, outcome.totals, totals, ledger, flags, place
    )
    ranked.new_charts = _had_no_units(book, place)
    ranking.sign(ranked, place, printed(book.meta, book.journal), told_of(book))
    for sheet in (totals.sheet, ranked):
        clear_former(book, sheet)
    return totals, ranked


def _pages_to_meet_over(
    book: Book, outcome: Assessment, ledger: LedgerSheet, totals: MatrixSheet, live: LiveRanking
) -> list[Sheet]:
    """`Theo đơn vị` and `Theo tiêu chí`, of whatever is chosen there."""
    digits, groups = book.settings.digits, {one.unit.group for one in outcome.totals}
    return [
        by_unit.render(
            book.criteria, digits, section_maxima(book.criteria, groups, digits),
            by_unit.Sources(ledger, totals, live),
            book.shown_unit, book.placement(by_unit.TABLE),
        ),
        by_criterion.render(
            book.criteria, digits, by_criterion.Sources(ledger, totals), book.shown_criterion,
            book.placement(by_criterion.TABLE),
        ),
    ]  # fmt: skip


def _had_no_units(book: Book, place: Placement) -> bool:
    """Whether the ranking stands there without a unit: the chart that is not there was taken away by nobody."""
    grid = book.file.grids.get(ranking.TABLE.sheet)
    column = place[ranking.Col.CODE]
    return grid is not None and not any(
        grid.at(row, column) for row in range(place.header_row + 1, len(grid.rows))
    )


def _receipts(book: Book, outcome: Assessment, names: dict[str, str], codes: Rule) -> Sheet:
    place, stage = book.placement(receipts.TABLE), present(book.settings)
    drawn = receipts.render(book.receipts, unsent(book, outcome), names, book.remarks, place, stage)
    add_codes(drawn, (receipts.Col.ASSIGNED_TO,), codes, drawn.last)
    return drawn.sheet


def _ballots(book: Book, outcome: Assessment, since: Since, codes: Rule) -> tuple[Sheet, dict[int, int]]:
    standings = outcome.standings
    drawn, moved = ballots.render(
        book.ballots, standings.droppable, standings.prefill, book.names, book.settings.majority, since,
        book.placement(ballots.TABLE),
    )  # fmt: skip
    add_codes(drawn, (ballots.Col.UNIT,), codes, ballots.LAST_ROW)
    return drawn.sheet, moved


def _election(book: Book, outcome: Assessment, since: Since, codes: Rule) -> tuple[Sheet, dict[int, int]]:
    drawn, moved = election.draw_election(
        book.election, outcome.election, book.names, book.settings.majority, since, turns_of(book),
        book.placement(election.TABLE),
    )  # fmt: skip
    add_codes(drawn, (ballots.Col.UNIT,), codes, ballots.LAST_ROW)
    return drawn.sheet, moved


def _calendar(book: Book) -> tuple[Sheet, dict[int, int]]:
    today = clock.now().date()
    return calendar.render(
        calendar_of(book, today), book.calendar, today, book.placement(calendar.TABLE), book.settings.calling
    )


def _proclaimed(book: Book, outcome: Assessment, live: LiveRanking, since: Since) -> Sheet:
    grades = book.settings.classes.names if book.settings.classes else ()
    return proclaimed.render(
        outcome.standings, book.proclaimed, orphan_proclamations(book), ranking.PROVISIONAL,
        book.settings.awards, grades, partial(live.of_unit, ranking.Col.PROPOSED), since,
        book.placement(proclaimed.TABLE),
    )  # fmt: skip


def _of_the_conference(book: Book, outcome: Assessment, live: LiveRanking, since: Since) -> list[Sheet]:
    """`Suy tôn` and `Giải thích`, which follow the live ranking."""
    return [
        _proclaimed(book, outcome, live, since),
        explained.render(
            outcome.explanations, book.settings.digits, live.of_unit, since, book.placement(explained.TABLE)
        ),
    ]  # fmt: skip


def _of_the_meeting(
    book: Book, outcome: Assessment, table: LedgerSheet, ranked: LiveRanking, since: Since
) -> list[Sheet]:
    """`Họp trù bị`, in a book that has it."""
    if not book.meets:
        return []
    live = meeting.Live(table, ranked)
    lines, place = meeting_lines(book, prepared(book, outcome)), book.placement(meeting.TABLE)
    return [meeting.render(lines, outcome.standings.standings, book.settings, live, since, place)]


def _records(book: Book, outcome: Assessment) -> list[Sheet]:
    """What was sent, what happened, and what the program keeps for itself."""
    return [
        submissions.render(book.sent, book.settings.digits, book.placement(submissions.TABLE)),
        journal.render(book.journal, book.placement(journal.TABLE)),
        hidden.render_meta(meta_of(book, book.journal)),
        hidden.render_memory(in_known_order(book.memory, remembered(book, outcome))),
        hidden.render_issued(book.issued),
        hidden.render_versions(
            {mark: one.rows for mark, one in versions_of(book, outcome.standings).items()}
        ),
        hidden.render_evidence(book.evidence),
    ]


def _with_journal(book: Book, page: FirstPage, rows: Sequence[JournalRow]) -> list[Sheet]:
    """The sheets that speak of the journal, with a longer one: what is written once something has changed."""
    ranked = page.ranking.sheet
    ranking.sign(ranked, page.ranking.place, printed(book.meta, rows), told_of(book))
    written = journal.render(rows, book.placement(journal.TABLE))
    return [page.draw(rows), ranked, written, hidden.render_meta(meta_of(book, rows))]


def told_of(book: Book) -> str:
    """The red line: a sealed book takes no command, and its seal does not hold any more."""
    return UNSEALED if is_sealed(book) else TYPED


def _free_columns(book: Book) -> dict[str, int]:
    """Where the red line stands: the first cell above the header in which no person has written."""
    columns = {}
    tables = (to_fix.TABLE, proclaimed.TABLE, explained.TABLE, ballots.TABLE, election.TABLE, meeting.TABLE)
    for table in tables:
        grid, row = book.file.grids.get(table.sheet), book.placement(table).header_row - 1
        width = len(grid.rows[row]) if grid is not None and 0 <= row < len(grid.rows) else 0
        taken = {
            at
            for at in range(width)
            if grid and grid.at(row, at) is not None and (row, at) not in grid.formulas
        }
        columns[table.sheet] = next(at for at in range(width + 1) if at not in taken)
    return columns


def render_inputs(book: Book, typed_settings: Mapping[str, object] | None = None) -> list[Sheet]:
    """The three sheets that people fill, for a new book."""
    sheets = (
        settings.render(book.settings, typed_settings),
        units.render(book.units),
        criteria.render(book.criteria.rows),
    )
    return [coloured(with_way_home(sheet)) for sheet in sheets]


def meta_of(book: Book, history: Sequence[JournalRow]) -> dict[str, str]:
    """`_meta` of the book with this journal; what it says once stays."""
    return {**book.meta, "schema": hidden.CLUSTER, "cluster": book.settings.cluster,
            "year": str(book.settings.year or ""), "criteria": book.criteria.fingerprint,
            hidden.PRINTED: printed(book.meta, history)}  # fmt: skip


def unsent(book: Book, outcome: Assessment) -> list[tuple[str, str]]:
    """Units without an accepted file of the present stage and what they are."""
    stage = present(book.settings)
    accepted, waiting = accepted_units(book, stage), waiting_units(book, stage)
    on_paper = outcome.typed if stage is Stage.YEAREND else typed_at(book, stage)
    if book.criteria.any_by_unit or stage is not Stage.YEAREND:
        typed, untyped = receipts.ON_PAPER, receipts.NOT_SENT
    else:
        typed, untyped = receipts.SCORED, receipts.NOT_SCORED
    lines = []
    for unit in book.units:
        if unit.code in accepted:
            continue
        undecided = receipts.UNDECIDED if unit.code in waiting else untyped
        state = typed if unit.code in on_paper else undecided
        lines.append((unit.code, receipts.EXCLUDED if unit.is_excluded else state))
    return lines
