"""Printed sums against the lines: of sections, and those on lines of their own."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ..scoring.criteria import RowKind
from ..values.numbers import Points
from ..values.text import fold
from .lines import Spot
from .nodes import Node, PrintedSum, Tree, sum_of
from .why import Why


@dataclass(frozen=True, slots=True)
class Sum:
    """What a line prints and what the lines come to."""

    spot: Spot
    said: str
    printed: Points
    computed: Points
    code: str = ""
    """Of the section; empty for the whole table."""

    @property
    def agrees(self) -> bool:
        """Whether both are the same."""
        return self.printed == self.computed


def points_below(nodes: Iterable[Node]) -> Points:
    """What lines of the first level come to as a book counts them: criteria; without one, bonus, else deductions."""
    leaves = [leaf for node in nodes for leaf in (node, *node.inside()) if not leaf.below]
    for kind in (RowKind.CRITERION, RowKind.BONUS, RowKind.PENALTY):
        of_kind = [leaf for leaf in leaves if leaf.kind is kind]
        if of_kind:
            return sum(leaf.amount.readings[0] for leaf in of_kind if leaf.amount.readings)
    return 0


def settle_readings(tree: Tree) -> None:
    """`1.000` is what adds up; where nothing tells, a person does."""
    for node in tree.nodes():
        if len(node.amount.readings) < 2:
            continue
        fitting = [one for one in node.amount.readings if node.below and one == points_below(node.below)]
        if fitting:
            node.amount = replace(node.amount, readings=(fitting[0],))
        else:
            node.why.append(Why.POINTS_UNCLEAR)


def sums_of(tree: Tree) -> Iterator[Sum]:
    """Every printed sum, in the order of the table."""
    for node in tree.nodes():
        if node.below and node.amount.points is not None:
            found = points_below(node.below)
            yield Sum(node.line.spot, node.line.said, node.amount.points, found, node.code)
    for printed in tree.sums:
        if printed.amount.readings:
            yield _settled(tree, printed)


def _settled(tree: Tree, printed: PrintedSum) -> Sum:
    """A line of sums against what it may mean: the section it names, those it stands in, the whole."""
    named = sum_of(printed.line)
    sections = [node for node in tree.nodes() if node.mark and named and fold(node.mark.printed) == named]
    options = [(points_below([node]), node.code) for node in sections]
    if not options:
        options = [(found, "") for found in _whole(tree, printed.before)]
        options += [(points_below([node]), node.code) for node in printed.enclosing if node.below]
    for found, code in options:
        if found in printed.amount.readings:
            return Sum(printed.line.spot, printed.line.said, found, found, code)
    found, code = options[0]
    return Sum(printed.line.spot, printed.line.said, printed.amount.readings[-1], found, code)


def _whole(tree: Tree, before: int) -> Sequence[Points]:
    """The lines above (the whole table where there are none): criteria alone, then bonus with them."""
    roots = tree.roots[:before] or tree.roots
    leaves = [leaf for node in roots for leaf in (node, *node.inside()) if not leaf.below]
    by_kind = {
        kind: sum(leaf.amount.readings[0] for leaf in leaves if leaf.kind is kind and leaf.amount.readings)
        for kind in RowKind
    }
    ordinary, bonus = by_kind[RowKind.CRITERION], by_kind[RowKind.BONUS]
    return [ordinary, ordinary + bonus]
