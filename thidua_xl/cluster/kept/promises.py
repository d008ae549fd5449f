"""Chỉ tiêu of a unit for the year: the first that is known of agreed, registered, common (HD 1302, I.2.4)."""

from collections.abc import Mapping
from decimal import Decimal

from ...domain.scoring.criteria import Criterion
from ...domain.scoring.parameters import needs_target
from ...domain.scoring.scores import Key
from ...sheets.cluster.registrations import TABLE, Col
from ...sheets.kept import KeptRow
from ..book import Book
from .by_criterion import by_key, figure


def wants_target(book: Book, criterion: Criterion) -> bool:
    """Whether the rule of the criterion compares with a target."""
    parameter = book.parameters.get(criterion.code)
    return parameter is not None and needs_target(criterion.method, parameter)


def promised(criterion: Criterion, row: KeptRow | None) -> Decimal | None:
    """The target of one unit; None where nobody set one."""
    for header in (Col.AGREED, Col.TARGET):
        number = figure(row, header).number
        if number is not None:
            return number
    return criterion.common_target


def promises_of(book: Book) -> Mapping[Key, Decimal]:
    """Every target that is known, of criteria whose rule uses one."""
    rows = by_key(book, TABLE)
    criteria = [row for row in book.criteria.scored if wants_target(book, row)]
    return {
        (unit.code, criterion.code): target
        for unit in book.units for criterion in criteria
        if criterion.code in book.own(unit.code).by_code
        and (target := promised(criterion, rows.get((unit.code, criterion.code)))) is not None
    }  # fmt: skip


def lower_is_better(book: Book, code: str) -> bool:
    """Whether less is better by the criterion's rule."""
    return bool(getattr(book.parameters.get(code), "lower_is_better", False))


def is_easier(book: Book, code: str, now: Decimal, before: Decimal) -> bool:
    """Whether a target is easier to reach than another."""
    return now > before if lower_is_better(book, code) else now < before
