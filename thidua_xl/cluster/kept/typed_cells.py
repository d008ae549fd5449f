"""What may be wrong with a typed cell of the year's tables, whatever it is about."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ...domain.ranking.dates import outside, told, two_years
from ...domain.scoring.criteria import code_of
from ...domain.values.catalogue import Code
from ...domain.values.cells import is_blank
from ...domain.values.choices import chosen
from ...domain.values.findings import Finding, finding
from ...domain.values.grammar import read_mark, read_number
from ...domain.values.text import fold
from ...domain.year.times import read_time
from ...sheets.cluster.days import wrong_day
from ...sheets.kept import APART, KeptRow
from ...sheets.table import Table, keys_said
from ..book import Book

MARK = "x"


def wrong_days(row: KeptRow, table: Table, *headers: str) -> Iterator[Finding]:
    """Cells that shall hold days and do not."""
    for header in headers:
        yield from wrong_day(row.raw(header), table.sheet, row.spot(header), header)


def rounded_cell(row: KeptRow, table: Table, header: str) -> Iterator[Finding]:
    """A number whose cell shows fewer decimals than it holds: it counts as it is held."""
    reading = read_number(row.raw(header))
    if header in row.rounded and reading.number is not None:
        yield finding(Code.SHOWN_ROUNDED, sheet=table.sheet, **row.spot(header), value=reading.raw,
                      shown=row.rounded[header])  # fmt: skip


def wrong_word(row: KeptRow, table: Table, header: str, words: Sequence[str]) -> Iterator[Finding]:
    """A word that is not in the list; a blank says nothing."""
    typed = row.text(header)
    if typed and chosen(typed, words) is None:
        yield finding(Code.VALUE_UNKNOWN, sheet=table.sheet, **row.spot(header), value=typed,
                      allowed=" · ".join(words))  # fmt: skip


def codes_in(row: KeptRow, header: str, everybody: Sequence[str] = ()) -> list[str]:
    """The codes of a cell, apart at semicolons; none where a word for everybody stands there."""
    typed = row.text(header)
    if not typed or chosen(typed, everybody):
        return []
    return [code for piece in APART.split(typed) if (code := code_of(piece))]


def unknown_units(
    book: Book, row: KeptRow, table: Table, header: str, everybody: Sequence[str] = ()
) -> Iterator[Finding]:
    """Codes of no unit of the cluster."""
    for code in codes_in(row, header, everybody):
        if book.unit(code) is None:
            yield finding(Code.ROW_ORPHANED, unit=code, sheet=table.sheet, **row.spot(header), value=code)


def wrong_marks(row: KeptRow, table: Table, *headers: str) -> Iterator[Finding]:
    """Cells that are marked with an x or left blank, and hold something else."""
    for header in headers:
        if read_mark(row.raw(header)) is None:
            yield finding(Code.VALUE_UNKNOWN, sheet=table.sheet, **row.spot(header), value=row.text(header),
                          allowed=f"{MARK} (để trống là không)")  # fmt: skip


def wrong_times(row: KeptRow, table: Table, *headers: str) -> Iterator[Finding]:
    """Cells that shall hold times of day and do not."""
    for header in headers:
        if not is_blank(row.raw(header)) and read_time(row.raw(header)) is None:
            yield finding(Code.TIME_UNREADABLE, sheet=table.sheet, **row.spot(header), value=row.text(header))


def far_days(book: Book, row: KeptRow, table: Table, *headers: str) -> Iterator[Finding]:
    """Days far from the year: a slip of the hand."""
    year = book.settings.year
    if not year:
        return
    first, last = two_years(year)
    starts = min(first, book.settings.starts or first)
    for header in headers:
        day = row.day(header)
        if day is not None and (why := outside((starts, last), year, day)):
            yield finding(Code.DATE_UNUSUAL, sheet=table.sheet, **row.spot(header), value=told(day), name=header,
                          why=why)  # fmt: skip


def without_code(row: KeptRow, table: Table) -> Finding:
    """What was typed in a row of which no code says whose it is, at its first filled cell."""
    typed = [
        column.header for column in table.columns if column.typed and not is_blank(row.raw(column.header))
    ]
    return finding(Code.FIGURE_WITHOUT_CODE, sheet=table.sheet, **row.spot(typed[0]), value=row.text(typed[0]),
                   what=keys_said(table))  # fmt: skip


# --- rows that stand for something known --------------------------------------------------------


def by_code(
    rows: Iterable[KeptRow], header: str, codes: Iterable[str]
) -> tuple[dict[str, KeptRow], list[KeptRow]]:
    """The first row of every code, however it is spelt there, and all others."""
    known = {fold(code): code for code in codes}
    found: dict[str, KeptRow] = {}
    others: list[KeptRow] = []
    for row in rows:
        code = known.get(fold(row.text(header)), "")
        if not code or found.setdefault(code, row) is not row:
            others.append(row)
    return found, others


def followed_twice(
    rows: Mapping[str, KeptRow], others: Iterable[KeptRow], table: Table, header: str
) -> Iterator[Finding]:
    """Second rows of a code: kept, never followed."""
    known = {fold(code) for code in rows}
    for row in others:
        if row.text(header) and fold(row.text(header)) in known:
            yield finding(Code.ROW_DOUBLE, sheet=table.sheet, **row.spot(header), value=row.text(header))
