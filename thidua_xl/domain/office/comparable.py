"""Units of different clusters beside each other: only where criteria and basis are the same."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..values.numbers import Points
from .clusters import ClusterResult, ClusterUnit


class ComparedUnit(NamedTuple):
    """One unit of the whole province. `group_rank` None: not comparable, or not ranked in its own cluster."""

    cluster: str
    unit: ClusterUnit
    group: str
    is_alone: bool
    """Whether no other cluster has these criteria and this basis."""
    group_rank: int | None = None


def groups_of(results: Sequence[ClusterResult]) -> dict[str, list[ClusterResult]]:
    """Clusters of the same criteria and basis, under the letters A, B, C … in their order."""
    by_key: dict[object, list[ClusterResult]] = {}
    for result in results:
        by_key.setdefault(result.key, []).append(result)
    return {_letter(at): group for at, group in enumerate(by_key.values())}


def _letter(at: int) -> str:
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def compare(results: Sequence[ClusterResult]) -> list[ComparedUnit]:
    """Every unit, by group and then by rank among all units of the group; those without a rank last."""
    lines: list[ComparedUnit] = []
    for letter, group in groups_of(results).items():
        ranks = _ranks(group) if len(group) > 1 else {}
        own = [
            ComparedUnit(one.code, unit, letter, len(group) == 1, ranks.get((one.code, unit.code)))
            for one in group for unit in one.units
        ]  # fmt: skip
        lines += sorted(own, key=lambda line: (line.group_rank is None, line.group_rank or 0))
    return lines


def _ranks(group: Sequence[ClusterResult]) -> Mapping[tuple[str, str], int]:
    """Competition ranks over all ranked units of the group."""
    values: dict[tuple[str, str], Points] = {}
    for one in group:
        for unit in one.units:
            value = unit.value(one.basis)
            if unit.rank is not None and value is not None:
                values[one.code, unit.code] = value
    order = sorted(values.values(), reverse=True)
    first = {value: at for at, value in reversed(list(enumerate(order, start=1)))}
    return {key: first[value] for key, value in values.items()}
