"""Quy tắc đã đổi: rules that are others than in the last run, and what that changed for whom.

From the first rank on the book remembers its rules (`rule_memory`). Where one is another now, the scores as they stand
are ranked under the rules of before and under those of now: what differs is the change's doing alone, whatever else was
typed meanwhile. `Giải thích` keeps it, with its day.
"""

from collections.abc import Mapping

from .. import clock
from ..bookkeeping.happened import Happened
from ..domain.ranking.rule_effects import effects
from .assess import assess
from .book import Book
from .happened import RulesChanged
from .rule_memory import differing, rules_before, with_sentence
from .rule_texts import OF_CRITERIA, WEIGHT, rules_of, under

_FEW = 4
"""Rules that a unit's sentence names."""


def note_rule_changes(book: Book) -> list[Happened]:
    """Have the book remember what changed rules changed for whom; that they changed, where they did.

    To be asked before the book takes its present criteria for those of the last run.
    """
    before = rules_before(book.memory)
    changed = {
        name: f"{old} → {new}" if old else new
        for name, old, new in (differing(book, before, rules_of(book)) if before else ())
    }
    if not changed:
        return []
    was, now = (assess(one, one.noted).standings for one in (under(book, before), book))
    done = effects(was, now, book.settings.digits)
    for unit, said in done.items():
        told = f"Ngày {clock.now():%d/%m/%Y} đổi {_listed(changed)}: {said}."
        book.memory = with_sentence(book.memory, unit, told)
    elsewhere = all(name.startswith((OF_CRITERIA, WEIGHT)) for name in changed)
    return [] if elsewhere and not done else [RulesChanged(changed, done)]


def _listed(changed: Mapping[str, str]) -> str:
    told = [f"{name} ({what})" for name, what in changed.items()]
    more = f" và {len(told) - _FEW} quy tắc khác" if len(told) > _FEW else ""
    return ", ".join(told[:_FEW]) + more
