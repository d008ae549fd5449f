"""What a table of criteria amounts to: the rows to be written, its sums, and what a person must look at."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from ..scoring.criteria import Criterion, Method, RowKind
from ..values.numbers import Points
from ..values.text import clean, fold
from .codes import give_codes
from .found import Doubt, Gathered, Noticed, gathered, not_read
from .headers import OF_CRITERIA, Header, Role, find_header
from .lines import Block, Line, Spot
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

    @property
    def codes(self) -> list[str]:
        """The codes that are proposed."""
        return [row.criterion.code for row in self.rows]


def header_of_criteria(block: Block) -> Header | None:
    """The first header with a text and its points."""
    return find_header(block.rows, block.covered, OF_CRITERIA, NEEDED)


def understand(blocks: Sequence[Block]) -> Understood:
    """The tables of criteria of a file."""
    table = gathered(blocks, header_of_criteria)
    tree = tree_of(table.lines)
    for root in tree.roots:
        _give_kind(root, RowKind.CRITERION, frozenset())
    for root in tree.roots:
        _settle(root)
    settle_readings(tree)
    give_codes(tree.roots)
    rows = [_row(node) for node in tree.nodes()]
    sums = list(sums_of(tree))
    return Understood(rows, list(_doubts(table, tree, sums)), sums, list(_noticed(table, tree)), table.names)


def _doubts(table: Gathered, tree: Tree, sums: Sequence[Sum]) -> Iterator[Doubt]:
    yield from _unread(table)
    yield from table.unseen
    for header, lines in table.headers:
        yield from _rivals(header, lines)
    for node in tree.nodes():
        yield from (
            Doubt(node.line.spot, node.line.said, why, node.code, node.amount.said) for why in node.why
        )
    yield from (Doubt(one.spot, one.said, Why.SUM_DIFFERS, one.code) for one in sums if not one.agrees)


def _rivals(header: Header, lines: Sequence[Line]) -> Iterator[Doubt]:
    """Another column that is as surely the points or the text, or of bonus and deductions, and is filled in."""
    points = {
        *header.rivals.get(Role.POINTS, ()),
        *(at for at, said in header.others.items() if _ASIDE.search(said)),
    }
    columns = [(at, Why.OTHER_POINTS) for at in sorted(points)]
    columns += [(at, Why.OTHER_TEXT) for at in header.rivals.get(Role.TEXT, ())]
    for at, why in columns:
        words = header.words[at]
        filled = (line for line in lines if words in line.others)
        yield from (Doubt(line.spot, line.said, why, detail=words) for line in islice(filled, 1))


_ASIDE = re.compile(r"(?:điểm|mức) (?:được )?(?:thưởng|trừ|cộng|phạt)|(?:thưởng|trừ|cộng) điểm")
"""Words of columns that say maxima of another kind."""


def _unread(table: Gathered) -> Iterator[Doubt]:
    """A table with numbers and texts whose points were not found."""
    for block in table.unread:
        found = find_header(block.rows, block.covered, OF_CRITERIA, (Role.NUMBER, Role.TEXT))
        if found is not None:
            said = " | ".join(found.words[at] for at in sorted(found.words))
            yield Doubt(Spot(block.name, found.first + 1), said, Why.TABLE_UNREAD)


def _noticed(table: Gathered, tree: Tree) -> Iterator[Noticed]:
    yield from not_read(table)
    for node in tree.nodes():
        yield from (Noticed(node.line.spot, node.line.said, what, node.code) for what in node.remarks)
        yield from (Noticed(one.line.spot, one.line.said, Remark.JOINED, node.code) for one in node.joined)
    yield from (Noticed(line.spot, line.said, Remark.BELOW) for line in tree.below)


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


_NAMED = re.compile(
    "|".join(fold(method.value).replace("/", " ?/ ?") for method in Method if method is not Method.DIRECT)
    + "|trưởng (?:cụm|khối) chấm|chấm chéo|chấm lẫn nhau"
)
"""A rule, or who scores, by its name: beside the criterion, where the text itself may speak of anything."""


def _row(node: Node) -> Proposed:
    """The row as it is proposed; the rule is never guessed."""
    text = clean(" ".join([node.text, *map(_joined_text, node.joined)]))
    note = "; ".join(dict.fromkeys(filter(None, (one.line.text(Role.NOTE) for one in (node, *node.joined)))))
    if not node.below and (_RULE.search(fold(f"{text} {note}")) or _NAMED.search(fold(note))):
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
