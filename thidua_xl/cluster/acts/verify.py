"""Kiểm chứng: everything computed again from the originals and the typed columns, every difference listed.

Changes nothing. Only results that are there can differ: a formula that a library saved without its value is no
fault.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ...domain.values.findings import Finding
from ...sheets.hidden import SEAL
from ...workers.steps import Step, quietly
from .. import changed_units, decisions
from ..against_originals import against_originals
from ..book import Book
from ..book_findings import edited_journal, edited_submissions
from ..changed_criteria import as_last_run, is_stale
from ..outdated_papers import outdated_papers
from ..places import assessed, placed
from ..refusals import refuse_empty
from ..seal_check import seal_differences
from ..stored_results import result_differences
from ..untold import untold


@dataclass(frozen=True, slots=True)
class Verified:
    """The outcome of `verify`."""

    book: Book
    seal: str
    """As the book says; empty for one that is not closed."""
    differences: Sequence[Finding]


def verify_book(book: Book, step: Step = quietly) -> Verified:
    """Compute a book again and compare, from its file or live. The book is of no use afterwards."""
    refuse_empty(book)
    said = assessed(book, book.noted)
    histories = [*edited_journal(book), *edited_submissions(book)]
    found = placed(book, [*histories, *seal_differences(book, said), *untold(book, said)], said.standings)
    decisions.as_last_run(book)
    changed_units.as_last_run(book)
    if is_stale(book):
        as_last_run(book)
    checked = against_originals(book, step)
    found += [*checked.differences, *result_differences(book, checked.outcome)]
    found += placed(book, outdated_papers(book, checked.outcome), checked.outcome.standings)
    return Verified(book, book.meta.get(SEAL, ""), found)
