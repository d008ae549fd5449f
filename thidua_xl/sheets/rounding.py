"""How live formulas round a score: half up and once, as the exact rules do.

Numbers are rounded to 9 digits before they are rounded for good, so that no binary noise decides a half; what is
divided by a whole number is the nearest double again, as `stored` gives it.
"""

from ..domain.values.numbers import THOUSANDTHS, Rounding


def rounded(exact: str, rounding: Rounding) -> str:
    """A formula part: the number rounded to decimals, or in parts of a point where the step is no power of ten."""
    unit = rounding.unit
    places = next((places for places in range(4) if unit * 10**places == THOUSANDTHS), None)
    if places is not None:
        return f"ROUND(ROUND({exact},9),{places})"
    parts = THOUSANDTHS // unit
    return f"ROUND(ROUND(({exact})*{parts},9),0)/{parts}"


def rounded_within(exact: str, maximum: str, rounding: Rounding) -> str:
    """The same within a maximum that is no multiple: not exceeded; beside a step in full it stays what it is."""
    within = f"MIN({maximum},{rounded(exact, rounding)})"
    return within if rounding.step is None else f"IF(ROUND({exact},9)>={maximum},{maximum},{within})"
