"""Totals, ranks and places as they stand in the book against what they are computed to."""

from collections.abc import Container, Iterator, Mapping, Sequence

from ..bookkeeping.differences import in_words, plain_value, same_value
from ..domain.ranking.standings import VOTE_LATER, VOTE_NOW
from ..domain.values.catalogue import Code
from ..domain.values.cells import Formula, Uncomputed, as_text, quoted
from ..domain.values.findings import Finding, finding
from ..domain.values.numbers import stored
from ..sheets.cluster import agreed, matrix, proclaimed, ranking
from ..sheets.table import Table, find_table
from ..workbook.addresses import address
from ..workbook.grid import Grid
from ..workbook.model import Sheet
from . import seal
from .assess import Assessment
from .book import Book
from .render import render_results

_COMPUTED: tuple[tuple[Table, tuple[str, ...], tuple[str, ...]], ...] = (
    (agreed.TABLE, (agreed.Col.UNIT, agreed.Col.CRITERION), (agreed.Col.COUNTS,)),
    (ranking.TABLE, (ranking.Col.CODE,), (
        ranking.Col.RANK, ranking.Col.SELF_TOTAL, ranking.Col.ADJUSTED, ranking.Col.AGREED_TOTAL, ranking.Col.MAXIMUM,
        ranking.Col.PERCENT, ranking.Col.PROPOSED, ranking.Col.CLASS, ranking.Col.TIE,
    )),
    (proclaimed.TABLE, (proclaimed.Col.UNIT,), (proclaimed.Col.PROPOSED,)),
)  # fmt: skip
"""Sheet, headers of its key, headers of what is compared."""


def result_differences(book: Book, outcome: Assessment) -> Iterator[Finding]:
    """Stored results that are not what is computed."""
    rendered = render_results(book, outcome)
    earlier = _is_earlier(book)
    if earlier:
        _self_totals_as_then(book, outcome, rendered[ranking.TABLE.sheet])
    for table, keys, wanted in _COMPUTED:
        place = book.placement(table)
        sheet = rendered[table.sheet]
        found = find_table(book.file.grids[table.sheet], table) if table.sheet in book.file.grids else None
        columns = found.placement.columns if found else {}
        unknown = _unknown_then(book, earlier, columns)
        headers = tuple(header for header in wanted if header not in unknown)
        yield from _compare(book, sheet, place.columns, found.placement.header_row if found else 0, columns,
                            keys, headers, earlier)  # fmt: skip
    sheet = rendered[matrix.NAME]
    mine = {as_text(cell.value): column for (row, column), cell in sheet.cells.items()
            if row == sheet.header_row and cell.value}  # fmt: skip
    row, theirs = _matrix_header(book.file.grids.get(matrix.NAME), mine)
    headers = tuple(header for header in mine if header not in (matrix.Col.CODE, matrix.Col.UNIT_NAME))
    yield from _compare(book, sheet, mine, row, theirs, (matrix.Col.CODE,), headers, earlier)


def _unknown_then(book: Book, earlier: bool, columns: Container[str]) -> Container[str]:
    """Columns that the version which wrote the book did not know, and of which nothing would stand in them."""
    no_class = book.settings.classes is None and ranking.Col.CLASS not in columns
    return {*([ranking.Col.ADJUSTED] if earlier else []), *([ranking.Col.CLASS] if no_class else [])}


def _is_earlier(book: Book) -> bool:
    """Whether a version wrote the ranking that knew no `Sau xác nhận không giao`: it is right by its own layout."""
    grid = book.file.grids.get(ranking.TABLE.sheet)
    found = find_table(grid, ranking.TABLE) if grid else None
    return found is not None and ranking.Col.ADJUSTED in found.missing


def _self_totals_as_then(book: Book, outcome: Assessment, sheet: Sheet) -> None:
    """The self totals with what confirmed không giao adds in them, as an earlier version printed them."""
    place = book.placement(ranking.TABLE)
    for at in range(len(outcome.standings.standings)):
        row = place.header_row + 1 + at
        unit = as_text(_at(sheet, row, place[ranking.Col.CODE]))
        sheet.put(row, place[ranking.Col.SELF_TOTAL], stored(seal.self_side(book, outcome, unit)))


def _written_then(was: object, now: object) -> bool:
    """Whether an earlier version wrote the same in its own way: 0 for no score, a vote before all scores are there."""
    if now is None or now == "":
        return was == 0
    return (
        isinstance(now, str) and now.endswith(VOTE_LATER) and was == now.removesuffix(VOTE_LATER) + VOTE_NOW
    )


def _matrix_header(grid: Grid | None, wanted: Mapping[str, int]) -> tuple[int, dict[str, int]]:
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
    book: Book, sheet: Sheet, mine: Mapping[str, int], header_row: int, theirs: Mapping[str, int],
    keys: Sequence[str], headers: Sequence[str], earlier: bool,
) -> Iterator[Finding]:  # fmt: skip
    """Rows found by their key, columns by their header: sorting and moving are no difference."""
    grid = book.file.grids.get(sheet.name)
    if grid is None or any(header not in theirs for header in (*keys, *headers)):
        lacking = [header for header in (*keys, *headers) if header not in theirs]
        yield finding(Code.RESULT_DIFFERS, sheet=sheet.name, name=f"trang {sheet.name}", shown="(không có)",
                      expected="cột " + ", ".join(lacking[:5]))  # fmt: skip
        return
    expected = {
        tuple(as_text(_at(sheet, row, mine[key])) for key in keys): row
        for row in sorted({row for row, _ in sheet.cells if row > sheet.header_row})
    }
    seen = set()
    key_columns = [theirs[header] for header in keys]
    for row in range(header_row + 1, len(grid.rows)):
        key = tuple([as_text(grid.at(row, column)) for column in key_columns])
        if not all(key) or key not in expected:
            continue
        seen.add(key)
        for header in headers:
            was, now = _stored(grid.at(row, theirs[header])), _at(sheet, expected[key], mine[header])
            same = was is Uncomputed.FORMULA or same_value(was, now) or (earlier and _written_then(was, now))
            if not same:
                yield _differs(sheet, key, header, address(row, theirs[header]), was, now)
    for key in expected:
        if all(key) and key not in seen:
            yield _differs(sheet, key, keys[0], "", None, "có dòng này")


def _stored(cell: object) -> object:
    return cell.value if isinstance(cell, Formula) else cell


def _at(sheet: Sheet, row: int, column: int) -> object:
    cell = sheet.cells.get((row, column))
    return cell.value if cell else None


def _differs(sheet: Sheet, key: Sequence[str], header: str, cell: str, was: object, now: object) -> Finding:
    criterion = key[1] if len(key) > 1 else ""
    name = f"{header} ({criterion})" if criterion else header
    return finding(Code.RESULT_DIFFERS, unit=key[0], criterion=criterion, sheet=sheet.name, cell=cell,
                   value=quoted(plain_value(was)), name=name, shown=in_words(was), expected=in_words(now))  # fmt: skip
