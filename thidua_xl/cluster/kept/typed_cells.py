"""What may be wrong with a typed cell of the year's tables, whatever it is about."""

import re
from collections.abc import Iterator, Sequence

from ...domain.scoring.criteria import code_of
from ...domain.values.catalogue import Code
from ...domain.values.choices import chosen
from ...domain.values.findings import Finding, finding
from ...domain.values.text import fold
from ...sheets.cluster.days import wrong_day
from ...sheets.kept import KeptRow
from ...sheets.table import Table
from ..book import Book

_APART = re.compile(r"[;,\n]")


def wrong_days(row: KeptRow, table: Table, *headers: str) -> Iterator[Finding]:
    """Cells that shall hold days and do not."""
    for header in headers:
        yield from wrong_day(row.raw(header), table.sheet, row.spot(header), header)


def wrong_word(row: KeptRow, table: Table, header: str, words: Sequence[str]) -> Iterator[Finding]:
    """A word that is not in the list; a blank says nothing."""
    typed = row.text(header)
    if typed and chosen(typed, words) is None:
        yield finding(Code.VALUE_UNKNOWN, sheet=table.sheet, **row.spot(header), value=typed,
                      allowed=" · ".join(words))  # fmt: skip


def codes_in(row: KeptRow, header: str, everybody: str = "") -> list[str]:
    """The codes of a cell, apart at semicolons; none where `everybody` stands there."""
    typed = row.text(header)
    if not typed or (everybody and fold(typed) == fold(everybody)):
        return []
    return [code for piece in _APART.split(typed) if (code := code_of(piece))]


def unknown_units(
    book: Book, row: KeptRow, table: Table, header: str, everybody: str = ""
) -> Iterator[Finding]:
    """Codes of no unit of the cluster."""
    for code in codes_in(row, header, everybody):
        if book.unit(code) is None:
            yield finding(Code.ROW_ORPHANED, unit=code, sheet=table.sheet, **row.spot(header), value=code)
