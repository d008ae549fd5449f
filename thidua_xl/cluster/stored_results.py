"""Totals, ranks and places as they stand in the book against what they are computed to."""

from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from typing import NamedTuple

from ..bookkeeping.differences import in_words, plain_value, same_value
from ..domain.ranking.standings import VOTE_LATER, VOTE_NOW
from ..domain.scoring.groups import grouping_of
from ..domain.values.catalogue import Code
from ..domain.values.cells import Formula, Uncomputed, as_text, quoted
from ..domain.values.findings import Finding, finding
from ..domain.values.numbers import stored
from ..domain.values.reworded import Words, reworded
from ..sheets.cluster import agreed, agreed_lines, matrix, proclaimed, ranking
from ..sheets.table import Table, find_table
from ..workbook.addresses import address
from ..workbook.grid import Grid
from . import seal
from .assess import Assessment
from .book import Book
from .row_keys import orphan_proclamations, orphan_rows, scored_keys

Row = Mapping[str, object]
"""What a row must hold, by header; nothing under the others."""


class _Results(NamedTuple):
    """A table as it is computed. Nothing is drawn for it: that would take longer than all else of a comparison."""

    table: Table
    keys: tuple[str, ...]
    headers: tuple[str, ...]
    """Of what is compared."""
    rows: Mapping[tuple[str, ...], Row]


def _computed(book: Book, outcome: Assessment) -> Iterator[_Results]:
    """The tables with scores, totals, ranks and places in them; of two rows with one key, the lower one."""
    keys = (agreed.Col.UNIT, agreed.Col.CRITERION)
    yield _Results(agreed.TABLE, keys, (agreed.Col.COUNTS,), dict(_scores(book, outcome)))
    yield _Results(ranking.TABLE, (ranking.Col.CODE,), (
        ranking.Col.RANK, ranking.Col.SELF_TOTAL, ranking.Col.ADJUSTED, ranking.Col.AGREED_TOTAL, ranking.Col.MAXIMUM,
        ranking.Col.PERCENT, ranking.Col.PROPOSED, ranking.Col.CLASS, ranking.Col.TIE,
    ), dict(_ranks(book, outcome)))  # fmt: skip
    proposals = dict(_proposals(book, outcome))
    yield _Results(proclaimed.TABLE, (proclaimed.Col.UNIT,), (proclaimed.Col.PROPOSED,), proposals)


def _scores(book: Book, outcome: Assessment) -> Iterator[tuple[tuple[str, ...], Row]]:
    by_code = book.criteria.by_code
    texts = {code: as_text(code) for code in (*by_code, *(unit.code for unit in book.units))}
    for unit, criterion in scored_keys(book):
        counts = agreed_lines.counting(by_code[criterion], outcome.scores[unit, criterion])
        yield (texts[unit], texts[criterion]), {agreed.Col.COUNTS: counts}
    for orphan in orphan_rows(book):
        yield (as_text(orphan.unit), as_text(orphan.criterion)), {}


def _ranks(book: Book, outcome: Assessment) -> Iterator[tuple[tuple[str, ...], Row]]:
    standings = outcome.standings
    totals = {total.unit.code: total for total in outcome.totals}
    for standing in standings.standings:
        graded = ranking.class_said(standing, standings, book.settings)
        yield (
            (as_text(standing.code),),
            ranking.results_of(
                standing, totals[standing.code], provisional=standings.provisional, graded=graded
            ),
        )


def _proposals(book: Book, outcome: Assessment) -> Iterator[tuple[tuple[str, ...], Row]]:
    standings = outcome.standings
    for standing in standings.standings:
        proposed = proclaimed.proposed_to(standing, standings, ranking.PROVISIONAL)
        yield (as_text(standing.code),), {proclaimed.Col.PROPOSED: proposed}
    for orphan in orphan_proclamations(book):
        yield (as_text(orphan.unit),), {}


def _matrix(book: Book, outcome: Assessment) -> tuple[tuple[str, ...], dict[tuple[str, ...], Row]]:
    """The headers of `Tổng hợp` behind those of the unit, and its rows."""
    criteria, totals = book.criteria, outcome.totals
    grouping = grouping_of(criteria, book.settings.digits)
    columns = matrix.layout(criteria, grouping, deducts=any(total.deducted for total in totals))
    named = {as_text(column.header): column for column in columns}
    rows: dict[tuple[str, ...], Row] = {}
    for total in totals:
        rows[as_text(total.unit.code),] = {
            header: matrix.value_of(column, total, criteria, outcome.scores)
            for header, column in named.items()
        }
    return tuple(named), rows


def result_differences(book: Book, outcome: Assessment) -> Iterator[Finding]:
    """Stored results that are not what is computed."""
    earlier = _is_earlier(book)
    for results in _computed(book, outcome):
        sheet = results.table.sheet
        found = find_table(book.file.grids[sheet], results.table) if sheet in book.file.grids else None
        columns = found.placement.columns if found else {}
        unknown = _unknown_then(book, earlier, columns)
        headers = tuple(header for header in results.headers if header not in unknown)
        rows = results.rows
        if earlier and results.table is ranking.TABLE:
            rows = _self_totals_as_then(book, outcome, rows)
        yield from _compare(book, sheet, rows, found.placement.header_row if found else 0, columns,
                            results.keys, headers, earlier)  # fmt: skip
    headers, rows = _matrix(book, outcome)
    keys = (matrix.Col.CODE,)
    wanted = {*keys, matrix.Col.UNIT_NAME, *headers}
    row, theirs = _matrix_header(book.file.grids.get(matrix.NAME), wanted)
    yield from _compare(book, matrix.NAME, rows, row, theirs, keys, headers, earlier)


def _unknown_then(book: Book, earlier: bool, columns: Container[str]) -> Container[str]:
    """Columns that the version which wrote the book did not know, and of which nothing would stand in them."""
    no_class = book.settings.classes is None and ranking.Col.CLASS not in columns
    return {*([ranking.Col.ADJUSTED] if earlier else []), *([ranking.Col.CLASS] if no_class else [])}


def _is_earlier(book: Book) -> bool:
    """Whether a version wrote the ranking that knew no `Sau xác nhận không giao`: it is right by its own layout."""
    grid = book.file.grids.get(ranking.TABLE.sheet)
    found = find_table(grid, ranking.TABLE) if grid else None
    return found is not None and ranking.Col.ADJUSTED in found.missing


def _self_totals_as_then(
    book: Book, outcome: Assessment, rows: Mapping[tuple[str, ...], Row]
) -> Mapping[tuple[str, ...], Row]:
    """The self totals with what confirmed không giao adds in them, as an earlier version printed them."""
    return {
        key: {**row, ranking.Col.SELF_TOTAL: stored(seal.self_side(book, outcome, *key))}
        for key, row in rows.items()
    }


def _written_then(was: object, now: object) -> bool:
    """Whether an earlier version wrote the same in its own way: 0 for no score, a vote before all scores are there."""
    if now is None or now == "":
        return was == 0
    return (
        isinstance(now, str) and now.endswith(VOTE_LATER) and was == now.removesuffix(VOTE_LATER) + VOTE_NOW
    )


def _matrix_header(grid: Grid | None, wanted: Collection[str]) -> tuple[int, dict[str, int]]:
    """The row that holds most of the headers, and where they stand."""
    best, best_row = dict[str, int](), 0
    for at, row in enumerate(grid.rows[:60] if grid else ()):
        found = {text: column for column, cell in enumerate(row) if (text := as_text(cell)) in wanted}
        if len(found) > len(best):
            best, best_row = found, at
            if len(found) == len(wanted):
                break
    return best_row, best


def _compare(
    book: Book, sheet: str, expected: Mapping[tuple[str, ...], Row], header_row: int, theirs: Mapping[str, int],
    keys: Sequence[str], headers: Sequence[str], earlier: bool,
) -> Iterator[Finding]:  # fmt: skip
    """Rows found by their key, columns by their header: sorting and moving are no difference."""
    grid = book.file.grids.get(sheet)
    if grid is None or any(header not in theirs for header in (*keys, *headers)):
        lacking = [header for header in (*keys, *headers) if header not in theirs]
        gone = ", ".join(lacking[:5])
        found = finding(Code.RESULT_DIFFERS, sheet=sheet, name=gone, shown="", expected="")
        yield reworded(found, Words.COLUMNS_GONE, sheet=sheet, columns=gone)
        return
    seen = set()
    key_columns, columns = (
        [theirs[header] for header in keys],
        [(header, theirs[header]) for header in headers],
    )
    for row in range(header_row + 1, len(grid.rows)):
        key = tuple([as_text(grid.at(row, column)) for column in key_columns])
        wanted = expected.get(key) if all(key) else None
        if wanted is None:
            continue
        seen.add(key)
        for header, column in columns:
            was, now = _stored(grid.at(row, column)), wanted.get(header)
            if was is Uncomputed.FORMULA or same_value(was, now):
                continue
            if not (earlier and _written_then(was, now)):
                yield _differs(sheet, key, header, address(row, column), was, now)
    for key in expected:
        if all(key) and key not in seen:
            of = f"tiêu chí {key[1]} của " if len(key) > 1 else ""
            yield reworded(_differs(sheet, key, keys[0], "", None, ""), Words.ROW_GONE, sheet=sheet, of=of)


def _stored(cell: object) -> object:
    return cell.value if isinstance(cell, Formula) else cell


def _differs(sheet: str, key: Sequence[str], header: str, cell: str, was: object, now: object) -> Finding:
    criterion = key[1] if len(key) > 1 else ""
    name = f"{header} ({criterion})" if criterion else header
    return finding(Code.RESULT_DIFFERS, unit=key[0], criterion=criterion, sheet=sheet, cell=cell,
                   value=quoted(plain_value(was)), name=name, shown=in_words(was), expected=in_words(now))  # fmt: skip
