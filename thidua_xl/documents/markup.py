"""A paper's template as readable text: a head of `key: value` lines, `---`, then one paragraph a line.

A line's first characters say what it is; everything else is body text:

    # I. KẾT QUẢ             heading, capitals          ## 1. Việc            heading of the second level
    = Chương I               centred, bold              ~ (Thông qua …)       centred, italic
    > Căn cứ …;              grounds, italic            - một ý               an item
    < chữ sát lề             without first-line indent  [page]                a new page
    [annex I | TÊN | landscape]                         an annex: section of its own, own page numbers
    [turn landscape]  [turn portrait]                   the pages from here on lie, or stand; numbers go on
    [table 1 6 2 | c l r | size=12]  rows `| a | b |`  [/table]              the first row is the head
    [ballots]  lines  [/ballots]   a ballot, as often as `hang_phieu` has rows, four or two on a page to be cut apart
    [sign]                   who signs, as the head of the file says
    {% for x in rows %}      a line of its own holds for the paragraphs (in a table: the rows) up to its end

`**bold**` and `__italic__` within a line; `[...]` is a dotted blank for people. `each: x in xs` in the head makes one
copy of the whole paper for each, in one file, every copy with pages of its own.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias


class Line(NamedTuple):
    """A paragraph: the style and its text."""

    style: str
    text: str


class Tag(NamedTuple):
    """A Jinja tag that stands alone: it holds for paragraphs, in a table for rows."""

    text: str


class Row(NamedTuple):
    """A row of a table."""

    cells: tuple[str, ...]
    is_head: bool = False


class Grid(NamedTuple):
    """A table: relative widths, alignments (`l`, `c`, `r`, `j`), rows and tags between them."""

    widths: tuple[float, ...]
    aligned: tuple[str, ...]
    rows: tuple["Row | Tag", ...]
    options: Mapping[str, str]


class Annex(NamedTuple):
    """Phụ lục: a section of its own; `number` is empty for the only one."""

    number: str
    name: str
    landscape: bool


class Sign(NamedTuple):
    """Where the signatures stand."""


class Page(NamedTuple):
    """A new page."""


class Ballots(NamedTuple):
    """A ballot's lines and the tags between them."""

    lines: tuple["Line | Tag", ...]


class Turn(NamedTuple):
    """A new section of the same paper, whose pages lie on the side or stand."""

    landscape: bool


Block: TypeAlias = Line | Tag | Grid | Annex | Sign | Page | Ballots | Turn


@dataclass(frozen=True, slots=True)
class Template:
    """A paper's head and body."""

    head: Mapping[str, tuple[str, ...]]
    body: tuple[Block, ...] = field(default=())

    def one(self, key: str) -> str:
        """The only value of a key; empty where it is not given."""
        return "\n".join(self.head.get(key, ()))

    @property
    def is_landscape(self) -> bool:
        """Whether its first section lies on the side."""
        return self.one("landscape") == "yes"


STYLES: Mapping[str, str] = {"##": "Muc2", "#": "Muc1", "=": "Giua", "~": "GiuaNghieng", ">": "CanCu", "-": "Gach",
                             "<": "SatLe", "^": "GhiChu"}  # fmt: skip
BODY = "NoiDung"
_TAG = re.compile(r"\{%(?:(?!%\}).)*%\}")
_COMMAND = re.compile(r"\[(annex|table|sign|page|turn|ballots)\b([^\]]*)\]")


_END = "[/ballots]"


class TemplateTextError(ValueError):
    """Raised for a template text that nobody could have meant: the line says which."""


def parse(text: str) -> Template:
    """The template. Raises TemplateTextError."""
    head, _, body = text.partition("\n---\n")
    keys: dict[str, tuple[str, ...]] = {}
    for line in filter(None, map(str.strip, head.splitlines())):
        key, sign, value = line.partition(":")
        if not sign:
            raise TemplateTextError(line)
        keys[key.strip()] = (*keys.get(key.strip(), ()), value.strip())
    return Template(keys, tuple(_blocks([line.rstrip() for line in body.splitlines()])))


def _blocks(lines: Sequence[str]) -> Iterator[Block]:
    rest = iter(lines)
    for line in rest:
        command = _COMMAND.fullmatch(line)
        if not line:
            continue
        if command and command[1] == "table":
            yield _grid(command[2], rest)
        elif command and command[1] == "ballots":
            inside = (one for one in iter(lambda: next(rest, _END), _END) if one)
            yield Ballots(tuple(Tag(one) if _TAG.fullmatch(one) else _line(one) for one in inside))
        elif command:
            yield _one(command[1], command[2])
        elif _TAG.fullmatch(line):
            yield Tag(line)
        else:
            yield _line(line)


def _one(name: str, given: str) -> Block:
    if name == "annex":
        number, title, *more = [*map(str.strip, given.split("|")), ""]
        return Annex(number, title, "landscape" in more)
    if name == "turn":
        return Turn(given.strip() == "landscape")
    return Sign() if name == "sign" else Page()


def _line(line: str) -> Line:
    mark, _, text = line.partition(" ")
    return Line(STYLES[mark], text) if mark in STYLES else Line(BODY, line)


def _grid(given: str, rest: Iterator[str]) -> Grid:
    widths, aligned, *options = map(str.strip, given.split("|"))
    rows: list[Row | Tag] = []
    for line in rest:
        if line == "[/table]":
            break
        if _TAG.fullmatch(line):
            rows.append(Tag(line))
        elif line:
            is_head = not rows and "nohead" not in options
            rows.append(Row(tuple(map(str.strip, line.strip("|").split("|"))), is_head))
    grid = Grid(
        tuple(map(float, widths.split())),
        tuple(aligned.split()),
        tuple(rows),
        dict(one.partition("=")[::2] for one in options),
    )
    wrong = [row for row in rows if isinstance(row, Row) and len(row.cells) != len(grid.widths)]
    if wrong or len(grid.aligned) != len(grid.widths):
        raise TemplateTextError(str(wrong[0] if wrong else given))
    return grid
