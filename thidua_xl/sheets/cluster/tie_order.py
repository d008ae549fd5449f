"""Hidden columns of `Xếp hạng` that tell level units apart, live, by the cluster's own order (`Khi bằng điểm`).

What a unit has in every item stands as one text of digits of the same length, so that the greater text is the better
one in every program: a list of numbers cannot be compared in one step, and no number holds them all.
"""

from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from ...domain.scoring.groups import Grouping
from ...domain.scoring.scores import UnitTotal
from ...domain.scoring.tie_order import Figure, named_by
from ...domain.values.numbers import Points
from .matrix import MatrixSheet

_LETTER = "k"
"""In front, so that no program takes the text for a number."""
_FROM = 2 * 10**9
"""Added to points in thousandths, which may be below 0: always ten digits."""
_SHARES = 10**12
"""Parts of a whole: two shares of maxima up to 1 000 points that differ at all differ in these."""
_SHARES_FROM = 2 * 10**13

Lookup = Callable[[str], str]
"""Header of `Tổng hợp` → the formula part that gives the unit's cell under it."""


def order_value(total: UnitTotal) -> str:
    """The text of a unit, as `order_formula` gives it."""
    pieces = (_digits(figure, apart) for figure, apart in zip(total.compared, total.apart, strict=True))
    return _LETTER + "".join(pieces)


def _digits(figure: Figure, apart: Points | Fraction) -> str:
    if figure.most is None:
        return str(_FROM + int(apart))
    parts = Fraction(apart) * _SHARES
    exact = Decimal(parts.numerator) / Decimal(parts.denominator)
    return str(_SHARES_FROM + int(exact.quantize(Decimal(1), ROUND_HALF_UP)))


def order_formula(
    items: Sequence[str], grouping: Grouping, total: UnitTotal, matrix: MatrixSheet, cell: Lookup, percent: str
) -> str:  # fmt: skip
    """A formula part: the unit's text by what `Tổng hợp` holds now.

    Args:
        items: the order.
        grouping: of the table of criteria.
        total: of the unit; it knows the maxima.
        matrix: the sheet `Tổng hợp`.
        cell: how a cell of the unit's row is looked up there.
        percent: the address of its `Tỷ lệ %`.
    """
    pieces = [
        _live(_points(item, grouping, matrix, cell), figure, percent)
        for item, figure in zip(items, total.compared, strict=True)
    ]
    return f'"{_LETTER}"&' + "&".join(pieces)


def _points(item: str, grouping: Grouping, matrix: MatrixSheet, cell: Lookup) -> str:
    """The sum that an item compares; a section that only groups bonus or penalty rows has no column of its own."""
    headers = [item] if item in matrix.columns else named_by(item, grouping).names
    return "+".join(f"N({cell(header)})" for header in headers) or "0"


def _live(points: str, figure: Figure, percent: str) -> str:
    thousandths = f"ROUND(({points})*1000,0)"
    if figure.most is None:
        return f'TEXT({_FROM}+{thousandths},"0")'
    share = f"{thousandths}/{figure.most}" if figure.most else f"ROUND(N({percent})*1000,0)/100000"
    return f'TEXT({_SHARES_FROM}+ROUND({share}*{_SHARES},0),"0")'
