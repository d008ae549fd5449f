"""Exact numbers: points are integers of thousandths, everything else a Decimal or a Fraction.

No binary float takes part in a score. A stored number is read as what Excel shows
(15 significant digits), computed exactly and rounded half up once.
"""

import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

Points = int
"""Điểm, in thousandths: 12.5 points are 12500."""

THOUSANDTHS = 1000
LARGEST = Decimal(10) ** 12


class Rounding(NamedTuple):
    """Làm tròn: to so many decimals (0-3), or to multiples of a step in thousandths; always half up, and once.

    A step never has more decimals than `digits`, by which numbers are shown.
    """

    digits: int = 2
    step: Points | None = None

    @property
    def unit(self) -> Points:
        """What every rounded number is a multiple of, in thousandths."""
        return self.step or THOUSANDTHS // 10**self.digits

    def nearest(self, value: Decimal | Fraction | int) -> Points:
        """The multiple that `value` points are rounded to, half away from zero."""
        return _to_multiple(*value.as_integer_ratio(), self.unit)

    def within(self, value: Decimal | Fraction, maximum: Points) -> Points:
        """The same, but a maximum that is no multiple is not exceeded; beside a step it stays what it is in full.

        9,7 of 9,7 by halves is 9,7. A maximum with more decimals than scores have is an error of its own.
        """
        part, whole = value.as_integer_ratio()
        is_whole = self.step is not None and part * THOUSANDTHS >= maximum * whole
        return maximum if is_whole else min(self.nearest(value), maximum)

    def moves(self, points: Points) -> bool:
        """Whether rounding makes another number of these points."""
        return points % self.unit != 0


def as_shown(stored: float) -> Decimal:
    """The stored binary number as Excel shows it: 5.0249999999999995 is 5.025."""
    return Decimal(format(stored, ".15g"))


def round_half_up(value: Decimal | Fraction | int, digits: int) -> Points:
    """`value` points rounded half away from zero to `digits` (0-3) decimals, in thousandths."""
    return ratio_half_up(*value.as_integer_ratio(), digits)


def ratio_half_up(numerator: int, denominator: int, digits: int) -> Points:
    """The same of a ratio that need not be in lowest terms; the denominator is above 0."""
    return _to_multiple(numerator, denominator, THOUSANDTHS // 10**digits)


def _to_multiple(numerator: int, denominator: int, unit: Points) -> Points:
    part = denominator * unit
    rounded = (abs(numerator) * THOUSANDTHS * 2 + part) // (2 * part) * unit
    return rounded if numerator >= 0 else -rounded


@lru_cache(maxsize=1 << 14)  # scores repeat, and each is asked for by the checks and by the scoring
def typed_points(score: Decimal, maximum: Points, rounding: Rounding) -> Points:
    """A score as typed, without its sign, rounded within a maximum that need be no multiple itself.

    One that is above the maximum itself is only rounded: it is refused elsewhere.
    """
    exact = abs(score)
    return rounding.within(exact, maximum) if exact * THOUSANDTHS <= maximum else rounding.nearest(exact)


@lru_cache(maxsize=1 << 14)  # figures repeat, and building a Fraction costs ten times a look-up
def as_fraction(value: Decimal) -> Fraction:
    """The same number, for computing with ratios."""
    return Fraction(value)


def is_finer(points: Points, digits: int) -> bool:
    """Whether these points have more than `digits` (0-3) decimals."""
    scale: int = 10**digits
    return points * scale % THOUSANDTHS != 0


def exact_points(value: Decimal) -> Points | None:
    """`value` in thousandths, or None where it has more than three decimals."""
    scaled = value * THOUSANDTHS
    return int(scaled) if scaled == scaled.to_integral_value() else None


@lru_cache(maxsize=1 << 12)
def in_points(points: Points) -> Fraction:
    """Thousandths as an exact number of points."""
    return Fraction(points, THOUSANDTHS)


@lru_cache(maxsize=1 << 14)
def decimals(value: Decimal) -> int:
    """How many digits stand behind the decimal sign (trailing zeros do not count)."""
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def plain(points: Points, digits: int) -> str:
    """For other programs: `"861.84"`."""
    value = Decimal(points) / THOUSANDTHS
    return format(value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP), "f")


def shown(points: Points, digits: int) -> str:
    """For Vietnamese readers: `"1.861,84"`."""
    return _said(plain(points, digits))


def plain_exactly(points: Points, digits: int) -> str:
    """As `plain`, with all decimals of a score that has more: a maximum may."""
    return plain(points, 3).rstrip("0") if is_finer(points, digits) else plain(points, digits)


def shown_exactly(points: Points, digits: int) -> str:
    """The same for Vietnamese readers."""
    return _said(plain_exactly(points, digits))


def shown_number(value: Decimal | Fraction | int) -> str:
    """Any exact number for Vietnamese readers, without trailing zeros: `"1.250.000,5"`."""
    return _said(_plain_number(value))


def typed_number(value: Decimal | Fraction | int) -> str:
    """The same as people type it and our readers take it without a doubt, its thousands not apart: `"1250000,5"`."""
    return _plain_number(value).replace(".", ",")


def _plain_number(value: Decimal | Fraction | int) -> str:
    if isinstance(value, Fraction):
        value = Decimal(value.numerator) / Decimal(value.denominator)
    return format(Decimal(value).normalize(), "f")


_GROUPS = re.compile(r"(?<=\d)(?=(?:\d{3})+$)")


def _said(plain_text: str) -> str:
    """A number written with a point, as Vietnamese readers write it (Nghị định 30/2020/NĐ-CP uses both signs so)."""
    whole, point, rest = plain_text.partition(".")
    return f"{_GROUPS.sub('.', whole)}{',' if point else ''}{rest}"


def in_cell(points: Points | None) -> float | str:
    """A total as its cell holds it: empty where there is none, which is not 0."""
    return "" if points is None else stored(points)


def stored(points: Points) -> float:
    """The binary number a cell stores for these points (the nearest double, as Excel's ROUND gives)."""
    return points / THOUSANDTHS
