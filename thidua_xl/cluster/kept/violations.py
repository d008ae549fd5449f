"""`Vi phạm`: its rows as events of units, and what of them nobody understands."""

from collections.abc import Iterator

from ...domain.ranking.conditions import Demand, Violation
from ...domain.ranking.withheld import Open
from ...domain.scoring.criteria import code_of
from ...domain.values.catalogue import Code
from ...domain.values.choices import chosen
from ...domain.values.findings import Finding, finding
from ...sheets.cluster import conditions
from ...sheets.cluster.violations import LOOK, TABLE, Col
from ...sheets.kept import KeptRow, Look
from ..book import Book
from . import consequences
from .kept_sheet import KeptSheet, as_they_stand, rows_of
from .typed_cells import far_days, wrong_days


def violations_of(book: Book) -> tuple[list[Violation], list[Open]]:
    """What happened to units of the book, and what is open because a row is not understood."""
    events, unread = list[Violation](), list[Open]()
    for row in rows_of(book, TABLE):
        unit, text, document = _unit(row), row.text(Col.TEXT), row.text(Col.DOCUMENT)
        found = consequences.read(row, Col.CONSEQUENCE)
        follows = consequences.can_follow(book, found) or _is_left_to_condition(book, row)
        if book.unit(unit) is None or not follows:
            unread.append(Open(unit if book.unit(unit) else "", text or TABLE.sheet))
        if book.unit(unit) is not None:
            following = (found or ()) if consequences.can_follow(book, found) else ()
            events.append(Violation(unit, text.rstrip(" ."), document.rstrip(" ."), following, row.key))
    return events, unread


def _unit(row: KeptRow) -> str:
    return code_of(row.text(Col.UNIT))


def _is_left_to_condition(book: Book, row: KeptRow) -> bool:
    """Whether a blank consequence is that of the condition `Không có vi phạm`."""
    words = (one.text(conditions.Col.DEMAND) for one in rows_of(book, conditions.TABLE))
    return not row.text(Col.CONSEQUENCE) and any(chosen(word, (Demand.NO_VIOLATION,)) for word in words)


def wrong(book: Book) -> Iterator[Finding]:
    """Units, consequences and days that are none; an event without its document."""
    for row in rows_of(book, TABLE):
        unit = _unit(row)
        if book.unit(unit) is None:
            yield finding(Code.RULE_UNKNOWN, sheet=TABLE.sheet, **row.spot(Col.UNIT), name="mã đơn vị", value=unit,
                          allowed="mã của một đơn vị ở trang Đơn vị")  # fmt: skip
        if not _is_left_to_condition(book, row):
            yield from consequences.wrong(book, row, TABLE, Col.CONSEQUENCE)
        if not row.text(Col.DOCUMENT):
            known = unit if book.unit(unit) else ""
            yield finding(Code.VIOLATION_UNDOCUMENTED, unit=known, sheet=TABLE.sheet, **row.spot(Col.DOCUMENT),
                          name=row.text(Col.TEXT) or TABLE.sheet)  # fmt: skip
        yield from wrong_days(row, TABLE, Col.DAY)
        yield from far_days(book, row, TABLE, Col.DAY)


def _look(book: Book) -> Look:
    return consequences.offering(book, LOOK, Col.CONSEQUENCE)


SHEET = KeptSheet(TABLE, as_they_stand(TABLE), _look, wrong)
