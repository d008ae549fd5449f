"""Điểm gợi ý: what the rules give of the figures that stand, beside what the units gave themselves."""

from ..domain.scoring.scores import Key
from ..domain.values.numbers import Points
from ..domain.year.meeting import Prepared, rule_points
from .assess import Assessment
from .book import Book
from .meeting import situation_of
from .row_keys import scored_keys


def suggested_points(book: Book, outcome: Assessment) -> dict[Key, Points]:
    """Signed, by unit and criterion; those for which a rule gives nothing are not there."""
    known = Prepared(situation_of(book, outcome))
    points = ((key, rule_points(known, key)) for key in scored_keys(book))
    return {key: given for key, given in points if given is not None}
