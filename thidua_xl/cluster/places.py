"""Where the rows of a cluster's tables will stand once they are drawn: findings get their addresses here."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeAlias

from ..domain.ranking.standings import Standings
from ..domain.scoring.checks import Validate, check_rows
from ..domain.scoring.rows import Row
from ..domain.values.findings import Finding, RowKey, condensed, nth
from ..sheets import journal
from ..sheets.cluster import agreed, ballots, calendar, election, proclaimed, receipts, submissions
from ..sheets.table import Table
from .assess import Assessment, assess
from .book import Book
from .kept.registry import KEPT, kept_lines
from .row_keys import agreed_keys, proclaimed_keys, receipt_keys, unsent_keys
from .year import calendar_lines


def assessed(
    book: Book, noted: Sequence[Finding], form_rows: Sequence[Row] = (), doubtful: Sequence[Row] = (),
    validated: Validate = check_rows,
) -> Assessment:  # fmt: skip
    """What the book amounts to (`assess`), its findings with the addresses that they have once it is drawn."""
    outcome = assess(book, noted, form_rows, doubtful, validated)
    return replace(outcome, findings=condensed(placed(book, outcome.findings, outcome.standings)))


def placed(book: Book, findings: Iterable[Finding], standings: Standings) -> list[Finding]:
    """The findings with the A1 addresses that their cells have once the book is drawn with these standings."""
    lines = _Lines(book, standings)
    return [one.at(lines.cell(one)) if one.header and not one.cell else one for one in findings]


_Rows: TypeAlias = Callable[[int], Mapping[RowKey, int]]
"""The first line below a header → the lines of the rows by their keys."""


class _Lines:
    """The 0-based lines of the tables' rows, each table's when it is first asked for."""

    def __init__(self, book: Book, standings: Standings) -> None:
        self._book = book
        self._known: dict[str, Mapping[RowKey, int]] = {}
        self._tables: Mapping[str, tuple[Table, _Rows]] = {
            table.sheet: (table, rows) for table, rows in self._of_tables(book, standings)
        }

    @staticmethod
    def _of_tables(book: Book, standings: Standings) -> Iterable[tuple[Table, _Rows]]:
        return (
            (agreed.TABLE, _in_order(lambda: agreed_keys(book))),
            (proclaimed.TABLE, _in_order(lambda: proclaimed_keys(book, standings.standings))),
            (receipts.TABLE, _in_order(lambda: (*receipt_keys(book), *unsent_keys(book)))),
            (journal.TABLE, _in_order(lambda: map(nth, range(len(book.journal))))),
            (submissions.TABLE, _in_order(lambda: map(nth, range(len(book.sent))))),
            (calendar.TABLE, lambda first: calendar_lines(book, first)),
            (ballots.TABLE, lambda first: ballots.lines(book.ballots, standings.droppable, first)),
            (election.TABLE, lambda first: ballots.lines(book.election, (), first)),
            *((one.table, partial(kept_lines, book, one)) for one in KEPT),
        )

    def cell(self, found: Finding) -> str:
        """The address under its header; empty for a row that is not drawn."""
        table, rows = self._tables[found.sheet]
        place = self._book.placement(table)
        if found.sheet not in self._known:
            self._known[found.sheet] = rows(place.header_row + 1)
        line = self._known[found.sheet].get(found.row)
        return "" if line is None else place.cell(line, found.header)


def _in_order(keys: Callable[[], Iterable[RowKey]]) -> _Rows:
    """Rows that stand under one another from the first line on."""
    return lambda first: {key: first + at for at, key in enumerate(keys())}
