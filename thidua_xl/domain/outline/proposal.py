"""What a table of criteria amounts to: the rows to be written, its sums, and what a person must look at."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ..scoring.criteria import Criterion, RowKind
from ..values.numbers import Points
from ..values.text import clean, fold
from .codes import give_codes
from .headers import OF_CRITERIA, Header, Role, find_header
from .lines import Block, Line, Spot, lines_below
from .nodes import Node, Tree, kinds_said, tree_of
from .sums import Sum, settle_readings, sums_of
from .why import Remark, Why

NEEDED = (Role.TEXT, Role.POINTS)


@dataclass(frozen=True, slots=True)
class Proposed:
    """A row for `Tiêu chí`. Without points it waits for them, and its rule stays blank so that `check` names it."""

    criterion: Criterion
    spot: Spot
    has_points: bool


@dataclass(frozen=True, slots=True)
class Doubt:
    """A line that a person must look at."""

    spot: Spot
    said: str
    why: Why
    code: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Noticed:
    """A line that was understood, and is worth a look."""

    spot: Spot
    said: str
    remark: Remark
    code: str = ""


@dataclass(frozen=True, slots=True)
class Understood:
    """What became of the tables of a file."""

    rows: Sequence[Proposed] = ()
    doubts: Sequence[Doubt] = ()
    sums: Sequence[Sum] = ()
    noticed: Sequence[Noticed] = ()
    tables: Sequence[str] = field(default_factory=tuple)
    """The names of the tables that were read."""

    @property
    def is_clear(self) -> bool:
        """Whether every line was understood, and there is one."""
        return bool(self.rows) and not self.doubts


def understand(blocks: Sequence[Block]) -> Understood:
    """The tables, each below its own header; one without goes on with the one before it if it is as wide."""
    lines: list[Line] = []
    noticed: list[Noticed] = []
    doubts: list[Doubt] = []
    tables: list[str] = []
    header: Header | None = None
    width = 0
    for block in blocks:
        found = find_header(block.rows, block.covered, OF_CRITERIA, NEEDED)
        wide = max((len(row) for row in block.rows), default=0)
        if found is None and header is not None and wide == width:
            found = header._replace(first=-1, last=-1)
        if found is None:
            noticed += _not_read(block)
            continue
        header, width = found, wide
        tables.append(block.name)
        lines += lines_below(block, found)
        doubts += _rivals(found, lines)
    tree = tree_of(lines)
    return _understood(tree, doubts, noticed, tables)


def _not_read(block: Block) -> Iterator[Noticed]:
    texts = (clean(cell) for row in block.rows for cell in row if isinstance(cell, str) and clean(cell))
    first = next(texts, "")
    if first:
        yield Noticed(Spot(block.name, 0), first, Remark.NOT_READ)


def _rivals(header: Header, lines: Sequence[Line]) -> Iterator[Doubt]:
    """Another column that is as surely the points, and is filled in."""
    if Role.POINTS not in header.ties:
        return
    words = header.words[header.columns[Role.POINTS][0]]
    for line in lines:
        if words in line.others:
            yield Doubt(line.spot, line.said, Why.OTHER_POINTS, detail=words)
            return


def _understood(
    tree: Tree, doubts: Iterable[Doubt], noticed: Iterable[Noticed], tables: Sequence[str]
) -> Understood:
    for root in tree.roots:
        _give_kind(root, RowKind.CRITERION, frozenset())
    for root in tree.roots:
        _settle(root)
    settle_readings(tree)
    give_codes(tree.roots)
    nodes = list(tree.nodes())
    rows = [_row(node) for node in nodes]
    wrong = [Doubt(n.line.spot, n.line.said, why, n.code, n.amount.said) for n in nodes for why in n.why]
    sums = list(sums_of(tree))
    wrong += [Doubt(one.spot, one.said, Why.SUM_DIFFERS, one.code) for one in sums if not one.agrees]
    seen = [
        *noticed,
        *(Noticed(n.line.spot, n.line.said, what, n.code) for n in nodes for what in n.remarks),
        *(Noticed(j.line.spot, j.line.said, Remark.JOINED, n.code) for n in nodes for j in n.joined),
        *_columns_not_read(nodes),
        *(Noticed(line.spot, line.said, Remark.BELOW) for line in tree.below),
    ]
    return Understood(rows, [*doubts, *wrong], sums, seen, tables)


def _columns_not_read(nodes: Sequence[Node]) -> Iterator[Noticed]:
    """Each column that was not read and holds something, with the first line that says so."""
    told: set[str] = set()
    for line in (one.line for node in nodes for one in (node, *node.joined)):
        for words, text in line.others.items():
            if words not in told:
                told.add(words)
                yield Noticed(line.spot, f"{words}: {text}", Remark.NOT_READ)


# --- kinds ------------------------------------------------------------------------------------------


def _give_kind(node: Node, kind: RowKind, either: frozenset[RowKind]) -> None:
    """The kind that its heading says, or the one above it; of a heading that says both, each line says its own."""
    said = frozenset(kinds_said(node.text))
    if len(said) == 1:
        (kind,), either = said, frozenset()
    elif len(said) == 2:
        either = said
    if node.amount.negative and kind is RowKind.CRITERION:
        kind, either = RowKind.PENALTY, frozenset()
        node.remarks.append(Remark.NEGATIVE)
    node.kind = kind
    if len(said) and not node.amount.negative:
        node.remarks.append(Remark.KIND)
    if either and not node.below and not said:
        node.why.append(Why.KIND_UNCLEAR)
    for child in node.below:
        _give_kind(child, kind, either)


# --- sections, criteria, lines of text ----------------------------------------------------------------


def _settle(node: Node) -> None:
    """A line with scored lines below it is a section; one with points alone takes the others into its text."""
    for child in node.below:
        _settle(child)
    if not node.below:
        if node.amount.is_blank and node.kind is not RowKind.SECTION and not node.why:
            merged = node.line.merged.get(Role.POINTS)
            node.why.append(Why.SHARED_POINTS if merged else Why.NO_POINTS)
        return
    scored = [child for child in node.below if _has_points(child)]
    if not scored and not node.amount.is_blank:
        _take_in(node)
    elif scored and _are_levels(node, scored):
        node.levels = True
        node.why.append(Why.LEVELS)
        _take_in(node)


def _has_points(node: Node) -> bool:
    return not node.amount.is_blank or any(not one.amount.is_blank for one in node.inside())


def _are_levels(node: Node, scored: Sequence[Node]) -> bool:
    """Whether bullets below points do not add up to them, and none is above them."""
    if not node.amount.readings or any(not child.is_bullet or child.below for child in scored):
        return False
    points = [max(child.amount.readings, default=0) for child in scored]
    return sum(points) not in node.amount.readings and max(points) <= max(node.amount.readings)


def _take_in(node: Node) -> None:
    """All lines below it become lines of its text."""
    inside = [*node.joined, *(one for below in node.inside() for one in (below, *below.joined))]
    inside.sort(key=lambda one: one.at)
    for one in inside:
        node.why += [why for why in one.why if why not in (Why.NO_POINTS, Why.SHARED_POINTS, Why.UNNUMBERED)]
    node.joined, node.below = inside, []


# --- rows -------------------------------------------------------------------------------------------


_RULE = re.compile(
    r"(?:trừ|cộng|cứ|mỗi|giảm|thiếu|chậm|vượt|tăng)\b.{0,60}\d.{0,20}(?:điểm|đ\b|%)|\d ?(?:điểm|đ)/|theo tỷ lệ|x điểm"
)


def _row(node: Node) -> Proposed:
    """The row as it is proposed; the rule is never guessed."""
    text = clean(" ".join([node.text, *map(_joined_text, node.joined)]))
    note = "; ".join(dict.fromkeys(filter(None, (one.line.text(Role.NOTE) for one in (node, *node.joined)))))
    if not node.below and _RULE.search(fold(f"{text} {note}")):
        node.remarks.append(Remark.LIKE_A_RULE)
    points: Points | None = node.amount.points
    section = bool(node.below)
    criterion = Criterion(
        node.code,
        node.mark.printed if node.mark else "",
        text,
        RowKind.SECTION if section else node.kind,
        points or 0,
        measure=node.line.text(Role.MEASURE),
        note=note,
    )
    return Proposed(criterion, node.line.spot, points is not None)


def _joined_text(node: Node) -> str:
    """A line of text as it stood, with its number and its points."""
    mark = f"{node.line.text(Role.NUMBER) or (node.mark.printed if node.mark else '')}"
    points = f"({node.amount.said})" if node.amount.said else ""
    return " ".join(filter(None, (mark, node.text, points)))
