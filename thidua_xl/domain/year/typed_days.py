"""Days that people typed as texts: what they probably mean, told and never guessed."""

import re
from contextlib import suppress
from datetime import date

_DAY = re.compile(r"(\d{1,2})([/.-])(\d{1,2})(?:\2(\d{4}))?")
_LEAP = 2000
"""A year that has every day there is."""
_SLASH = "/"


def asked(text: str) -> str:
    """What to type instead of a text that only looks like a day; empty for another text, or a day as it is written.

    `30-11-2026` is 30/11/2026; `30/11` has no year, and 2026 has no 29/2: what was meant is asked.
    """
    found = _DAY.fullmatch(text.strip())
    if found is None:
        return ""
    day, month, year = int(found[1]), int(found[3]), int(found[4] or 0)
    if not _exists(_LEAP, month, day):
        return ""
    if not year:
        return f"ngày {day}/{month} của năm nào"
    if not _exists(year, month, day):
        return f"năm {year} không có ngày {day}/{month}, vậy là ngày nào"
    return "" if found[2] == _SLASH else f"{day:02d}/{month:02d}/{year}"


def _exists(year: int, month: int, day: int) -> bool:
    with suppress(ValueError):
        return bool(date(year, month, day))
    return False
