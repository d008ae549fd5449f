"""`Đăng ký`: the promises of the year, as registered and as agreed."""

from collections.abc import Iterator

from ...domain.scoring.criteria import Criterion
from ...domain.scoring.units import Unit
from ...domain.values.catalogue import Code
from ...domain.values.findings import Finding, finding
from ...domain.values.numbers import shown_number
from ...sheets.cluster.registrations import FIGURES, LOOK, TABLE, Col
from ...sheets.kept import KeptRow, Line
from ..book import Book
from .by_criterion import figure, firsts, keyed, lines_of, named, told_orphans, wrong_figures
from .kept_sheet import KeptSheet
from .promises import is_easier


def _line(unit: Unit, criterion: Criterion, row: KeptRow | None) -> Line:
    common = None if criterion.common_target is None else float(criterion.common_target)
    return Line({**named(unit, criterion), Col.COMMON: common}, row)


def wrong(book: Book) -> Iterator[Finding]:
    """Figures that are none, targets easier than the common one, rows of nobody."""
    rows = keyed(book, TABLE)
    yield from wrong_figures(book, TABLE, FIGURES, rows)
    for (unit, code), row in firsts(rows).items():
        criterion = book.criteria.by_code.get(code)
        if book.unit(unit) is None or criterion is None or criterion.common_target is None:
            continue
        target = figure(row, Col.TARGET).number
        if target is None:
            continue
        if is_easier(book, code, target, criterion.common_target) and figure(row, Col.AGREED).number is None:
            yield finding(Code.TARGET_BELOW_COMMON, unit=unit, criterion=code, sheet=TABLE.sheet, row=row.key,
                          header=Col.TARGET, value=target, common=shown_number(criterion.common_target))  # fmt: skip
    yield from told_orphans(book, TABLE, rows)


SHEET = KeptSheet(TABLE, lambda book: lines_of(book, TABLE, _line), lambda _: LOOK, wrong)
