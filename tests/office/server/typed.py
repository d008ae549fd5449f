"""What Excel makes of a text that is put into a cell without the format `@`.

The reading depends on the computer's settings. This double takes the strictest view: where either English
or Vietnamese settings would turn a text into something else, it is turned. A program that gives its texts
the format `@` first notices nothing.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

EPOCH = datetime(1899, 12, 30)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?:january|february|march|april|june|july|august|september|october|november|december|[a-z]{3})"
_SUSPECT = re.compile(r"\s*(?:[-+=@'#$(.\d]|true\b|false\b|" + "|".join(_MONTHS) + ")", re.IGNORECASE)
"""Nearly all texts of a workbook begin otherwise: they are seen at once to be texts."""
_ENGLISH = re.compile(r"([-+]?)\$?(\d{1,3}(?:,\d{3})+|\d*)(\.\d*)?(e[-+]?\d+)?(%?)", re.IGNORECASE)
_VIETNAMESE = re.compile(r"([-+]?)(\d{1,3}(?:\.\d{3})+|\d*)(,\d+)?(e[-+]?\d+)?(%?)", re.IGNORECASE)
_FRACTION = re.compile(r"([-+]?)(\d+) (\d+)/(\d+)")
_NUMBERS = re.compile(r"(\d{1,4})([-/])(\d{1,4})(?:\2(\d{1,4}))?")
_DAY_MONTH = re.compile(rf"(\d{{1,2}})[- ]({_MONTH})(?:[- ](\d{{2,4}}))?")
_MONTH_DAY = re.compile(rf"({_MONTH})[- ](\d{{1,4}})(?:, ?(\d{{4}}))?")
_TIME = re.compile(r"(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?(?: ?([ap])m?)?")
_ERRORS = ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!")


class Typed(NamedTuple):
    """A value that is no text, and the number format that a cell without one gets with it."""

    value: float | bool
    format: str = "General"


class Formula(str):
    """A formula in Excel's grammar, with its `=`."""

    __slots__ = ()


@lru_cache(maxsize=100_000)
def taken(text: str) -> Typed | Formula | str:
    """What stands in the cell then: a number, a formula, or a text."""
    if not _SUSPECT.match(text):
        return text
    if text.startswith("'"):
        return text[1:]
    if text.startswith("=") and len(text) > 1:
        return Formula(text)
    bare = text.strip()
    if bare.upper() in ("TRUE", "FALSE"):
        return Typed(bare.upper() == "TRUE")
    if bare.upper() in _ERRORS:
        return Formula("=" + bare.upper())
    plain = _number(bare) or _moment(bare.lower())
    if plain is None and len(bare) > 1 and bare[0] in "+-@":
        return Formula("=" + bare.removeprefix("@"))
    return text if plain is None else plain


def _number(text: str) -> Typed | None:
    if text.startswith("(") and text.endswith(")"):
        inner = _number(text[1:-1])
        return inner and Typed(-inner.value, inner.format)
    if match := _FRACTION.fullmatch(text):
        sign, whole, above, below = match.groups()
        return Typed(float(f"{sign}1") * (int(whole) + int(above) / (int(below) or 1)), "# ?/?")
    for pattern, groups, point in ((_ENGLISH, ",", "."), (_VIETNAMESE, ".", ",")):
        match = pattern.fullmatch(text)
        if match and re.search(r"\d", (match[2] or "") + (match[3] or "")):
            return _of_parts(match, groups, point)
    return None


def _of_parts(match: re.Match[str], groups: str, point: str) -> Typed:
    sign, whole, decimals, exponent, percent = (part or "" for part in match.groups())
    digits = whole.replace(groups, "") + decimals.replace(point, ".")
    value = float(f"{sign}{digits}{exponent}")
    if percent:
        return Typed(value / 100, "0.00%" if decimals else "0%")
    return Typed(value, "0.00E+00" if exponent else "#,##0" if groups in whole else "General")


def _moment(text: str) -> Typed | None:
    """A date, a time, or both."""
    if time := _time(text):
        return time
    if date := _date(text):
        return date
    day, _, hour = text.rpartition(" ")
    date, time = _date(day), _time(hour)
    return Typed(date.value + time.value, "m/d/yyyy h:mm") if date and time else None


def _time(text: str) -> Typed | None:
    match = _TIME.fullmatch(text)
    if match is None:
        return None
    hour, minute, second = (int(part or 0) for part in match.groups()[:3])
    if minute > 59 or second > 59 or (match[4] and not 1 <= hour <= 12):
        return None
    if match[4]:
        hour = hour % 12 + (12 if match[4] == "p" else 0)
    return Typed((hour * 3600 + minute * 60 + second) / 86400, "h:mm:ss" if match[3] else "h:mm")


def _date(text: str) -> Typed | None:
    for year, month, day, shown in _readings(text):
        try:
            return Typed(float((datetime(_century(year), month, day) - EPOCH).days), shown)
        except ValueError:
            continue
    return None


def _readings(text: str) -> Iterator[tuple[int, int, int, str]]:
    """Year, month, day and the format, the likeliest first; they may be impossible dates."""
    now = datetime.now().year
    if match := _NUMBERS.fullmatch(text):
        first, second, third = int(match[1]), int(match[3]), match[4]
        if third is None:
            yield now, first, second, "d-mmm"
            yield now, second, first, "d-mmm"
            yield second, first, 1, "mmm-yy"
        elif len(match[1]) == 4:
            yield first, second, int(third), "m/d/yyyy"
        else:
            yield int(third), first, second, "m/d/yyyy"
            yield int(third), second, first, "m/d/yyyy"
    elif (match := _DAY_MONTH.fullmatch(text)) and match[2][:3] in _MONTHS:
        month = _MONTHS.index(match[2][:3]) + 1
        yield int(match[3] or now), month, int(match[1]), "d-mmm-yy" if match[3] else "d-mmm"
    elif (match := _MONTH_DAY.fullmatch(text)) and match[1][:3] in _MONTHS:
        month = _MONTHS.index(match[1][:3]) + 1
        yield int(match[3] or now), month, int(match[2]), "d-mmm-yy" if match[3] else "d-mmm"
        yield int(match[2]), month, 1, "mmm-yy"


def _century(year: int) -> int:
    """Two digits as Excel reads them: 00-29 are this century."""
    if year > 99:
        return year if year >= 1900 else 0
    return year + (2000 if year < 30 else 1900)
