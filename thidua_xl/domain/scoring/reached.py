"""Tỷ lệ %: how far a target is reached, as the forms show it (`sheets.form.formulas`)."""

from fractions import Fraction

from ..values.numbers import round_half_up
from .parameters import Parameter, Steps

_DIGITS = 2
_WHOLE = Fraction(100)


def percent_reached(parameter: Parameter, target: Fraction, result: Fraction) -> Fraction | None:
    """A/T in %, T/A where less is better, rounded to two decimals; None where there is nothing to divide by."""
    from_above = is_reached_from_above(parameter)
    part, whole = (target, result) if from_above else (result, target)
    if whole <= 0:
        return _WHOLE if from_above and whole == 0 else None
    return Fraction(round_half_up(part / whole * 100, _DIGITS), 1000)


def is_reached_from_above(parameter: Parameter) -> bool:
    """Whether the rule compares T/A; steps that are reached from above compare A/T."""
    at_most = isinstance(parameter, Steps) and parameter.at_most
    return bool(getattr(parameter, "lower_is_better", False)) and not at_most


def is_kept(parameter: Parameter, target: Fraction, result: Fraction) -> bool:
    """Whether the result is at least as good as the target."""
    if getattr(parameter, "lower_is_better", False):
        return result <= target
    return result >= target
