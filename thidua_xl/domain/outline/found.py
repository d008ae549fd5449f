"""Lines gathered from the tables of a file, and what is said of a line to a person."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from ..values.cells import as_text, is_blank
from ..values.text import clean
from .headers import Header, with_group
from .lines import Block, Line, Spot, lines_below
from .why import Remark, Why


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


@dataclass(slots=True)
class Gathered:
    """The lines of all tables that were read, in their order."""

    lines: list[Line] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    headers: list[tuple[Header, Sequence[Line]]] = field(default_factory=list)
    unread: list[Block] = field(default_factory=list)
    unseen: list[Doubt] = field(default_factory=list)
    """Of every column that was read and that nobody sees."""


def gathered(blocks: Sequence[Block], header_of: Callable[[Block], Header | None]) -> Gathered:
    """The tables, each below its own header; one without goes on with the one before it if it is as wide."""
    found = Gathered()
    header: Header | None = None
    width = 0
    for block in blocks:
        own, wide = header_of(block), max((len(row) for row in block.rows), default=0)
        if own is None and header is not None and block.goes_on and wide == width:
            own = header._replace(first=-1, last=-1)
        if own is None:
            found.unread.append(block)
            continue
        own = with_group(own, block.rows)
        header, width = own, wide
        lines = list(lines_below(block, own))
        found.names.append(block.name)
        found.headers.append((own, lines))
        found.lines += lines
        found.unseen += _unseen(block, own)
    return found


def _unseen(block: Block, header: Header) -> Iterator[Doubt]:
    """The hidden columns that are read, with the first row that says something there."""
    read = {at for columns in header.columns.values() for at in columns}
    if header.group is not None:
        read.add(header.group)
    for at in sorted(read.intersection(block.hidden_columns)):
        below = (
            (row, cells[at]) for row, cells in enumerate(block.rows) if row > header.last and at < len(cells)
        )
        for row, cell in islice(((row, cell) for row, cell in below if not is_blank(cell)), 1):
            yield Doubt(Spot(block.name, row + 1), as_text(cell), Why.COLUMN_HIDDEN, detail=header.words[at])


def not_read(found: Gathered) -> Iterator[Noticed]:
    """Every table that was not read and says something, then every column, with the first line that says so."""
    for block in found.unread:
        texts = (clean(cell) for row in block.rows for cell in row if isinstance(cell, str) and clean(cell))
        first = next(texts, "")
        if first:
            yield Noticed(Spot(block.name, 0), first, Remark.NOT_READ)
    told: set[str] = set()
    for line in found.lines:
        for words, text in line.others.items():
            if words not in told:
                told.add(words)
                yield Noticed(line.spot, f"{words}: {text}", Remark.NOT_READ)
