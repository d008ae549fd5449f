"""Nhóm: what the rows below a `Mục` come to where its `Tham số` says so, folded from the inside out.

Ordinary criteria, bonuses and penalties are added up apart (a section's own sum knows criteria alone), so a rule
stands for the rows of one kind; a section that mixes kinds has none (`mixed_kinds`: a person parts them). In a group
first the highest part is taken, then the cap holds, then the factor multiplies, rounded half up to the set decimals
once: what is printed is what was added. Of penalties the highest is the largest deduction, and a cap limits it.

Penalties that stand under a criterion deduct together never more than its maximum.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache, partial
from typing import NamedTuple

from ..values.numbers import THOUSANDTHS, Points, ratio_half_up
from .criteria import Criteria, Criterion, RowKind, parent_code
from .group_rules import GroupRule, group_said, parse_group
from .parameters import Invalid

POINT_KINDS = (RowKind.CRITERION, RowKind.BONUS, RowKind.PENALTY)
DEDUCTED = "Trừ "
"""Before the code of a criterion: the name of the group of its deductions. No code has a space in it."""


class Group(NamedTuple):
    """Rows that count together. `parts` are codes of criteria and names of groups inside; `code` that of its row."""

    code: str
    kind: RowKind
    rule: GroupRule
    parts: tuple[str, ...]
    of_criterion: bool = False
    """Whether these are the deductions under a criterion, which have no row of their own."""

    @property
    def name(self) -> str:
        """What it is called among criteria and groups: its code, `Trừ II.1`."""
        return DEDUCTED + self.code if self.of_criterion else self.code

    @property
    def title(self) -> str:
        """What a sentence calls it."""
        return f"Điểm trừ ở tiêu chí {self.code}" if self.of_criterion else f"Mục {self.code}"

    @property
    def said(self) -> str:
        """Its rule in words."""
        return group_said(self.rule, deducts=self.kind is RowKind.PENALTY)

    def inside(self, values: Mapping[str, Points]) -> list[Points]:
        """The points of its parts that have any."""
        return [values[part] for part in self.parts if part in values]

    def gathered(self, inside: Sequence[Points]) -> list[Points]:
        """The same points in one number, for a group that some others join; none where there are none."""
        return [self._plainly(inside)] if inside else []

    def _plainly(self, inside: Sequence[Points]) -> Points:
        if not self.rule.highest:
            return sum(inside)
        return min(inside) if self.kind is RowKind.PENALTY else max(inside)

    def counted(self, inside: Sequence[Points], digits: int) -> Points:
        """What its parts, at least one, come to: signed, in thousandths."""
        deducts, rule = self.kind is RowKind.PENALTY, self.rule
        points = self._plainly(inside)
        if rule.cap is not None:
            points = max(points, -rule.cap) if deducts else min(points, rule.cap)
        if rule.factor == 1:
            return points
        times, parts = rule.factor.as_integer_ratio()
        return ratio_half_up(points * times, parts * THOUSANDTHS, digits)


Sums = Mapping[tuple[str, RowKind], tuple[str, ...]]
"""Section (blank: the whole table) and kind → the criteria and groups that its sum adds."""


@dataclass(frozen=True)
class Grouping:
    """All groups of a table, the inner ones first, and what every sum adds."""

    groups: tuple[Group, ...] = ()
    sums: Sums = field(default_factory=dict)
    digits: int = 2
    most: Mapping[str, Points] = field(default_factory=dict)
    """The maximum of every criterion, signed."""
    tops: tuple[str, ...] = ()
    """The criteria and groups that the total adds, in the order of the book."""

    @cached_property
    def by_name(self) -> dict[str, Group]:
        """The groups by name."""
        return {group.name: group for group in self.groups}

    def fold(self, points: Mapping[str, Points]) -> Mapping[str, Points]:
        """The points of the criteria that have any, and those of the groups by name."""
        if not self.groups:
            return points
        values = dict(points)
        for group in self.groups:
            inside = group.inside(values)
            if inside:
                values[group.name] = group.counted(inside, self.digits)
        return values

    def summed(self, values: Mapping[str, Points], kind: RowKind, section: str = "") -> Points | None:
        """What a section (else the whole table) has in one kind; None where nothing in it has points."""
        found = [values[name] for name in self.sums.get((section, kind), ()) if name in values]
        return sum(found) if found else None

    def shown(self, values: Mapping[str, Points], section: str) -> Points | None:
        """What stands as a section's points: the sum of its criteria, or its group of bonus or penalty rows."""
        return values.get(section, self.summed(values, RowKind.CRITERION, section))

    def total(self, points: Mapping[str, Points]) -> Points:
        """The sum of everything; `points` are those of the criteria that have any."""
        if not self.groups:
            return sum(points.values())
        values = self.fold(points)
        return sum(values[name] for name in self.tops if name in values)

    def maximum(self, codes: Collection[str]) -> Points:
        """The most that criteria of the kind `Tiêu chí` among these come to."""
        values = self.fold({code: self.most[code] for code in codes})
        return self.summed(values, RowKind.CRITERION) or 0

    def largest(self, codes: Collection[str]) -> Points:
        """The most points that these criteria of any kind come to, given or taken away."""
        values = self.fold({code: self.most.get(code, 0) for code in codes})
        return sum(abs(self.summed(values, kind) or 0) for kind in POINT_KINDS)

    def section_maximum(self, code: str, kind: RowKind = RowKind.CRITERION) -> Points:
        """The most that a section's rows of a kind come to."""
        return abs(self.summed(self.fold(self.most), kind, code) or 0)

    def before_cap(self, group: Group) -> Points:
        """The most that the rows of a group come to as long as no cap holds them."""
        return abs(sum(group.gathered(group.inside(self.fold(self.most)))))

    def section_maximum_of(self, code: str, counting: Iterable[str]) -> Points:
        """The same of those of its criteria that a unit was given."""
        values = self.fold({one: self.most[one] for one in counting})
        return self.summed(values, RowKind.CRITERION, code) or 0

    def most_of(self, kind: RowKind) -> Points:
        """The most that all rows of a kind come to."""
        return self.section_maximum("", kind)

    def around(self, code: str) -> list[Group]:
        """The groups in which a criterion counts, from the inside out."""
        found: list[Group] = []
        for group in self.groups:
            if (found[-1].name if found else code) in group.parts:
                found.append(group)
        return found

    def total_with(
        self, code: str, values: Mapping[str, Points], total: Points
    ) -> Callable[[Points], Points]:
        """The score of one criterion, signed → the total that the unit has with it, which never falls as it rises.

        `values` are those of the unit's criteria and groups as they are, `total` what they come to.
        """
        around = self.around(code) if self.groups else []
        if not around:
            rest = total - values.get(code, 0)
            return lambda score: rest + score
        rest = total - values.get(around[-1].name, 0)
        path = (code, *(group.name for group in around))
        beside = [
            group.gathered([values[part] for part in group.parts if part in values and part not in path])
            for group in around
        ]

        def total_at(score: Points) -> Points:
            for group, others in zip(around, beside, strict=True):
                score = group.counted([*others, score], self.digits)
            return rest + score

        return total_at


@lru_cache(maxsize=1 << 4)  # every total asks for it
def grouping_of(criteria: Criteria, digits: int) -> Grouping:
    """The groups of a table whose scores have so many decimals."""
    return _Builder(criteria, digits).grouping()


def without_rules(criteria: Criteria) -> Criteria:
    """The same table with every section the plain sum of its rows."""
    rows = (replace(row, parameter="") if row.is_section else row for row in criteria)
    return Criteria(tuple(rows), criteria.invalid)


def over_groups(
    criteria: Criteria, groups: Iterable[str], digits: int, maximum: Callable[[Grouping], Points]
) -> tuple[Points, ...]:
    """A maximum as the units of these groups (Nhóm) have it: one number, or the lowest and the highest."""
    tables = [grouping_of(criteria.of(group), digits) for group in {*groups} or {""}]
    found = sorted(set(map(maximum, tables)))
    return (found[0], *found[1:][-1:])


def most_over_groups(
    criteria: Criteria, groups: Collection[str], digits: int, kind: RowKind = RowKind.CRITERION
) -> tuple[Points, ...]:
    """What all rows of a kind come to for the units of these groups."""
    return over_groups(criteria, groups, digits, partial(Grouping.most_of, kind=kind))


def section_maxima(
    criteria: Criteria, groups: Collection[str], digits: int
) -> Mapping[str, tuple[Points, ...]]:
    """The maxima of the sections that have criteria, as the units of those of these groups have them that have any."""
    sections = [row for row in criteria.sections if criteria.below(row.code)]
    if not criteria.groups:  # the same for all of them
        return {row.code: (row.max_points,) for row in sections}
    found: dict[str, tuple[Points, ...]] = {}
    for row in sections:
        having = [group for group in groups if criteria.of(group).below(row.code)]
        most = partial(Grouping.section_maximum, code=row.code)
        found[row.code] = over_groups(criteria, having, digits, most) if having else (row.max_points,)
    return found


def group_maximum(criteria: Criteria, groups: Iterable[str], digits: int, name: str) -> tuple[Points, ...]:
    """The most that a group of rows comes to, as the units of those of these groups (Nhóm) have it that have any."""

    def most(grouping: Grouping) -> Points:
        return abs(grouping.fold(grouping.most).get(name, 0))

    having = [group for group in groups if name in grouping_of(criteria.of(group), digits).by_name]
    if not having:
        return (most(grouping_of(criteria, digits)),)
    return over_groups(criteria, having, digits, most)


def held_by(criteria: Criteria, group: str) -> Criteria:
    """The criteria that units of a group (Nhóm) have, with the maxima that their sections come to for them."""
    held = criteria.of(group)
    if held is criteria:
        return criteria
    before, after = grouping_of(criteria, _FINEST), grouping_of(held, _FINEST)
    return Criteria(tuple(_lowered(criteria, row, before, after) for row in held), held.invalid)


_FINEST = 3


def _lowered(criteria: Criteria, row: Criterion, before: Grouping, after: Grouping) -> Criterion:
    """A section with less in it has a lower maximum, where a rule of its own does not keep it."""
    if not row.is_section or not row.max_points:
        return row
    kinds = [RowKind.CRITERION] if criteria.below(row.code) else [RowKind.BONUS, RowKind.PENALTY]
    was, now = (sum(one.section_maximum(row.code, kind) for kind in kinds) for one in (before, after))
    return row if was == now else replace(row, max_points=now)


def mixed_kinds(criteria: Criteria, section: Criterion) -> tuple[RowKind, ...]:
    """The kinds of rows below a section that has a rule, where there are several: no rule holds for them."""
    kinds = _kinds_below(criteria, section.code)
    return (
        tuple(kind for kind in POINT_KINDS if kind in kinds) if section.parameter and len(kinds) > 1 else ()
    )


def may_stand_under(criteria: Criteria, row: Criterion, parent: Criterion) -> bool:
    """Whether a row may stand below another one: below a section, or a deduction below its criterion."""
    if parent.is_section:
        return True
    deducts = {row.kind} if not row.is_section else _kinds_below(criteria, row.code)
    return parent.kind is RowKind.CRITERION and deducts == {RowKind.PENALTY}


def _kinds_below(criteria: Criteria, code: str) -> set[RowKind]:
    return {row.kind for row in criteria.scored if row.code.startswith(f"{code}.")}


class _Builder:
    """Collects the groups of a table, the inner ones first."""

    def __init__(self, criteria: Criteria, digits: int) -> None:
        self.criteria, self.digits = criteria, digits
        self.groups: list[Group] = []
        self.sums: dict[tuple[str, RowKind], tuple[str, ...]] = {}
        self.children: dict[str, list[Criterion]] = {}
        for row in criteria:
            self.children.setdefault(self._home(row), []).append(row)
        self.rules = {row.code: self._rule(row) for row in criteria.sections}

    def grouping(self) -> Grouping:
        """All of it; where no row has a rule and none deducts under a criterion, there are no groups."""
        for kind in POINT_KINDS:
            self.sums["", kind] = self._names("", kind)
        most = {
            row.code: -row.max_points if row.is_penalty else row.max_points for row in self.criteria.scored
        }
        return Grouping(tuple(self.groups), self.sums, self.digits, most, tuple(self._tops()))

    def _tops(self) -> list[str]:
        first = {row.code: at for at, row in enumerate(self.criteria.scored)}
        for group in self.groups:
            first[group.name] = min(first[part] for part in group.parts)
        return sorted((name for kind in POINT_KINDS for name in self.sums["", kind]), key=first.__getitem__)

    def _home(self, row: Criterion) -> str:
        """The nearest row above under which it may stand; blank: it stands at the top."""
        code = parent_code(row.code)
        while code:
            parent = self.criteria.by_code.get(code)
            if parent is not None and may_stand_under(self.criteria, row, parent):
                return code
            code = parent_code(code)
        return ""

    def _rule(self, row: Criterion) -> GroupRule:
        """What holds of a section: its rule where its rows are of one kind, within the criterion that it is below."""
        rule = parse_group(row.parameter)
        if isinstance(rule, Invalid) or len(_kinds_below(self.criteria, row.code)) > 1:
            rule = GroupRule()
        above = self._criterion_above(row)
        if above is None or rule.factor != 1 or len(self.children[above.code]) > 1:
            return rule
        return rule._replace(cap=min(rule.cap or above.max_points, above.max_points))

    def _criterion_above(self, row: Criterion) -> Criterion | None:
        """The criterion with a maximum under which a row deducts."""
        above = self.criteria.by_code.get(self._home(row))
        return above if above is not None and not above.is_section and above.max_points else None

    def _names(self, code: str, kind: RowKind) -> tuple[str, ...]:
        """The criteria and groups that the rows below a code add in one kind."""
        alone = code in self.rules and self.rules[code].highest
        names: list[str] = []
        for row in self.children.get(code, ()):
            if row.is_section:
                names += self._section(row, kind, alone=alone)
                continue
            if row.kind is kind:
                names.append(row.code)
            if kind is RowKind.PENALTY and row.code in self.children:
                names += self._deductions(row)
        return tuple(names)

    def _section(self, row: Criterion, kind: RowKind, *, alone: bool) -> tuple[str, ...]:
        """A section's own group where it has a rule, or where it is compared as one with others; else its parts."""
        inside, rule = self._names(row.code, kind), self.rules[row.code]
        if inside and (alone or not rule.is_plain):
            self.groups.append(Group(row.code, kind, rule, inside))
            inside = (row.code,)
        self.sums[row.code, kind] = inside
        return inside

    def _deductions(self, criterion: Criterion) -> tuple[str, ...]:
        """What is deducted under a criterion: one group, unless a section that holds it already keeps the limit."""
        inside, only = self._names(criterion.code, RowKind.PENALTY), self.children[criterion.code]
        keeps = len(only) == 1 and only[0].is_section and self.rules[only[0].code].factor == 1
        if keeps or not criterion.max_points:
            return inside
        rule = GroupRule(cap=criterion.max_points)
        group = Group(criterion.code, RowKind.PENALTY, rule, inside, of_criterion=True)
        self.groups.append(group)
        return (group.name,)
