"""Giờ: times of day as people type them, read and never guessed."""

import re
from datetime import datetime, time, timedelta

from ..values.cells import RawCell, as_text
from ..values.text import fold

_TIME = re.compile(r"(\d{1,2})\s*(?::|h|g|giờ)\s*(?:(\d{1,2})\s*(?:phút|p|['’′])?)?")
_FIRST_YEARS = 1901
"""Excel gives a time alone as one of a day in these years."""
_DAY = 24 * 60


def read_time(cell: RawCell) -> time | None:
    """`8:30`, `08h30`, `8 giờ 30 phút`, `14h`, or a time as Excel stores it; None for anything else.

    `8,5` may be half past eight or a slip of the hand: it is asked about.
    """
    if isinstance(cell, datetime):
        return cell.time() if cell.year < _FIRST_YEARS or cell.time() != time.min else None
    if isinstance(cell, time):
        return cell
    if isinstance(cell, timedelta):
        return _of_minutes(round(cell / timedelta(minutes=1)))
    if isinstance(cell, float) and 0 < cell < 1:
        return _of_minutes(round(cell * _DAY))
    return _read_text(as_text(cell)) if isinstance(cell, str) else None


def _of_minutes(minutes: int) -> time | None:
    return time(*divmod(minutes, 60)) if 0 <= minutes < _DAY else None


def _read_text(text: str) -> time | None:
    found = _TIME.fullmatch(fold(text))
    if found is None or (found[2] is None and ":" in text):
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def told_time(moment: time) -> str:
    """`08 giờ 30`: as minutes of a meeting write it."""
    return f"{moment:%H} giờ {moment:%M}"
