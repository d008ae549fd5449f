"""Khi bằng điểm: the cluster's own order of sections by which units level on the value ranked by are told apart.

One section after another, the higher counted sum first. Where units are ranked by percent their maxima may differ:
there a section's share of its maximum is compared, exactly. `Điểm thưởng`, `Điểm trừ` and single bonus or penalty
criteria have no maximum of their own; they are compared by points, fewer deductions first.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from ..values.numbers import Points
from ..values.text import clean, fold
from .criteria import Criteria, RowKind
from .groups import Grouping
from .settings import Basis

NAME = "Khi bằng điểm"
"""The setting."""
BONUS, PENALTY, VOTE = RowKind.BONUS.value, RowKind.PENALTY.value, "Bỏ phiếu"
_WORDS = {fold(word): word for word in (BONUS, PENALTY, VOTE)}
_KINDS = {BONUS: RowKind.BONUS, PENALTY: RowKind.PENALTY}

Place: TypeAlias = tuple[Points | Fraction, ...]
"""What a unit is ranked by: its value, then what tells it from units level with it; the greater comes first."""


class Figure(NamedTuple):
    """What a unit has in one item of the order: points and, where it is measured by its share, the most it may have."""

    points: Points
    most: Points | None = None

    def told_apart(self, value: Points) -> Points | Fraction:
        """What is compared; one with nothing to score there stands in it as in all: at the percentage `value`."""
        if self.most is None:
            return self.points
        return Fraction(self.points, self.most) if self.most > 0 else Fraction(value, 100_000)


def read_order(text: str) -> tuple[str, ...] | None:
    """The items as typed, without the vote at the end; None where one stands twice or behind the vote."""
    items = [_WORDS.get(fold(piece), clean(piece)) for piece in text.split(";") if clean(piece)]
    if not items or VOTE in items[:-1] or len({fold(item) for item in items}) < len(items):
        return None
    return tuple(item for item in items if item != VOTE)


def told_order(items: Iterable[str]) -> str:
    """As it is typed; nothing but the vote where there is no order."""
    return "; ".join((*items, VOTE))


def known_order(items: Sequence[str], criteria: Criteria) -> tuple[tuple[str, ...], list[str]]:
    """The items as the table of criteria spells them, and those that it does not have."""
    rows = [row.code for row in (*criteria.sections, *criteria.scored)]
    codes = {fold(code): code for code in rows} | {code: code for code in rows}
    named = [item if item in _KINDS else codes.get(item, codes.get(fold(item), "")) for item in items]
    return tuple(filter(None, named)), [item for item, name in zip(items, named, strict=True) if not name]


class Parts(NamedTuple):
    """What an item adds: criteria and groups by name, and whether they have a maximum to take a share of."""

    names: tuple[str, ...]
    are_measured: bool = False


def named_by(item: str, grouping: Grouping) -> Parts:
    """Those of a kind, those of a section (its bonus and penalty rows where it has no others), the criterion itself."""
    if item in _KINDS:
        return Parts(grouping.sums["", _KINDS[item]])
    group = grouping.by_name.get(item)
    if group is not None:
        return Parts((item,), group.kind is RowKind.CRITERION)
    if item in grouping.most:
        return Parts((item,), _is_measured(item, grouping))
    own = grouping.sums.get((item, RowKind.CRITERION), ())
    if own:
        return Parts(own, are_measured=True)
    outside = (grouping.sums.get((item, kind), ()) for kind in _KINDS.values())
    return Parts(tuple(name for names in outside for name in names))


def _is_measured(code: str, grouping: Grouping) -> bool:
    """Whether it is a `Tiêu chí`: bonus and penalty have no part in a maximum."""
    inside = [parts for (_, kind), parts in grouping.sums.items() if kind is RowKind.CRITERION]
    inside += [group.parts for group in grouping.groups if group.kind is RowKind.CRITERION]
    return any(code in parts for parts in inside)


def figures(
    items: Sequence[str], grouping: Grouping, basis: Basis, points: Mapping[str, Points], counting: Collection[str]
) -> tuple[Figure, ...]:  # fmt: skip
    """What a unit has in every item.

    Args:
        items: the order.
        grouping: of the table of criteria.
        basis: what units are ranked by.
        points: the unit's agreed scores, signed, by criterion, as far as it has any.
        counting: the criteria that take part in the unit's maximum.
    """
    values = grouping.fold(points)
    most = grouping.fold({code: grouping.most[code] for code in counting}) if basis is Basis.PERCENT else None
    return tuple(_figure(item, grouping, values, most) for item in items)


def _figure(
    item: str, grouping: Grouping, values: Mapping[str, Points], most: Mapping[str, Points] | None
) -> Figure:
    parts = named_by(item, grouping)
    own = sum(values.get(name, 0) for name in parts.names)
    if most is None or not parts.are_measured:
        return Figure(own)
    return Figure(own, sum(most.get(name, 0) for name in parts.names))


def told_apart(compared: Iterable[Figure], percent: Points | None) -> tuple[Points | Fraction, ...]:
    """What is compared of them, where the unit has this percentage."""
    return tuple(one.told_apart(percent or 0) for one in compared)
