"""What the book shows without saying since when: done on the day on which the program first saw it (`_da_ghi`)."""

import datetime
from collections.abc import Iterable
from contextlib import suppress

from .book import Book

LABEL = "Thấy lần đầu: "


def day_of(book: Book, what: str, today: datetime.date) -> datetime.date:
    """The day on which it was first seen: today where no run has seen it yet."""
    with suppress(ValueError):
        return datetime.date.fromisoformat(book.memory.get(f"{LABEL}{what}", ""))
    return today


def remembered(book: Book, what: Iterable[str], today: datetime.date) -> dict[str, str]:
    """Label → day of what is seen now."""
    return {f"{LABEL}{one}": day_of(book, one, today).isoformat() for one in what}
