"""Thực hiện năm trước: what the units reached in a year, for the next year's `Đăng ký` (HD 1302, I.2.4)."""

from collections.abc import Iterator

from ..domain.scoring.criteria import IN_WORDS, Criteria, Criterion
from ..domain.scoring.scores import Key
from ..domain.values.cells import as_text, is_blank
from ..domain.values.text import clean, same
from ..sheets.cluster import agreed
from ..sheets.cluster.agreed import LedgerRow
from ..sheets.cluster.registrations import TABLE, Col
from ..sheets.kept import KeptRow
from .book import Book


def as_last_year(old: Book, criteria: Criteria) -> list[KeptRow]:
    """Rows of `Đăng ký` of the next year with what the old one reached: as agreed, else as received.

    Args:
        old: the book of the year before.
        criteria: those of the next year; one that is worded otherwise under the same code has no year before.
    """
    return [
        KeptRow(-1, {Col.UNIT: unit, Col.CRITERION: code, Col.LAST_YEAR: result})
        for (unit, code), result in _results(old)
        if _is_the_same(old, code, criteria.by_code.get(code))
    ]


def carried(book: Book) -> int:
    """How many results of the year before stand in a book."""
    return sum(not is_blank(row.raw(Col.LAST_YEAR)) for row in book.kept.get(TABLE.sheet, ()))


def _results(old: Book) -> Iterator[tuple[Key, object]]:
    """The results of the year that can stand in a cell: numbers, and whether a demand was met."""
    for unit in old.units:
        for criterion in old.own(unit.code).scored:
            entry = old.ledger.get((unit.code, criterion.code))
            result = _result(criterion, entry) if entry else None
            if result is not None:
                yield (unit.code, criterion.code), result


def _result(criterion: Criterion, entry: LedgerRow) -> object:
    cell = entry.received.result if is_blank(entry.typed.result) else entry.typed.result
    if criterion.method in IN_WORDS:
        return clean(as_text(cell)) or None
    number = agreed.figure_of(cell)
    return None if number is None else float(number)


def _is_the_same(old: Book, code: str, now: Criterion | None) -> bool:
    """Whether a criterion says what it said when the results came: neither the code alone nor the place tells."""
    then = old.versions.get(old.meta.get("criteria", ""), old.criteria).by_code.get(code)
    return then is not None and now is not None and same(then.text, now.text)
