"""What the book shows without saying since when: done on the day on which the program first saw it (`_da_ghi`)."""

import datetime
from collections.abc import Iterable
from contextlib import suppress

from .book import Book

LABEL = "Thấy lần đầu: "


def known_day(book: Book, what: str) -> datetime.date | None:
    """The day on which it was first seen; None where no run has seen it yet."""
    with suppress(ValueError):
        return datetime.date.fromisoformat(book.memory.get(f"{LABEL}{what}", ""))
    return None


def remembered(book: Book, what: Iterable[str], today: datetime.date) -> dict[str, str]:
    """Label → day of what is seen now."""
    return {f"{LABEL}{one}": (known_day(book, one) or today).isoformat() for one in what}
