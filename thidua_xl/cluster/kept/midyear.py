"""`Sơ kết`: how the promises stand after six months."""

from collections.abc import Iterator
from decimal import Decimal

from ...domain.scoring.criteria import Criterion
from ...domain.scoring.reached import percent_reached
from ...domain.scoring.units import Unit
from ...domain.values.findings import Finding
from ...domain.values.numbers import as_fraction
from ...domain.year.progress import Progress, progress_of
from ...sheets.cluster.midyear import LOOK, LOOKED_AT, STYLES, TABLE, Col
from ...sheets.kept import KeptRow, Line
from ..book import Book
from .by_criterion import figure, keyed, lines_of, named, told_orphans, wrong_figures
from .kept_sheet import KeptSheet
from .promises import lower_is_better, promises_of, wants_target


def lines(book: Book) -> list[Line]:
    """Those of the table."""
    return list(_lines(book))


def _lines(book: Book) -> Iterator[Line]:
    """A row for every unit × criterion with its target, how much of it is reached, how it stands."""
    targets = promises_of(book)

    def line(unit: Unit, criterion: Criterion, row: KeptRow | None) -> Line:
        target = targets.get((unit.code, criterion.code))
        result = figure(row, Col.RESULT).number
        stands = _stands(book, criterion, row, target)
        values = {
            **named(unit, criterion),
            Col.TARGET: None if target is None else float(target),
            Col.PERCENT: percent_of(book, criterion, target, result),
            Col.PROGRESS: stands.value if stands else None,
        }
        styles = {Col.PROGRESS: STYLES.get(stands, "")} if stands else {}
        return Line(values, row, styles=styles)

    return lines_of(book, TABLE, line)


def percent_of(
    book: Book, criterion: Criterion, target: Decimal | None, result: Decimal | None
) -> float | None:
    """Tỷ lệ %: how far the target is reached, as the forms show it; None where it says nothing."""
    parameter = book.parameters.get(criterion.code)
    if target is None or result is None or parameter is None:
        return None
    reached = percent_reached(parameter, as_fraction(target), as_fraction(result))
    return None if reached is None else float(reached)


def _stands(book: Book, criterion: Criterion, row: KeptRow | None, target: Decimal | None) -> Progress | None:
    """Tiến độ; nothing is said of criteria without figures, or of which nobody could report any."""
    if not wants_target(book, criterion):
        return None
    result, estimate = figure(row, Col.RESULT).number, figure(row, Col.ESTIMATE).number
    lower = lower_is_better(book, criterion.code)
    return progress_of(target, result, estimate, lower, book.settings.milestones)


def wrong(book: Book) -> Iterator[Finding]:
    """Figures that are none, rows of nobody."""
    rows = keyed(book, TABLE)
    yield from wrong_figures(book, TABLE, LOOKED_AT, rows)
    yield from told_orphans(book, TABLE, rows)


SHEET = KeptSheet(TABLE, _lines, lambda _: LOOK, wrong)
