"""`Hệ quả` as people type it on `Điều kiện` and `Vi phạm`: what it says, and what is wrong with it."""

from collections.abc import Iterator

from ...domain.scoring.consequences import (
    WORDS,
    Consequence,
    offered,
    read_consequences,
    too_fine,
    without_class,
)
from ...domain.values.catalogue import Code
from ...domain.values.findings import Finding, finding
from ...sheets.kept import KeptRow, Look
from ...sheets.table import Table
from ..book import Book


def read(row: KeptRow, header: str) -> tuple[Consequence, ...] | None:
    """What the cell says; None where it says nothing that is known."""
    return read_consequences(row.text(header))


def wrong(book: Book, row: KeptRow, table: Table, header: str) -> Iterator[Finding]:
    """A cell that is no consequence, or one that nothing can follow from."""
    typed, found = row.text(header), read(row, header)
    if found is None:
        code = Code.VALUE_UNKNOWN if typed else Code.RULE_UNKNOWN
        yield finding(code, sheet=table.sheet, **row.spot(header), value=typed, name=header.lower(),
                      allowed=" · ".join(WORDS))  # fmt: skip
    elif without_class(found, book.settings.class_names):
        yield finding(Code.CLASS_UNKNOWN, sheet=table.sheet, **row.spot(header), value=typed)
    elif too_fine(found, book.settings.digits):
        yield finding(Code.CONSEQUENCE_TOO_FINE, sheet=table.sheet, **row.spot(header), value=typed,
                      limit=book.settings.digits)  # fmt: skip


def can_follow(book: Book, found: tuple[Consequence, ...] | None) -> bool:
    """Whether everything that is typed can follow."""
    if not found or too_fine(found, book.settings.digits):
        return False
    return not without_class(found, book.settings.class_names)


def offering(book: Book, look: Look, header: str) -> Look:
    """The look with its list of consequences, in which other points and classes may be typed."""
    return look._replace(offers={header: list(offered(book.settings.class_names[1:]))})
