"""The marks of what units wrote beside their figures, read once from each form and kept in `_da_ghi`.

The book has no Minh chứng of most units; the meeting needs to know whether there is any, and whether two units wrote
the same.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from ..domain.scoring.criteria import code_of
from ..domain.year.copied_texts import Written, mark_of
from ..sheets.cluster.receipts import Receipt
from .book import Book
from .forms_again import counted_forms, read_again
from .second_look import LABEL

if TYPE_CHECKING:
    from ..scorecard.read import UnitForm

_LABEL = f"{LABEL}chữ trong phiếu "
_DIGITS = 20
"""Hexadecimal digits of the file's hash."""


def recall(book: Book) -> None:
    """Take what an earlier run kept."""
    for one in counted_forms(book):
        kept = book.memory.get(_label(one))
        if kept and one.sha256 not in book.written:
            with suppress(ValueError, TypeError):  # somebody wrote over it: the form is read again
                book.written[one.sha256] = {code: Written(*marks) for code, marks in json.loads(kept).items()}


def read_written(book: Book) -> None:
    """Know the texts of every form that counts and whose original is there; forms known already are not opened."""
    recall(book)
    unknown = [one for one in counted_forms(book) if one.sha256 not in book.written]
    for one, form in read_again(book, unknown):
        book.written[one.sha256] = marks_of(form)


def marks_of(form: "UnitForm") -> dict[str, Written]:
    """Criterion → marks, of every row that says something; of a criterion that stands twice the first."""
    found: dict[str, Written] = {}
    for code, evidence, explanation in form.written():
        marks = Written(mark_of(evidence), mark_of(explanation))
        if any(marks):
            found.setdefault(code_of(code), marks)
    return found


def remembered(book: Book) -> dict[str, str]:
    """What the next run need not read again: label → marks."""
    return {
        _label(one): json.dumps(book.written[one.sha256], separators=(",", ":"))
        for one in counted_forms(book)
        if book.meets and one.sha256 in book.written
    }


def by_unit(book: Book) -> Mapping[str, Mapping[str, Written]]:
    """Unit → criterion → marks."""
    return {one.unit: book.written[one.sha256] for one in counted_forms(book) if one.sha256 in book.written}


def unread_units(book: Book) -> list[str]:
    """Units whose form counts and cannot be read again."""
    return [one.unit for one in counted_forms(book) if one.sha256 not in book.written]


def _label(one: Receipt) -> str:
    return f"{_LABEL}{one.sha256[:_DIGITS]}"
