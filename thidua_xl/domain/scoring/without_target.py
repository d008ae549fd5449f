"""So với đơn vị cao nhất: a unit that was not given the target is measured by the best of those without it."""

from collections.abc import Collection, Mapping
from fractions import Fraction

from ..values.catalogue import Code
from ..values.numbers import Rounding, in_points
from .criteria import IN_WORDS, OF_OTHERS, Criterion, Method, WhenNotAssigned
from .parameters import needs_result
from .rules import NOTHING, Outcome, within

_NO_QUANTITY = IN_WORDS | OF_OTHERS
"""Rules whose result is a word, a rank or a delay: nothing can be a part of it."""


def measures_without_target(criterion: Criterion) -> bool:
    """Whether units without the target are measured by their results."""
    return criterion.when_not_assigned is WhenNotAssigned.BESIDE_BEST and has_quantity(criterion.method)


def has_quantity(method: Method) -> bool:
    """Whether the rule's result is a number of which another one can be a part."""
    return needs_result(method) and method not in _NO_QUANTITY


def beside_best(
    criterion: Criterion, results: Mapping[str, Fraction], may_lead: Collection[str], rounding: Rounding
) -> dict[str, Outcome]:
    """max × A/A_max for every unit without the target that has a result A; none above zero: 0.

    Only units of `may_lead` make the best; one that may not and has more gets the maximum.
    """
    best = max((results[unit] for unit in may_lead if unit in results), default=NOTHING)
    maximum = in_points(criterion.max_points)

    def outcome(result: Fraction) -> Outcome:
        if result < 0:
            return Outcome(code=Code.NEGATIVE)
        exact = min(maximum, maximum * result / best) if best > 0 else NOTHING
        return Outcome(within(exact, criterion.max_points, rounding))

    return {unit: outcome(result) for unit, result in results.items()}
