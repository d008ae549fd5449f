"""The rows below a header as lines: what each says under which column, and what is no line of the table."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from ..values.cells import RawCell, as_text, is_blank
from ..values.shown import read_doubt
from .headers import Covered, Header, Role, Rows, comes_again, counts_columns


@dataclass(frozen=True, slots=True)
class Block:
    """One table: a sheet of a workbook, or a table of a document."""

    name: str
    rows: Rows
    covered: Covered = field(default_factory=dict)
    hidden: Collection[int] = ()
    """Rows that nobody sees."""
    hidden_columns: Collection[int] = ()
    """Columns that nobody sees."""
    goes_on: bool = False
    """Whether it may go on with the table before it: Word cuts one at a page."""


class Spot(NamedTuple):
    """Where a line stands: the table, and its row counted from 1."""

    table: str
    row: int


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table."""

    spot: Spot
    cells: Mapping[Role, RawCell]
    texts: Mapping[Role, str]
    others: Mapping[str, str]
    """What stands in columns that are none of ours, by their headers."""
    merged: Mapping[Role, int] = field(default_factory=dict)
    """Columns whose blank cell lies under a merge from above: the row of the visible cell, from 1."""
    across: bool = False
    """Whether its one text is merged over the columns, as headings are."""
    hidden: bool = False

    def text(self, role: Role) -> str:
        """What a reader sees there."""
        return self.texts.get(role, "")

    @property
    def said(self) -> str:
        """All of it in one text, to show it."""
        return " | ".join(filter(None, (*self.texts.values(), *self.others.values())))

    @property
    def is_doubtful(self) -> bool:
        """Whether a text of it is struck through or shows otherwise than it stands."""
        return any(isinstance(cell, str) and read_doubt(cell) is not None
                   for role, cell in self.cells.items() if role is not Role.POINTS)  # fmt: skip


def lines_below(block: Block, header: Header) -> Iterator[Line]:
    """The lines of a table below its header; blank rows and headers that come again are none."""
    row, fresh = header.last + 1, True
    while row < len(block.rows):
        again = comes_again(header, block.rows, row, block.covered)
        if again:
            row, fresh = row + again, True
            continue
        if not (fresh and counts_columns(block.rows[row])):
            yield from _lines_of(block, header, row)
        fresh = fresh and all(map(is_blank, block.rows[row]))
        row += 1


def _lines_of(block: Block, header: Header, row: int) -> Iterator[Line]:
    """The line of a row; before it the group that begins there, which then bears the number."""
    line = line_of(block, header, row)
    group = "" if header.group is None else _text(block, row, (header.group,))
    if group:
        if not line.text(Role.TEXT):
            yield replace(line, texts={**line.texts, Role.TEXT: group}, across=True)
            return
        number = line.cells.get(Role.NUMBER) if header.numbers_groups else None
        said = line.text(Role.NUMBER) if header.numbers_groups else ""
        texts = {Role.NUMBER: said, Role.TEXT: group}
        yield replace(line, cells={Role.NUMBER: number}, texts=texts, others={}, across=True)
        if header.numbers_groups:
            cells = {**line.cells, Role.NUMBER: None}
            line = replace(line, cells=cells, texts={**line.texts, Role.NUMBER: ""})
    if line.said:
        yield line


def line_of(block: Block, header: Header, row: int) -> Line:
    """One row under the columns of the header."""
    cells = {role: _first(block, row, columns) for role, columns in header.columns.items()}
    texts = {role: _text(block, row, columns) for role, columns in header.columns.items()}
    others = {said: text for at, said in header.others.items() if (text := _text(block, row, (at,)))}
    known = {*header.others, header.group, *(at for columns in header.columns.values() for at in columns)}
    beside = (at for at in range(len(block.rows[row])) if at not in known)
    others |= {f"cột {at + 1}": text for at in beside if (text := _text(block, row, (at,)))}
    merged = {
        role: block.covered[row, columns[0]][0] + 1
        for role, columns in header.columns.items()
        if (row, columns[0]) in block.covered and block.covered[row, columns[0]][0] < row
    }
    return Line(
        Spot(block.name, row + 1), cells, texts, others, merged, _is_across(block, row), row in block.hidden
    )


def _is_across(block: Block, row: int) -> bool:
    places = {place for (r, _), place in block.covered.items() if r == row and place[0] == row}
    filled = [at for at, cell in enumerate(block.rows[row]) if not is_blank(cell)]
    return len(filled) == 1 and (row, filled[0]) in places


def _first(block: Block, row: int, columns: tuple[int, ...]) -> RawCell:
    cells = [block.rows[row][at] for at in columns if at < len(block.rows[row])]
    return next((cell for cell in cells if not is_blank(cell)), None)


def _text(block: Block, row: int, columns: tuple[int, ...]) -> str:
    cells = (block.rows[row][at] for at in columns if at < len(block.rows[row]))
    return " ".join(filter(None, map(_seen, cells)))


def _seen(cell: RawCell) -> str:
    """A day as it stands on paper, a doubtful text as it is held; all else as it reads."""
    if isinstance(cell, date):
        return f"{cell.day}/{cell.month}/{cell.year}"
    if isinstance(cell, str):
        doubt = read_doubt(cell)
        return doubt.held or as_text(cell) if doubt else as_text(cell)
    return as_text(cell)
