"""What the program saw last time (very hidden sheet `_da_ghi`): so the journal tells what changed since.

Displayed cells do not serve: ranks are live formulas and have moved before the program runs.
"""

from collections.abc import Mapping

from .. import clock
from ..bookkeeping import new_lines
from ..bookkeeping.happened import Happened
from ..domain.scoring.units import Eligibility
from ..domain.values.cells import as_text
from ..sheets.cluster.ranking import NO_RANK
from ..sheets.cluster.settings import Setting
from . import (
    approved,
    approved_rules,
    asked,
    first_seen,
    former_columns,
    letters_made,
    rule_memory,
    scoring_terms,
    written_texts,
)
from .assess import Assessment
from .book import Book
from .changed_units import CONSIDERED as _CONSIDERED
from .changed_units import DRAWN, NAMED, groups_in, names_in
from .decisions import decided
from .happened import RanksMoved, SaidOtherwise
from .kept import offers
from .kept.registry import filled_beforehand
from .new_settings import new_settings
from .second_look import LABEL, agreed_upon
from .year import seen_without_day

_NOTHING = "(trống)"
_NO_EVENT = (
    LABEL, approved.LABEL, offers.LABEL, first_seen.LABEL, new_lines.LABEL, former_columns.LABEL, rule_memory.RULE,
    rule_memory.TOLD, approved_rules.LABEL, DRAWN,
)  # fmt: skip
"""What is told when it is typed, or is the program's own to know."""
_RANK = "Hạng"


def remembered(book: Book, outcome: Assessment) -> dict[str, str]:
    """What is worth telling when it changes: label → value."""
    seen = {f"{_RANK} {line.code}": NO_RANK if line.rank is None else str(line.rank)
            for line in outcome.standings.standings}  # fmt: skip
    seen |= {f"{_CONSIDERED}{unit.code}": unit.eligibility.value for unit in book.units}
    seen |= groups_in(book) | names_in(book)
    for code, row in book.proclaimed.items():
        seen[f"Suy tôn {code}"] = " · ".join(filter(None, map(as_text, row.typed)))
    seen |= filled_beforehand(book) | seen_without_day(book, clock.now().date())
    seen |= decided(book)
    seen |= book.ballots.said | book.election.said
    seen |= written_texts.remembered(book)
    seen |= scoring_terms.remembered(book)
    seen |= letters_made.remembered(book)
    seen |= rule_memory.remembered(book, outcome.standings)
    seen |= new_lines.remembered(book.memory, new_settings(book))
    seen |= asked.remembered(book.memory, outcome.standings, book.ballots.rows)
    if approved.is_approved(book.settings):
        seen[Setting.PHASE] = book.settings.phase.value
        seen |= approved.remembered(book.memory, book.ledger, outcome.scores)
        seen |= approved_rules.remembered(book)
    return seen | former_columns.remembered(book, outcome) | agreed_upon(book)


def in_known_order(before: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str]:
    """The labels in the order in which the book has them, new ones behind: rows that change places are no change."""
    return {label: now[label] for label in (*(one for one in before if one in now), *now)}


def differences(before: Mapping[str, str], now: Mapping[str, str]) -> list[Happened]:
    """What is said otherwise than in the last run, ranks together."""
    ranks: list[tuple[str, str, str]] = []
    others: list[Happened] = []
    for label in [*now, *(label for label in before if label not in now)]:
        old, new = before.get(label, _NOTHING), now.get(label, _NOTHING)
        if label.startswith(_NO_EVENT) or scoring_terms.is_new(label, before):
            continue
        if old == new or {old, new} == {_NOTHING, NO_RANK}:
            continue
        if old == _NOTHING and label.startswith(_CONSIDERED) and new == Eligibility.YES.value:
            continue  # a new unit is considered: nobody had to do anything for it
        if _NOTHING in (old, new) and label.startswith(NAMED):
            continue  # a unit that comes or goes is told by itself
        if label.startswith(_RANK + " "):
            ranks.append((label.removeprefix(_RANK + " "), old, new))
        else:
            others.append(SaidOtherwise(label, old, new))
    return [*others, RanksMoved(_RANK, ranks)] if ranks else others
