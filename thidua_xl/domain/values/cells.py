"""Raw cells: the values of a grid that plain Python has no type for, and how a cell reads as text.

A reader (calamine on a file, xlwings on an open sheet) gives None, str, int, float, bool, dates and times
as they are; what is left is an Excel error, a formula nobody has computed, a formula typed by a person.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import TypeAlias

from .numbers import as_shown
from .text import clean

RawCell: TypeAlias = object
"""What a grid holds: a plain Python value, `CellError`, `Uncomputed.FORMULA`, a `Formula` or `Disputed`."""

_EXACT = 10**15
"""Below this a stored number has all its whole digits; above it Excel, too, shows an exponent."""


class Day1904(datetime):
    """A day of 1904 in a book that counts its days from there: a small number in the format of a date."""


def of_1904(value: object) -> object:
    """A day of the first year of that calendar is a small number that was typed into a date's cell."""
    if not isinstance(value, date) or value.year != 1904:
        return value
    moment = value.time() if isinstance(value, datetime) else time.min
    return Day1904.combine(value, moment)


@dataclass(frozen=True, slots=True)
class CellError:
    """An Excel error such as `#DIV/0!`."""

    text: str


class Uncomputed(Enum):
    """The value of a formula that the saving program did not compute (a file written by a library)."""

    FORMULA = "formula"


@dataclass(frozen=True, slots=True)
class Disputed:
    """A cell that two independent readings understood differently: neither is taken."""

    text: str
    other: str


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that a person typed, with its stored value."""

    text: str
    value: RawCell


def is_blank(cell: RawCell) -> bool:
    """Whether nothing was typed: None, or text of nothing but spaces and invisible characters."""
    if cell is None or cell == "":
        return True
    if isinstance(cell, str):
        return not cell[0].isalnum() and not clean(cell)
    return isinstance(cell, Formula) and is_blank(cell.value)


def computed_value(cell: RawCell) -> RawCell:
    """What stands in a cell: of a formula its result, nothing where nobody has computed it."""
    value = cell.value if isinstance(cell, Formula) else cell
    return None if value is Uncomputed.FORMULA else value


def is_uncomputed(cell: RawCell) -> bool:
    """Whether it is a formula that the saving program did not compute: what it says, nobody knows."""
    return (cell.value if isinstance(cell, Formula) else cell) is Uncomputed.FORMULA


def as_text(cell: RawCell) -> str:
    """What a reader sees in the cell; numbers with a decimal point, dates as ISO."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return clean(cell)
    if isinstance(cell, Formula):
        return as_text(cell.value)
    if isinstance(cell, CellError):
        return cell.text
    if isinstance(cell, Disputed):
        return f"{cell.text} / {cell.other}"
    if isinstance(cell, Uncomputed):
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    return _measured(cell)


def cell_said(cell: RawCell) -> str:
    """What stands in a cell, in a sentence: a number as typed, with a decimal comma; a day as 28/11/2026."""
    if isinstance(cell, Formula):
        return cell_said(cell.value)
    if isinstance(cell, datetime):
        return f"{cell:%d/%m/%Y}" if cell.time() == time.min else f"{cell:%d/%m/%Y %H:%M}"
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    is_number = isinstance(cell, int | float | Decimal) and not isinstance(cell, bool)
    return as_text(cell).replace(".", ",") if is_number else as_text(cell)


def quoted(cell: RawCell) -> Decimal | str:
    """What stands in a cell, as a finding quotes it: a number stays one, so that it is shown as any is."""
    if isinstance(cell, Formula):
        return quoted(cell.value)
    is_number = isinstance(cell, int | float | Decimal) and not isinstance(cell, bool)
    return Decimal(as_text(cell)) if is_number else as_text(cell)


def _measured(cell: RawCell) -> str:
    """Numbers, dates and times as text."""
    if isinstance(cell, float):
        return format(as_shown(cell or 0), "f") if abs(cell) < _EXACT else format(cell, ".15g")
    if isinstance(cell, int | Decimal):
        return format(Decimal(cell), "f")
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time.min else cell.isoformat(" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell)
