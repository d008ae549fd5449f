"""What the conditions and violations of a book keep from its units: points first, then places, flag and class."""

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from ..domain.ranking.conditions import OF_POINTS, Condition, Figures, Rules, judged
from ..domain.ranking.withheld import NOTHING, Open, Withheld, Withholding, deducted, gathered
from ..domain.scoring.scores import Key, Score, Totals, UnitTotal, total_units
from ..domain.values.catalogue import Code
from ..domain.values.findings import Finding, finding
from ..domain.values.numbers import Points
from ..sheets.cluster import conditions
from .book import Book
from .kept.conditions import conditions_of
from .kept.violations import violations_of


@dataclass(frozen=True, slots=True)
class Judged:
    """The totals that stand, with what is kept from units; `plain` are the totals before points were taken off."""

    totals: list[Totals]
    units: list[UnitTotal]
    plain: list[UnitTotal]
    withholding: Withholding = NOTHING
    findings: tuple[Finding, ...] = ()


AsUnits = Callable[[Sequence[Totals]], list[UnitTotal]]
"""Totals → what ranking needs of them."""


def rules_of(book: Book) -> Rules:
    """Everything that may be kept from units, as the book says it."""
    demanded, unread = conditions_of(book)
    events, unknown = violations_of(book)
    open_ = (*(Open("", name) for name in unread), *unknown)
    return Rules(tuple(demanded), tuple(events), open_)


def withhold(book: Book, scores: Mapping[Key, Score], accepted: Set[str], as_units: AsUnits) -> Judged:
    """The totals of all units with what conditions and violations take off them, and what else they keep back."""

    def totals_with(deductions: Mapping[str, Points]) -> list[Totals]:
        return total_units(book.criteria, book.settings, book.units, scores, accepted, deductions)

    def figures(totals: Sequence[Totals]) -> Figures:
        by_code = {one.unit.code: one for one in totals}
        return Figures(book.criteria, book.settings, scores, by_code, as_units(totals))

    rules, before = rules_of(book), totals_with({})
    if not rules:
        return Judged(before, as_units(before), as_units(before))
    taken, first = judged(rules, figures(before), points=True)
    totals = totals_with(_points_of(taken))
    kept, second = judged(rules, figures(totals), points=False)
    open_ = [*first, *second]
    depends = any(one.demand in OF_POINTS for one in rules.conditions)
    every = gathered([*taken, *kept], (*rules.unread, *(one for _, one in open_)), depends=depends)
    return Judged(totals, as_units(totals), as_units(before), every, tuple(_told(book, open_)))


def _points_of(taken: Sequence[Withheld]) -> dict[str, Points]:
    """Unit → what is taken off its total."""
    units = dict.fromkeys(one.unit for one in taken)
    return {unit: deducted(one for one in taken if one.unit == unit) for unit in units}


def _told(book: Book, open_: Sequence[tuple[Condition, Open]]) -> Iterator[Finding]:
    """Once for every unit and condition that is open: not for its points and for its place again."""
    del book
    for (row, unit), name in {(condition.row, one.unit): one.condition for condition, one in open_}.items():
        yield finding(Code.CONDITION_OPEN, unit=unit, sheet=conditions.TABLE.sheet, row=row,
                      header=conditions.Col.DEMAND, value=name)  # fmt: skip
