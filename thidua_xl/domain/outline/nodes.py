"""Lines as a tree: what stands below what, seen from the numbering."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from ..scoring.criteria import RowKind
from ..values.cells import is_blank
from ..values.text import fold
from .amounts import Amount, read_amount
from .headers import Role
from .lines import Line
from .marks import Mark, at_head, chosen, read_mark
from .why import Remark, Why


@dataclass(slots=True, eq=False)
class Node:
    """A line in the tree."""

    line: Line
    at: int
    """Its place among all lines."""
    mark: Mark | None
    text: str
    amount: Amount
    parent: "Node | None" = None
    below: list["Node"] = field(default_factory=list)
    joined: list["Node"] = field(default_factory=list)
    """Lines without points of their own that belong to its text."""
    kind: RowKind = RowKind.CRITERION
    code: str = ""
    why: list[Why] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    @property
    def is_bullet(self) -> bool:
        """Whether nothing tells it from its neighbours."""
        return self.mark is None or self.mark.is_bullet

    def inside(self) -> Iterator["Node"]:
        """Everything below it, in the order of the table."""
        for node in self.below:
            yield node
            yield from node.inside()


@dataclass(slots=True)
class PrintedSum:
    """A line that says a sum, and what stood open where it stands."""

    line: Line
    amount: Amount
    enclosing: tuple[Node, ...]
    before: int
    """How many lines of the first level stand above it."""


@dataclass(slots=True)
class Tree:
    """What became of the lines of a table."""

    roots: list[Node] = field(default_factory=list)
    sums: list[PrintedSum] = field(default_factory=list)
    below: list[Line] = field(default_factory=list)
    """Lines below the grand total that are none of the table's."""

    def nodes(self) -> Iterator[Node]:
        """Every line in the tree, in order."""
        for root in self.roots:
            yield root
            yield from root.inside()


_SUM = re.compile(
    r"(?:tổng(?: cộng)?|cộng)(?: (?:số )?(?:điểm|cộng))?(?: (?:tối đa|chuẩn|toàn bộ|chung|các phần|các mục|tất cả))*"
    r"(?: (?:phần|mục|nhóm|tiêu chí|nội dung|cả))*(?:[ (]*[ivx\d a-e.,+;&]*(?:và [ivx\da-e.]+)?[ )]*)"
    r"(?: ?điểm)?[ :.]*"
)
_OF_ONE = re.compile(
    r"(?:phần|mục|nhóm|tiêu chí|nội dung|cộng|điểm) \(?([ivx]+|\d+(?:\.\d+)*|[a-e])\)?[ :.]*$"
)


def is_sum(line: Line) -> bool:
    """Whether the line only adds up others."""
    said = fold(line.text(Role.TEXT)) or fold(line.text(Role.NUMBER))
    alone = not line.text(Role.TEXT) or not line.text(Role.NUMBER) or line.text(Role.NUMBER) in "-*+"
    if not (said and alone and _SUM.fullmatch(said)):
        return False
    return bool(line.text(Role.POINTS) or _SAID.search(said)) or not kinds_said(said)


_SAID = re.compile(r"(\d[\d.,]*)\s*(?:điểm|đ)\b")


def printed_sum(line: Line) -> Amount:
    """What a line of sums says, under the points or in its text."""
    amount = read_amount(line.cells.get(Role.POINTS))
    found = _SAID.search(fold(line.text(Role.TEXT) or line.text(Role.NUMBER)))
    return read_amount(found[1]) if amount.is_blank and found else amount


def sum_of(line: Line) -> str:
    """The number of the section that a line of sums names; empty for none."""
    found = _OF_ONE.search(fold(line.text(Role.TEXT) or line.text(Role.NUMBER)))
    return found[1] if found else ""


def tree_of(lines: Sequence[Line]) -> Tree:
    """The lines in their places."""
    builder = _Builder(lines)
    for line in lines:
        builder.take(line)
    return builder.tree


class _Builder:
    """Takes the lines one by one and remembers what is open."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.tree = Tree()
        self._open: list[Node] = []
        self._last: Node | None = None
        self._ended = False
        """Whether a sum of all stands above: what follows may be signatures and notes."""
        self._places = {id(line): at for at, line in enumerate(lines)}
        self._numbered = any(_readings(line)[0] for line in lines)

    def take(self, line: Line) -> None:
        """Put one line where it belongs; below a grand total it waits for a line with points."""
        if is_sum(line):
            self._sum(line)
            return
        node = self._node(line)
        if self._ended and node.amount.is_blank and not kinds_said(node.text):
            self.tree.below.append(line)
            return
        waiting, self.tree.below, self._ended = self.tree.below, [], False
        for one in waiting:
            self._place(self._node(one))
        self._place(self._node(line) if waiting else node)

    def _place(self, node: Node) -> None:
        if node.mark is None and node.amount.is_blank:
            self._loose(node)
        else:
            self._put(node, self._parent_of(node))

    def _sum(self, line: Line) -> None:
        self.tree.sums.append(PrintedSum(line, printed_sum(line), tuple(self._open), len(self.tree.roots)))
        self._ended = bool(self.tree.roots) and not sum_of(line)

    def _node(self, line: Line) -> Node:
        readings, text = _readings(line)
        opened = [node.mark for node in self._open if node.mark is not None]
        mark = chosen(readings, opened) if readings else None
        amount = read_amount(line.cells.get(Role.POINTS))
        if amount.is_blank and mark is not None and not mark.is_bullet and Role.POINTS not in line.merged:
            amount = _in_text(text)
        node = Node(line, self._places[id(line)], mark, text, amount)
        node.why += _doubts(node)
        return node

    # --- lines without number and points ------------------------------------------------------------

    def _loose(self, node: Node) -> None:
        last = self._last
        if _is_heading(node):
            self._put(node, None if kinds_said(node.text) or self._above_numbers() else self._open[-1])
        elif last is not None and _continues(node, last):
            node.parent = last
            last.joined.append(node)
        else:
            node.why.append(Why.NO_NUMBER_NO_POINTS)
            self._put(node, self._open[-1].parent if self._open else None, stays_open=False)

    def _above_numbers(self) -> bool:
        return not self._open or self._open[0].mark is None

    # --- all others ----------------------------------------------------------------------------------

    def _parent_of(self, node: Node) -> Node | None:
        """Where it hangs: beside the innermost open line of its style, else below the innermost one."""
        if node.mark is None and node.line.text(Role.NUMBER):
            return self._open[-1].parent if self._open else None
        for at in range(len(self._open) - 1, -1, -1):
            one = self._open[at]
            if (one.mark.style if one.mark else None) == (node.mark.style if node.mark else None):
                if one.mark is None and _is_heading(one):
                    continue  # points without a number stand below an unnumbered heading, not beside it
                self._compare(node, one)
                return one.parent
        parent = self._open[-1] if self._open else None
        if node.mark is not None and parent is not None:
            self._below(node, parent)
        if node.mark is None and parent is not None and self._numbered and not parent.amount.is_blank:
            node.why.append(Why.UNNUMBERED)
        return parent

    def _compare(self, node: Node, before: Node) -> None:
        """A number beside the one before it: a gap is told; that it stood there already is seen with the codes."""
        if node.mark is None or before.mark is None or node.mark.is_bullet:
            return
        if not node.mark.follows(before.mark) and not node.mark.begins and node.mark.last != before.mark.last:
            node.remarks.append(Remark.GAP)
        if before.parent is not None:
            self._below(node, before.parent)

    def _below(self, node: Node, parent: Node) -> None:
        """`1.3` below `2`: somebody mistyped one of the two."""
        mark, above = node.mark, parent.mark
        if mark is None or above is None or len(mark.parts) < 2 or above.is_bullet:
            return
        known = fold(above.last), str(above.place)
        if fold(mark.parts[-2]) not in known:
            node.why.append(Why.WRONG_PARENT)

    def _put(self, node: Node, parent: Node | None, *, stays_open: bool = True) -> None:
        node.parent = parent
        (parent.below if parent else self.tree.roots).append(node)
        if stays_open:
            while self._open and self._open[-1] is not parent:
                self._open.pop()
            self._open.append(node)
        self._last = node


def _readings(line: Line) -> tuple[tuple[Mark, ...], str]:
    """The readings of the line's number, and its text without it."""
    cell, text = line.text(Role.NUMBER), line.text(Role.TEXT)
    if isinstance(line.cells.get(Role.NUMBER), date):
        cell = cell.replace("/", ".").rpartition(".")[0]
    if cell:
        readings = read_mark(cell)
        if readings:
            inside, rest = at_head(text)
            same = {one.parts for one in inside} & {one.parts for one in readings}
            return readings, rest if same else text
        if not text or line.across:
            return at_head(f"{cell} {text}".strip())
        return (), text
    inside, rest = at_head(text)
    return (*(one.in_text() for one in inside), *inside), rest


_SAID_LAST = re.compile(r"\((?:tối đa|tổng|cộng)?[ :]*(\d[\d.,]*) ?(?:điểm|đ)\)[ .:;]*$", re.I)


def _in_text(text: str) -> Amount:
    """Points that a numbered line says at its end: `I. Kinh tế (300 điểm)`."""
    found = _SAID_LAST.search(text)
    return read_amount(found[1]) if found else Amount()


def _doubts(node: Node) -> Iterator[Why]:
    line, cell = node.line, node.line.cells.get(Role.NUMBER)
    if node.amount.why is not None:
        yield node.amount.why
    if line.is_doubtful:
        yield Why.TEXT_DOUBTFUL
    if line.hidden:
        yield Why.HIDDEN
    if isinstance(cell, date):
        yield Why.NUMBER_IS_DATE
    elif not is_blank(cell) and node.mark is None and line.text(Role.TEXT):
        yield Why.NUMBER_UNCLEAR
    if not node.text and not node.amount.is_blank:
        yield Why.NO_TEXT


def _is_heading(node: Node) -> bool:
    """Capitals throughout, or the words of bonus and deduction, or merged over the columns."""
    text = node.text
    loud = len(text) > 3 and text.upper() == text and any(letter.isalpha() for letter in text)
    return node.amount.is_blank and (loud or node.line.across or bool(kinds_said(text)))


def _continues(node: Node, last: Node) -> bool:
    """Whether it goes on with the text above: in small letters, or under the same merged cell."""
    above = {Role.POINTS, Role.NUMBER} & node.line.merged.keys()
    rows = {last.line.spot.row, *(one.line.spot.row for one in last.joined)}
    shared = any(node.line.merged[role] in rows for role in above)
    return shared or node.text[:1].islower()


_BONUS = r"(?:thưởng|cộng thêm|cộng|khuyến khích)"
_PENALTY = r"(?:trừ|phạt)"
_HEAD = r"(?:(?:phần|mục|nhóm|nội dung|các nội dung|các|tiêu chí|các tiêu chí|một số|những|trường hợp|về|quy định) )*"
_KINDS = {
    RowKind.BONUS: re.compile(rf"{_HEAD}(?:điểm {_BONUS}|{_BONUS} điểm|điểm .{{0,12}}thưởng)\b"),
    RowKind.PENALTY: re.compile(rf"{_HEAD}(?:bị )?(?:điểm {_PENALTY}|{_PENALTY} điểm)\b"),
}
_BOTH = re.compile(
    rf"{_HEAD}điểm {_BONUS}(?:,| và|/|;| –| -)+ ?(?:điểm )?{_PENALTY}|{_HEAD}{_BONUS},? (?:và )?{_PENALTY} điểm"
)


def kinds_said(text: str) -> set[RowKind]:
    """The kinds that a heading says by the words that it begins with; two where it says both."""
    said = fold(text)
    if _BOTH.match(said):
        return {RowKind.BONUS, RowKind.PENALTY}
    return {kind for kind, words in _KINDS.items() if words.match(said)}
