"""What a result rests on besides scores, as `_da_ghi` remembers it: settings, conditions, weights, criteria.

A rule is remembered as it is typed, so that the book can be read again as if nobody had changed it.
"""

import copy
from collections.abc import Iterator, Mapping
from dataclasses import replace

from ..domain.scoring import tie_order
from ..domain.scoring.scores import parameters_of
from ..domain.scoring.settings import Settings
from ..domain.values.findings import Spot
from ..domain.values.numbers import shown_number
from ..domain.values.text import fold
from ..sheets.cluster import conditions, scorers, settings
from ..sheets.criteria import TABLE as CRITERIA
from ..sheets.kept import KeptRow
from .book import Book
from .changed_criteria import cell_of
from .kept.conditions import value_typed
from .kept.kept_sheet import rows_of
from .kept.scorers import people_of

OF_CRITERIA = "Tiêu chí"
"""The name under which the mark of the criteria stands."""
_DEMANDED = "Điều kiện: "
WEIGHT = "Trọng số người chấm "
_BETWEEN = " | "
_COLUMNS = (conditions.Col.DEMAND, conditions.Col.CODES)


def rules_of(book: Book) -> dict[str, str]:
    """Name → the rule as it is typed."""
    return {
        **settings.told_rules(book.settings),
        OF_CRITERIA: book.criteria.fingerprint,
        **{name: _demanded(row) for name, row in _conditions(book).items()},
        **{f"{WEIGHT}{one.code}": "chưa đúng" if one.weight is None else shown_number(one.weight)
           for one in people_of(book)},
    }  # fmt: skip


def _conditions(book: Book) -> dict[str, KeptRow]:
    """The rows of `Điều kiện` by what they ask, a second one of the same by its number."""
    found: dict[str, KeptRow] = {}
    for row in rows_of(book, conditions.TABLE):
        name = _DEMANDED + _BETWEEN.join(filter(None, (_said(row.text(header)) for header in _COLUMNS)))
        same = sum(one.partition(" #")[0] == name for one in found)
        found[f"{name} #{same + 1}" if same else name] = row
    return found


def _demanded(row: KeptRow) -> str:
    return _BETWEEN.join((_said(value_typed(row)), _said(row.text(conditions.Col.CONSEQUENCE))))


def _said(text: str) -> str:
    """A cell between two others: the sign that parts them is no part of any rule."""
    return text.replace(_BETWEEN.strip(), "/")


def sheet_of(name: str) -> str:
    """The sheet on which a rule stands."""
    by_start = {_DEMANDED: conditions.TABLE, WEIGHT: scorers.TABLE, OF_CRITERIA: CRITERIA}
    return next(
        (table.sheet for start, table in by_start.items() if name.startswith(start)), settings.TABLE.sheet
    )


def spot_of(book: Book, name: str) -> Spot:
    """How a finding names the cell of a rule; nothing where the rule is gone."""
    sheet = sheet_of(name)
    if sheet == conditions.TABLE.sheet:
        row = _conditions(book).get(name)
        return row.spot(conditions.Col.CONSEQUENCE) if row else Spot()
    if sheet == scorers.TABLE.sheet:
        rows = (row for row in rows_of(book, scorers.TABLE) if WEIGHT + row.text(scorers.Col.CODE) == name)
        return next((row.spot(scorers.Col.WEIGHT) for row in rows), Spot())
    if sheet == CRITERIA.sheet:
        return {"cell": cell_of(book, name.removeprefix(f"{OF_CRITERIA} "))}
    grid = book.file.grids.get(sheet)
    return {"cell": settings.cell_of(grid, name) if grid else ""}


# --- the book as if nobody had changed them --------------------------------------------------------


def under(book: Book, rules: Mapping[str, str]) -> Book:
    """The book with other rules. Criteria are those of the other mark where the book still has them and they score the
    same; what is not among `rules` stays.

    The two books share everything else.
    """
    other = copy.copy(book)
    version = book.versions.get(rules.get(OF_CRITERIA, ""))
    scored = {row.code for row in book.criteria.scored}
    if version is not None and {row.code for row in version.scored} == scored:
        other.criteria, other.parameters = version, parameters_of(version)
    other.settings = _with_known_order(settings.with_rules(book.settings, rules), other)
    other.kept = {
        **book.kept,
        conditions.TABLE.sheet: list(_as_demanded(rules, rows_of(book, conditions.TABLE))),
        scorers.TABLE.sheet: list(_as_weighed(rules, rows_of(book, scorers.TABLE))),
    }
    return other


def _with_known_order(said: Settings, book: Book) -> Settings:
    return replace(said, tie_order=tie_order.known_order(said.tie_order, book.criteria)[0])


def _as_demanded(rules: Mapping[str, str], now: list[KeptRow]) -> Iterator[KeptRow]:
    """The rows of `Điều kiện` that the rules tell of, with the source that stands beside the same demand now."""
    sources = {(fold(row.text(_COLUMNS[0])), fold(row.text(_COLUMNS[1]))): row for row in now}
    for name, said in rules.items():
        if name.startswith(_DEMANDED):
            demand, _, codes = name.removeprefix(_DEMANDED).partition(" #")[0].partition(_BETWEEN)
            value, _, consequence = said.partition(_BETWEEN)
            there = sources.get((fold(demand), fold(codes)))
            yield KeptRow(-1, {
                conditions.Col.DEMAND: demand, conditions.Col.CODES: codes or None, conditions.Col.VALUE: value or None,
                conditions.Col.CONSEQUENCE: consequence or None,
                conditions.Col.SOURCE: there.text(conditions.Col.SOURCE) if there else None,
            })  # fmt: skip


def _as_weighed(rules: Mapping[str, str], now: list[KeptRow]) -> Iterator[KeptRow]:
    weights = {
        fold(name.removeprefix(WEIGHT)): said for name, said in rules.items() if name.startswith(WEIGHT)
    }
    for row in now:
        said = weights.get(fold(row.text(scorers.Col.CODE)))
        yield row if said is None else KeptRow(row.row, {**row.cells, scorers.Col.WEIGHT: said})
