"""Xếp hạng: score and rank what the book says now (HD 1302, III)."""

from typing import NamedTuple

from ...bookkeeping.keep import Keep, in_file
from ...bookkeeping.saved import Saved
from ..assess import Assessment
from ..book import Book
from ..computed import computed
from ..counts import waits_for_a_person
from ..refusals import refuse_closed, refuse_empty
from ..save import save_cluster_book


class Ranked(NamedTuple):
    """The outcome of `rank`."""

    book: Book
    outcome: Assessment
    saved: Saved

    @property
    def needs_a_person(self) -> bool:
        """Whether the command ends with exit code 1, and the click asks for attention."""
        return waits_for_a_person(self.book, self.outcome)


def rank(book: Book, keep: Keep = in_file) -> Ranked:
    """Score and rank what the book says now; decisions on waiting files are carried out first."""
    refuse_closed(book)
    refuse_empty(book)
    outcome, events = computed(book)
    return Ranked(book, outcome, save_cluster_book(book, outcome, "rank", events, keep))
