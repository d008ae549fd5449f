"""What a result rests on besides scores, as `_da_ghi` remembers it: settings, conditions, weights, criteria.

A rule is remembered as it is understood, in the words in which it is typed: another spelling is no change, and the book
can be read again as if nobody had changed it. What nobody understands is remembered as it stands.
"""

import copy
from collections.abc import Iterator, Mapping
from dataclasses import replace

from ..domain.ranking.conditions import Condition, Demand
from ..domain.ranking.dates import DEADLINE
from ..domain.scoring import tie_order
from ..domain.scoring.criteria import Criteria, Method, meaning
from ..domain.scoring.scores import parameters_of
from ..domain.scoring.settings import Settings
from ..domain.values.findings import Spot
from ..domain.values.text import fold
from ..sheets.cluster import conditions, scorers, settings
from ..sheets.cluster.conditions import Col
from ..sheets.criteria import TABLE as CRITERIA
from ..sheets.kept import KeptRow
from .book import Book
from .changed_criteria import cell_of
from .kept.conditions import rows_read, value_typed
from .kept.kept_sheet import rows_of
from .scoring_terms import WEIGHT, weights_of

OF_CRITERIA = "Tiêu chí"
"""The name under which the mark of the criteria stands."""
_DEMANDED = "Điều kiện: "
_BETWEEN = " | "
NUMBER = " #"
"""Stands before the number of a second row of one name."""


def rules_of(book: Book) -> dict[str, str]:
    """Name → the rule as it is typed; of several rows of `Điều kiện` with one name each under a number of its own."""
    told = settings.told_rules(book.settings)
    if not _asks_for_days(book):
        del told[DEADLINE]
    return {**told, OF_CRITERIA: book.criteria.fingerprint, **_conditions(book), **weights_of(book)}


def _asks_for_days(book: Book) -> bool:
    """Whether anything depends on when a form was sent."""
    scored = any(row.method is Method.ON_TIME for row in book.criteria.scored)
    return scored or any(rule is None or rule.demand is Demand.ON_TIME for _, rule in rows_read(book))


def _conditions(book: Book) -> dict[str, str]:
    told: dict[str, str] = {}
    for row, rule in rows_read(book):
        name, said = _demanded(row, rule)
        same = sum(one.partition(NUMBER)[0] == name for one in told)
        told[f"{name}{NUMBER}{same + 1}" if same else name] = said
    return told


def _demanded(row: KeptRow, rule: Condition | None) -> tuple[str, str]:
    """What a row demands, and its value with what follows."""
    if rule is None:
        texts = (row.text(Col.DEMAND), row.text(Col.CODES), value_typed(row), row.text(Col.CONSEQUENCE))
    else:
        follows = "; ".join(one.said for one in rule.consequences)
        texts = (rule.demand.value, "; ".join(rule.codes), rule.value_typed, follows)
    demand, codes, value, consequence = (text.replace(_BETWEEN.strip(), "/") for text in texts)
    return _DEMANDED + _BETWEEN.join(filter(None, (demand, codes))), f"{value}{_BETWEEN}{consequence}"


def sheet_of(name: str) -> str:
    """The sheet on which a rule stands."""
    by_start = {_DEMANDED: conditions.TABLE, WEIGHT: scorers.TABLE, OF_CRITERIA: CRITERIA}
    return next(
        (table.sheet for start, table in by_start.items() if name.startswith(start)), settings.TABLE.sheet
    )


def spot_of(book: Book, name: str, said: str) -> Spot:
    """How a finding names the cell of a rule that is `said` now; nothing where the rule is gone."""
    sheet = sheet_of(name)
    if sheet == conditions.TABLE.sheet:
        rows = (row for row, rule in rows_read(book) if _demanded(row, rule) == (name, said))
        return next((row.spot(Col.CONSEQUENCE) for row in rows), Spot())
    if sheet == scorers.TABLE.sheet:
        people = (row for row in rows_of(book, scorers.TABLE) if WEIGHT + row.text(scorers.Col.CODE) == name)
        return next((row.spot(scorers.Col.WEIGHT) for row in people), Spot())
    if sheet == CRITERIA.sheet:
        return {"cell": cell_of(book, name.removeprefix(f"{OF_CRITERIA} "))}
    grid = book.file.grids.get(sheet)
    return {"cell": settings.cell_of(grid, name) if grid else ""}


# --- the book as if nobody had changed them --------------------------------------------------------


def under(book: Book, rules: Mapping[str, str]) -> Book:
    """The book with other rules; what is not among them stays, and all else is shared with it."""
    other = copy.copy(book)
    criteria = criteria_under(book, rules)
    if criteria is not None and criteria is not book.criteria:
        other.criteria, other.parameters = criteria, parameters_of(criteria)
    other.settings = _with_known_order(settings.with_rules(book.settings, rules), other)
    other.kept = {
        **book.kept,
        conditions.TABLE.sheet: list(_as_demanded(rules, rows_of(book, conditions.TABLE))),
        scorers.TABLE.sheet: list(_as_weighed(rules, rows_of(book, scorers.TABLE))),
    }
    return other


def criteria_under(book: Book, rules: Mapping[str, str]) -> Criteria | None:
    """The criteria of other rules; None where the book has them no more, or they score something else than now."""
    mark, now = rules.get(OF_CRITERIA, ""), book.criteria
    if mark == now.fingerprint:
        return now
    version = book.versions.get(mark)
    if version is None or {row.code for row in version.scored} != {row.code for row in now.scored}:
        return None
    still = frozenset(
        code for code in now.invalid
        if code in version.by_code and meaning(version.by_code[code]) == meaning(now.by_code[code])
    )  # fmt: skip
    return replace(version, invalid=still)


def _with_known_order(said: Settings, book: Book) -> Settings:
    return replace(said, tie_order=tie_order.known_order(said.tie_order, book.criteria)[0])


def _as_demanded(rules: Mapping[str, str], now: list[KeptRow]) -> Iterator[KeptRow]:
    """The rows of `Điều kiện` that the rules tell of, with the source that stands beside the same demand now."""
    sources = {(fold(row.text(Col.DEMAND)), fold(row.text(Col.CODES))): row for row in now}
    for name, said in rules.items():
        if name.startswith(_DEMANDED):
            demand, _, codes = name.removeprefix(_DEMANDED).partition(NUMBER)[0].partition(_BETWEEN)
            value, _, consequence = said.partition(_BETWEEN)
            there = sources.get((fold(demand), fold(codes)))
            yield KeptRow(-1, {
                Col.DEMAND: demand, Col.CODES: codes or None, Col.VALUE: value or None,
                Col.CONSEQUENCE: consequence or None,
                Col.SOURCE: there.text(Col.SOURCE) if there else None,
            })  # fmt: skip


def _as_weighed(rules: Mapping[str, str], now: list[KeptRow]) -> Iterator[KeptRow]:
    weights = {
        fold(name.removeprefix(WEIGHT)): said for name, said in rules.items() if name.startswith(WEIGHT)
    }
    for row in now:
        said = weights.get(fold(row.text(scorers.Col.CODE)))
        yield row if said is None else KeptRow(row.row, {**row.cells, scorers.Col.WEIGHT: said})
