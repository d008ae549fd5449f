"""Where the first thing of a step stands in a cluster's book: its cell, as far as one can be named."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..domain.ranking.dates import CONFERENCE, DEADLINE
from ..domain.ranking.votes import Col as VoteCol
from ..domain.ranking.votes import group_rounds
from ..domain.scoring.scores import Key
from ..domain.values.findings import Finding
from ..domain.year.year_state import Place, Step
from ..sheets.cluster import agreed, ballots, receipts, settings
from ..sheets.cluster.receipts import FileStatus
from ..sheets.cluster.settings import Setting
from ..sheets.table import Table
from .assess import Assessment
from .book import Book
from .row_keys import agreed_keys


def of_findings(steps: Mapping[Step, Sequence[Finding]]) -> Iterator[tuple[Step, Place]]:
    """The cell of the first finding of each step that stands in the book."""
    for step, findings in steps.items():
        inside = [found for found in findings if found.sheet and not found.file]
        if inside:
            yield step, Place(inside[0].sheet, inside[0].cell)


def of_settings(book: Book, blank: Sequence[str]) -> Iterator[tuple[Step, Place]]:
    """The cells on `Cụm`; `blank` are the settings that have to be filled in."""
    names = {Step.DEADLINE: DEADLINE, Step.CONFERENCE_DAY: CONFERENCE, Step.NEXT_STAGE: Setting.STAGE,
             Step.UNSEALED: Setting.REOPENING} | ({Step.SETTINGS: blank[0]} if blank else {})  # fmt: skip
    sheet = settings.TABLE.sheet
    grid = book.file.grids.get(sheet)
    for step, name in names.items():
        yield step, Place(sheet, settings.cell_of(grid, name) if grid else settings.home_cell(name))


def of_ledger(book: Book, claimed: Iterable[Key], unscored: Iterable[Key]) -> Iterator[tuple[Step, Place]]:
    """The cells on `Thống nhất điểm`: where không giao is confirmed, where a score is missing."""
    rows = {tuple(key): at for at, key in reversed([*enumerate(agreed_keys(book))])}
    wanted = (
        (Step.NOT_ASSIGNED, claimed, agreed.Col.AGREED_NOT_ASSIGNED),
        (Step.AGREE, unscored, agreed.Col.AGREED_SCORE),
    )
    for step, keys, header in wanted:
        lines = [rows[key] for key in keys if key in rows]
        if lines:
            yield step, _cell(book, agreed.TABLE, min(lines), header)


def _cell(book: Book, table: Table, line: int, header: str) -> Place:
    place = book.placement(table)
    return Place(table.sheet, place.cell(place.header_row + 1 + line, header))


def of_files(book: Book) -> Iterator[tuple[Step, Place]]:
    """The cell of the first decision on `Tiếp nhận`."""
    for at, receipt in enumerate(book.receipts):
        if receipt.status is FileStatus.WAITING:
            yield Step.DECIDE, _cell(book, receipts.TABLE, at, receipts.Col.DECISION)
            return


def of_vote(book: Book, outcome: Assessment) -> Iterator[tuple[Step, Place]]:
    """The cell of the first vote that is awaited on `Bỏ phiếu`."""
    standings, place = outcome.standings, book.placement(ballots.TABLE)
    first = place.header_row + 1
    moved = ballots.positions(book.ballots, standings.droppable, first)
    for tie in standings.open_ties[:1]:
        waiting = (
            moved.get(held.rows[0].row)
            for held in group_rounds(book.ballots.rows)
            if held.is_pending and held.rows[0].rank == tie.rank
        )
        free = max(moved.values(), default=first - 2) + 2
        line = next((row for row in waiting if row is not None), free)
        yield Step.VOTE, Place(ballots.TABLE.sheet, place.cell(line, VoteCol.VOTES))
