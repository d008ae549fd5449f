"""Points as a table states them: `15`, `15,5`, `15 điểm`, `1.000`, `-2`."""

import re
from dataclasses import dataclass
from decimal import Decimal

from ..values.catalogue import Code
from ..values.cells import RawCell, as_text, is_blank
from ..values.grammar import read_number
from ..values.numbers import Points, exact_points
from ..values.text import clean
from .why import Why

_MOST = Decimal(100_000)
_AROUND = re.compile(
    r"(?:(?:điểm\s+)?(?:tối đa|chuẩn)|tổng(?:\s+(?:số\s+)?điểm)?|cộng|[:=+])*\s*"
    r"(?P<number>[-−–]?\s?\d[\d.,]*)\s*(?:điểm|đ)?[.;]?",
    re.I,
)
_PLAIN = (None, Code.NUMBER_AS_TEXT)


@dataclass(frozen=True, slots=True)
class Amount:
    """What a cell says: no reading where it is blank or unclear, two where `1.000` may be 1."""

    readings: tuple[Points, ...] = ()
    """In thousandths, never negative."""
    said: str = ""
    negative: bool = False
    why: Why | None = None

    @property
    def is_blank(self) -> bool:
        """Whether nothing is said."""
        return not self.readings and self.why is None

    @property
    def points(self) -> Points | None:
        """The one reading; None where there is none or two."""
        return self.readings[0] if len(self.readings) == 1 else None


def read_amount(cell: RawCell) -> Amount:
    """The points of a cell. Nothing is guessed: what is no one number has a reason."""
    if is_blank(cell) or as_text(cell).strip("-–—.…/ ") == "":
        return Amount()
    said = as_text(cell)
    reading = read_number(_bare(said) if isinstance(cell, str) else cell)
    if reading.code is Code.AMBIGUOUS_NUMBER:
        numbers = tuple(Decimal(reading.details[name]) for name in ("number", "other"))
    elif reading.number is not None and reading.code in _PLAIN:
        numbers = (reading.number,)
    else:
        unclear = isinstance(cell, str) and reading.code is Code.NOT_A_NUMBER
        return Amount(said=said, why=Why.POINTS_UNCLEAR if unclear else Why.POINTS_DOUBTFUL)
    return _amount(numbers, said)


def _bare(text: str) -> str:
    """The number of a text that says nothing but it: what is not so stays as it is."""
    found = _AROUND.fullmatch(clean(text).strip("()[] "))
    return re.sub(r"^[−–]|\s", lambda one: "-" if one[0] in "−–" else "", found["number"]) if found else text


def _amount(numbers: tuple[Decimal, ...], said: str) -> Amount:
    points = tuple(exact_points(abs(number)) for number in numbers)
    known = tuple(one for one in points if one is not None)
    if len(known) < len(points) or any(abs(number) > _MOST for number in numbers):
        return Amount(said=said, why=Why.TOO_FINE)
    return Amount(tuple(dict.fromkeys(known)), said, negative=numbers[0] < 0)
