"""Numbers and days as a signed paper says them (Nghị định 30/2020/NĐ-CP, Phụ lục I).

The decree puts a 0 before numbers and days below 10 and before months 1 and 2, so that nobody can write a digit in
front of them. It is silent on hours and counts; offices guard those the same way.
"""

import re
from datetime import date, time
from decimal import Decimal
from fractions import Fraction

from .numbers import THOUSANDTHS, Points, ratio_half_up, shown_number
from .text import clean

BLANK = "……"
"""Stands in a sentence for what only people know; the papers make a dotted blank of it."""
_TWO = 10
"""From here on a number has two digits."""
_PADDED_MONTHS = 2
_NUMBER = re.compile(r"(?:số)?\s*:?\s*(.*)", re.IGNORECASE | re.DOTALL)
_FIRST = re.compile(r"\d+")


def day_said(day: date | None) -> str:
    """`ngày 05 tháng 3 năm 2026`; `ngày ……` where the day is not known."""
    if day is None:
        return f"ngày {BLANK}"
    month = f"{day.month:02}" if day.month <= _PADDED_MONTHS else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year:04}"


def time_said(moment: time) -> str:
    """`08 giờ 00 phút`: both in two digits, as `told_time` has them and minutes of a meeting are written."""
    return f"{moment:%H} giờ {moment:%M} phút"


def number_said(typed: str) -> str:
    """The number of a paper with its 0: `07` for `7`, `07a` for `7a`; from 10 on as typed."""
    found = _FIRST.match(typed)
    return f"0{typed}" if found and len(found[0]) == 1 else typed


def paper_number(typed: str, type_code: str, symbol: str) -> str | None:
    """What stands behind `Số:`.

    Args:
        typed: `7`, `125`, or number and symbol as the office's register has them (`7/BC-UBND`), which then stay.
        type_code: of the paper (BC, KH, TTr); empty for a công văn, which has none.
        symbol: of the body that issues it; its field behind that (`UBND-NV`).

    Returns:
        `07/BC-CTĐ`; None where nothing is typed.
    """
    found = _NUMBER.fullmatch(clean(typed))
    own = found[1] if found else ""
    if not own:
        return None
    number, slash, behind = own.partition("/")
    if slash:
        return f"{number_said(number.strip()) or BLANK}/{behind.strip()}"
    return "/".join(filter(None, (number_said(own), "-".join(filter(None, (type_code, symbol))))))


def count_said(number: int, of: str = "") -> str:
    """`07 đơn vị`, `00 phiếu`, `12`: how minutes write what was counted."""
    return f"{number:02} {of}".rstrip()


def percent_said(
    part: int | Decimal | Fraction, whole: int | Decimal | Fraction, digits: int = 2
) -> str | None:  # fmt: skip
    """`83,33 %`, `100 %`: a share, computed exactly and rounded half up once; None of a whole that is 0."""
    if not whole:
        return None
    share = Fraction(part) * 100 / Fraction(whole)
    return f"{shown_number(Fraction(ratio_half_up(*share.as_integer_ratio(), digits), THOUSANDTHS))} %"


def points_said(points: Points | Fraction) -> str:
    """`12,5 điểm`, of thousandths or of an exact number of points."""
    exact = points if isinstance(points, Fraction) else Fraction(points, THOUSANDTHS)
    return f"{shown_number(exact)} điểm"
