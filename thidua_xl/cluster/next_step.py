"""Việc tiếp theo of a cluster's book: the step that follows from what the book shows."""

import datetime

from ..domain.year.next_step import NextStep
from ..domain.year.year_state import Behind, YearState
from .assess import Assessment
from .book import Book
from .changed_criteria import is_stale
from .changed_units import are_others
from .criteria_history import are_renamed
from .decisions import undone
from .memory import differences, remembered
from .places import assessed
from .save import agreed_changes, scores_given
from .year_state import inputs_of, next_in, state_of


def next_of(book: Book, outcome: Assessment, today: datetime.date, behind: Behind = Behind.NOT) -> NextStep:
    """What is done next in a book, as it stands once `outcome` is written into it.

    Args:
        book: as a command leaves it.
        outcome: what it amounts to.
        today: as the door says.
        behind: why the book shows something else, where nobody has written the outcome; see `next_now`.
    """
    return next_in(book, state_of(book, outcome, today, behind))


def next_now(book: Book, today: datetime.date) -> NextStep:
    """What is done next in a book that was just read; nothing of it changes."""
    return next_in(book, state_now(book, today))


def state_now(book: Book, today: datetime.date) -> YearState:
    """How far a book has come that was just read, and whether it shows less than was typed into it."""
    if not (book.units and book.criteria.scored):
        return inputs_of(book, today)
    if changed := _changed_inputs(book):
        return inputs_of(book, today)._replace(behind=changed)
    outcome = assessed(book, book.noted)
    return state_of(book, outcome, today, _typed_since(book, outcome))


def _changed_inputs(book: Book) -> Behind:
    """What nobody has computed with, so that originals would have to be read again."""
    if undone(book):
        return Behind.DECISIONS
    others = bool(book.receipts) and (is_stale(book) or are_others(book) or are_renamed(book))
    return Behind.RULES if others else Behind.NOT


def _typed_since(book: Book, outcome: Assessment) -> Behind:
    """What was typed since the last command, as the journal of the next one would tell it."""
    if agreed_changes(book) or scores_given(book):
        return Behind.SCORES
    known = bool(book.memory)
    return Behind.RULES if known and differences(book.memory, remembered(book, outcome)) else Behind.NOT
