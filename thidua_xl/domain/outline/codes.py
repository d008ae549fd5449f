"""Codes for the lines of a table: from their numbers and what they stand below, each one once."""

from collections.abc import Iterator, Sequence
from itertools import count

from ..scoring.criteria import RowKind
from ..values.cells import RawCell
from ..values.text import fold, unaccented
from .headers import Role
from .marks import Shape
from .nodes import Node
from .why import Why

_OF_KINDS = {RowKind.BONUS: "DT", RowKind.PENALTY: "TR"}


def give_codes(nodes: Sequence[Node], above: str = "") -> None:
    """A code to every line, its part unlike those of its neighbours."""
    taken: set[str] = set()
    printed = {fold(_part(node, above)) for node in nodes if not node.is_bullet}
    before: Node | None = None
    for node in nodes:
        _mend_stored(node, before)
        part = next(one for one in _parts(node, above, taken, printed) if fold(one) not in taken)
        taken.add(fold(part))
        node.code = f"{above}.{part}" if above else part
        give_codes(node.below, node.code)
        before = node


def _parts(node: Node, above: str, taken: set[str], printed: set[str]) -> Iterator[str]:
    """What its code may end with, the most natural first."""
    if node.is_bullet:
        if not above and node.kind in _OF_KINDS:
            yield _OF_KINDS[node.kind]
        yield from (str(number) for number in count(1) if str(number) not in printed)
    part = _part(node, above)
    if fold(part) in taken:
        node.why.append(Why.NUMBER_TWICE)
    yield part
    yield from (f"{part}-{number}" for number in count(2))


def _part(node: Node, above: str) -> str:
    if node.mark is None:
        return ""
    mark = node.mark
    parts = mark.parts if not above else mark.parts[-1:]
    shape = mark.style[-1]
    last = parts[-1] if shape is not Shape.LETTER or parts[-1] != "đ" else "dd"
    return unaccented("-".join((*parts[:-1], last)))


def _mend_stored(node: Node, before: Node | None) -> None:
    """`1.10` that was stored as the number 1.1: told, and taken for what follows 1.9."""
    mark, cell = node.mark, node.line.cells.get(Role.NUMBER)
    if mark is None or before is None or before.mark is None or not _has_decimals(cell):
        return
    known = before.mark
    ten = f"{mark.last}0"
    if len(mark.parts) == 2 and known.parts[:-1] == mark.parts[:-1] and known.last == str(int(ten) - 1):
        node.mark = mark._replace(printed=f"{mark.parts[0]}.{ten}", parts=(mark.parts[0], ten))
        node.why.append(Why.NUMBER_STORED)


def _has_decimals(cell: RawCell) -> bool:
    return isinstance(cell, float) and not cell.is_integer()
