"""Thư đã lập: which letters were made for forms as they stand now, and on which day, kept in `_da_ghi`.

The program sends nothing, so all it knows is that a letter was made. It holds for what it speaks of: once the unit
sends another file, other cells are wrong, or the day of the forms has passed, a new letter is due.
"""

import datetime
import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress

from ..domain.year.stages import present
from .book import Book
from .happened import LettersMade
from .replies import Reply, ReplyState
from .second_look import LABEL
from .stage_findings import due_of

_LETTER = f"{LABEL}thư "
_SCORER = "người chấm "
_DIGITS = 8
ASKS = frozenset({ReplyState.TO_FIX, ReplyState.RESEND, ReplyState.REMINDER})
"""The states of which a letter tells the unit."""


def made_on(book: Book, reply: Reply, today: datetime.date) -> datetime.date | None:
    """The day on which the letter was made that a reply still needs; None where none was, or for something else."""
    day, _, about = book.memory.get(_label(reply), "").partition(" ")
    if about != _about(book, reply, today):
        return None
    with suppress(ValueError):
        return datetime.date.fromisoformat(day)
    return None


def last_made(book: Book, replies: Sequence[Reply], today: datetime.date) -> datetime.date | None:
    """The day of the latest of their letters; None where one of them has none."""
    days = [made_on(book, reply, today) for reply in replies]
    return None if None in days else max(filter(None, days), default=None)


def note_letters(book: Book, replies: Iterable[Reply], today: datetime.date) -> Iterator[LettersMade]:
    """Have the book know of the letters; what it tells of them, where one is new."""
    new = [one for one in replies if one.draft and made_on(book, one, today) is None]
    book.memory |= {_label(one): f"{today.isoformat()} {_about(book, one, today)}" for one in new}
    if new:
        yield LettersMade(_named(new, ASKS - {ReplyState.REMINDER}), _named(new, {ReplyState.REMINDER}))


def remembered(book: Book) -> dict[str, str]:
    """What is kept of them."""
    return {label: text for label, text in book.memory.items() if label.startswith(_LETTER)}


def _label(reply: Reply) -> str:
    return f"{_LETTER}{_SCORER if reply.scorer else ''}{reply.unit.code}"


def _named(replies: Iterable[Reply], states: Collection[ReplyState]) -> list[str]:
    return [f"{_SCORER if one.scorer else ''}{one.unit.code}" for one in replies if one.state in states]


def _about(book: Book, reply: Reply, today: datetime.date) -> str:
    """A few digits of what a letter speaks of: files and cells in them; of a reminder, the day it calls to mind."""
    due = due_of(book.settings, present(book.settings))
    files = {found.file for found in reply.findings} | ({reply.receipt.file} if reply.receipt else set())
    said = [
        reply.state,
        *sorted(
            one.sha256
            for one in book.receipts
            if one.file in files and (reply.scorer or one.unit == reply.unit.code)
        ),
        *sorted({f"{one.code.name} {one.sheet} {one.cell}" for one in reply.findings if one.is_error}),
        *([str(due), str(due is not None and due < today)] if reply.state is ReplyState.REMINDER else []),
    ]
    return hashlib.sha256("\x1f".join(said).encode()).hexdigest()[:_DIGITS]
