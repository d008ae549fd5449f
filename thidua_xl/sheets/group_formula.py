"""What a group of criteria counts with, as a live formula: its highest part, its cap, its factor (`scoring.groups`).

Excel 2010 functions only, short: an inner group is one cell among the parts. A product is rounded twice, so that
Excel, LibreOffice and Gnumeric agree with the exact rule.
"""

from collections.abc import Iterable

from ..domain.scoring.criteria import RowKind
from ..domain.scoring.groups import Group
from ..domain.values.numbers import Points, in_points, is_finer

_FINEST = 3


def group_amount(group: Group, inside: str, digits: int, exact: int) -> str:
    """The formula part that gives its points where at least one cell of `inside` has any.

    `digits` are those of a score, `exact` those of the sums of this table (`decimals_of_sums`).
    """
    deducts, rule = group.kind is RowKind.PENALTY, group.rule
    best, limit = ("MIN", "MAX") if deducts else ("MAX", "MIN")
    amount = f"{best if rule.highest else 'SUM'}({inside})"
    if rule.cap is not None:
        amount = f"{limit}({'-' * deducts}{float(in_points(rule.cap)):.15g},{amount})"
    if rule.factor == 1:
        return f"ROUND({amount},{exact})"
    return f"ROUND(ROUND({float(rule.factor):.15g}*{amount},9),{digits})"


def decimals_of_sums(most: Iterable[Points], groups: Iterable[Group], digits: int) -> int:
    """With how many decimals sums are written: more than a score's where a maximum or a cap has more."""
    caps = (group.rule.cap or 0 for group in groups)
    return _FINEST if any(is_finer(points, digits) for points in (*most, *caps)) else digits
