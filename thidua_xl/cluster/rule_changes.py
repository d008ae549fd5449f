"""Quy tắc đã đổi: rules that are others than in the last run, and what that changed for whom.

From the first rank on the book remembers its rules (`rule_memory`). Where one is another now, the scores as they stand
are ranked under the rules of before and under those of now: what differs is the change's doing alone, whatever else was
typed meanwhile. `Giải thích` keeps it, with its day.
"""

from collections.abc import Mapping

from .. import clock
from ..bookkeeping.happened import Happened
from ..domain.ranking.rule_effects import effects
from ..domain.year.stages import Stage
from .assess import assess
from .book import Book
from .happened import RulesChanged
from .rule_memory import differing, rules_before, with_sentence
from .rule_texts import OF_CRITERIA, criteria_under, rules_of, under
from .scoring_terms import WEIGHT, is_term

_FEW = 4
"""Rules that a unit's sentence names."""


def note_rule_changes(book: Book) -> list[Happened]:
    """Have the book remember what changed rules changed for whom; that they changed, where they did.

    To be asked before the book takes its present criteria for those of the last run.
    """
    before, changed = rules_before(book.memory), dict[str, str]()
    measured = criteria_under(book, before) is not None
    for name, old, new in differing(book, before, rules_of(book)) if before else ():
        if measured or not name.startswith(
            OF_CRITERIA
        ):  # another table than then: told as such, by its changes alone
            changed[name] = f"{old} → {new}" if old else new
    if not changed:
        return []
    was, now = (assess(one, one.noted).standings for one in (under(book, before), book))
    done = effects(was, now, book.settings.digits)
    waits = any(name.startswith(OF_CRITERIA) for name in changed) and bool(book.forms(Stage.YEAREND))
    on_what = " (tính trên các phiếu đã nhận)" if waits else ""
    for unit, said in done.items():
        told = f"Ngày {clock.now():%d/%m/%Y} đổi {_listed(changed)}: {said}{on_what}."
        book.memory = with_sentence(book.memory, unit, told)
    elsewhere = all(_is_told_elsewhere(book, name) for name in changed)
    return [] if elsewhere and not done else [RulesChanged(changed, done)]


def _is_told_elsewhere(book: Book, name: str) -> bool:
    """Whether the journal tells the change itself by another row."""
    return name.startswith((OF_CRITERIA, WEIGHT)) or (is_term(name) and name in book.memory)


def _listed(changed: Mapping[str, str]) -> str:
    told = [f"{name} ({what})" for name, what in changed.items()]
    more = f" và {len(told) - _FEW} quy tắc khác" if len(told) > _FEW else ""
    return ", ".join(told[:_FEW]) + more
