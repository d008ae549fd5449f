"""What the mean of scorers' points rests on, as `_da_ghi` remembers it once points are in: weights, dropped ends."""

from collections.abc import Mapping

from ..domain.scoring.criteria import Scorer
from ..domain.values.numbers import typed_number
from ..sheets.cluster.settings import Setting
from .book import Book
from .kept.given_scores import scored_by_others
from .kept.scorers import people_of

WEIGHT = "Trọng số người chấm "
"""Begins the labels of weights, before the scorer's code."""


def remembered(book: Book) -> dict[str, str]:
    """Label → value; nothing while nobody has scored, when all of it may still be changed freely."""
    if not (any(map(is_term, book.memory)) or scored_by_others(book)):
        return {}
    terms = weights_of(book)
    if any(one.scorer is Scorer.CROSS for one in book.criteria.scored):
        terms[Setting.DROPS_ENDS] = "Có" if book.settings.drops_ends else "Không"
    return terms


def weights_of(book: Book) -> dict[str, str]:
    """The weights of all scorers, by their labels."""
    return {
        f"{WEIGHT}{one.code}": "chưa đúng" if one.weight is None else typed_number(one.weight)
        for one in people_of(book)
    }


def is_term(label: str) -> bool:
    """Whether it is told only as a change: that something is remembered from now on is none."""
    return label == Setting.DROPS_ENDS or label.startswith(WEIGHT)


def is_new(label: str, before: Mapping[str, str]) -> bool:
    """Whether a term stands there for the first time."""
    return is_term(label) and label not in before
