"""Moments as the sheets write them."""

import datetime
from contextlib import suppress


def day_of(moment: str) -> datetime.date | None:
    """The day of a moment as the sheets write it; None of one that somebody typed over."""
    with suppress(ValueError):
        return datetime.datetime.fromisoformat(moment).date()
    return None
