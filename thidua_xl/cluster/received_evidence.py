"""Minh chứng of the forms that count, for books of an earlier version, which left it in them.

Only this text is taken: what was received and edited since counts until the next collect, as always.
"""

from typing import TYPE_CHECKING

from ..domain.scoring.criteria import code_of
from ..domain.scoring.rows import told
from ..sheets.hidden import EVIDENCED
from .book import Book
from .forms_again import counted_forms, read_again

if TYPE_CHECKING:
    from ..scorecard.read import UnitForm


def take_evidence(book: Book) -> None:
    """Have the texts in the book, from the originals that are there; a book that has them is left as it is."""
    if EVIDENCED in book.meta:
        return
    texts = {one.unit: _of_form(form) for one, form in read_again(book, counted_forms(book))}
    for unit, of_unit in texts.items():
        for code, text in of_unit.items():
            entry = book.ledger.get((unit, code))
            if entry is not None:
                entry.evidence = text
    book.meta = {**book.meta, EVIDENCED: "1"}


def _of_form(form: "UnitForm") -> dict[str, str]:
    """Criterion → text; of a criterion that stands twice the first."""
    texts: dict[str, str] = {}
    for code, evidence, _ in form.written():
        texts.setdefault(code_of(code), told(evidence))
    return texts
