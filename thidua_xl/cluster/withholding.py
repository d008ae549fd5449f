"""What the conditions and violations of a book keep from its units: points first, then places, flag and class."""

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from ..domain.ranking.conditions import (
    NO_LETTER,
    OF_POINTS,
    Demand,
    Figures,
    Question,
    Reply,
    Rules,
    Sent,
    judged,
)
from ..domain.ranking.withheld import NOTHING, Open, Withheld, Withholding, deducted, gathered
from ..domain.scoring.consequences import read_consequences
from ..domain.scoring.criteria import Scorer
from ..domain.scoring.groups import mixed_kinds
from ..domain.scoring.scores import Agreement, Claim, Key, Score, Totals, UnitTotal, total_units
from ..domain.scoring.units import Eligibility
from ..domain.values.catalogue import Code
from ..domain.values.findings import Finding, finding
from ..domain.values.numbers import Points
from ..sheets.cluster import agreed, conditions
from .book import Book
from .kept.conditions import conditions_of
from .kept.violations import violations_of
from .letter_days import punctual


class Judged(NamedTuple):
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
    unclear = [row.code for row in book.criteria.conditions if row.code in book.criteria.invalid]
    open_ = (*(Open("", name) for name in (*unread, *unclear, *_unread_groups(book))), *unknown)
    return Rules(tuple(demanded), tuple(events), tuple(questions_of(book)), open_)


def _unread_groups(book: Book) -> Iterator[str]:
    """Sections whose rule nobody can read: their plain sum counts meanwhile, so nothing is final."""
    for row in book.criteria.sections:
        if row.code in book.criteria.invalid or mixed_kinds(book.criteria, row):
            yield f"Tham số của Mục {row.code}"


def questions_of(book: Book) -> Iterator[Question]:
    """The rows of `Tiêu chí` that are answered, as far as it is understood what follows."""
    for row in book.criteria.conditions:
        found = read_consequences(row.parameter)
        if found and row.code not in book.criteria.invalid:
            yield Question(row.code, row.text, found, asks_units=row.scorer is not Scorer.HEAD)


def _sent(book: Book) -> dict[str, Sent]:
    """When every unit sent its form, as far as letters tell; of nobody while the cluster has set no day."""
    due, told = book.settings.deadline, dict[str, Sent]()
    for unit in book.units if due else ():
        known = punctual(book, unit.code, due or date.max)
        told[unit.code] = Sent(known.in_time, f"{known.day:%d/%m/%Y}" if known.day else "")
    return told


def replies_of(
    book: Book, claims: Mapping[Key, Claim], agreements: Mapping[Key, Agreement]
) -> dict[Key, Reply]:
    """What units answered, and what the cluster confirmed of it."""
    return {
        key: Reply(claims.get(key, _NO_CLAIM).passed, agreements.get(key, _NOT_AGREED).passed)
        for unit in book.units for row in book.criteria.conditions for key in ((unit.code, row.code),)
    }  # fmt: skip


_NO_CLAIM, _NOT_AGREED = Claim(), Agreement()


def withhold(
    book: Book,
    scores: Mapping[Key, Score],
    accepted: Set[str],
    as_units: AsUnits,
    replies: Mapping[Key, Reply],
) -> Judged:
    """The totals of all units with what conditions and violations take off them, and what else they keep back."""

    def totals_with(deductions: Mapping[str, Points]) -> list[Totals]:
        return total_units(book.criteria, book.settings, book.units, scores, accepted, deductions)

    def figures(totals: Sequence[Totals]) -> Figures:
        by_code = {one.unit.code: one for one in totals}
        return Figures(book.criteria, book.settings, scores, by_code, as_units(totals), replies, sent)

    rules, before = rules_of(book), totals_with({})
    plain = as_units(before)
    if not rules:
        return Judged(before, plain, plain)
    asks_for_days = any(one.demand is Demand.ON_TIME for one in rules.conditions)
    sent = _sent(book) if asks_for_days else {}
    taken, first = judged(rules, figures(before), points=True)
    totals = totals_with(_points_of(taken))
    kept, second = judged(rules, figures(totals), points=False)
    open_ = list(dict.fromkeys((*first, *second)))
    depends = bool(rules.questions) or any(one.demand in OF_POINTS for one in rules.conditions)
    spared = _spared(rules, figures(before))
    every = gathered([*taken, *kept], (*rules.unread, *open_), depends=depends, spared=spared)
    return Judged(totals, as_units(totals), plain, every, tuple(map(_told, open_)))


def _spared(rules: Rules, figures: Figures) -> Iterator[Withheld]:
    """What would be taken off the units that are set apart, were they ranked as all others."""
    apart = {one.unit.code for one in figures.units if one.unit.is_excluded}
    if apart:
        ranked = [one._replace(unit=one.unit._replace(eligibility=Eligibility.YES)) for one in figures.units]
        taken, _ = judged(rules, replace(figures, units=ranked), points=True)
        yield from (one for one in taken if one.unit in apart)


def _points_of(taken: Sequence[Withheld]) -> dict[str, Points]:
    """Unit → what is taken off its total."""
    units = dict.fromkeys(one.unit for one in taken)
    return {unit: deducted(one for one in taken if one.unit == unit) for unit in units}


def _told(one: Open) -> Finding:
    """An open condition, at its row or at the answer that is to be confirmed."""
    if one.criterion:
        return finding(
            Code.CONDITION_OPEN, unit=one.unit, criterion=one.criterion, sheet=agreed.TABLE.sheet,
            row=(one.unit, one.criterion), header=agreed.Col.AGREED_RESULT, value=one.condition, why=one.why,
            how="ghi Đạt hoặc Không đạt ở cột Kết quả thống nhất",
        )  # fmt: skip
    lacks_letter = one.why == NO_LETTER
    how = (
        "ghi ở ô Giá trị của điều kiện, ví dụ trễ: AN; đúng hạn: khác"
        if lacks_letter
        else "bổ sung phần còn thiếu"
    )
    header = conditions.Col.VALUE if lacks_letter else conditions.Col.DEMAND
    return finding(Code.CONDITION_OPEN, unit=one.unit, sheet=conditions.TABLE.sheet, row=one.row, header=header,
                   value=one.condition, why=one.why, how=how)  # fmt: skip
