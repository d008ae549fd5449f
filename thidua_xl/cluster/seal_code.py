"""The code on a paper by which it is matched with its book: of the seal, else of the journal (`verify`)."""

from collections.abc import Sequence

from .. import clock
from ..bookkeeping.happened import Happened
from ..bookkeeping.keep import with_lines
from ..sheets.hidden import SEAL
from ..sheets.journal import JournalRow
from . import seal
from .book import Book
from .happened import PAPERS_MADE

_SHOWN = 16
"""Hexadecimal digits of a journal's hash that a paper shows."""


def seal_code(book: Book) -> str:
    """`Mã niêm phong: …` of a closed book."""
    return f"Mã niêm phong: {seal.grouped(book.meta[SEAL])}"


def journal_code(journal: Sequence[JournalRow]) -> str:
    """`Mã Nhật ký: …`, of the last row that tells more than that papers were made; empty without one.

    Otherwise making a paper would change the code on the next one, though the book says the same.
    """
    row = next((one for one in reversed(journal) if not one.change.startswith(PAPERS_MADE)), None)
    return f"Mã Nhật ký: {row.hash[:_SHOWN]}" if row else ""


def code_to_be(journal: Sequence[JournalRow], command: str, before: Sequence[Happened]) -> str:
    """The same once a command has told, now, what happened before it made papers."""
    return journal_code(with_lines(journal, clock.now(), command, before) if before else journal)
