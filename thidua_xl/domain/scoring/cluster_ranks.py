"""Theo hạng trong cụm: the program ranks the cluster's results, and a place has its points."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from ..values.numbers import Points
from .criteria import Criterion
from .parameter_grammar import NotUnderstoodError, direction, of_place, ranked_points

SHARE = "đồng hạng chia điểm"


class ClusterRanks(NamedTuple):
    """The points of place 1, 2, …; the last value serves every place beyond.

    `shared`: level results share the mean of the places that they take, else each has the better place's points.
    """

    points: tuple[Points, ...]
    lower_is_better: bool = False
    shared: bool = False


class Placed(NamedTuple):
    """A result's place among the cluster's, and its exact points."""

    place: int
    points: Fraction


def read_cluster_ranks(criterion: Criterion, parts: Sequence[str]) -> ClusterRanks:
    """The points of places. Raises NotUnderstoodError."""
    lower, rest = direction(list(parts))
    listed = [part for part in rest if part != SHARE]
    if len(rest) - len(listed) > 1:
        raise NotUnderstoodError(f"“{SHARE}” ghi hai lần")
    return ClusterRanks(ranked_points(listed, criterion), lower, len(listed) < len(rest))


def place_all(
    rule: ClusterRanks, results: Mapping[str, Fraction], may_take: Collection[str]
) -> dict[str, Placed]:
    """Every unit that has a result; only units of `may_take` take a place: 1, 2, 2, 4.

    One that may not has the place that it would take without moving anybody.
    """
    sign = 1 if rule.lower_is_better else -1
    taken = sorted(sign * results[unit] for unit in may_take if unit in results)
    return {unit: _placed(rule, taken, sign * result) for unit, result in results.items()}


def _placed(rule: ClusterRanks, taken: Sequence[Fraction], value: Fraction) -> Placed:
    place = bisect_left(taken, value) + 1
    level = max(1, bisect_right(taken, value) - place + 1)
    if not rule.shared:
        return Placed(place, of_place(rule.points, place))
    total = sum((of_place(rule.points, place + more) for more in range(level)), Fraction(0))
    return Placed(place, total / level)
