"""The sheets of the superior's own scoring that the program draws: scorers, what they gave, what it comes to."""

from ..cluster.book import Book
from ..cluster.kept import given_findings, scorers
from ..cluster.kept.given_scores import look_of, places
from ..cluster.kept.kept_sheet import KeptSheet
from ..sheets.cluster.given_scores import dress
from ..sheets.kept import DrawnKept, Look, draw_kept
from ..sheets.office import scores
from ..sheets.office.own_criteria import GIVEN_NOTE, NOTHING_OWED, SCORERS_LOOK
from .outcome import Consolidation
from .own_scoring import is_filled, score_lines


def _look_of_given(scoring: Book) -> Look:
    look = look_of(scoring)._replace(note=GIVEN_NOTE)
    return look if places(scoring) else look._replace(dress=lambda drawn: dress(drawn, NOTHING_OWED))


SHEETS: tuple[KeptSheet, ...] = (
    scorers.SHEET._replace(look=lambda _: SCORERS_LOOK),
    given_findings.SHEET._replace(look=_look_of_given),
)
"""A cluster's, in the words of an office."""


def draw_scoring(outcome: Consolidation) -> list[DrawnKept]:
    """`Người chấm`, `Điểm người chấm`; and `Điểm cấp trên` where the program writes on it."""
    book = outcome.book
    drawn = [
        draw_kept(
            one.table, one.lines(book.scoring), one.look(book.scoring), book.placement(one.table),
        )
        for one in SHEETS
    ]  # fmt: skip
    if is_filled(book):
        lines = score_lines(book, outcome.own_scoring.computed)
        drawn.append(draw_kept(scores.TABLE, lines, scores.LOOK, book.placement(scores.TABLE)))
    return drawn
