"""What a list of units amounts to: names, whom to reach and how, and a short code for each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..scoring.units import Unit
from ..values.cells import RawCell, as_text, is_blank
from ..values.codes import is_code
from ..values.email import is_address
from ..values.text import clean, fold, unaccented
from .found import Doubt, Noticed, gathered, not_read
from .headers import OF_UNITS, Header, Role, find_header
from .lines import Block, Line, Spot
from .marks import Shape, read_mark
from .why import Remark, Why

_SECOND = (Role.NUMBER, Role.CODE, Role.CONTACT, Role.EMAIL, Role.TELEPHONE)
"""A name alone makes no list: one of these stands beside it."""


@dataclass(frozen=True, slots=True)
class ProposedUnit:
    """A row for `Đơn vị`."""

    unit: Unit
    spot: Spot


@dataclass(frozen=True, slots=True)
class UnderstoodUnits:
    """What became of the list of a file."""

    rows: Sequence[ProposedUnit] = ()
    doubts: Sequence[Doubt] = ()
    noticed: Sequence[Noticed] = ()
    tables: Sequence[str] = ()

    @property
    def is_clear(self) -> bool:
        """Whether every line was understood, and there is one."""
        return bool(self.rows) and not self.doubts

    @property
    def codes(self) -> list[str]:
        """The codes that are proposed."""
        return [row.unit.code for row in self.rows]


def header_of_units(block: Block) -> Header | None:
    """The first header with a name and something beside it."""
    found = (find_header(block.rows, block.covered, OF_UNITS, (Role.NAME, role)) for role in _SECOND)
    return min((one for one in found if one is not None), key=lambda one: one.first, default=None)


def understand_units(blocks: Sequence[Block]) -> UnderstoodUnits:
    """The lists, each below its own header."""
    table = gathered(blocks, header_of_units)
    reader = _Reader(table.lines)
    for line in table.lines:
        reader.take(line)
    rows = [ProposedUnit(unit, spot) for unit, spot in reader.units]
    noticed = [*not_read(table), *reader.noticed]
    return UnderstoodUnits(rows, [*table.unseen, *reader.doubts], noticed, table.names)


class _Reader:
    """Takes the lines one by one; a line under the merged name of the one above goes with it."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.units: list[tuple[Unit, Spot]] = []
        self.doubts: list[Doubt] = []
        self.noticed: list[Noticed] = []
        self._numbered = any(map(_is_numbered, lines))
        self._last = max((at for at, line in enumerate(lines) if self._counts(line)), default=-1)
        self._at = -1

    def _counts(self, line: Line) -> bool:
        return bool(line.text(Role.NAME)) and (_is_numbered(line) or not self._numbered)

    def take(self, line: Line) -> None:
        """A unit, somebody more to reach, a heading, what stands below; all else waits for a person."""
        self._at += 1
        name = line.text(Role.NAME)
        if not name and Role.NAME in line.merged and self.units:
            self._more(line)
        elif self._at > self._last or _adds_up(line):
            self._notice(line, Remark.BELOW)
        elif self._is_heading(line):
            self._notice(line, Remark.GROUP)
        elif not name:
            self._doubt(line, Why.NO_NAME)
        else:
            self._unit(line, name)

    def _unit(self, line: Line, name: str) -> None:
        known = {fold(unit.name) for unit, _ in self.units}
        if fold(name) in known:
            self._doubt(line, Why.NAME_TWICE)
            return
        if line.hidden or line.is_doubtful:
            self._doubt(line, Why.HIDDEN if line.hidden else Why.TEXT_DOUBTFUL)
        elif self._numbered and not _is_numbered(line):
            self._doubt(line, Why.NUMBER_UNCLEAR)
        taken = [unit.code for unit, _ in self.units]
        unit = Unit(self._code(line, name, taken), name, line.text(Role.CONTACT), line.text(Role.EMAIL),
                    self._telephone(line))  # fmt: skip
        self.units.append((unit, line.spot))
        self._look_at(line, unit)

    def _code(self, line: Line, name: str, taken: Sequence[str]) -> str:
        """The list's own code where it can be one, else one from the name."""
        own = line.text(Role.CODE).replace(" ", "")
        if not own:
            return code_from(name, taken)
        if is_code(own) and fold(own) not in map(fold, taken):
            return own
        self._doubt(line, Why.CODE_WRONG, own)
        return code_from(name, taken)

    def _telephone(self, line: Line) -> str:
        cell = line.cells.get(Role.TELEPHONE)
        if not _lost_its_zero(cell):
            return line.text(Role.TELEPHONE)
        self._notice(line, Remark.ZERO)
        return f"0{as_text(cell)}"

    def _more(self, line: Line) -> None:
        """Another person of the same unit."""
        unit, spot = self.units[-1]
        self.units[-1] = (
            Unit(unit.code, unit.name, _joined(unit.contact, line.text(Role.CONTACT)),
                 _joined(unit.email, line.text(Role.EMAIL)), _joined(unit.telephone, self._telephone(line))),
            spot,
        )  # fmt: skip
        self._look_at(line, self.units[-1][0])

    def _look_at(self, line: Line, unit: Unit) -> None:
        addresses = [one for one in re.split(r"[;,\s]+", unit.email) if one]
        if not all(is_address(one) for one in addresses) or not _TELEPHONE.fullmatch(unit.telephone):
            self._notice(line, Remark.ADDRESS)

    def _is_heading(self, line: Line) -> bool:
        """A group of units: merged over the columns, or numbered by letters where units are by numbers."""
        marks = read_mark(line.text(Role.NUMBER))
        lettered = any(one.style[-1] in (Shape.ROMAN, Shape.CAPITAL) for one in marks) and self._numbered
        alone = not any(line.text(role) for role in _SECOND if role is not Role.NUMBER)
        return alone and (line.across or lettered)

    def _notice(self, line: Line, remark: Remark) -> None:
        self.noticed.append(Noticed(line.spot, line.said, remark))

    def _doubt(self, line: Line, why: Why, detail: str = "") -> None:
        self.doubts.append(Doubt(line.spot, line.said, why, detail=detail))


_TELEPHONE = re.compile(r"(?:[\d+][\d .()+/-]{7,}(?:[;,] *(?=\S)|$))*")


def _is_numbered(line: Line) -> bool:
    return any(
        one.style[-1] in (Shape.NUMBER, Shape.IN_BRACKETS) for one in read_mark(line.text(Role.NUMBER))
    )


def _adds_up(line: Line) -> bool:
    said = fold(line.text(Role.NAME) or line.text(Role.NUMBER))
    return bool(re.match(r"(?:tổng|cộng)\b", said)) and not _is_numbered(line)


def _lost_its_zero(cell: RawCell) -> bool:
    """A telephone number stored as a number: Excel drops the zero that every one begins with."""
    number = isinstance(cell, int | float) and not isinstance(cell, bool) and not is_blank(cell)
    return number and 9 <= len(as_text(cell)) <= 10 and as_text(cell).isdigit()


def _joined(one: str, other: str) -> str:
    return "; ".join(dict.fromkeys(filter(None, (one, other))))


# --- codes ------------------------------------------------------------------------------------------

_KINDS = re.compile(
    r"(?:(?:ủy ban nhân dân|uỷ ban nhân dân|ubnd|hđnd|đảng ủy|xã|phường|thị trấn|đặc khu)\b[\s:–-]*)+", re.I
)


_MOST_INITIALS = 5
"""Of a long name: with a letter of its last word the code still fits into the columns of codes."""


def code_from(name: str, taken: Sequence[str]) -> str:
    """A short code of capitals: `Xã Dân Lý` is DLY, `Sở Nội vụ` SNV; none that another unit has."""
    plain = clean(name)
    words = re.findall(r"[A-Z0-9]+", _bare(_KINDS.sub("", plain, count=1)) or _bare(plain)) or ["DV"]
    return next(one for one in _offers(words) if fold(one) not in map(fold, taken))


def _offers(words: Sequence[str]) -> Iterator[str]:
    last = words[-1]
    initials = "".join(word[0] for word in words[:-1])[:_MOST_INITIALS]
    shortest = {1: 3, 2: 2}.get(len(words), 1)
    yield from (initials + last[:length] for length in range(shortest, max(shortest, len(last)) + 1))
    number = 2
    while True:
        yield f"{initials}{last[:shortest]}{number}"
        number += 1


def _bare(text: str) -> str:
    """Capitals without accents."""
    return unaccented(text).upper()
