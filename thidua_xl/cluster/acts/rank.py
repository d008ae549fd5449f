"""Xếp hạng: score and rank what the book says now (HD 1302, III)."""

from pathlib import Path
from typing import NamedTuple

from ...bookkeeping.keep import Keep, in_file
from ...bookkeeping.rewrite import Saved
from ...bookkeeping.work import at_work
from ..assess import Assessment
from ..book import Book
from ..counts import waits_for_a_person
from ..reading import open_book
from ..reassess import computed
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


def rank(path: Path) -> Ranked:
    """Score and rank what the book says now; decisions on waiting files are carried out first."""
    with at_work(path, open_book) as book:
        return rank_in(book)


def rank_in(book: Book, keep: Keep = in_file) -> Ranked:
    """Score and rank a book that is read already, from its file or live; `keep` writes the outcome."""
    refuse_closed(book)
    refuse_empty(book)
    outcome, events = computed(book)
    return Ranked(book, outcome, save_cluster_book(book, outcome, "rank", events, keep))
