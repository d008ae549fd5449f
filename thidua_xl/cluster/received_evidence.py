"""Minh chứng of the forms that count, for books of an earlier version, which left it in them.

Only this text is taken: what was received and edited since counts until the next collect, as always.
"""

from collections.abc import Mapping

from ..bookkeeping.received import original_of
from ..domain.scoring.criteria import code_of
from ..scorecard.read import UnitForm, answered, read_file, told
from ..sheets.hidden import EVIDENCED
from ..workers.cage import readers
from .book import Book
from .written_texts import counted_forms


def take_evidence(book: Book) -> None:
    """Have the texts in the book, from the originals that are there; a book that has them is left as it is."""
    if EVIDENCED in book.meta:
        return
    for unit, texts in _texts(book).items():
        for code, text in texts.items():
            entry = book.ledger.get((unit, code))
            if entry is not None:
                entry.evidence = text
    book.meta = {**book.meta, EVIDENCED: "1"}


def _texts(book: Book) -> dict[str, Mapping[str, str]]:
    """Unit → criterion → text; of a criterion that stands twice the first."""
    kept = [(one, original_of(book, one)) for one in counted_forms(book)]
    whole = [(one, data) for one, data in kept if data is not None]
    if not whole:
        return {}
    found: dict[str, Mapping[str, str]] = {}
    with readers(len(whole)) as workers:
        reading = [(one, workers.submit(read_file, data, one.file)) for one, data in whole]
        for one, future in reading:
            form = answered(future, one.file).form
            if isinstance(form, UnitForm):
                found[one.unit] = _of_form(form)
    return found


def _of_form(form: UnitForm) -> dict[str, str]:
    texts: dict[str, str] = {}
    for code, evidence, _ in form.written():
        texts.setdefault(code_of(code), told(evidence))
    return texts
