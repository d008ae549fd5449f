"""Tables of the year with a row for every unit × criterion: paper forms are typed into them, others fill them."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from ...domain.scoring.criteria import IN_WORDS, Criterion, code_of
from ...domain.scoring.scores import Key
from ...domain.scoring.units import Unit
from ...domain.values.catalogue import Code
from ...domain.values.cells import RawCell, as_text, is_blank
from ...domain.values.findings import Finding, finding
from ...domain.values.grammar import Reading, read_number
from ...sheets.cluster.registrations import Col as KeyCol
from ...sheets.kept import KeptRow, Line
from ...sheets.table import Table
from ..book import Book
from ..row_keys import is_of_others
from .kept_sheet import rows_of
from .typed_cells import without_code

Values = Callable[[Unit, Criterion, KeptRow | None], Line]
"""What the program says in the row of a unit and criterion."""


def key_of(row: KeptRow) -> Key:
    """Whose row it is."""
    cells = row.cells
    unit, criterion = cells.get(KeyCol.UNIT), cells.get(KeyCol.CRITERION)
    if type(unit) is str and type(criterion) is str:
        return _known_key(unit, criterion)
    return _code(unit), _code(criterion)


@lru_cache(maxsize=1 << 14)  # every table has the same, and each is asked for its keys several times
def _known_key(unit: str, criterion: str) -> Key:
    return code_of(unit), code_of(criterion)


def unit_of(row: KeptRow) -> str:
    """The unit whose row it is."""
    return _code(row.cells.get(KeyCol.UNIT))


def _code(cell: object) -> str:
    return code_of(cell if type(cell) is str else as_text(cell))


def key_text(key: Key) -> str:
    """The hidden `Khóa` of a row."""
    return "|".join(key)


Keyed = Sequence[tuple[Key, KeptRow]]
"""Rows with whose they are, in the order of the sheet."""


def keyed(book: Book, table: Table, unit: str = "") -> Keyed:
    """The rows of units and criteria of the book, of one unit where it is named."""
    return [(key_of(row), row) for row in rows_of(book, table) if not unit or unit_of(row) == unit]


def firsts(rows: Keyed) -> dict[Key, KeptRow]:
    """The rows by whose they are; of two of one, the first."""
    found: dict[Key, KeptRow] = {}
    for key, row in rows:
        found.setdefault(key, row)
    return found


def by_key(book: Book, table: Table, unit: str = "") -> dict[Key, KeptRow]:
    """The rows of units and criteria of the book, of one unit where it is named; of two rows of one, the first."""
    return firsts(keyed(book, table, unit))


def lines_of(book: Book, table: Table, values: Values) -> Iterator[Line]:
    """A line for every unit × the criteria that it has, then what belongs to none and was typed.

    One after the other: all of a large cluster's take more room than what is drawn of them.
    """
    rows = by_key(book, table)
    for unit in book.units:
        for criterion in book.criteria.of(unit.group).scored:
            yield values(unit, criterion, rows.get((unit.code, criterion.code)))
    yield from (Line({**row.cells, KeyCol.KEY: None}, row) for row in orphans(book, table))


def named(unit: Unit, criterion: Criterion) -> dict[str, object]:
    """Whose row it is, in the columns that both tables have."""
    return {
        KeyCol.UNIT: unit.code, KeyCol.UNIT_NAME: unit.name, KeyCol.CRITERION: criterion.code,
        KeyCol.TEXT: criterion.text, KeyCol.MEASURE: criterion.measure,
        KeyCol.KEY: key_text((unit.code, criterion.code)),
    }  # fmt: skip


def has_typed(row: KeptRow, table: Table) -> bool:
    """Whether a person, or a form, filled anything in the row."""
    return any(not is_blank(row.raw(column.header)) for column in table.columns if column.typed)


def orphans(book: Book, table: Table) -> list[KeptRow]:
    """Rows in which something is typed, of units or criteria that are gone, and second rows of a key."""
    return [row for row, _, _ in _orphans(book, table, keyed(book, table))]


def _orphans(book: Book, table: Table, rows: Keyed) -> Iterator[tuple[KeptRow, Key, bool]]:
    """Those rows, whose they are, and whether one of the same key stands above."""
    seen: set[Key] = set()
    known = {(unit.code, row.code) for unit in book.units for row in book.criteria.of(unit.group).scored}
    for key, row in rows:
        is_double = key in seen
        seen.add(key)
        if (is_double or key not in known) and has_typed(row, table):
            yield row, key, is_double


def told_orphans(book: Book, table: Table, rows: Keyed) -> Iterator[Finding]:
    """A warning for each of them among the rows of the table."""
    for row, (unit, code), is_double in _orphans(book, table, rows):
        if not (unit or code):
            yield without_code(row, table)
            continue
        header = KeyCol.UNIT if book.unit(unit) is None else KeyCol.CRITERION
        others = is_of_others(book, (unit, code))
        lone = Code.ROW_OF_OTHER_GROUP if others else Code.ROW_ORPHANED
        yield finding(Code.ROW_DOUBLE if is_double else lone, unit=unit, sheet=table.sheet,
                      **row.spot(header), value=row.text(header))  # fmt: skip


def figure(row: KeptRow | None, header: str) -> Reading:
    """A number of the row, read strictly."""
    cell: RawCell = row.raw(header) if row is not None else None
    return read_number(cell)


def wrong_figures(book: Book, table: Table, headers: Sequence[str], rows: Keyed) -> Iterator[Finding]:
    """Typed figures that are no numbers, or negative ones, in the rows of the table."""
    words = {row.code for row in book.criteria.scored if row.method in IN_WORDS}
    for (unit, code), row in firsts(rows).items():
        if book.unit(unit) is None or code not in book.criteria.by_code or code in words:
            continue
        for header in headers:
            if row.cells.get(header) is None:  # nearly every figure of a sheet that waits for forms
                continue
            reading = figure(row, header)
            what = reading.code
            if what is None and reading.number is not None and reading.number < 0:
                what = Code.NEGATIVE
            if what is not None:
                value = (
                    reading.number if what is Code.NEGATIVE and reading.number is not None else reading.raw
                )
                yield finding(what, unit=unit, criterion=code, sheet=table.sheet, row=row.key, header=header,
                              value=value, details=reading.details)  # fmt: skip
